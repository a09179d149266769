#include "lastlap/race/summary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/dice.hpp"

namespace lastlap::race {
namespace {

TEST(ChanceOf, IsWilsonsInterval) {  // 10 of 100: 0.0552 to 0.1744, any table of the score interval
  const Chance chance = chance_of(10, 100);
  EXPECT_DOUBLE_EQ(chance.p, 0.10);
  EXPECT_NEAR(chance.low, 0.05523, 1e-5);
  EXPECT_NEAR(chance.high, 0.17437, 1e-5);
}

TEST(ChanceOf, StaysWithinNoughtAndOne) {
  EXPECT_EQ(chance_of(0, 20).low, 0.0);
  EXPECT_GT(chance_of(0, 20).high, 0.0);
  EXPECT_EQ(chance_of(20, 20).high, 1.0);
  EXPECT_LT(chance_of(20, 20).low, 1.0);
}

TEST(ChanceOf, NoRacesSayNothing) {
  EXPECT_EQ(chance_of(0, 0).low, 0.0);
  EXPECT_EQ(chance_of(0, 0).high, 1.0);
}

TEST(MeanDifference, IsTheMeanWithItsNormalInterval) {  // of 1, 0, 0, -1, 1, 1, 0, 0
  const Chance gain = mean_difference(3, 1, 8);
  EXPECT_DOUBLE_EQ(gain.p, 0.25);
  EXPECT_NEAR(gain.high - gain.p, 1.959964 * std::sqrt((0.5 - 0.0625) / 8), 1e-5);
  EXPECT_NEAR(gain.p - gain.low, gain.high - gain.p, 1e-12);
}

TEST(MeanDifference, IsNeverCertain) {
  const Chance none = mean_difference(0, 0, 100);
  EXPECT_EQ(none.p, 0.0);
  EXPECT_LT(none.low, 0.0);
  EXPECT_GT(none.high, 0.0);
  EXPECT_EQ(mean_difference(0, 0, 0).low, -1.0);
}

/// Three runners, two races; the third does not finish the second.
Outcomes three_runners() {
  Outcomes outcomes(3, 2);
  outcomes.finish(0, 0) = {.time_s = 210, .last_400_s = 53, .run_m = 1505, .boxed_in_s = 2};
  outcomes.finish(0, 1) = {.time_s = 211, .last_400_s = 54, .run_m = 1506, .boxed_in_s = 0};
  outcomes.finish(0, 2) = {.time_s = 212, .last_400_s = 55, .run_m = 1507, .boxed_in_s = 0};
  outcomes.finish(1, 0) = {.time_s = 216, .last_400_s = 55, .run_m = 1503, .boxed_in_s = 4};
  outcomes.finish(1, 1) = {.time_s = 215, .last_400_s = 52, .run_m = 1502, .boxed_in_s = 0};
  return outcomes;
}

TEST(SummaryOf, CountsWinsMedalsAndPlaces) {
  const Summary summary = summary_of(three_runners());
  EXPECT_EQ(summary.runners[0].win.p, 0.5);
  EXPECT_EQ(summary.runners[2].medal.p, 0.5);
  EXPECT_EQ(summary.runners[0].mean_place, 1.5);
  EXPECT_EQ(summary.runners[2].mean_place, 3.0);
  EXPECT_EQ(summary.runners[2].finished, 0.5);
  EXPECT_EQ(summary.runners[0].boxed_in_s, 3.0);
}

TEST(SummaryOf, TakesTimesGapsAndClosingLapsFromTheRightRunners) {
  const Summary summary = summary_of(three_runners());
  EXPECT_EQ(summary.winning_time_s.p50, 212.5);
  EXPECT_EQ(summary.gap_1_3_s.p50, 2.0);    // the first race only: two finished the second
  EXPECT_EQ(summary.last_400_s.p50, 52.5);  // the winners'
  EXPECT_EQ(summary.runners[2].time_s.p50, 212.0);
}

TEST(Place, ADeadHeatHasOneWinnerAndIsSplitInTurn) {
  Outcomes outcomes(2, 2);
  for (int race = 0; race < 2; ++race)
    for (int r = 0; r < 2; ++r) outcomes.finish(race, r).time_s = 210;
  EXPECT_NE(outcomes.place(0, 0), outcomes.place(0, 1));
  EXPECT_NE(outcomes.place(0, 0), outcomes.place(1, 0));
}

TEST(Place, IsOneMoreThanWhoeverIsFasterWithDeadHeatsSplitAndTheUnfinishedLast) {
  tests::Dice dice{3};
  for (int race = 0; race < 500; ++race) {
    std::vector<Finish> finishes(static_cast<std::size_t>(dice.whole(1, 24)));
    for (Finish& finish : finishes) finish.time_s = dice.happens(0.1) ? 0.0f : static_cast<float>(210 + dice.whole(0, 9));  // many level
    std::set<int> places;
    int finished = 0;
    for (int r = 0; r < static_cast<int>(finishes.size()); ++r) {
      const float own = finishes[r].time_s;
      const auto faster = std::ranges::count_if(finishes, [&](const Finish& f) { return f.time_s > 0 && (own <= 0 || f.time_s < own); });
      const auto level = std::ranges::count(finishes, own, &Finish::time_s);
      const int place = place_in(finishes, race, r);
      EXPECT_GT(place, faster);
      EXPECT_LE(place, faster + (own > 0 ? level : 1));
      if (own > 0) ++finished, places.insert(place);
    }
    EXPECT_EQ(static_cast<int>(places.size()), finished) << "no place twice";
    if (finished > 0) {
      EXPECT_EQ(*places.rbegin(), finished) << "and none left out";
    }
  }
}

TEST(PairedGain, ComparesRaceByRace) {
  EXPECT_DOUBLE_EQ(paired_gain({true, true, false, true}, {true, false, false, false}).p, 0.5);
}

TEST(PairedGain, OfPlacesIsThatOfFlagsAndLeavesOutWhoDidNotFinish) {
  const Places a{1, 2, 3, 1}, b{1, 0, 0, 2, 1};  // b was not stopped as early
  EXPECT_EQ(among_first(a, 2), 3);
  EXPECT_EQ(among_first(b, 3), 3);
  for (int places : {1, 2, 3}) {
    std::vector<bool> in_a, in_b;
    for (int place : a) in_a.push_back(place > 0 && place <= places);
    for (int place : b) in_b.push_back(place > 0 && place <= places);
    EXPECT_EQ(paired_gain(a, b, places).p, paired_gain(in_a, in_b).p) << places;
    EXPECT_EQ(paired_gain(a, b, places).low, paired_gain(in_a, in_b).low) << places;
  }
  EXPECT_EQ(paired_gain(a, b, 3).p, 0.5);
}

TEST(Signature, TellsRacesApartByOneBit) {
  Outcomes one = three_runners(), other = three_runners();
  EXPECT_EQ(one.signature(), other.signature());
  other.finish(0, 1).time_s = std::nextafter(211.0f, 212.0f);
  EXPECT_NE(one.signature(), other.signature());
}

}  // namespace
}  // namespace lastlap::race
