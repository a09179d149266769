#include "lastlap/formats/tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "lastlap/formats/cells.hpp"
#include "lastlap/formats/heading.hpp"
#include "lastlap/formats/naming.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/formats/status.hpp"
#include "lastlap/formats/table_row.hpp"
#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

constexpr std::string_view split_times = "split times";

/// The races that a table of results heads by itself, in columns of its own.
struct Races {
  bool are_headed = false;  ///< it has such columns, or no column of races
  std::map<std::string, std::pair<std::string, std::size_t>> headings = {};  ///< a race's key -> how it is headed, and on which line first
};

/// The name of a row's runner, whole, in parts, or both; nothing where a number (`bib`) stands for it.
Person name_in(TableRow& row) {
  const std::string given = row.words(Column::given), family = row.words(Column::family);
  const bool in_parts = !given.empty() || !family.empty(), numbered = !plain(row.cell(Column::bib)).empty();
  const std::string name = in_parts || numbered ? row.words(Column::athlete) : row.needed(Column::athlete);
  if (!in_parts) return person_named(name);
  if (name.empty()) return person_of({given, family});
  // A name that stands there in parts as well is spelt as it should be.
  Person person;
  person.name = name;
  person.given = given;
  person.family = family;
  return person;
}

Person person_in(TableRow& row) {
  Person person = name_in(row);
  if (person.name.empty() && plain(row.cell(Column::bib)).empty() && row.is_good()) row.wrong("it names nobody");
  person.country = row.words(Column::country);
  person.club = row.words(Column::club);
  person.number = row.whole(Column::athlete_number);
  // Lists that know only the year write it where the day should be.
  const bool only_year = row.cell(Column::birth).size() == 4;
  if (!only_year) person.birth = row.date(Column::birth);
  person.birth_year = row.whole(only_year ? Column::birth : Column::birth_year);
  if (person.birth_year && (*person.birth_year < 1850 || *person.birth_year > 2100)) row.wrong_cell(Column::birth_year, "year of birth");
  return person;
}

/// The event of a cell as lastlap calls it; as written, with a remark, if lastlap has none.
Heading event_in(TableRow& row) {
  const std::string_view raw = row.cell(Column::event);
  if (raw.empty()) return {.event = "", .is_known = false, .distance = {}, .sex = {}, .track = {}, .round = {}};
  if (const auto known = measure::event_named(raw))
    return {.event = known->name, .is_known = true, .distance = known->distance, .sex = {}, .track = {}, .round = {}};
  const std::string written = row.words(Column::event);
  Heading heading = heading_of(written);
  if (!heading.is_known) {
    heading.event = written;
    row.scribe().remark(remark_on_event(heading));
  }
  return heading;
}

bool ends_after_bar(std::string_view round, std::string_view words) {
  const std::size_t bar = round.find('|');
  return bar != round.npos && small_letters(trimmed(round.substr(bar + 1))) == words;
}

/// "final" of "Final | Diamond Discipline", "split times 2" of "Final 2 | Split times", which are the times on the way of
/// a longer race; our own words stay as they are.
std::string round_in(TableRow& row, std::string& title) {
  std::string written = row.words(Column::round);
  const std::string small = small_letters(written);
  if (small == written && written.find('|') == std::string::npos) return written;
  if (title.empty()) title = written;
  const std::string round = heading_of(std::string_view(written).substr(0, written.find('|'))).round;
  if (ends_after_bar(written, split_times)) {
    row.scribe().remark("a race of split times of a longer race");
    const std::size_t number = round.rfind(' ');
    return std::string(split_times) + (number == round.npos ? "" : round.substr(number));
  }
  return round.empty() ? written : round;
}

