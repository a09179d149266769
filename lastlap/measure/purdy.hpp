#pragma once

// Purdy points: how near a performance comes to a curve of records of 1974.

#include "lastlap/measure/quantity.hpp"

namespace lastlap::measure {

/// The running curve [m/s], the speed worth 1035 points,  v(D) = sum_i c_i exp(-d_i D)  [Purdy74].
Speed purdy_standard(Distance distance);
/// Points of a time,  P = a (T_w / T - b),  T_w = D / v(D), k = 0.0654 - 0.00258 v, a = 85 / k, b = 1 - 1035 / a  [Purdy74].
/// The curve is of men's records; women's points compare with one another only.
double purdy_points(Distance distance, Duration time);
/// The time worth so many points,  T = T_w / (P / a + b). Points must be such that the time is positive.
Duration purdy_time(Distance distance, double points);

}  // namespace lastlap::measure
