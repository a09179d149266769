#pragma once

// Lines of cells: comma, semicolon or tab between them, quotes as in RFC 4180, read once and in order.

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace lastlap::formats {

/// Walks through a text row by row. A row that cannot be read is passed over, and the next one stands on the next line.
class CellReader {
 public:
  /// `text` must outlive the reader and the cells it gives.
  CellReader(std::string_view text, char separator) : text_{text}, separator_{separator} {}

  /// Reads the next row that is not blank into `cells`; false at the end. The cells hold until the next call.
  /// `problem` says why the row cannot be read, or is empty.
  bool next(std::vector<std::string_view>& cells, std::string& problem);
  /// Where the row of the last call began, from 1.
  std::size_t line() const { return row_line_; }

 private:
  bool read_row(std::vector<std::string_view>& cells, std::string& problem);
  bool quoted_cell(std::string_view& cell, std::string& problem);
  std::string_view bare_cell();
  bool at_line_end();
  void skip_line();

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0, line_ = 1, row_line_ = 1;
  /// Up to here no quoted cell may hold a line end: one that did was never closed, so that lines are not looked at again and again.
  std::size_t no_line_ends_before_ = 0;
  std::deque<std::string> unquoted_;  ///< cells that had doubled quotes
};

/// The separator of a header: of comma, semicolon and tab the one that stands most often outside quotes.
char separator_of(std::string_view header);

}  // namespace lastlap::formats
