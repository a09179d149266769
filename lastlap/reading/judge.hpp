#pragma once

// Claims held against the archive.

#include "lastlap/reading/claim.hpp"

namespace lastlap::reading {

/// Gives every claim of the reading its verdict, the reason, and what stands against it. Nothing later than `as_of`
/// is looked at; without it nothing later than the reading's own day or year, where that is known.
void judge(Reading& reading, const Words& words, const Book& book, const std::optional<measure::AsOf>& as_of);

}  // namespace lastlap::reading
