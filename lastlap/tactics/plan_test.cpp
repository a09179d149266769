#include "lastlap/tactics/plan.hpp"

#include <gtest/gtest.h>

namespace lastlap::tactics {
namespace {

using measure::Distance;
using measure::Duration;
constexpr Distance race_m{1500};
constexpr int runners = 12;

Phase phase(double from_m, int place = 3) {
  Phase made;
  made.from = Distance{from_m};
  made.place = place;
  return made;
}
Phase going(double from_m) {
  Phase made = phase(from_m, 1);
  made.all_out = true;
  return made;
}
Plan good() {
  return {.athlete = "Ann", .phases = {phase(1500), phase(700), going(250)}, .conditions = {}, .spread = {}};
}
Plan with_condition() {
  Plan plan = good();
  Condition condition;
  condition.at = Distance{800};
  condition.slower_than = Duration{118};
  condition.not_in_first = 4;
  plan.conditions.push_back(condition);
  Phase then = phase(600, 2);
  then.condition = 0;
  plan.phases.insert(plan.phases.begin() + 2, then);
  return plan;
}
std::string problem(const Plan& plan) {
  return problem_with(plan, race_m, runners).value_or("none");
}

TEST(Problem, IsNoneInAGoodPlan) {
  EXPECT_EQ(problem(good()), "none");
  EXPECT_EQ(problem(with_condition()), "none");
}

TEST(Problem, NoPhase) {
  EXPECT_EQ(problem({}), "it has no phase");
}

TEST(Problem, TooLongATable) {
  Plan plan = good();
  plan.phases.clear();
  for (int i = 0; i <= most_phases; ++i) plan.phases.push_back(phase(1500 - 100 * i));
  EXPECT_EQ(problem(plan), "it has more than 10 phases");
  plan = with_condition();
  plan.conditions.resize(most_conditions + 1, plan.conditions[0]);
  EXPECT_EQ(problem(plan), "it has more than 4 conditions");
}

TEST(Problem, PhaseBeyondTheStart) {
  Plan plan = good();
  plan.phases[0].from = Distance{1600};
  EXPECT_EQ(problem(plan), "the phase at 1600 m to go lies outside the race");
  plan.phases[0].from = Distance{0};
  EXPECT_EQ(problem(plan), "the phase at 0 m to go lies outside the race");
}

TEST(Problem, PhasesOutOfOrder) {
  Plan plan = good();
  std::swap(plan.phases[0], plan.phases[1]);
  EXPECT_EQ(problem(plan), "the phase at 1500 m to go stands after one nearer the finish");
}

TEST(Problem, TwoPhasesAtOnePoint) {
  Plan plan = good();
  plan.phases.insert(plan.phases.begin() + 1, phase(700, 5));
  EXPECT_EQ(problem(plan), "the phase at 700 m to go is given twice");
}

TEST(Problem, APlaceNobodyCanHave) {
  Plan plan = good();
  plan.phases[1].place = 13;
  EXPECT_EQ(problem(plan), "the phase at 700 m to go wants place 13 of 12");
}

TEST(Problem, BothPaceAndEffort) {
  Plan plan = good();
  plan.phases[1].pace = measure::Speed{7};
  plan.phases[1].effort = 0.98;
  EXPECT_EQ(problem(plan), "the phase at 700 m to go gives both a pace and an effort");
}

TEST(Problem, CoveringOneself) {
  Plan plan = good();
  plan.phases[1].cover = "Ann";
  EXPECT_EQ(problem(plan), "the phase at 700 m to go covers the plan's own runner");
}

TEST(Problem, HoldingBackAfterGoingAllOut) {
  Plan plan = good();
  plan.phases[1].all_out = true;
  plan.phases[2].all_out = false;
  EXPECT_EQ(problem(plan),
            "the phase at 250 m to go comes after going all out, from which there is no way back");
}

TEST(Problem, APhaseBeforeItsConditionIsAsked) {
  Plan plan = with_condition();
  plan.conditions[0].at = Distance{1000};
  EXPECT_EQ(problem(plan), "the phase at 600 m to go begins before its condition is asked, at 1000 m");
}

TEST(Problem, APhaseWithAConditionThatIsNotThere) {
  Plan plan = with_condition();
  plan.phases[2].condition = 1;
  EXPECT_EQ(problem(plan), "the phase at 600 m to go names no condition");
}

TEST(Problem, NothingToDoFromTheStart) {
  Plan plan = with_condition();
  plan.phases.erase(plan.phases.begin(), plan.phases.begin() + 2);
  EXPECT_EQ(problem(plan), "its first phase hangs on a condition; say what to do from the start");
}

TEST(Problem, AConditionThatAsksNothingOrOutsideTheRace) {
  Plan plan = with_condition();
  plan.conditions[0].slower_than.reset();
  plan.conditions[0].not_in_first.reset();
  EXPECT_EQ(problem(plan), "the condition at 800 m asks nothing");
  plan = with_condition();
  plan.conditions.push_back(plan.conditions[0]);
  plan.conditions[1].at = Distance{1500};
  EXPECT_EQ(problem(plan), "a condition is asked outside the race");
}

TEST(Problem, AConditionThatCanNeverBeMet) {
  Plan plan = with_condition();
  plan.conditions[0].faster_than = Duration{117};
  EXPECT_EQ(problem(plan), "the condition at 800 m can never be met: slower and faster exclude each other");
  plan = with_condition();
  plan.conditions[0].in_first = 4;
  EXPECT_EQ(problem(plan), "the condition at 800 m can never be met: its places exclude each other");
}

TEST(Words, SayAPhaseAsACoachWould) {
  Phase said = phase(900, 3);
  said.line = Line::shoulder;
  said.cover = "Ingebrigtsen";
  EXPECT_EQ(
      words(said, race_m),
      "900 m to go: be about third, on the shoulder, the way out open; do not let Ingebrigtsen get more than "
      "1.5 m away.");
  EXPECT_EQ(words(phase(1500, 1), race_m), "From the gun: to the front, on the rail.");
  EXPECT_EQ(words(phase(1000, 0), race_m), "1000 m to go: stay where you are, on the rail.");
  EXPECT_EQ(words(going(250), race_m), "250 m to go: kick, all out to the line, by the shortest way.");
}

TEST(Words, SayThePaceAsALap) {
  Phase said = phase(1500, 1);
  said.pace = measure::Speed{400 / 56.25};
  EXPECT_EQ(words(said, race_m), "From the gun: to the front, on the rail; if in front, laps of 56.3.");
}

TEST(Words, KnowEveryOrdinalOfALargeField) {
  const auto place = [](int wanted) { return words(phase(900, wanted), race_m).substr(22, 4); };
  EXPECT_EQ(place(13), "13th");
  EXPECT_EQ(place(21), "21st");
  EXPECT_EQ(place(22), "22nd");
  EXPECT_EQ(place(23), "23rd");
  EXPECT_EQ(place(24), "24th");
}

TEST(Words, SayACondition) {
  EXPECT_EQ(words(with_condition().conditions[0]),
            "If at 800 m the race is slower than 1:58.0 and you are not in the first 4");
}

TEST(LineNamed, KnowsThreeWords) {
  for (Line line : {Line::rail, Line::shoulder, Line::wide}) EXPECT_EQ(line_named(text(line)), line);
  EXPECT_FALSE(line_named("kerb").has_value());
}

}  // namespace
}  // namespace lastlap::tactics
