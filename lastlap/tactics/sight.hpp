#pragma once

// What a runner sees, and what she wants: the two ends of every decision.

#include "lastlap/measure/number.hpp"

namespace lastlap::tactics {

/// What one runner sees in the frozen moment. Distances along the measured line [m], speeds along it [m/s];
/// "in line" is a body whose middle is less than `in_line_width_m` aside.
template <class Number>
struct Sight {
  Number to_go{};              ///< metres left
  Number gone{};               ///< metres run on the measured line
  Number place{};              ///< 1 = leading
  Number gap_to_leader{};      ///< 0 for the leader
  Number leader_speed{};       ///< along the line
  Number gap_ahead{};          ///< to the nearest body in line ahead; `nobody_m` when there is none
  Number speed_ahead{};        ///< along the line
  Number outward_ahead{};
  Number outer_side{};         ///< sideways distance to the nearest body at the outer side; `nobody_m` when none
  Number inner_side{};         ///< ... at the inner side
  Number front_side{};         ///< sideways distance inwards to the nearest body ahead on an inner line; `nobody_m` when none
  Number front_speed{};        ///< ... its speed along the line
  Number inner_ahead{};        ///< how far that inner body is ahead (negative: behind)
  Number shelter{};            ///< share of air resistance taken away, in [0, 1)
  Number affordable_speed{};   ///< even speed that would just empty the reserve at the finish
  Number most_speed{};         ///< speed at the most power there is
  Number stretch{};            ///< own metres per metre along the line, 1 + y / R
  Number outward{};
  Number speed{};              ///< own
  Number covered_gap{};        ///< how far the covered rival is ahead (negative: behind)
  Number covered_speed{};      ///< along the line
};

inline constexpr double nobody_m = 1000.0;
inline constexpr double in_line_width_m = 0.60;   // guess: a shoulder's width and a little
/// Sideways distance within which a body alongside takes the room there.
inline constexpr double side_room_m = 1.15;       // guess
/// Sideways distance runners keep from a body alongside.
inline constexpr double elbow_room_m = 0.75;      // guess; tracked packs run 0.7 to 1 m apart

/// Nearer than this to a body ahead a runner acts on it: goes round, or waits [m]. guess
inline constexpr double passing_gap_m = 2.2;

/// What one runner wants for the next moment.
template <class Number>
struct Intent {
  Number speed{};      ///< own speed wanted, before traffic [m/s]
  Number outward{};    ///< line wanted [m from the measured line]
};

/// The phase in force, as numbers; drawn for each race, so every lane has its own.
template <class Number>
struct Orders {
  Number from{};            ///< metres to go at which it begins
  Number place{};           ///< place wanted; 0: stay
  Number outward{};         ///< line wanted with the way free [m]
  Number pace{};            ///< speed if in front [m/s]
  Number cover_gap{};       ///< most the covered rival may get away; `nobody_m`: covering nobody
  Number all_out{};         ///< 1 or 0
};

}  // namespace lastlap::tactics
