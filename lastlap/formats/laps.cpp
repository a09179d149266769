#include "lastlap/formats/laps.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace lastlap::formats {
namespace {

/// A stretch of a race is run within these [m/s]: a walk and the fastest ten metres ever run (12.4); wide, for they only tell
/// splits from gaps and speeds that stand in the same columns.
constexpr double slowest_mps = 2.0;
constexpr double fastest_mps = 12.5;
/// Two times this near [s] are the same finish, once rounded up and once not.
constexpr double same_finish_s = 0.0151;

bool is_run(double metres, double seconds) {
  return seconds > 0 && metres / seconds >= slowest_mps && metres / seconds <= fastest_mps;
}

/// Distances before the finish that are whole spacings away from it: laps are counted from the finish line.
std::vector<double> passings_before(double race_m, double spacing_m) {
  std::vector<double> passings;
  const auto count = static_cast<std::size_t>(std::ceil(race_m / spacing_m - 1e-9)) - 1;
  for (std::size_t i = count; i > 0; --i) passings.push_back(race_m - static_cast<double>(i) * spacing_m);
  return passings;
}

}  // namespace

std::optional<std::vector<Passing>> passings_of(std::span<const measure::Duration> times, measure::Distance race,
                                                measure::Duration finish) {
  if (times.empty() || times.size() > 200 || race.si() < 1 || race.si() > 20'000) return std::nullopt;
  if (std::abs(times.back().si() - finish.si()) < same_finish_s) times = times.first(times.size() - 1);
  for (const double spacing : std::array{400.0, 200.0, 1000.0, 100.0}) {
    const std::vector<double> distances = passings_before(race.si(), spacing);
    if (times.empty() || distances.size() != times.size()) continue;
    std::vector<Passing> passings;
    double metres = 0, seconds = 0;
    bool run = true;
    for (std::size_t i = 0; i < times.size(); ++i) {
      run = run && is_run(distances[i] - metres, times[i].si() - seconds);
      metres = distances[i];
      seconds = times[i].si();
      passings.push_back({measure::Distance{metres}, times[i]});
    }
    if (run && is_run(race.si() - metres, finish.si() - seconds)) return passings;
  }
  return std::nullopt;
}

}  // namespace lastlap::formats
