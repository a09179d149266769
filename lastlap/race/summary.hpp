#pragma once

// What many races say: chances with intervals, times, gaps, closing laps.

#include <vector>

#include "lastlap/race/race.hpp"

namespace lastlap::race {

/// A share with its 95 % interval.
struct Chance {
  double p = 0, low = 0, high = 0;
};
/// `hits` of `n` with Wilson's score interval [Wilson27]; n = 0 gives 0 to 1.
Chance chance_of(int hits, int n);
/// Mean of paired differences (each -1, 0 or 1) with its normal 95 % interval; the interval is never narrower than that of
/// one discordant pair, so no difference is reported as certain.
Chance mean_difference(const std::vector<double>& differences);

/// Quantiles of something over the races.
struct Quantiles {
  double p05 = 0, p50 = 0, p95 = 0;
};
Quantiles quantiles(std::vector<double> values);

/// One runner over all races. Times are raw seconds; races not finished count in chances and places, not in times.
struct RunnerSummary {
  Chance win, medal;
  double mean_place = 0;
  Quantiles time_s;
  double run_m = 0;       ///< mean metres really run
  double boxed_in_s = 0;  ///< mean seconds boxed in
  double finished = 0;    ///< share of races finished
};

/// The field over all races.
struct Summary {
  int races = 0;
  std::vector<RunnerSummary> runners;   ///< in field order
  Quantiles winning_time_s, gap_1_3_s, last_400_s;  ///< last_400_s: the winner's
};
Summary summary_of(const Outcomes& outcomes);

/// Races in which `runner` is among the first `places`, one flag a race.
std::vector<bool> among_first(const Outcomes& outcomes, int runner, int places);
/// `a` minus `b`, race by race on the same luck, with its interval.
Chance paired_gain(const std::vector<bool>& a, const std::vector<bool>& b);

}  // namespace lastlap::race
