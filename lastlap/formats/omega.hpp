#pragma once

// Omega Scan'O'Vision: the result text LSTRslt.txt.

#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// Whether the first line has the columns Event, Round, Heat, Lap, Bib and Time.
bool is_omega(std::string_view text);

/// Reads a result text from UTF-8. It names runners by their numbers only and races by the timer's numbers: a race's key is
/// "event-round-heat", its event is empty, a person's name is empty and her number in `bib`. Finishes become results; times of
/// laps become splits only where the lap is written in metres. Errors: no such header.
base::Result<Sheet> read_omega(std::string_view text, std::string file);

}  // namespace lastlap::formats
