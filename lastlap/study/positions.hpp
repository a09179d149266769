#pragma once

// A simulated race as a field on the move, so that it is measured as tracked races are.

#include "lastlap/pack/positions.hpp"
#include "lastlap/race/replay.hpp"

namespace lastlap::study {

/// The race that `replay` wrote down of `prepared`.
pack::Positions positions_of(const race::Prepared& prepared, const race::Replay& replay);

}  // namespace lastlap::study
