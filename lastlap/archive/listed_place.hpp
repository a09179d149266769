#pragma once

// Places as performance lists write them: "3", "2h3", "4sf2", "1f1", "6rr2".

#include <optional>
#include <string>
#include <string_view>

namespace lastlap::archive {

/// "2h3" is second in "h3". Without a place ("f1", "") only the race within the meeting is known, if that.
struct ListedPlace {
  std::optional<int> place;
  std::string race;  ///< "" for the only race, or the final; "h3", "sf2", "f1" (the first of several timed finals)

  /// Whether the place decides the race itself.
  bool is_final() const { return race.empty() || race.front() == 'f'; }
  /// Whether it says which of several races it was: "2h" does not.
  bool names_its_race() const;
};

ListedPlace read_listed_place(std::string_view written);

}  // namespace lastlap::archive
