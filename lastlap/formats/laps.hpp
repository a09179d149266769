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

/// The fastest that a stretch of so many metres was ever run [m/s], and a little more.
double fastest_mps(double metres);

/// Her times from the start among `written`, which may hold laps too: each time followed by its lap ("45.1 45.1 1:43.4 58.3"),
/// all laps behind all times, or laps alone that add up to `finish`. What comes behind the last time that rises is no time.
std::vector<measure::Duration> times_among(std::span<const measure::Duration> written, std::optional<measure::Duration> finish);

/// Where a runner was when she was timed at the finish line of every lap, or every so many metres: `times` rise to her finish at
/// `race`, which may or may not be the last of them. The spacing is 400, 200, 1000 (from 2000 m on) or 100 m, whichever gives as
/// many passings and speeds of running throughout; nothing where none does, or the times do not rise.
std::optional<std::vector<Passing>> passings_of(std::span<const measure::Duration> times, measure::Distance race,
                                                measure::Duration finish);

/// The same of a runner who did not finish, where others of her race were timed at `distances`; nothing where she has more times
/// than they, or cannot have run so.
std::optional<std::vector<Passing>> passings_at(std::span<const measure::Distance> distances, std::span<const measure::Duration> times);

}  // namespace lastlap::formats
