// A file of radio tags of any bytes, packed or not: read, followed and measured, or refused.

#include "lastlap/base/expect.hpp"
#include "lastlap/formats/gunzip.hpp"
#include "lastlap/formats/isolynx.hpp"
#include "lastlap/pack/measures.hpp"
#include "lastlap/pack/tracked.hpp"
#include "tests/fuzz/text.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string text{fuzz::text_of(bytes, size)};
  if (formats::is_gzip(text)) {
    auto unpacked = formats::gunzip(text, "race.gz", 1 << 20);
    if (!unpacked) return 0;
    text = std::move(*unpacked);
  }
  const auto race = formats::read_isolynx(text, "race.csv");
  if (!race) {
    base::expect(!race.error().line().empty(), "a refusal says why");
    return 0;
  }
  const auto tracked = pack::tracked_race(*race);
  if (tracked) pack::numbers_of(pack::measures_of(tracked->positions));
  return 0;
}
