#pragma once

// Tables for people: columns aligned by what a terminal shows, not by bytes.

#include <string>
#include <string_view>
#include <vector>

namespace lastlap::cli {

/// A column's name, and whether its cells stand at the right (numbers, marks).
struct Column {
  std::string name;
  bool right = false;
};

/// Rows under columns.
class Table {
 public:
  explicit Table(std::vector<Column> columns) : columns_{std::move(columns)} {}
  /// One cell for each column.
  void add(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }
  /// The header and the rows, each line ended, two blanks between columns and none at line ends.
  std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

/// How many places of a terminal UTF-8 text takes; combining marks take none. Does not know wide (East Asian)
/// letters.
std::size_t shown_width(std::string_view utf8);

}  // namespace lastlap::cli
