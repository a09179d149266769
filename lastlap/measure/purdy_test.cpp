#include "lastlap/measure/purdy.hpp"

#include <gtest/gtest.h>

namespace lastlap::measure {
namespace {

TEST(Purdy, GivesTheRunningCurveAndItsPoints) {  // [Purdy74]
  EXPECT_NEAR(purdy_standard(Distance{1500}).si(), 6.95191, 1e-5);
  EXPECT_NEAR(purdy_standard(Distance{800}).si(), 7.85471, 1e-5);
  EXPECT_NEAR(purdy_standard(Distance{5000}).si(), 6.27594, 1e-5);
  EXPECT_NEAR(purdy_points(Distance{1500}, Duration{210}), 1084.189, 1e-3);
  EXPECT_NEAR(purdy_points(Distance{800}, Duration{103}), 1013.968, 1e-3);
  EXPECT_NEAR(purdy_points(Distance{5000}, Duration{780}), 1071.968, 1e-3);
}

TEST(Purdy, TheCurveItselfIsWorth1035) {
  EXPECT_NEAR(purdy_time(Distance{1500}, 1035).si(), 215.768, 1e-3);
  EXPECT_NEAR(purdy_time(Distance{800}, 1035).si(), 101.850, 1e-3);
  EXPECT_NEAR(purdy_time(Distance{5000}, 1035).si(), 796.693, 1e-3);
}

TEST(Purdy, TimesReadBackAsTheirPoints) {
  for (double metres = 400; metres <= 10000; metres += 100)
    for (double points : {300.0, 900.0, 1035.0, 1150.0})
      EXPECT_NEAR(purdy_points(Distance{metres}, purdy_time(Distance{metres}, points)), points, 1e-8);
}

TEST(Purdy, MorePointsAreFasterAndLongerTakesLonger) {
  for (double metres = 400; metres <= 10000; metres += 100) {
    EXPECT_LT(purdy_time(Distance{metres}, 1001), purdy_time(Distance{metres}, 1000));
    EXPECT_LT(purdy_time(Distance{metres}, 1000), purdy_time(Distance{metres + 100}, 1000));
  }
}

}  // namespace
}  // namespace lastlap::measure
