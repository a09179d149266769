#include "lastlap/race/shelter.hpp"

#include <gtest/gtest.h>

namespace lastlap::race {
namespace {

double shelter(double ahead, double side) {
  return shelter_from(ahead, shelter_aside(side));
}

TEST(Shelter, IsSixtyPerCentInLineAndClose) {  // [Beaumont21]
  for (double ahead : {0.8, 1.0, 1.3}) EXPECT_NEAR(shelter(ahead, 0.0), 0.60, 1e-12) << ahead;
}

TEST(Shelter, KeepsEightyFivePerCentAFifthOfAMetreAside) {  // [Beaumont21]
  EXPECT_NEAR(shelter(1.3, 0.2) / shelter(1.3, 0.0), 0.85, 0.002);
  EXPECT_EQ(shelter(1.3, 0.2), shelter(1.3, -0.2));
}

TEST(Shelter, EndsAtFourMetres) {
  EXPECT_GT(shelter(3.9, 0.0), 0.0);
  for (double ahead : {4.0, 5.0, 100.0, 1000.0}) EXPECT_EQ(shelter(ahead, 0.0), 0.0) << ahead;
}

TEST(Shelter, ComesFromAheadOnly) {
  for (double ahead : {0.0, -0.5, -1.3, -50.0}) EXPECT_EQ(shelter(ahead, 0.0), 0.0) << ahead;
}

TEST(Shelter, NeverGrowsWithDistanceBehindOrAside) {
  for (double ahead = shelter_full_until_m; ahead < 6; ahead += 0.1)
    for (double side = 0; side < 3; side += 0.1) {
      EXPECT_LE(shelter(ahead + 0.1, side), shelter(ahead, side) + 1e-12);
      EXPECT_LE(shelter(ahead, side + 0.1), shelter(ahead, side) + 1e-12);
    }
}

TEST(Shelter, IsAShareForAnyTwoRunners) {
  for (double ahead = -10; ahead < 10; ahead += 0.07)
    for (double side = -8; side < 8; side += 0.11) {
      EXPECT_GE(shelter(ahead, side), 0.0);
      EXPECT_LE(shelter(ahead, side), shelter_close_behind);
    }
}

}  // namespace
}  // namespace lastlap::race
