#pragma once

// Readable names for races: "oslo-2015-men-1500", "budapest-2023-men-1500-heat-3".

#include <set>
#include <string>
#include <string_view>

#include "lastlap/measure/date.hpp"
#include "lastlap/measure/event.hpp"

namespace lastlap::archive {

/// What an id is made of.
struct RaceNaming {
  std::string venue, competition, round, title;
  std::string event;
  measure::Sex sex = measure::Sex::men;
  measure::Date date = measure::Date::of(1900, 1, 1);
};

/// Small letters, digits and single hyphens: "Zürich (SUI)" -> "zurich-sui".
std::string slug(std::string_view words);
/// Whether a word may be an id: letters and digits as of a slug, 64 at most.
bool is_race_id(std::string_view word);
/// The town of a venue: "Hayward Field, Eugene, OR (USA)" -> "Eugene"; of "Oslo Bislett Games" the longest of `towns`
/// (as slugs) that stands in it; else the venue itself.
std::string town_of(std::string_view venue, const std::set<std::string>& towns);
/// Town, year, sex, event and round. Where that is taken: with the words of title or competition that it lacks, then with a
/// number.
std::string new_race_id(const RaceNaming& race, const std::set<std::string>& towns, const std::set<std::string>& taken);

}  // namespace lastlap::archive
