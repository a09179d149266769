#include <fmt/format.h>

#include "doors/cli/archive_questions.hpp"
#include "doors/cli/asking.hpp"
#include "doors/cli/places.hpp"
#include "doors/cli/table.hpp"

namespace lastlap::cli {
namespace {

using archive::RaceHeading;
using base::Result;

Result<archive::RaceFilter> filter_in(const Question& question) {
  const auto event = event_in(question.event);
  if (!event) return tl::make_unexpected(event.error());
  const auto sex = sex_in(question.sex);
  if (!sex) return tl::make_unexpected(sex.error());
  const auto as_of = as_of_in(question.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  return archive::RaceFilter{.event = question.event, .sex = *sex, .year = question.season, .as_of = *as_of};
}

std::string text_of(const std::vector<RaceHeading>& races) {
  Table table{{{"date"}, {"race"}, {"competition"}, {"round"}, {"venue"}}};
  for (const RaceHeading& race : races) table.add({race.date.text(), race.id, race.competition, race.round, race.venue});
  return (races.empty() ? "" : table.text() + "\n") + fmt::format("{} {}\n", races.size(), races.size() == 1 ? "race" : "races");
}

CsvText table_of(const std::vector<RaceHeading>& races) {
  CsvText table{{"race", "competition", "round", "event", "distance_m", "sex", "date", "venue", "track", "field_complete", "source"}};
  for (const RaceHeading& race : races) {
    table.add({race.id, race.competition, race.round, race.event, cell(race.distance), std::string(measure::text(race.sex)), race.date.text(),
               race.venue, std::string(measure::text(race.track)), cell(race.field_complete), race.source});
  }
  return table;
}

Result<Told> tell(const Options& options, const Question& question) {
  const auto filter = filter_in(question);
  if (!filter) return tl::make_unexpected(filter.error());
  const auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  const auto races = archive->races(*filter);
  if (!races) return tl::make_unexpected(races.error());
  return Told{text_of(*races), {{"schema", "lastlap.archive.races/1"}, {"as_of", json(filter->as_of)}, {"races", list(*races)}}, table_of(*races)};
}

}  // namespace

void add_archive_races(CLI::App& group, const Options& options, ExitStatus& status) {
  const auto question = std::make_shared<Question>();
  CLI::App& races = *group.add_subcommand("races", "List the races of the archive");
  races.add_option("--event", question->event, "only this event: 1500, mile, 2-miles, ...")->type_name("EVENT");
  races.add_option("--sex", question->sex, "only men or women")->type_name("SEX");
  races.add_option("--year", question->season, "only this year")->type_name("YEAR");
  races.footer("Example:\n  lastlap archive races --event 1500 --sex men --year 2023");
  answers(races, options, question, status, tell);
}

}  // namespace lastlap::cli
