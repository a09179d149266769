#pragma once

// What the two ways to a field, a race of the archive and a race file, have in common.

#include <optional>

#include "lastlap/archive/field.hpp"

namespace lastlap::archive {

/// The eve, or the date asked for if that is earlier: a later one would leak the race into its own field.
measure::AsOf earliest(const measure::AsOf& eve, const std::optional<measure::AsOf>& asked);

/// The athlete as a starter, with all the archive knows of her as of the date.
base::Result<Starter> known_starter(const Archive& archive, const Athlete& athlete,
                                    const measure::AsOf& as_of);

}  // namespace lastlap::archive
