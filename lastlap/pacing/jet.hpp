#pragma once

// Numbers that carry their derivatives: what the solver needs to know of an equation, exact to rounding.

#include <array>
#include <cmath>
#include <cstddef>

namespace lastlap::pacing {

/// A value with its first derivatives by `N` variables and, if `Curved`, its second ones (packed lower triangle).
/// Every operation is the chain rule; there is no step size.
template <int N, bool Curved>
struct Jet {
  static constexpr int curvatures = Curved ? N * (N + 1) / 2 : 0;
  double value = 0;
  std::array<double, N> slope{};
  std::array<double, curvatures> curvature{};

  Jet() = default;
  Jet(double constant) : value{constant} {}  // NOLINT: a constant is a jet, as in v + 1.0
  static Jet variable(double value, int which) {
    Jet jet{value};
    jet.slope[which] = 1.0;
    return jet;
  }

  /// g(x) where g(value) = g0, g'(value) = g1, g''(value) = g2.
  Jet through(double g0, double g1, double g2) const {
    Jet result{g0};
    for (int i = 0; i < N; ++i) result.slope[i] = g1 * slope[i];
    if constexpr (Curved) {
      int k = 0;
      for (int i = 0; i < N; ++i) {
        const double bent = g2 * slope[i];
        for (int j = 0; j <= i; ++j, ++k) result.curvature[k] = g1 * curvature[k] + bent * slope[j];
      }
    }
    return result;
  }

  Jet operator-() const { return through(-value, -1.0, 0.0); }
  Jet& operator+=(const Jet& other) {
    value += other.value;
    for (int i = 0; i < N; ++i) slope[i] += other.slope[i];
    for (int k = 0; k < curvatures; ++k) curvature[k] += other.curvature[k];
    return *this;
  }
  Jet& operator-=(const Jet& other) {
    value -= other.value;
    for (int i = 0; i < N; ++i) slope[i] -= other.slope[i];
    for (int k = 0; k < curvatures; ++k) curvature[k] -= other.curvature[k];
    return *this;
  }
  friend Jet operator+(Jet a, const Jet& b) { return a += b; }
  friend Jet operator-(Jet a, const Jet& b) { return a -= b; }
  friend Jet operator+(Jet a, double b) {
    a.value += b;
    return a;
  }
  friend Jet operator+(double a, const Jet& b) { return b + a; }
  friend Jet operator-(const Jet& a, double b) { return a + (-b); }
  friend Jet operator-(double a, const Jet& b) { return -b + a; }
  friend Jet operator*(const Jet& a, double b) { return a.through(a.value * b, b, 0.0); }
  friend Jet operator*(double a, const Jet& b) { return b * a; }
  friend Jet operator/(const Jet& a, double b) { return a * (1.0 / b); }
  friend Jet operator*(const Jet& a, const Jet& b) {
    Jet result{a.value * b.value};
    for (int i = 0; i < N; ++i) result.slope[i] = a.slope[i] * b.value + a.value * b.slope[i];
    if constexpr (Curved) {
      int k = 0;
      for (int i = 0; i < N; ++i)
        for (int j = 0; j <= i; ++j, ++k)
          result.curvature[k] = a.curvature[k] * b.value + a.value * b.curvature[k] + a.slope[i] * b.slope[j] + a.slope[j] * b.slope[i];
    }
    return result;
  }
  friend Jet operator/(const Jet& a, const Jet& b) { return a * one_over(b); }
  friend Jet one_over(const Jet& a) {
    const double r = 1.0 / a.value;
    return a.through(r, -r * r, 2.0 * r * r * r);
  }
  friend Jet square_root(const Jet& a) {
    const double r = std::sqrt(a.value);
    return a.through(r, 0.5 / r, -0.25 / (r * a.value));
  }
  friend Jet exponential(const Jet& a) {
    const double e = std::exp(a.value);
    return a.through(e, e, e);
  }
  friend Jet natural_logarithm(const Jet& a) { return a.through(std::log(a.value), 1.0 / a.value, -1.0 / (a.value * a.value)); }
};

inline double exponential(double a) { return std::exp(a); }
inline double natural_logarithm(double a) { return std::log(a); }
inline double value_of(double a) { return a; }
template <int N, bool Curved>
double value_of(const Jet<N, Curved>& a) {
  return a.value;
}

}  // namespace lastlap::pacing
