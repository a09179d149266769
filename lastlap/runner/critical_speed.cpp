#include "lastlap/runner/critical_speed.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "lastlap/base/expect.hpp"
#include "lastlap/measure/least_squares.hpp"
#include "lastlap/measure/number.hpp"

namespace lastlap::runner {

using measure::Distance;
using measure::Duration;
using measure::Speed;

namespace {

/// v = CS + D' / (T + k) is linear in CS and D' once k is known.
struct Fit {
  double critical = 0, in_hand = 0, error = 0;
};

std::optional<Fit> fit_with(std::span<const KnownMark> marks, double k) {
  std::vector<measure::Observation<2>> seen;
  for (const KnownMark& mark : marks) {
    const double v = (mark.distance / mark.time).si();
    seen.push_back({{1.0, 1.0 / (mark.time.si() + k)}, v, 1.0 / v});
  }
  const auto found = measure::least_squares<2>(seen);
  if (!found) return std::nullopt;
  Fit fit{(*found)[0], (*found)[1], 0.0};
  for (const auto& one : seen)
    fit.error += measure::squared((fit.critical + fit.in_hand * one.coefficients[1]) * one.weight - 1.0);
  return fit;
}

double k_of(const MortonCurve& runner) {
  return (runner.in_hand / (runner.top - runner.speed)).si();
}

}  // namespace

std::optional<CriticalSpeed> critical_speed_through(std::span<const KnownMark> marks) {
  std::vector<measure::Observation<2>> seen;
  for (const KnownMark& mark : marks) seen.push_back({{1.0, mark.time.si()}, mark.distance.si()});
  const auto found = measure::least_squares<2>(seen);
  if (!found || (*found)[0] <= 0.0 || (*found)[1] <= 0.0) return std::nullopt;
  return CriticalSpeed{Speed{(*found)[1]}, Distance{(*found)[0]}};
}

std::optional<CriticalSpeed> critical_speed_by_protocol(std::span<const KnownMark> marks) {
  std::vector<KnownMark> best;
  for (const Distance distance : protocol) {
    std::optional<Duration> fastest;
    for (const KnownMark& mark : marks)
      if (mark.distance == distance && (!fastest || mark.time < *fastest)) fastest = mark.time;
    if (!fastest) return std::nullopt;
    best.push_back({distance, *fastest});
  }
  return critical_speed_through(best);
}

Duration time_over(const CriticalSpeed& runner, Distance distance) {
  base::expect(distance > runner.in_hand, "a race longer than D'");
  return (distance - runner.in_hand) / runner.speed;
}

std::optional<MortonCurve> morton_curve_through(std::span<const KnownMark> marks) {
  std::set<double> distances;
  for (const KnownMark& mark : marks) distances.insert(mark.distance.si());
  if (distances.size() < 4) return std::nullopt;

  // The error along k has one valley in practice: the best of a coarse walk, then golden section about it.
  constexpr double longest_k_s = 400.0, walk_s = 2.0;
  const auto error = [&](double k) {
    const auto fit = fit_with(marks, k);
    return fit ? fit->error : HUGE_VAL;
  };
  double best = 0.0;
  for (double k = 0.0; k <= longest_k_s; k += walk_s)
    if (error(k) < error(best)) best = k;
  const double golden = 0.5 * (std::sqrt(5.0) - 1.0);
  double low = std::fmax(best - walk_s, 0.0), high = best + walk_s;
  for (int i = 0; i < 60; ++i) {
    const double left = high - golden * (high - low), right = low + golden * (high - low);
    (error(left) < error(right) ? high : low) = error(left) < error(right) ? right : left;
  }
  const double k = 0.5 * (low + high);
  const auto fit = fit_with(marks, k);
  if (!fit || fit->critical <= 0.0 || fit->in_hand <= 0.0 || k < 1e-6 || k >= longest_k_s)
    return std::nullopt;
  return MortonCurve{Speed{fit->critical}, Distance{fit->in_hand}, Speed{fit->critical + fit->in_hand / k}};
}

Duration time_over(const MortonCurve& runner, Distance distance) {
  const double cs = runner.speed.si(), k = k_of(runner);
  const double half = 0.5 * (distance.si() - cs * k - runner.in_hand.si());
  return Duration{(half + std::sqrt(half * half + cs * distance.si() * k)) / cs};
}

Distance in_hand_after(const CriticalSpeed& runner, Distance left, const Stretch& stretch, Refill refill) {
  const Distance gained = (runner.speed - stretch.speed) * stretch.time;
  if (gained.si() <= 0.0) return left + gained;
  if (refill == Refill::linear) return std::min(left + gained, runner.in_hand);
  return runner.in_hand - (runner.in_hand - left) * std::exp(-(gained / runner.in_hand));
}

Duration time_left(const CriticalSpeed& runner, const Standing& standing) {
  base::expect(standing.to_go > standing.in_hand, "a rest longer than what is in hand");
  return (standing.to_go - standing.in_hand) / runner.speed;
}

}  // namespace lastlap::runner
