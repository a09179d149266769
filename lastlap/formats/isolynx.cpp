#include "lastlap/formats/isolynx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>

namespace lastlap::formats {
namespace {

using Cells = std::vector<std::string_view>;

/// Beyond these a cell is no place, speed or distance of a race.
constexpr double most_metres = 1e6;
constexpr double most_seconds = 1e5;
constexpr std::size_t most_tags = 1000;
constexpr std::size_t bad_lines_told = 3;

/// What is wrong with a line.
using Complaint = std::string;
template <class Value>
using Read = tl::expected<Value, Complaint>;

tl::unexpected<Complaint> complaint(std::string why) { return tl::make_unexpected(std::move(why)); }

std::string_view without_blanks(std::string_view word) {
  while (!word.empty() && (word.front() == ' ' || word.front() == '\t')) word.remove_prefix(1);
  while (!word.empty() && (word.back() == ' ' || word.back() == '\t' || word.back() == '\r')) word.remove_suffix(1);
  return word;
}

/// Takes the next line off `rest`, without its ending.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

void split(std::string_view line, Cells& cells) {
  cells.clear();
  while (true) {
    const std::size_t comma = std::min(line.find(','), line.size());
    cells.push_back(without_blanks(line.substr(0, comma)));
    if (comma == line.size()) return;
    line.remove_prefix(comma + 1);
  }
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

/// A cell for an error: short, and without bytes that a terminal would obey.
std::string shown(std::string_view cell) {
  std::string text{cell.substr(0, 24)};
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) c = '?';
  return cell.size() > 24 ? text + "..." : text;
}

bool is_missing(std::string_view cell) {
  return cell.empty() || cell == "-" || cell == "NaN" || cell == "nan" || cell == "NAN";
}

/// A finite number within +-`most`; nothing for any other text.
std::optional<double> number_in(std::string_view cell, double most) {
  double value = 0;
  if (cell.starts_with('+')) cell.remove_prefix(1);
  const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (read.ec != std::errc{} || read.ptr != cell.data() + cell.size()) return std::nullopt;
  if (!std::isfinite(value) || std::fabs(value) > most) return std::nullopt;
  return value;
}

/// Seconds of "mm:ss.mmm", of "h:mm:ss.mmm", or of seconds alone.
std::optional<double> seconds_in(std::string_view cell) {
  const bool before_the_gun = cell.starts_with('-');
  if (before_the_gun) cell.remove_prefix(1);
  double total = 0;
  for (int part = 0; part < 3; ++part) {
    const std::size_t colon = std::min(cell.find(':'), cell.size());
    const auto value = number_in(cell.substr(0, colon), most_seconds);
    if (!value || cell.starts_with('-')) return std::nullopt;
    total = total * 60.0 + *value;
    if (colon == cell.size()) return total <= most_seconds ? std::optional{before_the_gun ? -total : total} : std::nullopt;
    cell.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

/// In which columns a tag reports; 0 (the time's) for a column that is not there.
struct Block {
  std::size_t x = 0, y = 0, speed = 0, race = 0;
};

Read<std::vector<Block>> blocks_in(const Cells& header) {
  std::vector<Block> blocks;
  if (header.front() != "Time") return complaint("the header does not begin with \"Time\"");
  for (std::size_t i = 1; i < header.size(); ++i) {
    if (header[i] == "X") blocks.push_back({.x = i});
    if (blocks.empty()) continue;
    if (header[i] == "Y") blocks.back().y = i;
    if (header[i] == "Speed") blocks.back().speed = i;
    if (header[i] == "PathDist") blocks.back().race = i;
  }
  if (blocks.empty()) return complaint("the header names no tag's \"X\"");
  if (blocks.size() > most_tags) return complaint(fmt::format("more than {} tags", most_tags));
  for (const Block& block : blocks)
    if (block.y == 0) return complaint(fmt::format("column {}, \"X\", has no \"Y\" behind it", block.x + 1));
  return blocks;
}

/// The number in column `at` of a row that may be cut short; nothing if it is missing.
Read<std::optional<double>> cell_at(const Cells& row, std::size_t at) {
  if (at == 0 || at >= row.size() || is_missing(row[at])) return std::optional<double>{};
  const auto value = number_in(row[at], most_metres);
  if (!value) return complaint(fmt::format("column {}: \"{}\" is not a number of metres", at + 1, shown(row[at])));
  return value;
}

/// What a tag reports in this row; nothing if it reports no place.
Read<std::optional<IsoLynxFix>> fix_in(const Cells& row, const Block& block, double time_s) {
  const auto x = cell_at(row, block.x), y = cell_at(row, block.y);
  const auto speed = cell_at(row, block.speed), race = cell_at(row, block.race);
  for (const auto* cell : {&x, &y, &speed, &race})
    if (!*cell) return complaint(cell->error());
  const bool asleep = !*x || !*y || (**x == 0.0 && **y == 0.0);
  if (asleep) return std::optional<IsoLynxFix>{};
  return IsoLynxFix{time_s, **x, **y, speed->value_or(0.0), race->value_or(0.0)};
}

/// Adds a row's fixes to their tags; all of them or none.
Read<bool> add_row(const Cells& row, const std::vector<Block>& blocks, std::size_t columns, std::vector<IsoLynxTag>& tags) {
  for (std::size_t i = columns; i < row.size(); ++i)
    if (!row[i].empty()) return complaint(fmt::format("{} cells where the header has {}", row.size(), columns));
  const auto time = seconds_in(row.front());
  if (!time) return complaint(fmt::format("\"{}\" is not a time as in 03:31.950", shown(row.front())));
  if (*time < 0.0) return true;
  std::vector<std::optional<IsoLynxFix>> fixes(blocks.size());
  for (std::size_t tag = 0; tag < blocks.size(); ++tag) {
    auto fix = fix_in(row, blocks[tag], *time);
    if (!fix) return complaint(fix.error());
    fixes[tag] = *fix;
  }
  for (std::size_t tag = 0; tag < blocks.size(); ++tag)
    if (fixes[tag]) tags[tag].fixes.push_back(*fixes[tag]);
  return true;
}

}  // namespace

bool is_isolynx(std::string_view text) {
  std::string_view rest = without_mark(text);
  take_line(rest);
  take_line(rest);
  Cells cells;
  split(take_line(rest), cells);
  return cells.size() >= 3 && cells[0] == "Time" && cells[1] == "X" && cells[2] == "Y";
}

base::Result<IsoLynxRace> read_isolynx(std::string_view text, std::string file) {
  const auto wrong = [&](std::size_t line, std::string why) {
    return base::wrong("not a race followed by radio tags", fmt::format("{}:{}", file, line), std::move(why));
  };
  std::string_view rest = without_mark(text);
  Cells ids, names, header, row;
  split(take_line(rest), ids);
  split(take_line(rest), names);
  split(take_line(rest), header);
  const auto blocks = blocks_in(header);
  if (!blocks) return wrong(3, blocks.error());

  IsoLynxRace race{.file = file, .tags = {}};
  const auto name_at = [](const Cells& cells, std::size_t at) { return at < cells.size() ? std::string(cells[at]) : std::string(); };
  for (const Block& block : *blocks)
    race.tags.push_back({.id = name_at(ids, block.x), .surname = name_at(names, block.x), .fixes = {}});

  std::size_t rows = 0, bad = 0, first_bad = 0;
  std::string bad_lines;
  for (std::size_t line = 4; !rest.empty(); ++line) {
    split(take_line(rest), row);
    if (row.size() == 1 && row.front().empty()) continue;
    ++rows;
    const auto added = add_row(row, *blocks, header.size(), race.tags);
    if (added) continue;
    if (bad == 0) first_bad = line;
    if (bad < bad_lines_told) bad_lines += bad == 0 ? added.error() : fmt::format("; line {}: {}", line, added.error());
    ++bad;
  }
  if (bad > bad_lines_told) bad_lines += fmt::format("; and {} lines more", bad - bad_lines_told);
  if (bad > 0) return wrong(first_bad, bad_lines);
  if (rows == 0) return wrong(4, "it has no rows of positions");
  return race;
}

}  // namespace lastlap::formats
