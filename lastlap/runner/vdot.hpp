#pragma once

// VDOT: the oxygen uptake that a performance is worth, after Daniels and Gilbert.

#include "lastlap/measure/quantity.hpp"
#include "lastlap/runner/known_mark.hpp"

namespace lastlap::runner {

/// VDOT [ml/kg/min] of a performance,
///   VDOT = (-4.60 + 0.182258 V + 0.000104 V^2) / (0.8 + 0.1894393 exp(-0.012778 t) + 0.2989558 exp(-0.1932605 t)),
/// V speed [m/min], t time [min]  [Daniels79]. The tables made from it begin at 1500 m.
double vdot_of(const KnownMark& mark);
/// The time over a distance that is worth a VDOT, at mean speeds between 0.7 and 40 m/s.
measure::Duration time_over(measure::Distance distance, double vdot);

}  // namespace lastlap::runner
