#include "lastlap/archive/sport_tables.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "lastlap/archive/listed_place.hpp"
#include "tests/support.hpp"

namespace lastlap::archive {
namespace {

const SportTables& tables() {
  static const SportTables read = read_sport_tables(LASTLAP_HOUSE "/data").value();
  return read;
}

TEST(SportTables, TellAreasByCountry) {
  EXPECT_EQ(tables().area_of("KEN"), "Africa");
  EXPECT_EQ(tables().area_of("USA"), "North and Central America and Caribbean");
  EXPECT_EQ(tables().area_of("GUY"), "South America");
  EXPECT_EQ(tables().area_of("ISR"), "Europe");
  EXPECT_EQ(tables().area_of("KAZ"), "Asia");
  EXPECT_EQ(tables().area_of("EOR"), "");
  EXPECT_EQ(tables().areas().size(), 6u);
}

TEST(SportTables, TellChampionshipsByHowTheirNamesBegin) {
  const auto series = [](const char* competition) {
    const Championship* championship = tables().championship_of(competition);
    return championship ? championship->series : "";
  };
  EXPECT_EQ(series("World Championships 2023 Budapest"), "World Championships");
  EXPECT_EQ(series("World Indoor Championships 2024 Glasgow"), "World Indoor Championships");
  EXPECT_EQ(series("Olympic Games Tokyo 2020 (held 2021)"), "Olympic Games");
  EXPECT_EQ(series("WORLD ATHLETICS CHAMPIONSHIPS Tokyo 25"), "World Championships");
  EXPECT_EQ(series("World Championships Trials Nairobi 2023"), "World Championships Trials") << "are no World Championships";
  EXPECT_EQ(series("Herculis Monaco 2023"), "");
  EXPECT_EQ(series("World Championshipsmanship Games"), "") << "words are whole";
}

TEST(SportTables, AnUnknownLevelOrAMissingFileIsAFailure) {
  const tests::TemporaryFolder folder;
  EXPECT_NE(read_sport_tables(folder.path()).error().line().find("areas.csv"), std::string::npos);
  std::ofstream{folder.path() / "areas.csv"} << "country,name,area\nKEN,Kenya,Africa\n";
  std::ofstream{folder.path() / "championships.csv"} << "begins,series,level\nGames,Games,cosmic\n";
  const std::string line = read_sport_tables(folder.path()).error().line();
  EXPECT_NE(line.find("championships.csv:2"), std::string::npos) << line;
  EXPECT_NE(line.find("cosmic"), std::string::npos) << line;
}

TEST(Series, IsTheNameUpToTheYear) {
  EXPECT_EQ(series_of("Herculis Monaco 2023 (WR 4:07.64)"), "Herculis Monaco");
  EXPECT_EQ(series_of("Oslo Bislett Games 2010 (Diamond League)"), "Oslo Bislett Games");
  EXPECT_EQ(series_of("Night of the Mile"), "Night of the Mile");
  EXPECT_EQ(series_of("2010 Games"), "2010 Games");
  EXPECT_EQ(series_of("Race 12018"), "Race 12018") << "no year";
}

TEST(Rounds, AreRankedByHowFarTheyAre) {
  EXPECT_TRUE(is_final("final"));
  EXPECT_TRUE(is_final("race"));
  EXPECT_TRUE(is_final("Final | Diamond Discipline"));
  for (const char* round : {"heat 1", "semi-final 2", "repechage heat 1", "quarter-final 3"}) EXPECT_FALSE(is_final(round)) << round;
  for (const char* round : {"split times", "split times 2"}) {
    EXPECT_FALSE(is_final(round));
    EXPECT_TRUE(is_on_the_way(round));
  }
  EXPECT_FALSE(is_on_the_way("race") || is_on_the_way("heat 1"));
  EXPECT_LT(rank_of_round("heat 3"), rank_of_round("repechage heat 1"));
  EXPECT_LT(rank_of_round("repechage heat 1"), rank_of_round("semi-final 1"));
  EXPECT_LT(rank_of_round("semi-final 1"), rank_of_round("final"));
}

TEST(ListedPlace, IsAPlaceAndTheRaceItIsOf) {
  const ListedPlace heat = read_listed_place("2h3");
  EXPECT_EQ(heat.place, 2);
  EXPECT_EQ(heat.race, "h3");
  EXPECT_FALSE(heat.is_final());
  EXPECT_TRUE(heat.names_its_race());
  EXPECT_TRUE(read_listed_place("11").is_final());
  EXPECT_TRUE(read_listed_place("1f1").is_final()) << "a timed final";
  EXPECT_FALSE(read_listed_place("f1").place);
  EXPECT_FALSE(read_listed_place("").place);
  EXPECT_FALSE(read_listed_place("2h").names_its_race());
  EXPECT_FALSE(read_listed_place("99999999999999h1").place);
}

}  // namespace
}  // namespace lastlap::archive
