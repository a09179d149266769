#include "lastlap/archive/plausible.hpp"

#include <gtest/gtest.h>

#include "lastlap/archive/schema.hpp"

namespace lastlap::archive {
namespace {

using measure::Date;
using measure::Distance;
using measure::Duration;
using measure::Sex;

Athlete athlete(long id, const std::string& name) {
  return {.id = id, .name = name, .sex = Sex::men, .birth = {}, .country = ""};
}

RaceResult result(long id, int place, double time_s) {
  return {.athlete = athlete(id, "Runner " + std::to_string(id)),
          .place = place,
          .time = Duration{time_s},
          .status = "OK",
          .qualified = "",
          .start_order = {},
          .source = ""};
}

RaceRecord race_of(std::vector<RaceResult> results) {
  RaceRecord race;
  race.heading.distance = Distance{1500};
  race.results = std::move(results);
  return race;
}

TEST(Plausible, PlacesInTheOrderOfTimesAndTiesAreWell) {
  EXPECT_TRUE(disagreements(race_of({result(1, 1, 210.0), result(2, 2, 210.0), result(3, 2, 210.0),
                                     result(4, 4, 211.0)}))
                  .empty());
}

TEST(Plausible, ABetterPlaceWithASlowerTimeIsNot) {
  const auto findings = disagreements(race_of({result(1, 1, 210.0), result(2, 2, 209.9)}));
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0], "Runner 1 is place 1 in 3:30.00, Runner 2 place 2 in 3:29.90");
}

TEST(Plausible, OnePlaceWithTwoTimesIsNot) {
  EXPECT_EQ(disagreements(race_of({result(1, 1, 210.0), result(2, 1, 210.5)})).size(), 1u);
}

TEST(Plausible, ASegmentMustAgreeWithSplitAndFinish) {
  RaceRecord race = race_of({result(1, 1, 210.0)});
  race.splits.push_back({.race = "",
                         .athlete = athlete(1, "Runner 1"),
                         .written_name = "",
                         .distance = Distance{1100},
                         .time = Duration{156.0},
                         .place = {},
                         .source = ""});
  SegmentFact segment{.race = "",
                      .athlete = athlete(1, "Runner 1"),
                      .written_name = "",
                      .from = Distance{1100},
                      .to = Distance{1500},
                      .time = Duration{54.25},
                      .disputed = false,
                      .source = ""};
  race.segments = {segment};
  EXPECT_TRUE(disagreements(race).empty());
  race.segments[0].time = Duration{53.6};
  ASSERT_EQ(disagreements(race).size(), 1u);
  EXPECT_EQ(disagreements(race)[0], "Runner 1: 1100 m to 1500 m in 53.60, but 3:30.00 less 2:36.00 is 54.00");
  race.segments[0].disputed = true;
  EXPECT_TRUE(disagreements(race).empty());
}

TEST(Plausible, WhoDidNotFinishHasNoPlace) {
  RaceRecord race = race_of({result(1, 1, 210.0)});
  race.results[0].status = "DNF";
  EXPECT_EQ(disagreements(race).size(), 1u);
}

TEST(Plausible, AgesAreInWholeYears) {
  EXPECT_EQ(age_on(Date::of(2020, 5, 4), Date::of(2000, 5, 5), 2000), 19);
  EXPECT_EQ(age_on(Date::of(2020, 5, 5), Date::of(2000, 5, 5), 2000), 20);
  EXPECT_EQ(age_on(Date::of(2020, 5, 5), {}, 2000), 20);
}

TEST(Plausible, NoHumanBeingRunsFasterThanTheTablesReach) {
  EXPECT_EQ(impossible_time("1500", Sex::men, 206.0), "");
  EXPECT_NE(impossible_time("1500", Sex::men, 195.0), "");
  EXPECT_EQ(impossible_time("3000", Sex::women, 486.11), "");
  EXPECT_NE(impossible_time("mile", Sex::men, 209.38), "");
}

