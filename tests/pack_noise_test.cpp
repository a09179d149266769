// How much of a tracked race's numbers is the tags' noise: simulated races, whose positions are known, are given jitter and spikes
// as real tags have them, smoothed as tracked races are, and measured again.

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "lastlap/pack/measures.hpp"
#include "lastlap/pack/tracked.hpp"
#include "lastlap/study/positions.hpp"
#include "tests/dice.hpp"
#include "tests/fields.hpp"

namespace lastlap::tests {
namespace {

/// What tags of the races known do to a runner alone, whose way is smooth: deviation from a parabola over 12 s of 0.10 to 0.20 m
/// along and 0.04 to 0.10 m outward (stride and sway are in it), remembered for about half a second; one report in 500 a spike.
struct Noise {
  double along_m = 0.13, outward_m = 0.07;
  double memory_s = 0.4;
  double spikes = 0.002;
};

/// Drifts about nothing, remembered for so long.
class Drift {
 public:
  Drift(double deviation, double memory_s, double step_s)
      : kept_{std::exp(-step_s / memory_s)}, added_{deviation * std::sqrt(1.0 - kept_ * kept_)} {}
  double next(Dice& dice) { return now_ = kept_ * now_ + added_ * dice.normal(); }

 private:
  double kept_, added_, now_ = 0;
};

/// The field as tags would have seen it.
pack::Positions tracked(const pack::Positions& field, const Noise& noise, Dice& dice) {
  pack::Positions seen = field;
  for (std::size_t r = 0; r < field.runners.size(); ++r) {
    const pack::Course& course = field.runners[r];
    pack::Reports reports;
    Drift along(noise.along_m, noise.memory_s, field.step_s), outward(noise.outward_m, noise.memory_s, field.step_s);
    for (std::size_t i = 0; i < course.along_m.size(); ++i) {
      const double spike = dice.happens(noise.spikes) ? 3.0 : 0.0;
      reports.time_s.push_back(static_cast<double>(i) * field.step_s);
      reports.along_m.push_back(course.along_m[i] + along.next(dice) + spike * dice.between(-1, 1));
      reports.outward_m.push_back(course.outward_m[i] + outward.next(dice) + spike * dice.between(-1, 1));
    }
    seen.runners[r] = pack::smoothed(reports, field, course.along_m.size(), {});
    seen.runners[r].name = course.name;
    seen.runners[r].finish_s = course.finish_s;
  }
  return seen;
}

using Numbers = std::map<std::string, double>;

Numbers numbers_of(const std::vector<pack::Measures>& races) {
  Numbers numbers;
  for (const pack::Number& number : pack::numbers_of(pack::pooled(races)))
    if (number.value) numbers[number.name] = *number.value;
  return numbers;
}

/// What eight races of twelve measure, and what is measured of them through tags.
struct Compared {
  Numbers truth, seen;
};
Compared compared(const Noise& noise) {
  const race::Prepared race = prepared(made_up_race(12, 0.001));
  std::vector<pack::Measures> truth, seen;
  Dice dice{77};
  for (std::uint64_t number = 0; number < 8; ++number) {
    const pack::Positions field = study::positions_of(race, race::replay_of(race, 5, number));
    truth.push_back(pack::measures_of(field));
    seen.push_back(pack::measures_of(tracked(field, noise, dice)));
  }
  return {numbers_of(truth), numbers_of(seen)};
}

/// How far a number that begins so may come out from the truth.
struct Tolerance {
  const char* begins;
  double within;
};

void expect_within(const Compared& both, std::initializer_list<Tolerance> tolerances) {
  for (const Tolerance& tolerance : tolerances) {
    int met = 0;
    for (const auto& [name, value] : both.truth) {
      if (!name.starts_with(tolerance.begins)) continue;
      ++met;
      ASSERT_TRUE(both.seen.contains(name)) << name;
      EXPECT_NEAR(both.seen.at(name), value, tolerance.within) << name;
    }
    EXPECT_GT(met, 0) << tolerance.begins;
  }
}

TEST(PackNoise, SmoothingAloneChangesNextToNothing) {
  const Compared both = compared({.along_m = 0, .outward_m = 0, .memory_s = 0.4, .spikes = 0});
  expect_within(both, {{"outward_m", 0.01}, {"in_line", 0.01}, {"outer_shoulder_share", 0.002}, {"boxed_in_s", 2.0},
                       {"overtakes_per_runner", 0.3}, {"exchanges_per_runner", 0.2}, {"lead_changes", 0.3}, {"overtake_s.p50", 0.3},
                       {"by_100_m.800.gap_m", 0.01}, {"by_100_m.1500.leader_time_s", 0.001}});
  // The simulator steps aside within a tenth of a second; smoothing rounds that off.
  expect_within(both, {{"run_m", 1.5}, {"top_speed_mps", 0.12}});
}

TEST(PackNoise, MostMeasuresComeThroughTagsUnharmed) {
  const Compared both = compared({});
  expect_within(both, {{"outward_m", 0.06},             // m: a runner on the line itself is seen 3 cm to either side of it
                       {"run_m", 1.5},                  // m
                       {"in_line_gap_m.p25", 0.12},     // m
                       {"in_line_gap_m.p50", 0.06},     // m
                       {"in_line_gap_m.p75", 0.06},     // m
                       {"in_line_gap_m.p95", 0.12},     // m
                       {"in_line_share", 0.03},
                       {"outer_shoulder_share", 0.02},
                       {"boxed_in_s", 5.0},             // s
                       {"exchanges_per_runner", 0.6},
                       {"lead_changes", 1.0},
                       {"speed_ratio_bends", 0.003},
                       {"winner_100_m_cv", 0.001},
                       {"runner_100_m_cv", 0.001},
                       {"top_speed_mps", 0.18},         // m/s
                       {"by_100_m.400.gap_m", 0.25},    // m
                       {"by_100_m.800.gap_m", 0.25},
                       {"by_100_m.1200.gap_m", 0.25},
                       {"by_100_m.800.place_correlation", 0.03}});
}

TEST(PackNoise, JitterMakesOvertakesManierAndShorter) {
  // What docs/pack.md says of it: more overtakes by a third at most, of twice the jitter half as many more.
  const Compared once = compared({});
  const double true_overtakes = once.truth.at("overtakes_per_runner");
  EXPECT_GT(once.seen.at("overtakes_per_runner"), true_overtakes);
  EXPECT_LT(once.seen.at("overtakes_per_runner"), 1.35 * true_overtakes);
  EXPECT_LT(once.seen.at("overtake_s.p50"), once.truth.at("overtake_s.p50"));
  const Compared twice = compared({.along_m = 0.26, .outward_m = 0.14, .memory_s = 0.4, .spikes = 0.002});
  EXPECT_GT(twice.seen.at("overtakes_per_runner"), 1.4 * true_overtakes);
}

}  // namespace
}  // namespace lastlap::tests
