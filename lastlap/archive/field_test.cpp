#include "lastlap/archive/field.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "tests/support.hpp"

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;
using measure::AsOf;
using measure::Date;

class Field : public ::testing::Test {
 protected:
  base::Result<RaceToRun> race_in(const std::string& toml, const std::optional<AsOf>& as_of = {}) {
    std::ofstream{file} << toml;
    return race_to_run(archive, file, as_of);
  }
  /// What is wrong with a file that has this after its heading, without the file's path.
  std::string wrong_with(const std::string& athletes, const std::string& heading = good_heading) {
    const auto race = race_in(heading + athletes);
    if (race) return "read";
    std::string line = race.error().line();
    const std::size_t at = line.find(file.string());
    return at == std::string::npos ? line : line.erase(at, file.string().size());
  }

  static constexpr const char* good_heading = "date = 2026-07-18\nevent = \"1500\"\nsex = \"men\"\n";
  static constexpr const char* two =
      "[[athlete]]\nname = \"Josh Kerr\"\n[[athlete]]\nname = \"Jake Wightman\"\n";
  tests::TemporaryFolder folder;
  const fs::path file = folder.path() / "my-race.toml";
  const Archive archive = std::move(*Archive::open(folder.path() / "archive.sqlite", LASTLAP_HOUSE "/data"));
};

TEST_F(Field, OfAnArchivedRaceIsItsStarters) {
  const auto race = race_asked_for(archive, "budapest-2023-men-1500-final", std::nullopt).value();
  EXPECT_EQ(race.title, "World Championships 2023 Budapest, men's 1500 m final");
  EXPECT_EQ(race.starters.size(), 12u);
  EXPECT_EQ(race.as_of.last_known, Date::of(2023, 8, 22));
  EXPECT_TRUE(race.remarks.empty());
}

TEST_F(Field, KnowsNothingOfTheDayOfTheRaceOrLater) {
  const auto race =
      race_asked_for(archive, "budapest-2023-men-1500-final", AsOf{Date::of(2025, 1, 1)}).value();
  EXPECT_EQ(race.remarks.size(), 1u);
  for (const Starter& starter : race.starters) {
    EXPECT_FALSE(starter.performances.empty()) << starter.name;
    for (const Performance& mark : starter.performances) EXPECT_LT(mark.date, race.date) << starter.name;
    for (const PlaceAtSplit& place : starter.places_at_splits)
      EXPECT_LT(place.date, race.date) << starter.name;
  }
}

TEST_F(Field, CanBeAskedAsOfAnEarlierDay) {
  const AsOf earlier{Date::of(2022, 1, 1)};
  const auto race = race_asked_for(archive, "budapest-2023-men-1500-final", earlier).value();
  EXPECT_EQ(race.as_of.last_known, earlier.last_known);
}

TEST_F(Field, SaysWhenSlowerFinishersMayBeMissing) {
  const auto race = race_asked_for(archive, "tokyo-2021-men-1500-heat-1", std::nullopt).value();
  EXPECT_EQ(race.remarks.back(), "the field may be incomplete: slower finishers may be missing");
}

TEST_F(Field, EveryArchivedRaceHasOneUnlessOnlyOneStarterIsKnown) {
  const auto races = archive.races({}).value();
  int without = 0;
  for (const RaceHeading& heading : races) {
    const auto race = race_asked_for(archive, heading.id, std::nullopt);
    if (race) continue;
    ++without;
    EXPECT_EQ(race.error().what, "not a field") << heading.id;
  }
  EXPECT_EQ(without, 3);
}

TEST_F(Field, OfTheManualsExampleIsRead) {
  const std::string manual = tests::whole_text(LASTLAP_HOUSE "/docs/race-file.md");
  const std::size_t start = manual.find("```toml\n") + 8;
  const auto read = race_in(manual.substr(start, manual.find("```", start) - start));
  ASSERT_TRUE(read.has_value()) << read.error().line();
  EXPECT_EQ(read->event.name, "mile");
  EXPECT_EQ(read->as_of.last_known, Date::of(2026, 6, 30));
  EXPECT_EQ(read->starters.at(1).name, "Jakob Ingebrigtsen");
  EXPECT_EQ(read->starters.at(2).performances.size(), 3u);
  EXPECT_EQ(read->starters.at(2).performances.at(0).event, "3000");
  EXPECT_EQ(read->starters.at(3).stated.sprint_speed_mps, 9.3);
  EXPECT_EQ(read->starters.at(0).start_order, 1);
}

TEST_F(Field, MarksOfTheFileLaterThanTheEveAreLeftOutAndSaidSo) {
  const auto race = race_in(std::string(good_heading) + two +
                            "marks = [{event=\"1500\", time=\"3:20.0\", date=2026-07-18}]\n")
                        .value();
  EXPECT_EQ(race.remarks,
            (std::vector<std::string>{
                "Jake Wightman: the 1500 of 2026-07-18 is left out, it is later than 2026-07-17"}));
  EXPECT_TRUE(std::ranges::none_of(race.starters[1].performances,
                                   [](const Performance& p) { return p.date > Date::of(2026, 7, 1); }));
}

