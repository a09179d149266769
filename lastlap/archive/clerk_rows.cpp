#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "lastlap/archive/clerk.hpp"
#include "lastlap/archive/inside.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/archive/records.hpp"
#include "lastlap/formats/laps.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::archive {
namespace {

using formats::ResultRow;
using measure::Duration;
using measure::Sex;

constexpr double same_time_s = 0.0005;
/// Splits of 24 runners each 25 m of a 5000 m race are 4800.
constexpr int most_splits_of_a_race = 5000;
/// Heats, a final, and lists that tell one race by hand and automatically.
constexpr int most_marks_of_a_day = 20;

Value whole(const std::optional<int>& value) {
  return value ? Value{std::int64_t{*value}} : Value{};
}
Value seconds(const std::optional<Duration>& value) {
  return value ? Value{value->si()} : Value{};
}
Value flag(bool value) {
  return Value{std::int64_t{value ? 1 : 0}};
}

/// A record's sex is that of its name: "WR women".
Sex sex_of_record(const formats::RecordRow& row) {
  if (row.person.sex) return *row.person.sex;
  return row.record.find("women") == std::string::npos ? Sex::men : Sex::women;
}

}  // namespace

void Clerk::result(std::size_t sheet, const ResultRow& row) {
  const Row at{sheet, row.line};
  const Race* race = race_of(sheet, row.race, row.line);
  if (!race) return;
  if (row.time) {
    if (const std::string why = impossible_time(race->event, race->sex, row.time->si()); !why.empty())
      return bad(at, "not a result", why);
    if (const std::string what = limits_.unlikely(race->event, race->sex, row.time->si()); !what.empty())
      warn(at, row.person.name + ": " + what);
  }
  if (row.person.sex && *row.person.sex != race->sex)
    return bad(at, "not a result",
               fmt::format("{} is of the {}, {} is a race of the {}", row.person.name,
                           measure::text(*row.person.sex), race->id, measure::text(race->sex)));
  auto athlete = row.person.name.empty() ? wearing(row.bib, *race) : archived_starter(*race, row.person, at);
  if (!athlete && !row.person.name.empty()) athlete = who(row.person, race->sex, race->date, at);
  if (!athlete && row.person.name.empty()) {
    return bad(
        at, "not a result",
        fmt::format("only the number \"{}\" is told, and no starter of {} is known by it", row.bib, race->id),
        "import the start list before");
  }
  if (!athlete || !starts_anew(*race, *athlete, row, at)) return;
  if (starters_.contains(race->id)) starters_.erase(race->id);
  const Fields fields{{"country", country_of(row.person, at)},
                      {"place", whole(row.place)},
                      {"time_s", seconds(row.time)},
                      {"raw_time_s", seconds(row.raw_time)},
                      {"hand", flag(row.timing == formats::Timing::hand)},
                      {"status", row.status},
                      {"qualified", row.qualified},
                      {"start_order", whole(row.start_order)},
                      {"bib", row.bib}};
  const Told told = ledger_.result(race->id, *athlete, fields, teller(sheet, row.source, race->source));
  count(sheet, Fact::result, told, at, race->id + ", " + (row.person.name.empty() ? people_.at(*athlete).name : row.person.name));
  if (told == Told::corrected) correct_the_listed_mark(sheet, *race, *athlete, row);
}

/// A list of marks may tell the same performance: what is corrected in the result is corrected there, unless the files speak of the mark themselves.
void Clerk::correct_the_listed_mark(std::size_t sheet, const Race& race, long athlete, const ResultRow& row) {
  const std::vector<Change> changes = ledger_.changes();
  const auto of_time = std::ranges::find(changes, "time_s", &Change::field);
  const bool is_told = rules_.shipped || marks_of_a_day_.contains({athlete, race.event, race.date.text()});
  if (is_told || of_time == changes.end() || !row.time || row.status != "OK") return;
  SQLite::Statement ask{database_, "SELECT track, place FROM marks WHERE athlete_id = ? AND event = ? AND date = ? AND abs(time_s - ?) < 0.005"};
  const double was_s = std::strtod(of_time->was.c_str(), nullptr);
  bind_all(ask, athlete, race.event, race.date, was_s);
  if (!ask.executeStep() || (text_at(ask, 1).empty() && std::abs(was_s - row.time->si()) >= same_race_s)) return;
  const Fields place{{"place", text_at(ask, 1)}};
  const Told told = ledger_.mark(athlete, race.event, text_at(ask, 0), race.date.text(), row.time->si(), place, teller(sheet, row.source, race.source));
  count(sheet, Fact::mark, told, {sheet, row.line}, fmt::format("{}, {} of {}", people_.at(athlete).name, race.event, race.date.text()));
}

