#pragma once

// The answer of `lastlap pace`: one runner's race against the clock, as text, JSON and what the page needs.

#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lastlap/pacing/course.hpp"
#include "lastlap/pacing/keller.hpp"
#include "lastlap/pacing/optimum.hpp"
#include "lastlap/pacing/timed_run.hpp"
#include "lastlap/report/documents.hpp"
#include "lastlap/study/abilities.hpp"

namespace lastlap::report {

/// Whose race it is, for our own runner; absent for the runners of the literature.
struct PacedAthlete {
  std::string name, country;
  measure::Sex sex = measure::Sex::men;
  measure::AsOf as_of{measure::Date::of(1900, 1, 1)};
  measure::TrackKind track = measure::TrackKind::oval_400;
  study::Estimate estimate;
  measure::Distance behind;            ///< sheltered until here
  double shelter = 0;                  ///< share of drag taken away
  std::array<double, 4> change{};      ///< d ln(time) / d ln(ability), see pacing::TimedRun
  measure::Duration even_pace;         ///< the best at an even pace
  measure::Duration even_effort;       ///< alone at even effort, which marks are compared with
};

/// A race against the clock by one of the three models.
struct Pace {
  std::string model;    ///< "lastlap", "keller", "aftalion"
  std::string solver;   ///< "exact", "general", "even pace"
  measure::Distance distance;
  measure::Duration time;
  measure::Speed cruise{};
  std::vector<pacing::Passing> passings{};   ///< close enough together for pictures and splits
  bool has_aerobic_power = false;            ///< whether passings know it
  measure::Reserve full_reserve{};
  std::vector<measure::Duration> hundreds{}; ///< time at 100 m, 200 m, ... and at the finish
  std::vector<pacing::Attempt> attempts{};
  pacing::Course course{};
  std::optional<PacedAthlete> athlete{};
  double seconds = 0;                        ///< how long the answer took
};

Pace pace_of(const pacing::KellerRace& race);
/// The general solver's race of a runner of the literature; her second state is the reserve as a share of `full_reserve`.
Pace pace_of(const pacing::Optimum& race, const std::string& model, measure::Reserve full_reserve);
/// Our own runner's. `course` as given to the solver.
Pace pace_of(const pacing::TimedRun& run, const pacing::Course& course, const PacedAthlete& athlete);

/// 95 % of the times that the uncertainty of the estimated abilities leaves, to first order: not the day, nor the model's own error.
struct TimeInterval {
  measure::Duration low, high;
};
TimeInterval interval_of(const Pace& pace);

/// schema "lastlap.pace/1"
Json pace_document(const Pace& pace);
/// The answer in words: time, splits, and the programme for a light or a pacemaker.
std::string pace_words(const Pace& pace);

}  // namespace lastlap::report
