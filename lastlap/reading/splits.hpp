#pragma once

// Times and distances on the way, which are no results.

#include "lastlap/reading/mention.hpp"

namespace lastlap::reading {

/// Makes splits of times on the way ("through 800m in 1:51.38", "at the bell in 2:35.10"), and lengths of the distances they were taken at.
void mark_splits(const Sentence& sentence, Mentions& mentions);

}  // namespace lastlap::reading
