#pragma once

// The lanes of a Number: one for a bare number, one a race for a pack.

namespace lastlap::race {

template <class Number>
inline constexpr int lanes_of = Number::width;
template <>
inline constexpr int lanes_of<double> = 1;

/// A number that is given, as packs hold it: rounded to single precision. The reference computes in double precision, but with the very same luck, bodies
/// and manners. Rounded by arithmetic (Veltkamp's splitting): g++ 12 drops two conversions to float and back that stand side by side.
constexpr double as_packs_hold(double given) {
  constexpr double digits_behind = (1 << 29) + 1.0;  // a double has 53 digits, a float 24
  const double far = given * digits_behind;
  return far - (far - given);
}

inline void set_lane(double& number, int, double value) { number = value; }
inline double lane(double number, int) { return number; }
template <class Number>
void set_lane(Number& number, int i, double value) { number.set_lane(i, value); }
template <class Number>
double lane(const Number& number, int i) { return number.lane(i); }

}  // namespace lastlap::race
