#include "lastlap/archive/race_ids.hpp"

#include <gtest/gtest.h>

namespace lastlap::archive {
namespace {

using measure::Date;
using measure::Sex;

const std::set<std::string> towns{"oslo", "new-york", "york", "zurich"};

RaceNaming mile(const std::string& venue, const std::string& round) {
  return {.venue = venue,
          .competition = "Golden Mile",
          .round = round,
          .title = {},
          .event = "mile",
          .sex = Sex::men,
          .date = Date::of(2015, 6, 11)};
}

TEST(RaceIds, AreTownYearSexEventAndRound) {
  EXPECT_EQ(new_race_id(mile("Bislett Stadion, Oslo (NOR)", "race"), towns, {}), "oslo-2015-men-mile");
  EXPECT_EQ(new_race_id(mile("Zürich (SUI)", "semi-final 2"), towns, {}), "zurich-2015-men-mile-semi-2");
  EXPECT_EQ(new_race_id(mile("Hayward Field, Eugene, OR (USA)", "heat 3"), towns, {}),
            "eugene-2015-men-mile-heat-3");
  EXPECT_EQ(new_race_id(mile("Oslo Bislett Games", "final"), towns, {}), "oslo-2015-men-mile-final");
}

TEST(RaceIds, OfTownsInAVenueTheLongestCounts) {
  EXPECT_EQ(town_of("New York adidas Grand Prix", towns), "new-york");
  EXPECT_EQ(town_of("Somewhere Else", towns), "Somewhere Else");
}

TEST(RaceIds, NeverCollide) {
  std::set<std::string> taken;
  RaceNaming race = mile("Oslo (NOR)", "race");
  race.title = "Final | National Events";
  for (int i = 0; i < 5; ++i) {
    const std::string id = new_race_id(race, towns, taken);
    EXPECT_TRUE(is_race_id(id)) << id;
    EXPECT_TRUE(taken.insert(id).second) << id;
  }
  EXPECT_TRUE(taken.contains("oslo-2015-men-mile-national-events"));
  EXPECT_TRUE(taken.contains("oslo-2015-men-mile-2"));
}

TEST(RaceIds, OfLongNamesAreCut) {
  RaceNaming race = mile(std::string(200, 'x') + " (NOR)", "race");
  const std::string id = new_race_id(race, towns, {});
  EXPECT_TRUE(is_race_id(id)) << id;
  EXPECT_NE(new_race_id(race, towns, {id}), id);
}

TEST(RaceIds, WithoutAnyWordAreStillNames) {
  EXPECT_EQ(new_race_id(mile("北京", "race"), {}, {}), new_race_id(mile("北京", "race"), {}, {}));
  EXPECT_TRUE(is_race_id(new_race_id(mile("(?)", ""), {}, {})));
}

TEST(RaceIds, AreOfSmallLettersDigitsAndHyphens) {
  EXPECT_TRUE(is_race_id("oslo-2015-men-mile"));
  for (const char* word : {"", "Oslo", "DL2010-18-M800M-1", "a--b", "-a", "a-", "a b"})
    EXPECT_FALSE(is_race_id(word)) << word;
}

TEST(RaceIds, TheFirstFreeNumberOfManyIsFound) {
  RaceNaming race;
  race.venue = "Oslo (NOR)";
  race.event = "1500";
  race.date = measure::Date::of(2014, 6, 1);
  race.round = "race";
  std::set<std::string> taken;
  for (int i = 0; i < 70; ++i) EXPECT_TRUE(taken.insert(new_race_id(race, {}, taken)).second);
  EXPECT_TRUE(taken.contains("oslo-2014-men-1500-2"));
  EXPECT_TRUE(taken.contains("oslo-2014-men-1500-70"));
}

}  // namespace
}  // namespace lastlap::archive
