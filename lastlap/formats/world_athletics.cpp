#include "lastlap/formats/world_athletics.hpp"

#include <fmt/format.h>

#include <map>
#include <optional>

#include "lastlap/formats/heading.hpp"
#include "lastlap/formats/naming.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/formats/status.hpp"
#include "lastlap/formats/words.hpp"
#include "lastlap/formats/world_athletics_names.hpp"

namespace lastlap::formats {
namespace {

class CompetitionReader {
 public:
  explicit CompetitionReader(std::string file) : scribe_{std::move(file), "World Athletics result import"} {}

  Sheet read(const Json& document) {
    read_athletes(document);
    read_venue(document);
    std::size_t number = 0;
    for (const Json& unit : rows_under(document, "units")) read_unit(unit, ++number);
    return std::move(scribe_).done();
  }

 private:
  void read_athletes(const Json& document) {
    std::size_t number = 0;
    for (const Json& object : rows_under(document, "athletes")) {
      JsonRow row{object, scribe_, {++number, "not an athlete"}};
      const auto id = row.whole("id");
      if (!id && row.is_good()) row.wrong("id is missing");
      Person person = person_of({row.words("firstName"), row.words("lastName")});
      person.birth = row.date("birthdate");
      person.country = row.words("country");
      const std::string sex = row.words("sex");
      person.sex = sex_called(sex);
      if (!sex.empty() && !person.sex) row.wrong(fmt::format("sex: {} is neither male nor female", shown(sex)));
      if (person.name.empty() && row.is_good()) row.wrong("it names nobody");
      if (row.is_good() && !athletes_.emplace(*id, std::move(person)).second) row.wrong(fmt::format("the id {} stands twice", *id));
    }
  }

  /// A competition of one venue is held there; which race is where is not told.
  void read_venue(const Json& document) {
    const auto& venues = rows_under(document, "venues");
    if (venues.empty()) return;
    if (venues.size() > 1) return scribe_.remark("venues: more than one, and no race says which is its own");
    JsonRow row{venues.front(), scribe_, {1, "not a venue"}};
    const std::string name = row.words("name"), country = row.words("country");
    venue_ = country.empty() || name.empty() ? name : fmt::format("{} ({})", name, country);
  }

  void read_unit(const Json& object, std::size_t number) {
    JsonRow unit{object, scribe_, {number, "not a unit"}};
    const auto event_number = unit.whole("waEventId");
    const std::string title = unit.words("title");
    RaceRow race;
    race.title = title;
    race.venue = venue_;
    if (const NumberedEvent* known = event_numbered(event_number.value_or(0))) {
      race.event = known->event;
      race.distance = measure::event_named(known->event)->distance;
      race.sex = known->sex;
      race.track = known->track;
    } else {
      const Heading heading = heading_of(title);
      race.event = heading.event.empty() ? fmt::format("event {} of World Athletics", event_number.value_or(0)) : heading.event;
      race.distance = heading.distance;
      race.sex = heading.sex;
      race.track = heading.track;
      if (!heading.is_known) scribe_.remark(fmt::format("{}: not an event of lastlap", race.event));
    }
    std::size_t round_number = 0;
    for (const Json& round : rows_under(object, "rounds")) read_round(round, race, fmt::format("{}-{}", number, ++round_number));
  }

  void read_round(const Json& object, const RaceRow& of_unit, const std::string& key) {
    const Json& type = under(object, "type");
    const auto& races = rows_under(object, "races");
    std::size_t place = 0;
    for (const Json& race_object : races) {
      JsonRow row{race_object, scribe_, {++place, "not a race"}};
      if (!scribe_.has_room(row.line())) return;
      RaceRow race = of_unit;
      const int number = row.whole("number").value_or(static_cast<int>(place));
      race.line = row.line();
      race.key = fmt::format("{}-{}", key, number);
      race.date = row.date("date");
      race.round = round_read({type.is_string() ? type.get<std::string>() : "Final", number}, races.size() == 1);
      if (!row.is_good()) continue;
      read_results(race_object, race);
    }
  }

  void read_results(const Json& object, RaceRow race) {
    std::vector<ResultRow>& results = scribe_.sheet.results;
    const std::size_t first = results.size();
    std::size_t number = 0;
    for (const Json& result : rows_under(object, "results"))
      read_result(result, race, ++number);
    // Where nobody says whose race it is, its runners do.
    for (std::size_t i = first; !race.sex && i < results.size(); ++i) race.sex = results[i].person.sex;
    scribe_.sheet.races.push_back(std::move(race));
  }

  void read_result(const Json& object, const RaceRow& race, std::size_t number) {
    JsonRow row{object, scribe_, {number, "not a result"}};
    if (!scribe_.has_room(row.line())) return;
    if (!row.at("relayTeamId").is_null()) return scribe_.remark("relay teams");
    const auto id = row.whole("athleteId");
    const auto athlete = id ? athletes_.find(*id) : athletes_.end();
    if (athlete == athletes_.end()) {
      if (row.is_good()) row.wrong(fmt::format("athleteId: nobody has the id {}", id ? fmt::format("{}", *id) : "that is missing"));
      return;
    }
    ResultRow result;
    result.line = row.line();
    result.race = race.key;
    result.person = athlete->second;
    if (row.yes_or_no("outOfCompetition").value_or(false)) scribe_.remark("a runner out of competition, read as any other");
    result.place = row.whole("placeInRace");
    if (result.place == 0) row.wrong("placeInRace is 0");
    result.qualified = row.words("qualified");
    take_value(row, result);
    read_splits(row, result);
    if (row.is_good()) scribe_.sheet.results.push_back(std::move(result));
  }

  void take_value(JsonRow& row, ResultRow& result) {
    const std::string value = row.needed("result");
    if (const auto status = status_of(value); status && !status->empty()) {
      result.status = std::string(*status);
    } else if (row.is_good()) {
      const auto time = row.clock("result");
      if (!time) return;
      result.time = time->official();
      result.raw_time = time->finer();
      result.timing = time->timing(true);
    }
  }

  void read_splits(JsonRow& of_result, const ResultRow& result) {
    std::size_t number = 0;
    if (!of_result.at("detail").is_array()) return;
    for (const Json& detail : of_result.at("detail")) {
      JsonRow row{detail, scribe_, {++number, "not a split"}};
      if (row.at("distance").is_null()) return scribe_.remark("details that are no splits");
      const std::string written = row.words("distance");
      const auto metres = decimal_number(written);
      const auto time = row.clock("result");
      if (!metres || *metres < shortest_split_m || *metres > 1e5) row.wrong(fmt::format("distance: {} is no distance", shown(written)));
      if (!row.is_good() || !time || !scribe_.has_room(row.line())) continue;
      SplitRow split;
      split.line = row.line();
      split.race = result.race;
      split.person = result.person;
      split.distance = measure::Distance{*metres};
      split.time = time->raw;
      scribe_.sheet.splits.push_back(std::move(split));
    }
  }

  Scribe scribe_;
  std::map<int, Person> athletes_;
  std::string venue_;
};

}  // namespace

bool is_world_athletics(const Json& document) { return under(document, "units").is_array() && under(document, "athletes").is_array(); }

base::Result<Sheet> read_world_athletics(const Json& document, std::string file) {
  if (!is_world_athletics(document)) return base::wrong("not a result import of World Athletics", file, "it has no units or no athletes");
  return CompetitionReader{std::move(file)}.read(document);
}

}  // namespace lastlap::formats
