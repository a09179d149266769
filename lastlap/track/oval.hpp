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

/// The bends of an oval, for asking often: the same curvature(), asked of a mark that is near. Where a bend begins and ends is good to the rounding of small numbers
/// there, a micrometre in single precision.
template <class Number>
class Bends {
 public:
  /// A mark among the straights: how far past the middle of the nearest one, past where it ends (and a bend begins), and past where it begins [m].
  struct Mark {
    Number middle, bend_begin, bend_end;
    bool others_far = false;  ///< somebody may be nearer to another straight's middle
  };
  Bends() = default;
  explicit Bends(const Oval& oval)
      : half_lap_m_(oval.bend_m() + oval.straight_m), straight_m_(oval.straight_m), half_lap_(half_lap_m_), per_half_lap_(1.0 / half_lap_m_), on_bends_(1.0 / oval.radius_m) {}

  /// The mark `shift` metres (whole ones, which keep it exact) past the one with `to_go` metres to go, of whom somebody is asked between `rearmost` and `farthest` past it.
  Mark mark(double to_go, Number shift, Number rearmost, Number farthest) const {
    using measure::any_of;
    const double from_a_middle = -to_go + straight_m_ / 2, middle = from_a_middle - half_lap_m_ * measure::nearest_whole(from_a_middle / half_lap_m_);
    const Number half_laps = half_laps_in(Number(middle) + shift);
    const auto lane_mark = [&](double metres) {
      // What single precision holds exactly beside whole metres, and the rest.
      constexpr double coarse_m = 1.0 / 1024;
      const double coarse = measure::nearest_whole(metres / coarse_m) * coarse_m;
      return ((Number(coarse) + shift) - half_laps) + Number(metres - coarse);
    };
    Mark mark{.middle = lane_mark(middle), .bend_begin = lane_mark(middle - straight_m_ / 2), .bend_end = lane_mark(middle + straight_m_ / 2)};
    const Number half(half_lap_m_ / 2);
    mark.others_far = any_of(mark.middle + farthest > half) || any_of(mark.middle + rearmost < -half);
    return mark;
  }
  /// At `along` metres past a mark.
  Number curvature(const Mark& mark, Number along) const {
    using measure::select;
    const Number nothing(0.0);
    if (mark.others_far) along = along - half_laps_in(mark.middle + along);
    const auto on_straight = (mark.bend_end + along >= nothing) && (mark.bend_begin + along < nothing);
    return select(on_straight, nothing, on_bends_);
  }

 private:
  /// The metres of the half laps nearest to `metres`.
  Number half_laps_in(Number metres) const {
    using measure::nearest_whole;
    return half_lap_ * nearest_whole(metres * per_half_lap_);
  }
  double half_lap_m_ = 0, straight_m_ = 0;
  Number half_lap_{}, per_half_lap_{}, on_bends_{};
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
