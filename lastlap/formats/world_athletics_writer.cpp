#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "lastlap/formats/words.hpp"
#include "lastlap/formats/world_athletics.hpp"
#include "lastlap/formats/world_athletics_names.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::formats {
namespace {

/// "3:29.38", or "3:29.4h" by hand.
std::string value_of(const ResultRow& result) {
  if (result.status != "OK" || !result.time) return result.status;
  std::string text = measure::text_of_mark(*result.time);
  if (result.timing == Timing::hand) text.back() = 'h';
  return text;
}

/// "Roma" and "ITA" of "Roma (ITA)".
std::pair<std::string, std::string> venue_and_country(const std::string& venue) {
  const std::size_t bracket = venue.rfind(" (");
  const bool has_country = bracket != venue.npos && venue.size() == bracket + 6 && venue.back() == ')';
  if (!has_country) return {venue, ""};
  return {venue.substr(0, bracket), venue.substr(bracket + 2, 3)};
}

/// First and last name, where a person has one name only: the first word, and the rest.
std::pair<std::string, std::string> names_of(const Person& person) {
  if (!person.given.empty() || !person.family.empty()) return {person.given, person.family};
  const std::size_t blank = person.name.find(' ');
  if (blank == person.name.npos) return {"", person.name};
  return {person.name.substr(0, blank), person.name.substr(blank + 1)};
}

class CompetitionWriter {
 public:
  explicit CompetitionWriter(const Sheet& sheet) : sheet_{sheet} {
    for (const ResultRow& result : sheet.results) results_[result.race].push_back(&result);
    for (const SplitRow& split : sheet.splits) splits_[{split.race, split.person.name, split.bib}].push_back(&split);
  }

  Written write() {
    JsonToWrite units = JsonToWrite::array();
    for (const auto& [event, races] : units_of_races()) units.push_back(unit(event, races));
    say_what_is_left_out();
    remark("waId of the competition is written as 0: put in its number");
    JsonToWrite document;
    document["waId"] = 0;
    document["athletes"] = athletes_;
    document["relayTeams"] = JsonToWrite::array();
    document["venues"] = venues();
    document["units"] = std::move(units);
    Written written{document.dump(2, ' ', false, JsonToWrite::error_handler_t::replace) + "\n", {}};
    for (const auto& [text, times] : remarks_) written.remarks.push_back(times == 1 ? text : fmt::format("{} ({} times)", text, times));
    return written;
  }

 private:
  /// An event as the document parts its units.
  using UnitEvent = std::tuple<std::string, std::optional<measure::Sex>, measure::TrackKind>;
  using Races = std::vector<const RaceRow*>;

  void remark(const std::string& text) {
    const auto known = std::ranges::find(remarks_, text, &std::pair<std::string, std::size_t>::first);
    if (known == remarks_.end()) remarks_.emplace_back(text, 1);
    else ++known->second;
  }

  std::vector<std::pair<UnitEvent, Races>> units_of_races() const {
    std::vector<std::pair<UnitEvent, Races>> units;
    for (const RaceRow& race : sheet_.races) {
      const UnitEvent event{race.event, race.sex, race.track.value_or(measure::TrackKind::oval_400)};
      auto unit = std::ranges::find(units, event, &std::pair<UnitEvent, Races>::first);
      if (unit == units.end()) unit = units.insert(units.end(), {event, {}});
      unit->second.push_back(&race);
    }
    return units;
  }

  JsonToWrite unit(const UnitEvent& event, const Races& races) {
    const auto& [name, sex, track] = event;
    const auto number = sex ? number_of(name, *sex, track) : std::nullopt;
    if (!number) remark(fmt::format("waEventId of {} is written as 0: World Athletics' number of it is not known", name.empty() ? "a race without event" : name));
    JsonToWrite json;
    json["waEventId"] = number.value_or(0);
    json["title"] = title_of(event, races);
    json["rounds"] = JsonToWrite::array();
    std::vector<std::pair<std::string, JsonToWrite>> rounds;
    for (const RaceRow* race : races) {
      const RoundToWrite to_write = round_to_write(race->round);
      if (!to_write.is_held) remark(fmt::format("the round \"{}\" is written as {} {}", race->round, to_write.round.type, to_write.round.number));
      auto round = std::ranges::find(rounds, to_write.round.type, &std::pair<std::string, JsonToWrite>::first);
      if (round == rounds.end()) round = rounds.insert(rounds.end(), {to_write.round.type, JsonToWrite::array()});
      round->second.push_back(race_json(*race, free_number(round->second, to_write.round.number)));
    }
    for (auto& [type, written] : rounds) json["rounds"].push_back({{"type", type}, {"races", std::move(written)}});
    return json;
  }

  /// A title that all races of a unit have, or the event in words.
  static std::string title_of(const UnitEvent& event, const Races& races) {
    const bool same = std::ranges::all_of(races, [&](const RaceRow* race) { return race->title == races.front()->title; });
    if (same && !races.front()->title.empty()) return races.front()->title;
    const auto& [name, sex, track] = event;
    const bool in_metres = whole_number(name).has_value();
    return fmt::format("{}{}{}{}", name, in_metres ? " m" : "", sex ? fmt::format(" {}", measure::text(*sex)) : "",
                       track == measure::TrackKind::short_200 ? " short track" : "");
  }

