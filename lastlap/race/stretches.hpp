#pragma once

// Many races run a stretch at a time, so that somebody can watch, or stop them.

#include <functional>

#include "lastlap/race/race.hpp"

namespace lastlap::race {

/// Who watches the races being run.
struct Watch {
  const std::atomic<bool>* stop = nullptr;       ///< a wish to stop, obeyed between two stretches
  int at_least = 1;                              ///< races run before a stop is obeyed (whole stretches)
  std::function<void(double share)> told = {};   ///< after every stretch: how far, in (0, 1]
};

/// Runs the races of `luck` in order, so that a stop leaves the first of them and two stopped sets can be paired race by race.
/// Without a stop the same outcomes as run_races, to the last bit. Never gives no races (unless none are asked for).
Outcomes run_in_stretches(const Prepared& prepared, const Luck& luck, int threads, const Watch& watch);

}  // namespace lastlap::race