/// "heat 2" where the round and the number of the heat stand in two columns.
std::string with_heat(TableRow& row, const std::string& round) {
  const std::string heat = row.words(Column::heat);
  if (heat.empty()) return round;
  const auto number = whole_number(heat);
  const bool is_final = round == "final" && number == 1, has_number = !round.empty() && round.back() >= '0' && round.back() <= '9';
  if (is_final || has_number) return round;
  if (number) return fmt::format("{} {}", round.empty() ? "race" : round, *number);
  const std::string said = heading_of(heat).round;
  return said.empty() ? fmt::format("{} {}", round.empty() ? "race" : round, heat) : said;
}

void add_race(TableRow& row, Races&) {
  const Heading event = event_in(row);
  RaceRow race;
  race.line = row.line();
  race.key = row.needed(Column::race);
  race.has_id = true;
  race.title = row.words(Column::title);
  race.competition = row.words(Column::competition);
  race.round = with_heat(row, round_in(row, race.title));
  race.event = event.event;
  race.distance = row.distance(Column::distance);
  if (race.distance && event.is_known && std::abs(race.distance->si() - event.distance->si()) > 1.0)
    row.wrong(fmt::format("distance_m {} is not that of the event {}", row.cell(Column::distance), event.event));
  if (!race.distance) race.distance = event.distance;
  race.sex = row.has(Column::sex) ? row.sex() : event.sex;
  race.date = row.date(Column::date);
  race.venue = row.words(Column::venue);
  race.track = row.track();
  race.field_complete = row.yes_or_no(Column::field_complete);
  race.source = row.words(Column::source);
  if (row.is_good()) row.scribe().sheet.races.push_back(std::move(race));
}

/// The race that a row names.
std::string race_in(TableRow& row) { return row.has(Column::race) ? row.needed(Column::race) : std::string(untold_race); }

constexpr std::array columns_of_headings{Column::competition, Column::round, Column::event, Column::date, Column::venue, Column::heat};

bool heads_races(const Columns& columns) {
  return std::ranges::any_of(columns_of_headings, [&](Column column) { return columns.has(column); });
}

/// The heading of a race as a row of results tells it, in a table that holds both.
RaceRow heading_in(TableRow& row) {
  RaceRow race;
  race.line = row.line();
  race.title = row.words(Column::title);
  race.competition = row.words(Column::competition);
  race.round = with_heat(row, round_in(row, race.title));
  if (row.has(Column::event)) {
    const Heading event = event_in(row);
    race.event = event.event;
    race.distance = row.has(Column::distance) ? row.distance(Column::distance) : event.distance;
    race.sex = row.has(Column::sex) ? row.sex() : event.sex;
    race.track = row.has(Column::track) ? row.track() : event.track;
    if (race.round.empty()) race.round = event.round;
  } else {
    race.distance = row.distance(Column::distance);
    race.sex = row.sex();
    race.track = row.track();
  }
  race.date = row.date(Column::date);
  race.venue = row.words(Column::venue);
  return race;
}

std::string key_of(const RaceRow& race) {
  const bool untold = race.competition.empty() && !race.date && race.event.empty() && !race.sex && race.round.empty() && race.venue.empty();
  if (untold) return std::string(untold_race);
  return fmt::format("{}|{}|{}|{}|{}|{}", race.competition, race.date ? race.date->text() : "", race.event,
                     race.sex ? measure::text(*race.sex) : "", race.round, race.venue);
}

/// The key of a result's race; its heading goes into the sheet with the first row that names it.
std::string race_of_result(TableRow& row, Races& races) {
  if (row.has(Column::race) && !races.are_headed) return race_in(row);
  RaceRow race = heading_in(row);
  const std::string heading = key_of(race);
  race.has_id = row.has(Column::race);
  race.key = race.has_id ? race_in(row) : heading;
  if (!row.is_good()) return race.key;
  const auto [known, is_new] = races.headings.try_emplace(race.key, std::pair{heading, row.line()});
  if (!is_new && known->second.first != heading)
    row.wrong(fmt::format("{} is headed otherwise on line {}", shown(race.key), known->second.second), "give the two races two names");
  if (is_new) row.scribe().sheet.races.push_back(race);
  return race.key;
}

