#include "lastlap/archive/field.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lastlap/archive/starters.hpp"

namespace lastlap::archive {
namespace {

using measure::AsOf;

/// "World Championships 2023 Budapest, men's 1500 m final"
std::string title_of(const RaceHeading& race) {
  const bool in_metres = race.event.find_first_not_of("0123456789") == std::string::npos;
  const std::string event = in_metres ? race.event + " m" : race.event == "2-miles" ? "2 miles" : race.event;
  const std::string round = race.round == "race" ? "" : " " + race.round;
  return fmt::format("{}, {}'s {}{}", race.competition, measure::text(race.sex), event, round);
}

}  // namespace

AsOf earliest(const AsOf& eve, const std::optional<AsOf>& asked) {
  return asked && asked->last_known < eve.last_known ? *asked : eve;
}

base::Result<Starter> known_starter(const Archive& archive, const Athlete& athlete, const AsOf& as_of) {
  auto performances = archive.performances(athlete, as_of);
  if (!performances) return tl::make_unexpected(performances.error());
  auto places = archive.places_at_splits(athlete, as_of);
  if (!places) return tl::make_unexpected(places.error());
  return Starter{.name = athlete.name,
                 .country = athlete.country,
                 .performances = std::move(*performances),
                 .places_at_splits = std::move(*places),
                 .stated = {},
                 .start_order = {}};
}

base::Result<RaceToRun> race_to_run(const Archive& archive, std::string_view id,
                                    const std::optional<AsOf>& as_of) {
  const auto record = archive.race(id);
  if (!record) return tl::make_unexpected(record.error());
  const RaceHeading& heading = record->heading;
  const AsOf eve = AsOf::eve_of(heading.date);
  RaceToRun race{.id = heading.id,
                 .title = title_of(heading),
                 .event = {heading.event, heading.distance},
                 .sex = heading.sex,
                 .track = heading.track,
                 .date = heading.date,
                 .as_of = earliest(eve, as_of),
                 .starters = {},
                 .remarks = {}};
  for (const RaceResult& result : record->results) {
    if (result.status == "DNS") continue;
    auto starter = known_starter(archive, result.athlete, race.as_of);
    if (!starter) return tl::make_unexpected(starter.error());
    starter->start_order = result.start_order;
    if (starter->performances.empty()) {
      race.remarks.push_back(
          fmt::format("no mark of {} is known as of {}", starter->name, race.as_of.last_known.text()));
    }
    race.starters.push_back(std::move(*starter));
  }
  if (race.starters.size() < 2) {
    return base::wrong("not a field", heading.id,
                       fmt::format("the archive knows {} of its starters", race.starters.size()),
                       "a race needs two; describe it in a race file");
  }
  if (!heading.field_complete)
    race.remarks.emplace_back("the field may be incomplete: slower finishers may be missing");
  if (as_of && as_of->last_known > eve.last_known) {
    race.remarks.push_back(fmt::format("asked as of {}, but only what was known on the eve, {}, is used",
                                       as_of->last_known.text(), eve.last_known.text()));
  }
  return race;
}

base::Result<RaceToRun> race_asked_for(const Archive& archive, const std::string& word,
                                       const std::optional<AsOf>& as_of) {
  if (word.ends_with(".toml")) return race_to_run(archive, std::filesystem::path{word}, as_of);
  return race_to_run(archive, std::string_view{word}, as_of);
}

}  // namespace lastlap::archive
