#include "lastlap/archive/archive.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "lastlap/archive/names.hpp"
#include "tests/support.hpp"

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;
using measure::AsOf;
using measure::Date;
using tests::TemporaryFolder;

const fs::path facts = LASTLAP_HOUSE "/data";
const AsOf eve_of_budapest = AsOf::eve_of(Date::of(2023, 8, 23));

Archive archive_at(const fs::path& file) {
  auto archive = Archive::open(file, facts);
  if (!archive) throw std::runtime_error(archive.error().line());
  return std::move(*archive);
}

std::string refusal(const fs::path& file, const fs::path& folder = facts) {
  const auto archive = Archive::open(file, folder);
  return archive ? "opened" : archive.error().line();
}

void write(const fs::path& file, const std::string& text) {
  std::ofstream{file, std::ios::binary} << text;
}

void change(const fs::path& file, const std::string& sql) {
  SQLite::Database{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE}.exec(sql);
}

long count(const fs::path& file, const std::string& table) {
  SQLite::Database database{file.string(), SQLite::OPEN_READONLY};
  return database.execAndGet("SELECT count(*) FROM " + table).getInt();
}

/// Everything the archive answers about an athlete as of a date, in one text.
std::string all_answers(const Archive& archive, const std::string& name, const AsOf& as_of) {
  std::string said;
  const auto add = [&](const auto&... parts) {
    ((said += parts, said += '|'), ...);
    said += '\n';
  };
  const Athlete athlete = archive.athlete(name).value();
  const auto performances = archive.performances(athlete, as_of).value();
  for (const Performance& p : performances) {
    add(p.event, std::string(measure::text(p.track)), std::to_string(p.time.si()), p.date.text(), p.venue,
        p.place, p.source);
  }
  const auto results = archive.results(athlete, as_of).value();
  for (const auto& [race, result] : results) {
    add(race.id, race.date.text(), std::to_string(result.place.value_or(0)), result.status);
  }
  const auto places = archive.places_at_splits(athlete, as_of).value();
  for (const PlaceAtSplit& p : places)
    add(p.race, p.date.text(), std::to_string(p.distance.si()), std::to_string(p.place));
  const auto records = archive.records(athlete, as_of).value();
  for (const RecordFact& r : records) add(r.record, r.performance.date.text());
  const auto races = archive.races({.event = "", .sex = {}, .year = {}, .as_of = as_of}).value();
  for (const RaceHeading& race : races) add(race.id, race.date.text());
  return said;
}

class ArchiveTest : public ::testing::Test {
 protected:
  TemporaryFolder folder;
  const fs::path file = folder.path() / "archive.sqlite";
};

TEST_F(ArchiveTest, FirstUseMakesItFromTheFactsAndLeavesNothingElse) {
  const Archive archive = archive_at(file);
  EXPECT_EQ(archive.races({}).value().size(), 122u);
  EXPECT_EQ(std::distance(fs::directory_iterator{folder.path()}, {}), 1);
}

TEST_F(ArchiveTest, EveryRowOfTheFactsIsAFactWithASource) {
  archive_at(file);
  EXPECT_EQ(count(file, "marks"), 13408);
  EXPECT_EQ(count(file, "results"), 1266);
  EXPECT_EQ(count(file, "splits"), 88);
  EXPECT_EQ(count(file, "segments"), 22);
  EXPECT_EQ(count(file, "records"), 23);
  for (const std::string table : {"marks", "results", "splits", "segments", "records", "races"}) {
    EXPECT_EQ(count(file, table + " WHERE source_id NOT IN (SELECT id FROM sources)"), 0) << table;
  }
}

TEST_F(ArchiveTest, ARaceComesWithResultsSplitsAndSegmentsInOrder) {
  const RaceRecord race = archive_at(file).race("budapest-2023-men-1500-final").value();
  EXPECT_EQ(race.heading.date, Date::of(2023, 8, 23));
  EXPECT_EQ(race.results.at(0).athlete.name, "Josh Kerr");
  EXPECT_EQ(race.results.at(0).time, measure::Duration{209.38});
  EXPECT_EQ(race.splits.size(), 11u);
  EXPECT_TRUE(std::ranges::is_sorted(race.splits, {}, [](const SplitFact& s) { return s.distance.si(); }));
  EXPECT_EQ(race.segments.size(), 3u);
}

