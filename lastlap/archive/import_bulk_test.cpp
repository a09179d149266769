// The public lists of the Diamond League and of all marks to 2018, where they lie beside the house.

#include <algorithm>
#include <chrono>

#include "lastlap/archive/export.hpp"
#include "lastlap/archive/records.hpp"
#include "lastlap/formats/tables.hpp"
#include "tests/imports.hpp"

namespace lastlap::archive {
namespace {

class Bulk : public Import {
 protected:
  void SetUp() override {
    if (!fs::exists(bulk)) GTEST_SKIP() << "the bulk lists are not there";
  }
  IncomingFile packed(const char* name) { return file_of(name, whole_text(bulk / name)); }
  const fs::path bulk = fs::path{LASTLAP_HOUSE} / ".." / "shared" / "bulk";
};

TEST_F(Bulk, TheDiamondLeagueComesInWithoutABadRowAtTenThousandResultsASecond) {
  std::vector<IncomingFile> files{packed("diamond_league_races.csv.gz"),
                                  packed("diamond_league_results.csv.gz")};
  const auto cpu_before = std::clock();
  const ImportReport report = import(std::move(files));
  const double seconds = static_cast<double>(std::clock() - cpu_before) / CLOCKS_PER_SEC;
  EXPECT_TRUE(report.done);
  EXPECT_TRUE(report.bad_rows.empty());
  EXPECT_EQ(report.new_races.size(), 752u);
  EXPECT_EQ(report.files[1].facts[static_cast<std::size_t>(Fact::result)].added, 10'050);
  EXPECT_EQ(report.doubts.size(), 2u);
  EXPECT_TRUE(report.corrections.empty());
  // Monaco 2015 is shipped, and found again by its results.
  EXPECT_EQ(number("SELECT count(*) FROM races WHERE event = '1500' AND sex = 'men' AND date = '2015-07-17'"),
            1);
  RecordProperty("results_per_second", static_cast<int>(10'063 / seconds));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_GT(10'063 / seconds, 10'000) << seconds << " s";
#endif
}

TEST_F(Bulk, RacesAloneAndThenTheirResultsAreTheSameArchive) {
  import({packed("diamond_league_races.csv.gz")});
  import({packed("diamond_league_races.csv.gz"), packed("diamond_league_results.csv.gz")});
  const formats::Sheet later = exported(archive, {}).value();
  Archive other = Archive::open(folder.path() / "other.sqlite", LASTLAP_HOUSE "/data").value();
  ASSERT_TRUE(import_files(other, {.files = {packed("diamond_league_races.csv.gz"), packed("diamond_league_results.csv.gz")}, .day = Date::of(2026, 1, 1)})->done);
  const formats::Sheet at_once = exported(other, {}).value();
  EXPECT_EQ(formats::write_csv(later, formats::Table::races), formats::write_csv(at_once, formats::Table::races));
  EXPECT_EQ(formats::write_csv(later, formats::Table::results), formats::write_csv(at_once, formats::Table::results));
}

TEST_F(Bulk, SplitTimesOfLongerRacesAreNoFinals) {
  import({packed("diamond_league_races.csv.gz"), packed("diamond_league_results.csv.gz")});
  EXPECT_EQ(number("SELECT count(*) FROM races WHERE round LIKE 'split times%'"), 38);
  EXPECT_EQ(number("SELECT count(*) FROM races WHERE round LIKE 'final%' AND id LIKE '%split%'"), 0);
  const AsOf always{Date::of(2030, 1, 1)};
  const auto results = archive.results(always).value();
  EXPECT_GT(results.size(), 11'000u);
  for (const auto& [race, result] : results) {
    if (!is_on_the_way(race.round)) continue;
    EXPECT_FALSE(is_final(race.round));
    EXPECT_FALSE(result.place) << race.id;
  }
}

TEST_F(Bulk, EveryListedMarkComesIn) {
  const ImportReport report = import({packed("marks_to_2018.csv.gz")});
  EXPECT_TRUE(report.done);
  EXPECT_TRUE(report.bad_rows.empty());
  const Tally& marks = report.files[0].facts[static_cast<std::size_t>(Fact::mark)];
  EXPECT_EQ(marks.added + marks.agreed + marks.completed + marks.corrected, 70'286);
}

}  // namespace
}  // namespace lastlap::archive
