#include "lastlap/measure/least_squares.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace lastlap::measure {
namespace {

TEST(LeastSquares, FindsWhatObservationsWithoutErrorSay) {
  const std::array<double, 3> truth{7.0, -0.5, 2.0};
  std::vector<Observation<3>> seen;
  for (double t = 1; t <= 5; ++t)
    seen.push_back({{1.0, t, t * t}, truth[0] + truth[1] * t + truth[2] * t * t, 1.0 / t});
  const auto found = least_squares<3>(seen);
  ASSERT_TRUE(found);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR((*found)[i], truth[i], 1e-9) << i;
}

TEST(LeastSquares,
     WeighsAsToldWhereObservationsDisagree) {  // the weighted mean of 1 (weight 1) and 4 (weight 2)
  const std::vector<Observation<1>> seen{{{1.0}, 1.0, 1.0}, {{1.0}, 4.0, 2.0}};
  EXPECT_NEAR((*least_squares<1>(seen))[0], (1.0 + 4.0 * 4.0) / 5.0, 1e-12);
}

TEST(LeastSquares, SaysNothingWhereTooLittleIsKnown) {
  const std::vector<Observation<2>> one{{{1.0, 2.0}, 3.0}};
  EXPECT_FALSE(least_squares<2>(one));
  const std::vector<Observation<2>> twice{{{1.0, 2.0}, 3.0}, {{1.0, 2.0}, 4.0}};
  EXPECT_FALSE(least_squares<2>(twice));
  EXPECT_FALSE(least_squares<2>(std::span<const Observation<2>>{}));
}

}  // namespace
}  // namespace lastlap::measure
