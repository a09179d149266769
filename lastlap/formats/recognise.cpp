#include "lastlap/formats/recognise.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lastlap/formats/encoding.hpp"
#include "lastlap/formats/gunzip.hpp"
#include "lastlap/formats/isolynx.hpp"
#include "lastlap/formats/json.hpp"
#include "lastlap/formats/lynx.hpp"
#include "lastlap/formats/olympic.hpp"
#include "lastlap/formats/omega.hpp"
#include "lastlap/formats/sheet_json.hpp"
#include "lastlap/formats/tables.hpp"
#include "lastlap/formats/tracked_sheet.hpp"
#include "lastlap/formats/world_athletics.hpp"

namespace lastlap::formats {
namespace {

tl::unexpected<base::Problem> unknown(const std::string& file, std::string why) {
  return base::wrong("no format that lastlap knows", file, std::move(why), "docs/formats.md tells what is read");
}

base::Result<Sheet> read_document(std::string_view text, const std::string& file) {
  const auto document = read_json(text, file);
  if (!document) return tl::make_unexpected(document.error());
  if (is_sheet_json(*document)) return read_sheet_json(*document, file);
  if (is_world_athletics(*document)) return read_world_athletics(*document, file);
  return unknown(file, "it is JSON, and neither a sheet of ours nor a result import of World Athletics");
}

base::Result<Sheet> read_tracks(std::string_view text, const std::string& file) {
  const auto race = read_isolynx(text, file);
  if (!race) return tl::make_unexpected(race.error());
  return sheet_of_tracked(*race);
}

base::Result<Sheet> read_text(std::string_view text, const std::string& file) {
  if (is_olympic(text)) return read_olympic(text, file);
  if (looks_like_json(text)) return read_document(text, file);
  if (is_isolynx(text)) return read_tracks(text, file);
  if (table_of(text)) return read_table(text, file);
  if (is_omega(text)) return read_omega(text, file);
  if (is_lynx(text)) return read_lynx(text, file);
  return unknown(file, "it is no table of ours, no FinishLynx, Omega, Olympic Data Feed, World Athletics or IsoLynx file");
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
