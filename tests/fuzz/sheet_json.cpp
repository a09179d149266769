// A JSON of ours of any bytes: read, and what was read is written and read again as the same; or refused.

#include "tests/fuzz/sheet.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto document = formats::read_json(fuzz::text_of(bytes, size), "sheet.json");
  if (!document) {
    base::expect(!document.error().line().empty(), "a refusal says why");
    return 0;
  }
  const auto sheet = formats::read_sheet_json(*document, "sheet.json");
  if (!sheet) return 0;
  fuzz::expect_sound(*sheet);
  fuzz::expect_held_by_json(*sheet);
  return 0;
}
