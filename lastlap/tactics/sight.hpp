#pragma once

// What a runner sees, and what she wants: the two ends of every decision.

#include "lastlap/measure/number.hpp"
#include "lastlap/tactics/manners.hpp"

namespace lastlap::tactics {

/// What one runner sees in the frozen moment. All speeds that she sees, is ordered and intends are counted from `from_mps`, the speed of a marker that runs along
/// with the field: small numbers round finely. Distances along the measured line [m], speeds along it [m/s];
/// "in line" is a body whose middle is less than `in_line_width_m` aside.
template <class Number>
struct Sight {
  Number from_mps{};           ///< what speeds are counted from
  Number gone{};               ///< metres run on the measured line
  int place = 0;               ///< in the running order, alike in every lane; 1 = leading
  Number gap_to_leader{};      ///< 0 for the leader
  Number leader_speed{};       ///< along the line
  Number gap_ahead{};          ///< to the nearest body in line ahead; `nobody_m` when there is none
  Number speed_ahead{};        ///< along the line
  Number outward_ahead{};
  Number outer_side{};         ///< sideways distance to the nearest body at the outer side; `nobody_m` when none
  Number inner_side{};         ///< ... at the inner side
  Number front_side{};         ///< sideways distance inwards to the nearest body ahead on an inner line; `nobody_m` when none
  Number front_speed{};        ///< ... its speed along the line
  Number inner_ahead{};        ///< positive when that inner body is ahead of her
  Number affordable_speed{};   ///< even speed that would just empty the reserve at the finish
  Number most_speed{};         ///< speed at the most power there is
  Number longer{};             ///< own metres more per metre along the line, y / R
  Number lost_on_bend{};       ///< share of her own metres that the way round costs, y / (R + y)
  Number outward{};
  Number speed{};              ///< own
  Number covered_gap{};        ///< how far the covered rival is ahead (negative: behind)
  Number covered_speed{};      ///< along the line
};

inline constexpr double nobody_m = 1000.0;
inline constexpr double in_line_width_m = 0.60;   // guess: a shoulder's width and a little


/// A wish that comes and goes with the way run.
template <class Number>
struct Waver {
  Number rate{};    ///< times there and back per metre
  Number begins{};  ///< where in its course it begins, in whole courses
};
inline constexpr int wavers = 3;

/// How far a wish has swung after `gone` metres: there and back, evenly, between 0 at whole courses and 0.5.
template <class Number>
Number swing(const Waver<Number>& waver, Number gone) {
  using measure::magnitude;
  using measure::nearest_whole;
  const Number courses = gone * waver.rate + waver.begins;
  return magnitude(courses - nearest_whole(courses));
}
/// The same between -1 and 1.
template <class Number>
Number wavering(const Waver<Number>& waver, Number gone) {
  return Number(4.0) * swing(waver, gone) - Number(1.0);
}

/// What one runner wants for the next moment.
template <class Number>
struct Intent {
  Number speed{};      ///< own speed wanted, before traffic [m/s]
  Number brisk_until{};///< speed up to which she speeds up as briskly as from the line, counted from standing still [m/s]
  Number outward{};    ///< line wanted [m from the measured line]
};

/// The place she wants, as numbers: so far behind the leader, and how she goes there.
template <class Number>
struct Station {
  Number gap{};      ///< behind the leader [m]; negative: past whoever leads
  Number sway{};     ///< how far it wavers to either side [m]
  Number closing{};  ///< how strongly she goes there [1/s]; 0: she stays where she is
};
/// The station of `place` (0: stay) in the order that the field runs in, for somebody as restless as her plan says (1: as all are).
inline Station<double> station_of(double place, double restless, const Manners<double>& manners) {
  if (place < 0.5) return {};
  if (place < 1.5) return {.gap = -manners.lead_margin_m, .sway = 0.0, .closing = manners.closing_rate_per_s};
  return {.gap = (place - 1.0) * manners.metres_per_place, .sway = manners.waver_m * restless, .closing = manners.closing_rate_per_s};
}

/// How hard she goes: with the pack, or all out.
template <class Number>
struct Drive {
  Number spur{};   ///< speed that pleases her whatever the others do: all out beyond anybody's, else none [m/s]
  Number greed{};  ///< how far above her even speed she goes for what pleases her, as a share
};
inline Drive<double> drive_of(bool all_out, const Manners<double>& manners) {
  return all_out ? Drive<double>{.spur = nobody_m, .greed = 0.0} : Drive<double>{.spur = -nobody_m, .greed = manners.greed};
}

/// The phase in force, as numbers; drawn for each race, so every lane has its own.
template <class Number>
struct Orders {
  Number from{};            ///< metres to go at which it begins
  Station<Number> station{};
  Number outward{};         ///< line wanted with the way free [m]
  Number pace{};            ///< speed if in front [m/s]
  Number cover_gap{};       ///< most the covered rival may get away; `nobody_m`: covering nobody
  Drive<Number> drive{};
  Number rush{};            ///< speed that the rush for position allows however dear, standing still once it is over [m/s]
  Number waver{};           ///< how far her wish stands from its middle now, in [-1, 1]
};

}  // namespace lastlap::tactics
