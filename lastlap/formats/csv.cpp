#include "lastlap/formats/csv.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lastlap/base/expect.hpp"

namespace lastlap::formats {
namespace {

/// Walks through the text once, cell by cell.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_{text} {
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.remove_prefix(3);
  }

  bool at_end() const { return rest_.empty(); }

  /// The next line's cells. Errors: why the line cannot be read; the caller adds where.
  tl::expected<CsvRow, std::string> row() {
    CsvRow row{.line = line_, .cells = {}};
    while (true) {
      auto cell = rest_.starts_with('"') ? quoted_cell() : bare_cell();
      if (!cell) return tl::make_unexpected(cell.error());
      row.cells.push_back(std::move(*cell));
      if (end_line()) return row;
      if (!rest_.starts_with(',')) return tl::make_unexpected(std::string("text after a closing quote"));
      rest_.remove_prefix(1);
    }
  }

  std::size_t line() const { return line_; }

 private:
  tl::expected<std::string, std::string> bare_cell() {
    const std::size_t end = std::min(rest_.find_first_of(",\n\""), rest_.size());
    if (end < rest_.size() && rest_[end] == '"')
      return tl::make_unexpected(std::string("a quote inside a bare cell"));
    std::string cell{rest_.substr(0, end)};
    const bool carriage_return = cell.ends_with('\r') && (end == rest_.size() || rest_[end] == '\n');
    rest_.remove_prefix(carriage_return ? end - 1 : end);
    if (carriage_return) cell.pop_back();
    return cell;
  }

  tl::expected<std::string, std::string> quoted_cell() {
    std::string cell;
    rest_.remove_prefix(1);
    while (true) {
      const std::size_t quote = rest_.find('"');
      if (quote == std::string_view::npos) return tl::make_unexpected(std::string("a quote is never closed"));
      line_ += static_cast<std::size_t>(std::ranges::count(rest_.substr(0, quote), '\n'));
      cell += rest_.substr(0, quote);
      rest_.remove_prefix(quote + 1);
      if (!rest_.starts_with('"')) return cell;
      cell += '"';
      rest_.remove_prefix(1);
    }
  }

  bool end_line() {
    if (rest_.empty()) return true;
    for (const std::string_view ending : {"\r\n", "\n"}) {
      if (!rest_.starts_with(ending)) continue;
      rest_.remove_prefix(ending.size());
      ++line_;
      return true;
    }
    if (rest_ != "\r") return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
  std::size_t line_ = 1;
};

/// How many bytes from `at` form one UTF-8 character; 0 if they form none.
std::size_t character_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(at);
  const std::size_t length = lead < 0x80   ? 1
                             : lead < 0xC2 ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0u) != 0x80u) return 0;
  }
  return length;
}

/// The line with the first byte that is no UTF-8; 0 when all is well.
std::size_t line_of_bad_byte(std::string_view text) {
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = character_length(text, at);
    if (length == 0) return line;
    if (text[at] == '\n') ++line;
    at += length;
  }
  return 0;
}

std::string problem_with(const std::vector<std::string>& header, const std::vector<std::string>& required) {
  for (const std::string& name : header) {
    if (std::ranges::count(header, name) > 1) return fmt::format("the column \"{}\" stands twice", name);
  }
  for (const std::string& name : required) {
    if (std::ranges::count(header, name) == 0) return fmt::format("the column \"{}\" is missing", name);
  }
  return "";
}

}  // namespace

const std::string& CsvTable::cell(const CsvRow& row, std::string_view name) const {
  const auto column = std::ranges::find(header, name);
  base::expect(column != header.end(), "a cell is asked for by a name of the header");
  return row.cells[static_cast<std::size_t>(column - header.begin())];
}

std::string CsvTable::where(const CsvRow& row) const {
  return fmt::format("{}:{}", file, row.line);
}

base::Result<CsvTable> read_csv(std::string_view text, std::string file,
                                const std::vector<std::string>& required) {
  const auto bad_line = [&](std::size_t line, std::string why) {
    return base::wrong("not a table of comma-separated values", fmt::format("{}:{}", file, line),
                       std::move(why));
  };
  if (const std::size_t line = line_of_bad_byte(text)) return bad_line(line, "not UTF-8");
  Reader reader{text};
  CsvTable table;
  while (!reader.at_end()) {
    const std::size_t line = reader.line();
    auto row = reader.row();
    if (!row) return bad_line(line, row.error());
    if (row->cells.size() == 1 && row->cells.front().empty()) continue;
    if (table.header.empty()) {
      table.header = std::move(row->cells);
      const std::string why = problem_with(table.header, required);
      if (!why.empty()) return bad_line(line, why);
    } else if (row->cells.size() != table.header.size()) {
      return bad_line(
          line, fmt::format("{} cells where the header has {}", row->cells.size(), table.header.size()));
    } else {
      table.rows.push_back(std::move(*row));
    }
  }
  if (table.header.empty()) return bad_line(1, "it is empty");
  table.file = std::move(file);
  return table;
}

}  // namespace lastlap::formats
