#pragma once

// Many races: run abreast on many threads, told one after another, so that nobody has to keep them all.

#include <functional>
#include <span>

#include "lastlap/race/race.hpp"

namespace lastlap::race {

/// Who watches the races being run.
struct Watch {
  const std::atomic<bool>* stop = nullptr;       ///< a wish to stop
  int at_least = 1;                              ///< races run before a stop is obeyed (whole packs)
  std::function<void(double share)> told = {};   ///< every few hundred races: how far, in (0, 1]
};

/// What is done with a race: its number, counted from `luck.first`, and everybody's finish, in field order.
using Take = std::function<void(int race, std::span<const Finish> finishes)>;

/// Runs the races of `luck` on `threads` threads (0: all cores) and hands each to `take`, one at a time and in order, though not always on
/// one thread. Keeps a few packs for each thread, however many races there are. Returns how many were run: a stop leaves the first of them, so that two
/// stopped sets can be paired race by race.
int run_batch(const Prepared& prepared, const Luck& luck, int threads, const Watch& watch, const Take& take);

}  // namespace lastlap::race
