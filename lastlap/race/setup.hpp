#pragma once

// What never changes during a race: the track, the bodies on the day, the plans as drawn, the start.

#include <array>
#include <cstdint>

#include "lastlap/runner/body.hpp"
#include "lastlap/tactics/manners.hpp"
#include "lastlap/tactics/plan.hpp"
#include "lastlap/tactics/sight.hpp"
#include "lastlap/track/oval.hpp"

namespace lastlap::race {

inline constexpr int most_runners = 24;

/// A condition of a plan, as numbers: NaN never means missing, an absent part is a bound that always holds.
struct Question {
  double at_m = 0;
  double slower_than_s = -1.0;
  double faster_than_s = 1e9;
  double not_in_first = 0.0;
  double in_first = 1e9;
};

/// One runner's plan with the luck of the day in it.
template <class Number>
struct DrawnPlan {
  Number rush_pace{};       ///< own pace in the rush for position after the gun [m/s]
  std::array<tactics::Waver<Number>, tactics::wavers> waver{};
  int phases = 0;
  std::array<tactics::Orders<Number>, tactics::most_phases> orders{};
  std::array<int, tactics::most_phases> condition{};   ///< index into questions, or -1
  std::array<int, tactics::most_phases> covers{};      ///< runner to cover, or -1
  int questions = 0;
  std::array<Question, tactics::most_conditions> question{};
};

/// A race, ready to be run: same Setup, same race, to the last bit.
template <class Number>
struct Setup {
  int runners = 0;
  double distance_m = 0;
  double step_s = 0.1;
  int steps_a_look = 1;                                   ///< steps from one decision to the next; take_step keeps what was decided in its Between
  double marker_mps = 0;                                  ///< speed of the marker that `along` is counted from within the step, see RunningOrder
  double longest_s = 0;                                   ///< who has not finished by then did not finish
  track::Oval oval;
  track::Bends<Number> bends;                             ///< of `oval`
  tactics::Manners<Number> manners;
  std::array<runner::Body<Number>, most_runners> body{};
  std::array<DrawnPlan<Number>, most_runners> plan{};
  std::array<Number, most_runners> start_along{};         ///< [m], 0 on the measured line
  std::array<Number, most_runners> start_outward{};       ///< [m]
};

}  // namespace lastlap::race
