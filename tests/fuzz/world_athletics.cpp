// A result import of World Athletics of any bytes: read, and what was read is written and read again without a bad row; or refused.

#include "lastlap/formats/world_athletics.hpp"
#include "tests/fuzz/sheet.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto document = formats::read_json(fuzz::text_of(bytes, size), "wa.json");
  if (!document) return 0;
  const auto sheet = formats::read_world_athletics(*document, "wa.json");
  if (!sheet) return 0;
  fuzz::expect_sound(*sheet);
  fuzz::expect_held_by_json(*sheet);
  const std::string written = formats::write_wa_json(*sheet).text;
  const auto again = formats::read_json(written, "again");
  base::expect(again.has_value(), "what is written is JSON");
  const auto read = formats::read_world_athletics(*again, "again");
  base::expect(read && read->bad_rows.empty(), "what is written has no bad row");
  base::expect(read->races.size() == sheet->races.size() && read->results.size() == sheet->results.size(), "no race and no result is lost");
  return 0;
}
