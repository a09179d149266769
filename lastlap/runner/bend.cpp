#include "lastlap/runner/bend.hpp"

#include <cmath>

#include "lastlap/measure/root.hpp"
#include "lastlap/runner/body.hpp"

namespace lastlap::runner {

double share_kept_at_equal_leg_force(measure::Speed straight, measure::Distance radius) {
  const double r = gravity * radius.si() / (straight.si() * straight.si());
  return std::sqrt(
      measure::root_between({0.0, 1.0}, [&](double u2) { return u2 * u2 * u2 + r * r * (u2 - 1.0); }));
}

}  // namespace lastlap::runner