/// Whether the row says more than an earlier one on the same starter. A row said twice says nothing, nor does
/// one on a starter who finished that she did not start; anything else is two people, or wrong.
bool Clerk::starts_anew(const Race& race, long athlete, const ResultRow& row, Row at) {
  const Outcome outcome{row.place, row.time, row.status};
  const auto [before, is_first] = started_.try_emplace({race.id, athlete}, outcome);
  if (is_first) return true;
  const auto is_entry = [](const Outcome& one) {
    return !one.time && !one.place && (one.status == "DNS" || one.status == "entered");
  };
  if (outcome == before->second || is_entry(outcome)) {
    warn(at, fmt::format("{} stands twice in {}; this row is left aside", row.person.name, race.id));
    return false;
  }
  if (is_entry(before->second)) {
    before->second = outcome;
    return true;
  }
  bad(at, "not a result", fmt::format("{} starts twice in {}", row.person.name, race.id),
      "take one of the two rows out");
  return false;
}

/// Whether the file tells this time a second time: the same is left aside, another is a bad row.
bool Clerk::is_said_twice(const std::string& fact, double time_s, Row row, const char* what) {
  if (rules_.shipped) return false;
  const auto [before, is_first] = said_.try_emplace({row.sheet, fact}, time_s);
  if (is_first) return false;
  if (std::abs(before->second - time_s) < same_time_s) return warn(row, fact + " stands twice; this row is left aside"), true;
  bad(row, what, fmt::format("{} stands twice, in {} and {}", fact, measure::text_of_mark(Duration{before->second}), measure::text_of_mark(Duration{time_s})),
      "take one of the two rows out");
  return true;
}

void Clerk::splits(std::size_t sheet) {
  SQLite::Statement against{database_, R"sql(
    SELECT distance_m, time_s FROM splits WHERE race_id = ?1 AND athlete_id IS ?2 AND (?2 IS NOT NULL OR written_name = ?3) AND time_s IS NOT NULL
    UNION ALL SELECT r.distance_m, x.time_s FROM results x JOIN races r ON r.id = x.race_id
    WHERE x.race_id = ?1 AND x.athlete_id = ?2 AND x.time_s IS NOT NULL)sql"};
  for (const formats::SplitRow& row : sheets_[sheet].sheet->splits) {
    if (!step("splits")) return;
    const Row at{sheet, row.line};
    const Race* race = race_of(sheet, row.race, row.line);
    if (!race) continue;
    if (++splits_of_[race->id] > most_splits_of_a_race) {
      bad(at, "not a split", fmt::format("{} has more than {} of them", race->id, most_splits_of_a_race), "is it one race?");
      continue;
    }
    if (row.distance.si() > race->distance_m + 0.01) {
      bad(at, "not a split", fmt::format("{:g} m is beyond the finish of {}", row.distance.si(), race->id));
      continue;
    }
    const auto athlete = runner(*race, row.person, row.bib, at);
    const std::string name = row.person.name.empty() && athlete ? people_.at(*athlete).name : row.person.name;
    if (name.empty()) {
      bad(at, "not a split",
          fmt::format("only the number \"{}\" is told, and no starter of {} is known by it", row.bib,
                      race->id));
      continue;
    }
    std::string falls;
    against.reset();
    bind_all(against, race->id, athlete, name);
    while (row.time && against.executeStep()) {
      const double distance = number_at(against, 0), time = number_at(against, 1);
      const bool before = distance<row.distance.si() - 0.01, behind = distance> row.distance.si() + 0.01;
      if ((before && time >= row.time->si()) || (behind && time <= row.time->si()))
        falls =
            fmt::format("{} is at {:g} m in {}, but at {:g} m in {}", name, row.distance.si(),
                        measure::text_of_mark(*row.time), distance, measure::text_of_mark(Duration{time}));
    }
    if (!falls.empty()) {
      bad(at, "not a split", falls);
      continue;
    }
    const double metres = row.distance.si();
    if (row.time && !rules_.shipped && metres / row.time->si() > formats::fastest_mps(metres)) {
      bad(at, "not a split", fmt::format("nobody runs {:g} m in {}", metres, measure::text_of_mark(*row.time)));
      continue;
    }
    if (row.time && is_said_twice(fmt::format("{}, {} at {:g} m", race->id, name, metres), row.time->si(), at, "not a split")) continue;
    const Told told = ledger_.split(race->id, athlete, name, row.distance.si(),
                                    {{"time_s", seconds(row.time)}, {"place", whole(row.place)}},
                                    teller(sheet, row.source, race->source));
    count(sheet, Fact::split, told, at, fmt::format("{}, {} at {:g} m", race->id, name, row.distance.si()));
  }
}

