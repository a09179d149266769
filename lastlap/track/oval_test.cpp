#include "lastlap/track/oval.hpp"

#include <gtest/gtest.h>

#include <algorithm>
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

// 1500 m has 824.88 m of bends, and starts 15.611 m before the end of the first bend.
TEST(Oval, FifteenHundredHas82488MetresOfBends) {
  EXPECT_NEAR(oval_400().metres_on_bends(1500), 824.88, 0.01);
  const Oval oval = oval_400();
  EXPECT_NEAR(oval.bend_m() - oval.lap_position(1500.0), 15.611, 0.001);
}

// Half laps of straight and bend: every whole number of them has the same share.
TEST(Oval, BendShareOfTheOtherDistancesIsThePublishedOne) {
  for (double distance : {800.0, 3000.0, 5000.0, 10000.0})
    EXPECT_NEAR(oval_400().metres_on_bends(distance) / distance, 0.5781, 1e-4) << distance;
  EXPECT_NEAR(oval_400().metres_on_bends(1609.344) / 1609.344, 0.5747, 1e-4);
  EXPECT_NEAR(oval_400().metres_on_bends(1500) / 1500, 0.550, 5e-4);
}

// Geometry alone: a lap of 200 m with bends of 17.50 m.
TEST(Oval, ShortTrackHasTheStraightsThatCloseItsLap) {
  EXPECT_NEAR(short_200().bend_m(), 54.978, 5e-4);
  EXPECT_NEAR(short_200().straight_m, 45.022, 5e-4);
  EXPECT_NEAR(short_200().lap_m(), 200.0, 1e-9);
}

// a metre wide all the way costs 22.415 m over 1500 m.
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

// The shortest way from a point of the start line to the far end of the next straight, by brute force: straight to any
// point of the measured line that can be reached without cutting the bend, then along it.
double shortest_way(const Oval& oval, double distance_m, double outward_m, double advance_m) {
  const double position = std::fmod(oval.lap_position(distance_m), oval.lap_m() / 2) + advance_m;
  const double left = (oval.bend_m() - position) / oval.radius_m;  // angle to the end of the bend
  const double outer = oval.radius_m + outward_m;
  // In a frame with the bend's middle at the origin and its end at angle 0, running towards smaller angles and then along -y.
  double best = 1e9;
  for (int i = 0; i <= 200000; ++i) {  // touching the measured line at angle a of the bend
    const double a = left * i / 200000.0;
    const double chord = std::hypot(outer * std::cos(left) - oval.radius_m * std::cos(a), outer * std::sin(left) - oval.radius_m * std::sin(a));
    if (std::cos(left - a) * outer < oval.radius_m - 1e-9) continue;  // the chord would cut the kerb
    best = std::fmin(best, chord + oval.radius_m * a + oval.straight_m);
  }
  for (int i = 0; i <= 2000; ++i) {  // or joining the straight at distance d, if that does not cut the bend
    const double d = oval.straight_m * i / 2000.0;
    const double x = outer * std::cos(left), y = outer * std::sin(left), dx = oval.radius_m - x, dy = -d - y;
    const double t = std::clamp(-(x * dx + y * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    if (std::hypot(x + t * dx, y + t * dy) < oval.radius_m - 1e-9) continue;
    best = std::fmin(best, std::hypot(outer * std::cos(left) - oval.radius_m, outer * std::sin(left) + d) + oval.straight_m - d);
  }
  return best;
}

TEST(StartLine, EveryShortestWayIsTheSame) {
  const Oval oval = oval_400();
  for (double distance : {800.0, 1500.0, 3000.0, 5000.0})
    for (double outward : {0.75, 2.0, 5.0, 8.5}) {
      if (oval.curvature(distance) == 0.0) continue;
      const double innermost = shortest_way(oval, distance, 0.0, 0.0);
      const double advance = start_line_advance(oval, distance, outward);
      EXPECT_NEAR(shortest_way(oval, distance, outward, advance), innermost, 2e-3) << distance << " " << outward;
    }
}

TEST(StartLine, OnAStraightNobodyStandsAhead) {
  const Oval oval = oval_400();
  ASSERT_EQ(oval.curvature(1609.344), 0.0);  // the mile starts 9.34 m before the finish line
  EXPECT_EQ(start_line_advance(oval, 1609.344, 5.0), 0.0);
}

// A runner's bends from a mark near her or far from her, moved by whole metres or not.
TEST(Bends, AreTheOvals) {
  for (const Oval& oval : {oval_400(), short_200()}) {
    const Bends<double> bends(oval);
    int on_bends = 0, asked = 0;
    for (double to_go = 1500.013; to_go > -150.0; to_go -= 7.3)  // never on the line itself
      for (double shift : {-60.0, 0.0, 33.0})
        for (double along = -140.0; along < 140.0; along += 0.9) {
          const auto mark = bends.mark(to_go, shift, -140.0, 140.0), nearer = bends.mark(to_go, shift, along - 0.1, along + 0.1);
          const double expected = oval.curvature(to_go - shift - along);
          ASSERT_EQ(bends.curvature(mark, along), expected) << to_go << " " << shift << " " << along;
          ASSERT_EQ(bends.curvature(nearer, along), expected) << to_go << " " << shift << " " << along;
          on_bends += expected > 0, ++asked;
        }
    EXPECT_NEAR(on_bends, asked * oval.bend_m() / (oval.bend_m() + oval.straight_m), 0.01 * asked);
  }
}

}  // namespace
}  // namespace lastlap::track
