#pragma once

// Weighted least squares in two or three unknowns: what a handful of marks says of a handful of abilities.

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>

namespace lastlap::measure {

/// One observation,  w (sum_i c_i x_i - value) = 0  as nearly as can be.
template <std::size_t N>
struct Observation {
  std::array<double, N> coefficients{};
  double value = 0.0;
  double weight = 1.0;
};

/// The unknowns x_i that make the sum of the squares least, by the normal equations and Cholesky's factors; nothing if the
/// observations do not determine them. Good for few unknowns of like size.
template <std::size_t N>
std::optional<std::array<double, N>> least_squares(std::span<const Observation<N>> observations) {
  std::array<std::array<double, N>, N> normal{};
  std::array<double, N> right{};
  for (const Observation<N>& seen : observations)
    for (std::size_t i = 0; i < N; ++i) {
      const double weighted = seen.weight * seen.weight * seen.coefficients[i];
      right[i] += weighted * seen.value;
      for (std::size_t j = 0; j <= i; ++j) normal[i][j] += weighted * seen.coefficients[j];
    }
  for (std::size_t i = 0; i < N; ++i) {  // normal = L L', in place
    const double whole = normal[i][i];
    for (std::size_t j = 0; j <= i; ++j) {
      double left = normal[i][j];
      for (std::size_t k = 0; k < j; ++k) left -= normal[i][k] * normal[j][k];
      if (j < i) {
        normal[i][j] = left / normal[j][j];
      } else if (left > 1e-12 * whole) {
        normal[i][i] = std::sqrt(left);
      } else {
        return std::nullopt;
      }
    }
  }
  for (std::size_t i = 0; i < N; ++i) {
    for (std::size_t k = 0; k < i; ++k) right[i] -= normal[i][k] * right[k];
    right[i] /= normal[i][i];
  }
  for (std::size_t i = N; i-- > 0;) {
    for (std::size_t k = i + 1; k < N; ++k) right[i] -= normal[k][i] * right[k];
    right[i] /= normal[i][i];
  }
  return right;
}

}  // namespace lastlap::measure
