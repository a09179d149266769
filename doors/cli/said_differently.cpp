#include "doors/cli/said_differently.hpp"

#include <fmt/format.h>

#include "doors/cli/asking.hpp"
#include "doors/cli/table.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::cli {
namespace {

using archive::Disputed;
using archive::Saying;

/// "3:29.38" for a time, else as it stands.
std::string said_words(const Disputed& fact, const Saying& saying) {
  const auto time = measure::read_time(saying.value);
  return fact.field.ends_with("time_s") && time ? measure::text_of_mark(*time) : dash_if_empty(saying.value);
}

std::string fact_words(const Disputed& fact, bool of_many_races) {
  std::string words = std::string(archive::text(fact.fact));
  if (fact.from && fact.to) words += fmt::format(" {} to {} m", metres(*fact.from), metres(*fact.to));
  else if (fact.to) words += fmt::format(" at {} m", metres(*fact.to));
  const std::string name = fact.athlete ? fact.athlete->name : fact.written_name;
  if (!of_many_races) words += name.empty() ? "" : " of " + name;
  else if (!fact.race.empty()) words += " in " + fact.race;
  else if (!fact.event.empty()) words += fmt::format(", {} of {}", fact.event, fact.date ? fact.date->text() : "-");
  return words + ", " + fact.field;
}

std::string teller_words(const Saying& saying) {
  return saying.source + (saying.file.empty() || saying.file == saying.source ? "" : " (" + saying.file + ")");
}

Json json_of(const Disputed& fact) {
  Json document{{"fact", archive::text(fact.fact)}, {"athlete", json(fact.athlete)}, {"written_name", fact.written_name},
                {"race", fact.race.empty() ? Json() : Json(fact.race)}, {"event", fact.event.empty() ? Json() : Json(fact.event)},
                {"date", json(fact.date)},
                {"from_m", fact.from ? json(*fact.from) : Json()}, {"to_m", fact.to ? json(*fact.to) : Json()}, {"field", fact.field},
                {"sayings", Json::array()}};
  for (const Saying& saying : fact.sayings)
    document["sayings"].push_back({{"value", saying.value}, {"source", saying.source}, {"file", saying.file}, {"in_force", saying.in_force}});
  return document;
}

}  // namespace

std::string said_differently_text(const std::vector<Disputed>& disputed, bool of_many_races) {
  Table table{{{"said differently"}, {"value", true}, {""}, {"by"}}};
  for (const Disputed& fact : disputed) {
    for (const Saying& saying : fact.sayings)
      table.add({fact_words(fact, of_many_races), said_words(fact, saying), saying.in_force ? "in force" : "", teller_words(saying)});
  }
  return table.empty() ? "" : "\n" + table.text();
}

Json said_differently(const std::vector<Disputed>& disputed) {
  Json all = Json::array();
  for (const Disputed& fact : disputed) all.push_back(json_of(fact));
  return all;
}

bool is_about_outcome(const Disputed& fact) { return fact.field == "time_s" || fact.field == "place" || fact.field == "status"; }

}  // namespace lastlap::cli
