#pragma once

// A race followed by radio tags as rows: final order, times, and every runner's splits each 100 m.

#include "lastlap/formats/isolynx.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// The rows of a tracked race. The file names neither race nor event: the race's key is "tracked", its distance is where the tags'
/// `PathDist` ends. People have surnames only. Times are those of the tags, good to some 0.15 s of the official ones, so they are
/// splits; a result has no time, and a place only where nobody else's tag finished within twice that.
Sheet sheet_of_tracked(const IsoLynxRace& race);

}  // namespace lastlap::formats
