// The scoring tables against published points: every mark of data/, and of the bulk where there is one.

#include "lastlap/measure/scoring.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <string>
#include <tuple>

#include "lastlap/formats/csv.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

struct Counts {
  int scored = 0;             ///< marks with points
  int against = 0;            ///< of them, with other points than ours
  int against_elsewhere = 0;  ///< of these, not run on an oversized track
  std::map<std::tuple<double, measure::Sex, measure::TrackKind>, int> by_row;
};

/// The 307 m track of Seattle and two more of about 300 m: the lists call them short tracks, World Athletics scores them lower.
bool is_oversized(const std::string& venue) {
  return venue.starts_with("Dempsey Indoor, Seattle") ||
         venue.starts_with("Loftus Sports Center, Notre Dame") ||
         venue.starts_with("Vanderbilt Multipurpose Facility, Nashville");
}

Counts counts_of(const std::string& csv) {
  const auto table =
      formats::read_csv(csv, "marks.csv", {"sex", "event", "time_s", "venue", "track", "points"});
  Counts counts;
  EXPECT_TRUE(table);
  if (!table) return counts;
  for (const formats::CsvRow& row : table->rows) {
    const std::string& written = table->cell(row, "points");
    // 0 points: not scored at all, on an oversized track or by hand.
    if (written.empty() || written == "0") continue;
    const auto event = measure::event_named(table->cell(row, "event"));
    const auto sex = measure::sex_named(table->cell(row, "sex"));
    const auto track = measure::track_named(table->cell(row, "track"));
    const auto scoring = measure::scoring_of(event->distance, *sex, *track);
    EXPECT_TRUE(scoring) << table->where(row);
    if (!scoring) continue;
    const auto mark =
        measure::Mark::of_hundredths(std::lround(100 * measure::read_time(table->cell(row, "time_s"))->si()));
    ++counts.scored;
    ++counts.by_row[{event->distance.si(), *sex, *track}];
    if (measure::points_for(*scoring, mark) == std::stol(written)) continue;
    ++counts.against;
    if (is_oversized(table->cell(row, "venue")) && measure::points_for(*scoring, mark) > std::stol(written))
      continue;
    ++counts.against_elsewhere;
    ADD_FAILURE() << table->where(row) << ": published " << written << ", ours "
                  << measure::points_for(*scoring, mark) << " at " << table->cell(row, "venue");
  }
  return counts;
}

TEST(Scoring, GivesThePublishedPointsOfEveryMarkWeHold) {
  const Counts counts = counts_of(whole_text(LASTLAP_HOUSE "/data/marks.csv"));
  EXPECT_GT(counts.scored, 13000);
  EXPECT_EQ(counts.against_elsewhere, 0);
  EXPECT_LE(counts.against, 21);  // all on three oversized tracks
}

TEST(Scoring, GivesThePublishedPointsOfTheWorldListsTo2018) {
  const std::filesystem::path bulk = LASTLAP_HOUSE "/../shared/bulk/marks_to_2018.csv.gz";
  if (!std::filesystem::exists(bulk)) GTEST_SKIP() << "the bulk marks are not here";
  const Outcome unpacked = outcome_of({"/usr/bin/gzip", "-dc", bulk.string()});
  ASSERT_EQ(unpacked.status, 0) << unpacked.err;
  const Counts counts = counts_of(unpacked.out);
  EXPECT_GT(counts.scored, 70000);
  EXPECT_EQ(counts.against, 0);
  for (const measure::Scoring& row : measure::all_scorings()) {  // 10,000 m is not on these lists
    if (row.light != measure::ScoringLight::verified || row.distance == measure::Distance{10000}) continue;
    const auto found = counts.by_row.find({row.distance.si(), row.sex, row.track});
    EXPECT_TRUE(found != counts.by_row.end() && found->second >= 50) << row.distance.si();
  }
}

}  // namespace
}  // namespace lastlap::tests
