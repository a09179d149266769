#pragma once

// How far packs in single precision run the races of the reference in double precision.

#include <gtest/gtest.h>

#include <cmath>

#include "lastlap/race/race.hpp"

namespace lastlap::tests {

/// Shares of `races` races on the same luck; what 1000 races can tell of them is some three thousandths.
struct Agreement {
  double winners = 0;            ///< races with the same winner
  double places = 0;             ///< runners with the same place
  double races = 0;              ///< races with every place the same
  double times = 0;              ///< runners with the same time to 0.02 s
  double difference_s = 0;       ///< mean difference of winning times, packs less the reference
  double difference_error_s = 0; ///< its standard error
};

inline Agreement agreement_of(const race::Prepared& race, const race::Luck& luck) {
  const race::Outcomes packs = race::run_races(race, luck, 2), reference = race::run_races_by_reference(race, luck);
  Agreement same;
  double sum = 0, squares = 0;
  for (int k = 0; k < luck.races; ++k) {
    bool every_place = true;
    for (int r = 0; r < race.runners(); ++r) {
      const bool place = packs.place(k, r) == reference.place(k, r);
      const double difference = packs.finish(k, r).time_s - reference.finish(k, r).time_s;
      every_place = every_place && place;
      same.places += place;
      same.times += std::fabs(difference) < 0.02;
      if (reference.place(k, r) != 1) continue;
      same.winners += place;
      sum += difference, squares += difference * difference;
    }
    same.races += every_place;
  }
  same.winners /= luck.races, same.races /= luck.races;
  same.places /= luck.races * race.runners(), same.times /= luck.races * race.runners();
  same.difference_s = sum / luck.races;
  same.difference_error_s = std::sqrt(squares) / luck.races;
  for (const auto& [name, share] : {std::pair{"winners", same.winners}, {"places", same.places}, {"races", same.races}, {"times", same.times}})
    ::testing::Test::RecordProperty(std::string("same_") + name + "_per_mille", static_cast<int>(std::lround(1000 * share)));
  return same;
}

}  // namespace lastlap::tests
