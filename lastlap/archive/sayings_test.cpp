#include "lastlap/archive/sayings.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "tests/support.hpp"

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;
using measure::AsOf;
using measure::Date;

const std::string final_1500 = "budapest-2023-men-1500-final";

class Sayings : public ::testing::Test {
 protected:
  void SetUp() override {
    SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec(R"sql(
      INSERT INTO sources (id, text) VALUES (900, 'my own stopwatch'), (901, 'the lists');
      INSERT INTO imports VALUES (1, 'mine.csv', 'lastlap CSV', 'x', 900, '2024-01-02', 0, 1);
      CREATE TEMP TABLE kerr AS SELECT x.id AS result, x.athlete_id AS athlete FROM results x JOIN athletes a
        ON a.id = x.athlete_id WHERE race_id = 'budapest-2023-men-1500-final' AND a.name = 'Josh Kerr';
      INSERT INTO sayings (fact, fact_id, race_id, athlete_id, field, value, in_force, source_id, import_id)
        SELECT 'result', result, 'budapest-2023-men-1500-final', athlete, 'time_s', '209.38', 0, 901, NULL FROM kerr;
      INSERT INTO sayings (fact, fact_id, race_id, athlete_id, field, value, in_force, source_id, import_id)
        SELECT 'result', result, 'budapest-2023-men-1500-final', athlete, 'time_s', '209.37', 1, 900, 1 FROM kerr;
      INSERT INTO sayings (fact, fact_id, race_id, athlete_id, field, value, in_force, source_id, import_id)
        SELECT 'result', result, 'budapest-2023-men-1500-final', athlete, 'place', '1', 1, 900, 1 FROM kerr;
      INSERT INTO sayings (fact, athlete_id, field, value, in_force, source_id, import_id)
        SELECT 'athlete', athlete, 'birth', '1997-10-08', 0, 901, NULL FROM kerr;
      INSERT INTO sayings (fact, athlete_id, field, value, in_force, source_id, import_id)
        SELECT 'athlete', athlete, 'birth', '1997-10-09', 1, 900, 1 FROM kerr;)sql");
  }

  tests::TemporaryFolder folder;
  const fs::path file = folder.path() / "archive.sqlite";
  const Archive archive = Archive::open(file, LASTLAP_HOUSE "/data").value();
};

TEST_F(Sayings, OfARaceAreThoseThatDifferOldestFirst) {
  const auto disputed = disputed_in_race(archive, final_1500).value();
  ASSERT_EQ(disputed.size(), 1u);
  const Disputed& time = disputed[0];
  EXPECT_EQ(time.fact, Fact::result);
  EXPECT_EQ(time.athlete->name, "Josh Kerr");
  EXPECT_EQ(time.field, "time_s");
  EXPECT_EQ(time.date, Date::of(2023, 8, 23));
  ASSERT_EQ(time.sayings.size(), 2u);
  EXPECT_EQ(time.sayings[0].value + " " + time.sayings[0].source + time.sayings[0].file, "209.38 the lists");
  EXPECT_EQ(time.sayings[1].file, "mine.csv");
  EXPECT_FALSE(time.sayings[0].in_force);
  EXPECT_TRUE(time.sayings[1].in_force);
}

TEST_F(Sayings, OfAnAthleteAreAsOfADate) {
  const Athlete kerr = archive.athlete("Josh Kerr").value();
  EXPECT_EQ(disputed_of_athlete(archive, kerr, AsOf{Date::of(2023, 8, 23)}).value().size(), 2u);
  const auto before = disputed_of_athlete(archive, kerr, AsOf{Date::of(2023, 8, 22)}).value();
  ASSERT_EQ(before.size(), 1u);
  EXPECT_EQ(before[0].field, "birth");
}

TEST_F(Sayings, ImportsAreListed) {
  const auto all = imports(archive).value();
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].file, "mine.csv");
  EXPECT_EQ(all[0].day, Date::of(2024, 1, 2));
}

}  // namespace
}  // namespace lastlap::archive
