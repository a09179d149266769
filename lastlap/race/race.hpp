#pragma once

// A race to be run: who starts, with what abilities and which plan; and what comes of running it many times.

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/runner/body.hpp"
#include "lastlap/tactics/manners.hpp"
#include "lastlap/tactics/plan.hpp"
#include "lastlap/track/oval.hpp"

namespace lastlap::race {

/// What is not known of a runner's abilities: the lower triangle of a Cholesky factor of the relative covariance of
/// (aerobic power, reserve, running cost, sprint speed).
using AbilitySpread = std::array<std::array<double, 4>, 4>;

/// One starter.
struct Entrant {
  std::string athlete;
  std::string country;
  runner::Abilities abilities;
  AbilitySpread spread{};
  tactics::Plan plan;
  std::optional<int> start_order;  ///< 1 = innermost; without one a lot is drawn for each race
};

/// How one day differs from another, as relative standard deviations.
struct Variation {
  /// Of a runner's abilities. Together about 0.5 % of a 1500 m time alone: less than the 0.8 to 1.1 % by which elite race
  /// times vary [Hopkins05], because tactics make part of that and are simulated. The split is a guess.
  double day_aerobic = 0.005;
  double day_reserve = 0.020;
  double day_sprint = 0.007;
  /// Some days are bad: with this chance a runner lacks this share of her aerobic power. guess
  double bad_day = 0.13;
  double bad_day_aerobic = 0.02;
  /// Of the whole field's will to make the pace: for the race, and for each of its stages; it ends with the wind-up.
  double mood = 0.046;
  double stage_mood = 0.037;
};

/// A race with its field.
struct Race {
  std::string id;
  measure::Distance distance;
  track::Oval oval;
  std::vector<Entrant> field;
  tactics::Manners<double> manners{};  ///< of everyone
  Variation variation{};
};


/// Which luck to run on: races `first` to `first + races - 1` of the stream `seed`.
struct Luck {
  std::uint64_t seed = 0;
  std::uint64_t first = 0;
  int races = 0;
};

/// How one runner fared in one race.
struct Finish {
  float time_s = 0;      ///< raw; 0 = did not finish
  float last_400_s = 0;
  float run_m = 0;
  float boxed_in_s = 0;
};

/// 1 + the number of runners with a smaller raw time in race number `race`; who did not finish is behind all who did. Dead heats
/// to the last bit are split in turn.
int place_in(std::span<const Finish> finishes, int race, int runner);

/// A hash (FNV-1a) of every finish time's bits, race by race: equal for equal races, whatever the threads or the width.
class Signature {
 public:
  void add(std::span<const Finish> finishes);
  std::string text() const;

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

/// Every runner's finish in every race, race by race, runners in field order: for who must look at races one by one. run_batch
/// (batch.hpp) runs any number of them without keeping them.
class Outcomes {
 public:
  Outcomes(int runners, int races) : runners_{runners}, races_{races}, finishes_(static_cast<std::size_t>(runners) * races) {}
  int runners() const { return runners_; }
  int races() const { return races_; }
  const Finish& finish(int race, int runner) const { return finishes_[index(race, runner)]; }
  Finish& finish(int race, int runner) { return finishes_[index(race, runner)]; }
  /// Leaves out the races from number `races` on.
  void keep_first(int races) {
    races_ = races;
    finishes_.resize(static_cast<std::size_t>(runners_) * races);
  }
  int place(int race, int runner) const;
  std::string signature() const;

 private:
  std::size_t index(int race, int runner) const { return static_cast<std::size_t>(race) * runners_ + runner; }
  int runners_, races_;
  std::vector<Finish> finishes_;
};

/// A race made ready for running many times.
class Prepared {
 public:
  /// Errors: a field of fewer than 1 or more than most_runners, a plan that contradicts itself or covers somebody
  /// who does not start, a start order given twice.
  static base::Result<Prepared> from(Race race);
  const Race& race() const { return race_; }
  /// The same race with another plan for one runner. Errors: as from().
  base::Result<Prepared> with_plan(int runner, const tactics::Plan& plan) const;
  /// The same race with other abilities for one runner (her spread unchanged).
  Prepared with_abilities(int runner, const runner::Abilities& abilities) const;
  Prepared with_start_order(int runner, int start_order) const;
  int runners() const { return static_cast<int>(race_.field.size()); }
  /// Runner's even speed alone over the distance [m/s], that `effort` counts from.
  double even_speed(int runner) const { return even_speed_[runner]; }
  int covered_by(int runner, int phase) const { return covers_[runner][phase]; }
  int runner_named(std::string_view athlete) const;  ///< -1 if she does not start
  /// Where the `place`-th from the inside (0 = innermost) stands: along and outward from the measured start [m].
  struct StartPlace {
    double along_m = 0, outward_m = 0;
  };
  const StartPlace& start_place(int place) const { return start_places_[place]; }

 private:
  void stand_on_the_line();
  std::vector<StartPlace> start_places_;
  Race race_;
  std::vector<double> even_speed_;
  std::vector<std::vector<int>> covers_;
};

/// Runs the races of `luck`, on `threads` threads (0: all cores). `stop`, when set, ends early and leaves the first races.
Outcomes run_races(const Prepared& prepared, const Luck& luck, int threads, const std::atomic<bool>* stop = nullptr);

/// The same, race by race with the `double` reference. Slow; for tests and replays.
Outcomes run_races_by_reference(const Prepared& prepared, const Luck& luck);

/// Name of the instruction set that run_races uses here: "sse2", "avx2", "avx512".
std::string_view instruction_set();

}  // namespace lastlap::race
