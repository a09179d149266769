#include "lastlap/formats/sheet_json.hpp"

#include <fmt/format.h>

#include <string_view>

#include "lastlap/formats/status.hpp"

namespace lastlap::formats {
namespace {

constexpr std::string_view schema = "lastlap.sheet/1";
/// Beyond these [s], [m] a number is no time and no distance of a race.
constexpr double most_seconds = 1e5;
constexpr double most_metres = 1e5;

// Reading ----------------------------------------------------------------------------------------------------------------------

template <class Kind>
std::optional<Kind> kind_at(JsonRow& row, const char* key, std::optional<Kind> (*named)(std::string_view)) {
  const std::string word = row.words(key);
  if (word.empty()) return std::nullopt;
  const auto kind = named(word);
  if (!kind) row.wrong(fmt::format("{}: \"{}\" is not known", key, word));
  return kind;
}

std::optional<measure::Duration> seconds_at(JsonRow& row, const char* key) {
  const auto seconds = row.number_at(key, most_seconds);
  if (seconds && *seconds <= 0) row.wrong(fmt::format("{} is 0", key));
  return seconds ? std::optional{measure::Duration{*seconds}} : std::nullopt;
}
measure::Duration needed_seconds(JsonRow& row, const char* key) {
  const auto seconds = seconds_at(row, key);
  if (!seconds && row.is_good()) row.wrong(fmt::format("{} is missing", key));
  return seconds.value_or(measure::Duration{});
}
std::optional<measure::Distance> metres_at(JsonRow& row, const char* key) {
  const auto metres = row.number_at(key, most_metres);
  return metres ? std::optional{measure::Distance{*metres}} : std::nullopt;
}
measure::Distance needed_metres(JsonRow& row, const char* key) {
  const auto metres = metres_at(row, key);
  if (!metres && row.is_good()) row.wrong(fmt::format("{} is missing", key));
  return metres.value_or(measure::Distance{});
}
measure::Date needed_date(JsonRow& row) {
  const auto date = row.date("date");
  if (!date && row.is_good()) row.wrong("date is missing");
  return date.value_or(measure::Date::of(1900, 1, 1));
}

/// The runner of a row; what is wrong with her is wrong with the row.
Person person_at(JsonRow& row) {
  JsonRow athlete{row.at("athlete"), row.scribe(), {row.number(), "not an athlete", row.line()}};
  Person person;
  person.name = athlete.words("name");
  person.given = athlete.words("given");
  person.family = athlete.words("family");
  person.sex = kind_at(athlete, "sex", measure::sex_named);
  person.birth = athlete.date("birth");
  person.birth_year = athlete.whole("birth_year");
  person.country = athlete.words("country");
  person.club = athlete.words("club");
  person.number = athlete.whole("athlete_number");
  if (!athlete.is_good()) row.wrong("its athlete cannot be right");
  return person;
}

/// A name, or a number instead of it.
void expect_somebody(JsonRow& row, const Person& person, const std::string& bib) {
  if (person.name.empty() && bib.empty() && row.is_good()) row.wrong("it names nobody");
}

void add_race(JsonRow& row) {
  RaceRow race;
  race.line = row.line();
  race.key = row.needed("key");
  race.has_id = row.yes_or_no("has_id").value_or(false);
  race.title = row.words("title");
  race.competition = row.words("competition");
  race.round = row.words("round");
  race.event = row.words("event");
  race.distance = metres_at(row, "distance_m");
  race.sex = kind_at(row, "sex", measure::sex_named);
  race.date = row.date("date");
  race.venue = row.words("venue");
  race.track = kind_at(row, "track", measure::track_named);
  race.field_complete = row.yes_or_no("field_complete");
  race.source = row.words("source");
  if (row.is_good()) row.scribe().sheet.races.push_back(std::move(race));
}

void add_result(JsonRow& row) {
  ResultRow result;
  result.line = row.line();
  result.race = row.needed("race");
  result.person = person_at(row);
  result.bib = row.words("bib");
  result.place = row.whole("place");
  if (result.place == 0) row.wrong("place is 0");
  result.time = seconds_at(row, "time_s");
  result.raw_time = seconds_at(row, "raw_time_s");
  const std::string timing = row.words("timing"), status = row.words("status");
  if (timing == "hand") result.timing = Timing::hand;
  else if (!timing.empty() && timing != "automatic") row.wrong(fmt::format("timing: \"{}\" is neither automatic nor hand", timing));
  const auto known = status_of(status.empty() ? "OK" : std::string_view(status));
  if (known && !known->empty()) result.status = std::string(*known);
  else row.wrong(fmt::format("status: \"{}\" is not known", status), "write OK, DNF, DQ, DNS or entered");
  result.qualified = row.words("qualified");
  result.start_order = row.whole("start_order");
  result.source = row.words("source");
  expect_somebody(row, result.person, result.bib);
  if (row.is_good()) row.scribe().sheet.results.push_back(std::move(result));
}

void add_split(JsonRow& row) {
  SplitRow split;
  split.line = row.line();
  split.race = row.needed("race");
  split.person = person_at(row);
  split.bib = row.words("bib");
  split.distance = needed_metres(row, "distance_m");
  split.time = seconds_at(row, "time_s");
  split.place = row.whole("place");
  split.source = row.words("source");
  expect_somebody(row, split.person, split.bib);
  if (row.is_good() && !split.time && !split.place) row.wrong("it has neither a time nor a place");
  if (row.is_good()) row.scribe().sheet.splits.push_back(std::move(split));
}

void add_segment(JsonRow& row) {
  SegmentRow segment;
  segment.line = row.line();
  segment.race = row.needed("race");
  segment.person = person_at(row);
  segment.from = needed_metres(row, "from_m");
  segment.to = needed_metres(row, "to_m");
  segment.time = needed_seconds(row, "time_s");
  segment.disputed = row.yes_or_no("disputed").value_or(false);
  segment.source = row.words("source");
  expect_somebody(row, segment.person, "");
  if (row.is_good() && !(segment.from < segment.to)) row.wrong("it does not end behind its beginning");
  if (row.is_good()) row.scribe().sheet.segments.push_back(std::move(segment));
}

void add_mark(JsonRow& row) {
  MarkRow mark;
  mark.line = row.line();
  mark.person = person_at(row);
  mark.event = row.words("event");
  mark.track = kind_at(row, "track", measure::track_named).value_or(measure::TrackKind::oval_400);
  mark.time = needed_seconds(row, "time_s");
  mark.date = needed_date(row);
  mark.venue = row.words("venue");
  mark.place = row.words("place");
  mark.points = row.whole("points");
  mark.source = row.words("source");
  expect_somebody(row, mark.person, "");
  if (row.is_good()) row.scribe().sheet.marks.push_back(std::move(mark));
}

void add_record(JsonRow& row) {
  RecordRow record;
  record.line = row.line();
  record.person = person_at(row);
  record.event = row.words("event");
  record.track = kind_at(row, "track", measure::track_named).value_or(measure::TrackKind::oval_400);
  record.time = needed_seconds(row, "time_s");
  record.date = needed_date(row);
  record.venue = row.words("venue");
  record.record = row.needed("record");
  record.source = row.words("source");
  expect_somebody(row, record.person, "");
  if (row.is_good()) row.scribe().sheet.records.push_back(std::move(record));
}

struct Kind {
  const char *list, *what;
  void (*add)(JsonRow&);
};
constexpr Kind kinds[] = {{"races", "not a race", add_race},          {"results", "not a result", add_result}, {"splits", "not a split", add_split},
                          {"segments", "not a segment", add_segment}, {"marks", "not a mark", add_mark},       {"records", "not a record", add_record}};

// Writing ----------------------------------------------------------------------------------------------------------------------

/// Puts a value under its key, unless it is empty.
class Keys {
 public:
  Keys& words(const char* key, const std::string& value) { return value.empty() ? *this : put(key, value); }
  Keys& number(const char* key, const std::optional<int>& value) { return value ? put(key, *value) : *this; }
  template <class Quantity>
  Keys& quantity(const char* key, const std::optional<Quantity>& value) {
    return value ? put(key, value->si()) : *this;
  }
  Keys& date(const char* key, const std::optional<measure::Date>& value) { return value ? put(key, value->text()) : *this; }
  template <class Named>
  Keys& kind(const char* key, const std::optional<Named>& value) {
    return value ? put(key, std::string(measure::text(*value))) : *this;
  }
  Keys& flag(const char* key, const std::optional<bool>& value) { return value ? put(key, *value) : *this; }
  Keys& object(const char* key, const Keys& value) { return put(key, value.json_); }
  std::string text() const { return json_.dump(-1, ' ', false, JsonToWrite::error_handler_t::replace); }

