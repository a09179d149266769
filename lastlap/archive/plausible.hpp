#pragma once

// What facts cannot be, and what they are not likely to be.

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/archive/sport_tables.hpp"

namespace lastlap::archive {

/// Ages at which a race of ours is run; of others a file tells a wrong birth, or a curiosity worth a warning.
inline constexpr int youngest = 13, oldest = 50;
/// Beyond these a birth is not believed: 1900 and 1901 stand in lists for "not known".
inline constexpr int youngest_believed = 10, oldest_believed = 65;
/// A segment agrees with splits and finish if it differs by no more than this [s]: a split told to the tenth,
/// the other by hand from the infield.
inline constexpr double segment_tolerance_s = 0.3;

/// The age in whole years on a day; of a birth year the age reached in that year.
int age_on(measure::Date day, const std::optional<measure::Date>& birth, int birth_year);

/// Empty, or why no human being can have run it: it is worth more points than the printed scoring tables hold
/// (1400).
std::string impossible_time(const std::string& event, measure::Sex sex, double time_s);

/// The world records known, by event and sex: what a time is measured by.
class Limits {
 public:
  explicit Limits(SQLite::Database& database);
  /// Empty, or what is remarkable about it: faster than the world record, or slower than twice a mark of 1000
  /// points.
  std::string unlikely(const std::string& event, measure::Sex sex, double time_s) const;

 private:
  std::map<std::pair<std::string, measure::Sex>, double> fastest_s_;
};

/// What does not agree within a race: places with times, splits with finish, segments with splits and finish.
/// Each finding is a warning's text: "Josh Kerr: 1100 m to 1500 m in 52.77, but 3:29.38 less 2:36.00
/// is 53.38".
std::vector<std::string> disagreements(const RaceRecord& race);

/// A listed record that is slower than a mark before it that could have been that record, or than an earlier listed one of its kind.
struct SlowRecord {
  std::string event;
  measure::Date date = measure::Date::of(1900, 1, 1), before = measure::Date::of(1900, 1, 1);  ///< of the record, and of the faster mark
  std::string text;  ///< "WR men 1500 of 2024-01-01 (3:27.00, A. B.) is slower than ..."
};

/// All of them. Marks are those of lists and of results. A world record is measured by every mark, a national one by those of the country, an
/// under-20 one by athletes below 20 at the end of the year, an area's and a championship's by the tables (none, if these are empty); a meeting's by
/// its archived races; a collegiate one by earlier listed ones alone. A short track's mark counts for records of any track, not the reverse.
std::vector<SlowRecord> records_out_of_order(SQLite::Database& database, const SportTables& tables);

}  // namespace lastlap::archive
