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

  double bend_m() const { return 3.14159265358979323846 * radius_m; }  ///< length of one bend on the measured line [m]
  double lap_m() const { return 2.0 * (straight_m + bend_m()); }       ///< [m]
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

/// How far ahead of the measured start, along the measured line, a runner `outward_m` metres outside stands on the
/// curved start line of a race over `distance_m`, so that everyone's shortest way is the same [m]. On a bend that way is
/// the straight line that touches the measured line; if the bend ends before it would touch, it runs on to the far end of the
/// straight. A start on a straight is a straight line: nobody stands ahead.
double start_line_advance(const Oval& oval, double distance_m, double outward_m);

/// The bends of an oval, for asking often: the same curvature() without a division.
template <class Number>
struct Bends {
  double per_m_to_go = 0;
  Number half_laps_run_per_m_to_go{}, bend_share{}, on_bends{};
  Bends() = default;
  explicit Bends(const Oval& oval)
      : per_m_to_go(-1.0 / (oval.bend_m() + oval.straight_m)),
        half_laps_run_per_m_to_go(per_m_to_go),
        bend_share(oval.bend_m() / (oval.bend_m() + oval.straight_m)),
        on_bends(1.0 / oval.radius_m) {}
  /// Half laps at a mark that has `to_go` metres to go, less the whole ones: in [0, 1), 0 where a bend begins.
  double half_laps(double to_go) const { return to_go * per_m_to_go - measure::whole_part_below(to_go * per_m_to_go); }
  /// At `along` metres past a mark at `mark_half_laps`. Both are small when the mark is near, so that rounding hardly moves where a bend begins.
  Number curvature(Number mark_half_laps, Number along) const {
    using measure::select;
    using measure::whole_part_below;
    const Number half_laps = mark_half_laps - along * half_laps_run_per_m_to_go;
    return select(half_laps - whole_part_below(half_laps) < bend_share, on_bends, Number(0.0));
  }
};

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
