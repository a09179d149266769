#pragma once

// What many races say: chances with intervals, times, gaps, closing laps.

#include <cstdint>
#include <span>
#include <vector>

#include "lastlap/race/race.hpp"
#include "lastlap/race/values.hpp"

namespace lastlap::race {

/// A share with its 95 % interval.
struct Chance {
  double p = 0, low = 0, high = 0;
};
/// `hits` of `n` with Wilson's score interval [Wilson27]; n = 0 gives 0 to 1.
Chance chance_of(int hits, int n);
/// Mean of `n` paired differences, `gained` of them 1, `lost` of them -1 and the others 0, with its normal 95 % interval; the
/// interval is never narrower than that of one discordant pair, so no difference is reported as certain.
Chance mean_difference(int gained, int lost, int n);

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

/// Counts races as they are run, and keeps none of them.
class Tally {
 public:
  explicit Tally(int runners);
  /// The next race, number `race` from the first; races in order, so that sums round the same every time.
  void add(int race, std::span<const Finish> finishes);
  Summary summary() const;

 private:
  /// Of one runner.
  struct Count {
    int wins = 0, medals = 0;
    std::int64_t places = 0;
    double run_m = 0, boxed_in_s = 0;
    Values time_s;
  };
  void add_ends(std::span<const Finish> finishes, std::span<const int> place);
  int races_ = 0;
  std::vector<Count> runners_;
  Values winning_time_s_, gap_1_3_s_, last_400_s_;
};
Summary summary_of(const Outcomes& outcomes);

/// One runner's place race by race; 0: did not finish.
using Places = std::vector<std::uint8_t>;
/// Races in which she was among the first `places`.
int among_first(const Places& own, int places);
/// The share of races among the first `places` in `a` less that in `b`, race by race on the same luck, with its interval; of as many
/// races as both have.
Chance paired_gain(const Places& a, const Places& b, int places);

/// Races in which `runner` is among the first `places`, one flag a race.
std::vector<bool> among_first(const Outcomes& outcomes, int runner, int places);
/// `a` minus `b`, race by race on the same luck, with its interval.
Chance paired_gain(const std::vector<bool>& a, const std::vector<bool>& b);

}  // namespace lastlap::race
