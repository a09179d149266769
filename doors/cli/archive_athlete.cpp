#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "doors/cli/archive_questions.hpp"
#include "doors/cli/asking.hpp"
#include "doors/cli/said_differently.hpp"
#include "doors/cli/table.hpp"
#include "doors/cli/write_file.hpp"
#include "lastlap/archive/career.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/mark.hpp"
#include "lastlap/report/page.hpp"

namespace lastlap::cli {
namespace {

using archive::Career;
using archive::ChampionshipRun;
using archive::Disputed;
using archive::Held;
using archive::Level;
using archive::Medals;
using archive::Performance;
using base::Result;

constexpr std::size_t usual_results = 25;
constexpr std::array<std::pair<Level, const char*>, 3> medal_levels{
    {{Level::global, "Olympic Games and World Championships"}, {Level::area, "area championships"}, {Level::games, "other games"}}};

/// A career, and how it was asked for.
struct Page {
  Career career;
  std::vector<Disputed> disputed;
  std::optional<measure::AsOf> as_of;
};

std::optional<long> points_of(const archive::Athlete& athlete, const Performance& mark) {
  return archive::with_points(1, {athlete, mark}).points;
}

std::string heading_text(const Page& page) {
  const archive::Athlete& athlete = page.career.athlete;
  std::string text = athlete.name;
  if (!athlete.country.empty()) text += ", " + athlete.country;
  if (athlete.sex) text += fmt::format(", {}", measure::text(*athlete.sex));
  if (athlete.birth) text += ", born " + athlete.birth->text();
  else text += athlete.birth_year ? fmt::format(", born {}", *athlete.birth_year) : ", date of birth not known";
  return text + "\n" + as_of_line(page.as_of);
}

/// "disputed" where sources differ on a mark's time, or a result's outcome.
std::string standing_of(const Page& page, const Performance& mark) {
  const bool disputed = std::ranges::any_of(page.disputed, [&](const Disputed& fact) {
    const bool is_its = fact.fact == archive::Fact::result || (fact.fact == archive::Fact::mark && fact.event == mark.event);
    return is_its && fact.field == "time_s" && fact.date == mark.date;
  });
  return disputed ? "disputed" : "";
}

std::string standing_of(const Page& page, const std::string& race) {
  const bool disputed = std::ranges::any_of(page.disputed, [&](const Disputed& fact) {
    return fact.fact == archive::Fact::result && is_about_outcome(fact) && fact.race == race;
  });
  return disputed ? "disputed" : "";
}

std::string bests_text(const Page& page) {
  const Career& career = page.career;
  Table table{{{"event"}, {"track"}, {"best", true}, {"date"}, {"place", true}, {"points", true}, {"venue"}, {""}}};
  for (const Performance& best : career.bests) {
    const auto points = points_of(career.athlete, best);
    table.add({best.event, std::string(measure::text(best.track)), measure::text_of_mark(best.time), best.date.text(),
               dash_if_empty(best.place), points ? std::to_string(*points) : "-", best.venue, standing_of(page, best)});
  }
  return "\n" + (!table.empty() ? table.text() : career.held.empty() ? "No marks are known.\n" : "No marks are known but the records below.\n");
}

bool same_mark(const Performance& one, const Performance& other) {
  return one.event == other.event && one.track == other.track && one.date == other.date && one.time == other.time;
}

/// Seasons under each other, events beside each other; a star at the best.
std::string seasons_text(const Career& career) {
  if (career.season_bests.empty()) return "";
  std::vector<Column> columns{{"season"}};
  std::map<int, std::vector<std::string>> rows;
  for (const Performance& mark : career.season_bests) rows[mark.date.year()];
  for (const Performance& best : career.bests) {
    columns.push_back({best.event + (best.track == measure::TrackKind::short_200 ? " short " : " "), true});
    for (auto& [year, cells] : rows) {
      const auto season = std::ranges::find_if(career.season_bests, [&, in = year](const Performance& mark) {
        return mark.event == best.event && mark.track == best.track && mark.date.year() == in;
      });
      const bool known = season != career.season_bests.end();
      cells.push_back(!known ? "- " : measure::text_of_mark(season->time) + (same_mark(*season, best) ? "*" : " "));
    }
  }
  Table table{columns};
  for (auto& [year, cells] : rows) {
    cells.insert(cells.begin(), std::to_string(year));
    table.add(std::move(cells));
  }
  return "\nBest of each season; * the best of all\n" + table.text();
}

std::string medal_words(const std::optional<int>& medal) {
  if (!medal) return "";
  return *medal == 1 ? "gold" : *medal == 2 ? "silver" : "bronze";
}

std::string championships_text(const Career& career) {
  Table table{{{"championship"}, {"event"}, {"round"}, {"place", true}, {"mark", true}, {"date"}, {""}}};
  for (const ChampionshipRun& run : career.championships) {
    const std::string honour = run.medal ? medal_words(run.medal) : run.title() ? "title" : run.result.status != "OK" ? run.result.status : run.sure ? "" : "perhaps further";
    table.add({run.competition, event_words(run.race.event, run.race.track), dash_if_empty(run.race.round), count_or_dash(run.result.place),
               mark_or_dash(run.result.time), run.race.date.text(), honour});
  }
  if (table.empty()) return "";
  return "\n" + table.text() + "Told are championships with a race of hers or his in the archive, or a record of theirs, up to the furthest round it knows.\n";
}

std::string medals_text(const Career& career) {
  std::string text;
  for (const auto& [level, name] : medal_levels) {
    const Medals medals = archive::medals_of(career.championships, level);
    std::vector<std::string> parts;
    if (medals.gold > 0) parts.push_back(fmt::format("{} gold", medals.gold));
    if (medals.silver > 0) parts.push_back(fmt::format("{} silver", medals.silver));
    if (medals.bronze > 0) parts.push_back(fmt::format("{} bronze", medals.bronze));
    if (!parts.empty()) text += fmt::format("Medals among these, {}: {}\n", name, base::joined(parts));
  }
  return text.empty() ? "" : "\n" + text;
}

/// What no list names is called no record.
std::string title_of(const Held& held) {
  return held.listed ? archive::title_of(held.name) : "fastest known in the world";
}

std::string held_text(const Career& career) {
  Table listed{{{"record"}, {"event"}, {"mark", true}, {"from"}, {"until"}, {"venue"}}};
  Table fastest{{{"event"}, {"mark", true}, {"from"}, {"until"}, {"venue"}}};
  for (const Held& held : career.held) {
    const Performance& mark = held.mark.performance;
    std::vector<std::string> cells{event_words(mark.event, mark.track), measure::text_of_mark(mark.time), mark.date.text(),
                                   held.until ? held.until->text() : "stands", mark.venue};
    if (held.listed) cells.insert(cells.begin(), title_of(held));
    (held.listed ? listed : fastest).add(std::move(cells));
  }
  std::string text;
  if (!listed.empty()) text += "\nRecords, as listed\n" + listed.text();
  if (!fastest.empty()) text += "\nFastest in the world of the marks in the archive; no list of records names them\n" + fastest.text();
  return text;
}

std::string results_text(const Page& page, std::size_t shown) {
  const Career& career = page.career;
  Table table{{{"date"}, {"race"}, {"place", true}, {"mark", true}, {"status"}, {""}}};
  for (const auto& [race, result] : std::span{career.results}.last(shown))
    table.add({race.date.text(), race.id, count_or_dash(result.place), mark_or_dash(result.time), result.status, standing_of(page, race.id)});
  const std::size_t earlier = career.results.size() - shown;
  return table.empty() ? "" : "\n" + (earlier > 0 ? fmt::format("... {} earlier; --limit 0 shows all\n", earlier) : "") + table.text();
}

std::string text_of(const Page& page, std::size_t results_shown) {
  const Career& career = page.career;
  return heading_text(page) + bests_text(page) + seasons_text(career) + championships_text(career) + medals_text(career) +
         held_text(career) + results_text(page, results_shown) + said_differently_text(page.disputed, true);
}

Json json_of(const archive::Athlete& athlete, const Performance& mark) {
  Json document = json(mark);
  document["points"] = json(points_of(athlete, mark));
  document["points_computed"] = !mark.points.has_value();
  return document;
}

Json json_of(const ChampionshipRun& run) {
  return {{"competition", run.competition}, {"series", run.series},
          {"level", archive::text(run.level)}, {"event", run.race.event},
          {"track", measure::text(run.race.track)}, {"round", run.race.round},
          {"race", run.race.id.empty() ? Json() : Json(run.race.id)}, {"date", run.race.date.text()},
          {"place", json(run.result.place)}, {"time_s", json(run.result.time)},
          {"status", run.result.status}, {"medal", run.medal ? Json(medal_words(run.medal)) : Json()},
          {"title", run.title()}, {"sure", run.sure}};
}

Json json_of(const Held& held) {
  Json document{{"kind", archive::text(held.name.kind)}, {"of", held.name.of}, {"title", title_of(held)}, {"listed", held.listed},
                {"until", json(held.until)}};
  document.update(json(held.mark.performance));
  return document;
}

Json document_of(const Page& page) {
  const Career& career = page.career;
  Json document{{"schema", "lastlap.archive.athlete/1"},
                {"as_of", json(page.as_of)},
                {"athlete", career.athlete.name},
                {"sex", career.athlete.sex ? Json(measure::text(*career.athlete.sex)) : Json()},
                {"birth", json(career.athlete.birth)},
                {"birth_year", career.athlete.birth ? Json(career.athlete.birth->year()) : json(career.athlete.birth_year)},
                {"country", career.athlete.country},
                {"bests", Json::array()},
                {"season_bests", Json::array()},
                {"championships", Json::array()},
                {"medals", Json::object()},
                {"held", Json::array()},
                {"marks", list(career.marks)},
                {"results", Json::array()},
                {"records", Json::array()}};
  for (const Performance& best : career.bests) document["bests"].push_back(json_of(career.athlete, best));
  for (const Performance& best : career.season_bests) document["season_bests"].push_back(json_of(career.athlete, best));
  for (const ChampionshipRun& run : career.championships) document["championships"].push_back(json_of(run));
  for (const auto& [level, name] : medal_levels) {
    const Medals medals = archive::medals_of(career.championships, level);
    document["medals"][std::string(archive::text(level))] = {{"gold", medals.gold}, {"silver", medals.silver}, {"bronze", medals.bronze}};
  }
  for (const Held& held : career.held) document["held"].push_back(json_of(held));
  for (const auto& [race, result] : career.results) {
    Json line{{"race", race.id}, {"date", race.date.text()}};
    line.update(json(result));
    document["results"].push_back(line);
  }
  for (const archive::RecordFact& record : career.records) {
    Json line{{"record", record.record}};
    line.update(json(record.performance));
    document["records"].push_back(line);
  }
  document["said_differently"] = said_differently(page.disputed);
  return document;
}

/// One table for all parts of a career.
CsvText table_of(const Page& page) {
  const Career& career = page.career;
  CsvText table{{"athlete", "part", "event", "track", "time_s", "date", "until", "place", "status", "points", "what", "round", "venue", "source", "field", "value", "in_force"}};
  const auto add = [&](const char* part, const Performance& mark, const std::string& until, const std::string& what) {
    table.add({career.athlete.name, part, mark.event, std::string(measure::text(mark.track)), cell(mark.time), mark.date.text(), until, mark.place, "OK",
               cell(points_of(career.athlete, mark)), what, "", mark.venue, mark.source, "", "", ""});
  };
  for (const Performance& best : career.bests) add("best", best, "", "");
  for (const Performance& best : career.season_bests) add("season-best", best, "", std::to_string(best.date.year()));
  for (const Held& held : career.held)
    add(held.listed ? "record" : "fastest-known", held.mark.performance, held.until ? held.until->text() : "", title_of(held));
  const auto add_race = [&](const char* part, const archive::RaceHeading& race, const archive::RaceResult& result, const std::string& what) {
    table.add({career.athlete.name, part, race.event, std::string(measure::text(race.track)), cell(result.time), race.date.text(), "", cell(result.place),
               result.status, "", what, race.round, race.venue, result.source, "", "", ""});
  };
  for (const ChampionshipRun& run : career.championships) add_race("championship", run.race, run.result, run.competition);
  for (const auto& [race, result] : career.results) add_race("result", race, result, race.competition);
  for (const Disputed& fact : page.disputed) {
    for (const archive::Saying& saying : fact.sayings)
      table.add({career.athlete.name, "saying", fact.event, "", "", fact.date ? fact.date->text() : "", "", "", "", "",
                 fact.race.empty() ? std::string(archive::text(fact.fact)) : fmt::format("{} in {}", archive::text(fact.fact), fact.race), "", "", saying.source,
                 fact.field, saying.value, cell(saying.in_force)});
  }
  return table;
}

/// Writes athlete.json and athlete.html.
Result<std::string> write_page(const std::filesystem::path& folder, const Json& document) {
  if (const auto problem = make_folder(folder)) return tl::make_unexpected(*problem);
  const auto numbers = folder / "athlete.json", page = folder / "athlete.html";
  if (const auto problem = write_files({{numbers, text(document)}, {page, report::page(document)}})) return tl::make_unexpected(*problem);
  return fmt::format("\nWritten: {} and {}.\n", numbers.string(), page.string());
}

Result<Told> tell(const Options& options, const Question& question) {
  const auto as_of = as_of_in(question.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  const auto library = open_library(options);
  if (!library) return tl::make_unexpected(library.error());
  const auto athlete = library->archive.athlete(base::joined(question.names, " "));
  if (!athlete) return tl::make_unexpected(athlete.error());
  auto career = archive::career_of(library->archive, *athlete, library->tables, known_at(*as_of));
  if (!career) return tl::make_unexpected(career.error());
  auto disputed = archive::disputed_of_athlete(library->archive, *athlete, known_at(*as_of));
  if (!disputed) return tl::make_unexpected(disputed.error());
  const Page page{std::move(*career), std::move(*disputed), *as_of};
  Told told{text_of(page, lines_to_show(question, usual_results, page.career.results.size())), document_of(page), table_of(page)};
  if (!question.out.empty()) {
    const auto written = write_page(question.out, told.document);
    if (!written) return tl::make_unexpected(written.error());
    told.text += *written;
  }
  return told;
}

}  // namespace

void add_archive_athlete(CLI::App& group, const Options& options, ExitStatus& status) {
  const auto question = std::make_shared<Question>();
  CLI::App& athlete = *group.add_subcommand("athlete", "Show an athlete: bests, seasons, championships, medals, records, results");
  athlete.add_option("name", question->names, "any part of the name that means one athlete; accents optional")->type_name("NAME")->required();
  athlete.add_option("--out", question->out, "a folder for athlete.json and athlete.html, a page with pictures")->type_name("DIR");
  athlete.add_option("--limit", question->limit, "how many of the latest results the text shows; 0: all (default: 25)")->type_name("N")->check(CLI::Range(0, 1000000));
  athlete.footer("Example:\n  lastlap archive athlete \"ingebrigtsen j\" --as-of 2023-08-22 --out out");
  answers(athlete, options, question, status, tell);
}

}  // namespace lastlap::cli
