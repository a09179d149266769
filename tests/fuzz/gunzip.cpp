// A packed file of any bytes: unpacked within its bound, or refused.

#include "lastlap/base/expect.hpp"
#include "lastlap/formats/gunzip.hpp"
#include "tests/fuzz/text.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  constexpr std::size_t most = 1 << 20;
  const auto text = formats::gunzip(fuzz::text_of(bytes, size), "a.gz", most);
  base::expect(text ? text->size() <= most : !text.error().line().empty(), "what comes out is bounded, or a refusal says why");
  return 0;
}
