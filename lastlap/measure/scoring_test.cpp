#include "lastlap/measure/scoring.hpp"

#include <gtest/gtest.h>

#include "lastlap/base/expect.hpp"

namespace lastlap::measure {
namespace {

std::int64_t points(Distance distance, Sex sex, long hundredths) {
  return points_for(*scoring_of(distance, sex), Mark::of_hundredths(hundredths));
}

TEST(Scoring, GivesThePublishedPoints) {  // [WA-Scoring]
  EXPECT_EQ(points(Distance{1500}, Sex::men, 20600), 1302);
  EXPECT_EQ(points(Distance{1500}, Sex::men, 21000), 1245);
  EXPECT_EQ(points(Distance{1500}, Sex::men, 21500), 1175);
  EXPECT_EQ(points(Distance{1500}, Sex::men, 22000), 1106);
  EXPECT_EQ(points(Distance{1500}, Sex::women, 22904), 1295);
  EXPECT_EQ(points(Distance{800}, Sex::men, 10091), 1301);
}

// 0.0134 x 300^2 is 1206 exactly, and 1205.9999... in binary floating point.
TEST(Scoring, IsExactWhereAPointBegins) {
  EXPECT_EQ(points(Distance{1500}, Sex::women, 24000), 1206);
  EXPECT_EQ(points(Distance{1500}, Sex::women, 24001), 1205);
  EXPECT_EQ(slowest_mark_worth(*scoring_of(Distance{1500}, Sex::women), 1206), Mark::of_hundredths(24000));
}

TEST(Scoring, GivesNothingFromTheZeroOn) {
  for (const Scoring& row : all_scorings()) {
    const long zero = static_cast<long>(row.nothing_at);
    EXPECT_EQ(points_for(row, Mark::of_hundredths(zero)), 0);
    EXPECT_EQ(points_for(row, Mark::of_hundredths(zero + 100000)), 0);
    EXPECT_GT(points_for(row, Mark::of_hundredths(zero - zero / 5)), 0);
  }
}

TEST(Scoring, TheSlowestMarkIsWorthItAndAHundredthMoreIsNot) {
  for (const Scoring& row : all_scorings())
    for (std::int64_t asked : {1, 2, 500, 1000, 1206, 1300, 1400}) {
      const auto slowest = slowest_mark_worth(row, asked);
      ASSERT_TRUE(slowest) << asked;
      EXPECT_GE(points_for(row, *slowest), asked);
      EXPECT_LT(points_for(row, Mark::of_hundredths(slowest->hundredths() + 1)), asked);
    }
}

TEST(Scoring, NoMarkIsWorthAMillionPoints) {
  EXPECT_FALSE(slowest_mark_worth(*scoring_of(Distance{1500}, Sex::men), 1'000'000));
  EXPECT_THROW(slowest_mark_worth(*scoring_of(Distance{1500}, Sex::men), 0), base::Broken);
}

TEST(Scoring, KnowsNoRowForAnotherDistanceOrTrack) {
  EXPECT_FALSE(scoring_of(Distance{1600}, Sex::men));
  EXPECT_FALSE(scoring_of(Distance{10000}, Sex::men, TrackKind::short_200));
  EXPECT_EQ(scoring_of(Distance{1609.344}, Sex::women)->coefficient, 116500);
}

TEST(Scoring, EachRowStandsOnce) {
  for (const Scoring& row : all_scorings()) {
    const auto found = scoring_of(row.distance, row.sex, row.track);
    EXPECT_EQ(found->coefficient, row.coefficient) << row.distance.si();
    EXPECT_EQ(found->nothing_at, row.nothing_at) << row.distance.si();
  }
}

// The main events, checked mark by mark; the two rows whose points are too few to say that.
TEST(Scoring, SaysWhichRowsAreOnlyAFit) {
  for (const Scoring& row : all_scorings())
    EXPECT_EQ(row.light == ScoringLight::fit_only,
              row.distance == Distance{2000} && row.track == TrackKind::short_200);
}

}  // namespace
}  // namespace lastlap::measure
