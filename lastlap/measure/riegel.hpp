#pragma once

// Riegel's rule: times grow with a power of the distance.

#include <cmath>

#include "lastlap/measure/quantity.hpp"

namespace lastlap::measure {

/// The exponent of running in  T2 = T1 (D2 / D1)^e  [Riegel81]. Records of 800 m to 5000 m ask for 1.07 to 1.14: for the best
/// it is too flat below 3000 m.
inline constexpr double riegel_exponent = 1.06;

/// The time over `distance` that `time` over `known` is worth, T2 = T1 (D2 / D1)^e. It was found for efforts of 3.5 to 230 minutes.
inline Duration riegel_time(Distance known, Duration time, Distance distance,
                            double exponent = riegel_exponent) {
  return time * std::pow(distance / known, exponent);
}

}  // namespace lastlap::measure
