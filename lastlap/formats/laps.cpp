#include "lastlap/formats/laps.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace lastlap::formats {
namespace {

/// A stretch of a race is run at this at least [m/s]: a walk; wide, for it only tells splits from gaps and speeds that stand in
/// the same columns.
constexpr double slowest_mps = 2.0;
/// Two times this near [s] are the same finish, once rounded up and once not; so is a lap and the difference of two times.
constexpr double same_finish_s = 0.0151;
/// Splits each kilometre are those of longer races; those of 1500 m would be at 500 m.
constexpr double shortest_with_kilometres_m = 2000.0;

bool is_run(double metres, double seconds) {
  return seconds > 0 && metres / seconds >= slowest_mps && metres / seconds <= fastest_mps(metres);
}

/// Distances before the finish that are whole spacings away from it: laps are counted from the finish line.
std::vector<measure::Distance> passings_before(double race_m, double spacing_m) {
  std::vector<measure::Distance> passings;
  const auto count = static_cast<std::size_t>(std::ceil(race_m / spacing_m - 1e-9)) - 1;
  for (std::size_t i = count; i > 0; --i) passings.emplace_back(race_m - static_cast<double>(i) * spacing_m);
  return passings;
}

/// Whether `lap` is what lies between `before` and `time`.
bool is_lap(double lap, double time, double before) { return std::abs(time - before - lap) < same_finish_s; }

/// How many times there are if each is followed by its lap.
std::size_t times_with_laps(std::span<const measure::Duration> written) {
  std::size_t count = 0;
  for (double before = 0; 2 * count + 1 < written.size(); ++count) {
    const double time = written[2 * count].si(), lap = written[2 * count + 1].si();
    if (time <= before || !is_lap(lap, time, before)) break;
    before = time;
  }
  return count;
}

bool are_laps_alone(std::span<const measure::Duration> written, measure::Duration finish) {
  double sum = 0;
  for (const measure::Duration lap : written) sum += lap.si();
  return written.size() > 1 && std::abs(sum - finish.si()) < same_finish_s * static_cast<double>(written.size());
}

}  // namespace

// World records of 400, 300 and 200 m: 43.03, 30.69, 19.19 s; the fastest ten metres ever: 12.4 m/s.
double fastest_mps(double metres) { return metres >= 400 ? 9.5 : metres >= 300 ? 9.9 : metres >= 200 ? 10.6 : 12.5; }

std::vector<measure::Duration> times_among(std::span<const measure::Duration> written, std::optional<measure::Duration> finish) {
  std::vector<measure::Duration> times;
  if (finish && are_laps_alone(written, *finish)) {
    for (const measure::Duration lap : written) times.emplace_back(lap.si() + (times.empty() ? 0.0 : times.back().si()));
    return times;
  }
  const std::size_t with_laps = times_with_laps(written);
  for (std::size_t i = 0; i < with_laps; ++i) times.push_back(written[2 * i]);
  // The last may stand there without its lap.
  if (with_laps > 0 && 2 * with_laps + 1 == written.size() && written.back() > times.back()) times.push_back(written.back());
  for (std::size_t i = 0; with_laps == 0 && i < written.size(); ++i) {
    if (!times.empty() && written[i] <= times.back()) break;
    times.push_back(written[i]);
  }
  return times;
}

std::optional<std::vector<Passing>> passings_at(std::span<const measure::Distance> distances, std::span<const measure::Duration> times) {
  if (times.empty() || times.size() > distances.size()) return std::nullopt;
  std::vector<Passing> passings;
  double metres = 0, seconds = 0;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (!is_run(distances[i].si() - metres, times[i].si() - seconds)) return std::nullopt;
    metres = distances[i].si();
    seconds = times[i].si();
    passings.push_back({distances[i], times[i]});
  }
  return passings;
}

std::optional<std::vector<Passing>> passings_of(std::span<const measure::Duration> times, measure::Distance race,
                                                measure::Duration finish) {
  if (times.empty() || times.size() > 200 || race.si() < 1 || race.si() > 20'000) return std::nullopt;
  if (std::abs(times.back().si() - finish.si()) < same_finish_s) times = times.first(times.size() - 1);
  for (const double spacing : std::array{400.0, 200.0, 1000.0, 100.0}) {
    if (spacing == 1000.0 && race.si() < shortest_with_kilometres_m) continue;
    const std::vector<measure::Distance> distances = passings_before(race.si(), spacing);
    if (distances.size() != times.size()) continue;
    auto passings = passings_at(distances, times);
    if (passings && is_run(race.si() - passings->back().distance.si(), finish.si() - passings->back().time.si())) return passings;
  }
  return std::nullopt;
}

}  // namespace lastlap::formats
