#include "lastlap/formats/table_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lastlap/formats/heading.hpp"
#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

/// Beyond these [s], [m] a number is no time and no distance of a race.
constexpr double most_seconds = 1e5;
constexpr double most_metres = 1e5;
constexpr std::string_view how_to_write_a_time = "write 3:29.38, 58.6 or 209.38";

bool is_missing(std::string_view cell) { return cell.empty() || cell == "-" || cell == "\xE2\x80\x93"; }

/// What programs write for a number that is not there. "NaN" is what became of a sum that failed, and is refused.
bool is_missing_number(std::string_view cell) { return cell == "NULL" || cell == "n/a"; }

bool holds_numbers(Column column) {
  constexpr std::array columns{Column::distance, Column::date,     Column::place,       Column::birth, Column::birth_year, Column::time,
                               Column::raw_time, Column::start_order, Column::from, Column::to,    Column::points};
  return std::ranges::find(columns, column) != columns.end();
}

/// Words behind a time: the best of her life or season, a record, what she is through with.
bool is_honour(std::string_view word) {
  constexpr std::array honours{"PB", "SB", "PR", "NR", "WR", "WL", "EL", "AR", "CR", "MR", "OR", "WJR", "NJR", "WU20R", "NU20R", "DLR", "=PB", "=SB", "=NR"};
  return std::ranges::any_of(honours, [&](std::string_view one) { return one == word; });
}

}  // namespace

std::string_view TableRow::cell(Column column) const {
  asked_.set(static_cast<std::size_t>(column));
  const auto at = columns_.place(column);
  const std::string_view cell = at ? trimmed(cells_[*at]) : std::string_view{};
  const bool missing = is_missing(cell) || (holds_numbers(column) && is_missing_number(cell));
  return missing ? std::string_view{} : cell;
}

void TableRow::wrong(std::string why, std::string_view hint) {
  good_ = false;
  scribe_.wrong(line_, {std::string(what_), std::move(why), std::string(hint)});
}

void TableRow::wrong_cell(Column column, std::string_view is_no, std::string_view hint) {
  wrong(fmt::format("{}: {} is no {}", name_of(column), shown(cell(column)), is_no), hint);
}

std::string TableRow::words(Column column) {
  const std::string_view raw = cell(column);
  if (raw.size() <= most_word_bytes) return plain(raw);
  wrong(fmt::format("{} has {} bytes, more than {}", name_of(column), raw.size(), most_word_bytes));
  return {};
}

std::string TableRow::needed(Column column) {
  std::string word = words(column);
  if (word.empty() && good_) wrong(fmt::format("{} is empty", name_of(column)));
  return word;
}

std::optional<int> TableRow::whole(Column column) {
  std::string_view raw = cell(column);
  if (raw.empty()) return std::nullopt;
  const auto value = whole_number(raw);
  if (!value) wrong_cell(column, "whole number");
  return value;
}

std::optional<int> TableRow::place() {
  std::string_view raw = cell(Column::place);
  if (raw.starts_with('=')) raw.remove_prefix(1);
  if (raw.ends_with('.') || raw.ends_with('=')) raw.remove_suffix(1);
  if (raw.empty()) return std::nullopt;
  const auto value = whole_number(raw);
  if (!value || *value < 1 || *value > 10'000) wrong_cell(Column::place, "place", "write 1, 2, 3, or leave it empty");
  return value;
}

std::optional<ClockTime> TableRow::time(Column column) {
  const std::string_view raw = cell(column);
  if (raw.empty()) return std::nullopt;
  const auto time = clock_time(raw);
  if (time && time->raw.si() > 0 && time->raw.si() <= most_seconds) return time;
  wrong_cell(column, "time", how_to_write_a_time);
  return std::nullopt;
}

std::optional<ClockTime> TableRow::time_with_honours(Column column, std::string& qualified) {
  std::string_view rest = cell(column);
  const std::size_t end = rest.find_first_of(" (Qq");
  if (end == 0 || end == rest.npos || !clock_time(rest.substr(0, end))) return time(column);
  const auto read = clock_time(rest.substr(0, end));
  for (rest.remove_prefix(end); !rest.empty();) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" (),"), rest.size()));
    const std::string_view word = rest.substr(0, rest.find_first_of(" (),"));
    rest.remove_prefix(word.size());
    if (word.empty()) continue;
    const bool goes_on = word == "Q" || word == "q";
    if (!goes_on && !is_honour(word)) return time(column);
    if (goes_on) qualified = std::string(word);
    else scribe_.remark("words behind times: bests and records (PB, SB, NR, ...)");
  }
  return read->raw.si() > 0 && read->raw.si() <= most_seconds ? read : time(column);
}

std::optional<ClockTime> TableRow::needed_time(Column column) {
  if (cell(column).empty()) wrong(fmt::format("{} is empty", name_of(column)), how_to_write_a_time);
  return time(column);
}

std::optional<measure::Distance> TableRow::distance(Column column) {
  const std::string_view raw = cell(column);
  if (raw.empty()) return std::nullopt;
  const auto value = decimal_number(raw);
  if (value && *value <= most_metres) return measure::Distance{*value};
  wrong_cell(column, "distance", "write metres, as 1500 or 1609.344");
  return std::nullopt;
}

measure::Distance TableRow::needed_distance(Column column) {
  if (cell(column).empty()) wrong(fmt::format("{} is empty", name_of(column)));
  return distance(column).value_or(measure::Distance{});
}

std::optional<measure::Date> TableRow::date(Column column) {
  const std::string_view raw = cell(column);
  if (raw.empty()) return std::nullopt;
  const auto value = day(raw);
  if (!value) wrong_cell(column, "day", "write year-month-day, as 2023-08-23");
  else if (may_have_month_first(raw)) scribe_.understood(fmt::format("{} and its like as {}, the day before the month", shown(raw), value->text()));
  return value;
}

measure::Date TableRow::needed_date(Column column) {
  if (cell(column).empty()) wrong(fmt::format("{} is empty", name_of(column)), "write year-month-day, as 2023-08-23");
  return date(column).value_or(measure::Date::of(1900, 1, 1));
}

std::optional<measure::Sex> TableRow::sex() {
  const std::string_view raw = cell(Column::sex);
  if (raw.empty()) return std::nullopt;
  const auto value = sex_called(raw);
  if (!value) wrong_cell(Column::sex, "sex", "write men or women");
  return value;
}

std::optional<measure::TrackKind> TableRow::track() {
  const std::string_view raw = cell(Column::track);
  if (raw.empty()) return std::nullopt;
  const auto value = measure::track_named(raw);
  if (!value) wrong_cell(Column::track, "track", "write oval-400 or short-200");
  return value;
}

std::optional<bool> TableRow::yes_or_no(Column column) {
  const std::string word = small_letters(cell(column));
  if (word.empty() || word == "unknown" || word == "?") return std::nullopt;
  if (word == "yes" || word == "true" || word == "1") return true;
  if (word == "no" || word == "false" || word == "0") return false;
  wrong_cell(column, "answer", "write yes, no or unknown");
  return std::nullopt;
}

}  // namespace lastlap::formats
