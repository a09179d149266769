#pragma once

// The air that a runner pushes aside: force, and what is spared behind somebody.

#include "lastlap/measure/quantity.hpp"

namespace lastlap::runner {

using Force = measure::Quantity<1, 1, -2>;       ///< [N]
using Area = measure::Quantity<2, 0, 0>;         ///< [m^2]
using AirDensity = measure::Quantity<-3, 1, 0>;  ///< [kg/m^3]; 1.225 at 15 degrees, 1.20 at 20

/// Drag of a body,  F = 0.5 rho C_d A v^2.  `drag_area` is C_d A; `through_air` the speed relative to the air.
inline Force air_drag(AirDensity density, Area drag_area, measure::Speed through_air) {
  return 0.5 * density * drag_area * through_air * through_air;
}

/// The drag area C_d A of a body whose drag at a speed is known.
inline Area drag_area(Force drag, AirDensity density, measure::Speed through_air) {
  return 2.0 * drag / (density * through_air * through_air);
}

/// The drag of one runner alone and in shelter, at one speed.
struct Drags {
  Force alone;
  Force sheltered;
};

/// The share of the drag that shelter takes away, in [0, 1]; negative if it adds some.
inline double shelter_in(const Drags& drags) {
  return 1.0 - drags.sheltered / drags.alone;
}

}  // namespace lastlap::runner
