#pragma once

// What a mark is worth at other distances, by each of the field's formulas: a table for a coach to compare.

#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/measure/event.hpp"
#include "lastlap/measure/quantity.hpp"
#include "lastlap/runner/known_mark.hpp"

namespace lastlap::runner {

enum class Formula {
  riegel,
  purdy,
  vdot,
  points,
  peronnet_thibault,
  critical_speed,
  speed_reserve,
  endurance
};
inline constexpr std::array<Formula, 8> all_formulas{Formula::riegel,
                                                     Formula::purdy,
                                                     Formula::vdot,
                                                     Formula::points,
                                                     Formula::peronnet_thibault,
                                                     Formula::critical_speed,
                                                     Formula::speed_reserve,
                                                     Formula::endurance};

/// "Riegel", "Purdy", "VDOT", "World Athletics points", "Peronnet-Thibault", "critical speed", "speed reserve", "Emig".
std::string_view text(Formula formula);
/// Where a formula holds, in words: "2 to 15 minutes".
std::string_view range_of(Formula formula);

/// The distances of the table: 800, 1000, 1500 m, mile, 2000, 3000, 5000, 10,000 m.
std::span<const measure::Distance> equivalent_distances();

/// A cell of the table.
struct Equivalent {
  Formula formula = Formula::riegel;
  measure::Distance distance;
  std::optional<measure::Duration> time;  ///< nothing outside the range of the formula
  int fitted = 0;  ///< how many of the formula's parameters the marks set; 0: they lie outside its range
};

/// The whole table, formula by formula and then by distance, each pair once.
///
/// A formula uses the marks in its range (the best at each distance) and no others, and answers in its range only. It sets as many of its
/// parameters as the marks tell apart, their times at least 1.5 times apart, and holds the rest at our fits:
///   Riegel             T = c D^e; e 1.06 [Riegel81]; two marks set e.                     1500 m and longer (3.5 to 230 minutes)
///   Purdy              mean points [Purdy74]; a curve of men's records                       all
///   VDOT               mean VDOT [Daniels79]                                                 1500 m and longer
///   points             mean points, rounded down; the slowest mark worth them [WA-Scoring]   its events, 400 m oval
///   Peronnet-Thibault  A, MAP - rest and E in the ratios of today's records (our fit); two marks set A beside MAP and E,
///                      three, one of them beyond 630 s, all [PeronnetThibault89]             60 m to the marathon
///   critical speed     D' of the men or women who run 1500 m in 3:36 or 4:05 (our fit); two marks of the
///                      protocol set both                                                     2 to 15 minutes
///   speed reserve      ratio of sprint and aerobic speed of the records (our fit); two marks set both [Bundle03]   3 to 240 s
///   Emig               both slopes of the records (our fit); two marks scale them, three on both sides of six minutes set
///                      all [Mulligan18]                                                      800 m to the marathon
/// If marks contradict a formula (the longer one faster, a parameter twice or half of what is held), it falls back to
/// fewer parameters, at last to a scale alone.
/// Errors: no marks; a mark whose distance is not between 400 m and the marathon, or whose speed is not between 2.5 and 10.5 m/s.
base::Result<std::vector<Equivalent>> equivalents(std::span<const KnownMark> marks, measure::Sex sex);

}  // namespace lastlap::runner
