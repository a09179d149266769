#include "lastlap/archive/closing.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lastlap::archive {
namespace {

using measure::Distance;
using measure::Duration;

const Athlete one{.id = 1, .name = "One", .sex = measure::Sex::men, .birth = {}, .country = "AAA"};
const Athlete two{.id = 2, .name = "Two", .sex = measure::Sex::men, .birth = {}, .country = "BBB"};

/// One wins in 3:30.00, Two is second in 3:31.00.
RaceRecord race_of_two() {
  RaceRecord race;
  race.heading.distance = Distance{1500};
  const auto result = [](const Athlete& athlete, int place, double time_s) {
    return RaceResult{.athlete = athlete, .place = place, .time = Duration{time_s}, .status = "OK", .qualified = "", .start_order = {}, .source = "list"};
  };
  race.results = {result(one, 1, 210.00), result(two, 2, 211.00)};
  return race;
}

SplitFact split(const Athlete& athlete, double at_m, std::optional<double> time_s, std::optional<int> place) {
  const auto time = time_s ? std::optional{Duration{*time_s}} : std::nullopt;
  return {.race = "", .athlete = athlete, .written_name = athlete.name, .distance = Distance{at_m}, .time = time, .place = place, .source = "paper"};
}

SegmentFact segment(const Athlete& athlete, double from_m, double to_m, double time_s, bool disputed = false) {
  return {.race = "", .athlete = athlete, .written_name = athlete.name, .from = Distance{from_m}, .to = Distance{to_m},
          .time = Duration{time_s}, .disputed = disputed, .source = "book"};
}

std::vector<Closing> closings_of(const RaceRecord& race, const Athlete& athlete, double last_m) {
  std::vector<Closing> found = archive::closings_of(race);
  std::erase_if(found, [&](const Closing& closing) { return closing.athlete != athlete.id || closing.last.si() != last_m; });
  return found;
}

TEST(HalfLastDigit, IsWhatThePublishedDigitsLeaveOpen) {
  EXPECT_EQ(half_last_digit(Duration{120}).si(), 0.5);
  EXPECT_EQ(half_last_digit(Duration{114.2}).si(), 0.05);
  EXPECT_EQ(half_last_digit(Duration{114.23}).si(), 0.005);
  EXPECT_EQ(half_last_digit(Duration{114.234}).si(), 0.0005);
}

TEST(Closing, OfARunnerIsFinishLessSplit) {
  RaceRecord race = race_of_two();
  race.splits = {split(one, 1100, 155.51, 2)};
  const auto closings = closings_of(race, one, 400);
  ASSERT_EQ(closings.size(), 1u);
  EXPECT_NEAR(closings[0].time.si(), 54.49, 1e-9);
  EXPECT_NEAR(closings[0].tolerance.si(), 0.015, 1e-9);
  EXPECT_EQ(closings[0].basis, Basis::computed);
  EXPECT_FALSE(closings[0].at_most);
  EXPECT_TRUE(closings_of(race, two, 400).empty()) << "one who was second says nothing of another";
}

TEST(Closing, OfWhoFollowsIsBoundedByTheLeader) {
  RaceRecord race = race_of_two();
  race.splits = {split(one, 1100, 155.51, 1)};
  const auto closings = closings_of(race, two, 400);
  ASSERT_EQ(closings.size(), 1u);
  EXPECT_NEAR(closings[0].time.si(), 55.49, 1e-9);
  EXPECT_TRUE(closings[0].at_most);
  EXPECT_EQ(closings[0].basis, Basis::behind_leader);
}

TEST(Closing, AsPublishedStandsAndOneThatSplitsContradictIsDisputed) {
  RaceRecord race = race_of_two();
  race.splits = {split(one, 1100, 155.51, 1)};
  race.segments = {segment(one, 1100, 1500, 54.49)};
  EXPECT_EQ(closings_of(race, one, 400).size(), 1u);
  EXPECT_FALSE(closings_of(race, one, 400)[0].disputed);
  race.segments = {segment(one, 1100, 1500, 53.70)};
  const auto closings = closings_of(race, one, 400);
  ASSERT_EQ(closings.size(), 2u);
  EXPECT_EQ(closings[0].basis, Basis::published);
  EXPECT_TRUE(closings[0].disputed);
  EXPECT_NEAR(closings[1].time.si(), 54.49, 1e-9);
}

TEST(Closing, SlowerThanTheLeaderAllowsIsDisputed) {
  RaceRecord race = race_of_two();
  race.splits = {split(one, 1100, 155.51, 1)};
  race.segments = {segment(two, 1100, 1500, 55.53)};
  EXPECT_TRUE(closings_of(race, two, 400)[0].disputed);
  race.segments = {segment(two, 1100, 1500, 55.47)};
  EXPECT_FALSE(closings_of(race, two, 400)[0].disputed);
}

TEST(Closing, OfALeaderKnownByHerClosingTimeBoundsTheOthers) {
  RaceRecord race = race_of_two();
  race.splits = {split(one, 1300, {}, 1)};
  race.segments = {segment(one, 1300, 1500, 26.50)};
  const auto closings = closings_of(race, two, 200);
  ASSERT_EQ(closings.size(), 1u);
  EXPECT_NEAR(closings[0].time.si(), 27.50, 1e-9);
  EXPECT_TRUE(closings[0].at_most);
}

TEST(Passings, FollowChainsOfSegmentsBackFromTheFinish) {
  RaceRecord race = race_of_two();
  race.segments = {segment(one, 700, 1100, 58.00), segment(one, 1100, 1500, 54.00)};
  const auto passings = passings_of(race);
  const auto at = [&](double metres) {
    return std::ranges::find_if(passings, [&](const Passing& p) { return p.at.si() == metres && p.athlete == one.id; })->time.si();
  };
  EXPECT_NEAR(at(1100), 156.00, 1e-9);
  EXPECT_NEAR(at(700), 98.00, 1e-9);
}

TEST(Passings, ThatADisputedTimeContradictsStand) {
  RaceRecord race = race_of_two();
  race.splits = {split(one, 1100, 155.51, 1)};
  race.segments = {segment(one, 1100, 1500, 53.00, true)};
  for (const Passing& passing : passings_of(race)) {
    EXPECT_EQ(passing.disputed, passing.basis == Basis::computed) << passing.at.si();
  }
}

TEST(Closing, OfNobodyIsKnownWithoutSplits) {
  EXPECT_TRUE(archive::closings_of(race_of_two()).empty());
  EXPECT_EQ(passings_of(race_of_two()).size(), 2u);
}

TEST(Closing, ThatIsDisputedStandsBesideTheBound) {
  RaceRecord race = race_of_two();
  race.splits = {split(one, 1100, 155.51, 1)};
  race.segments = {segment(two, 1100, 1500, 53.76, true)};
  const auto closings = closings_of(race, two, 400);
  ASSERT_EQ(closings.size(), 2u);
  EXPECT_TRUE(closings[0].disputed);
  EXPECT_NEAR(closings[1].time.si(), 55.49, 1e-9);
  EXPECT_TRUE(closings[1].at_most);
  EXPECT_FALSE(closings[1].disputed);
}

}  // namespace
}  // namespace lastlap::archive
