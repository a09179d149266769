#pragma once

// What facts cannot be, and what they are not likely to be.

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::archive {

/// Ages at which a race of ours is run; of others a file tells a wrong birth, or a curiosity worth a warning.
inline constexpr int youngest = 13, oldest = 50;
/// Beyond these a birth is not believed: 1900 and 1901 stand in lists for "not known".
inline constexpr int youngest_believed = 10, oldest_believed = 65;
/// A segment agrees with splits and finish if it differs by no more than this [s]: a split told to the tenth, the other by
/// hand from the infield.
inline constexpr double segment_tolerance_s = 0.3;

/// The age in whole years on a day; of a birth year the age reached in that year.
int age_on(measure::Date day, const std::optional<measure::Date>& birth, int birth_year);

/// Empty, or why no human being can have run it: it is worth more points than the printed scoring tables hold (1400).
std::string impossible_time(const std::string& event, measure::Sex sex, double time_s);

/// The world records known, by event and sex: what a time is measured by.
class Limits {
 public:
  explicit Limits(SQLite::Database& database);
  /// Empty, or what is remarkable about it: faster than the world record, or slower than twice a mark of 1000 points.
  std::string unlikely(const std::string& event, measure::Sex sex, double time_s) const;

 private:
  std::map<std::pair<std::string, measure::Sex>, double> fastest_s_;
};

/// What does not agree within a race: places with times, splits with finish, segments with splits and finish. Each
/// finding is a warning's text: "Josh Kerr: 1100 m to 1500 m in 52.77, but 3:29.38 less 2:36.00 is 53.38".
std::vector<std::string> disagreements(const RaceRecord& race);

/// Records slower than a mark of the same kind before them: "WR men 1500 of 2024-01-01 (3:27.00, A. B.) is slower than ...".
std::vector<std::string> records_out_of_order(SQLite::Database& database);

}  // namespace lastlap::archive
