#include "lastlap/formats/lynx_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lastlap/formats/clock.hpp"
#include "lastlap/formats/heading.hpp"
#include "lastlap/formats/status.hpp"
#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

/// A bare race has the whole line.
constexpr std::size_t fewest_cells_of_a_bare_race = 10;

/// What stands behind lines of comment.
std::string_view without_comments(std::string_view text) {
  while (text.starts_with(';')) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text;
}

bool is_number_or_nothing(std::string_view cell) { return cell.empty() || whole_number(cell).has_value(); }

bool tells_a_distance(const LynxCells& cells) { return heading_of(cell(cells, race_distance)).distance.has_value(); }

}  // namespace

std::string_view cell(const LynxCells& cells, std::size_t at) { return at < cells.size() ? trimmed(cells[at]) : std::string_view{}; }

LynxLines::LynxLines(std::string_view text) : reader_{text, separator_of(without_comments(text))} {}

bool LynxLines::next(LynxCells& cells, std::string& problem) {
  while (reader_.next(cells, problem)) {
    if (!problem.empty()) return true;
    const std::string_view front = cells.front();
    if (front.starts_with(';')) continue;
    if ((front.starts_with(' ') || front.starts_with('\t')) && !trimmed(front).empty()) cells.insert(cells.begin(), "");
    if (std::ranges::all_of(cells, [](std::string_view c) { return trimmed(c).empty(); })) continue;
    if (cells.size() > most_lynx_cells) problem = fmt::format("{} cells are no line of a race", cells.size());
    return true;
  }
  return false;
}

bool has_runners_time(const LynxCells& cells) {
  const std::string_view time = cell(cells, runner_time);
  return time.find_first_of(".,:") != time.npos && clock_time(time);
}

bool is_race_line(const LynxCells& cells) {
  return cells.size() >= 4 && whole_number(cell(cells, event_number)) && whole_number(cell(cells, round_number)) &&
         whole_number(cell(cells, heat_number)) && !cell(cells, race_name).empty();
}

bool is_bare_race_line(const LynxCells& cells) {
  return cells.size() >= fewest_cells_of_a_bare_race && is_number_or_nothing(cell(cells, event_number)) &&
         is_number_or_nothing(cell(cells, round_number)) && is_number_or_nothing(cell(cells, heat_number)) && tells_a_distance(cells) &&
         cell(cells, runner_time).empty();
}

bool is_runner_line(const LynxCells& cells) {
  return is_race_line(cells) && has_runners_time(cells) && !heading_of(cell(cells, race_name)).distance && !tells_a_distance(cells);
}

bool begins_another_race(const LynxCells& cells) {
  // The wind stands where a runner has her given name.
  const std::string_view wind = cell(cells, first_name);
  if (!is_race_line(cells) || has_runners_time(cells) || wind.find_first_not_of("+-0123456789.,") != wind.npos) return false;
  return heading_of(cell(cells, race_name)).distance || tells_a_distance(cells);
}

bool holds_results(std::string_view text, const std::string& file) {
  LynxLines lines{text};
  LynxCells cells;
  std::string problem;
  bool first = true, timed = false;
  for (std::size_t races = 0; lines.next(cells, problem); first = false) {
    if (first || !problem.empty()) continue;
    if (!cell(cells, runner_place).empty()) {
      if (!is_race_line(cells) || has_runners_time(cells) || status_of(cell(cells, runner_place))) return true;
      // "2,2875,5,Weber,Maren": a runner in second place has the shape of a race; the place tells, for races count up slowly.
      if (races == 0 && whole_number(cell(cells, runner_place)) == 1 && !cell(cells, first_name).empty()) return true;
      ++races;
    } else if (cells.size() > runner_time && clock_time(cell(cells, runner_time))) {
      timed = true;
    }
  }
  return timed && !small_letters(file).ends_with(".evt");
}

}  // namespace lastlap::formats
