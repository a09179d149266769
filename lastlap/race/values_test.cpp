#include "lastlap/race/values.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/dice.hpp"

namespace lastlap::race {
namespace {

TEST(QuantilesOf, LieLinearlyBetweenValues) {  // Hyndman and Fan's type 7
  const Quantiles q = quantiles({4, 1, 3, 2});
  EXPECT_NEAR(q.p05, 1.15, 1e-12);
  EXPECT_NEAR(q.p50, 2.5, 1e-12);
  EXPECT_NEAR(q.p95, 3.85, 1e-12);
}

TEST(QuantilesOf, OneValueAreThatValue) {
  EXPECT_EQ(quantiles({7.0}).p95, 7.0);
  EXPECT_EQ(quantiles({}).p50, 0.0);
}

/// `count` times of a race that the dice throw: about 212 s, and a few who jog in.
std::vector<float> some_times(int count) {
  tests::Dice dice{4};
  std::vector<float> times;
  for (int i = 0; i < count; ++i)
    times.push_back(static_cast<float>(dice.happens(0.01) ? dice.between(300, 600) : 212.0 + 2.0 * dice.normal()));
  return times;
}

Values values_of(const std::vector<float>& times) {
  Values values;
  for (float time : times) values.add(time);
  return values;
}

TEST(Values, HaveExactQuantilesWhileTheyAreFew) {
  for (int count : {0, 1, 2, 4000, 10000, 16384}) {
    const std::vector<float> times = some_times(count);
    const Values values = values_of(times);
    const Quantiles exact = quantiles({times.begin(), times.end()}), kept = values.quantiles();
    EXPECT_EQ(values.count(), count);
    EXPECT_EQ(kept.p05, exact.p05) << count;
    EXPECT_EQ(kept.p50, exact.p50) << count;
    EXPECT_EQ(kept.p95, exact.p95) << count;
  }
}

TEST(Values, HaveQuantilesToAThousandthOnceTheyAreCounted) {
  for (int count : {16385, 100000, 1000000}) {
    const std::vector<float> times = some_times(count);
    const Values values = values_of(times);
    const Quantiles exact = quantiles({times.begin(), times.end()}), counted = values.quantiles();
    EXPECT_EQ(values.count(), count);
    EXPECT_NEAR(counted.p05, exact.p05, 1.0 / 1024) << count;
    EXPECT_NEAR(counted.p50, exact.p50, 1.0 / 1024) << count;
    EXPECT_NEAR(counted.p95, exact.p95, 1.0 / 1024) << count;
  }
}

TEST(Values, ThatAreAllTheSameHaveThatQuantile) {
  const Quantiles q = values_of(std::vector<float>(50000, 53.25f)).quantiles();
  for (double p : {q.p05, q.p50, q.p95}) EXPECT_NEAR(p, 53.25, 1.0 / 1024);
}

}  // namespace
}  // namespace lastlap::race