  /// Races of a round are numbered apart.
  int free_number(const JsonToWrite& races, int number) {
    const auto is_taken = [&](int candidate) {
      return std::ranges::any_of(races, [&](const JsonToWrite& race) { return race["number"] == candidate; });
    };
    if (!is_taken(number)) return number;
    remark("a round has two races of one number: the later is given another");
    while (is_taken(number)) ++number;
    return number;
  }

  JsonToWrite race_json(const RaceRow& race, int number) {
    JsonToWrite json;
    json["number"] = number;
    if (race.date) json["date"] = race.date->text();
    else remark("a race without a date: World Athletics asks for it");
    json["results"] = JsonToWrite::array();
    const auto results = results_.find(race.key);
    if (results == results_.end()) return json;
    for (const ResultRow* result : results->second) {
      if (result->status == "entered" || (result->status == "OK" && !result->time)) {
        remark("a runner without time and status is left out");
        continue;
      }
      json["results"].push_back(result_json(*result));
    }
    return json;
  }

  JsonToWrite result_json(const ResultRow& result) {
    JsonToWrite json;
    json["athleteId"] = id_of(result.person);
    json["result"] = value_of(result);
    if (result.place) json["placeInRace"] = *result.place;
    if (result.qualified == "q" || result.qualified == "Q") json["qualified"] = result.qualified;
    else if (!result.qualified.empty()) remark(fmt::format("the qualification \"{}\" is left out: only Q and q are known", result.qualified));
    if (result.raw_time) remark("times finer than hundredths are left out");
    if (result.status != "OK" && result.time) remark("the time of a runner who was disqualified is left out");
    if (JsonToWrite details = splits_of(result); !details.empty()) json["detail"] = std::move(details);
    return json;
  }

  JsonToWrite splits_of(const ResultRow& result) {
    JsonToWrite details = JsonToWrite::array();
    const auto splits = splits_.find({result.race, result.person.name, result.bib});
    const auto by_name = splits == splits_.end() ? splits_.find({result.race, result.person.name, ""}) : splits;
    if (by_name == splits_.end()) return details;
    for (const SplitRow* split : by_name->second) {
      written_splits_.insert(split);
      if (split->place) remark("places at splits are left out");
      if (!split->time) continue;
      // The schema of the import allows metres below 1000 only; a split that is known is written all the same.
      if (split->distance.si() >= 999.995) remark("splits at 1000 m and beyond are written, though the import's schema allows three digits only");
      const auto hundredths = std::llround(split->time->si() * 100.0);
      details.push_back({{"distance", fmt::format("{:.2f}", split->distance.si())}, {"result", measure::text(measure::Mark::of_hundredths(static_cast<long>(hundredths)))}});
    }
    return details;
  }

  int id_of(const Person& person) {
    const auto key = std::make_tuple(person.name, person.birth ? person.birth->text() : "", person.country, person.sex);
    const auto [known, is_new] = ids_.try_emplace(key, static_cast<int>(ids_.size()) + 1);
    if (!is_new) return known->second;
    const auto [first, last] = names_of(person);
    JsonToWrite json;
    json["id"] = known->second;
    json["firstName"] = first;
    json["lastName"] = last;
    if (person.birth) json["birthdate"] = person.birth->text();
    else remark("an athlete without a birth date: World Athletics asks for it");
    if (!person.country.empty()) json["country"] = person.country;
    else remark("an athlete without a country: World Athletics asks for it");
    if (person.sex) json["sex"] = *person.sex == measure::Sex::men ? "male" : "female";
    athletes_.push_back(std::move(json));
    return known->second;
  }

  JsonToWrite venues() {
    std::set<std::string> names;
    for (const RaceRow& race : sheet_.races)
      if (!race.venue.empty()) names.insert(race.venue);
    JsonToWrite json = JsonToWrite::array();
    if (names.size() > 1) remark("venues are not tied to races: which race was where is lost");
    for (const std::string& venue : names) {
      const auto [name, country] = venue_and_country(venue);
      JsonToWrite one;
      one["id"] = json.size() + 1;
      one["name"] = name;
      if (!country.empty()) one["country"] = country;
      else remark("a venue without a country: World Athletics asks for it");
      json.push_back(std::move(one));
    }
    return json;
  }

  void say_what_is_left_out() {
    const auto count = [&](std::size_t rows, std::string_view of) {
      if (rows > 0) remark(fmt::format("{} {} are left out: the format has no place for them", rows, of));
    };
    count(sheet_.segments.size(), "segments");
    count(sheet_.marks.size(), "marks of lists");
    count(sheet_.records.size(), "records");
    count(sheet_.splits.size() - written_splits_.size(), "splits of nobody in the results");
    std::size_t orphans = sheet_.results.size();
    for (const RaceRow& race : sheet_.races)
      if (const auto results = results_.find(race.key); results != results_.end()) orphans -= results->second.size();
    count(orphans, "results of races that are not in the sheet");
  }

  const Sheet& sheet_;
  std::map<std::string, std::vector<const ResultRow*>> results_;
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<const SplitRow*>> splits_;
  std::set<const SplitRow*> written_splits_;
  std::map<std::tuple<std::string, std::string, std::string, std::optional<measure::Sex>>, int> ids_;
  JsonToWrite athletes_ = JsonToWrite::array();
  std::vector<std::pair<std::string, std::size_t>> remarks_;
};

}  // namespace

Written write_wa_json(const Sheet& sheet) { return CompetitionWriter{sheet}.write(); }

}  // namespace lastlap::formats