/// What stands instead of a time or a place: in its own column, or where the time or the place should be.
/// Nothing with a bad row if nobody knows the word; empty if the row says nothing at all.
std::optional<std::string_view> status_in(TableRow& row) {
  for (const Column column : {Column::status, Column::time, Column::place}) {
    // Statistics programs write it for what is not there, German lists for who did not start.
    if (row.cell(column) != "NA") continue;
    row.wrong_cell(column, "word that is understood: not available, or nicht angetreten", "write n.a. or DNS, or leave it empty");
    return std::nullopt;
  }
  if (const std::string_view cell = row.cell(Column::status); !cell.empty()) {
    const auto status = status_of(cell);
    if (!status) row.wrong_cell(Column::status, "status", "write OK, DNF, DQ, DNS or entered");
    return status;
  }
  if (const auto status = status_of(row.cell(Column::time))) return status;
  if (const auto status = status_of(row.cell(Column::place))) return status;
  if (row.cell(Column::time).empty() && row.cell(Column::place).empty()) return std::string_view{};
  return "OK";
}

void read_outcome(TableRow& row, ResultRow& result) {
  const std::string_view place = row.cell(Column::place);
  if (!status_of(place) && !is_outside(place)) result.place = row.place();
  const std::string timing = small_letters(row.cell(Column::timing));
  if (timing == "hand") result.timing = Timing::hand;
  else if (!timing.empty() && timing != "automatic") row.wrong_cell(Column::timing, "timing", "write automatic or hand");
  if (!status_of(row.cell(Column::time))) {
    if (auto time = row.time_with_honours(Column::time, result.qualified)) {
      // Times taken by hand are told to the tenth, rounded up. In a column of seconds a spreadsheet drops zeros at the end, so one
      // decimal says nothing of hands.
      time->by_hand = time->by_hand || result.timing == Timing::hand;
      result.time = time->official();
      result.raw_time = time->finer();
      result.timing = time->timing(false);
    }
  }
  if (const auto raw = row.time(Column::raw_time)) result.raw_time = raw->raw;
}

void add_result(TableRow& row, Races& races) {
  const auto status = status_in(row);
  if (status && status->empty()) {
    const std::string_view word = row.cell(Column::status);
    row.scribe().remark(word.empty() ? "a row without place, time or status" : fmt::format("a row whose status {} nobody knows", shown(word)));
    return;
  }
  ResultRow result;
  result.line = row.line();
  result.race = race_of_result(row, races);
  result.person = person_in(row);
  result.bib = row.words(Column::bib);
  result.person.sex = row.sex();
  result.status = std::string(status.value_or("OK"));
  read_outcome(row, result);
  if ((result.status == "DNF" || result.status == "DNS") && result.time)
    row.wrong(fmt::format("a runner with the status {} has no time", result.status), "clear the time, or write OK");
  if (const std::string qualified = row.words(Column::qualified); !qualified.empty()) result.qualified = qualified;
  result.start_order = row.whole(Column::start_order);
  result.source = row.words(Column::source);
  if (row.is_good()) row.scribe().sheet.results.push_back(std::move(result));
}

void add_split(TableRow& row, Races&) {
  SplitRow split;
  split.line = row.line();
  split.race = race_in(row);
  split.person = person_in(row);
  split.bib = row.words(Column::bib);
  split.distance = row.needed_distance(Column::distance);
  split.person.sex = row.sex();
  if (const auto time = row.time(Column::time)) split.time = time->raw;
  split.place = row.place();
  split.source = row.words(Column::source);
  if (row.is_good() && split.distance.si() < shortest_split_m) row.wrong_cell(Column::distance, "distance of a split");
  if (row.is_good() && !split.time && !split.place) row.wrong("it has neither a time nor a place");
  if (row.is_good()) row.scribe().sheet.splits.push_back(std::move(split));
}

