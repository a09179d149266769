#include "lastlap/race/made_up.hpp"

#include <fmt/format.h>

namespace lastlap::race {
namespace {

tactics::Phase phase(double from_m, int place, bool all_out) {
  tactics::Phase made;
  made.from = measure::Distance{from_m};
  made.place = place;
  made.effort = 0.98;
  made.all_out = all_out;
  return made;
}

/// A men's finalist's, as the study's population has them.
runner::Abilities finalist() {
  return {.aerobic_power = measure::SpecificPower{24.6},
          .reserve = measure::Reserve{1490},
          .running_cost = measure::RunningCost{3.8},
          .sprint_speed = measure::Speed{9.35}};
}

}  // namespace

Race made_up_race(int runners, double step) {
  Race race{.id = "made-up", .distance = measure::Distance{1500}, .oval = track::oval_400(), .field = {}};
  for (int r = 0; r < runners; ++r) {
    const std::string athlete = fmt::format("Runner {}", r + 1);
    runner::Abilities abilities = finalist();
    abilities.aerobic_power = abilities.aerobic_power * (1.0 - step * r);
    abilities.sprint_speed = abilities.sprint_speed * (1.0 + step * (r % 3));
    race.field.push_back({.athlete = athlete,
                          .country = "",
                          .abilities = abilities,
                          .spread = {},
                          .plan = {.athlete = athlete, .phases = {phase(1500, r + 1, false), phase(300, 1, true)}, .conditions = {}, .spread = {}},
                          .start_order = {}});
  }
  return race;
}

}  // namespace lastlap::race
