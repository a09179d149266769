#pragma once

// Tables as people hand them over: comma-separated values with a header line (RFC 4180), read strictly.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"

namespace lastlap::formats {

/// One line of a table; its cells stand in the order of the header.
struct CsvRow {
  std::size_t line = 0;  ///< where it starts in the file, from 1
  std::vector<std::string> cells;
};

/// A table whose rows all have a cell for every name of the header.
struct CsvTable {
  std::string file;
  std::vector<std::string> header;
  std::vector<CsvRow> rows;

  /// The cell of `row` under `name`. The name must be in the header.
  const std::string& cell(const CsvRow& row, std::string_view name) const;
  /// "results.csv:17"
  std::string where(const CsvRow& row) const;
};

/// Reads a table from `text`, naming it `file` in errors. Quoted cells may hold commas, line ends and doubled
/// quotes; lines end in LF or CRLF; a byte order mark is skipped; blank lines are not rows.
/// Errors: a column of `required` missing from the header or a header name twice, a row with too few or too
/// many cells, a quote that opens or closes within a cell or never closes, text that is not UTF-8.
base::Result<CsvTable> read_csv(std::string_view text, std::string file,
                                const std::vector<std::string>& required);

}  // namespace lastlap::formats
