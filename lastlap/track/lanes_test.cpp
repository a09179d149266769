#include "lastlap/track/lanes.hpp"

#include <gtest/gtest.h>

#include "lastlap/base/expect.hpp"

namespace lastlap::track {
namespace {

using measure::Distance;

// [WA-Facilities], to the last digit of the table, whose straights are rounded to the centimetre.
TEST(Lanes, LapsAndStaggersAreThePublishedOnes) {
  Oval painted = oval_400();
  painted.straight_m = 84.39;
  struct Row {
    int lane;
    double lap, stagger_400, stagger_800;
  };
  for (const Row& row :
       {Row{2, 407.04, 7.037, 3.519}, Row{3, 414.70, 14.703, 7.351}, Row{4, 422.37, 22.368, 11.184},
        Row{5, 430.03, 30.034, 15.017}, Row{6, 437.70, 37.699, 18.850}, Row{7, 445.37, 45.365, 22.682},
        Row{8, 453.03, 53.030, 26.515}, Row{9, 460.70, 60.696, 30.348}}) {
    EXPECT_NEAR(lap_in_lane(painted, row.lane).si(), row.lap, 0.005) << row.lane;
    EXPECT_NEAR(stagger(oval_400(), row.lane, 2).si(), row.stagger_400, 6e-4) << row.lane;
    EXPECT_NEAR(stagger(oval_400(), row.lane, 1).si(), row.stagger_800, 6e-4) << row.lane;
  }
  EXPECT_NEAR(lane_radius(oval_400(), 2).si(), 36.50 + 1.22 + 0.20, 1e-9);
}

TEST(Lanes, LaneOneIsTheMeasuredLine) {
  for (const Oval& oval : {oval_400(), short_200()}) {
    EXPECT_EQ(lane_radius(oval, 1).si(), oval.radius_m);
    EXPECT_EQ(stagger(oval, 1, 2).si(), 0.0);
    EXPECT_NEAR(lap_in_lane(oval, 1).si(), oval.lap_m(), 1e-12);
  }
}

TEST(Lanes, WhoKeepsHerLaneRunsTheRace) {  // stagger and longer bends cancel
  for (int lane = 1; lane <= 8; ++lane)
    EXPECT_NEAR((lap_in_lane(oval_400(), lane) - stagger(oval_400(), lane, 2)).si(), 400.0, 1e-9) << lane;
  EXPECT_THROW(lane_radius(oval_400(), 0), base::Broken);
}

TEST(Wide, AMetreWideCostsThePublishedMetres) {
  struct Row {
    double race, extra;
  };
  for (const Row& row : {Row{800, 12.57}, Row{1500, 22.415}, Row{1609.344, 25.13}, Row{3000, 47.12},
                         Row{5000, 78.54}, Row{10000, 157.08}})
    EXPECT_NEAR(extra_by_running_wide(oval_400(), Distance{row.race}, Distance{1}).si(), row.extra,
                row.race == 1500 ? 0.001 : 0.0051)
        << row.race;
}

// One bend a metre wide is pi metres, 0.436 s at 7.2 m/s; on the line of lane 2, 1.12 m out, 3.519 m.
TEST(Wide, OneBendAMetreWideCostsPiMetres) {
  const Distance bend_and_straight{200};
  EXPECT_NEAR(extra_by_running_wide(oval_400(), bend_and_straight, Distance{1}).si(), 3.142, 5e-4);
  EXPECT_NEAR(extra_by_running_wide(oval_400(), bend_and_straight, Distance{1}).si() / 7.2, 0.436, 5e-4);
  EXPECT_NEAR(extra_by_running_wide(oval_400(), bend_and_straight, Distance{1.12}).si(), 3.519, 5e-4);
}

TEST(Wide, MovingOutALaneCostsCentimetres) {
  EXPECT_NEAR(extra_by_moving_out(Distance{1.22}, Distance{10}).si(), 0.074, 5e-4);
  EXPECT_NEAR(extra_by_moving_out(Distance{1.22}, Distance{20}).si(), 0.037, 5e-4);
  EXPECT_NEAR(extra_by_moving_out(Distance{1.22}, Distance{30}).si(), 0.025, 5e-4);
}

}  // namespace
}  // namespace lastlap::track
