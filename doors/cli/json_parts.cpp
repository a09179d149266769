#include "doors/cli/json_parts.hpp"

#include <cmath>

namespace lastlap::cli {

Json json(const std::optional<measure::AsOf>& as_of) {
  return as_of ? Json(as_of->last_known.text()) : Json();
}
Json json(const std::optional<measure::Date>& date) {
  return date ? Json(date->text()) : Json();
}
Json json(const std::optional<int>& count) {
  return count ? Json(*count) : Json();
}
Json json(const std::optional<long>& count) {
  return count ? Json(*count) : Json();
}
// Differences of published times carry the dust of binary fractions.
Json json(measure::Duration time) {
  return Json(std::round(time.si() * 1e4) / 1e4);
}
Json json(measure::Distance distance) {
  return Json(std::round(distance.si() * 1e4) / 1e4);
}
Json json(const std::optional<measure::Duration>& time) {
  return time ? json(*time) : Json();
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
          {"raw_time_s", json(result.raw_time)},
          {"hand", result.hand},
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

Json json(const archive::AthleteMark& mark) {
  Json whole{{"athlete", mark.athlete.name}, {"country", mark.athlete.country}, {"birth", json(mark.athlete.birth)}};
  whole.update(json(mark.performance));
  return whole;
}

std::string text(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lastlap::cli
