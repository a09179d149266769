#pragma once

// One runner alone at even effort: the race that a mark is compared with.

#include <array>

#include "lastlap/measure/quantity.hpp"
#include "lastlap/runner/body.hpp"

namespace lastlap::runner {

/// How the ground bends, without knowing any track: a share of the distance run on bends of one radius.
struct Ground {
  double bend_share = 0.0;   ///< in [0, 1]
  double radius_m = 36.80;   ///< [m]
};

/// The time over `distance` run alone on the measured line from a standing start, always at the power that would just
/// empty the reserve at the finish. Explicit steps, an eighth as long at the start; the bend's leg force is averaged over
/// bends and straights. Halving the step moves 1500 m by less than 0.02 s.
measure::Duration time_alone(const Abilities& abilities, measure::Distance distance, const Ground& ground,
                             measure::Duration step = measure::Duration{0.2});

/// The times of several runners, each alone: the same bits as time_alone gives each, in the time of two. As many as a time and its slopes by
/// the four abilities.
inline constexpr int times_at_once = 5;
std::array<measure::Duration, times_at_once> times_alone(const std::array<Abilities, times_at_once>& abilities, measure::Distance distance,
                                                         const Ground& ground, measure::Duration step = measure::Duration{0.2});

}  // namespace lastlap::runner
