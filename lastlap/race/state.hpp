#pragma once

// What does change during a race.

#include <array>

#include "lastlap/race/lanes.hpp"
#include "lastlap/race/setup.hpp"

namespace lastlap::race {

/// One runner in one moment.
template <class Number>
struct Standing {
  Number along{};       ///< race distance covered on the measured line [m]
  Number along_lost{};  ///< what rounding added to `along` so far [m]
  Number outward{};     ///< from the measured line [m]
  Number speed{};       ///< over the ground [m/s]
  Number outward_lost{}, speed_lost{};  ///< as along_lost
  Number along_speed{}; ///< along the measured line [m/s]
  runner::Tank<Number> tank{};
  Number shelter{};     ///< what she had in the step that led here
  Number boxed_in{};    ///< seconds of the last step in which she was boxed in
  Number run_m{};       ///< metres really run
  Number boxed_in_s{};  ///< seconds boxed in so far
  Number last_lap_s{};  ///< clock when she had 400 m to go; 0 before
  Number finish_s{};    ///< raw finish time; 0 before
  Number order{};       ///< how many run before her in the running order, see RunningOrder
  std::array<Number, tactics::most_conditions> answer{};  ///< 0 not asked yet, 1 met, -1 not met
};

/// The whole field in one moment.
template <class Number>
struct State {
  int steps = 0;  ///< taken since the gun
  std::array<Standing<Number>, most_runners> runner{};
};

/// The order on the start line: of those level the inner one is before the outer one. Counted, not sorted: what a kernel's file shares with others must bear
/// its width in its name, which the library's algorithms do not.
template <class Number>
void line_up_in_order(const Setup<Number>& setup, State<Number>& state) {
  for (int i = 0; i < lanes_of<Number>; ++i)
    for (int r = 0; r < setup.runners; ++r) {
      int before = 0;
      for (int other = 0; other < setup.runners; ++other) {
        const double ahead = lane(setup.start_along[other], i) - lane(setup.start_along[r], i);
        const double inside = lane(setup.start_outward[r], i) - lane(setup.start_outward[other], i);
        before += ahead > 0 || (ahead == 0 && (inside > 0 || (inside == 0 && other < r)));
      }
      set_lane(state.runner[r].order, i, before);
    }
}

/// The field on the start line.
template <class Number>
State<Number> at_the_start(const Setup<Number>& setup) {
  State<Number> state;
  line_up_in_order(setup, state);
  for (int r = 0; r < setup.runners; ++r) {
    auto& standing = state.runner[r];
    standing.along = setup.start_along[r];
    standing.outward = setup.start_outward[r];
    // Every step is paid at the speed it began with, so by Euler and Maclaurin's formula the sum over a race misses half a step of the power she
    // races at, about her aerobic power: it is paid at the gun.
    standing.tank.reserve_j_per_kg = setup.body[r].reserve_j_per_kg - setup.body[r].aerobic_w_per_kg * Number(0.5 * setup.step_s);
    standing.tank.aerobic_w_per_kg = setup.body[r].aerobic_w_per_kg * Number(runner::aerobic_share_at_start);
  }
  return state;
}

}  // namespace lastlap::race