void add_segment(TableRow& row, Races&) {
  SegmentRow segment;
  segment.line = row.line();
  segment.race = race_in(row);
  segment.person = person_in(row);
  segment.from = row.needed_distance(Column::from);
  segment.to = row.needed_distance(Column::to);
  segment.person.sex = row.sex();
  if (const auto time = row.needed_time(Column::time)) segment.time = time->raw;
  segment.disputed = row.yes_or_no(Column::disputed).value_or(false);
  segment.source = row.words(Column::source);
  if (row.is_good() && !(segment.from < segment.to)) row.wrong("it does not end behind its beginning");
  if (row.is_good()) row.scribe().sheet.segments.push_back(std::move(segment));
}

void add_mark(TableRow& row, Races&) {
  const Heading event = event_in(row);
  MarkRow mark;
  mark.line = row.line();
  mark.person = person_in(row);
  std::string qualified;
  mark.event = event.event;
  mark.person.sex = row.has(Column::sex) ? row.sex() : event.sex;
  mark.track = row.track().value_or(event.track.value_or(measure::TrackKind::oval_400));
  if (row.cell(Column::time).empty()) row.needed_time(Column::time);
  else if (const auto time = row.time_with_honours(Column::time, qualified)) mark.time = time->official();
  mark.date = row.needed_date(Column::date);
  mark.venue = row.words(Column::venue);
  mark.place = row.words(Column::place);
  mark.points = row.whole(Column::points);
  mark.source = row.words(Column::source);
  if (row.is_good()) row.scribe().sheet.marks.push_back(std::move(mark));
}

void add_record(TableRow& row, Races&) {
  const Heading event = event_in(row);
  RecordRow record;
  record.line = row.line();
  record.person = person_in(row);
  record.event = event.event;
  record.record = row.needed(Column::record);
  record.person.sex = row.has(Column::sex) ? row.sex() : heading_of(record.record).sex;
  record.track = row.track().value_or(event.track.value_or(measure::TrackKind::oval_400));
  if (const auto time = row.needed_time(Column::time)) record.time = time->official();
  record.date = row.needed_date(Column::date);
  record.venue = row.words(Column::venue);
  record.source = row.words(Column::source);
  if (row.is_good()) row.scribe().sheet.records.push_back(std::move(record));
}

struct TableKind {
  Table table;
  std::string_view name, what;
  void (*add)(TableRow&, Races&);
};

constexpr std::array kinds{TableKind{Table::races, "races", "not a race", add_race},
                           TableKind{Table::results, "results", "not a result", add_result},
                           TableKind{Table::splits, "splits", "not a split", add_split},
                           TableKind{Table::segments, "segments", "not a segment", add_segment},
                           TableKind{Table::marks, "marks", "not a mark", add_mark},
                           TableKind{Table::records, "records", "not a record", add_record}};

const TableKind& kind_of(Table table) { return kinds[static_cast<std::size_t>(table)]; }

std::optional<Table> table_under(const Columns& columns) {
  const auto has = [&](Column column) { return columns.has(column); };
  const bool numbered = has(Column::bib) && (has(Column::time) || has(Column::place) || has(Column::status));
  if (!has(Column::athlete) && !has(Column::family) && !numbered) {
    const bool tells = has(Column::competition) || has(Column::event) || has(Column::date);
    return has(Column::race) && tells ? std::optional{Table::races} : std::nullopt;
  }
  const bool outcome = has(Column::time) || has(Column::place);
  const bool of_lists = has(Column::time) && has(Column::date) && !has(Column::race);
  const bool of_races = has(Column::status) || has(Column::round) || has(Column::heat) || has(Column::qualified) || has(Column::start_order) || has(Column::bib);
  if (has(Column::from) && has(Column::to) && has(Column::time)) return Table::segments;
  if (has(Column::distance) && outcome && !has(Column::status) && !has(Column::event) && !has(Column::date)) return Table::splits;
  if (of_lists && has(Column::record)) return Table::records;
  if (of_lists && !of_races) return Table::marks;
  return outcome || has(Column::status) ? std::optional{Table::results} : std::nullopt;
}

}  // namespace

