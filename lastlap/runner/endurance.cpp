#include "lastlap/runner/endurance.hpp"

#include <cmath>
#include <vector>

#include "lastlap/measure/least_squares.hpp"
#include "lastlap/measure/root.hpp"

namespace lastlap::runner {

using measure::Distance;
using measure::Duration;
using measure::Speed;

Speed speed_for(const EnduranceCurve& runner, Duration time) {
  const double e_folds = std::log(time.si() / time_at_most_uptake_s);
  return runner.at_most_uptake * (1.0 - (e_folds < 0.0 ? runner.short_fall : runner.long_fall) * e_folds);
}

Duration time_over(const EnduranceCurve& runner, Distance distance) {
  // v(T) T rises while g (ln(T / t_c) + 1) < 1.
  const double folds = std::fmin(1.0 / runner.long_fall - 1.0, 6.0);
  return Duration{measure::root_between({1e-6, time_at_most_uptake_s * std::exp(folds)}, [&](double t) {
    return (speed_for(runner, Duration{t}) * Duration{t} - distance).si();
  })};
}

double endurance_of(const EnduranceCurve& runner) {
  return std::exp(0.1 / runner.long_fall);
}

std::optional<EnduranceCurve> endurance_curve_through(std::span<const KnownMark> marks) {
  std::vector<measure::Observation<3>> seen;
  for (const KnownMark& mark : marks) {
    const double e_folds = std::log(mark.time.si() / time_at_most_uptake_s),
                 v = (mark.distance / mark.time).si();
    seen.push_back({{1.0, -std::fmin(e_folds, 0.0), -std::fmax(e_folds, 0.0)}, v, 1.0 / v});
  }
  const auto found = measure::least_squares<3>(seen);
  if (!found) return std::nullopt;
  const auto [v, short_part, long_part] = *found;
  if (v <= 0.0 || short_part <= 0.0 || long_part <= 0.0 || long_part > 0.5 * v) return std::nullopt;
  return EnduranceCurve{Speed{v}, short_part / v, long_part / v};
}

}  // namespace lastlap::runner
