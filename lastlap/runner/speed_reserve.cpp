#include "lastlap/runner/speed_reserve.hpp"

#include <cmath>
#include <vector>

#include "lastlap/measure/least_squares.hpp"
#include "lastlap/measure/root.hpp"

namespace lastlap::runner {

using measure::Distance;
using measure::Duration;
using measure::Speed;

Speed speed_for(const SpeedReserve& runner, Duration time) {
  return runner.aerobic + (runner.sprint - runner.aerobic) * std::exp(-speed_reserve_decay_per_s * time.si());
}

Duration time_over(const SpeedReserve& runner, Distance distance) {
  const double fastest_s = (distance / runner.sprint).si(), slowest_s = (distance / runner.aerobic).si();
  return Duration{measure::root_between({fastest_s, slowest_s}, [&](double t) {
    return (speed_for(runner, Duration{t}) * Duration{t} - distance).si();
  })};
}

std::optional<SpeedReserve> speed_reserve_through(std::span<const KnownMark> marks) {
  std::vector<measure::Observation<2>> seen;
  for (const KnownMark& mark : marks) {
    const double left = std::exp(-speed_reserve_decay_per_s * mark.time.si()),
                 v = (mark.distance / mark.time).si();
    seen.push_back({{1.0 - left, left}, v, 1.0 / v});
  }
  const auto found = measure::least_squares<2>(seen);
  if (!found || (*found)[0] <= 0.0 || (*found)[1] <= (*found)[0]) return std::nullopt;
  return SpeedReserve{Speed{(*found)[0]}, Speed{(*found)[1]}};
}

std::optional<MiddleDistanceKind> kind_of(const SpeedReserve& runner) {
  const long hundredths = std::lround(100.0 * (runner.sprint / runner.aerobic));
  if (hundredths >= 158) return MiddleDistanceKind::of_400_and_800;
  if (hundredths >= 148) return MiddleDistanceKind::of_800;
  if (hundredths >= 136) return MiddleDistanceKind::of_800_and_1500;
  return std::nullopt;
}

std::string_view text(MiddleDistanceKind kind) {
  if (kind == MiddleDistanceKind::of_400_and_800) return "400-800";
  return kind == MiddleDistanceKind::of_800 ? "800" : "800-1500";
}

Speed aerobic_speed_from_1500(Duration time) {
  constexpr double km_per_h = 3.6;  // in a metre a second
  return Speed{(1500.0 / time.si() * km_per_h - 14.921) / 0.4266 / km_per_h};
}

}  // namespace lastlap::runner
