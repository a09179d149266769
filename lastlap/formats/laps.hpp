#pragma once

// Split times that come without their distances.

#include <optional>
#include <span>
#include <vector>

#include "lastlap/measure/quantity.hpp"

namespace lastlap::formats {

/// One runner's time at a distance.
struct Passing {
  measure::Distance distance;
  measure::Duration time;
};

/// Where a runner was when she was timed at the finish line of every lap, or every so many metres: `times` rise to her finish at
/// `race`, which may or may not be the last of them. The spacing is 400, 200, 1000 or 100 m, whichever gives as many passings and
/// speeds of running throughout; nothing where none does, or the times do not rise.
std::optional<std::vector<Passing>> passings_of(std::span<const measure::Duration> times, measure::Distance race,
                                                measure::Duration finish);

}  // namespace lastlap::formats