TEST_F(ArchiveTest, AnUnknownRaceAnswersWithTheNearest) {
  const auto race = archive_at(file).race("paris-2024-mens-1500-final");
  ASSERT_FALSE(race.has_value());
  EXPECT_EQ(race.error().kind, base::Problem::Kind::request);
  EXPECT_NE(race.error().line().find("paris-2024-men-1500-final"), std::string::npos);
}

TEST_F(ArchiveTest, PacemakersAndPairsAreNoAthletes) {
  const RaceRecord race = archive_at(file).race("doha-2019-men-1500-final").value();
  SQLite::Database database{file.string()};
  SQLite::Statement ask{database,
                        "SELECT count(*) FROM splits WHERE athlete_id IS NULL AND written_name IN "
                        "('leader', 'Shannon Rowbury / Jenny Simpson', 'Žan Rudolf (pacemaker)')"};
  ask.executeStep();
  EXPECT_EQ(ask.getColumn(0).getInt(), 3);
  EXPECT_EQ(count(file, "athletes WHERE name LIKE '%/%' OR name LIKE '%(%' OR name = 'leader'"), 0);
}

TEST_F(ArchiveTest, NamesakesAreToldApartByTheirAgeOnTheDay) {
  const Archive archive = archive_at(file);
  EXPECT_FALSE(archive.athlete("John Gregorek").has_value());
  const Athlete younger = archive.athlete("John Gregorek 1991").value();
  EXPECT_EQ(archive.results(younger, AsOf{Date::of(2025, 1, 1)}).value().size(), 4u);
}

TEST_F(ArchiveTest, ASlowResultThatNoListHasIsAPerformance) {
  const Archive archive = archive_at(file);
  const auto hassan = archive.athlete("Sifan Hassan").value();
  const auto marks = archive.performances(hassan, AsOf{Date::of(2015, 12, 31)}).value();
  const auto semi = std::ranges::find(marks, measure::Duration{255.38}, &Performance::time);
  ASSERT_NE(semi, marks.end());
  EXPECT_EQ(semi->place.substr(semi->place.find('s')), "sf1");
}

TEST_F(ArchiveTest, AResultThatAListHasTooCountsOnce) {
  const Archive archive = archive_at(file);
  const auto marks =
      archive.performances(archive.athlete("Josh Kerr").value(), AsOf{Date::of(2025, 1, 1)}).value();
  EXPECT_EQ(std::ranges::count(marks, Date::of(2023, 8, 23), &Performance::date), 1);
}

// The law of the house: nothing set later can leak into a question asked as of a date.
TEST_F(ArchiveTest, FactsOfALaterDateChangeNoAnswerAsOfAnEarlierOne) {
  const std::string before = all_answers(archive_at(file), "Josh Kerr", eve_of_budapest);
  const std::string ids = "(SELECT id FROM athletes WHERE name = 'Josh Kerr')";
  for (const std::string day : {"2023-08-23", "2026-01-01"}) {
    change(
        file,
        "INSERT INTO marks (athlete_id, event, track, time_s, date, venue, place, source_id) VALUES (" + ids +
            ", '1500', 'oval-400', 199.0, '" + day +
            "', 'Nowhere', '1', 1);"
            "INSERT INTO races (id, competition, round, event, distance_m, sex, date, venue, track, field_complete, "
            "source_id) VALUES ('later-" +
            day + "', 'Later', 'final', '1500', 1500.0, 'men', '" + day +
            "', 'Nowhere', 'oval-400', 1, 1);"
            "INSERT INTO results (race_id, athlete_id, country, place, time_s, status, qualified, source_id) "
            "VALUES ('later-" +
            day + "', " + ids +
            ", 'GBR', 1, 198.0, 'OK', '', 1);"
            "INSERT INTO splits (race_id, athlete_id, written_name, distance_m, place, source_id) "
            "VALUES ('later-" +
            day + "', " + ids +
            ", 'Josh Kerr', 800.0, 1, 1);"
            "INSERT INTO records (athlete_id, written_name, event, track, time_s, date, venue, record, note, "
            "source_id) VALUES (" +
            ids + ", 'Josh Kerr', '1500', 'oval-400', 198.0, '" + day + "', 'Nowhere', 'WR men', '', 1);");
  }
  EXPECT_EQ(all_answers(archive_at(file), "Josh Kerr", eve_of_budapest), before);
  EXPECT_NE(all_answers(archive_at(file), "Josh Kerr", AsOf{Date::of(2026, 1, 1)}), before);
}

