#pragma once

// Lists of the best: of a season, or of all time.

#include <optional>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::archive {

/// A line of a list.
struct Ranked {
  int rank = 0;                   ///< 1 is the fastest; equal times share a rank, and the next is left out
  AthleteMark mark;
  std::optional<long> points;     ///< World Athletics points: as listed, else by the scoring tables; nothing where they have no row
  bool points_computed = false;   ///< by the tables, where no list gave them; on an oversized short track the true ones are fewer
};

/// Points of a mark: those listed, else by the tables.
Ranked with_points(int rank, AthleteMark mark);

/// The marks by time, then date, then name: one for each athlete, her fastest and of equal ones her first, unless `every_mark` is asked for.
std::vector<Ranked> best_list(std::vector<AthleteMark> marks, bool every_mark);

/// What a list is of.
struct BestQuestion {
  std::string event;
  measure::Sex sex = measure::Sex::men;
  measure::TrackKind track = measure::TrackKind::oval_400;
  std::optional<int> season;
};
/// The listed records of that kind that stand in no list of marks and no race, fastest first: the list lacks them.
std::vector<RecordFact> records_beyond(const std::vector<AthleteMark>& marks, const std::vector<RecordFact>& records, const BestQuestion& question);

}  // namespace lastlap::archive
