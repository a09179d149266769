#include "lastlap/race/values.hpp"

#include <algorithm>
#include <cmath>

namespace lastlap::race {
namespace {

constexpr int most_kept = 16384;  // 64 KB a quantity; more than the races that are usually run

}  // namespace

Quantiles quantiles(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&](double p) {
    const double h = p * static_cast<double>(values.size() - 1);
    const std::size_t below = static_cast<std::size_t>(h);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (h - static_cast<double>(below)) * (values[above] - values[below]);
  };
  return {.p05 = at(0.05), .p50 = at(0.50), .p95 = at(0.95)};
}

void Values::add(float seconds) {
  if (++count_ <= most_kept) {
    kept_.push_back(seconds);
    return;
  }
  for (float kept : kept_) put_into_bin(kept);
  kept_ = {};
  put_into_bin(seconds);
}

void Values::put_into_bin(float seconds) {
  const float second = std::floor(seconds);
  ++counted_[static_cast<int>(second)][static_cast<std::size_t>((seconds - second) * bins_a_second)];
}

Quantiles Values::quantiles() const {
  if (count_ <= most_kept) return race::quantiles({kept_.begin(), kept_.end()});
  const auto at = [&](double p) {
    const double h = p * static_cast<double>(count_ - 1);
    const std::int64_t below = static_cast<std::int64_t>(h);
    const double value = at_rank(below);
    return value + (h - static_cast<double>(below)) * (at_rank(std::min(below + 1, count_ - 1)) - value);
  };
  return {.p05 = at(0.05), .p50 = at(0.50), .p95 = at(0.95)};
}

double Values::at_rank(std::int64_t rank) const {
  std::int64_t below = 0;
  for (const auto& [second, bins] : counted_)
    for (int bin = 0; bin < bins_a_second; ++bin) {
      const std::int64_t here = bins[static_cast<std::size_t>(bin)];
      // The values of a bin are taken to lie evenly in it.
      if (rank < below + here)
        return second + (bin + (static_cast<double>(rank - below) + 0.5) / static_cast<double>(here)) / bins_a_second;
      below += here;
    }
  return 0.0;  // no such value
}

}  // namespace lastlap::race
