#pragma once

// The luck of a race: from a prepared race and its number in a stream to a Setup.

#include <algorithm>
#include <array>

#include "lastlap/race/lanes.hpp"
#include "lastlap/race/race.hpp"
#include "lastlap/race/setup.hpp"

namespace lastlap::race {

/// One race's luck as plain numbers, whatever Number it will be run with.
struct DrawnRunner {
  runner::Body<double> body;
  double start_along_m = 0, start_outward_m = 0;
  double rush_pace = 0;
  std::array<tactics::Waver<double>, tactics::wavers> waver{};
  int phases = 0;
  std::array<tactics::Orders<double>, tactics::most_phases> orders{};
};

/// Draws runner by runner the luck of race `number` of the stream `seed`.
std::array<DrawnRunner, most_runners> draw_race(const Prepared& prepared, std::uint64_t seed, std::uint64_t number);

/// What every race of `prepared` shares: distance, track, clock, phases' rivals and conditions; bodies left empty.
template <class Number>
Setup<Number> bare_setup(const Prepared& prepared) {
  const Race& race = prepared.race();
  Setup<Number> setup;
  setup.runners = prepared.runners();
  setup.distance_m = race.distance.si();
  setup.oval = race.oval;
  setup.bends = track::Bends<Number>(race.oval);
  setup.manners = tactics::abreast<Number>(race.manners);
  setup.longest_s = setup.distance_m / 2.5;  // slower than a walk-jog: she did not finish
  for (int r = 0; r < setup.runners; ++r) {
    const tactics::Plan& plan = race.field[r].plan;
    auto& drawn = setup.plan[r];
    drawn.phases = static_cast<int>(plan.phases.size());
    for (int p = 0; p < drawn.phases; ++p) {
      drawn.covers[p] = prepared.covered_by(r, p);
      drawn.condition[p] = plan.phases[p].condition.value_or(-1);
    }
    drawn.questions = static_cast<int>(plan.conditions.size());
    for (int q = 0; q < drawn.questions; ++q) {
      const tactics::Condition& condition = plan.conditions[q];
      Question& question = drawn.question[q];
      question.at_m = condition.at.si();
      if (condition.slower_than) question.slower_than_s = condition.slower_than->si();
      if (condition.faster_than) question.faster_than_s = condition.faster_than->si();
      if (condition.not_in_first) question.not_in_first = *condition.not_in_first;
      if (condition.in_first) question.in_first = *condition.in_first;
    }
  }
  return setup;
}

/// Puts one race's luck into one lane of `setup`.
template <class Number>
void put_in_lane(Setup<Number>& setup, int i, const std::array<DrawnRunner, most_runners>& drawn) {
  for (int r = 0; r < setup.runners; ++r) {
    const DrawnRunner& from = drawn[r];
    auto& body = setup.body[r];
    set_lane(body.aerobic_w_per_kg, i, from.body.aerobic_w_per_kg);
    set_lane(body.reserve_j_per_kg, i, from.body.reserve_j_per_kg);
    set_lane(body.cost_j_per_kg_m, i, from.body.cost_j_per_kg_m);
    set_lane(body.sprint_beyond_w_per_kg, i, from.body.sprint_beyond_w_per_kg);
    set_lane(body.aerobic_speed_mps, i, from.body.aerobic_speed_mps);
    set_lane(setup.start_along[r], i, from.start_along_m);
    set_lane(setup.start_outward[r], i, from.start_outward_m);
    set_lane(setup.plan[r].rush_pace, i, from.rush_pace);
    for (int w = 0; w < tactics::wavers; ++w) {
      set_lane(setup.plan[r].waver[w].rate, i, from.waver[w].rate);
      set_lane(setup.plan[r].waver[w].begins, i, from.waver[w].begins);
    }
    for (int p = 0; p < from.phases; ++p) {
      auto& orders = setup.plan[r].orders[p];
      set_lane(orders.from, i, from.orders[p].from);
      set_lane(orders.station.gap, i, from.orders[p].station.gap);
      set_lane(orders.station.sway, i, from.orders[p].station.sway);
      set_lane(orders.station.closing, i, from.orders[p].station.closing);
      set_lane(orders.outward, i, from.orders[p].outward);
      set_lane(orders.pace, i, from.orders[p].pace);
      set_lane(orders.cover_gap, i, from.orders[p].cover_gap);
      set_lane(orders.drive.spur, i, from.orders[p].drive.spur);
      set_lane(orders.drive.greed, i, from.orders[p].drive.greed);
    }
  }
}

}  // namespace lastlap::race
