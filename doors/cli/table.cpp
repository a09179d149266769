#include "doors/cli/table.hpp"

#include <algorithm>

#include "lastlap/base/expect.hpp"

namespace lastlap::cli {
namespace {

std::string line_of(const std::vector<std::string>& cells, const std::vector<Column>& columns,
                    const std::vector<std::size_t>& widths) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string blanks(widths[i] - shown_width(cells[i]), ' ');
    if (i > 0) line += "  ";
    line += columns[i].right ? blanks + cells[i] : cells[i] + blanks;
  }
  while (line.ends_with(' ')) line.pop_back();
  return line + "\n";
}

}  // namespace

std::size_t shown_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    const bool continues = (byte & 0xC0) == 0x80;
    // U+0300 to U+036F, the combining marks, are CC 80 to CD AF.
    const bool combines = byte == 0xCC || (byte == 0xCD && i + 1 < utf8.size() &&
                                           static_cast<unsigned char>(utf8[i + 1]) <= 0xAF);
    if (!continues && !combines) ++width;
  }
  return width;
}

void Table::add(std::vector<std::string> cells) {
  base::expect(cells.size() == columns_.size(), "a row has a cell for each column");
  rows_.push_back(std::move(cells));
}

std::string Table::text() const {
  std::vector<std::string> names;
  std::vector<std::size_t> widths;
  for (const Column& column : columns_) {
    names.push_back(column.name);
    widths.push_back(shown_width(column.name));
  }
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], shown_width(row[i]));
  }
  std::string text = line_of(names, columns_, widths);
  for (const auto& row : rows_) text += line_of(row, columns_, widths);
  return text;
}

}  // namespace lastlap::cli
