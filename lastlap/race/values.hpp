#pragma once

// Quantiles of something over any number of races.

#include <array>
#include <cstdint>
#include <map>
#include <vector>

namespace lastlap::race {

/// What 5, 50 and 95 % of the values do not exceed.
struct Quantiles {
  double p05 = 0, p50 = 0, p95 = 0;
};
/// Linear between the values in their order (Hyndman and Fan's type 7); all 0 without a value.
Quantiles quantiles(std::vector<double> values);

/// Values of a time [s], for their quantiles: each is kept while they are few (16 384), so that quantiles are exact; of more it is counted how many
/// fall into each 1024th of a second, so that quantiles are good to that and a million take no more room than ten thousand.
class Values {
 public:
  void add(float seconds);
  std::int64_t count() const { return count_; }
  Quantiles quantiles() const;

 private:
  static constexpr int bins_a_second = 1024;
  void put_into_bin(float seconds);
  double at_rank(std::int64_t rank) const;  ///< the value with `rank` smaller ones, to a bin
  std::int64_t count_ = 0;
  std::vector<float> kept_;  ///< all of them, or none once they are counted
  std::map<int, std::array<std::uint32_t, bins_a_second>> counted_;  ///< by the whole second
};

}  // namespace lastlap::race
