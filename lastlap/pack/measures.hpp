#pragma once

// What a pack does, in numbers: how wide it runs, how close, who is boxed in, who passes whom and where. Real and simulated
// races are measured by this one code. docs/pack.md defines every measure; the thresholds stand here.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lastlap/pack/positions.hpp"

namespace lastlap::pack {

/// Moments count once a runner has come so far [m], and past the break line where there are lanes: the line abreast at the gun is
/// no pack. Speeds count from farther, when everybody is up to speed.
inline constexpr double counted_from_m = 50.0;
inline constexpr double speeds_from_m = 100.0;
/// In line: ahead by more than the one (nearer is beside), less than the other, and no farther aside [m].
inline constexpr double in_line_from_m = 0.3;
inline constexpr double in_line_within_m = 8.0;
inline constexpr double in_line_aside_m = 0.7;
/// Gaps in line are those of runners who follow: nearer than this [m].
inline constexpr double following_within_m = 6.0;
/// At the outer shoulder: not farther ahead or behind, and between so much and so much farther out [m].
inline constexpr double shoulder_along_m = 1.2;
inline constexpr double shoulder_from_m = 0.3;
inline constexpr double shoulder_within_m = 2.0;
/// Boxed in: someone in line nearer than this, someone at the outer shoulder, and inside either somebody at the inner shoulder or
/// less room to the kerb than this [m].
inline constexpr double boxed_in_gap_m = 2.0;
inline constexpr double room_inside_m = 0.7;
/// An order is settled when one is so far ahead of the other [m].
inline constexpr double settled_m = 0.7;
/// Top speed is the highest mean over this long [s].
inline constexpr double top_speed_over_s = 1.0;

/// Many values, counted in bins of a centimetre (or of 0.01 of another unit), so that those of many races can be put together.
/// Values beyond -4 and 60 count at these ends. Quantiles are right to half a bin.
class Distribution {
 public:
  void add(double value);
  void add(const Distribution& other);
  std::uint64_t count() const { return count_; }
  double mean() const;  ///< 0 without values
  /// The value below which `share` of them lie; nothing without values.
  std::optional<double> quantile(double share) const;

 private:
  std::vector<std::uint32_t> bins_;  ///< empty until the first value
  std::uint64_t count_ = 0;
  double sum_ = 0;
};

/// The `share` quantile, linear between the ordered values; nothing without values.
std::optional<double> quantile_of(std::vector<double> values, double share);

/// The race when the leader comes by a mark.
struct Hundred {
  double distance_m = 0;
  std::optional<double> leader_time_s{};
  /// From the leader to the second, fourth, eighth and last of those who finish in the end [m]; nothing in a smaller field.
  std::optional<double> second_m{}, fourth_m{}, eighth_m{}, last_m{};
  /// Spearman's, of the places here with the final places.
  std::optional<double> place_correlation{};
  double overtakes = 0;  ///< in the 100 m before the mark
};

/// The measures of a race, or of several put together: then scalars are means over the races, distributions and lists of
/// runners hold those of all races.
struct Measures {
  int races = 1;
  double runners = 0;     ///< whom the measures see
  double finishers = 0;
  double distance_m = 0;
  Distribution outward_bends_m, outward_straights_m;  ///< from the measured line
  std::vector<double> run_m;                          ///< a finisher each
  std::vector<Hundred> by_100_m;
  Distribution in_line_gap_m;
  std::optional<double> in_line_share, outer_shoulder_share;
  std::vector<double> boxed_in_s;                     ///< a runner each
  double overtakes_per_runner = 0;                    ///< made and suffered together: twice the overtakes, a runner
  /// Pairs whose order at one 100 m mark is turned round at the next, made and suffered together: tags' jitter hardly adds to it.
  double exchanges_per_runner = 0;
  std::optional<double> overtakes_on_bends_share, overtakes_outside_share;
  Distribution overtake_s;                            ///< from settled behind to settled ahead
  double lead_changes = 0;
  std::optional<double> speed_ratio_bends;              ///< of the speeds given
  std::optional<double> speed_ratio_bends_by_position;  ///< of metres run by seconds
  std::optional<double> winner_time_s, winner_100_m_cv;
  std::vector<double> runner_100_m_cv;                ///< a finisher each
  std::vector<double> top_speed_mps;                  ///< a finisher each
};

/// What one race measures. Needs a step of more than 0 s; a runner whose lists are shorter than the others' is not known after.
Measures measures_of(const Positions& field);

/// Several races over one distance put together. At least one.
Measures pooled(std::span<const Measures> races);

/// One number of the measures under its name in the JSON document: "outward_m.bends.p50".
struct Number {
  std::string name;
  std::optional<double> value;
};

/// All of them, always in one order.
std::vector<Number> numbers_of(const Measures& measures);

/// How one number varies from race to race.
struct Spread {
  std::string name;
  int races = 0;  ///< in which it is known
  double mean = 0, sd = 0, least = 0, most = 0;
};

/// Of every number that is known in at least one race; sd is 0 with fewer than two.
std::vector<Spread> spread_over(std::span<const Measures> races);

}  // namespace lastlap::pack
