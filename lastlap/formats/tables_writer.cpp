#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include "lastlap/formats/columns.hpp"
#include "lastlap/formats/tables.hpp"

namespace lastlap::formats {
namespace {

/// A column of a table: its name, how a row fills it, and whether it stands there even when no row does.
template <class RowType>
struct Filled {
  Column column;
  bool always;
  std::function<std::string(const RowType&)> cell;
};

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",;\t\"\r\n") == std::string::npos) return cell;
  std::string text{'"'};
  for (const char c : cell) text.append(c == '"' ? 2 : 1, c);
  text += '"';
  return text;
}

/// As many digits as tell this number from every other, and two decimals at least for a time.
std::string seconds(measure::Duration time) {
  std::string text = fmt::format("{}", time.si());
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return fmt::format("{}.00", text);
  return point + 2 == text.size() ? fmt::format("{}0", text) : text;
}
std::string seconds(const std::optional<measure::Duration>& time) { return time ? seconds(*time) : ""; }
std::string metres(measure::Distance distance) { return fmt::format("{}", distance.si()); }
std::string metres(const std::optional<measure::Distance>& distance) { return distance ? metres(*distance) : ""; }
std::string number(const std::optional<int>& value) { return value ? fmt::format("{}", *value) : ""; }
std::string word(const std::optional<measure::Date>& date) { return date ? date->text() : ""; }
template <class Kind>
std::string word(const std::optional<Kind>& kind) {
  return kind ? std::string(measure::text(*kind)) : "";
}
std::string yes_or_no(const std::optional<bool>& value) { return !value ? "unknown" : *value ? "yes" : "no"; }

template <class RowType>
using Columns_of = std::vector<Filled<RowType>>;

/// The columns of a person that not every table has; they stand there only where a row fills them.
template <class RowType>
void add_person(Columns_of<RowType>& table) {
  const auto add = [&](Column column, auto cell) {
    const bool there = std::ranges::any_of(table, [&](const auto& filled) { return filled.column == column; });
    if (!there) table.push_back({column, false, [cell](const RowType& row) { return cell(row.person); }});
  };
  add(Column::given, [](const Person& person) { return person.given; });
  add(Column::family, [](const Person& person) { return person.family; });
  add(Column::country, [](const Person& person) { return person.country; });
  add(Column::club, [](const Person& person) { return person.club; });
  add(Column::birth, [](const Person& person) { return word(person.birth); });
  add(Column::birth_year, [](const Person& person) { return number(person.birth_year); });
  add(Column::sex, [](const Person& person) { return word(person.sex); });
  add(Column::athlete_number, [](const Person& person) { return number(person.number); });
}

template <class RowType>
std::string written(const Columns_of<RowType>& table, const std::vector<RowType>& rows) {
  if (rows.empty()) return "";
  std::vector<const Filled<RowType>*> columns;
  for (const auto& filled : table)
    if (filled.always || std::ranges::any_of(rows, [&](const RowType& row) { return !filled.cell(row).empty(); })) columns.push_back(&filled);
  std::string text;
  for (const auto* column : columns) text.append(text.empty() ? "" : ",").append(name_of(column->column));
  text += '\n';
  for (const RowType& row : rows) {
    for (const auto* column : columns) text.append(column == columns.front() ? "" : ",").append(quoted(column->cell(row)));
    text += '\n';
  }
  return text;
}

std::string races(const Sheet& sheet) {
  using R = RaceRow;
  return written<R>({{Column::race, true, [](const R& r) { return r.key; }},
                     {Column::competition, true, [](const R& r) { return r.competition; }},
                     {Column::round, true, [](const R& r) { return r.round; }},
                     {Column::event, true, [](const R& r) { return r.event; }},
                     {Column::distance, true, [](const R& r) { return metres(r.distance); }},
                     {Column::sex, true, [](const R& r) { return word(r.sex); }},
                     {Column::date, true, [](const R& r) { return word(r.date); }},
                     {Column::venue, true, [](const R& r) { return r.venue; }},
                     {Column::track, true, [](const R& r) { return word(r.track); }},
                     {Column::field_complete, true, [](const R& r) { return yes_or_no(r.field_complete); }},
                     {Column::title, false, [](const R& r) { return r.title; }},
                     {Column::source, true, [](const R& r) { return r.source; }}},
                    sheet.races);
}

