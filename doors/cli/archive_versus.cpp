#include <fmt/format.h>

#include "doors/cli/archive_questions.hpp"
#include "doors/cli/asking.hpp"
#include "doors/cli/table.hpp"
#include "lastlap/archive/versus.hpp"

namespace lastlap::cli {
namespace {

using archive::Ahead;
using archive::Meeting;
using archive::Score;
using archive::Side;
using archive::Versus;
using base::Result;

constexpr std::size_t usual_lines = 30;

std::string score_words(const Score& score) {
  return fmt::format("{} - {}{}", score.first, score.second, score.level > 0 ? fmt::format(", {} level", score.level) : "");
}

/// "1  3:29.38", or the status of who did not finish.
std::string side_words(const Side& side) {
  if (side.status != "OK") return side.status;
  return fmt::format("{:>2}  {:>8}", count_or_dash(side.place), mark_or_dash(side.time));
}

/// What the race was: the competition, or the venue that a list names.
std::string where_words(const Meeting& meeting) {
  const std::string at = meeting.competition.empty() ? meeting.venue : meeting.competition;
  if (meeting.round.empty() || meeting.round == "race") return at;
  return at + ", " + meeting.round;
}

std::string weight_words(const Meeting& meeting) {
  if (meeting.medal) return "medal";
  return meeting.final && meeting.championship ? "championship final" : meeting.final ? "final" : "";
}

std::string margin_words(const Meeting& meeting) {
  if (!meeting.margin) return "-";
  return seconds(*meeting.margin);
}

std::string no_meeting_words(const Versus& both) {
  const auto& [one, other] = std::pair{both.first, both.second};
  if (!one.sex || !other.sex || one.sex == other.sex) return "No race of both is known.\n";
  return fmt::format("They run in different races: {} is of the {}, {} of the {}.\n", one.name, measure::text(*one.sex), other.name, measure::text(*other.sex));
}

std::string text_of(const Versus& both, const std::optional<measure::AsOf>& as_of, std::size_t shown) {
  std::string words = fmt::format("{} - {}\n{}\n", both.first.name, both.second.name, as_of_line(as_of));
  if (both.meetings.empty()) return words + no_meeting_words(both);
  Table scores{{{""}, {both.first.name + " - " + both.second.name}, {"races", true}}};
  const auto add = [&](const std::string& what, const Score& score) {
    if (score.races() > 0) scores.add({what, score_words(score), std::to_string(score.races())});
  };
  add("all races", both.all);
  add("finals and single races", both.finals);
  add("championship finals", both.championship_finals);
  add("with a medal for the one ahead", both.medals);
  for (const auto& [event, score] : both.by_event) add(event, score);
  for (const auto& [year, score] : both.by_year) add(std::to_string(year), score);
  words += scores.text() + "\n";
  Table races{{{"date"}, {"event"}, {"race"}, {both.first.name}, {both.second.name}, {"ahead"}, {"by s", true}, {""}, {"known from"}}};
  for (const Meeting& meeting : std::span{both.meetings}.last(shown)) {
    const std::string ahead = meeting.ahead == Ahead::level ? "level" : meeting.ahead == Ahead::first ? both.first.name : both.second.name;
    races.add({meeting.date.text(), event_words(meeting.event, meeting.track), where_words(meeting), side_words(meeting.first), side_words(meeting.second),
               ahead, margin_words(meeting), weight_words(meeting), meeting.race.empty() ? "lists" : meeting.race});
  }
  const std::size_t earlier = both.meetings.size() - shown;
  return words + (earlier > 0 ? fmt::format("... {} earlier; --limit 0 shows all\n", earlier) : "") + races.text();
}

Json json_of(const Score& score) {
  return {{"first", score.first}, {"second", score.second}, {"level", score.level}};
}

Json json_of(const Side& side) {
  return {{"place", json(side.place)}, {"time_s", json(side.time)}, {"status", side.status}};
}

Json json_of(const Meeting& meeting) {
  return {{"date", meeting.date.text()},
          {"race", meeting.race.empty() ? Json() : Json(meeting.race)},
          {"competition", meeting.competition},
          {"venue", meeting.venue},
          {"event", meeting.event},
          {"track", measure::text(meeting.track)},
          {"round", meeting.round},
          {"final", meeting.final},
          {"championship", meeting.championship ? Json(archive::text(*meeting.championship)) : Json()},
          {"medal", meeting.medal},
          {"first", json_of(meeting.first)},
          {"second", json_of(meeting.second)},
          {"ahead", archive::text(meeting.ahead)},
          {"margin_s", json(meeting.margin)},
          {"source", meeting.source}};
}

Json document_of(const Versus& both, const std::optional<measure::AsOf>& as_of, std::span<const Meeting> meetings) {
  Json document{{"schema", "lastlap.archive.versus/1"},
                {"as_of", json(as_of)},
                {"athletes", Json::array({both.first.name, both.second.name})},
                {"all", json_of(both.all)},
                {"finals", json_of(both.finals)},
                {"championship_finals", json_of(both.championship_finals)},
                {"medals", json_of(both.medals)},
                {"by_event", Json::array()},
                {"by_year", Json::array()},
                {"meetings", Json::array()}};
  const auto add = [&](const char* list, Json row, const Score& score) {
    row.update(json_of(score));
    document[list].push_back(row);
  };
  for (const auto& [event, score] : both.by_event) add("by_event", {{"event", event}}, score);
  for (const auto& [year, score] : both.by_year) add("by_year", {{"year", year}}, score);
  for (const Meeting& meeting : meetings) document["meetings"].push_back(json_of(meeting));
  return document;
}

CsvText table_of(const Versus& both, std::span<const Meeting> meetings) {
  CsvText table{{"date", "race", "competition", "venue", "event", "track", "round", "final", "championship", "medal", "first", "first_place",
                 "first_time_s", "first_status", "second", "second_place", "second_time_s", "second_status", "ahead", "margin_s", "source"}};
  for (const Meeting& m : meetings) {
    table.add({m.date.text(), m.race, m.competition, m.venue, m.event, std::string(measure::text(m.track)), m.round, cell(m.final),
               m.championship ? std::string(archive::text(*m.championship)) : "", cell(m.medal), both.first.name, cell(m.first.place),
               cell(m.first.time), m.first.status, both.second.name, cell(m.second.place), cell(m.second.time), m.second.status,
               std::string(archive::text(m.ahead)), cell(m.margin), m.source});
  }
  return table;
}

Result<std::pair<archive::Athlete, archive::Athlete>> pair_in(const archive::Archive& archive, const Question& question) {
  const auto first = archive.athlete(question.names[0]);
  if (!first) return tl::make_unexpected(first.error());
  const auto second = archive.athlete(question.names[1]);
  if (!second) return tl::make_unexpected(second.error());
  if (first->id == second->id) return base::wrong("one athlete twice", first->name, "both names mean her or him", "name two athletes");
  return std::pair{*first, *second};
}

Result<Told> tell(const Options& options, const Question& question) {
  const auto as_of = as_of_in(question.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  const auto library = open_library(options);
  if (!library) return tl::make_unexpected(library.error());
  const auto pair = pair_in(library->archive, question);
  if (!pair) return tl::make_unexpected(pair.error());
  const auto both = archive::versus(library->archive, pair->first, pair->second, library->tables, known_at(*as_of));
  if (!both) return tl::make_unexpected(both.error());
  const std::size_t all = both->meetings.size();
  const auto last = std::span{both->meetings}.last(lines_to_show(question, 0, all));
  return Told{text_of(*both, *as_of, lines_to_show(question, usual_lines, all)), document_of(*both, *as_of, last), table_of(*both, last)};
}

}  // namespace

void add_archive_versus(CLI::App& group, const Options& options, ExitStatus& status) {
  const auto question = std::make_shared<Question>();
  CLI::App& versus = *group.add_subcommand("versus", "Two athletes against each other: who was ahead, when, by how much");
  versus.add_option("names", question->names, "two athletes, each by any part of the name that means one")->type_name("A B")->required()->expected(2);
  versus.add_option("--limit", question->limit, "how many of the latest races; 0: all (default: 30 of the text, all of --json and --csv)")->type_name("N")->check(CLI::Range(0, 1000000));
  versus.footer("Example:\n  lastlap archive versus \"josh kerr\" \"jakob ingebrigtsen\" --as-of 2024-08-05");
  answers(versus, options, question, status, tell);
}

}  // namespace lastlap::cli