std::string_view text(Table table) { return kind_of(table).name; }

std::optional<Table> table_of(std::string_view text) {
  CellReader reader{text, separator_of(text)};
  Cells cells;
  std::string problem;
  if (!reader.next(cells, problem) || !problem.empty()) return std::nullopt;
  return table_under(Columns{cells});
}

/// The first of a few lines below the first that heads a table: spreadsheets have titles above.
static std::string header_below(std::string_view text) {
  constexpr std::size_t last_line = 10;
  std::string_view rest = text.substr(0, 1 << 16);
  for (std::size_t line = 2; line <= last_line; ++line) {
    const std::size_t end = rest.find('\n');
    if (end == rest.npos) break;
    rest.remove_prefix(end + 1);
    const auto table = table_of(rest.substr(0, rest.find('\n')));
    if (table && *table != Table::races) return fmt::format("its line {} heads {}; take out the lines above", line, formats::text(*table));
  }
  return {};
}

std::string table_missed_by(std::string_view text) {
  if (std::string below = header_below(text); !below.empty()) return below;
  CellReader reader{text, separator_of(text)};
  Cells cells;
  std::string problem;
  if (!reader.next(cells, problem) || !problem.empty()) return {};
  const Columns columns{cells};
  if (columns.known() < 2 || table_under(columns)) return {};
  const bool has_athlete = columns.has(Column::athlete) || columns.has(Column::family);
  return has_athlete ? "its first line names an athlete's column and none with times, places or statuses"
                     : "its first line names columns of ours and none with athletes (athlete, name, family)";
}

base::Result<Sheet> read_table(std::string_view text, std::string file) {
  CellReader reader{text, separator_of(text)};
  Cells cells;
  std::string problem;
  const auto no_table = [&](std::string why) { return base::wrong("not a table of ours", file + ":1", std::move(why), "docs/formats.md tells its columns"); };
  if (!reader.next(cells, problem)) return no_table("it is empty");
  if (!problem.empty()) return no_table(problem);
  const Columns columns{cells};
  const auto table = table_under(columns);
  if (!table) return no_table("its first line does not head races, results, splits, segments, marks or records");
  if (const auto& twice = columns.twice()) return no_table(*twice);
  Scribe scribe{file, fmt::format("lastlap CSV, {}", formats::text(*table))};
  for (const std::string& name : columns.unknown()) scribe.remark(fmt::format("the column {}", shown(name)));
  const TableKind& kind = kind_of(*table);
  Races races{.are_headed = heads_races(columns) || !columns.has(Column::race)};
  Asked asked;
  while (reader.next(cells, problem) && scribe.has_room(reader.line())) {
    const auto is_empty = [](std::string_view cell) { return trimmed(cell).empty(); };
    if (problem.empty() && std::ranges::all_of(cells, is_empty)) continue;
    // A spreadsheet may end its lines with separators that the header has not.
    while (cells.size() > columns.size() && is_empty(cells.back())) cells.pop_back();
    if (problem.empty() && cells.size() != columns.size())
      problem = fmt::format("{} cells where the header has {}", cells.size(), columns.size());
    if (!problem.empty()) {
      scribe.wrong(reader.line(), {std::string(kind.what), problem, ""});
      continue;
    }
    TableRow row{cells, columns, scribe, reader.line(), kind.what, asked};
    kind.add(row, races);
  }
  const Sheet& read = scribe.sheet;
  const bool has_rows = read.races.size() + read.results.size() + read.splits.size() + read.segments.size() + read.marks.size() + read.records.size() > 0;
  for (std::size_t i = 0; has_rows && i < column_count; ++i) {
    const auto column = static_cast<Column>(i);
    if (columns.has(column) && !asked.test(i)) scribe.remark(fmt::format("the column {}, which {} have not", name_of(column), formats::text(*table)));
  }
  return std::move(scribe).done();
}

}  // namespace lastlap::formats
