#pragma once

// The anaerobic speed reserve: what a runner has between the speed of her greatest oxygen uptake and her sprint.

#include <optional>
#include <span>
#include <string_view>

#include "lastlap/measure/quantity.hpp"
#include "lastlap/runner/known_mark.hpp"

namespace lastlap::runner {

/// How fast the reserve is used up [1/s]; from memory of [Bundle03].
inline constexpr double speed_reserve_decay_per_s = 0.013;

/// v(T) = v_a + (v_s - v_a) exp(-k T)  [Bundle03], for efforts of 3 to 240 s, with an error of 2.5 to 3 %.
struct SpeedReserve {
  measure::Speed aerobic;  ///< v_a, the lowest speed that elicits the greatest oxygen uptake
  measure::Speed sprint;   ///< v_s, fastest sprint
};

measure::Speed speed_for(const SpeedReserve& runner, measure::Duration time);
/// The time over a distance: v(T) T = D. The sprint may be eight times the aerobic speed before that has more than one answer.
measure::Duration time_over(const SpeedReserve& runner, measure::Distance distance);
/// Least squares of relative speed through two or more marks; nothing unless  0 < v_a < v_s  comes out.
std::optional<SpeedReserve> speed_reserve_through(std::span<const KnownMark> marks);

/// Kinds of 800 m runner by  v_s / v_a, to two decimals  [Sandford19]: 19 men of world class.
enum class MiddleDistanceKind { of_400_and_800, of_800, of_800_and_1500 };
/// From 1.58 on, from 1.48 on, from 1.36 on; nothing below.
std::optional<MiddleDistanceKind> kind_of(const SpeedReserve& runner);
std::string_view text(MiddleDistanceKind kind);  ///< "400-800", "800", "800-1500"

/// The lowest speed of greatest uptake from a 1500 m time,  v = (v_1500 - 14.921) / 0.4266  in km/h. For men of world class; by
/// Sandford and others, 2019, at second hand.
measure::Speed aerobic_speed_from_1500(measure::Duration time);

}  // namespace lastlap::runner
