#include "lastlap/runner/vdot.hpp"

#include <cmath>

#include "lastlap/measure/root.hpp"

namespace lastlap::runner {

double vdot_of(const KnownMark& mark) {
  const double minutes = mark.time.si() / 60.0, v = mark.distance.si() / minutes;
  const double uptake = -4.60 + 0.182258 * v + 0.000104 * v * v;
  const double share =
      0.8 + 0.1894393 * std::exp(-0.012778 * minutes) + 0.2989558 * std::exp(-0.1932605 * minutes);
  return uptake / share;
}

measure::Duration time_over(measure::Distance distance, double vdot) {
  return measure::Duration{measure::root_between({distance.si() / 40.0, distance.si() / 0.7}, [&](double t) {
    return vdot_of({distance, measure::Duration{t}}) - vdot;
  })};
}

}  // namespace lastlap::runner
