#pragma once

// Lanes: where each is measured, how far ahead its start stands, and what running wide costs.

#include "lastlap/measure/quantity.hpp"
#include "lastlap/track/oval.hpp"

namespace lastlap::track {

/// Distance of the measured line from the kerb, in lane 1, and from the line inside, in every other lane [WA-Facilities].
inline constexpr double measured_from_kerb_m = 0.30;
inline constexpr double measured_from_line_m = 0.20;

/// Radius on a bend of the line along which a lane is measured,  R_1 = R,  R_n = R - 0.30 m + w (n - 1) + 0.20 m;
/// R radius of the oval's measured line, w width of a lane, n the lane, from 1 on. Lanes beyond the oval's are
/// answered too: some tracks have a ninth.
measure::Distance lane_radius(const Oval& oval, int lane);
/// Once round in a lane,  2 (S + pi R_n), S the straight.
measure::Distance lap_in_lane(const Oval& oval, int lane);
/// How far ahead of lane 1 a lane starts if it is kept for so many bends,  bends pi (R_n - R).  400 m: two bends;
/// 800 m: one, without what the break line adds for cutting in.
measure::Distance stagger(const Oval& oval, int lane, int bends);
/// Metres more than the race that are run at a steady `outward` from the measured line,  w B / R, B metres of bend.
measure::Distance extra_by_running_wide(const Oval& oval, measure::Distance race, measure::Distance outward);
/// Metres more for moving out by `outward` evenly along a straight way,  sqrt(l^2 + w^2) - l.
measure::Distance extra_by_moving_out(measure::Distance outward, measure::Distance along);

}  // namespace lastlap::track
