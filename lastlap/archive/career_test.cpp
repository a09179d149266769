#include "lastlap/archive/career.hpp"

#include <gtest/gtest.h>

#include "lastlap/archive/versus.hpp"

namespace lastlap::archive {
namespace {

using measure::Date;
using measure::Duration;
using measure::TrackKind;

Performance mark(const char* event, const char* day, double time_s, TrackKind track = TrackKind::oval_400) {
  return {.event = event, .track = track, .time = Duration{time_s}, .date = Date::read(day).value(), .venue = "", .place = "", .points = {}, .source = ""};
}

TEST(Bests, AreTheFastestOfEachEventAndTrackAndOfEqualOnesTheFirst) {
  const auto bests = bests_of({mark("1500", "2020-06-01", 212), mark("1500", "2021-06-01", 210), mark("1500", "2022-06-01", 210),
                               mark("1500", "2023-02-01", 209, TrackKind::short_200), mark("800", "2020-07-01", 105)});
  ASSERT_EQ(bests.size(), 3u);
  EXPECT_EQ(bests[0].event, "800");
  EXPECT_EQ(bests[1].date, Date::of(2021, 6, 1));
  EXPECT_EQ(bests[2].track, TrackKind::short_200);
}

TEST(SeasonBests, AreOneForEachEventTrackAndYear) {
  const auto seasons = season_bests_of({mark("1500", "2020-06-01", 212), mark("1500", "2020-07-01", 211), mark("1500", "2021-06-01", 213)});
  ASSERT_EQ(seasons.size(), 2u);
  EXPECT_EQ(seasons[0].time.si(), 211);
  EXPECT_EQ(seasons[1].date.year(), 2021);
}

TEST(BestList, TellsOfListedRecordsThatNoListOfMarksHas) {
  RecordFact listed{.record = "WR women", .performance = mark("5000", "2025-07-05", 838.06)};
  RecordFact known{.record = "NR KEN women", .performance = mark("5000", "2023-06-09", 845.20)};
  AthleteMark one;
  one.performance = known.performance;
  const auto beyond = [&](const BestQuestion& question) { return records_beyond({one}, {known, listed, listed}, question).size(); };
  EXPECT_EQ(beyond({.event = "5000", .sex = measure::Sex::women, .track = TrackKind::oval_400, .season = {}}), 1u);
  EXPECT_EQ(beyond({.event = "5000", .sex = measure::Sex::women, .track = TrackKind::oval_400, .season = 2024}), 0u);
  EXPECT_EQ(beyond({.event = "5000", .sex = measure::Sex::men, .track = TrackKind::oval_400, .season = {}}), 0u);
}

std::pair<RaceHeading, RaceResult> run(const char* competition, const char* round, std::optional<int> place, const char* status = "OK") {
  std::pair<RaceHeading, RaceResult> made;
  made.first.competition = competition;
  made.first.round = round;
  made.first.event = "1500";
  made.second.place = place;
  made.second.status = status;
  return made;
}

SportTables tables() {
  SportTables made;
  made.championships = {{"world championships", "World Championships", Level::global}, {"us trials", "US Trials", Level::national}};
  return made;
}

TEST(Championships, CountTheFurthestRoundKnown) {
  const auto runs = championships_of({run("World Championships 2019", "heat 1", 1), run("World Championships 2019", "final", 2),
                                      run("World Championships 2022", "semi-final 1", 3), run("Some Meeting 2022", "race", 1)}, {}, {}, tables());
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].medal, 2);
  EXPECT_FALSE(runs[0].title());
  EXPECT_EQ(runs[1].race.round, "semi-final 1");
  EXPECT_FALSE(runs[1].medal) << "third in a semi-final";
}

TEST(Championships, GiveMedalsOnlyWhereThereAreAnyAndOnlyToWhoFinished) {
  const auto runs = championships_of({run("US Trials 2024", "final", 1), run("World Championships 2023", "final", 3, "DQ")}, {}, {}, tables());
  EXPECT_FALSE(runs[0].medal);
  EXPECT_TRUE(runs[0].title());
  EXPECT_FALSE(runs[1].medal);
  EXPECT_EQ(medals_of(runs, Level::global).bronze, 0);
}

