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

/// What programs write for a number that is not there; a name may be "Nan".
bool is_missing_number(std::string_view cell) { return cell == "NULL" || cell == "n/a" || cell == "NaN" || cell == "nan"; }

bool holds_numbers(Column column) {
  constexpr std::array columns{Column::distance, Column::date,     Column::place,       Column::birth, Column::birth_year, Column::time,
                               Column::raw_time, Column::start_order, Column::from, Column::to,    Column::points};
  return std::ranges::find(columns, column) != columns.end();
}

}  // namespace

std::string_view TableRow::cell(Column column) const {
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
