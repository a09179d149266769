#pragma once

// A saved web page: the words that a reader sees, each letter knowing its byte in the file.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"

namespace lastlap::reading {

/// Text and where each of its bytes (and its end) came from.
struct TracedText {
  std::string text;
  std::vector<std::uint32_t> origin;
};

/// Whether the file begins as HTML does.
bool looks_like_html(std::string_view bytes);

/// What a page shows: of its <article> or <main> where it has one, without scripts, navigation, forms, headers and footers. Blocks are
/// parted by blank lines. `html` is UTF-8 with its origins. Errors: tags nested or left open beyond all use, which would take
/// more memory than a page is worth.
base::Result<TracedText> shown_text(const TracedText& html, const std::string& name);

}  // namespace lastlap::reading
