#include "lastlap/formats/recognise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

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
#include "lastlap/formats/words.hpp"
#include "lastlap/formats/world_athletics.hpp"

namespace lastlap::formats {
namespace {

tl::unexpected<base::Problem> unknown(const std::string& file, std::string why) {
  return base::wrong("no format that lastlap knows", file, std::move(why), "docs/formats.md tells what is read");
}

/// What the bytes are that are no text of ours, by how they begin, and what to do; empty for others.
std::pair<std::string_view, std::string_view> foreign(std::string_view bytes) {
  struct Beginning {
    std::string_view bytes, what, hint;
  };
  constexpr std::string_view as_csv = "save its table as CSV", unpack = "unpack it, or pack it by gzip";
  const std::array beginnings{Beginning{"%PDF", "it is a PDF", "ask for the results as a file of data, or copy its table into a CSV"},
                              Beginning{"PK\x03\x04", "it is a zip archive, or a spreadsheet packed as one (xlsx, ods)", "save a spreadsheet as CSV; unpack an archive"},
                              Beginning{"PK\x05\x06", "it is an empty zip archive", ""},
                              Beginning{"\xD0\xCF\x11\xE0", "it is an old office file (xls, doc)", as_csv},
                              Beginning{"{\\rtf", "it is a word processor's file (rtf)", as_csv},
                              Beginning{"SQLite format 3", "it is a SQLite file", "--archive opens archives; lastlap archive export writes files to import"},
                              Beginning{"BZh", "it is packed by bzip2", unpack}, Beginning{"\xFD" "7zXZ", "it is packed by xz", unpack},
                              Beginning{"\x28\xB5\x2F\xFD", "it is packed by zstd", unpack}, Beginning{"7z\xBC\xAF", "it is packed by 7z", unpack},
                              Beginning{"Rar!", "it is packed by rar", unpack}, Beginning{"\x1F\x8B", "it was packed twice", "unpack it once"},
                              Beginning{"\x89PNG", "it is a picture", ""}, Beginning{"\xFF\xD8\xFF", "it is a picture", ""}};
  for (const Beginning& one : beginnings)
    if (bytes.starts_with(one.bytes)) return {one.what, one.hint};
  return {};
}

bool is_web_page(std::string_view text) {
  const std::string begin = small_letters(trimmed(text.substr(0, 200)));
  return begin.starts_with("<!doctype html") || begin.starts_with("<html");
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
  if (is_omega(text)) return read_omega(text, file);
  if (table_of(text)) return read_table(text, file);
  if (is_lynx(text) || lacks_its_race(text)) return read_lynx(text, file);
  if (trimmed(text).empty()) return unknown(file, "it is empty");
  if (is_web_page(text)) return base::wrong("no format that lastlap knows", file, "it is a web page", "save its table as CSV");
  if (std::string missing = table_missed_by(text); !missing.empty()) return unknown(file, std::move(missing));
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
  if (const auto [what, hint] = foreign(bytes); !what.empty())
    return base::wrong("no format that lastlap knows", file, std::string(what), std::string(hint));
  const auto text = utf8_of(bytes, file);
  if (!text) return tl::make_unexpected(text.error());
  return read_text(*text, file);
}

}  // namespace lastlap::formats
