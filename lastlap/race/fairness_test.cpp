// Nobody is favoured by her number, and plans are followed as they are written.

#include <gtest/gtest.h>

#include <algorithm>

#include <cmath>

#include "lastlap/race/summary.hpp"
#include "tests/fields.hpp"

namespace lastlap::race {
namespace {

TEST(Fairness, TwelveCopiesOfOneRunnerWinEquallyOften) {
  Race race = tests::made_up_race(12, 0.0);
  for (Entrant& entrant : race.field) entrant.plan = tests::plain_plan(entrant.athlete, 5);
  const Outcomes outcomes = run_races(tests::prepared(race), {.seed = 77, .first = 0, .races = 3000}, 2);
  std::vector<int> wins(12, 0);
  for (int i = 0; i < outcomes.races(); ++i)
    for (int r = 0; r < 12; ++r) wins[r] += outcomes.place(i, r) == 1;
  double chi_square = 0;
  for (int count : wins) chi_square += (count - 250.0) * (count - 250.0) / 250.0;
  constexpr double one_in_a_thousand = 31.26;  // chi-square, 11 degrees of freedom
  EXPECT_LT(chi_square, one_in_a_thousand);
}

TEST(Fairness, TheFitterOfTwoAloneWinsMore) {
  Race race = tests::made_up_race(2, 0.0);
  race.field[1].abilities.aerobic_power = race.field[1].abilities.aerobic_power * 1.01;
  const Summary summary =
      summary_of(run_races(tests::prepared(race), {.seed = 5, .first = 0, .races = 1000}, 2));
  EXPECT_GT(summary.runners[1].win.low, 0.5);
}

/// Runners of a kind, whoever leads running this pace; Runner 1 wants the lead, Runner 2 has the plan.
Race paced_race(double pace_mps, const tactics::Plan& plan, int runners = 4) {
  Race race = tests::made_up_race(runners, 0.0);
  race.field[1].plan = plan;
  for (Entrant& entrant : race.field) {
    entrant.plan.spread = {.place = 0, .moment_m = 0, .pace = 0, .restless = 1};
    entrant.plan.phases[0].effort.reset();
    entrant.plan.phases[0].pace = measure::Speed{pace_mps};
    entrant.plan.phases.back().from = measure::Distance{200};
  }
  return race;
}

tactics::Plan conditional_plan() {
  tactics::Plan plan = tests::plain_plan("Runner 2", 2);
  tactics::Condition slow;
  slow.at = measure::Distance{800};
  slow.slower_than = measure::Duration{120};
  plan.conditions = {slow};
  tactics::Phase then = tests::all_out(600);
  then.condition = 0;
  plan.phases.insert(plan.phases.begin() + 1, then);
  return plan;
}

TEST(Conditions, AreMetWhenTheRaceIsSlowAndOnlyThen) {
  for (const bool slow : {true, false}) {
    const Prepared race = tests::prepared(paced_race(slow ? 6.2 : 7.1, conditional_plan()));
    const auto setup = tests::reference_setup(race, 1, 0);
    double leader_800_s = 0;
    const State<double> end =
        tests::run_seeing(setup, at_the_start(setup), [&](const auto& before, const auto& after) {
          for (int r = 0; r < setup.runners; ++r)
            if (leader_800_s == 0 && after.runner[r].along >= 800) leader_800_s = before.steps * setup.step_s;
        });
    EXPECT_EQ(leader_800_s > 120, slow) << "the field was built otherwise: " << leader_800_s;
    EXPECT_EQ(end.runner[1].answer[0], slow ? 1.0 : -1.0);
  }
}

TEST(Conditions, UnmetLeaveTheRaceAsItWas) {
  tactics::Plan without = conditional_plan();
  without.conditions.clear();
  without.phases.erase(without.phases.begin() + 1);
  const Luck luck{.seed = 1, .first = 0, .races = 4};
  const auto signature = [&](double pace, const tactics::Plan& plan) {
    return run_races(tests::prepared(paced_race(pace, plan)), luck, 1).signature();
  };
  EXPECT_EQ(signature(7.1, conditional_plan()), signature(7.1, without));
  EXPECT_NE(signature(6.2, conditional_plan()), signature(6.2, without));
}

TEST(Conditions, AskWhereOurRunnerIs) {
  tactics::Plan plan = conditional_plan();
  plan.conditions[0].slower_than.reset();
  plan.conditions[0].not_in_first = 3;
  for (const int place : {1, 4}) {
    plan.phases[0].place = place;
    Race race = paced_race(6.4, plan);
    if (place == 1) race.field[0].plan.phases[0].place = 4;
    const auto setup = tests::reference_setup(tests::prepared(race), 1, 0);
    int place_at_800 = 0;
    const State<double> end =
        tests::run_seeing(setup, at_the_start(setup), [&](const auto& before, const auto&) {
          double lead = 0;
          int ahead = 1;
          for (int r = 0; r < setup.runners; ++r) {
            lead = std::fmax(lead, before.runner[r].along);
            ahead += before.runner[r].along > before.runner[1].along;
          }
          if (lead < 800) place_at_800 = ahead;
        });
    EXPECT_EQ(end.runner[1].answer[0], place_at_800 > 3 ? 1.0 : -1.0) << place_at_800;
  }
}

// Runner 1 breaks away with 900 m to go; Runner 2, as able, covers him or stays where her place in the pack
// is.
TEST(Covering, KeepsTheRivalFromGettingAway) {
  const auto gap_500_m_out = [](bool covers, std::uint64_t number) {
    tactics::Plan plan = tests::plain_plan("Runner 2", 12);
    if (covers) {
      plan.phases[0].cover = "Runner 1";
      plan.phases[0].cover_gap = measure::Distance{2.0};
    }
    Race race = paced_race(6.3, plan, 12);
    tactics::Phase away = tests::phase(900, 1);
    away.effort.reset();
    away.pace = measure::Speed{7.4};
    race.field[0].plan.phases.insert(race.field[0].plan.phases.begin() + 1, away);
    const auto setup = tests::reference_setup(tests::prepared(race), 1, number);
    double gap = 0;
    tests::run_seeing(setup, at_the_start(setup), [&](const auto& before, const auto&) {
      if (before.runner[0].along <= 1000) gap = before.runner[0].along - before.runner[1].along;
    });
    return gap;
  };
  std::vector<double> covered, let_go;
  for (std::uint64_t number = 0; number < 11; ++number) {
    covered.push_back(gap_500_m_out(true, number));
    let_go.push_back(gap_500_m_out(false, number));
  }
  // The median: now and then she is boxed in when he goes.
  std::sort(covered.begin(), covered.end()), std::sort(let_go.begin(), let_go.end());
  EXPECT_LT(covered[5], 0.6 * let_go[5]);
  EXPECT_LT(covered[5], 2.0 + 1.0);  // a metre: she answers a surge, she does not foresee it
}

}  // namespace
}  // namespace lastlap::race
