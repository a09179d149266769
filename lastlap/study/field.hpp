#pragma once

// A race made ready from what is known on its eve: everyone's abilities, and how each usually races.

#include <string>
#include <vector>

#include "lastlap/study/abilities.hpp"

namespace lastlap::study {

/// How runners of this class usually race when nothing is published: fitted with the manners (docs/calibration.md).
struct Customs {
  /// Place wanted by the fastest of twelve at a stage, and how many places each rank wants to stand farther back.
  struct Stage {
    double front_place, places_per_rank;
    double effort;  ///< speed if in front, as a share of the runner's own even speed over 1500 m
  };
  Stage early{3.9, 0.11, 0.95};   ///< until 1050 m to go in a 1500 m race; then half way to the next until 700 m
  Stage middle{2.0, 0.48, 0.988};  ///< until 450 m to go
  Stage late{2.0, 0.3, 1.01};    ///< until she goes all out
  double willing = 0.045;           ///< who likes to lead adds this to the effort
  double all_out_from_m = 304.0;   ///< metres to go
  tactics::Spread spread{.place = 1.98, .moment_m = 30.0, .pace = 0.006, .restless = 1.0};
};

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
  measure::Duration alone;  ///< her even race over the distance
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
base::Result<StudiedRace> study(const archive::RaceToRun& to_run, const Customs& customs = {});

/// Gives everybody in a studied race her usual race by these customs.
void race_as_usual(StudiedRace& studied, const Customs& customs);

/// The usual race of a runner who is `rank`-th (1 = fastest alone) of `runners`: from her places at published splits as far
/// as known, else from what runners of her rank do.
Habit habit_of(const archive::Starter& starter, measure::Distance distance, int rank, int runners, const Customs& customs = {});
tactics::Plan usual_plan(const std::string& athlete, const Habit& habit, measure::Distance distance, const Customs& customs = {});

}  // namespace lastlap::study
