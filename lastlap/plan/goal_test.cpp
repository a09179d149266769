#include "lastlap/plan/goal.hpp"

#include <gtest/gtest.h>

namespace lastlap::plan {
namespace {

constexpr double longest_s = 600;
constexpr Aim win{Goal::win, 1}, medal{Goal::medal, 3}, fast{Goal::time, 1};

/// One race of these times; ours is the first.
race::Outcomes one_race(std::initializer_list<float> times) {
  race::Outcomes outcomes(static_cast<int>(times.size()), 1);
  int r = 0;
  for (float time : times) outcomes.finish(0, r++).time_s = time;
  return outcomes;
}
double value(const race::Outcomes& outcomes, const Aim& aim) {
  return served_each(outcomes, 0, aim, longest_s).at(0);
}

TEST(Served, IsHigherTheEarlierSheFinishes) {
  for (const Aim& aim : {win, medal, fast})
    for (float time = 208.0f; time < 213.0f; time += 0.1f)
      EXPECT_GT(value(one_race({time, 210, 211, 212}), aim),
                value(one_race({time + 0.1f, 210, 211, 212}), aim))
          << time;
}

TEST(Served, IsAHalfInADeadHeat) {
  EXPECT_NEAR(value(one_race({210, 210, 211, 212}), win), 0.5, 1e-12);
  EXPECT_NEAR(value(one_race({212, 210, 211, 212}), medal), 0.5, 1e-12);
}

TEST(Served, ANearMissCountsMoreThanAFarOne) {
  EXPECT_GT(value(one_race({210.1f, 210, 211, 212}), win), value(one_race({214, 210, 211, 212}), win));
}

TEST(Served, AsksOnlyForThePlacesThatCount) {
  EXPECT_GT(value(one_race({211.5f, 210, 211, 212}), medal), 0.9);
  EXPECT_LT(value(one_race({211.5f, 210, 211, 212}), win), 0.1);
}

TEST(Served, TimeDoesNotAskForTheOthers) {
  EXPECT_EQ(value(one_race({211, 210, 211, 212}), fast), value(one_race({211, 250, 251, 252}), fast));
}

TEST(Served, NotFinishingIsWorst) {
  for (const Aim& aim : {win, medal, fast})
    EXPECT_LT(value(one_race({0, 210, 211, 212}), aim), value(one_race({260, 210, 211, 212}), aim) + 1e-12);
}

TEST(Served, IsToldRaceByRace) {
  race::Outcomes two(2, 2);
  two.finish(0, 0).time_s = 200, two.finish(0, 1).time_s = 210;
  two.finish(1, 0).time_s = 210, two.finish(1, 1).time_s = 200;
  const std::vector<double> each = served_each(two, 0, win, longest_s);
  ASSERT_EQ(each.size(), 2u);
  EXPECT_NEAR(each[0], 1.0, 1e-9);
  EXPECT_NEAR(each[1], 0.0, 1e-9);
  EXPECT_TRUE(served_each(race::Outcomes(2, 0), 0, win, longest_s).empty());
}

TEST(Reached, CountsPlacesAndGradesTime) {
  const auto reached = [](const race::Outcomes& outcomes, const Aim& aim) { return reached_each(outcomes, 0, aim, longest_s).at(0); };
  EXPECT_EQ(reached(one_race({209.99f, 210, 211, 212}), win), 1.0);
  EXPECT_EQ(reached(one_race({210.01f, 210, 211, 212}), win), 0.0);
  EXPECT_EQ(reached(one_race({211.5f, 210, 211, 212}), medal), 1.0);
  EXPECT_EQ(reached(one_race({0, 210, 211, 212}), medal), 0.0);
  const auto race = one_race({210, 210, 211, 212});
  EXPECT_EQ(reached(race, fast), value(race, fast));
}

TEST(GoalNamed, KnowsFourWords) {
  for (Goal goal : {Goal::win, Goal::medal, Goal::qualify, Goal::time})
    EXPECT_EQ(goal_named(text(goal)), goal);
  EXPECT_FALSE(goal_named("gold").has_value());
}

}  // namespace
}  // namespace lastlap::plan
