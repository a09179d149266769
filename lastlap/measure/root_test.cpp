#include "lastlap/measure/root.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lastlap::measure {
namespace {

TEST(Root, IsFoundWhetherTheFunctionRisesOrFalls) {
  const Bracket bracket{0.0, 3.0};
  EXPECT_NEAR(root_between(bracket, [](double x) { return x * x - 2.0; }), std::sqrt(2.0), 1e-15);
  EXPECT_NEAR(root_between(bracket, [](double x) { return 2.0 - x * x; }), std::sqrt(2.0), 1e-15);
}

TEST(Root, OutsideItsEndsIsOurMistake) {
  EXPECT_THROW(root_between({2.0, 3.0}, [](double x) { return x * x - 2.0; }), base::Broken);
  EXPECT_THROW(root_between({2.0, 3.0}, [](double x) { return 2.0 - x * x; }), base::Broken);
}

TEST(Root, MayLieOnAnEnd) {
  EXPECT_NEAR(root_between({0.0, 1.0}, [](double x) { return x; }), 0.0, 1e-50);
  EXPECT_EQ(root_between({0.0, 1.0}, [](double x) { return x - 1.0; }), 1.0);
}

}  // namespace
}  // namespace lastlap::measure
