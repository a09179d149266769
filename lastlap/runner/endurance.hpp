#pragma once

// Endurance as the slope of speed over the logarithm of time: the minimal power model of Mulligan, Adam and Emig.

#include <optional>
#include <span>

#include "lastlap/measure/quantity.hpp"
#include "lastlap/runner/known_mark.hpp"

namespace lastlap::runner {

/// Time for which the greatest oxygen uptake can be held, t_c [s]  [Mulligan18].
inline constexpr double time_at_most_uptake_s = 360.0;

/// v(T) = v_m (1 - g ln(T / t_c)),  g = g_s up to t_c and g_l from there on  [Mulligan18]. Records of 800 m to the marathon are
/// within 1 % of it.
struct EnduranceCurve {
  measure::Speed at_most_uptake;  ///< v_m, the mean speed of a race of t_c
  double short_fall = 0;          ///< g_s: what shorter races are faster for each e-fold
  double long_fall = 0;           ///< g_l: what longer ones are slower
};

measure::Speed speed_for(const EnduranceCurve& runner, measure::Duration time);
/// v(T) T = D, for times up to days.
measure::Duration time_over(const EnduranceCurve& runner, measure::Distance distance);
/// Endurance  E_l = exp(0.1 / g_l): for how many times t_c 90 % of v_m can be held.
double endurance_of(const EnduranceCurve& runner);
/// Least squares of relative speed; nothing unless the marks determine all three, or if one does not come out positive.
std::optional<EnduranceCurve> endurance_curve_through(std::span<const KnownMark> marks);

}  // namespace lastlap::runner
