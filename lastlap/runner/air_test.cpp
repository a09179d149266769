#include "lastlap/runner/air.hpp"

#include <gtest/gtest.h>

namespace lastlap::runner {
namespace {

using measure::Speed;

constexpr AirDensity at_15_degrees{1.225}, at_20_degrees{1.20};

TEST(AirDrag,
     IsThePublishedForceOnALoneRunner) {  // [Beaumont21]: C_d 0.81, 0.475 m^2, 20.7 km/h; 7.8 N in print
  EXPECT_NEAR(air_drag(at_15_degrees, Area{0.81 * 0.475}, Speed{20.7 / 3.6}).si(), 7.79, 0.02);
}

TEST(AirDrag, GivesTheDragAreaOfThePublishedWoman) {  // [Schickhofer21]: 6.52 N at 5.83 m/s, 0.44 m^2
  const Area found = drag_area(Force{6.52}, at_15_degrees, Speed{5.83});
  EXPECT_NEAR(found.si(), 0.313, 5e-4);
  EXPECT_NEAR(found / Area{0.44}, 0.71, 0.005);
  EXPECT_NEAR(air_drag(at_15_degrees, found, Speed{5.83}).si(), 6.52, 1e-12);
}

TEST(AirDrag, GrowsWithTheAreaAsTheTableSays) {
  const double drags[] = {8.8, 10.6, 11.8, 13.2};
  int row = 0;
  for (double area : {0.30, 0.36, 0.40, 0.45})
    EXPECT_NEAR(air_drag(at_20_degrees, Area{area}, Speed{7.0}).si(), drags[row++], 0.05) << area;
}

TEST(AirDrag, GrowsWithTheSquareOfSpeed) {
  const auto drag = [](double v) { return air_drag(at_15_degrees, Area{0.38}, Speed{v}); };
  EXPECT_NEAR(drag(8.0) / drag(4.0), 4.0, 1e-12);
}

TEST(ShelterIn, IsThePublishedShareBehindAndBetweenPacers) {  // [Polidori20]
  EXPECT_NEAR(shelter_in({Force{7.8}, Force{3.3}}), 0.577, 0.005);
  EXPECT_NEAR(shelter_in({Force{7.8}, Force{4.8}}), 0.385, 0.005);
  EXPECT_EQ(shelter_in({Force{7.8}, Force{7.8}}), 0.0);
}

}  // namespace
}  // namespace lastlap::runner
