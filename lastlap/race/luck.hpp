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
  tactics::Manners<double> manners = race.manners;
  for (double* manner : tactics::each_of(manners)) *manner = as_packs_hold(*manner);
  setup.manners = tactics::abreast<Number>(manners);
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
    const auto put = [i](Number& into, double given) { set_lane(into, i, as_packs_hold(given)); };
    auto& body = setup.body[r];
    put(body.aerobic_w_per_kg, from.body.aerobic_w_per_kg);
    put(body.reserve_j_per_kg, from.body.reserve_j_per_kg);
    put(body.cost_j_per_kg_m, from.body.cost_j_per_kg_m);
    put(body.sprint_beyond_w_per_kg, from.body.sprint_beyond_w_per_kg);
    put(body.aerobic_speed_mps, from.body.aerobic_speed_mps);
    put(setup.start_along[r], from.start_along_m);
    put(setup.start_outward[r], from.start_outward_m);
    put(setup.plan[r].rush_pace, from.rush_pace);
    for (int w = 0; w < tactics::wavers; ++w) {
      put(setup.plan[r].waver[w].rate, from.waver[w].rate);
      put(setup.plan[r].waver[w].begins, from.waver[w].begins);
    }
    for (int p = 0; p < from.phases; ++p) {
      auto& orders = setup.plan[r].orders[p];
      put(orders.from, from.orders[p].from);
      put(orders.station.gap, from.orders[p].station.gap);
      put(orders.station.sway, from.orders[p].station.sway);
      put(orders.station.closing, from.orders[p].station.closing);
      put(orders.outward, from.orders[p].outward);
      put(orders.pace, from.orders[p].pace);
      put(orders.cover_gap, from.orders[p].cover_gap);
      put(orders.drive.spur, from.orders[p].drive.spur);
      put(orders.drive.greed, from.orders[p].drive.greed);
    }
  }
}

}  // namespace lastlap::race
