#pragma once

// Any file of the sport, recognised by what is in it rather than by its name.

#include <cstddef>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// The longest file that is read, packed or not; the longest of all lists we know has 7 MB.
inline constexpr std::size_t most_file_bytes = std::size_t{64} << 20;
/// The most that a packed file may unpack to: 200 times its own length and a mebibyte. Tables pack 5 to 20 times.
inline constexpr std::size_t most_times_unpacked = 200;

/// Reads `bytes` as whichever format they are in, naming them `file` in messages. Packed bytes are unpacked; text is taken as
/// UTF-8 (with or without a mark), as UTF-16 with a mark, or else as Windows-1252. Formats: docs/formats.md. Rows that cannot be
/// right are in the sheet's `bad_rows`; the rest of the file is read all the same.
/// Errors: no format that is known, a file that is too long, damage of the whole (gzip, XML, JSON that is cut off).
base::Result<Sheet> read_sheet(std::string_view bytes, std::string file);

}  // namespace lastlap::formats
