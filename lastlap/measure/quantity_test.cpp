#include "lastlap/measure/quantity.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace lastlap::measure {
namespace {

using namespace literals;

template <class A, class B>
concept add_up = requires(A a, B b) {
  a + b;
};
template <class A, class B>
concept compare = requires(A a, B b) {
  a < b;
};

static_assert(add_up<Distance, Distance>);
static_assert(!add_up<Distance, Duration>, "metres and seconds do not add");
static_assert(!add_up<Distance, double>, "metres and a bare number do not add");
static_assert(!compare<Speed, Duration>);
static_assert(!std::is_convertible_v<double, Distance>, "a bare number does not become metres by itself");
static_assert(!std::is_convertible_v<Distance, double>, "metres do not become a bare number by themselves");
static_assert(!std::is_invocable_v<void (*)(Distance, Duration), Duration, Distance>,
              "swapped arguments do not compile");
static_assert(sizeof(Distance) == sizeof(double), "a quantity costs what its number costs");

TEST(Quantity, DistanceOverDurationIsSpeed) {
  static_assert(std::is_same_v<decltype(1500_m / 210_s), Speed>);
  EXPECT_EQ((1500_m / 200_s).si(), 7.5);
}

TEST(Quantity, SpeedTimesDurationIsDistance) {
  static_assert(std::is_same_v<decltype(7.0_mps * 2_s), Distance>);
  EXPECT_EQ((7.0_mps * 2_s).si(), 14.0);
}

TEST(Quantity, PowerTimesDurationIsReserve) {
  static_assert(std::is_same_v<decltype(25.0_W_per_kg * 1_s), Reserve>);
  EXPECT_EQ((25.0_W_per_kg * 4_s).si(), 100.0);
}

TEST(Quantity, CostTimesSpeedIsPower) {
  static_assert(std::is_same_v<decltype(RunningCost{3.8} * 7.0_mps), SpecificPower>);
  EXPECT_DOUBLE_EQ((RunningCost{3.8} * 7.0_mps).si(), 26.6);
}

TEST(Quantity, RatioOfTwoOfAKindIsABareNumber) {
  static_assert(std::is_same_v<decltype(1500_m / 400_m), double>);
  EXPECT_EQ(1500_m / 400_m, 3.75);
}

TEST(Quantity, AddsSubtractsScalesAndCompares) {
  EXPECT_EQ((100_m + 20_m - 5_m).si(), 115.0);
  EXPECT_EQ((2.0 * 100_m / 4.0).si(), 50.0);
  EXPECT_EQ((-100_m).si(), -100.0);
  EXPECT_LT(58.6_s, 1.0 * 60_s);
  Distance run = 400_m;
  run += 100_m;
  run -= 50_m;
  EXPECT_EQ(run, 450_m);
}

}  // namespace
}  // namespace lastlap::measure