class Records : public ::testing::Test {
 protected:
  Records() {
    create_tables(database);
    database.exec(R"sql(
      INSERT INTO sources VALUES (1, 'a list');
      INSERT INTO athletes (id, name, name_key, sex, country) VALUES (1, 'A One', 'a one', 'men', ''), (2, 'B Two', 'b two', 'women', '');
      INSERT INTO records (athlete_id, written_name, event, track, time_s, date, venue, record, note, source_id)
        VALUES (1, 'A One', '1500', 'oval-400', 207.0, '2000-01-01', '', 'WR men', '', 1);)sql");
  }
  void mark(int athlete, double time_s, const std::string& date) {
    database.exec(
        "INSERT INTO marks (athlete_id, event, track, time_s, date, venue, place, source_id) VALUES (" +
        std::to_string(athlete) + ", '1500', 'oval-400', " + std::to_string(time_s) + ", '" + date +
        "', '', '', 1)");
  }
  SQLite::Database database{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
};

TEST_F(Records, AreNotSlowerThanAMarkBeforeThem) {
  mark(1, 206.5, "2001-01-01");
  mark(2, 206.5, "1999-01-01");
  EXPECT_TRUE(records_out_of_order(database, {}).empty());
  mark(1, 206.9, "1999-12-31");
  ASSERT_EQ(records_out_of_order(database, {}).size(), 1u);
  EXPECT_NE(records_out_of_order(database, {})[0].text.find("is slower than 3:26.90 by A One of 1999-12-31"),
            std::string::npos);
}

TEST_F(Records, OfOneNameOnlyGetBetter) {
  const auto add = [&](double time_s, const std::string& date) {
    database.exec(
        "INSERT INTO records (athlete_id, written_name, event, track, time_s, date, venue, record, note, "
        "source_id) VALUES (1, 'A One', "
        "'1500', 'oval-400', " +
        std::to_string(time_s) + ", '" + date + "', '', 'NR GBR men', '', 1)");
  };
  add(215.0, "1990-01-01");
  add(214.0, "1995-01-01");
  EXPECT_TRUE(records_out_of_order(database, {}).empty());
  add(214.5, "1996-01-01");
  EXPECT_EQ(records_out_of_order(database, {}).size(), 1u);
}

TEST_F(Records, OfACountryAreMeasuredByItsRunnersAlone) {
  const auto record = [&](const char* name, double time_s) {
    database.exec("INSERT INTO records (athlete_id, written_name, event, track, time_s, date, venue, record, note, source_id) VALUES (NULL, 'C', '1500', 'oval-400', " +
                  std::to_string(time_s) + ", '2010-01-01', '', '" + name + "', '', 1)");
  };
  database.exec("INSERT INTO athletes (id, name, name_key, sex, country, birth_year) VALUES (3, 'K Three', 'k three', 'women', 'KEN', 1990)");
  mark(3, 230.0, "2009-06-01");
  record("NR KEN women", 229.0);
  record("NR GBR women", 240.0);
  record("WU20R women", 229.0);
  SportTables tables;
  tables.area_of_country["KEN"] = "Africa";
  tables.championships = {{"world championships", "World Championships", Level::global}};
  EXPECT_TRUE(records_out_of_order(database, tables).empty());
  record("NR KEN women", 231.0);
  record("WU20R women", 231.0);
  record("AR Africa women", 231.0);
  record("AR Europe women", 231.0);
  database.exec(R"sql(
    INSERT INTO races (id, competition, round, event, distance_m, sex, date, venue, track, field_complete, source_id)
      VALUES ('a', 'World Championships 2009', 'final', '1500', 1500, 'women', '2009-08-01', '', 'oval-400', 0, 1), ('b', 'Bislett Games 2009', 'race', '1500', 1500, 'women', '2009-07-01', '', 'oval-400', 0, 1);
    INSERT INTO results (race_id, athlete_id, country, place, time_s, status, qualified, source_id) VALUES ('a', 3, 'KEN', 1, 235.0, 'OK', '', 1), ('b', 3, 'KEN', 1, 236.0, 'OK', '', 1);)sql");
  record("CR World Championships women", 237.0);
  record("MR Bislett Games women", 237.0);
  record("OR women", 240.0);
  std::string told;
  for (const SlowRecord& one : records_out_of_order(database, tables)) told += one.text.substr(0, one.text.find(" 1500")) + ", ";
  EXPECT_EQ(told, "AR Africa women, CR World Championships women, MR Bislett Games women, NR KEN women, WU20R women, ");
}

TEST_F(Records, BoundWhatIsLikely) {
  const Limits limits{database};
  EXPECT_EQ(limits.unlikely("1500", Sex::men, 207.0), "");
  EXPECT_NE(limits.unlikely("1500", Sex::men, 206.99), "");
  EXPECT_NE(limits.unlikely("1500", Sex::men, 500.0), "");
  EXPECT_EQ(limits.unlikely("1500", Sex::women, 206.99), "");
}

}  // namespace
}  // namespace lastlap::archive
