#include "lastlap/formats/isolynx.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lastlap::formats {
namespace {

const std::string head =
    ",ID 7,ID 7,ID 7,ID 7,ID 9,ID 9,ID 9,ID 9\n"
    ",KERR,KERR,KERR,KERR,DE ARRIBA,DE ARRIBA,DE ARRIBA,DE ARRIBA\n"
    "Time,X,Y,Speed,PathDist,X,Y,Speed,PathDist\n";

IsoLynxRace race(const std::string& text) {
  const auto read = read_isolynx(text, "race.csv");
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().line());
  return read ? *read : IsoLynxRace{};
}
std::string refusal(const std::string& text) {
  const auto read = read_isolynx(text, "race.csv");
  return read ? "read" : read.error().line();
}

TEST(IsoLynx, ReadsEachTagsFixes) {
  const IsoLynxRace read = race(head + "00:01.250,1,2,3.5,4,-5,6.5,7,8\n01:02.500,1.5,2.5,3,5,-6,6,7,9\n");
  ASSERT_EQ(read.tags.size(), 2u);
  EXPECT_EQ(read.tags[0].id, "ID 7");
  EXPECT_EQ(read.tags[1].surname, "DE ARRIBA");
  ASSERT_EQ(read.tags[1].fixes.size(), 2u);
  const IsoLynxFix& fix = read.tags[1].fixes[0];
  EXPECT_EQ(fix.time_s, 1.25);
  EXPECT_EQ(fix.x_m, -5.0);
  EXPECT_EQ(fix.y_m, 6.5);
  EXPECT_EQ(fix.speed_mps, 7.0);
  EXPECT_EQ(fix.race_m, 8.0);
  EXPECT_EQ(read.tags[0].fixes[1].time_s, 62.5);
}

TEST(IsoLynx, ATagThatSleepsHasNoFixes) {
  const IsoLynxRace read = race(head + "00:00.1,0,0,0.000,1.6,0.000,0.00,0,0\n00:00.2,1,2,3,4,0,0,0,0\n");
  EXPECT_EQ(read.tags[0].fixes.size(), 1u);
  EXPECT_TRUE(read.tags[1].fixes.empty());
}

TEST(IsoLynx, OneCoordinateMayBeZero) { EXPECT_EQ(race(head + "00:00.1,0,2,3,4,5,0,7,8\n").tags[1].fixes.size(), 1u); }

TEST(IsoLynx, BearsWhatSystemsLeaveBehind) {
  const IsoLynxRace read = race("\xEF\xBB\xBF" + head + "00:00.1,1,2,,4,,6,7,8,,,\r\n\r\n00:00.2,1,2,-,NaN\r\n00:00.3,1, 2 ,3,4,5,6,7,8");
  EXPECT_EQ(read.tags[0].fixes.size(), 3u);
  EXPECT_EQ(read.tags[0].fixes[0].speed_mps, 0.0);
  EXPECT_EQ(read.tags[0].fixes[1].race_m, 0.0);
  EXPECT_EQ(read.tags[0].fixes[2].y_m, 2.0);
  EXPECT_EQ(read.tags[1].fixes.size(), 1u);
}

TEST(IsoLynx, TimesMayHaveHoursOrNone) {
  EXPECT_EQ(race(head + "1:00:01.5,1,2,3,4\n").tags[0].fixes[0].time_s, 3601.5);
  EXPECT_EQ(race(head + "61.5,1,2,3,4\n").tags[0].fixes[0].time_s, 61.5);
}

TEST(IsoLynx, WhatIsBeforeTheGunIsLeftOut) {
  EXPECT_EQ(race(head + "-00:00.500,1,2,3,4\n00:00.1,1,2,3,4\n").tags[0].fixes.size(), 1u);
}

TEST(IsoLynx, FindsColumnsByName) {
  const IsoLynxRace read = race(",A,A,A\n,B,B,B\nTime,X,ToRail,Y\n00:01,1,2,3\n");
  EXPECT_EQ(read.tags[0].fixes[0].y_m, 3.0);
  EXPECT_EQ(read.tags[0].fixes[0].speed_mps, 0.0);
}

TEST(IsoLynx, SaysWhichLinesAreWrong) {
  EXPECT_EQ(refusal(head + "00:01,1,2,3,4\n00:02,1,two,3,4\nsoon,1,2\n00:04,1,2,3,4,5,6,7,8,9\n00:05,1e9,2\n00:06,x,2\n"),
            "not a race followed by radio tags, race.csv:5: column 3: \"two\" is not a number of metres; line 6: \"soon\" is not a time as in "
            "03:31.950; line 7: 10 cells where the header has 9; and 2 lines more");
  EXPECT_NE(refusal(head + "00:01,inf,2\n").find("race.csv:4: column 2: \"inf\""), std::string::npos);
  EXPECT_NE(refusal(head + "00:01,1,2\x1b[31m,3\n").find("\"2?[31m\""), std::string::npos);
  EXPECT_NE(refusal(head + "00:-1,1,2\n").find("is not a time"), std::string::npos);
}

TEST(IsoLynx, RefusesWhatIsNoRace) {
  EXPECT_NE(refusal("").find("does not begin with \"Time\""), std::string::npos);
  EXPECT_NE(refusal("a\nb\nTime,Q\n").find("no tag's \"X\""), std::string::npos);
  EXPECT_NE(refusal("a\nb\nTime,X,X,Y\n").find("no \"Y\""), std::string::npos);
  EXPECT_NE(refusal(head).find("no rows"), std::string::npos);
}

TEST(IsoLynx, IsToldByItsThirdLine) {
  EXPECT_TRUE(is_isolynx(head));
  EXPECT_TRUE(is_isolynx("\r\n\r\nTime,X,Y,\r\n"));
  EXPECT_FALSE(is_isolynx("athlete,time_s\nKerr,209\n"));
  EXPECT_FALSE(is_isolynx(""));
}

TEST(IsoLynx, NoBytesBreakIt) {
  std::mt19937_64 dice{9};
  const std::string letters = ",,,\n\r0123456789.:-+eXYnaN\x1f\x8b\xff\"";
  for (int i = 0; i < 3000; ++i) {
    std::string text = i % 3 == 0 ? "" : head;
    for (std::uint64_t n = dice() % 120; n > 0; --n) text += letters[dice() % letters.size()];
    const auto read = read_isolynx(text, "race.csv");
    EXPECT_TRUE(read.has_value() || !read.error().line().empty());
  }
}

}  // namespace
}  // namespace lastlap::formats
