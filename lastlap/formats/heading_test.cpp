#include "lastlap/formats/heading.hpp"

#include <gtest/gtest.h>

namespace lastlap::formats {
namespace {

TEST(Heading, KnowsTheEventsOfLastlapInManyWords) {
  for (const char* title : {"1500", "1500m", "1500 m", "1500 Meter", "1500M Frauen", "16:30 | 1500m M", "Men's 1500 Metres", "1,500m", "1.500 m", "1 500 m", "Women 1500 Meter Run",
                            "1500 mètres dames", "Men 1500 Meters Section 2"})
    EXPECT_EQ(heading_of(title).event, "1500") << title;
  for (const char* title : {"Mile", "One Mile", "1 Mile", "Women's Mile", "Mile short track"}) EXPECT_EQ(heading_of(title).event, "mile") << title;
  for (const char* title : {"2 Miles", "Two Miles", "2 miles short track"}) EXPECT_EQ(heading_of(title).event, "2-miles") << title;
  EXPECT_EQ(heading_of("800m").event, "800");
  EXPECT_EQ(heading_of("5 000 m").event, "5000");
  EXPECT_TRUE(heading_of("3000m Halle").is_known);
}

TEST(Heading, OtherRacesAreNoEventOfLastlap) {
  for (const char* title : {"60m W", "100 Meter Hurdles Women", "3000m Hindernis", "3000m SC", "3000mSC", "4x400m", "400mH", "400 m Hürden", "5000m Gehen", "5000mW walk", "High Jump", "",
                            "10.000m Männer", "400MH", "Speer 800g"})
    EXPECT_FALSE(heading_of(title).is_known && heading_of(title).event != "800") << title;
  EXPECT_EQ(heading_of("60m W").event, "60 m");
  EXPECT_EQ(heading_of("10,000m").distance->si(), 10'000);
  EXPECT_EQ(heading_of("11:02 | 100 Meter Hurdles Women").event, "100 Meter Hurdles Women");
}

TEST(Heading, KnowsWhoseRaceItIs) {
  for (const char* title : {"1500m M", "1500m Männer", "Men's 1500", "M 1500", "800m mJA", "1500m MJU20", "1500m U20 men", "1500 m M35", "Herrar 1500m"})
    EXPECT_EQ(heading_of(title).sex, measure::Sex::men) << title;
  for (const char* title : {"1500m W", "1500m Frauen", "Women's 1500", "800m wJB", "1500m WU18", "1500 m W40", "Damer 1500m", "1500 m Weiblich"})
    EXPECT_EQ(heading_of(title).sex, measure::Sex::women) << title;
  for (const char* title : {"1500 m", "1500M", "Mile"}) EXPECT_FALSE(heading_of(title).sex) << title;
  EXPECT_EQ(sex_called("F"), measure::Sex::women);
  EXPECT_FALSE(sex_called("x"));
}

TEST(Heading, KnowsTheRound) {
  EXPECT_EQ(heading_of("1500m Frauen Vorlauf 2").round, "heat 2");
  EXPECT_EQ(heading_of("1500m Frauen 2. Vorlauf").round, "heat 2");
  EXPECT_EQ(heading_of("Men's 1500m Semi-Final 1").round, "semi-final 1");
  EXPECT_EQ(heading_of("Final").round, "final");
  EXPECT_EQ(heading_of("Final 2").round, "final 2");
  EXPECT_EQ(heading_of("Repechage Heat 1").round, "repechage heat 1");
  EXPECT_EQ(heading_of("1500m Zeitlauf 3").round, "race 3");
  EXPECT_EQ(heading_of("1500m").round, "");
}

TEST(Heading, KnowsShortTracks) {
  EXPECT_EQ(heading_of("Mile short track").track, measure::TrackKind::short_200);
  EXPECT_EQ(heading_of("1500m Halle W").track, measure::TrackKind::short_200);
  EXPECT_FALSE(heading_of("1500m").track);
}

}  // namespace
}  // namespace lastlap::formats
