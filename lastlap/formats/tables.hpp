#pragma once

// Our own tables as a sheet: races, results, splits, segments, marks and records as comma-separated values (docs/formats.md).

#include <optional>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// The tables that there are.
enum class Table { races, results, splits, segments, marks, records };

std::string_view text(Table table);  ///< "races"

/// Which table the first line of `text` heads; nothing if it is none.
std::optional<Table> table_of(std::string_view text);

/// What the first line lacks to head a table, where it names some columns of ours; empty where it names none, or heads one.
std::string table_missed_by(std::string_view text);

/// Reads one table from UTF-8. Columns in any order, under several names, parted by commas, semicolons or tabs; columns that nobody
/// knows are a remark. Errors: no header of ours.
base::Result<Sheet> read_table(std::string_view text, std::string file);

/// The rows of one kind as comma-separated values; reading them gives the same rows. Empty if the sheet has none.
std::string write_csv(const Sheet& sheet, Table table);

}  // namespace lastlap::formats