TEST(Championships, GoOnByAMarkOfTheSameTownAndDays) {
  auto heat = run("World Championships 2019", "heat 1", 2);
  heat.first.date = Date::of(2019, 10, 2);
  heat.first.venue = "Khalifa International Stadium, Doha (QAT)";
  Performance final = mark("1500", "2019-10-05", 234.22);
  final.venue = "Khalifa, Doha (QAT)";
  final.place = "2";
  const auto reached = [&](const Performance& one) { return championships_of({heat}, {one}, {}, tables()).front(); };
  EXPECT_EQ(reached(final).race.round, "final");
  EXPECT_EQ(reached(final).medal, 2);
  EXPECT_TRUE(reached(final).sure);
  Performance elsewhere = final, later = final, heat_again = final, other = final;
  elsewhere.venue = "Roma (ITA)";
  later.date = Date::of(2019, 11, 5);
  heat_again.place = "2h3";
  other.event = "800";
  for (const Performance& one : {elsewhere, later, heat_again, other}) {
    EXPECT_EQ(reached(one).race.round, "heat 1");
    EXPECT_FALSE(reached(one).sure) << "the archive does not hold the final";
  }
}

TEST(Championships, EndWhereACompleteFinalWasRunWithoutHer) {
  const auto heat = run("World Championships 2019", "heat 1", 9);
  RaceHeading final = heat.first;
  final.round = "final";
  EXPECT_FALSE(championships_of({heat}, {}, {final}, tables()).front().sure);
  final.field_complete = true;
  EXPECT_TRUE(championships_of({heat}, {}, {final}, tables()).front().sure);
}

TEST(Championships, AreToldByARecordSetThereWhereTheRaceIsNotKnown) {
  SportTables known = tables();
  known.championships.push_back({"olympic games", "Olympic Games", Level::global});
  RecordFact record{.record = "OR women", .performance = mark("1500", "2024-08-10", 231.29)};
  RaceHeading men;
  men.competition = "Olympic Games 2024 Paris";
  men.date = Date::of(2024, 8, 6);
  Performance listed = mark("1500", "2024-08-10", 231.29);
  listed.place = "1";
  const auto runs = championships_of({}, {listed}, {men}, known, {record});
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].competition, "Olympic Games 2024 Paris");
  EXPECT_EQ(runs[0].medal, 1);
  EXPECT_TRUE(runs[0].sure);
  const auto of_the_list_alone = championships_of({}, {}, {}, known, {record});
  ASSERT_EQ(of_the_list_alone.size(), 1u);
  EXPECT_EQ(of_the_list_alone[0].competition, "Olympic Games 2024");
  EXPECT_FALSE(of_the_list_alone[0].medal) << "a heat, for all that the list says";
  EXPECT_FALSE(of_the_list_alone[0].sure);
}

TEST(Held, StandsUntilSomebodyIsFaster) {
  Athlete she;
  she.id = 1;
  Athlete other;
  other.id = 2;
  Record record;
  record.name = {.kind = RecordKind::world, .of = "", .event = "1500", .sex = measure::Sex::women, .track = TrackKind::oval_400};
  record.history = record_history({{she, mark("1500", "2020-06-01", 230)}, {other, mark("1500", "2021-06-01", 230)}, {other, mark("1500", "2022-06-01", 229)}}, {},
                                  measure::AsOf{Date::of(9999, 12, 31)});
  const auto held = held_by(she, {record});
  ASSERT_EQ(held.size(), 1u);
  EXPECT_EQ(held[0].until, Date::of(2022, 6, 1)) << "equalled is not bettered";
  EXPECT_FALSE(held[0].listed);
  EXPECT_FALSE(held_by(other, {record})[1].until);
}

TEST(Ahead, IsByPlaceThenByTimeAndWhoFinishedIsAheadOfWhoDidNot) {
  const Side first{1, Duration{210}, "OK"}, third{3, Duration{211}, "OK"}, dropped{{}, {}, "DNF"}, absent{{}, {}, "DNS"}, passing{{}, Duration{209}, "OK"};
  EXPECT_EQ(ahead_of(first, third), Ahead::first);
  EXPECT_EQ(ahead_of(third, first), Ahead::second);
  EXPECT_EQ(ahead_of(first, first), Ahead::level);
  EXPECT_EQ(ahead_of(dropped, third), Ahead::second);
  EXPECT_EQ(ahead_of(dropped, dropped), Ahead::level);
  EXPECT_EQ(ahead_of(first, {3, Duration{209}, "DQ"}), Ahead::first);
  EXPECT_FALSE(ahead_of(first, absent));
  EXPECT_FALSE(ahead_of(passing, passing)) << "times on the way to another finish";
}

}  // namespace
}  // namespace lastlap::archive
