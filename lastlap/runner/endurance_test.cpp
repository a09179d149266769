#include "lastlap/runner/endurance.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace lastlap::runner {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Speed;

constexpr EnduranceCurve runner{Speed{6.8}, 0.10, 0.06};

TEST(Endurance, RunsTheTimesOfTheFormula) {  // [Mulligan18]
  struct Row {
    double metres, seconds;
  };
  for (const Row& row :
       {Row{800, 104.716}, Row{1500, 209.234}, Row{3000, 446.980}, Row{5000, 770.469}, Row{10000, 1616.216}})
    EXPECT_NEAR(time_over(runner, Distance{row.metres}).si(), row.seconds, 1e-3) << row.metres;
}

TEST(Endurance, IsHowLongNinetyPerCentCanBeHeld) {
  const Duration held{time_at_most_uptake_s * endurance_of(runner)};
  EXPECT_NEAR(speed_for(runner, held) / runner.at_most_uptake, 0.9, 1e-12);
  EXPECT_NEAR(endurance_of({Speed{6.861}, 0.1139, 0.0446}), 9.4, 0.05);   // our fit to the men's records
  EXPECT_NEAR(endurance_of({Speed{6.213}, 0.1096, 0.0435}), 10.0, 0.05);  // and the women's
}

TEST(Endurance, IsFoundAgainFromItsOwnTimes) {
  std::vector<KnownMark> marks;
  for (double metres : {800.0, 1500.0, 3000.0, 5000.0})
    marks.push_back({Distance{metres}, time_over(runner, Distance{metres})});
  const auto found = endurance_curve_through(marks);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->at_most_uptake.si(), 6.8, 1e-9);
  EXPECT_NEAR(found->short_fall, 0.10, 1e-9);
  EXPECT_NEAR(found->long_fall, 0.06, 1e-9);
  marks.resize(2);  // nothing beyond six minutes
  EXPECT_FALSE(endurance_curve_through(marks));
}

TEST(Endurance, LongerTakesLongerAndIsSlower) {
  for (double metres = 400; metres < 40000; metres *= 1.1) {
    const Duration time = time_over(runner, Distance{metres}),
                   longer = time_over(runner, Distance{1.1 * metres});
    EXPECT_GT(longer, 1.1 * time) << metres;
  }
}

}  // namespace
}  // namespace lastlap::runner
