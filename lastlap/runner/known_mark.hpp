#pragma once

// What somebody has run: the evidence that speed-duration models are fitted to.

#include "lastlap/measure/quantity.hpp"

namespace lastlap::runner {

/// A race distance and the time that it took.
struct KnownMark {
  measure::Distance distance;
  measure::Duration time;
};

}  // namespace lastlap::runner
