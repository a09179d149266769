#include "lastlap/race/summary.hpp"

#include <algorithm>
#include <cmath>

namespace lastlap::race {
namespace {
constexpr double z_95 = 1.959963984540054;
}

Chance chance_of(int hits, int n) {
  if (n == 0) return {.p = 0, .low = 0, .high = 1};
  const double p = static_cast<double>(hits) / n;
  const double z2_n = z_95 * z_95 / n;
  const double middle = (p + z2_n / 2) / (1 + z2_n);
  const double half = z_95 * std::sqrt(p * (1 - p) / n + z2_n / (4.0 * n)) / (1 + z2_n);
  return {.p = p, .low = std::max(0.0, middle - half), .high = std::min(1.0, middle + half)};
}

Chance mean_difference(const std::vector<double>& differences) {
  const double n = static_cast<double>(differences.size());
  if (differences.empty()) return {.p = 0, .low = -1, .high = 1};
  double sum = 0, squares = 0;
  for (double d : differences) {
    sum += d;
    squares += d * d;
  }
  const double mean = sum / n;
  const double variance = std::max(squares / n - mean * mean, 1.0 / n);
  const double half = z_95 * std::sqrt(variance / n);
  return {.p = mean, .low = mean - half, .high = mean + half};
}

Quantiles quantiles(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  // Linear between order statistics (Hyndman and Fan's type 7).
  const auto at = [&](double p) {
    const double h = p * static_cast<double>(values.size() - 1);
    const std::size_t below = static_cast<std::size_t>(h);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (h - static_cast<double>(below)) * (values[above] - values[below]);
  };
  return {.p05 = at(0.05), .p50 = at(0.50), .p95 = at(0.95)};
}

Summary summary_of(const Outcomes& outcomes) {
  const int n = outcomes.runners(), races = outcomes.races();
  Summary summary;
  summary.races = races;
  summary.runners.resize(n);
  std::vector<int> wins(n, 0), medals(n, 0);
  std::vector<std::vector<double>> times(n);
  std::vector<double> winning, gaps, closing;
  for (int race = 0; race < races; ++race) {
    std::vector<double> finished;
    for (int r = 0; r < n; ++r) {
      const Finish& finish = outcomes.finish(race, r);
      const int place = outcomes.place(race, r);
      RunnerSummary& runner = summary.runners[r];
      if (finish.time_s > 0) {
        finished.push_back(finish.time_s);
        times[r].push_back(finish.time_s);
        if (place == 1) ++wins[r];
        if (place <= 3) ++medals[r];
        if (place == 1) closing.push_back(finish.last_400_s);
      }
      runner.mean_place += place / static_cast<double>(races);
      runner.run_m += finish.run_m / static_cast<double>(races);
      runner.boxed_in_s += finish.boxed_in_s / static_cast<double>(races);
    }
    std::sort(finished.begin(), finished.end());
    if (!finished.empty()) winning.push_back(finished[0]);
    if (finished.size() >= 3) gaps.push_back(finished[2] - finished[0]);
  }
  for (int r = 0; r < n; ++r) {
    RunnerSummary& runner = summary.runners[r];
    runner.win = chance_of(wins[r], races);
    runner.medal = chance_of(medals[r], races);
    runner.finished = races > 0 ? static_cast<double>(times[r].size()) / races : 0.0;
    runner.time_s = quantiles(times[r]);
  }
  summary.winning_time_s = quantiles(winning);
  summary.gap_1_3_s = quantiles(gaps);
  summary.last_400_s = quantiles(closing);
  return summary;
}

std::vector<bool> among_first(const Outcomes& outcomes, int runner, int places) {
  std::vector<bool> flags(outcomes.races());
  for (int race = 0; race < outcomes.races(); ++race)
    flags[race] = outcomes.finish(race, runner).time_s > 0 && outcomes.place(race, runner) <= places;
  return flags;
}

Chance paired_gain(const std::vector<bool>& a, const std::vector<bool>& b) {
  std::vector<double> differences(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] = (a[i] ? 1.0 : 0.0) - (b[i] ? 1.0 : 0.0);
  return mean_difference(differences);
}

}  // namespace lastlap::race
