// The same questions to an archive of nothing but the Diamond League from 2010 to 2018, beside plain code on its files.

#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <fstream>

#include "lastlap/archive/best_list.hpp"
#include "lastlap/archive/record_history.hpp"
#include "lastlap/archive/versus.hpp"
#include "tests/plain_facts.hpp"

namespace lastlap::tests {
namespace {

using archive::Archive;

namespace fs = std::filesystem;

const fs::path bulk = LASTLAP_HOUSE "/../shared/bulk";

std::string unpacked(const char* file) {
  return outcome_of({"/usr/bin/gzip", "-dc", (bulk / file).string()}).out;
}

/// A row of the results with what its race's row says.
struct PlainResult {
  std::string race, name, event, sex, date, status;
  int place = 0;  ///< 0: none
  long time = 0;  ///< [0.01 s]; 0: none
};

/// Rows without a status, or with one that nobody knows (VST), say nothing; a name that stands twice in a race is one runner.
const std::vector<PlainResult>& plain_results() {
  static const std::vector<PlainResult> read = [] {
    std::map<std::string, PlainRow> races;
    for (const PlainRow& row : rows_of(unpacked("diamond_league_races.csv.gz"))) races[row.at("race_id")] = row;
    std::set<std::pair<std::string, std::string>> seen;
    std::vector<PlainResult> results;
    for (const PlainRow& row : rows_of(unpacked("diamond_league_results.csv.gz"))) {
      const std::string& status = row.at("status");
      if (status.empty() || status == "VST" || !seen.insert({row.at("race_id"), row.at("athlete")}).second) continue;
      const PlainRow& race = races.at(row.at("race_id"));
      std::string event = race.at("event");
      event = event == "Mile" ? "mile" : event == "2 Miles" ? "2-miles" : event.substr(0, event.size() - 1);
      results.push_back({row.at("race_id"), row.at("athlete"), event, race.at("sex") == "M" ? "men" : "women", race.at("date"), status,
                         std::isdigit(static_cast<unsigned char>(row.at("place")[0])) ? std::stoi(row.at("place")) : 0, row.at("time_s").empty() ? 0 : hundredths(row.at("time_s"))});
    }
    return results;
  }();
  return read;
}

class AskBulk : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(bulk / "diamond_league_results.csv.gz")) GTEST_SKIP() << "the bulk results are not here";
    for (const char* table : {"races", "results", "splits", "segments", "marks", "records"}) {
      const std::string name = std::string(table) + ".csv", whole = whole_text(fs::path{LASTLAP_HOUSE "/data"} / name);
      std::ofstream{folder.path() / name} << whole.substr(0, whole.find('\n') + 1);
    }
    const Outcome imported = outcome_of({LASTLAP_BINARY, "--archive", (folder.path() / "archive.sqlite").string(), "archive", "import",
                                         (bulk / "diamond_league_races.csv.gz").string(), (bulk / "diamond_league_results.csv.gz").string()},
                                        {"LASTLAP_DATA=" + folder.path().string()});
    ASSERT_EQ(imported.status, 0) << imported.err;
    archive = std::make_unique<Archive>(Archive::open(folder.path() / "archive.sqlite", folder.path()).value());
    tables = archive::read_sport_tables(LASTLAP_HOUSE "/data").value();
  }
  TemporaryFolder folder;
  std::unique_ptr<Archive> archive;
  archive::SportTables tables;
};

TEST_F(AskBulk, EveryPairMetAsOftenAndAsTheFilesSay) {
  using Counts = std::array<int, 3>;
  std::map<std::pair<std::string, std::string>, Counts> expected, said;
  std::map<std::string, std::vector<const PlainResult*>> races;
  for (const PlainResult& result : plain_results()) races[result.race].push_back(&result);
  for (const auto& [race, starters] : races) {
    for (const PlainResult* one : starters) {
      for (const PlainResult* other : starters) {
        if (one->name >= other->name || one->status == "DNS" || other->status == "DNS") continue;
        const bool finished = one->status == "OK", other_finished = other->status == "OK";
        if (finished && other_finished && one->place == 0 && other->place == 0) continue;  // times on the way
        const int ahead = !finished || !other_finished ? (finished ? 0 : other_finished ? 1 : 2)
                          : one->place < other->place ? 0 : one->place > other->place ? 1 : 2;
        ++expected[{one->name, other->name}][static_cast<std::size_t>(ahead)];
      }
    }
  }
  std::map<long, archive::Athlete> athletes;
  std::map<long, archive::Results> results;
  const auto all = archive->results(always).value();
  for (const auto& one : all) {
    athletes[one.second.athlete.id] = one.second.athlete;
    results[one.second.athlete.id].push_back(one);
  }
  const archive::ListedRaces no_lists{{}};
  std::map<long, std::set<std::string>> races_of;
  for (const auto& [id, its] : results) for (const auto& one : its) races_of[id].insert(one.first.id);
  for (const auto& [id, one] : athletes) {
    for (const auto& [other_id, other] : athletes) {
      if (one.name >= other.name || one.sex != other.sex) continue;
      const archive::Versus both = archive::versus_of(one, results[id], other, results[other_id], no_lists, tables);
      if (!both.meetings.empty()) said[{one.name, other.name}] = {both.all.first, both.all.second, both.all.level};
    }
  }
  EXPECT_GT(expected.size(), 20000u);
  EXPECT_EQ(said.size(), expected.size());
  int shown = 0;
  for (const auto& [pair, counts] : expected) {
    const auto there = said.find(pair);
    if ((there == said.end() || there->second != counts) && ++shown <= 10) ADD_FAILURE() << pair.first << " - " << pair.second;
  }
}

