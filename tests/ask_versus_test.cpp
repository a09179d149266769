// Who was ahead of whom: every pair by the archive, beside plain code on the files.

#include "lastlap/archive/versus.hpp"

#include <array>
#include <cctype>

#include "tests/plain_facts.hpp"

namespace lastlap::tests {
namespace {

using archive::Archive;
using measure::AsOf;
using measure::Date;

class AskVersus : public Ask {};

/// How often the first (in the alphabet) was ahead, the second, and neither: in all races, and in finals.
using Counts = std::array<int, 6>;
using Duels = std::map<std::pair<std::string, std::string>, Counts>;

/// -1: one was ahead, 1: the other, 0: neither.
int ahead(const PlainRow& one, const PlainRow& other) {
  const bool finished = one.at("status") == "OK", other_finished = other.at("status") == "OK";
  if (!finished || !other_finished) return finished ? -1 : other_finished ? 1 : 0;
  const int place = std::stoi(one.at("place")), other_place = std::stoi(other.at("place"));
  return place < other_place ? -1 : place > other_place ? 1 : 0;
}

void count(Duels& duels, const std::string& one, const std::string& other, int ahead, bool final) {
  const bool turned = other < one;
  Counts& counts = duels[turned ? std::pair{other, one} : std::pair{one, other}];
  const std::size_t place = ahead == 0 ? 2 : (ahead < 0) != turned ? 0 : 1;
  ++counts[place];
  if (final) ++counts[3 + place];
}

Duels plain_duels(const std::string& last_day) {
  Duels duels;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> met;  // of two, on a day, in an event
  std::map<std::string, std::vector<const PlainRow*>> starters;
  for (const PlainRow& row : plain().results) starters[row.at("race")].push_back(&row);
  for (const auto& [race, rows] : starters) {
    const PlainRow& heading = plain().races.at(race);
    if (heading.at("date") > last_day) continue;
    const bool final = heading.at("round") == "final" || heading.at("round") == "race";
    for (const PlainRow* one : rows) {
      for (const PlainRow* other : rows) {
        if (one->at("who") >= other->at("who")) continue;
        count(duels, one->at("who"), other->at("who"), ahead(*one, *other), final);
        met.insert({one->at("who"), other->at("who"), heading.at("date"), heading.at("event") + heading.at("track")});
      }
    }
  }
  // Lists: "2h3" is second in h3. A group whose places and times contradict each other is several races.
  std::map<std::string, std::vector<std::pair<int, const PlainMark*>>> groups;
  std::map<std::string, std::string> race_of_group;
  for (const PlainMark& run : plain().listed) {
    std::size_t digits = 0;
    while (digits < run.place.size() && std::isdigit(static_cast<unsigned char>(run.place[digits]))) ++digits;
    const std::string race = run.place.substr(digits);
    if (digits == 0 || run.date > last_day || (!race.empty() && !std::isdigit(static_cast<unsigned char>(race.back())))) continue;
    const std::string group = run.date + "|" + run.event + "|" + run.track + "|" + run.sex + "|" + run.venue + "|" + race;
    groups[group].emplace_back(std::stoi(run.place.substr(0, digits)), &run);
    race_of_group[group] = race;
  }
  for (const auto& [group, runs] : groups) {
    bool one_race = true;
    for (const auto& [place, run] : runs) {
      for (const auto& [other_place, other] : runs) {
        if (run == other) continue;
        one_race = one_race && run->who != other->who && (place != other_place || run->time == other->time) && (place >= other_place || run->time <= other->time);
      }
    }
    if (!one_race) continue;
    const std::string& race = race_of_group.at(group);
    for (const auto& [place, run] : runs) {
      for (const auto& [other_place, other] : runs) {
        if (run->who >= other->who || met.contains({run->who, other->who, run->date, run->event + run->track})) continue;
        count(duels, run->who, other->who, place < other_place ? -1 : place > other_place ? 1 : 0, race.empty() || race[0] == 'f');
      }
    }
  }
  return duels;
}

/// The same by the archive, over all pairs of one sex.
Duels archived_duels(const Archive& archive, const archive::SportTables& tables, const AsOf& as_of) {
  Duels duels;
  for (const measure::Sex sex : {measure::Sex::men, measure::Sex::women}) {
    const auto marks = archive.marks({.event = "", .sex = sex, .track = {}, .year = {}}, as_of).value();
    std::map<long, archive::Athlete> athletes;
    std::map<long, archive::Results> results;
    for (const auto& mark : marks) athletes[mark.athlete.id] = mark.athlete;
    auto all_results = archive.results(as_of).value();
    for (auto& one : all_results) {
      if (one.first.sex != sex) continue;
      athletes[one.second.athlete.id] = one.second.athlete;
      results[one.second.athlete.id].push_back(std::move(one));
    }
    const archive::ListedRaces listed{marks};
    for (const auto& [id, one] : athletes) {
      for (const auto& [other_id, other] : athletes) {
        if (!(who(one) < who(other))) continue;
        const archive::Versus both = archive::versus_of(one, results[id], other, results[other_id], listed, tables);
        if (both.meetings.empty()) continue;
        duels[{who(one), who(other)}] = {both.all.first, both.all.second, both.all.level, both.finals.first, both.finals.second, both.finals.level};
      }
    }
  }
  return duels;
}

TEST_F(AskVersus, EveryPairMetAsOftenAndAsTheFilesSay) {
  for (const std::string& day : days) {
    const Duels expected = plain_duels(day);
    const Duels said = archived_duels(*archive, tables, AsOf{Date::read(day).value()});
    EXPECT_EQ(said.size(), expected.size()) << day;
    int shown = 0;
    for (const auto& [pair, counts] : expected) {
      const auto one = said.find(pair);
      if (one != said.end() && one->second == counts) continue;
      ADD_FAILURE() << day << ": " << pair.first << " - " << pair.second;
      if (++shown == 10) break;
    }
  }
  EXPECT_GT(plain_duels("9999-12-31").size(), 5000u);
}

}  // namespace
}  // namespace lastlap::tests
