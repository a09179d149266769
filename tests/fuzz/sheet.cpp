// A file of any bytes: recognised, unpacked, decoded and read, or refused.

#include "lastlap/formats/recognise.hpp"
#include "tests/fuzz/sheet.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto sheet = formats::read_sheet(fuzz::text_of(bytes, size), "file");
  if (!sheet) {
    base::expect(!sheet.error().line().empty(), "a refusal says why");
    return 0;
  }
  fuzz::expect_sound(*sheet);
  fuzz::expect_held_by_json(*sheet);
  return 0;
}
