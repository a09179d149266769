#pragma once

// Made-up plans and races for tests: some fixed, some thrown by dice that always fall the same way.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/race/luck.hpp"
#include "lastlap/race/made_up.hpp"
#include "lastlap/race/race.hpp"
#include "lastlap/race/step.hpp"
#include "tests/dice.hpp"

namespace lastlap::tests {

inline tactics::Phase phase(double from_m, int place, tactics::Line line = tactics::Line::rail) {
  tactics::Phase made;
  made.from = measure::Distance{from_m};
  made.place = place;
  made.line = line;
  made.effort = 0.98;
  return made;
}

inline tactics::Phase all_out(double from_m) {
  tactics::Phase made = phase(from_m, 1);
  made.all_out = true;
  return made;
}

/// Somewhere in the pack, then all out from 300 m.
inline tactics::Plan plain_plan(const std::string& athlete, int place, double distance_m = 1500) {
  return {
      .athlete = athlete, .phases = {phase(distance_m, place), all_out(300)}, .conditions = {}, .spread = {}};
}

/// A plan that does not contradict itself, with every kind of wish in it; `names` are the starters.
inline tactics::Plan random_plan(Dice& dice, const std::vector<std::string>& names, int own,
                                 double distance_m) {
  const int runners = static_cast<int>(names.size());
  tactics::Plan plan;
  plan.athlete = names[own];
  const auto random_phase = [&](double from) {
    tactics::Phase made = phase(from, dice.whole(0, runners), static_cast<tactics::Line>(dice.whole(0, 2)));
    made.effort.reset();
    if (dice.happens(0.5)) made.effort = dice.whole(9400, 10200) / 1e4;
    if (!made.effort && dice.happens(0.5)) made.pace = measure::Speed{dice.between(6.0, 7.4)};
    const int rival = dice.whole(0, runners - 1);
    if (rival != own && dice.happens(0.3)) {
      made.cover = names[rival];
      made.cover_gap = measure::Distance{dice.whole(50, 500) / 100.0};
    }
    return made;
  };
  plan.phases.push_back(random_phase(distance_m));
  double from = distance_m;
  for (int more = dice.whole(0, 3); more > 0 && from > 450; --more) {
    from = std::round(dice.between(350, from - 50));
    plan.phases.push_back(random_phase(from));
  }
  plan.phases.push_back(all_out(dice.whole(60, 330)));
  if (dice.happens(0.5)) {
    tactics::Condition condition;
    condition.at = measure::Distance{std::round(distance_m / 2)};
    if (dice.happens(0.5)) condition.slower_than = measure::Duration{std::round(distance_m / 2 / 6.7)};
    if (dice.happens(0.5) || !condition.slower_than) condition.not_in_first = dice.whole(1, runners);
    plan.conditions.push_back(condition);
    tactics::Phase then = random_phase(std::round(distance_m * 0.45));
    then.condition = 0;
    plan.phases.push_back(then);
    std::stable_sort(plan.phases.begin(), plan.phases.end(),
                     [](const auto& a, const auto& b) { return a.from > b.from; });
  }
  plan.spread = {.place = dice.whole(0, 15) / 10.0, .moment_m = 1.0 * dice.whole(0, 30), .pace = 0.005};
  plan.spread.restless = plan.spread.place / 1.5;  // everybody's own, so that mixing runners up shows
  return plan;
}

inline std::vector<std::string> made_up_names(int runners) {
  std::vector<std::string> names;
  for (int r = 0; r < runners; ++r) names.push_back(fmt::format("Runner {}", r + 1));
  return names;
}

/// A field of 2 to 24 thrown by the dice, over 800 m to 5000 m on either oval.
inline race::Race random_race(Dice& dice) {
  static constexpr double distances[] = {800, 1500, 1609.344, 3000, 3218.688, 5000};
  const double distance = distances[dice.whole(0, 5)];
  const int runners = dice.happens(0.2) ? dice.whole(16, 24) : dice.whole(2, 15);
  race::Race race{.id = "random",
                  .distance = measure::Distance{distance},
                  .oval = dice.happens(0.3) ? track::short_200() : track::oval_400(),
                  .field = {}};
  const std::vector<std::string> names = made_up_names(runners);
  for (int r = 0; r < runners; ++r)
    race.field.push_back({.athlete = names[r],
                          .country = "",
                          .abilities = random_abilities(dice),
                          .spread = {},
                          .plan = random_plan(dice, names, r, distance),
                          .start_order = {}});
  return race;
}

using race::made_up_race;

inline race::Prepared prepared(race::Race race) {
  auto made = race::Prepared::from(std::move(race));
  if (!made) throw std::runtime_error(made.error().line());
  return std::move(*made);
}

/// Race `number` of the stream `seed`, ready for the reference.
inline race::Setup<double> reference_setup(const race::Prepared& race, std::uint64_t seed,
                                           std::uint64_t number) {
  race::Setup<double> setup = race::bare_setup<double>(race);
  race::put_in_lane(setup, 0, race::draw_race(race, seed, number));
  return setup;
}

/// Runs to the end, showing `see(before, after)` every step; ends by the longest time even when the code is
/// wrong.
template <class See>
race::State<double> run_seeing(const race::Setup<double>& setup, race::State<double> state, const See& see) {
  while (!race::is_over(setup, state)) {
    race::State<double> after = race::step(setup, state);
    see(state, after);
    state = after;
  }
  return state;
}

}  // namespace lastlap::tests
