#include "doors/cli/archive_json.hpp"

#include <nlohmann/json.hpp>

namespace lastlap::cli {
namespace {

using Json = nlohmann::ordered_json;

Json json(const std::optional<measure::AsOf>& as_of) {
  return as_of ? Json(as_of->last_known.text()) : Json();
}
Json json(const std::optional<measure::Date>& date) {
  return date ? Json(date->text()) : Json();
}
Json json(const std::optional<int>& count) {
  return count ? Json(*count) : Json();
}
Json json(const std::optional<measure::Duration>& time) {
  return time ? Json(time->si()) : Json();
}
Json json(const std::optional<archive::Athlete>& athlete) {
  return athlete ? Json(athlete->name) : Json();
}

Json json(const archive::RaceHeading& race) {
  return {{"race", race.id},
          {"competition", race.competition},
          {"round", race.round},
          {"event", race.event},
          {"distance_m", race.distance.si()},
          {"sex", measure::text(race.sex)},
          {"date", race.date.text()},
          {"venue", race.venue},
          {"track", measure::text(race.track)},
          {"field_complete", race.field_complete},
          {"source", race.source}};
}

Json json(const archive::RaceResult& result) {
  return {{"place", json(result.place)},
          {"athlete", result.athlete.name},
          {"country", result.athlete.country},
          {"birth", json(result.athlete.birth)},
          {"time_s", json(result.time)},
          {"status", result.status},
          {"qualified", result.qualified},
          {"start_order", json(result.start_order)},
          {"source", result.source}};
}

Json json(const archive::SplitFact& split) {
  return {{"distance_m", split.distance.si()},  {"athlete", json(split.athlete)},
          {"written_name", split.written_name}, {"time_s", json(split.time)},
          {"place", json(split.place)},         {"source", split.source}};
}

Json json(const archive::SegmentFact& segment) {
  return {{"from_m", segment.from.si()},      {"to_m", segment.to.si()},
          {"athlete", json(segment.athlete)}, {"written_name", segment.written_name},
          {"time_s", segment.time.si()},      {"disputed", segment.disputed},
          {"source", segment.source}};
}

Json json(const archive::Performance& mark) {
  return {{"event", mark.event},         {"track", measure::text(mark.track)},
          {"time_s", mark.time.si()},    {"date", mark.date.text()},
          {"venue", mark.venue},         {"place", mark.place},
          {"points", json(mark.points)}, {"source", mark.source}};
}

template <class Values>
Json list(const Values& values) {
  Json all = Json::array();
  for (const auto& value : values) all.push_back(json(value));
  return all;
}

std::string text(const Json& document) {
  return document.dump(2) + "\n";
}

}  // namespace

std::string json_of_races(const std::vector<archive::RaceHeading>& races,
                          const std::optional<measure::AsOf>& as_of) {
  return text({{"schema", "lastlap.archive.races/1"}, {"as_of", json(as_of)}, {"races", list(races)}});
}

std::string json_of_race(const archive::RaceRecord& race, const std::optional<measure::AsOf>& as_of) {
  Json document{{"schema", "lastlap.archive.race/1"}, {"as_of", json(as_of)}};
  document.update(json(race.heading));
  document["results"] = list(race.results);
  document["splits"] = list(race.splits);
  document["segments"] = list(race.segments);
  return text(document);
}

std::string json_of_athlete(const AthletePage& page) {
  Json document{{"schema", "lastlap.archive.athlete/1"},
                {"as_of", json(page.as_of)},
                {"athlete", page.athlete.name},
                {"sex", page.athlete.sex ? Json(measure::text(*page.athlete.sex)) : Json()},
                {"birth", json(page.athlete.birth)},
                {"country", page.athlete.country},
                {"bests", list(page.bests)},
                {"marks", list(page.performances)}};
  document["results"] = Json::array();
  for (const auto& [race, result] : page.results) {
    Json line{{"race", race.id}, {"date", race.date.text()}};
    line.update(json(result));
    document["results"].push_back(line);
  }
  document["records"] = Json::array();
  for (const archive::RecordFact& record : page.records) {
    Json line{{"record", record.record}};
    line.update(json(record.performance));
    document["records"].push_back(line);
  }
  return text(document);
}

}  // namespace lastlap::cli
