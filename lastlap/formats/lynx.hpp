#pragma once

// FinishLynx: results (.lif) and start lists (.evt) as comma text.

#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// Whether `text` begins as one of them does: a line of event, round and heat, all numbers, and a name.
bool is_lynx(std::string_view text);

/// Whether `text` begins with a runner of theirs: the line of her race was lost.
bool lacks_its_race(std::string_view text);

/// Reads results or start lists from UTF-8, whichever it is. A race's key is "event-round-heat". Runners without a place, a time and
/// a status are `entered`. Errors: a first line that is no race's.
base::Result<Sheet> read_lynx(std::string_view text, std::string file);

}  // namespace lastlap::formats
