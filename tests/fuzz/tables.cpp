// A table of ours of any text: read, and what was read is written and read again as the same; or refused.

#include "lastlap/formats/tables.hpp"
#include "tests/fuzz/sheet.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  const auto sheet = formats::read_table(text, "table.csv");
  const auto table = formats::table_of(text);
  if (!sheet) return 0;
  base::expect(table.has_value(), "what is read has a header of ours");
  fuzz::expect_sound(*sheet);
  const std::string written = formats::write_csv(*sheet, *table);
  if (written.empty()) return 0;
  const auto again = formats::read_table(written, "again.csv");
  base::expect(again && again->bad_rows.empty(), "what is written has no bad row");
  base::expect(formats::write_csv(*again, *table) == written, "what is written is read as the same");
  return 0;
}