TEST_F(ArchiveTest, ARaceIsUnknownBeforeItIsRun) {
  const Archive archive = archive_at(file);
  EXPECT_FALSE(archive.race("budapest-2023-men-1500-final", eve_of_budapest).has_value());
  EXPECT_TRUE(archive.race("budapest-2023-men-1500-final", AsOf{Date::of(2023, 8, 23)}).has_value());
}

TEST_F(ArchiveTest, ManyFirstUsesAtOnceAllSucceed) {
  std::vector<std::string> outcomes(8);
  std::vector<std::thread> users;
  for (std::string& outcome : outcomes) users.emplace_back([&] { outcome = refusal(file); });
  for (std::thread& user : users) user.join();
  EXPECT_EQ(outcomes, std::vector<std::string>(8, "opened"));
  EXPECT_EQ(std::distance(fs::directory_iterator{folder.path()}, {}), 1);
}

TEST_F(ArchiveTest, WhatAKilledFirstUseLeftIsTakenOver) {
  write(file.string() + ".making", "half a file");
  EXPECT_EQ(refusal(file), "opened");
  EXPECT_EQ(std::distance(fs::directory_iterator{folder.path()}, {}), 1);
}

TEST_F(ArchiveTest, MissingFoldersAreMade) {
  EXPECT_EQ(refusal(folder.path() / "a" / "b" / "archive.sqlite"), "opened");
}

TEST_F(ArchiveTest, RefusesFilesThatAreNotItsOwn) {
  write(file,
        "athlete,mark\n, this is no database but long enough to be looked into as one, is it not?\n"
        "Josh Kerr,3:29.38 and so on until a hundred bytes have come together");
  EXPECT_EQ(refusal(file).find("not a lastlap archive, " + file.string() + ": it is no SQLite file"), 0u);
  const fs::path other = folder.path() / "other.sqlite";
  change(other, "CREATE TABLE songs (title TEXT)");
  EXPECT_EQ(refusal(other).find("not a lastlap archive, " + other.string() + ": another program made it"),
            0u);
  const fs::path empty = folder.path() / "empty";
  write(empty, "");
  EXPECT_EQ(refusal(empty).find("not a lastlap archive"), 0u);
  EXPECT_EQ(count(other, "songs"), 0);
}

TEST_F(ArchiveTest, RefusesTablesOfANewerLastlap) {
  archive_at(file);
  change(file, "PRAGMA user_version = 99");
  EXPECT_NE(refusal(file).find("its tables have version 99"), std::string::npos);
}

TEST_F(ArchiveTest, ATruncatedFileIsAFailureAndNoCrash) {
  archive_at(file);
  fs::resize_file(file, fs::file_size(file) / 2);
  const auto archive = Archive::open(file, facts);
  const auto races = archive ? archive->races({}) : tl::make_unexpected(archive.error());
  const auto kerr = races ? archive->athlete("Josh Kerr") : tl::make_unexpected(races.error());
  const auto marks = kerr ? archive->performances(*kerr, eve_of_budapest) : tl::make_unexpected(kerr.error());
  ASSERT_FALSE(marks.has_value());
  EXPECT_EQ(marks.error().kind, base::Problem::Kind::failure);
}

