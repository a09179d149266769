#pragma once

// What a race's published splits, segments and results say together: who passed where when, and the closing times that follow.

#include <optional>
#include <string>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::archive {

/// How a time was come by.
enum class Basis {
  published,      ///< as a source gives it
  computed,       ///< the difference of two published times of the runner
  behind_leader,  ///< a bound: whoever led passed no later
};
std::string_view text(Basis basis);  ///< "published", "computed", "behind-leader"

/// One runner at a distance. Times of one runner at one distance that contradict each other stand beside each other.
struct Passing {
  std::string name;                  ///< the athlete's, or as written ("leader")
  std::optional<long> athlete;
  measure::Distance at;
  measure::Duration time;
  measure::Duration tolerance;       ///< the true time lies within this of `time`, as far as the published digits tell
  Basis basis = Basis::published;
  bool disputed = false;             ///< rests on a time said to be disputed, or contradicts another
  std::optional<int> place;
  std::string source;
};

/// One runner's time over the last metres.
struct Closing {
  std::string name;
  std::optional<long> athlete;
  measure::Distance last;            ///< metres before the line
  measure::Duration time;
  measure::Duration tolerance;
  Basis basis = Basis::published;
  bool at_most = false;              ///< only bounded: no slower than `time` (with its tolerance)
  bool disputed = false;
  std::string source;
};

/// Half of what the digits of a published time leave open [s]: 0.5, 0.05, 0.005 or 0.0005. A time ending in a nought may have been
/// published with or without it; the coarser is taken.
measure::Duration half_last_digit(measure::Duration published);

/// Every known passing, the finish included: by distance, then time. Splits as published; the others from published segments that end
/// at a known passing of the runner, or begin there.
std::vector<Passing> passings_of(const RaceRecord& race);

/// From one place to the next, of whoever led there.
struct Section {
  measure::Distance from, to;
  measure::Duration time;
  measure::Duration tolerance;
};
/// Between the known undisputed passings in first place, from the start to the finish.
std::vector<Section> sections_of_leaders(const std::vector<Passing>& passings);

/// Seconds behind who led at the same distance: the passing in first place, or the fastest where all that are known have none; nothing
/// where no other time is known there, or the passing is disputed.
std::optional<measure::Duration> gap_of(const std::vector<Passing>& passings, const Passing& passing);

/// Every closing time that can be known, longest first, then fastest first: as published; from the passings of the runner; and
/// where she has neither undisputed, but somebody is known to have led, a bound from the leader's time. A published time that
/// disagrees with the passings by more than both tolerances is disputed.
std::vector<Closing> closings_of(const RaceRecord& race);

}  // namespace lastlap::archive
