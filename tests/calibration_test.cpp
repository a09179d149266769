// Simulate, refit, count: does the interval of what a runner can do cover the truth as often as it says?

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "lastlap/study/abilities.hpp"
#include "tests/dice.hpp"
#include "tests/marks.hpp"

namespace lastlap::tests {
namespace {

using measure::Date;
constexpr measure::Distance metric_mile{1500};

double alone(const runner::Abilities& abilities) {
  return runner::time_alone(abilities, metric_mile, ground_outdoors(metric_mile)).si();
}

runner::Abilities scaled(const runner::Abilities& mean, const std::array<double, 4>& by) {
  return {mean.aerobic_power * by[0], mean.reserve * by[1], mean.running_cost * by[2],
          mean.sprint_speed * by[3]};
}

/// The middle 90 % of 1500 m alone that an estimate believes in.
std::pair<double, double> interval(const study::Estimate& estimate, Dice& dice) {
  std::vector<double> times;
  for (int i = 0; i < 100; ++i) {
    double z[4];
    for (double& one : z) one = dice.normal();
    std::array<double, 4> by{1, 1, 1, 1};
    for (int a = 0; a < 4; ++a)
      for (int k = 0; k <= a; ++k) by[a] += estimate.spread[a][k] * z[k];
    times.push_back(alone(scaled(estimate.abilities, by)));
  }
  std::sort(times.begin(), times.end());
  return {times[5], times[94]};
}

TEST(Calibration, NinetyPerCentIntervalsCoverTheTruthAboutNinetyTimesInAHundred) {
  const study::Population population = study::population(measure::Sex::men);
  const measure::AsOf eve{Date::of(2023, 8, 22)};
  Dice dice{90};
  constexpr int runners = 150;
  int covered = 0;
  for (int i = 0; i < runners; ++i) {
    std::array<double, 4> by;
    for (int a = 0; a < 4; ++a) by[a] = std::exp(population.deviation[a] * dice.normal());
    const runner::Abilities truth = scaled(population.mean, by);
    std::vector<std::string> events{"1500"};
    for (const char* event : {"800", "3000", "5000"})
      if (dice.happens(0.5)) events.push_back(event);
    archive::Starter starter = starter_with(truth, events, Date::of(2023, 7, 1));
    // The deviations that study states for a fresh mark: 0.5 % at 1500 m, 1.2 % at 5000 m, 0.9 % elsewhere.
    for (archive::Performance& performance : starter.performances) {
      const double deviation = performance.event == "1500"   ? 0.005
                               : performance.event == "5000" ? 0.012
                                                             : 0.009;
      performance.time = performance.time * std::exp(deviation * dice.normal());
    }
    const auto [low, high] = interval(study::estimate(starter, measure::Sex::men, eve).value(), dice);
    covered += low <= alone(truth) && alone(truth) <= high;
  }
  RecordProperty("covered_per_cent", 100 * covered / runners);
  EXPECT_GE(covered, 0.80 * runners);
  EXPECT_LE(covered, 0.98 * runners);
}

}  // namespace
}  // namespace lastlap::tests
