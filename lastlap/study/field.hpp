#pragma once

// A race made ready from what is known on its eve: everyone's abilities, and how each usually races.

#include <string>
#include <vector>

#include "lastlap/study/abilities.hpp"

namespace lastlap::study {

/// How a runner usually races, as places at three stages, from published splits where known.
struct Habit {
  double early_place = 0;   ///< until 700 m to go
  double middle_place = 0;  ///< until 400 m to go
  double late_place = 0;    ///< until she goes all out
  int known_places = 0;     ///< how many published places stand behind it; 0: as runners of her rank in the field do
};

/// One starter, studied.
struct Profile {
  std::string athlete;
  std::string country;
  Estimate estimate;
  Habit habit;
};

/// A studied race: ready to be prepared, run and planned.
struct StudiedRace {
  archive::RaceToRun source;
  race::Race race;
  std::vector<Profile> profiles;      ///< in field order
  std::vector<std::string> remarks;
};

/// Studies every starter as of the race's as-of date.
/// A starter of whom the archive knows no mark runs as somebody of this class, with a remark (estimate_without_marks).
/// Errors: nothing is known of anybody in the field.
base::Result<StudiedRace> study(const archive::RaceToRun& to_run);

/// The usual race of a runner who is `rank`-th (1 = fastest alone) of `runners`: from her places at published splits as far
/// as known, else from what runners of her rank do.
Habit habit_of(const archive::Starter& starter, measure::Distance distance, int rank, int runners);
tactics::Plan usual_plan(const std::string& athlete, const Habit& habit, measure::Distance distance);

}  // namespace lastlap::study
