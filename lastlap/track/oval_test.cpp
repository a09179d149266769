#include "lastlap/track/oval.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lastlap::track {
namespace {

constexpr double pi = 3.14159265358979323846;

TEST(Oval, StandardTrackHasThePublishedMeasures) {
  const Oval oval = oval_400();
  EXPECT_NEAR(oval.straight_m, 84.39, 1e-3);
  EXPECT_NEAR(oval.bend_m(), 115.61061, 1e-5);
  EXPECT_NEAR(oval.lap_m(), 400.0, 1e-9);
}

// science.md D2: 1500 m has 824.88 m of bends, and starts 15.611 m before the end of the first bend.
TEST(Oval, FifteenHundredHas82488MetresOfBends) {
  EXPECT_NEAR(oval_400().metres_on_bends(1500), 824.88, 0.01);
  const Oval oval = oval_400();
  EXPECT_NEAR(oval.bend_m() - oval.lap_position(1500.0), 15.611, 0.001);
}

TEST(Oval, BendShareOfTheOtherDistancesIsThePublishedOne) {
  for (double distance : {800.0, 3000.0, 5000.0})
    EXPECT_NEAR(oval_400().metres_on_bends(distance) / distance, 0.5781, distance == 800.0 ? 1e-4 : 0.012);
  EXPECT_NEAR(oval_400().metres_on_bends(1609.344) / 1609.344, 0.5747, 1e-4);
}

// science.md D3: a metre wide all the way costs 22.415 m over 1500 m.
TEST(Oval, AMetreWideCosts22MetresOver1500) {
  const Oval oval = oval_400();
  double extra = 0;
  const double dx = 0.01;
  for (double x = dx / 2; x < 1500; x += dx) extra += oval.curvature(x) * 1.0 * dx;
  EXPECT_NEAR(extra, 22.415, 0.002);
}

TEST(Oval, CurvatureKnowsBendFromStraight) {
  const Oval oval = oval_400();
  EXPECT_EQ(oval.curvature(10.0), 0.0);                          // home straight
  EXPECT_EQ(oval.curvature(84.0), 0.0);
  EXPECT_EQ(oval.curvature(85.0), 1 / 36.80);                    // last bend
  EXPECT_EQ(oval.curvature(199.0), 1 / 36.80);
  EXPECT_EQ(oval.curvature(201.0), 0.0);                         // back straight
  EXPECT_EQ(oval.curvature(399.0), 1 / 36.80);                   // first bend
  EXPECT_EQ(oval.curvature(-5.0), 1 / 36.80);                    // past the line
}

TEST(Oval, CurvatureOverALapTurnsOnce) {
  for (const Oval& oval : {oval_400(), short_200()}) {
    double turned = 0;
    for (double x = 0.005; x < oval.lap_m(); x += 0.01) turned += oval.curvature(x) * 0.01;
    EXPECT_NEAR(turned, 2 * pi, 2e-3);
  }
}

TEST(StartLine, EveryShortestWayIsTheSame) {
  const Oval oval = oval_400();
  for (double outward : {0.75, 2.0, 8.0}) {
    const double outer = oval.radius_m + outward;
    const double tangent = std::sqrt(outer * outer - oval.radius_m * oval.radius_m);
    const double angle_spared = std::acos(oval.radius_m / outer) + start_line_advance(oval, outward, true) / oval.radius_m;
    EXPECT_NEAR(tangent, oval.radius_m * angle_spared, 1e-9);
  }
  EXPECT_EQ(start_line_advance(oval, 5.0, false), 0.0);
}

}  // namespace
}  // namespace lastlap::track
