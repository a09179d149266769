#pragma once

// The archive as one sheet, for writing it in any format that others read.

#include <optional>
#include <string>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::archive {

/// What to take out; empty parts do not restrict. With races named, only they come, without marks and records.
struct ExportFilter {
  std::vector<std::string> races;
  std::string event;
  std::optional<measure::Sex> sex;
};

/// The facts in force, in an order that depends on nothing but them: imported into an empty archive and exported again they
/// give the same sheet. Athletes are numbered in the order of their first row.
/// Errors: a race that is not there, with the nearest as the hint.
base::Result<formats::Sheet> exported(const Archive& archive, const ExportFilter& filter);

}  // namespace lastlap::archive
