#include "lastlap/measure/riegel.hpp"

#include <gtest/gtest.h>

namespace lastlap::measure {
namespace {

constexpr Distance metric_mile{1500};

TEST(Riegel, Gives330OverTheMile3000And5000) {
  EXPECT_NEAR(riegel_time(metric_mile, Duration{210}, Distance{1609.344}).si(), 226.26, 0.005);
  EXPECT_NEAR(riegel_time(metric_mile, Duration{210}, Distance{3000}).si(), 437.84, 0.005);
  EXPECT_NEAR(riegel_time(metric_mile, Duration{210}, Distance{5000}).si(), 752.44, 0.005);
}

TEST(Riegel, ThereAndBackIsTheSameTime) {
  const Duration there = riegel_time(metric_mile, Duration{210}, Distance{3000});
  EXPECT_NEAR(riegel_time(Distance{3000}, there, metric_mile).si(), 210.0, 1e-9);
}

}  // namespace
}  // namespace lastlap::measure
