#include "lastlap/chance/stream.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace lastlap::chance {
namespace {

TEST(Stream, SameNameSameLuck) {
  const Draw first = draw(7, 3, 2, Purpose::day);
  draw(7, 4, 2, Purpose::day);
  const Draw again = draw(7, 3, 2, Purpose::day);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(first.u[i], again.u[i]);
}

TEST(Stream, EveryPartOfTheNameMatters) {
  std::set<double> firsts;
  firsts.insert(draw(7, 3, 2, Purpose::day).u[0]);
  firsts.insert(draw(8, 3, 2, Purpose::day).u[0]);
  firsts.insert(draw(7, 4, 2, Purpose::day).u[0]);
  firsts.insert(draw(7, 3, 3, Purpose::day).u[0]);
  firsts.insert(draw(7, 3, 2, Purpose::ability).u[0]);
  firsts.insert(draw(7, 3, 2, Purpose::day, 1).u[0]);
  firsts.insert(draw(7ULL << 32, 3, 2, Purpose::day).u[0]);
  firsts.insert(draw(7, 3ULL << 32, 2, Purpose::day).u[0]);
  EXPECT_EQ(firsts.size(), 8u);
}

// Known answer of Philox4x32-10 for counter 0 and key 0, published with the generator [Salmon11]: first word 6627e8d5.
TEST(Stream, IsThePublishedGenerator) {
  const double expected = (static_cast<double>(0x6627e8d5u) + 0.5) * 0x1p-32;
  EXPECT_EQ(draw(0, 0, 0, static_cast<Purpose>(0)).u[0], expected);
}

TEST(NormalQuantile, InvertsTheNormalDistribution) {
  for (double p : {1e-9, 1e-5, 0.01, 0.07, 0.075, 0.3, 0.5, 0.7, 0.93, 0.99, 1 - 1e-5}) {
    const double back = 0.5 * std::erfc(-normal_quantile(p) / std::sqrt(2.0));
    EXPECT_NEAR(back / p, 1.0, 1e-11) << p;
  }
}

TEST(NormalQuantile, GivesTheTextbookValues) {
  EXPECT_NEAR(normal_quantile(0.975), 1.959963984540054, 1e-14);
  EXPECT_NEAR(normal_quantile(0.5), 0.0, 1e-16);
}

TEST(Normals, HaveMeanZeroAndVarianceOne) {
  double sum = 0, sum_of_squares = 0;
  const int n = 20000;
  for (int i = 0; i < n; ++i) {
    const Normals drawn = normals(11, static_cast<std::uint64_t>(i), 0, Purpose::day);
    for (double z : drawn.z) {
      sum += z;
      sum_of_squares += z * z;
    }
  }
  // four standard errors of 80,000 draws
  EXPECT_NEAR(sum / (4 * n), 0.0, 4 / std::sqrt(4.0 * n));
  EXPECT_NEAR(sum_of_squares / (4 * n), 1.0, 4 * std::sqrt(2.0 / (4.0 * n)));
}

}  // namespace
}  // namespace lastlap::chance
