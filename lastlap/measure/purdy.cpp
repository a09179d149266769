#include "lastlap/measure/purdy.hpp"

#include <cmath>

#include "lastlap/base/expect.hpp"

namespace lastlap::measure {
namespace {

struct Scale {
  double standard_s, a, b;
};

Scale scale_of(Distance distance) {
  const double v = purdy_standard(distance).si();
  const double a = 85.0 / (0.0654 - 0.00258 * v);
  return {distance.si() / v, a, 1.0 - 1035.0 / a};
}

}  // namespace

Speed purdy_standard(Distance distance) {
  const double d = distance.si();
  base::expect(d > 0.0, "a race has a length");
  return Speed{-11.15895 * std::exp(-0.03796158 * d) + 4.304605 * std::exp(-0.001646772 * d) +
               0.5234627 * std::exp(-0.000410767 * d) + 4.03156 * std::exp(-7.068099e-6 * d) +
               2.316157 * std::exp(-5.22099e-9 * d)};
}

double purdy_points(Distance distance, Duration time) {
  const Scale scale = scale_of(distance);
  return scale.a * (scale.standard_s / time.si() - scale.b);
}

Duration purdy_time(Distance distance, double points) {
  const Scale scale = scale_of(distance);
  const double faster = points / scale.a + scale.b;
  base::expect(faster > 0.0, "points of a time that ends");
  return Duration{scale.standard_s / faster};
}

}  // namespace lastlap::measure
