#pragma once

// The oval: where the bends are, what a metre outward costs, and where a start line stands.

#include "lastlap/measure/event.hpp"
#include "lastlap/measure/number.hpp"
#include "lastlap/measure/quantity.hpp"

namespace lastlap::track {

/// An oval of two straights and two half circles, seen along the measured line.
///
/// The measured line lies 0.30 m outside the kerb; `outward` offsets count from it. A position on the lap is the
/// distance from the finish line, which stands where the home straight ends and the first bend begins.
struct Oval {
  double straight_m = 0;       ///< length of one straight [m]
  double radius_m = 0;         ///< radius of the measured line on a bend [m]
  int lanes = 0;
  double lane_width_m = 0;     ///< [m]

  double bend_m() const;       ///< length of one bend on the measured line [m]
  double lap_m() const;        ///< [m]
  /// Lap position of a runner with `to_go` metres still to run on the measured line, in [0, lap).
  template <class Number>
  Number lap_position(Number to_go) const;
  /// Curvature of the measured line [1/m] with `to_go` metres still to run: 1/R on a bend, 0 on a straight.
  template <class Number>
  Number curvature(Number to_go) const;
  /// Metres of a race of this distance that are run on bends.
  double metres_on_bends(double distance_m) const;
};

/// The standard 400 m track: kerb radius 36.50 m, measured line 36.80 m, straights of 84.39 m [WA-Facilities].
Oval oval_400();
/// A 200 m short track with bends of constant radius 17.50 m on the measured line [WA-Facilities], unbanked, without
/// the transition curves of a real one: straights of 45.022 m.
Oval short_200();
Oval oval_of(measure::TrackKind kind);

/// How far ahead of the measured start a runner `outward` metres outside stands on a curved start line, so that
/// everyone's shortest way is the same: the tangent from her place to the measured line, less the arc it spares.
/// On a straight start (`on_bend` false) nobody stands ahead.  [m]
double start_line_advance(const Oval& oval, double outward_m, bool on_bend);

template <class Number>
Number Oval::lap_position(Number to_go) const {
  using measure::whole_part_below;
  const Number laps = -to_go / Number(lap_m());
  return (laps - whole_part_below(laps)) * Number(lap_m());
}

template <class Number>
Number Oval::curvature(Number to_go) const {
  using measure::select;
  const Number position = lap_position(to_go);
  const Number half = Number(bend_m() + straight_m);
  const Number in_half = position - select(position >= half, half, Number(0.0));
  return select(in_half < Number(bend_m()), Number(1.0 / radius_m), Number(0.0));
}

}  // namespace lastlap::track
