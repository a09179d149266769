#include "lastlap/pacing/course.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lastlap::pacing {
namespace {

using measure::Distance;

double metres_on_bends(const Course& course) {
  double metres = 0;
  for (const Stretch& stretch : course)
    if (stretch.curvature_per_m > 0) metres += stretch.length_m();
  return metres;
}

void expect_whole(const Course& course, double finish_m) {
  double at = 0;
  for (const Stretch& stretch : course) {
    EXPECT_EQ(stretch.from_m, at);
    EXPECT_GT(stretch.length_m(), 0);
    at = stretch.to_m;
  }
  EXPECT_EQ(at, finish_m);
}

TEST(Course, BendsLieWhereTheOvalHasThem) {
  for (const double metres : {400.0, 1500.0, 1609.344, 3000.0, 5000.0}) {
    for (const track::Oval& oval : {track::oval_400(), track::short_200()}) {
      const Course course = oval_course(oval, Distance{metres});
      expect_whole(course, metres);
      EXPECT_NEAR(metres_on_bends(course), oval.metres_on_bends(metres), 1e-9);
    }
  }
  // The 1500 m starts 15.611 m before a bend ends.
  const Course course = oval_course(track::oval_400(), Distance{1500});
  EXPECT_NEAR(course.front().to_m, 15.611, 1e-3);
  EXPECT_GT(course.front().curvature_per_m, 0);
  EXPECT_EQ(course.back().curvature_per_m, 0);
}

TEST(Course, ThePacemakerShelterIsCutWhereSheStepsOut) {
  const Course course = oval_course(track::oval_400(), Distance{1500}, {.shelter = 0.6, .until = Distance{950}});
  expect_whole(course, 1500);
  for (const Stretch& stretch : course) {
    EXPECT_TRUE(stretch.to_m <= 950 || stretch.from_m >= 950);
    EXPECT_EQ(stretch.shelter, stretch.to_m <= 950 ? 0.6 : 0.0);
  }
  for (const Stretch& stretch : oval_course(track::oval_400(), Distance{800}, {.shelter = 0.6, .until = Distance{2000}}))
    EXPECT_EQ(stretch.shelter, 0.6);
}

TEST(Course, CutsKeepTheGroundAndHalvesNest) {
  const Course rough = oval_course(track::oval_400(), Distance{1500});
  const Course fine = cut_evenly(rough, 400);
  expect_whole(fine, 1500);
  EXPECT_NEAR(metres_on_bends(fine), metres_on_bends(rough), 1e-9);
  EXPECT_LT(fine.front().length_m(), 0.5 * fine.back().length_m());  // short ones while she gets away
  const Course finer = halved(fine);
  expect_whole(finer, 1500);
  ASSERT_EQ(finer.size(), 2 * fine.size());
  for (std::size_t k = 0; k < fine.size(); ++k) EXPECT_EQ(finer[2 * k + 1].to_m, fine[k].to_m);
}

}  // namespace
}  // namespace lastlap::pacing