 private:
  template <class Value>
  Keys& put(const char* key, const Value& value) {
    json_[key] = value;
    return *this;
  }
  JsonToWrite json_ = JsonToWrite::object();
};

Keys written(const Person& person) {
  Keys json;
  json.words("name", person.name).words("given", person.given).words("family", person.family).kind("sex", person.sex);
  json.date("birth", person.birth).number("birth_year", person.birth_year).words("country", person.country).words("club", person.club);
  json.number("athlete_number", person.number);
  return json;
}
Keys written(const RaceRow& race) {
  Keys json;
  json.words("key", race.key).flag("has_id", race.has_id ? std::optional{true} : std::nullopt).words("title", race.title);
  json.words("competition", race.competition).words("round", race.round).words("event", race.event).quantity("distance_m", race.distance);
  json.kind("sex", race.sex).date("date", race.date).words("venue", race.venue).kind("track", race.track);
  json.flag("field_complete", race.field_complete).words("source", race.source);
  return json;
}
Keys written(const ResultRow& result) {
  Keys json;
  json.words("race", result.race).object("athlete", written(result.person)).words("bib", result.bib).number("place", result.place);
  json.quantity("time_s", result.time).quantity("raw_time_s", result.raw_time).words("timing", result.timing == Timing::hand ? "hand" : "");
  json.words("status", result.status).words("qualified", result.qualified).number("start_order", result.start_order).words("source", result.source);
  return json;
}
Keys written(const SplitRow& split) {
  Keys json;
  json.words("race", split.race).object("athlete", written(split.person)).words("bib", split.bib);
  json.quantity("distance_m", std::optional{split.distance}).quantity("time_s", split.time).number("place", split.place).words("source", split.source);
  return json;
}
Keys written(const SegmentRow& segment) {
  Keys json;
  json.words("race", segment.race).object("athlete", written(segment.person)).quantity("from_m", std::optional{segment.from});
  json.quantity("to_m", std::optional{segment.to}).quantity("time_s", std::optional{segment.time}).flag("disputed", segment.disputed);
  return json.words("source", segment.source);
}
Keys written(const MarkRow& mark) {
  Keys json;
  json.object("athlete", written(mark.person)).words("event", mark.event).kind("track", std::optional{mark.track});
  json.quantity("time_s", std::optional{mark.time}).date("date", mark.date).words("venue", mark.venue).words("place", mark.place);
  return json.number("points", mark.points).words("source", mark.source);
}
Keys written(const RecordRow& record) {
  Keys json;
  json.object("athlete", written(record.person)).words("event", record.event).kind("track", std::optional{record.track});
  json.quantity("time_s", std::optional{record.time}).date("date", record.date).words("venue", record.venue).words("record", record.record);
  return json.words("source", record.source);
}

template <class Row>
void add_list(std::string& text, std::string_view name, const std::vector<Row>& rows) {
  if (rows.empty()) return;
  text.append(",\n  \"").append(name).append("\": [");
  for (const Row& row : rows) text.append(&row == rows.data() ? "\n    " : ",\n    ").append(written(row).text());
  text += "\n  ]";
}

}  // namespace

bool is_sheet_json(const Json& document) {
  const Json& said = under(document, "schema");
  return said.is_string() && said.get_ref<const std::string&>().starts_with("lastlap.sheet/");
}

base::Result<Sheet> read_sheet_json(const Json& document, std::string file) {
  if (under(document, "schema") != std::string(schema))
    return base::wrong("not a sheet that this lastlap knows", file, fmt::format("its schema is not {}", schema), "a newer lastlap may have written it");
  Scribe scribe{std::move(file), "lastlap JSON"};
  for (const Kind& kind : kinds) {
    std::size_t number = 0;
    for (const Json& object : rows_under(document, kind.list)) {
      JsonRow row{object, scribe, {++number, kind.what}};
      if (!scribe.has_room(row.line())) break;
      if (object.is_object()) kind.add(row);
      else row.wrong("it is no object");
    }
  }
  return std::move(scribe).done();
}

std::string write_json(const Sheet& sheet) {
  std::string text = fmt::format("{{\n  \"schema\": \"{}\"", schema);
  add_list(text, "races", sheet.races);
  add_list(text, "results", sheet.results);
  add_list(text, "splits", sheet.splits);
  add_list(text, "segments", sheet.segments);
  add_list(text, "marks", sheet.marks);
  add_list(text, "records", sheet.records);
  return text + "\n}\n";
}

}  // namespace lastlap::formats
