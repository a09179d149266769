#pragma once

// A quantity knows its dimension: metres cannot be added to seconds, nor swapped in a call.

#include <compare>

namespace lastlap::measure {

/// A number with a dimension in metre^M kilogram^K second^S; costs what the bare number costs.
template <int M, int K, int S, class Rep = double>
class Quantity {
 public:
  constexpr Quantity() = default;
  constexpr explicit Quantity(Rep si) : si_{si} {}
  /// The value in SI units, for the inside of a numerical kernel.
  constexpr Rep si() const { return si_; }

  constexpr Quantity operator-() const { return Quantity{-si_}; }
  constexpr Quantity& operator+=(Quantity other) { si_ += other.si_; return *this; }
  constexpr Quantity& operator-=(Quantity other) { si_ -= other.si_; return *this; }
  friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity{a.si_ + b.si_}; }
  friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity{a.si_ - b.si_}; }
  friend constexpr Quantity operator*(Quantity a, Rep factor) { return Quantity{a.si_ * factor}; }
  friend constexpr Quantity operator*(Rep factor, Quantity a) { return Quantity{a.si_ * factor}; }
  friend constexpr Quantity operator/(Quantity a, Rep divisor) { return Quantity{a.si_ / divisor}; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  Rep si_{};
};

template <int M1, int K1, int S1, int M2, int K2, int S2, class Rep>
constexpr auto operator*(Quantity<M1, K1, S1, Rep> a, Quantity<M2, K2, S2, Rep> b) {
  return Quantity<M1 + M2, K1 + K2, S1 + S2, Rep>{a.si() * b.si()};
}
template <int M1, int K1, int S1, int M2, int K2, int S2, class Rep>
constexpr auto operator/(Quantity<M1, K1, S1, Rep> a, Quantity<M2, K2, S2, Rep> b) {
  return Quantity<M1 - M2, K1 - K2, S1 - S2, Rep>{a.si() / b.si()};
}
/// The ratio of two quantities of one dimension is a bare number.
template <int M, int K, int S, class Rep>
constexpr Rep operator/(Quantity<M, K, S, Rep> a, Quantity<M, K, S, Rep> b) { return a.si() / b.si(); }

using Distance = Quantity<1, 0, 0>;         ///< [m]
using Duration = Quantity<0, 0, 1>;         ///< [s]
using Speed = Quantity<1, 0, -1>;           ///< [m/s]
using Acceleration = Quantity<1, 0, -2>;    ///< [m/s^2]
using Reserve = Quantity<2, 0, -2>;         ///< energy per kilogram of body mass [J/kg] = [m^2/s^2]
using SpecificPower = Quantity<2, 0, -3>;   ///< power per kilogram of body mass [W/kg] = [m^2/s^3]
using RunningCost = Quantity<1, 0, -2>;     ///< energy per kilogram and metre [J/kg/m] = [m/s^2]

namespace literals {
constexpr Distance operator""_m(long double v) { return Distance{static_cast<double>(v)}; }
constexpr Distance operator""_m(unsigned long long v) { return Distance{static_cast<double>(v)}; }
constexpr Duration operator""_s(long double v) { return Duration{static_cast<double>(v)}; }
constexpr Duration operator""_s(unsigned long long v) { return Duration{static_cast<double>(v)}; }
constexpr Speed operator""_mps(long double v) { return Speed{static_cast<double>(v)}; }
constexpr Reserve operator""_J_per_kg(long double v) { return Reserve{static_cast<double>(v)}; }
constexpr SpecificPower operator""_W_per_kg(long double v) { return SpecificPower{static_cast<double>(v)}; }
}  // namespace literals

}  // namespace lastlap::measure
