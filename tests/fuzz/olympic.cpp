// A message of the Olympic Data Feed of any bytes: read or refused.

#include "lastlap/formats/olympic.hpp"
#include "tests/fuzz/sheet.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto sheet = formats::read_olympic(fuzz::text_of(bytes, size), "odf.xml");
  if (!sheet) {
    base::expect(!sheet.error().line().empty(), "a refusal says why");
    return 0;
  }
  fuzz::expect_sound(*sheet);
  fuzz::expect_held_by_json(*sheet);
  return 0;
}
