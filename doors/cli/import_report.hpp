#pragma once

// What an import did, as text and as JSON (docs/json-archive.md).

#include <string>
#include <vector>

#include "lastlap/archive/import.hpp"

namespace lastlap::cli {

/// For people; of each list no more than `most` entries, and how many more there are.
std::string text_of_import(const archive::ImportReport& report, std::size_t most);
/// lastlap.import/1, with all entries.
std::string json_of_import(const archive::ImportReport& report);
/// lastlap.imports/1
std::string json_of_imports(const std::vector<archive::ImportNote>& imports);

}  // namespace lastlap::cli
