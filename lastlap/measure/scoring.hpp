#pragma once

// World Athletics points: what a mark is worth in the scoring tables, and the mark that some points ask for.

#include <cstdint>
#include <optional>
#include <span>

#include "lastlap/measure/event.hpp"
#include "lastlap/measure/mark.hpp"
#include "lastlap/measure/quantity.hpp"

namespace lastlap::measure {

/// How well a row of the tables is known. `verified`: fifty published points at least, and not one against it.
/// `fit_only`: a fit of the printed tables that too few published points confirm.
enum class ScoringLight { verified, fit_only };

/// One row of the scoring tables,  points = floor(a (b - T)^2)  [WA-Scoring], T the mark [s], a [1/s^2], b [s].
struct Scoring {
  Distance distance;
  Sex sex = Sex::men;
  TrackKind track = TrackKind::oval_400;
  std::int64_t coefficient = 0;  ///< a in ten-millionths, a whole number: 0.04066 is 406600
  std::int64_t nothing_at = 0;   ///< b in hundredths of a second: from this mark on, no points
  ScoringLight light = ScoringLight::verified;
};

/// The tables of 2025, which equal those of 2017 in the main events: 400 m to 10,000 m on the 400 m oval, 400 m to 5000 m
/// on a short track of regular size. On an oversized one World Athletics gives fewer points or none.
std::span<const Scoring> all_scorings();
/// The row of this distance (to the centimetre); nothing where the tables have none, or we do not know it.
std::optional<Scoring> scoring_of(Distance distance, Sex sex, TrackKind track = TrackKind::oval_400);

/// What a mark is worth: exact, in whole numbers, rounded down; 0 from b on. The printed tables end at 1400, the formula does
/// not. The mark must be automatically timed.
std::int64_t points_for(const Scoring& scoring, Mark mark);
/// The slowest mark worth at least `points` (from 1 on); nothing if even 0.00 is worth less.
std::optional<Mark> slowest_mark_worth(const Scoring& scoring, std::int64_t points);

}  // namespace lastlap::measure
