#pragma once

// One row of a table of ours: its cells by column, and what is wrong with them.

#include <bitset>
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
/// Columns that some row of a table was asked for: what no row is asked for is of no use in its table.
using Asked = std::bitset<column_count>;

/// A row that is being read. Whatever cannot be right becomes a bad row, and the row is good no more.
class TableRow {
 public:
  TableRow(const Cells& cells, const Columns& columns, Scribe& scribe, std::size_t line, std::string_view what, Asked& asked)
      : cells_{cells}, columns_{columns}, scribe_{scribe}, line_{line}, what_{what}, asked_{asked} {}

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
  /// The time without what lists write behind it: "3:29.38 PB", "3:29.38 Q". A letter of qualification goes to `qualified`.
  std::optional<ClockTime> time_with_honours(Column column, std::string& qualified);
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
  Asked& asked_;
  bool good_ = true;
};

}  // namespace lastlap::formats
