// A file of FinishLynx of any text: read or refused.

#include "lastlap/formats/lynx.hpp"
#include "tests/fuzz/sheet.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  const auto sheet = formats::read_lynx(text, "file");
  base::expect(sheet.has_value() == formats::is_lynx(text), "what is recognised is read");
  if (!sheet) return 0;
  fuzz::expect_sound(*sheet);
  fuzz::expect_held_by_json(*sheet);
  return 0;
}
