#pragma once

// Sprinting on a flat bend, where not power but the force of a leg is the limit.

#include "lastlap/measure/quantity.hpp"

namespace lastlap::runner {

/// The share of her speed on a straight that a runner keeps on a bend when a leg can push no harder,
///   u^6 + r^2 u^2 - r^2 = 0,   r = g R / v0^2  [Greene85];
/// v0 speed on a straight [m/s], R radius of her path [m], g gravity. It holds for sprinting; slower running is limited by power, and slows less.
double share_kept_at_equal_leg_force(measure::Speed straight, measure::Distance radius);

}  // namespace lastlap::runner
