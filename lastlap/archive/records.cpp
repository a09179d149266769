#include "lastlap/archive/records.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "lastlap/archive/names.hpp"

namespace lastlap::archive {
namespace {

using measure::AsOf;
using measure::Sex;
using measure::TrackKind;

constexpr std::array<std::pair<RecordKind, std::string_view>, 7> kinds{{{RecordKind::world, "world"},
                                                                        {RecordKind::area, "area"},
                                                                        {RecordKind::championship, "championship"},
                                                                        {RecordKind::under_20, "under-20"},
                                                                        {RecordKind::collegiate, "collegiate"},
                                                                        {RecordKind::meeting, "meeting"},
                                                                        {RecordKind::national, "national"}}};

double metres_of(const std::string& event) {
  const auto known = measure::event_named(event);
  return known ? known->distance.si() : 0.0;
}

auto order_of(const RecordName& name) {
  return std::tuple(name.kind, name.of, metres_of(name.event), name.event, name.sex, name.track);
}

struct Earlier {
  bool operator()(const RecordName& one, const RecordName& other) const { return comes_before(one, other); }
};

/// What goes into one record's history.
struct Pile {
  std::vector<AthleteMark> marks, listed;
};
using Piles = std::map<RecordName, Pile, Earlier>;

bool is_under_20(const AthleteMark& mark) {
  const auto& birth = mark.athlete.birth;
  const auto year = birth ? std::optional{birth->year()} : mark.athlete.birth_year;
  return year && mark.performance.date.year() - *year < under_20_years;
}

bool wanted(const RecordQuestion& question, const RecordName& name) {
  return (question.event.empty() || name.event == question.event) && (!question.sex || name.sex == *question.sex) &&
         (!question.track || name.track == *question.track) && (!question.kind || name.kind == *question.kind) &&
         (question.of.empty() || search_key(question.of) == search_key(name.of));
}

/// Sorts marks into the records that they may be; asks only for what the question wants.
class Sorter {
 public:
  Sorter(const RecordQuestion& question, const SportTables& tables) : question_{&question}, tables_{&tables} {}

  void take(const AthleteMark& mark) {
    add(RecordKind::world, "", mark);
    if (is_under_20(mark)) add(RecordKind::under_20, "", mark);
    if (!mark.athlete.country.empty()) add(RecordKind::national, mark.athlete.country, mark);
    const std::string area = tables_->area_of(mark.athlete.country);
    if (!area.empty()) add(RecordKind::area, area, mark);
  }

  void take(const RaceHeading& race, const RaceResult& result) {
    if (!result.time || result.status != "OK" || is_on_the_way(race.round)) return;
    const AthleteMark mark{result.athlete, mark_in(race, result)};
    const Championship* championship = tables_->championship_of(race.competition);
    add(championship ? RecordKind::championship : RecordKind::meeting,
        championship ? championship->series : series_of(race.competition), mark);
  }

  void take(const RecordFact& listed) {
    // A world record is her country's and area's best mark too, whether or not a list of marks has it.
    if (listed.athlete) take(AthleteMark{*listed.athlete, listed.performance});
    const auto name = read_record_name(listed.record, listed.performance.event, listed.performance.track);
    if (!name || !wanted(*question_, *name)) return;
    AthleteMark mark{listed.athlete.value_or(Athlete{.id = 0, .name = listed.written_name, .sex = name->sex, .birth = {}, .country = "", .birth_year = {}}),
                     listed.performance};
    piles[*name].listed.push_back(std::move(mark));
  }

  Piles piles;

 private:
  void add(RecordKind kind, const std::string& of, const AthleteMark& mark) {
    if (!mark.athlete.sex || (question_->kind && *question_->kind != kind)) return;
    const RecordName name{kind, of, mark.performance.event, *mark.athlete.sex, mark.performance.track};
    if (wanted(*question_, name)) piles[name].marks.push_back(mark);
  }

