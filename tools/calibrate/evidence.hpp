#pragma once

// What simulated races are held against: a tracked race and its twin, places in heats, winning times of finals.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/archive/field.hpp"
#include "lastlap/pack/measures.hpp"
#include "tools/calibrate/constants.hpp"

namespace lastlap::calibrate {

/// A tracked race, and its field as the archive knew it on its eve: starters are found by their surnames; of whom the
/// archive knows nobody, or several, runs as somebody of this class.
struct TrackedRace {
  pack::Measures measures;
  study::StudiedRace twin;
};
TrackedRace tracked_race(const archive::Archive& archive, const std::filesystem::path& file, measure::Sex sex, measure::Date date);

/// A race of the archive and how it ended.
struct PastRace {
  study::StudiedRace studied;
  std::vector<double> times_s;  ///< of the finishers known, fastest first
};
PastRace past_race(const archive::Archive& archive, const std::string& id);

/// Which luck, and how much of it.
struct Draws {
  std::uint64_t first = 0;
  int of_twin = 24, of_heats = 8, of_finals = 48;
};

struct Evidence {
  std::vector<TrackedRace> tracked;
  std::vector<PastRace> heats, finals;
};

/// One number of simulated races beside what it should be; `scale` is the deviation that counts as one.
struct Comparison {
  std::string name;
  double simulated, real, scale;
  double off() const { return (simulated - real) / scale; }
};

/// Runs all of it with these constants.
std::vector<Comparison> compare(Evidence& evidence, const Constants& constants, const Draws& draws);

/// The sum of the squares of what is off; linear beyond two, so that no single number rules the fit.
double misfit(const std::vector<Comparison>& comparisons);

}  // namespace lastlap::calibrate
