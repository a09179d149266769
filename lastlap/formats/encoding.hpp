#pragma once

// Letters: from the bytes of a file to UTF-8.

#include <optional>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"

namespace lastlap::formats {

/// Whether all of `text` is UTF-8 (no surrogates, no overlong forms).
bool is_utf8(std::string_view text);

/// `bytes` as UTF-8 without a byte order mark: UTF-8 and UTF-16 by their marks, UTF-8 where it is valid, else Windows-1252, which
/// German and older timing software writes. `file` names it in errors: a byte 0 (no text), UTF-16 that is cut off or wrong.
base::Result<std::string> utf8_of(std::string_view bytes, const std::string& file);

}  // namespace lastlap::formats
