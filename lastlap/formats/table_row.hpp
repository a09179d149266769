#pragma once

// One row of a table of ours: its cells by column, and what is wrong with them.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/formats/clock.hpp"
#include "lastlap/formats/columns.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/measure/date.hpp"
#include "lastlap/measure/event.hpp"

namespace lastlap::formats {

using Cells = std::vector<std::string_view>;

/// A row that is being read. Whatever cannot be right becomes a bad row, and the row is good no more.
class TableRow {
 public:
  TableRow(const Cells& cells, const Columns& columns, Scribe& scribe, std::size_t line, std::string_view what)
      : cells_{cells}, columns_{columns}, scribe_{scribe}, line_{line}, what_{what} {}

  bool is_good() const { return good_; }
  std::size_t line() const { return line_; }
  Scribe& scribe() const { return scribe_; }

  bool has(Column column) const { return columns_.has(column); }
  /// The cell without blanks around it; empty where it is missing or says so ("-").
  std::string_view cell(Column column) const;

  void wrong(std::string why, std::string_view hint = {});
  void wrong_cell(Column column, std::string_view is_no, std::string_view hint = {});

  /// What a cell says, nothing with a bad row where it cannot be right; `needed`: a bad row where it is empty, too.
  std::string words(Column column);
  std::string needed(Column column);
  std::optional<int> whole(Column column);
  /// A place, as "3", "3." or "=3".
  std::optional<int> place();
  std::optional<ClockTime> time(Column column);
  std::optional<ClockTime> needed_time(Column column);
  std::optional<measure::Distance> distance(Column column);
  measure::Distance needed_distance(Column column);
  std::optional<measure::Date> date(Column column);
  measure::Date needed_date(Column column);
  std::optional<measure::Sex> sex();
  std::optional<measure::TrackKind> track();
  std::optional<bool> yes_or_no(Column column);

 private:
  const Cells& cells_;
  const Columns& columns_;
  Scribe& scribe_;
  std::size_t line_;
  std::string_view what_;
  bool good_ = true;
};

}  // namespace lastlap::formats
