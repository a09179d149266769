#pragma once

// Our own JSON of a sheet: schema "lastlap.sheet/1" (docs/json-sheet.md).

#include <string>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/json.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// Whether a document says that it is one.
bool is_sheet_json(const Json& document);

/// The sheet of a document; a row's line is its number in its list. Errors: a schema of another version.
base::Result<Sheet> read_sheet_json(const Json& document, std::string file);

/// A row a line. Reading it gives the same rows; lines, bad rows and remarks belong to the file that was read and are not written.
std::string write_json(const Sheet& sheet);

}  // namespace lastlap::formats
