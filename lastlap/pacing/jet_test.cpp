#include "lastlap/pacing/jet.hpp"

#include <gtest/gtest.h>

#include "lastlap/pacing/body_equations.hpp"
#include "lastlap/pacing/literature.hpp"
#include "tests/dice.hpp"

namespace lastlap::pacing {
namespace {

using Two = Jet<2, true>;

TEST(Jet, KnowsTheDerivativesOfWhatItComputes) {
  const Two x = Two::variable(0.7, 0), y = Two::variable(1.9, 1);
  const Two f = square_root(x * y) / (1.0 + exponential(x * -0.5)) - natural_logarithm(y) * 3.0 + x / y - 2.0;
  const auto plain = [](double a, double b) {
    return std::sqrt(a * b) / (1.0 + std::exp(-0.5 * a)) - 3.0 * std::log(b) + a / b - 2.0;
  };
  const double h = 1e-4;
  EXPECT_DOUBLE_EQ(f.value, plain(0.7, 1.9));
  EXPECT_NEAR(f.slope[0], (plain(0.7 + h, 1.9) - plain(0.7 - h, 1.9)) / (2 * h), 1e-7);
  EXPECT_NEAR(f.slope[1], (plain(0.7, 1.9 + h) - plain(0.7, 1.9 - h)) / (2 * h), 1e-7);
  EXPECT_NEAR(f.curvature[0], (plain(0.7 + h, 1.9) - 2 * plain(0.7, 1.9) + plain(0.7 - h, 1.9)) / (h * h), 1e-5);
  EXPECT_NEAR(f.curvature[2], (plain(0.7, 1.9 + h) - 2 * plain(0.7, 1.9) + plain(0.7, 1.9 - h)) / (h * h), 1e-5);
  EXPECT_NEAR(f.curvature[1],
              (plain(0.7 + h, 1.9 + h) - plain(0.7 + h, 1.9 - h) - plain(0.7 - h, 1.9 + h) + plain(0.7 - h, 1.9 - h)) / (4 * h * h), 1e-5);
}

/// Exact derivatives of every row against differences, at random points within the ranges.
void expect_exact_derivatives(const Problem& problem) {
  tests::Dice dice{7};
  const Stretch bend{.from_m = 100, .to_m = 140, .curvature_per_m = 1 / 36.8, .shelter = 0.4};
  const int size = problem.unknowns(), rows = problem.rows();
  for (int trial = 0; trial < 20; ++trial) {
    std::vector<double> z(size), weights(rows), slopes(rows * size), curvatures(size * (size + 1) / 2);
    for (int i = 0; i < size; ++i) z[i] = dice.between(0.3, 0.9);
    z[1] = dice.between(3, 7), z[problem.node_size() + problem.controls() + 1] = dice.between(3, 7);
    z[0] = dice.between(300, 500), z[problem.node_size() + problem.controls()] = z[0] + dice.between(1, 5);
    for (double& weight : weights) weight = dice.between(-1, 1);
    problem.slopes(bend, z.data(), slopes.data());
    problem.curvatures(bend, z.data(), weights.data(), curvatures.data());
    for (int j = 0; j < size; ++j) {
      const double h = 1e-5;
      std::vector<double> up = z, down = z, above(rows), below(rows), steep_up(rows * size), steep_down(rows * size);
      up[j] += h, down[j] -= h;
      problem.rows(bend, up.data(), above.data());
      problem.rows(bend, down.data(), below.data());
      problem.slopes(bend, up.data(), steep_up.data());
      problem.slopes(bend, down.data(), steep_down.data());
      for (int r = 0; r < rows; ++r) {
        const double slope = slopes[r * size + j];
        EXPECT_NEAR(slope, (above[r] - below[r]) / (2 * h), 1e-6 * (1 + std::fabs(slope))) << "row " << r << " by " << j;
      }
      for (int i = j; i < size; ++i) {
        double difference = 0;
        for (int r = 0; r < rows; ++r) difference += weights[r] * (steep_up[r * size + i] - steep_down[r * size + i]) / (2 * h);
        const double bent = curvatures[i * (i + 1) / 2 + j];
        EXPECT_NEAR(bent, difference, 1e-5 * (1 + std::fabs(bent))) << i << " by " << j;
      }
    }
  }
}

TEST(Jet, GivesTheSolverExactDerivativesOfEveryRunner) {
  KellerRunner keller;
  keller.supply_delay = measure::Duration{20};
  expect_exact_derivatives(Collocated<KellerEquations>{KellerEquations{keller}});
  expect_exact_derivatives(Collocated<AftalionEquations>{AftalionEquations{AftalionRunner{}}});
  expect_exact_derivatives(Collocated<BodyEquations>{BodyEquations{runner::body_with(tests::good_abilities())}});
}

}  // namespace
}  // namespace lastlap::pacing
