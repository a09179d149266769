#pragma once

// Expectations: what must hold if our own code is right, checked in every build.

#include <stdexcept>
#include <string>

namespace lastlap::base {

/// Thrown when lastlap itself is wrong; never for somebody's input.
class Broken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws Broken with `claim` unless it holds.
inline void expect(bool holds, const char* claim) {
  if (!holds) throw Broken(std::string("lastlap is broken: ") + claim);
}

}  // namespace lastlap::base
