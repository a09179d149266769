#pragma once

// Two small tables of the sport that come with lastlap: which area a country belongs to, and which competitions are championships.

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"

namespace lastlap::archive {

/// The standing of a championship.
enum class Level { global, area, games, national, collegiate, age_group };
std::string_view text(Level level);  ///< "global", "area", "games", "national", "collegiate", "age-group"
std::optional<Level> level_named(std::string_view word);
/// Whether the first three are given medals that count: all but national and collegiate championships and those of an age group.
bool gives_medals(Level level);

/// The row of championships.csv that fits a competition.
struct Championship {
  std::string begins;  ///< how the names of its competitions begin
  std::string series;  ///< "World Championships"
  Level level = Level::global;
};

/// The tables as read.
struct SportTables {
  std::map<std::string, std::string> area_of_country;  ///< "KEN" -> "Africa"
  std::vector<Championship> championships;
  std::map<std::string, std::string> country_of_name;  ///< "kenya" -> "KEN", by search key

  /// Empty for a country that belongs to no area (a team of refugees) or is not known.
  std::string area_of(std::string_view country) const;
  std::vector<std::string> areas() const;
  /// The championship whose competitions' names begin so; the longest beginning counts.
  const Championship* championship_of(std::string_view competition) const;
};

/// Reads areas.csv and championships.csv. Errors, of kind failure: a file missing, no table, or an unknown level.
base::Result<SportTables> read_sport_tables(const std::filesystem::path& folder);

/// What a competition is called each year: the name up to its year ("Herculis Monaco 2023 (...)" -> "Herculis Monaco").
std::string series_of(std::string_view competition);

/// Whether places of this round decide the race itself: "final", or the only race of a meeting ("race").
bool is_final(std::string_view round);
/// Whether it is no race of its own but the times on the way of a longer one ("split times").
bool is_on_the_way(std::string_view round);
/// Rounds by how far they are: split times 0, heat 1, repechage 2, quarter-final 3, semi-final 4, final (or race) 5.
int rank_of_round(std::string_view round);

}  // namespace lastlap::archive
