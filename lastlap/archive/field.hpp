#pragma once

// The field of a race to be run: from the archive, or from a race of the user's own in TOML.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::archive {

/// Abilities that a user states in a race file, instead of marks. Each part may be absent.
struct StatedAbilities {
  std::optional<double> aerobic_power_w_per_kg;
  std::optional<double> reserve_j_per_kg;
  std::optional<double> running_cost_j_per_kg_m;
  std::optional<double> sprint_speed_mps;
};

/// One starter and all that was known of her on the eve.
struct Starter {
  std::string name;
  std::string country;
  std::vector<Performance> performances;        ///< as of the eve; from the archive and/or the race file
  std::vector<PlaceAtSplit> places_at_splits;   ///< as of the eve
  StatedAbilities stated;
  std::optional<int> start_order;               ///< 1 = innermost
};

/// A race about to be run.
struct RaceToRun {
  std::string id;
  std::string title;                            ///< "World Championships 2023 Budapest, men's 1500 m final"
  measure::Event event;                         ///< its distance is the race's
  measure::Sex sex = measure::Sex::men;
  measure::TrackKind track = measure::TrackKind::oval_400;
  measure::Date date = measure::Date::of(1900, 1, 1);
  measure::AsOf as_of{measure::Date::of(1900, 1, 1)};
  std::vector<Starter> starters;
  std::vector<std::string> remarks;             ///< said to the user: "field not complete", ...
};

/// The race `id` with its starters as known on its eve (or as of `as_of` if given and earlier).
/// Errors: unknown race; a field of fewer than two.
base::Result<RaceToRun> race_to_run(const Archive& archive, std::string_view id,
                                    const std::optional<measure::AsOf>& as_of);

/// The race a TOML file describes; docs/race-file.md is its manual. Athletes are looked up in the archive by name;
/// one the archive lacks must bring marks or abilities in the file.
/// Errors: unreadable file, broken TOML (file, line, what), unknown key, wrong value, unknown athlete without marks.
base::Result<RaceToRun> race_to_run(const Archive& archive, const std::filesystem::path& toml_file,
                                    const std::optional<measure::AsOf>& as_of);

/// The race that a user's word means: a word ending in ".toml" is a race file, any other an id of the archive.
base::Result<RaceToRun> race_asked_for(const Archive& archive, const std::string& word,
                                       const std::optional<measure::AsOf>& as_of);

}  // namespace lastlap::archive
