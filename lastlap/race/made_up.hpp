#pragma once

// Races of nobody in particular: the same scenes for tests, benchmarks and `lastlap bench`.

#include "lastlap/race/race.hpp"

namespace lastlap::race {

/// A 1500 m of `runners` finalists, each less able than the one before by the share `step` of her aerobic power, who wants to run a place further back:
/// somewhere in the pack, then all out from 300 m.
Race made_up_race(int runners, double step = 0.003);

}  // namespace lastlap::race