void Clerk::segments(std::size_t sheet) {
  for (const formats::SegmentRow& row : sheets_[sheet].sheet->segments) {
    if (!step("segments")) return;
    const Row at{sheet, row.line};
    const Race* race = race_of(sheet, row.race, row.line);
    if (!race) continue;
    if (row.to.si() > race->distance_m + 0.01) {
      bad(at, "not a segment", fmt::format("{:g} m is beyond the finish of {}", row.to.si(), race->id));
      continue;
    }
    const double metres = (row.to - row.from).si();
    if (!rules_.shipped && !(row.time.si() > 0 && metres / row.time.si() <= formats::fastest_mps(metres))) {
      bad(at, "not a segment", fmt::format("nobody runs {:g} m in {}", metres, measure::text_of_mark(row.time)));
      continue;
    }
    const std::string of = fmt::format("{}, {} from {:g} m to {:g} m", race->id, row.person.name, row.from.si(), row.to.si());
    if (is_said_twice(of, row.time.si(), at, "not a segment")) continue;
    const Told told =
        ledger_.segment(race->id, runner(*race, row.person, "", at), row.person.name, row.from.si(),
                        row.to.si(), {{"time_s", row.time.si()}, {"disputed", flag(row.disputed)}},
                        teller(sheet, row.source, race->source));
    count(sheet, Fact::segment, told, at, of);
  }
}

void Clerk::marks(std::size_t sheet) {
  for (const formats::MarkRow& row : sheets_[sheet].sheet->marks) {
    if (!step("marks")) return;
    const Row at{sheet, row.line};
    const std::string& event = row.event.empty() ? rules_.context.event : row.event;
    if (event.empty()) {
      bad(at, "not a mark", "its event is not told", "give --event");
      continue;
    }
    if (!measure::event_named(event)) continue;
    const auto sex = row.person.sex ? row.person.sex : rules_.context.sex;
    if (!sex) {
      bad(at, "not a mark", "the athlete's sex is not told", "give --sex");
      continue;
    }
    if (!is_possible_day(row.date, at, "not a mark")) continue;
    if (const std::string why = impossible_time(event, *sex, row.time.si()); !why.empty()) {
      bad(at, "not a mark", why);
      continue;
    }
    if (const std::string what = rules_.shipped ? "" : limits_.unlikely(event, *sex, row.time.si());
        !what.empty())
      warn(at, row.person.name + ": " + what);
    const auto athlete = who(row.person, *sex, row.date, at);
    if (!athlete) continue;
    if (++marks_of_a_day_[{*athlete, event, row.date.text()}] > most_marks_of_a_day) {
      bad(at, "not a mark", fmt::format("{} has more than {} over {} on {}", row.person.name, most_marks_of_a_day, event, row.date.text()), "is it one athlete?");
      continue;
    }
    // A list words the venue in its own way; that is no correction.
    const Fields fields{{"venue", row.venue, true},
                        {"place", row.place},
                        {"points", whole(row.points)},
                        {"country", country_of(row.person, at)}};
    const Told told =
        ledger_.mark(*athlete, event, std::string(measure::text(row.track)), row.date.text(),
                     row.time.si(), fields, teller(sheet, row.source, rules_.context.source));
    count(sheet, Fact::mark, told, at,
          fmt::format("{}, {} of {}", row.person.name, event, row.date.text()));
  }
}

/// With the sex where only a column tells it; says so of a name that no question will ever find.
std::string Clerk::name_of_record(const formats::RecordRow& row, Row at) {
  const std::size_t bracket = std::min(row.record.find(" ("), row.record.size());
  std::string name = row.record.substr(0, bracket);
  const auto sex = row.person.sex ? row.person.sex : rules_.context.sex;
  if (sex && !name.ends_with(" men") && !name.ends_with(" women")) name += " " + std::string(measure::text(*sex));
  if (!read_record_name(name, row.event, row.track))
    warn(at, fmt::format("\"{}\" is no kind of record that lastlap knows; write WR men, NR GBR women, CR World Championships men, MR Bislett Games men", row.record));
  return name + row.record.substr(bracket);
}

// What stands in brackets behind a record may tell of later days, so it is kept apart as a note.
void Clerk::records(std::size_t sheet) {
  for (const formats::RecordRow& row : sheets_[sheet].sheet->records) {
    if (!step("records")) return;
    const Row at{sheet, row.line};
    if (row.event.empty()) bad(at, "not a record", "its event is not told");
    if (!measure::event_named(row.event) || !is_possible_day(row.date, at, "not a record")) continue;
    if (const std::string why = impossible_time(row.event, sex_of_record(row), row.time.si()); !why.empty()) {
      bad(at, "not a record", why);
      continue;
    }
    const std::string name = name_of_record(row, at);
    const std::size_t bracket = std::min(name.find(" ("), name.size());
    const auto athlete = who(row.person, sex_of_record(row), row.date, at);
    if (!athlete) continue;
    const Fields fields{
        {"time_s", row.time.si()}, {"venue", row.venue}, {"note", name.substr(bracket)}};
    const Told told = ledger_.record(
        athlete, row.person.name, row.event, std::string(measure::text(row.track)), row.date.text(),
        name.substr(0, bracket), fields, teller(sheet, row.source, rules_.context.source));
    count(sheet, Fact::record, told, at, fmt::format("{}, {} {}", row.person.name, row.record, row.event));
  }
}

}  // namespace lastlap::archive
