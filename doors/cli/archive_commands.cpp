#include "doors/cli/archive_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "doors/cli/archive_json.hpp"
#include "doors/cli/import_commands.hpp"
#include "doors/cli/output.hpp"
#include "doors/cli/places.hpp"
#include "doors/cli/table.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::cli {
namespace {

using archive::Archive;
using archive::Performance;
using base::Result;
using measure::AsOf;
using measure::Date;

/// What the user wrote after `lastlap archive ...`.
struct Asked {
  std::string event, sex, as_of, race;
  std::optional<int> year;
  std::vector<std::string> name;
};

std::string mark_or_dash(const std::optional<measure::Duration>& time) {
  return time ? measure::text_of_mark(*time) : "-";
}
std::string count_or_dash(const std::optional<int>& count) {
  return count ? std::to_string(*count) : "-";
}
std::string metres(measure::Distance distance) {
  return fmt::format("{:g}", distance.si());
}
std::string dash_if_empty(const std::string& text) {
  return text.empty() ? "-" : text;
}

Result<std::optional<AsOf>> as_of_in(const std::string& written) {
  if (written.empty()) return std::optional<AsOf>{};
  const auto date = Date::read(written);
  if (!date) return base::wrong(date.error().what, "--as-of", date.error().why, date.error().hint);
  return std::optional{AsOf{*date}};
}

Result<archive::RaceFilter> filter_in(const Asked& asked) {
  archive::RaceFilter filter{.event = asked.event, .sex = {}, .year = asked.year, .as_of = {}};
  if (!asked.event.empty() && !measure::event_named(asked.event)) {
    std::vector<std::string> names;
    for (const measure::Event& event : measure::all_events()) names.push_back(event.name);
    return base::wrong("no such event", "--event", "\"" + asked.event + "\"",
                       "it is one of " + base::joined(names));
  }
  if (!asked.sex.empty()) {
    filter.sex = measure::sex_named(asked.sex);
    if (!filter.sex)
      return base::wrong("no such sex", "--sex", "\"" + asked.sex + "\"", "it is men or women");
  }
  const auto as_of = as_of_in(asked.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  filter.as_of = *as_of;
  return filter;
}

std::string as_of_text(const std::optional<AsOf>& as_of) {
  return as_of ? fmt::format("As of {}.\n", as_of->last_known.text()) : "";
}

Result<std::string> races_answer(const Options& options, const Asked& asked) {
  const auto filter = filter_in(asked);
  if (!filter) return tl::make_unexpected(filter.error());
  const auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  const auto races = archive->races(*filter);
  if (!races) return tl::make_unexpected(races.error());
  if (options.json) return json_of_races(*races, filter->as_of);
  Table table{{{"date"}, {"race"}, {"competition"}, {"round"}, {"venue"}}};
  for (const auto& race : *races)
    table.add({race.date.text(), race.id, race.competition, race.round, race.venue});
  return (races->empty() ? "" : table.text()) + fmt::format("{}{} {}\n", races->empty() ? "" : "\n",
                                                            races->size(),
                                                            races->size() == 1 ? "race" : "races");
}

std::string name_of(const std::optional<archive::Athlete>& athlete, const std::string& written) {
  return athlete ? athlete->name : written;
}

std::string text_of_race(const archive::RaceRecord& race) {
  const auto& heading = race.heading;
  std::string text = fmt::format(
      "{}, {}'s {} {}\n{}, {}, track {}\n{}\nSource: {}\n", heading.competition, measure::text(heading.sex),
      heading.event, heading.round, heading.date.text(), heading.venue, measure::text(heading.track),
      heading.field_complete ? "The field is complete."
                             : "The field may be incomplete: slower finishers may be missing.",
      heading.source);
  Table results{{{"place", true},
                 {"athlete"},
                 {"country"},
                 {"mark", true},
                 {"status"},
                 {"qualified"},
                 {"start", true}}};
  for (const auto& result : race.results) {
    results.add({count_or_dash(result.place), result.athlete.name, result.athlete.country,
                 mark_or_dash(result.time), result.status, result.qualified,
                 count_or_dash(result.start_order)});
  }
  if (!results.empty()) text += "\n" + results.text();
  Table splits{{{"split m", true}, {"place", true}, {"athlete"}, {"time", true}, {"source"}}};
  for (const auto& split : race.splits) {
    splits.add({metres(split.distance), count_or_dash(split.place),
                name_of(split.athlete, split.written_name), mark_or_dash(split.time), split.source});
  }
  if (!splits.empty()) text += "\n" + splits.text();
  Table segments{{{"from m", true}, {"to m", true}, {"athlete"}, {"time", true}, {""}, {"source"}}};
  for (const auto& segment : race.segments) {
    segments.add({metres(segment.from), metres(segment.to), name_of(segment.athlete, segment.written_name),
                  mark_or_dash(segment.time), segment.disputed ? "disputed" : "", segment.source});
  }
  if (!segments.empty()) text += "\n" + segments.text();
  return text;
}

Result<std::string> race_answer(const Options& options, const Asked& asked) {
  const auto as_of = as_of_in(asked.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  const auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  const auto race = archive->race(asked.race, *as_of);
  if (!race) return tl::make_unexpected(race.error());
  return options.json ? json_of_race(*race, *as_of) : text_of_race(*race);
}

/// The fastest mark of each event, outdoors and on the short track apart, shortest event first.
std::vector<Performance> bests(const std::vector<Performance>& performances) {
  std::map<std::pair<double, measure::TrackKind>, Performance> fastest;
  for (const Performance& performance : performances) {
    const auto event = measure::event_named(performance.event);
    if (!event) continue;
    const auto [best, is_first] = fastest.try_emplace({event->distance.si(), performance.track}, performance);
    if (!is_first && performance.time < best->second.time) best->second = performance;
  }
  std::vector<Performance> in_order;
  for (const auto& [key, performance] : fastest) in_order.push_back(performance);
  return in_order;
}

std::string text_of_athlete(const AthletePage& page) {
  std::string text = page.athlete.name;
  if (!page.athlete.country.empty()) text += ", " + page.athlete.country;
  if (page.athlete.sex) text += fmt::format(", {}", measure::text(*page.athlete.sex));
  text += page.athlete.birth ? ", born " + page.athlete.birth->text() : ", date of birth not known";
  text += "\n" + as_of_text(page.as_of);
  Table marks{{{"event"}, {"track"}, {"best", true}, {"date"}, {"place", true}, {"points", true}, {"venue"}}};
  for (const Performance& best : page.bests) {
    marks.add({best.event, std::string(measure::text(best.track)), measure::text_of_mark(best.time),
               best.date.text(), dash_if_empty(best.place), count_or_dash(best.points), best.venue});
  }
  text += "\n" + (marks.empty() ? "No marks are known.\n" : marks.text());
  Table results{{{"date"}, {"race"}, {"place", true}, {"mark", true}, {"status"}}};
  for (const auto& [race, result] : page.results) {
    results.add(
        {race.date.text(), race.id, count_or_dash(result.place), mark_or_dash(result.time), result.status});
  }
  if (!results.empty()) text += "\n" + results.text();
  Table records{{{"record"}, {"event"}, {"track"}, {"mark", true}, {"date"}, {"venue"}}};
  for (const auto& record : page.records) {
    const Performance& mark = record.performance;
    records.add({record.record, mark.event, std::string(measure::text(mark.track)),
                 measure::text_of_mark(mark.time), mark.date.text(), mark.venue});
  }
  if (!records.empty()) text += "\n" + records.text();
  return text;
}

Result<AthletePage> page_of(const Archive& archive, const std::string& name,
                            const std::optional<AsOf>& as_of) {
  // Asked without a date: everything the archive knows.
  const AsOf known = as_of.value_or(AsOf{Date::of(9999, 12, 31)});
  const auto athlete = archive.athlete(name);
  if (!athlete) return tl::make_unexpected(athlete.error());
  auto performances = archive.performances(*athlete, known);
  if (!performances) return tl::make_unexpected(performances.error());
  auto results = archive.results(*athlete, known);
  if (!results) return tl::make_unexpected(results.error());
  auto records = archive.records(*athlete, known);
  if (!records) return tl::make_unexpected(records.error());
  return AthletePage{.athlete = *athlete,
                     .as_of = as_of,
                     .bests = bests(*performances),
                     .performances = std::move(*performances),
                     .results = std::move(*results),
                     .records = std::move(*records)};
}

Result<std::string> athlete_answer(const Options& options, const Asked& asked) {
  const auto as_of = as_of_in(asked.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  const auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  const auto page = page_of(*archive, base::joined(asked.name, " "), *as_of);
  if (!page) return tl::make_unexpected(page.error());
  return options.json ? json_of_athlete(*page) : text_of_athlete(*page);
}

using Answer = Result<std::string> (*)(const Options&, const Asked&);

/// Runs `give` with what was asked when `command` was the one parsed.
void answers(CLI::App& command, const Options& options, const std::shared_ptr<Asked>& asked,
             ExitStatus& status, Answer give) {
  command.callback([&options, &status, asked, give] {
    const auto text = give(options, *asked);
    status = text ? answer(*text) : complain(text.error());
  });
}

void add_as_of(CLI::App& command, const std::shared_ptr<Asked>& asked) {
  command.add_option("--as-of", asked->as_of, "only what was known at the end of this day, as 2023-08-22")
      ->type_name("DATE");
}

}  // namespace

void add_archive_commands(CLI::App& app, const Options& options, ExitStatus& status) {
  CLI::App& group = *app.add_subcommand("archive", "Races, results, splits and marks, each with its source");
  group.require_subcommand(1);
  group.footer("Example:\n  lastlap archive races --event 1500 --sex women --year 2024");

  const auto asked = std::make_shared<Asked>();
  CLI::App& races = *group.add_subcommand("races", "List the races of the archive");
  races.add_option("--event", asked->event, "only this event: 1500, mile, 2-miles, ...")->type_name("EVENT");
  races.add_option("--sex", asked->sex, "only men or women")->type_name("SEX");
  races.add_option("--year", asked->year, "only this year")->type_name("YEAR");
  add_as_of(races, asked);
  races.footer("Example:\n  lastlap archive races --event 1500 --sex men --year 2023");
  answers(races, options, asked, status, races_answer);

  CLI::App& race = *group.add_subcommand("race", "Show a race: results, splits, segments");
  race.add_option("race", asked->race, "the race's id, as lastlap archive races lists it")
      ->type_name("RACE")
      ->required();
  add_as_of(race, asked);
  race.footer("Example:\n  lastlap archive race budapest-2023-men-1500-final");
  answers(race, options, asked, status, race_answer);

  CLI::App& athlete = *group.add_subcommand("athlete", "Show an athlete: bests, results, records");
  athlete.add_option("name", asked->name, "any part of the name that means one athlete; accents optional")
      ->type_name("NAME")
      ->required();
  add_as_of(athlete, asked);
  athlete.footer("Example:\n  lastlap archive athlete \"ingebrigtsen j\" --as-of 2023-08-22");
  answers(athlete, options, asked, status, athlete_answer);
  add_import_commands(group, options, status);
}

}  // namespace lastlap::cli
