#pragma once

// The JSON of World Athletics' result import: a competition with its athletes, units, rounds, races and results.

#include <string>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/json.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// Whether a document has units and athletes.
bool is_world_athletics(const Json& document);

/// The races of a document. A race's key is "unit-round-number". Relays and field events are left aside with a remark.
base::Result<Sheet> read_world_athletics(const Json& document, std::string file);

/// A document, and what of the sheet it leaves out or what World Athletics will ask for.
struct Written {
  std::string text;
  std::vector<std::string> remarks;
};

/// The races of a sheet and their results and splits, as one competition. What the format has no place for (docs/formats.md) is
/// left out with a remark; what it demands and the sheet has not (a birth date, a competition's number) is left out too, for it
/// must not be made up, and World Athletics refuses the document until somebody adds it.
Written write_wa_json(const Sheet& sheet);

}  // namespace lastlap::formats
