#pragma once

// Where a function crosses zero: the time at which a curve of speeds reaches a distance.

#include "lastlap/base/expect.hpp"

namespace lastlap::measure {

/// The ends between which a root is looked for.
struct Bracket {
  double low = 0.0;
  double high = 0.0;
};

/// The root of `function` between the ends of `bracket`, where its signs must differ, by halving to the last bit or so.
template <class Function>
double root_between(const Bracket& bracket, Function function) {
  double low = bracket.low, high = bracket.high;
  const bool rises = function(low) <= 0.0;
  base::expect(rises ? function(high) >= 0.0 : function(high) <= 0.0, "a root lies between the ends");
  for (int i = 0; i < 200; ++i) {  // a double halves to its last bit in fewer
    const double middle = low + 0.5 * (high - low);
    if (middle == low || middle == high) break;
    ((function(middle) <= 0.0) == rises ? low : high) = middle;
  }
  return low + 0.5 * (high - low);
}

}  // namespace lastlap::measure
