#pragma once

// One race, written down ten times a second.

#include <cstdint>
#include <vector>

#include "lastlap/race/race.hpp"

namespace lastlap::race {

/// One runner's way through the race, a value a step from the gun until everyone has finished.
struct Track {
  std::vector<double> along_m, outward_m, speed_mps, reserve_j_per_kg, shelter;
  std::vector<bool> boxed_in;
  double finish_s = 0;  ///< 0: did not finish
};

struct Replay {
  double step_s = 0.1;
  std::vector<Track> runners;  ///< in field order
};

/// Runs race `number` of the stream `seed` by the reference and writes it down: the same race that run_races runs there,
/// to within the float packs' rounding.
Replay replay_of(const Prepared& prepared, std::uint64_t seed, std::uint64_t number);

}  // namespace lastlap::race