TEST_F(Field, AMarkInFileAndArchiveCountsOnce) {
  const auto plain = race_in(std::string(good_heading) + two).value();
  const auto twice = race_in(std::string(good_heading) + two +
                             "marks = [{event=\"1500\", time=\"3:29.23\", date=2022-07-19}]\n")
                         .value();
  EXPECT_EQ(twice.starters[1].performances.size(), plain.starters[1].performances.size());
}

TEST_F(Field, NamesFileLineAndNearestKeyOfAnUnknownOne) {
  EXPECT_EQ(wrong_with(std::string(two) + "start_oder = 2\n"),
            "the race file is wrong, :8: unknown key \"start_oder\", nearest is \"start_order\"; "
            "docs/race-file.md shows what it may hold");
}

TEST_F(Field, ReportsAllThatIsWrongTogether) {
  const std::string said = wrong_with(
      "[[athlete]]\nname = \"Josh Kerr\"\nstart_order = 1\n"
      "[[athlete]]\nname = \"josh kerr\"\nstart_order = 1\n"
      "marks = [{event=\"1500\", time=\"2:61.3\", date=2026-01-01}]\n"
      "[athlete.abilities]\nsprint_speed_mps = 93\n");
  for (const char* part : {":7: Josh Kerr is entered twice", "line 9: start order 1 is given twice",
                           "line 10: \"2:61.3\" is not a time",
                           "line 12: \"sprint_speed_mps\" must be a number from 5 to 12.5"}) {
    EXPECT_NE(said.find(part), std::string::npos) << part << " in " << said;
  }
}

TEST_F(Field, RefusesAthletesNobodyKnowsUnlessTheyBringSomething) {
  const std::string newcomer = std::string(two) + "[[athlete]]\nname = \"Xaver Unbekannt\"\n";
  EXPECT_NE(wrong_with(newcomer).find(":8: no such athlete, Xaver Unbekannt; the nearest are"),
            std::string::npos);
  EXPECT_EQ(wrong_with(newcomer + "[athlete.abilities]\nreserve_j_per_kg = 1500\n"), "read");
}

TEST_F(Field, RefusesAnAmbiguousName) {
  EXPECT_NE(wrong_with(std::string(two) + "[[athlete]]\nname = \"ingebrigtsen\"\n").find("ambiguous athlete"),
            std::string::npos);
}

TEST_F(Field, LooksOnlyAmongAthletesOfItsSex) {
  EXPECT_NE(wrong_with(std::string(two) + "[[athlete]]\nname = \"Faith Kipyegon\"\n").find("no such athlete"),
            std::string::npos);
}

TEST_F(Field, RefusesWrongHeadings) {
  EXPECT_NE(wrong_with(two, "event = \"1500\"\nsex = \"men\"\n").find("\"date\" is missing"),
            std::string::npos);
  EXPECT_NE(wrong_with(two, "date = 2026-07-18\nevent = \"1500m\"\nsex = \"men\"\n")
                .find(":2: \"event\" is \"1500m\""),
            std::string::npos);
  EXPECT_NE(wrong_with(two, "date = 2026-07-18\nevent = \"400\"\nsex = \"men\"\n").find("from 800 to 5000 m"),
            std::string::npos);
  EXPECT_NE(wrong_with(two, std::string(good_heading) + "track = 400\n").find(":4: \"track\" must be text"),
            std::string::npos);
  EXPECT_NE(wrong_with(two, std::string(good_heading) + "athletes = 1\n").find("nearest is \"athlete\""),
            std::string::npos);
}

TEST_F(Field, NeedsTwoRunnersAndTakesTwentyFour) {
  EXPECT_NE(wrong_with("[[athlete]]\nname = \"Josh Kerr\"\n").find("here are 1"), std::string::npos);
  std::string crowd;
  for (int i = 0; i < 25; ++i) {
    crowd +=
        "[[athlete]]\nname = \"Runner " + std::to_string(i) + "\"\nabilities = {reserve_j_per_kg = 1500}\n";
  }
  EXPECT_NE(wrong_with(crowd).find("here are 25"), std::string::npos);
}

TEST_F(Field, RefusesAbilitiesThatAreNoNumbers) {
  for (const char* value : {"nan", "inf", "-1", "\"26\"", "true"}) {
    const std::string said =
        wrong_with(std::string(two) + "[athlete.abilities]\naerobic_power_w_per_kg = " + value + "\n");
    EXPECT_NE(said.find("must be a number from 10 to 40"), std::string::npos) << value;
  }
}

TEST_F(Field, SaysWhereTomlIsBroken) {
  EXPECT_EQ(wrong_with("[[athlete]\nname = 1\n").find("the race file is no TOML, :4: "), 0u);
  EXPECT_EQ(race_to_run(archive, folder.path() / "none.toml", std::nullopt).error().kind,
            base::Problem::Kind::request);
}

}  // namespace
}  // namespace lastlap::archive
