#include "lastlap/study/abilities.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lastlap/measure/mark.hpp"
#include "lastlap/runner/alone.hpp"
#include "tests/marks.hpp"

namespace lastlap::study {
namespace {

using measure::AsOf;
using measure::Date;
using measure::Sex;
using tests::mark;

const AsOf eve{Date::of(2023, 8, 22)};
const Date lately = Date::of(2023, 7, 1);

Estimate estimated(const archive::Starter& starter, Sex sex = Sex::men) {
  return estimate(starter, sex, eve).value();
}

/// Relative standard deviation of each ability.
double deviation(const Estimate& estimate, int ability) {
  double variance = 0;
  for (int k = 0; k <= ability; ++k) variance += estimate.spread[ability][k] * estimate.spread[ability][k];
  return std::sqrt(variance);
}

runner::Abilities some(double aerobic, double reserve, double cost, double sprint) {
  return {measure::SpecificPower{aerobic}, measure::Reserve{reserve}, measure::RunningCost{cost},
          measure::Speed{sprint}};
}

TEST(EstimateOf, ReproducesTheMarksOfKnownAbilities) {
  for (const runner::Abilities& truth :
       {some(25.3, 1370, 3.8, 9.35), some(26.3, 1250, 3.84, 9.2), some(24.6, 1500, 3.78, 9.5)}) {
    const archive::Starter starter =
        tests::starter_with(truth, {"800", "1500", "mile", "3000", "5000"}, lately);
    const Estimate estimate = estimated(starter);
    ASSERT_EQ(estimate.marks.size(), 5u);
    for (const MarkUsed& used : estimate.marks)
      EXPECT_NEAR(used.estimate / used.best, 1.0, 0.01) << used.event;
  }
}

TEST(EstimateOf, WomenAreReproducedToo) {
  const archive::Starter starter =
      tests::starter_with(population(Sex::women).mean, {"800", "1500", "5000"}, lately);
  for (const MarkUsed& used : estimated(starter, Sex::women).marks)
    EXPECT_NEAR(used.estimate / used.best, 1.0, 0.01);
}

TEST(EstimateOf, OneMarkLeavesMoreOpenThanFive) {
  const runner::Abilities truth = population(Sex::men).mean;
  const Estimate one = estimated(tests::starter_with(truth, {"1500"}, lately));
  const Estimate five =
      estimated(tests::starter_with(truth, {"800", "1500", "mile", "3000", "5000"}, lately));
  for (int ability : {0, 1}) EXPECT_GT(deviation(one, ability), 1.2 * deviation(five, ability)) << ability;
  EXPECT_EQ(one.remarks.size(), 1u);
  EXPECT_TRUE(five.remarks.empty());
}

TEST(EstimateOf, OldMarksLeaveMoreOpenThanFreshOnes) {
  const runner::Abilities truth = population(Sex::men).mean;
  const Estimate fresh = estimated(tests::starter_with(truth, {"1500", "5000"}, lately));
  const Estimate old = estimated(tests::starter_with(truth, {"1500", "5000"}, Date::of(2019, 7, 1)));
  EXPECT_GT(deviation(old, 0), deviation(fresh, 0));
}

TEST(EstimateOf, ARaceNotRunFlatOutHardlyChanges) {
  archive::Starter starter =
      tests::starter_with(population(Sex::men).mean, {"800", "1500", "mile", "3000"}, lately);
  const Estimate before = estimated(starter);
  starter.performances.push_back(mark("5000", 14 * 60.0, lately));  // a minute slower than he can
  const Estimate after = estimated(starter);
  const runner::Ground ground{.bend_share = 0.55, .radius_m = 36.80};
  const double was = runner::time_alone(before.abilities, measure::Distance{1500}, ground).si();
  const double is = runner::time_alone(after.abilities, measure::Distance{1500}, ground).si();
  EXPECT_NEAR(is / was, 1.0, 0.005);
  EXPECT_NE(std::find_if(after.remarks.begin(), after.remarks.end(),
                         [](const std::string& remark) {
                           return remark.find("not run flat out") != std::string::npos;
                         }),
            after.remarks.end());
}

TEST(EstimateOf, KnowsNothingLaterThanTheEve) {
  archive::Starter starter = tests::starter_with(population(Sex::men).mean, {"1500"}, lately);
  const Estimate before = estimated(starter);
  starter.performances.push_back(mark("1500", 200.0, Date::of(2023, 8, 23)));
  starter.performances.push_back(mark("800", 99.0, Date::of(2030, 1, 1)));
  EXPECT_EQ(estimated(starter).abilities.aerobic_power, before.abilities.aerobic_power);
  EXPECT_EQ(estimated(starter).marks.size(), 1u);
}

TEST(EstimateOf, ABetterMarkNeverMakesASlowerRunner) {
  double before = 1e9;
  for (double seconds = 225; seconds >= 206; seconds -= 1.0) {
    archive::Starter starter;
    starter.name = "Ann";
    starter.performances = {mark("1500", seconds, lately)};
    const double alone = estimated(starter).marks[0].estimate.si();
    EXPECT_LT(alone, before) << seconds;
    before = alone;
  }
}

TEST(EstimateOf, ARunnerNobodyKnowsIsAnError) {
  archive::Starter starter;
  starter.name = "Xaver Unbekannt";
  const auto nothing = estimate(starter, Sex::men, eve);
  ASSERT_FALSE(nothing.has_value());
  EXPECT_EQ(nothing.error().what, "nothing known of a runner");
  EXPECT_EQ(nothing.error().where, "Xaver Unbekannt");
  starter.performances = {mark("400", 47.0, lately)};  // too short to say anything
  EXPECT_FALSE(estimate(starter, Sex::men, eve).has_value());
}

TEST(EstimateOf, KeepsWhatTheUserStates) {
  archive::Starter starter = tests::starter_with(population(Sex::men).mean, {"1500"}, lately);
  starter.stated.sprint_speed_mps = 9.9;
  starter.stated.reserve_j_per_kg = 1500;
  const Estimate estimate = estimated(starter);
  EXPECT_EQ(estimate.abilities.sprint_speed.si(), 9.9);
  EXPECT_EQ(estimate.abilities.reserve.si(), 1500);
  EXPECT_NEAR(deviation(estimate, 1), 0.01, 1e-6);
  EXPECT_NEAR(deviation(estimate, 3), 0.01, 1e-6);
  EXPECT_GT(deviation(estimate, 0), 0.0);
}

TEST(EstimateWithoutMarks, IsWiderThanAnyWithOneAndSaysSo) {
  archive::Starter unknown;
  unknown.name = "Nobody Knows";
  const Estimate without = estimate_without_marks(unknown, Sex::men);
  const Estimate one = estimated(tests::starter_with(population(Sex::men).mean, {"1500"}, lately));
  EXPECT_GT(deviation(without, 0), deviation(one, 0));
  EXPECT_LT(without.abilities.aerobic_power, population(Sex::men).mean.aerobic_power);
  ASSERT_EQ(without.remarks.size(), 1u);
  EXPECT_NE(without.remarks[0].find("Nobody Knows: no mark is known"), std::string::npos);
}

TEST(PopulationOf, RunsWhatItSays) {  // the header's times, to 1.5 %
  const auto alone = [](Sex sex, double metres, double bends) {
    return runner::time_alone(population(sex).mean, measure::Distance{metres},
                              {.bend_share = bends, .radius_m = 36.80})
        .si();
  };
  EXPECT_NEAR(alone(Sex::men, 1500, 0.55) / 213, 1.0, 0.015);
  EXPECT_NEAR(alone(Sex::men, 5000, 0.578) / 778, 1.0, 0.015);
  EXPECT_NEAR(alone(Sex::women, 1500, 0.55) / 241, 1.0, 0.015);
  EXPECT_NEAR(alone(Sex::women, 5000, 0.578) / 873, 1.0, 0.015);
}

}  // namespace
}  // namespace lastlap::study
