#include "lastlap/runner/peronnet_thibault.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace lastlap::runner {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Reserve;
using measure::SpecificPower;

PeronnetThibault runner_with(double anaerobic, double aerobic, double endurance) {
  return {Reserve{anaerobic}, SpecificPower{aerobic}, SpecificPower{endurance}};
}

TEST(PeronnetThibault, HoldsThePublishedPowers) {  // [PeronnetThibault89], by an open implementation
  const PeronnetThibault runner = runner_with(1500, 25, -1.5);
  EXPECT_NEAR(power_for(runner, Duration{300}).si(), 27.620107, 1e-5);
  EXPECT_NEAR(power_for(runner, Duration{600}).si(), 25.593975, 1e-5);
}

TEST(PeronnetThibault, RunsTheForwardTimes) {
  PeronnetThibault runner = runner_with(1650, 28, -1.5);
  runner.surface_per_mass_m2_per_kg = 0.02571;
  struct Row {
    double metres, seconds;
  };
  for (const Row& row : {Row{400, 44.41}, Row{800, 105.16}, Row{1500, 215.86}, Row{3000, 456.63},
                         Row{5000, 803.19}, Row{10000, 1694.93}, Row{42195, 7838.09}})
    EXPECT_NEAR(time_over(runner, Distance{row.metres}).si(), row.seconds, 0.0051 + 1e-6 * row.seconds)
        << row.metres;
}

TEST(PeronnetThibault, PowerFallsWithTimeAndHasNoStepAtSevenMinutes) {
  const PeronnetThibault runner = runner_with(1650, 28, -1.5);
  for (double t = 60; t < 8000; t *= 1.05)
    EXPECT_LT(power_for(runner, Duration{1.05 * t}), power_for(runner, Duration{t})) << t;
  EXPECT_NEAR(power_for(runner, Duration{420.0001}).si(), power_for(runner, Duration{419.9999}).si(), 1e-4);
}

TEST(PeronnetThibault, IsFoundAgainFromItsOwnTimes) {
  const PeronnetThibault runner = runner_with(1650, 28, -1.5);
  std::vector<KnownMark> marks;
  for (double metres : {800.0, 1500.0, 3000.0, 5000.0})
    marks.push_back({Distance{metres}, time_over(runner, Distance{metres})});
  const auto found = peronnet_thibault_through(marks);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->anaerobic.si(), 1650, 1e-5);
  EXPECT_NEAR(found->aerobic.si(), 28, 1e-7);
  EXPECT_NEAR(found->endurance.si(), -1.5, 1e-7);
  marks.resize(2);  // nothing beyond seven minutes
  EXPECT_FALSE(peronnet_thibault_through(marks));
}

TEST(PeronnetThibault, MoreOfEachIsFaster) {
  for (double metres : {800.0, 1500.0, 5000.0, 10000.0}) {
    const Duration plain = time_over(runner_with(1650, 28, -1.5), Distance{metres});
    EXPECT_LT(time_over(runner_with(1660, 28, -1.5), Distance{metres}), plain) << metres;
    EXPECT_LT(time_over(runner_with(1650, 28.1, -1.5), Distance{metres}), plain) << metres;
    EXPECT_LE(time_over(runner_with(1650, 28, -1.4), Distance{metres}), plain) << metres;
  }
}

}  // namespace
}  // namespace lastlap::runner
