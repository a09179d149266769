#pragma once

// Columns of our tables, by the names that people give them.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lastlap::formats {

enum class Column {
  race, competition, round, event, distance, sex, date, venue, track, field_complete, title, source,
  place, athlete, given, family, country, club, birth, birth_year, bib, time, raw_time, timing, status, qualified, start_order,
  from, to, disputed, points, record, athlete_number, heat
};
inline constexpr std::size_t column_count = static_cast<std::size_t>(Column::heat) + 1;

/// "time_s": the column's name in our own files.
std::string_view name_of(Column column);

/// A header taken apart.
class Columns {
 public:
  explicit Columns(const std::vector<std::string_view>& header);
  std::size_t size() const { return size_; }
  bool has(Column column) const { return place(column).has_value(); }
  std::optional<std::size_t> place(Column column) const { return places_[static_cast<std::size_t>(column)]; }
  const std::vector<std::string>& unknown() const { return unknown_; }
  /// A column that stands there twice: "\"mark\" and \"time\" both mean time_s". A rank beside a place is none of them but unknown.
  const std::optional<std::string>& twice() const { return twice_; }
  /// How many columns are known.
  std::size_t known() const;

 private:
  std::size_t size_ = 0;
  std::array<std::optional<std::size_t>, column_count> places_{};
  std::vector<std::string> unknown_;
  std::optional<std::string> twice_;
};

}  // namespace lastlap::formats