TEST_F(AskBulk, SeasonsAndHistoriesAreThoseOfTheFiles) {
  std::map<std::tuple<std::string, std::string, int>, std::map<std::string, std::pair<long, std::string>>> seasons;  // name -> time, date
  std::map<std::pair<std::string, std::string>, std::map<std::string, long>> days;                                  // date -> fastest
  for (const PlainResult& result : plain_results()) {
    if (result.status != "OK" || result.time == 0) continue;
    const std::pair mark{result.time, result.date};
    auto& season = seasons[{result.event, result.sex, std::stoi(result.date)}];
    const auto [best, is_new] = season.try_emplace(result.name, mark);
    if (!is_new) best->second = std::min(best->second, mark);
    const auto [fastest, is_first] = days[{result.event, result.sex}].try_emplace(result.date, result.time);
    if (!is_first) fastest->second = std::min(fastest->second, result.time);
  }
  EXPECT_GT(seasons.size(), 80u);
  for (const auto& [what, expected] : seasons) {
    const auto& [event, sex, year] = what;
    std::map<std::string, std::pair<long, std::string>> said;
    const auto marks = archive->marks({.event = event, .sex = measure::sex_named(sex), .track = {}, .year = year}, always).value();
    for (const archive::Ranked& line : archive::best_list(marks, false))
      said[line.mark.athlete.name] = {hundredths(line.mark.performance.time), line.mark.performance.date.text()};
    EXPECT_EQ(said, expected) << event << ' ' << sex << ' ' << year;
  }
  for (const auto& [what, fastest_of_day] : days) {
    std::vector<std::pair<std::string, long>> expected, said;
    for (const auto& [date, time] : fastest_of_day)
      if (expected.empty() || time <= expected.back().second) expected.emplace_back(date, time);
    const auto marks = archive->marks({.event = what.first, .sex = measure::sex_named(what.second), .track = {}, .year = {}}, always).value();
    for (const archive::Milestone& one : archive::record_history(marks, {}, always).milestones) {
      const std::pair milestone{one.mark.performance.date.text(), hundredths(one.mark.performance.time)};
      if (said.empty() || said.back() != milestone) said.push_back(milestone);
    }
    EXPECT_EQ(said, expected) << what.first << ' ' << what.second;
  }
}

/// Lists know places but not races. Whom they put into one race on a day on which the Diamond League ran that event, it must have
/// had in one race too.
TEST(ListedRaces, AreRacesOfTheDiamondLeagueWhereItKnowsBoth) {
  if (!fs::exists(bulk / "marks_to_2018.csv.gz")) GTEST_SKIP() << "the bulk marks are not here";
  std::map<std::string, std::map<std::string, std::set<std::string>>> raced;  // date, event and sex -> name -> races
  for (const PlainResult& result : plain_results()) raced[result.date + result.event + result.sex][result.name].insert(result.race);
  std::map<std::string, long> ids;
  std::vector<archive::AthleteMark> marks;
  for (const PlainRow& row : rows_of(unpacked("marks_to_2018.csv.gz"))) {
    if (row.at("sex") != "men" && row.at("sex") != "women") continue;
    archive::AthleteMark& mark = marks.emplace_back();
    mark.athlete.name = row.at("athlete");
    mark.athlete.id = ids.try_emplace(row.at("sex") + row.at("athlete"), static_cast<long>(ids.size()) + 1).first->second;
    mark.performance = {.event = row.at("event"), .track = measure::track_named(row.at("track")).value(), .time = measure::Duration{std::stod(row.at("time_s"))},
                        .date = measure::Date::read(row.at("date")).value(), .venue = row.at("sex") + row.at("venue"), .place = row.at("place"), .points = {}, .source = ""};
  }
  const archive::ListedRaces listed{marks};
  const auto runner = [&](const std::string& sex_and_name) {
    archive::Athlete athlete;
    athlete.id = ids.at(sex_and_name);
    return athlete;
  };
  int together = 0, apart = 0;
  for (const auto& [what, runners] : raced) {
    const bool women = what.ends_with("women");
    for (const auto& [one, its_races] : runners) {
      for (const auto& [other, races_of_other] : runners) {
        const auto& other_races = races_of_other;  // clang 14 lets no lambda have a binding
        const std::string sex = women ? "women" : "men";
        if (one >= other || !ids.contains(sex + one) || !ids.contains(sex + other)) continue;
        for (const archive::Meeting& meeting : listed.meetings(runner(sex + one), runner(sex + other))) {
          if (meeting.date.text() + meeting.event + sex != what) continue;
          const bool same = std::ranges::any_of(its_races, [&](const std::string& race) { return other_races.contains(race); });
          ++(same ? together : apart);
        }
      }
    }
  }
  EXPECT_GT(together, 19'000);
  EXPECT_EQ(apart, 0);
}

}  // namespace
}  // namespace lastlap::tests
