#include <fmt/format.h>

#include <algorithm>

#include "doors/cli/archive_questions.hpp"
#include "doors/cli/asking.hpp"
#include "doors/cli/places.hpp"
#include "doors/cli/said_differently.hpp"
#include "doors/cli/table.hpp"
#include "lastlap/archive/closing.hpp"
#include "lastlap/archive/sayings.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::cli {
namespace {

using archive::Basis;
using archive::Closing;
using archive::Disputed;
using archive::Passing;
using archive::RaceRecord;
using archive::RaceResult;
using archive::Saying;
using base::Result;

/// Bounds are shown for as many of the first as stand on the podium; --json and --csv have all.
constexpr int bounds_shown_to_place = 3;
/// From further out it is no finish; --json and --csv have all.
constexpr measure::Distance longest_closing_shown{800.01};

/// All that is told of a race.
struct RaceStory {
  RaceRecord race;
  std::vector<Passing> passings;
  std::vector<Closing> closings;
  std::vector<Disputed> disputed;
  std::optional<measure::AsOf> as_of;
};

std::optional<measure::Duration> behind_winner(const RaceRecord& race, const RaceResult& result) {
  const auto winner = std::ranges::find_if(race.results, [](const RaceResult& one) { return one.place == 1 && one.time; });
  if (winner == race.results.end() || !result.time || result.place == 1) return std::nullopt;
  return *result.time - *winner->time;
}

std::string heading_text(const archive::RaceHeading& heading) {
  return fmt::format("{}, {}'s {} {}\n{}, {}, track {}\n{}\nSource: {}\n", heading.competition, measure::text(heading.sex),
                     heading.event, heading.round, heading.date.text(), heading.venue, measure::text(heading.track),
                     heading.field_complete ? "The field is complete." : "The field may be incomplete: slower finishers may be missing.",
                     heading.source);
}

/// "3:29.38"; "3:29.4h" by hand.
std::string mark_words(const RaceResult& result) {
  std::string mark = mark_or_dash(result.time);
  if (!result.hand || !result.time) return mark;
  if (mark.ends_with('0')) mark.pop_back();
  return mark + "h";
}

std::string results_text(const RaceRecord& race) {
  Table results{{{"place", true}, {"athlete"}, {"country"}, {"mark", true}, {"behind s", true}, {"status"}, {"qualified"}, {"start", true}}};
  for (const RaceResult& result : race.results) {
    const auto behind = behind_winner(race, result);
    results.add({count_or_dash(result.place), result.athlete.name, result.athlete.country, mark_words(result),
                 behind ? seconds(*behind) : "", result.status, result.qualified, count_or_dash(result.start_order)});
  }
  return results.empty() ? "" : "\n" + results.text();
}

/// "computed" where it is so, "disputed" where it is so.
std::string how_words(Basis basis, bool disputed) {
  const std::string how = basis == Basis::published ? "" : std::string(archive::text(basis));
  return how + (disputed ? (how.empty() ? "disputed" : ", disputed") : "");
}

/// Places without a time, where nothing else is known of the runner there.
bool says_only_a_place(const archive::SplitFact& split, const std::vector<Passing>& passings) {
  return !split.time && std::ranges::none_of(passings, [&](const Passing& passing) {
    return split.athlete && passing.athlete == split.athlete->id && std::abs((passing.at - split.distance).si()) < 0.01;
  });
}

std::string passings_text(const RaceStory& story) {
  struct Line {
    double at_m;
    int place;
    std::vector<std::string> cells;
  };
  std::vector<Line> lines;
  constexpr int last = 1000;
  for (const Passing& one : story.passings) {
    if (one.at >= story.race.heading.distance - measure::Distance{0.01}) continue;
    const auto gap = gap_of(story.passings, one);
    lines.push_back({one.at.si(), one.place.value_or(last),
                     {metres(one.at), count_or_dash(one.place), one.name, seconds(one.time),
                      gap && gap->si() > 0 ? seconds(*gap) : "", how_words(one.basis, one.disputed), one.source}});
  }
  for (const archive::SplitFact& split : story.race.splits) {
    if (says_only_a_place(split, story.passings))
      lines.push_back({split.distance.si(), split.place.value_or(last),
                       {metres(split.distance), count_or_dash(split.place), split.athlete ? split.athlete->name : split.written_name, "-", "", "", split.source}});
  }
  std::ranges::stable_sort(lines, [](const Line& one, const Line& other) {
    return std::pair(one.at_m, one.place) < std::pair(other.at_m, other.place);
  });
  Table table{{{"split m", true}, {"place", true}, {"athlete"}, {"time", true}, {"behind s", true}, {""}, {"source"}}};
  for (Line& line : lines) table.add(std::move(line.cells));
  return table.empty() ? "" : "\n" + table.text();
}

/// "The leaders' sections: 0 to 200 m 27.11, ..."
std::string sections_text(const RaceStory& story) {
  const auto sections = archive::sections_of_leaders(story.passings);
  if (sections.size() < 2) return "";
  std::vector<std::string> parts;
  for (const archive::Section& section : sections) parts.push_back(fmt::format("{} to {} m {}", metres(section.from), metres(section.to), seconds(section.time)));
  return "\nThe leaders' sections: " + base::joined(parts) + "\n";
}

bool is_shown(const RaceStory& story, const Closing& closing) {
  if (closing.last > longest_closing_shown) return false;
  if (!closing.at_most) return true;
  return std::ranges::any_of(story.race.results, [&](const RaceResult& result) {
    return closing.athlete == result.athlete.id && result.place && *result.place <= bounds_shown_to_place;
  });
}

std::string closings_text(const RaceStory& story) {
  Table table{{{"last m", true}, {"athlete"}, {"", true}, {"time", true}, {"+-", true}, {""}, {"source"}}};
  for (const Closing& closing : story.closings) {
    if (!is_shown(story, closing)) continue;
    table.add({metres(closing.last), closing.name, closing.at_most ? "at most" : "", seconds(closing.time),
               fmt::format("{:.2g}", closing.tolerance.si()), how_words(closing.basis, closing.disputed), closing.source});
  }
  return table.empty() ? "" : "\n" + table.text();
}

std::string text_of(const RaceStory& story) {
  return heading_text(story.race.heading) + results_text(story.race) + passings_text(story) + sections_text(story) + closings_text(story) + said_differently_text(story.disputed);
}

Json document_of(const RaceStory& story) {
  const RaceRecord& race = story.race;
  Json document{{"schema", "lastlap.archive.race/1"}, {"as_of", json(story.as_of)}};
  document.update(json(race.heading));
  document["results"] = Json::array();
  for (const RaceResult& result : race.results) {
    Json line = json(result);
    line["behind_s"] = json(behind_winner(race, result));
    document["results"].push_back(line);
  }
  document["splits"] = list(race.splits);
  document["segments"] = list(race.segments);
  document["passings"] = Json::array();
  for (const Passing& one : story.passings) {
    document["passings"].push_back({{"distance_m", json(one.at)}, {"athlete", one.name}, {"time_s", json(one.time)}, {"tolerance_s", json(one.tolerance)},
                                    {"behind_s", json(gap_of(story.passings, one))}, {"place", json(one.place)}, {"basis", archive::text(one.basis)},
                                    {"disputed", one.disputed}, {"source", one.source}});
  }
  document["leader_sections"] = Json::array();
  for (const archive::Section& one : archive::sections_of_leaders(story.passings)) {
    document["leader_sections"].push_back(
        {{"from_m", json(one.from)}, {"to_m", json(one.to)}, {"time_s", json(one.time)}, {"tolerance_s", json(one.tolerance)}});
  }
  document["closings"] = Json::array();
  for (const Closing& one : story.closings) {
    document["closings"].push_back({{"last_m", json(one.last)}, {"athlete", one.name}, {"time_s", json(one.time)}, {"tolerance_s", json(one.tolerance)},
                                    {"at_most", one.at_most}, {"basis", archive::text(one.basis)}, {"disputed", one.disputed}, {"source", one.source}});
  }
  document["said_differently"] = said_differently(story.disputed);
  return document;
}

/// Whether sources differ on this starter's place, time or status.
bool is_disputed(const RaceStory& story, const RaceResult& result) {
  return std::ranges::any_of(story.disputed, [&](const Disputed& fact) {
    return fact.fact == archive::Fact::result && is_about_outcome(fact) && fact.athlete && fact.athlete->id == result.athlete.id;
  });
}

/// One table for all: results at the finish, passings before it, closing times from their start to the finish.
CsvText table_of(const RaceStory& story) {
  CsvText table{{"race", "part", "athlete", "country", "from_m", "to_m", "time_s", "tolerance_s", "behind_s", "place", "status", "basis", "at_most", "disputed", "source", "field", "value", "in_force"}};
  const RaceRecord& race = story.race;
  const std::string& id = race.heading.id;
  const measure::Distance start{0}, finish = race.heading.distance;
  for (const RaceResult& result : race.results) {
    table.add({id, "result", result.athlete.name, result.athlete.country, cell(start), cell(finish), cell(result.time), "", cell(behind_winner(race, result)),
               cell(result.place), result.status, "published", cell(false), cell(is_disputed(story, result)), result.source, "", "", ""});
  }
  for (const Passing& one : story.passings) {
    if (one.at >= finish - measure::Distance{0.01}) continue;
    table.add({id, "split", one.name, "", cell(start), cell(one.at), cell(one.time), cell(one.tolerance), cell(gap_of(story.passings, one)), cell(one.place), "",
               std::string(archive::text(one.basis)), cell(false), cell(one.disputed), one.source, "", "", ""});
  }
  for (const archive::SplitFact& split : race.splits) {
    if (says_only_a_place(split, story.passings))
      table.add({id, "split", split.athlete ? split.athlete->name : split.written_name, "", cell(start), cell(split.distance), "", "", "", cell(split.place), "",
                 "published", cell(false), cell(false), split.source, "", "", ""});
  }
  for (const Closing& one : story.closings) {
    table.add({id, "closing", one.name, "", cell(finish - one.last), cell(finish), cell(one.time), cell(one.tolerance), "", "", "",
               std::string(archive::text(one.basis)), cell(one.at_most), cell(one.disputed), one.source, "", "", ""});
  }
  for (const Disputed& fact : story.disputed) {
    for (const Saying& saying : fact.sayings)
      table.add({id, "saying", fact.athlete ? fact.athlete->name : fact.written_name, "", fact.from ? cell(*fact.from) : "", fact.to ? cell(*fact.to) : "", "", "", "", "", "",
                 std::string(archive::text(fact.fact)), "", cell(true), saying.source, fact.field, saying.value, cell(saying.in_force)});
  }
  return table;
}

Result<Told> tell(const Options& options, const Question& question) {
  const auto as_of = as_of_in(question.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  const auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  auto race = archive->race(question.race, *as_of);
  if (!race) return tl::make_unexpected(race.error());
  auto disputed = archive::disputed_in_race(*archive, race->heading.id);
  if (!disputed) return tl::make_unexpected(disputed.error());
  RaceStory story{.race = std::move(*race), .passings = {}, .closings = {}, .disputed = std::move(*disputed), .as_of = *as_of};
  story.passings = archive::passings_of(story.race);
  story.closings = archive::closings_of(story.race);
  return Told{text_of(story), document_of(story), table_of(story)};
}

}  // namespace

void add_archive_race(CLI::App& group, const Options& options, ExitStatus& status) {
  const auto question = std::make_shared<Question>();
  CLI::App& race = *group.add_subcommand("race", "Show a race: results, splits, gaps, closing times, and who says what");
  race.add_option("race", question->race, "the race's id, as lastlap archive races lists it")->type_name("RACE")->required();
  race.footer("Example:\n  lastlap archive race budapest-2023-men-1500-final");
  answers(race, options, question, status, tell);
}

}  // namespace lastlap::cli
