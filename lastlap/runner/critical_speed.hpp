#pragma once

// Critical speed: the pace that can be kept for long, and the metres a runner has in hand above it (D').

#include <array>
#include <optional>
#include <span>

#include "lastlap/measure/quantity.hpp"
#include "lastlap/runner/known_mark.hpp"

namespace lastlap::runner {

/// Two parameters,  D = D' + CS T.  It holds for efforts of about 2 to 15 minutes.
struct CriticalSpeed {
  measure::Speed speed;       ///< CS
  measure::Distance in_hand;  ///< D'
};

/// The one protocol of the house. D' depends strongly on the distances it is fitted to (800 and 1500 m give 121 m where these give
/// 212), so values of other protocols must not be compared with ours.
inline constexpr std::array<measure::Distance, 3> protocol{
    measure::Distance{1500.0}, measure::Distance{3000.0}, measure::Distance{5000.0}};

/// Least squares of distance on time through all `marks`; nothing without two different times, or if CS or D' would not be positive.
std::optional<CriticalSpeed> critical_speed_through(std::span<const KnownMark> marks);
/// The same by the protocol: the best mark at each of its three distances and no other; nothing if one is missing.
std::optional<CriticalSpeed> critical_speed_by_protocol(std::span<const KnownMark> marks);
/// T = (D - D') / CS  for a distance longer than D'.
measure::Duration time_over(const CriticalSpeed& runner, measure::Distance distance);

/// Three parameters,  (v - CS) (T + D' / (v_max - CS)) = D'  [Morton96]. `top` is where the curve ends, not a sprint.
struct MortonCurve {
  measure::Speed speed;
  measure::Distance in_hand;
  measure::Speed top;  ///< v_max
};

/// Least squares of relative speed through marks at four or more distances; nothing if there are fewer, or no positive CS, D'
/// and v_max > CS comes out.
std::optional<MortonCurve> morton_curve_through(std::span<const KnownMark> marks);
/// The positive root of  CS T^2 + (CS k + D' - D) T - D k = 0,  k = D' / (v_max - CS).
measure::Duration time_over(const MortonCurve& runner, measure::Distance distance);

/// How D' comes back below critical speed: at the rate at which it went, or the more slowly the fuller it is.
enum class Refill { linear, exponential };

/// A stretch run at one speed.
struct Stretch {
  measure::Speed speed;
  measure::Duration time;
};

/// D' left after a stretch that began with `left` [m]. Above CS  dD'/dt = -(v - CS); it may fall below zero, which says that the runner
/// did better than her marks. Below CS linear: the same equation, up to D'_0; exponential:
///   D'(t) = D'_0 - (D'_0 - D'(0)) exp(-(CS - v) t / D'_0)  [Skiba15], used for races by [Kirby21].
measure::Distance in_hand_after(const CriticalSpeed& runner, measure::Distance left, const Stretch& stretch,
                                Refill refill);

/// Where a runner stands in a race.
struct Standing {
  measure::Distance to_go;
  measure::Distance in_hand;  ///< D' left
};

/// The fastest finish from there,  t = (d - D') / CS  [Kirby21], for a rest longer than what is in hand.
measure::Duration time_left(const CriticalSpeed& runner, const Standing& standing);

}  // namespace lastlap::runner
