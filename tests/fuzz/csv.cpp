// A table of any bytes: read with a cell for every column, or refused.

#include "lastlap/base/expect.hpp"
#include "lastlap/formats/csv.hpp"
#include "tests/fuzz/text.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto table = formats::read_csv(fuzz::text_of(bytes, size), "table.csv", {"athlete"});
  if (!table) {
    base::expect(!table.error().line().empty(), "a refusal says why");
    return 0;
  }
  for (const formats::CsvRow& row : table->rows) {
    base::expect(row.cells.size() == table->header.size(), "a row has a cell for every column");
    base::expect(!table->where(row).empty() && &table->cell(row, "athlete") >= row.cells.data(), "a cell is found by its name");
  }
  return 0;
}
