#include <fmt/format.h>

#include "doors/cli/archive_questions.hpp"
#include "doors/cli/asking.hpp"
#include "doors/cli/places.hpp"
#include "doors/cli/table.hpp"
#include "lastlap/archive/best_list.hpp"
#include "lastlap/archive/records.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::cli {
namespace {

using archive::Ranked;
using archive::RecordFact;
using base::Result;

constexpr std::size_t usual_lines = 20;

/// The question, read.
struct Wanted {
  measure::Event event;
  measure::Sex sex = measure::Sex::men;
  measure::TrackKind track = measure::TrackKind::oval_400;
  std::optional<int> season;
  std::optional<measure::AsOf> as_of;
};

Result<Wanted> wanted_in(const Question& question) {
  const auto event = event_in(question.event);
  if (!event) return tl::make_unexpected(event.error());
  const auto sex = sex_in(question.sex);
  if (!sex) return tl::make_unexpected(sex.error());
  const auto track = track_in(question.track);
  if (!track) return tl::make_unexpected(track.error());
  const auto as_of = as_of_in(question.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  return Wanted{**event, **sex, track->value_or(measure::TrackKind::oval_400), question.season, *as_of};
}

std::string points_of(const Ranked& line) {
  if (!line.points) return "-";
  return std::to_string(*line.points) + (line.points_computed ? "*" : " ");
}

/// "Of no list of marks, but a listed world record: 13:58.06, Beatrice Chebet, 2025-07-05, Eugene (USA)."
std::string beyond_words(const std::vector<RecordFact>& beyond) {
  std::string words;
  for (const RecordFact& record : beyond) {
    const archive::Performance& set = record.performance;
    const auto name = archive::read_record_name(record.record, set.event, set.track);
    words += fmt::format("Of no list of marks, but a listed {}: {}, {}, {}, {}.\n", name ? archive::title_of(*name) : record.record, measure::text_of_mark(set.time),
                         record.athlete ? record.athlete->name : record.written_name, set.date.text(), set.venue);
  }
  return words;
}

std::string text_of(const Wanted& wanted, const std::vector<Ranked>& list, const std::vector<RecordFact>& beyond, std::size_t shown) {
  std::string words = fmt::format("{}, {}, {}\n{}", event_words(wanted.event.name, wanted.track), measure::text(wanted.sex),
                                  wanted.season ? fmt::format("season {}", *wanted.season) : "all time", as_of_line(wanted.as_of));
  if (list.empty()) return words + "\nNo marks are known.\n" + beyond_words(beyond);
  Table table{{{"", true}, {"mark", true}, {"points", true}, {"athlete"}, {"country"}, {"born"}, {"place", true}, {"date"}, {"venue"}}};
  bool computed = false;
  for (const Ranked& line : std::span{list}.first(shown)) {
    const auto& [athlete, mark] = line.mark;
    table.add({std::to_string(line.rank), measure::text_of_mark(mark.time), points_of(line), athlete.name, dash_if_empty(athlete.country),
               athlete.birth ? athlete.birth->text() : count_or_dash(athlete.birth_year), dash_if_empty(mark.place), mark.date.text(), mark.venue});
    computed = computed || line.points_computed;
  }
  return words + "\n" + table.text() + and_more(list.size(), shown) +
         (computed ? "* points by the scoring tables, no list gives them\n" : "") + beyond_words(beyond);
}

Json document_of(const Wanted& wanted, std::span<const Ranked> list, const std::vector<RecordFact>& beyond) {
  Json document{{"schema", "lastlap.archive.best/1"},
                {"as_of", json(wanted.as_of)},
                {"event", wanted.event.name},
                {"sex", measure::text(wanted.sex)},
                {"track", measure::text(wanted.track)},
                {"season", json(wanted.season)},
                {"list", Json::array()},
                {"records_beyond", Json::array()}};
  for (const RecordFact& record : beyond) {
    Json one{{"record", record.record}, {"athlete", record.athlete ? record.athlete->name : record.written_name}};
    one.update(json(record.performance));
    document["records_beyond"].push_back(one);
  }
  for (const Ranked& line : list) {
    Json one{{"rank", line.rank}};
    one.update(json(line.mark));
    one["points"] = json(line.points);
    one["points_computed"] = line.points_computed;
    document["list"].push_back(one);
  }
  return document;
}

CsvText table_of(std::span<const Ranked> list) {
  CsvText table{{"rank", "athlete", "country", "birth", "sex", "event", "track", "time_s", "points", "points_computed", "place", "date", "venue", "source"}};
  for (const Ranked& line : list) {
    const auto& [athlete, mark] = line.mark;
    table.add({std::to_string(line.rank), athlete.name, athlete.country, athlete.birth ? athlete.birth->text() : "",
               athlete.sex ? std::string(measure::text(*athlete.sex)) : "", mark.event, std::string(measure::text(mark.track)),
               cell(mark.time), cell(line.points), cell(line.points_computed), mark.place, mark.date.text(), mark.venue, mark.source});
  }
  return table;
}

Result<Told> tell(const Options& options, const Question& question) {
  const auto wanted = wanted_in(question);
  if (!wanted) return tl::make_unexpected(wanted.error());
  const auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  const auto marks = archive->marks(
      {.event = wanted->event.name, .sex = wanted->sex, .track = wanted->track, .year = wanted->season}, known_at(wanted->as_of));
  if (!marks) return tl::make_unexpected(marks.error());
  const auto records = archive->records(known_at(wanted->as_of));
  if (!records) return tl::make_unexpected(records.error());
  const auto beyond = archive::records_beyond(*marks, *records, {.event = wanted->event.name, .sex = wanted->sex, .track = wanted->track, .season = wanted->season});
  const std::vector<Ranked> list = archive::best_list(*marks, question.all_marks);
  const auto first = std::span{list}.first(lines_to_show(question, 0, list.size()));
  return Told{text_of(*wanted, list, beyond, lines_to_show(question, usual_lines, list.size())), document_of(*wanted, first, beyond), table_of(first)};
}

}  // namespace

void add_archive_best(CLI::App& group, const Options& options, ExitStatus& status) {
  const auto question = std::make_shared<Question>();
  CLI::App& best = *group.add_subcommand("best", "List the best of a season or of all time, with World Athletics points");
  best.add_option("--event", question->event, "800, 1500, mile, 2-miles, ...")->type_name("EVENT")->required();
  best.add_option("--sex", question->sex, "men or women")->type_name("SEX")->required();
  best.add_option("--season", question->season, "only this calendar year; without it, all time")->type_name("YEAR")->check(CLI::Range(1800, 9999));
  best.add_option("--track", question->track, "oval-400 (default) or short-200")->type_name("TRACK");
  best.add_flag("--all-marks", question->all_marks, "every mark, not only each athlete's best");
  best.add_option("--limit", question->limit, "how many lines; 0: all (default: 20 of the text, all of --json and --csv)")->type_name("N")->check(CLI::Range(0, 1000000));
  best.footer("Example:\n  lastlap archive best --event 1500 --sex women --season 2023 --limit 10");
  answers(best, options, question, status, tell);
}

}  // namespace lastlap::cli
