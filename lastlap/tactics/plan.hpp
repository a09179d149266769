#pragma once

// A plan: a short table from the distance to go to what a runner wants there. Tactics are data.

#include <optional>
#include <string>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/measure/quantity.hpp"

namespace lastlap::tactics {

/// The line a runner would like to run when nobody stands in the way.
enum class Line {
  rail,      ///< on the measured line: the shortest way
  shoulder,  ///< one runner out: free to go, half the shelter, a metre longer way on the bends
  wide,      ///< two runners out: nobody can box her in
};

/// What a runner wants from `from` metres to go until the next phase begins.
struct Phase {
  measure::Distance from;                 ///< metres to go at which it begins
  int place = 0;                          ///< place wanted, 1 = leading; 0 = wherever she is
  Line line = Line::rail;
  std::optional<measure::Speed> pace;     ///< speed if in front; else `effort` decides
  std::optional<double> effort;           ///< speed if in front, as a share of her own even speed over the distance
  std::string cover;                      ///< whom to stay with, whatever the place; empty: nobody
  measure::Distance cover_gap{1.5};       ///< the most she lets the covered rival get away
  bool all_out = false;                   ///< from here as fast as what is left allows
  std::optional<int> condition;           ///< index into Plan::conditions; the phase counts only if that was met
  friend bool operator==(const Phase&, const Phase&) = default;
};

/// A question asked once, when the leader passes `at` metres run; met when every stated part holds.
struct Condition {
  measure::Distance at;                        ///< metres run
  std::optional<measure::Duration> slower_than;  ///< the leader's time there is more than this
  std::optional<measure::Duration> faster_than;  ///< ... or less than this
  std::optional<int> not_in_first;             ///< our runner is not among the first so many
  std::optional<int> in_first;                 ///< ... or is
  friend bool operator==(const Condition&, const Condition&) = default;
};

/// How exactly the runner carries the plan out; drawn for each race. All guesses until habits are fitted to tracked races.
struct Spread {
  double place = 0.5;        ///< standard deviation of the place wanted
  double moment_m = 8.0;     ///< of the points where phases begin [m]
  double pace = 0.004;       ///< of the pace in front, as a share
  double restless = 0.3;     ///< how much her wishes waver on the way, as a share of what runners without a plan do
  friend bool operator==(const Spread&, const Spread&) = default;
};

/// One runner's plan for one race.
struct Plan {
  std::string athlete;
  std::vector<Phase> phases;          ///< by `from`, farthest first
  std::vector<Condition> conditions;
  Spread spread;
  friend bool operator==(const Plan&, const Plan&) = default;
};

/// The rush for position: whatever the plan, over the first metres nobody's own pace is below this multiple of her even
/// speed, less in longer races. guess from first 200 m splits of 27 s in men's 1500 m finals
inline constexpr double rush_m = 150.0;
/// It fades over the last of them [m].
inline constexpr double rush_fades_m = 40.0;
constexpr double rush_effort(measure::Distance race_distance) {
  const double shorter = 1500.0 / race_distance.si();
  return 1.0 + 0.17 * (shorter < 1.0 ? shorter : 1.0);
}

/// Limits that the race engine sets to a plan's table.
inline constexpr int most_phases = 10;
inline constexpr int most_conditions = 4;

/// What contradicts itself in a plan for a race over `distance` with `runners` starters, or nothing:
/// no phase, phases out of order or beyond the start, a place nobody can have, covering oneself, too long a table,
/// a condition asked after the phase it decides begins, two phases at one point.
std::optional<std::string> problem_with(const Plan& plan, measure::Distance distance, int runners);

/// One phase as a coach would say it: "900 m to go: third, on the shoulder; stay with Ingebrigtsen."
std::string words(const Phase& phase, measure::Distance race_distance);
std::string words(const Condition& condition);
std::string_view text(Line line);
std::optional<Line> line_named(std::string_view word);

}  // namespace lastlap::tactics
