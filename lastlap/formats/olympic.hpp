#pragma once

// The Olympic Data Feed (XML): results and start lists (DT_RESULT), and runners' intermediates (DT_RESULT_ANALYSIS), of athletics.

#include <cstddef>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// Bounds of a document. A message of one race has some hundred elements, ten deep.
inline constexpr std::size_t most_xml_elements = 2'000'000;
inline constexpr std::size_t most_xml_attributes = 8'000'000;
inline constexpr int most_xml_depth = 64;

/// Whether `text` is XML with an OdfBody.
bool is_olympic(std::string_view text);

/// Reads one message, or several in a row, from UTF-8. A race's key is the code of the competition and the document's code of 34
/// characters, so that the messages of one race have one key. Entities of the file's own are never expanded.
/// Errors: no XML, a document beyond the bounds.
base::Result<Sheet> read_olympic(std::string_view text, std::string file);

}  // namespace lastlap::formats
