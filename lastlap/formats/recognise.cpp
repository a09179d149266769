#include "lastlap/formats/recognise.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lastlap/formats/encoding.hpp"
#include "lastlap/formats/gunzip.hpp"
#include "lastlap/formats/lynx.hpp"
#include "lastlap/formats/omega.hpp"
#include "lastlap/formats/tables.hpp"

namespace lastlap::formats {
namespace {

base::Result<Sheet> read_text(std::string_view text, const std::string& file) {
  if (table_of(text)) return read_table(text, file);
  if (is_omega(text)) return read_omega(text, file);
  if (is_lynx(text)) return read_lynx(text, file);
  return base::wrong("no format that lastlap knows", file,
                     "it is no table of ours, no FinishLynx, Omega, Olympic Data Feed, World Athletics or IsoLynx file",
                     "docs/formats.md tells what is read");
}

}  // namespace

base::Result<Sheet> read_sheet(std::string_view bytes, std::string file) {
  if (bytes.size() > most_file_bytes)
    return base::wrong("too long a file", file, fmt::format("it has {} bytes, more than {}", bytes.size(), most_file_bytes), "split it");
  std::string unpacked;
  if (is_gzip(bytes)) {
    const std::size_t most = std::min(most_file_bytes, (std::size_t{1} << 20) + most_times_unpacked * bytes.size());
    auto text = gunzip(bytes, file, most);
    if (!text) return tl::make_unexpected(text.error());
    unpacked = std::move(*text);
    bytes = unpacked;
  }
  const auto text = utf8_of(bytes, file);
  if (!text) return tl::make_unexpected(text.error());
  return read_text(*text, file);
}

}  // namespace lastlap::formats