TEST_F(ArchiveTest, RefusesAFolderAndAPathBelowAFile) {
  EXPECT_NE(refusal(folder.path()).find("it is a folder"), std::string::npos);
  write(folder.path() / "plain", "x");
  EXPECT_NE(refusal(folder.path() / "plain" / "archive.sqlite").find("Not a directory"), std::string::npos);
}

TEST_F(ArchiveTest, WithoutFactsAFirstUseFailsAndALaterOneWorks) {
  EXPECT_NE(refusal(file, folder.path() / "none").find("cannot read the shipped facts"), std::string::npos);
  EXPECT_FALSE(fs::exists(file));
  archive_at(file);
  EXPECT_EQ(refusal(file, folder.path() / "none"), "opened");
}

class ChangedFacts : public ArchiveTest {
 protected:
  void SetUp() override {
    fs::copy(facts, mine);
    EXPECT_EQ(refusal(file, mine), "opened");
  }
  void append(const char* name, const std::string& line) {
    std::ofstream{mine / name, std::ios::app} << line << '\n';
  }
  const fs::path mine = folder.path() / "facts";
};

TEST_F(ChangedFacts, AreRefreshedAndAthletesKeepTheirNumbers) {
  const long kerr = archive_at(file).athlete("Josh Kerr")->id;
  append("marks.csv",
         "Aaron New,2005-01-01,GBR,men,1500,215.00,2025-06-01,Leeds (GBR),oval-400,1,1100,a new list");
  const Archive archive = std::move(*Archive::open(file, mine));
  EXPECT_EQ(archive.athlete("Josh Kerr")->id, kerr);
  EXPECT_TRUE(archive.athlete("Aaron New").has_value());
  EXPECT_EQ(count(file, "marks"), 13409);
}

TEST_F(ChangedFacts, ThatAreTakenOutAreForgottenWithTheirAthletes) {
  append("marks.csv",
         "Aaron New,2005-01-01,GBR,men,1500,215.00,2025-06-01,Leeds (GBR),oval-400,1,1100,a new list");
  EXPECT_EQ(refusal(file, mine), "opened");
  fs::copy_file(facts / "marks.csv", mine / "marks.csv", fs::copy_options::overwrite_existing);
  EXPECT_EQ(refusal(file, mine), "opened");
  EXPECT_EQ(count(file, "athletes WHERE name = 'Aaron New'"), 0);
  EXPECT_EQ(count(file, "sources WHERE text = 'a new list'"), 0);
}

TEST_F(ChangedFacts, FactsOfAnotherSourceOutliveARefresh) {
  change(
      file,
      "INSERT INTO sources VALUES (900, 'my own stopwatch');"
      "INSERT INTO imports VALUES (7, 'mine.csv', 'lastlap CSV', 'x', 900, '2020-01-02', 1, 0);"
      "INSERT INTO marks VALUES (90000, 1, '1500', 'oval-400', 230.0, '2020-01-01', 'Home', '', NULL, 900, 7, '')");
  append("splits.csv", "paris-2024-men-1500-final,Josh Kerr,900,,3,a test");
  EXPECT_EQ(refusal(file, mine), "opened");
  EXPECT_EQ(count(file, "marks WHERE id = 90000"), 1);
  EXPECT_EQ(count(file, "splits"), 89);
}

TEST_F(ChangedFacts, ThatCannotBeRightChangeNothingAndAreAllNamed) {
  append("marks.csv", "Aaron New,2005-13-01,GBR,people,1500,3:35,later,Leeds (GBR),oval-400,1,1100,x");
  append("results.csv", "no-such-race,1,Josh Kerr,GBR,209.38,OK,,,x");
  const std::string said = refusal(file, mine);
  for (const char* part : {"marks.csv:13410: ", "birth: \"2005-13-01\"", "\"people\"", "\"later\"",
                           "results.csv:1268: ", "\"no-such-race\""}) {
    EXPECT_NE(said.find(part), std::string::npos) << part << " in " << said;
  }
  EXPECT_EQ(count(file, "marks"), 13408);
}

}  // namespace
}  // namespace lastlap::archive
