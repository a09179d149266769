#pragma once

// The arithmetic a race is written in: one number (the reference) or a pack of them, one race a lane.
//
// Code templated on Number uses only + - * /, comparisons and the functions below. All of them round the same way
// in every width and on every instruction set (no transcendental function, no fused multiply-add), so a race has the
// same bits whether it runs alone or beside others. Decisions are selections: select(mask, a, b).

#include <cmath>

namespace lastlap::measure {

constexpr double select(bool mask, double a, double b) { return mask ? a : b; }
constexpr float select(bool mask, float a, float b) { return mask ? a : b; }
constexpr double lesser(double a, double b) { return b < a ? b : a; }
constexpr double greater(double a, double b) { return a < b ? b : a; }
inline double square_root(double a) { return std::sqrt(a); }
inline double whole_part_below(double a) { return std::floor(a); }
constexpr double magnitude(double a) { return a < 0.0 ? -a : a; }
/// True where any lane (the only one, for a bare number) holds.
constexpr bool any_of(bool mask) { return mask; }

/// The whole number nearest to `a`, which must be below 2^22 in size; of two as near the even one. An addition that leaves no digit
/// behind the point rounds, and rounds alike everywhere.
constexpr double nearest_whole(double a) {
  constexpr double no_fractions = 6755399441055744.0;  // 1.5 x 2^52
  return (a + no_fractions) - no_fractions;
}

/// `a` held within [low, high].
template <class Number>
[[gnu::always_inline]] constexpr Number held_within(Number a, Number low, Number high) {
  return lesser(greater(a, low), high);
}
template <class Number>
[[gnu::always_inline]] constexpr Number squared(Number a) {
  return a * a;
}

/// The mask type that comparisons of a Number give: bool, or one bit a lane.
template <class Number>
using MaskOf = decltype(Number{} < Number{});

}  // namespace lastlap::measure