std::string results(const Sheet& sheet) {
  using R = ResultRow;
  Columns_of<R> table{{Column::race, true, [](const R& r) { return r.race; }},
                      {Column::place, true, [](const R& r) { return number(r.place); }},
                      {Column::athlete, true, [](const R& r) { return r.person.name; }},
                      {Column::country, true, [](const R& r) { return r.person.country; }},
                      {Column::time, true, [](const R& r) { return seconds(r.time); }},
                      {Column::status, true, [](const R& r) { return r.status; }},
                      {Column::qualified, true, [](const R& r) { return r.qualified; }},
                      {Column::start_order, true, [](const R& r) { return number(r.start_order); }},
                      {Column::raw_time, false, [](const R& r) { return seconds(r.raw_time); }},
                      {Column::timing, false, [](const R& r) { return std::string(r.timing == Timing::hand ? "hand" : ""); }},
                      {Column::bib, false, [](const R& r) { return r.bib; }},
                      {Column::source, true, [](const R& r) { return r.source; }}};
  add_person(table);
  return written(table, sheet.results);
}

std::string splits(const Sheet& sheet) {
  using R = SplitRow;
  Columns_of<R> table{{Column::race, true, [](const R& r) { return r.race; }},
                      {Column::athlete, true, [](const R& r) { return r.person.name; }},
                      {Column::distance, true, [](const R& r) { return metres(r.distance); }},
                      {Column::time, true, [](const R& r) { return seconds(r.time); }},
                      {Column::place, true, [](const R& r) { return number(r.place); }},
                      {Column::bib, false, [](const R& r) { return r.bib; }},
                      {Column::source, true, [](const R& r) { return r.source; }}};
  add_person(table);
  return written(table, sheet.splits);
}

std::string segments(const Sheet& sheet) {
  using R = SegmentRow;
  Columns_of<R> table{{Column::race, true, [](const R& r) { return r.race; }},
                      {Column::athlete, true, [](const R& r) { return r.person.name; }},
                      {Column::from, true, [](const R& r) { return metres(r.from); }},
                      {Column::to, true, [](const R& r) { return metres(r.to); }},
                      {Column::time, true, [](const R& r) { return seconds(r.time); }},
                      {Column::disputed, true, [](const R& r) { return std::string(r.disputed ? "yes" : "no"); }},
                      {Column::source, true, [](const R& r) { return r.source; }}};
  add_person(table);
  return written(table, sheet.segments);
}

std::string marks(const Sheet& sheet) {
  using R = MarkRow;
  Columns_of<R> table{{Column::athlete, true, [](const R& r) { return r.person.name; }},
                      {Column::birth, true, [](const R& r) { return word(r.person.birth); }},
                      {Column::country, true, [](const R& r) { return r.person.country; }},
                      {Column::sex, true, [](const R& r) { return word(r.person.sex); }},
                      {Column::event, true, [](const R& r) { return r.event; }},
                      {Column::time, true, [](const R& r) { return seconds(r.time); }},
                      {Column::date, true, [](const R& r) { return r.date.text(); }},
                      {Column::venue, true, [](const R& r) { return r.venue; }},
                      {Column::track, true, [](const R& r) { return std::string(measure::text(r.track)); }},
                      {Column::place, true, [](const R& r) { return r.place; }},
                      {Column::points, true, [](const R& r) { return number(r.points); }},
                      {Column::source, true, [](const R& r) { return r.source; }}};
  add_person(table);
  return written(table, sheet.marks);
}

std::string records(const Sheet& sheet) {
  using R = RecordRow;
  Columns_of<R> table{{Column::athlete, true, [](const R& r) { return r.person.name; }},
                      {Column::event, true, [](const R& r) { return r.event; }},
                      {Column::time, true, [](const R& r) { return seconds(r.time); }},
                      {Column::date, true, [](const R& r) { return r.date.text(); }},
                      {Column::venue, true, [](const R& r) { return r.venue; }},
                      {Column::track, true, [](const R& r) { return std::string(measure::text(r.track)); }},
                      {Column::record, true, [](const R& r) { return r.record; }},
                      {Column::source, true, [](const R& r) { return r.source; }}};
  add_person(table);
  return written(table, sheet.records);
}

}  // namespace

std::string write_csv(const Sheet& sheet, Table table) {
  constexpr std::array writers{races, results, splits, segments, marks, records};
  return writers[static_cast<std::size_t>(table)](sheet);
}

}  // namespace lastlap::formats