  const RecordQuestion* question_;
  const SportTables* tables_;
};

/// Takes `word` off the end of `text` if it stands there.
bool takes_off(std::string_view& text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  text.remove_suffix(word.size());
  while (text.ends_with(' ')) text.remove_suffix(1);
  return true;
}

std::string adjective_of(const std::string& area) {
  static const std::map<std::string, std::string> adjectives{
      {"Africa", "African"}, {"Asia", "Asian"}, {"Europe", "European"}, {"Oceania", "Oceanian"}, {"South America", "South American"},
      {"North and Central America and Caribbean", "North and Central American and Caribbean"}};
  const auto found = adjectives.find(area);
  return found == adjectives.end() ? area : found->second;
}

}  // namespace

std::string_view text(RecordKind kind) {
  return std::ranges::find(kinds, kind, &std::pair<RecordKind, std::string_view>::first)->second;
}

std::optional<RecordKind> record_kind_named(std::string_view word) {
  const auto found = std::ranges::find(kinds, word, &std::pair<RecordKind, std::string_view>::second);
  if (found == kinds.end()) return std::nullopt;
  return found->first;
}

std::vector<std::string> record_kind_names() {
  std::vector<std::string> names;
  for (const auto& [kind, name] : kinds) names.emplace_back(name);
  return names;
}

bool comes_before(const RecordName& one, const RecordName& other) {
  return order_of(one) < order_of(other);
}

bool has_world_record(std::string_view event, TrackKind track) {
  if (event == "2-miles") return false;
  return track == TrackKind::oval_400 || event != "2000";
}

std::string title_of(const RecordName& name) {
  const std::string track = name.track == TrackKind::short_200 ? "short track " : "";
  const std::string noun = track + (has_world_record(name.event, name.track) ? "record" : "best");
  switch (name.kind) {
    case RecordKind::world:
      return "world " + noun;
    case RecordKind::area:
      return adjective_of(name.of) + " " + noun;
    case RecordKind::championship:
      return name.of == "Olympic Games" ? "Olympic " + noun : name.of + " " + noun;
    case RecordKind::under_20:
      return "world under-20 " + noun;
    case RecordKind::collegiate:
      return "collegiate " + noun;
    case RecordKind::meeting:
      return name.of + " meeting " + noun;
    case RecordKind::national:
      break;
  }
  return name.of + " national " + noun;
}

std::optional<RecordName> read_record_name(std::string_view written, const std::string& event, TrackKind track) {
  RecordName name{.kind = RecordKind::world, .of = "", .event = event, .sex = Sex::men, .track = track};
  if (takes_off(written, " women")) {
    name.sex = Sex::women;
  } else if (!takes_off(written, " men")) {
    return std::nullopt;
  }
  takes_off(written, " short track");
  static constexpr std::array<std::pair<std::string_view, RecordKind>, 9> whole{{{"WR", RecordKind::world},
                                                                                 {"WB", RecordKind::world},
                                                                                 {"world best", RecordKind::world},
                                                                                 {"OR", RecordKind::championship},
                                                                                 {"WU20R", RecordKind::under_20},
                                                                                 {"U20 WR", RecordKind::under_20},
                                                                                 {"WJR", RecordKind::under_20},
                                                                                 {"CLR", RecordKind::collegiate},
                                                                                 {"collegiate", RecordKind::collegiate}}};
  for (const auto& [word, kind] : whole) {
    if (written != word) continue;
    name.kind = kind;
    if (word == "OR") name.of = "Olympic Games";
    return name;
  }
  static constexpr std::array<std::pair<std::string_view, RecordKind>, 4> before{{{"CR ", RecordKind::championship},
                                                                                  {"AR ", RecordKind::area},
                                                                                  {"NR ", RecordKind::national},
                                                                                  {"MR ", RecordKind::meeting}}};
  for (const auto& [word, kind] : before) {
    if (!written.starts_with(word)) continue;
    name.kind = kind;
    name.of = std::string(written.substr(word.size()));
    return name;
  }
  return std::nullopt;
}

base::Result<RecordMaterial> record_material(const Archive& archive, const RecordQuestion& question, const AsOf& as_of) {
  const bool by_races = question.kind == RecordKind::championship || question.kind == RecordKind::meeting;
  const bool by_marks = !by_races && question.kind != RecordKind::collegiate;
  RecordMaterial material;
  auto listed = archive.records(as_of);
  if (!listed) return tl::make_unexpected(listed.error());
  material.listed = std::move(*listed);
  if (by_marks) {
    auto marks = archive.marks({.event = question.event, .sex = question.sex, .track = question.track, .year = {}}, as_of);
    if (!marks) return tl::make_unexpected(marks.error());
    material.marks = std::move(*marks);
  }
  if (by_races || !question.kind) {
    auto results = archive.results(as_of);
    if (!results) return tl::make_unexpected(results.error());
    material.results = std::move(*results);
  }
  return material;
}

Performance mark_in(const RaceHeading& race, const RaceResult& result) {
  return {.event = race.event,
          .track = race.track,
          .time = result.time.value_or(measure::Duration{0}),
          .date = race.date,
          .venue = race.venue,
          .place = result.place ? std::to_string(*result.place) : "",
          .points = {},
          .source = result.source};
}

std::vector<Record> records_of(const RecordMaterial& material, const RecordQuestion& question, const SportTables& tables,
                               const AsOf& as_of) {
  Sorter sorter{question, tables};
  for (const AthleteMark& mark : material.marks) sorter.take(mark);
  for (const auto& [race, result] : material.results) sorter.take(race, result);
  for (const RecordFact& listed : material.listed) sorter.take(listed);
  std::vector<Record> records;
  for (auto& [name, pile] : sorter.piles) {
    Record record{name, record_history(std::move(pile.marks), std::move(pile.listed), as_of)};
    if (record.history.in_force || record.history.fastest()) records.push_back(std::move(record));
  }
  return records;
}

}  // namespace lastlap::archive
