#pragma once

// The archive's answers as JSON; docs/json-archive.md is their manual.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::cli {

/// All that `lastlap archive athlete` shows.
struct AthletePage {
  archive::Athlete athlete;
  std::optional<measure::AsOf> as_of;
  std::vector<archive::Performance> bests, performances;
  std::vector<std::pair<archive::RaceHeading, archive::RaceResult>> results;
  std::vector<archive::RecordFact> records;
};

/// "lastlap.archive.races/1"
std::string json_of_races(const std::vector<archive::RaceHeading>& races,
                          const std::optional<measure::AsOf>& as_of);
/// "lastlap.archive.race/1"
std::string json_of_race(const archive::RaceRecord& race, const std::optional<measure::AsOf>& as_of);
/// "lastlap.archive.athlete/1"
std::string json_of_athlete(const AthletePage& page);

}  // namespace lastlap::cli
