#include "lastlap/tactics/decide.hpp"

#include <gtest/gtest.h>

namespace lastlap::tactics {
namespace {

const Manners<double> manners;

/// A runner at 7 m/s on a straight, third, four metres behind the leader, nobody near, with plenty left.
Sight<double> in_the_pack() {
  Sight<double> sight;
  sight.gone = 800, sight.place = 3;
  sight.gap_to_leader = 4.0, sight.leader_speed = 7.0;
  sight.gap_ahead = nobody_m, sight.outer_side = nobody_m, sight.inner_side = nobody_m,
  sight.front_side = nobody_m;
  sight.affordable_speed = 7.6, sight.most_speed = 8.8;
  sight.outward = 0.05, sight.speed = 7.0;
  return sight;
}
Orders<double> to_be(int place) {
  return {.from = 1500,
          .station = station_of(place, 1.0, manners),
          .outward = 0.05,
          .pace = 7.1,
          .cover_gap = nobody_m,
          .drive = drive_of(false, manners)};
}
Orders<double> all_out() {
  Orders<double> orders = to_be(1);
  orders.drive = drive_of(true, manners);
  return orders;
}
/// The same with a slower body a metre ahead in line.
Sight<double> held_up() {
  Sight<double> sight = in_the_pack();
  sight.gap_ahead = 1.0, sight.speed_ahead = 6.5, sight.outward_ahead = 0.05;
  return sight;
}

TEST(Decide, InFrontRunsHerOwnPace) {
  Sight<double> sight = in_the_pack();
  sight.place = 1, sight.gap_to_leader = 0;
  EXPECT_EQ(decide(to_be(1), sight, manners).speed, 7.1);
}

TEST(Decide, InFrontNeverMoreThanSheCanAfford) {
  Sight<double> sight = in_the_pack();
  sight.place = 1, sight.gap_to_leader = 0, sight.affordable_speed = 6.8;
  EXPECT_DOUBLE_EQ(decide(to_be(1), sight, manners).speed, 6.8);
}

TEST(Decide, TooFarBackClosesUpAndTooFarForwardEases) {
  Sight<double> sight = in_the_pack();
  EXPECT_GT(decide(to_be(2), sight, manners).speed, 7.0);
  EXPECT_LE(decide(to_be(2), sight, manners).speed, 7.0 + manners.surge_mps);
  sight.gap_to_leader = 0.2, sight.place = 2;
  EXPECT_LT(decide(to_be(9), sight, manners).speed, 7.0);
  EXPECT_GE(decide(to_be(9), sight, manners).speed, 7.0 - manners.easing_mps);
}

TEST(Decide, WithNoPlaceWantedGoesWithThePack) {
  EXPECT_EQ(decide(to_be(0), in_the_pack(), manners).speed, 7.0);
}

TEST(Decide, OutOfContactRunsWhatSheCanAfford) {
  Manners<double> steadfast;
  steadfast.giving_up = 0;
  Sight<double> sight = in_the_pack();
  sight.gap_to_leader = steadfast.contact_m + 10, sight.affordable_speed = 6.5;
  EXPECT_DOUBLE_EQ(decide(to_be(1), sight, steadfast).speed, 6.5);
}

TEST(Decide, AllOutUsesAffordableSpeedWithinTheLimit) {
  Sight<double> sight = in_the_pack();
  EXPECT_EQ(decide(all_out(), sight, manners).speed, 7.6);
  sight.most_speed = 7.2;
  EXPECT_EQ(decide(all_out(), sight, manners).speed, 7.2);
}

TEST(Decide, GoesRoundOutsideWhereThereIsRoom) {
  EXPECT_NEAR(decide(all_out(), held_up(), manners).outward, 0.05 + manners.elbow_room_m, 1e-12);
}

TEST(Decide, BoxedInWaits) {
  Sight<double> sight = held_up();
  sight.outer_side = 0.8;
  EXPECT_NEAR(decide(all_out(), sight, manners).outward, sight.outward, 1e-12);
}

TEST(Decide, GoesInsideWhenTheBodyAheadLeavesRoomThere) {
  Sight<double> sight = held_up();
  sight.outer_side = 0.8, sight.outward = sight.outward_ahead = 1.5;
  EXPECT_NEAR(decide(all_out(), sight, manners).outward, 1.5 - manners.elbow_room_m, 1e-12);
}

TEST(Decide, DoesNotPassWhoIsNoSlower) {
  Sight<double> sight = held_up();
  sight.speed_ahead = 7.6;
  EXPECT_NEAR(decide(all_out(), sight, manners).outward, 0.05, 1e-12);
}

TEST(Decide, DoesNotMoveInOnWhoIsBeside) {
  Sight<double> sight = in_the_pack();
  sight.outward = 1.0, sight.inner_side = 0.8;
  EXPECT_NEAR(decide(to_be(3), sight, manners).outward, 1.0 - 0.8 + manners.elbow_room_m, 1e-12);
}

TEST(Decide, NeverWantsOffTheTrack) {
  Sight<double> sight = held_up();
  sight.outer_side = 0.8, sight.outward_ahead = 0.70;
  EXPECT_GE(decide(all_out(), sight, manners).outward, 0.0);
}

TEST(Decide, FollowsACoveredRivalWhoGetsAway) {
  Sight<double> sight = in_the_pack();
  Orders<double> orders = to_be(0);
  orders.cover_gap = 1.5;
  sight.covered_gap = 3.0, sight.covered_speed = 7.4;
  EXPECT_GT(decide(orders, sight, manners).speed, 7.4);
  sight.covered_gap = 0.5;  // near enough: the pack decides
  EXPECT_EQ(decide(orders, sight, manners).speed, 7.0);
}

TEST(Decide, CoveringStopsAtWhatSheCanAfford) {
  Sight<double> sight = in_the_pack();
  Orders<double> orders = to_be(0);
  orders.cover_gap = 1.5;
  sight.covered_gap = 3.0, sight.covered_speed = 8.5, sight.affordable_speed = 7.0;
  EXPECT_LE(decide(orders, sight, manners).speed, 7.0 * (1.0 + manners.covering_greed) + 1e-12);
}

TEST(Decide, AtTheStartNobodyFollows) {
  Sight<double> sight = in_the_pack();
  sight.gone = 50, sight.leader_speed = 3.0, sight.gap_to_leader = 2 * manners.metres_per_place;
  EXPECT_NEAR(decide(to_be(3), sight, manners).speed, 7.1, 1e-12);
}

TEST(Decide, AWaveringWishMovesThePlaceAboutWhichSheRuns) {
  Manners<double> restless;
  restless.waver_m = 2.0;
  Orders<double> orders = to_be(3);
  orders.station = station_of(3, 1.0, restless);
  Sight<double> sight = in_the_pack();
  sight.gap_to_leader = 2 * restless.metres_per_place;
  const double settled = decide(orders, sight, restless).speed;
  orders.waver = -0.5;  // she wants to be a metre nearer
  EXPECT_NEAR(decide(orders, sight, restless).speed - settled, 1.0 * restless.closing_rate_per_s, 1e-12);
  orders.waver = 0.5;
  EXPECT_NEAR(decide(orders, sight, restless).speed - settled, -1.0 * restless.closing_rate_per_s, 1e-12);
}

TEST(Decide, WhoLeadsOrStaysDoesNotWaver) {
  EXPECT_EQ(station_of(1, 1.0, manners).sway, 0.0);
  EXPECT_LT(station_of(1, 1.0, manners).gap, 0.0);
  EXPECT_EQ(station_of(0, 1.0, manners).closing, 0.0);
  EXPECT_EQ(station_of(4, 0.5, manners).sway, 0.5 * manners.waver_m);
  EXPECT_EQ(station_of(4, 0.5, manners).gap, 3 * manners.metres_per_place);
}

TEST(Decide, AQuestionWhoseAnswerIsNoNeedNotBeAsked) {
  const Sight<double> sight = in_the_pack();
  for (int place : {0, 1, 2, 9}) {
    const Pleasure<double> asked = what_pleases(to_be(place), sight, manners), not_asked = what_pleases(to_be(place), sight, manners, false);
    EXPECT_EQ(asked.speed, not_asked.speed);
    EXPECT_EQ(asked.greed, not_asked.greed);
  }
}

TEST(Decide, InTheRushSheRunsFasterThanSheCanAfford) {
  Sight<double> sight = in_the_pack();
  sight.gone = 50, sight.gap_to_leader = 2 * manners.metres_per_place, sight.affordable_speed = 7.0;
  Orders<double> orders = to_be(3);
  orders.pace = 8.0;
  EXPECT_LE(decide(orders, sight, manners).speed, 7.0 * (1.0 + manners.greed) + 1e-12);
  orders.rush = 8.0;
  EXPECT_NEAR(decide(orders, sight, manners).speed, 8.0, 1e-12);
  EXPECT_GT(decide(orders, sight, manners).brisk_until, runner::running_from_mps);
  sight.most_speed = 7.5;
  EXPECT_LE(decide(orders, sight, manners).speed, 7.5);
}

TEST(Decide, WhoHasLostContactGivesUpAShare) {
  Manners<double> tired;
  tired.giving_up = 0.03;
  Sight<double> sight = in_the_pack();
  sight.gap_to_leader = tired.contact_m + 10, sight.affordable_speed = 6.5;
  EXPECT_NEAR(decide(to_be(3), sight, tired).speed, 6.5 * 0.97, 1e-12);
  EXPECT_NEAR(decide(all_out(), sight, tired).speed, 6.5 * 0.97, 1e-12);
}

}  // namespace
}  // namespace lastlap::tactics
