// A race file of any bytes against the shipped archive: a race of 2 to 24 starters as of its eve, or a refusal.

#include <fstream>

#include "lastlap/archive/field.hpp"
#include "lastlap/base/expect.hpp"
#include "tests/fuzz/text.hpp"
#include "tests/support.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const tests::TemporaryFolder folder;
  static const auto archive = archive::Archive::open(folder.path() / "archive.sqlite", LASTLAP_HOUSE "/data");
  base::expect(archive.has_value(), "the shipped facts make an archive");
  const std::filesystem::path file = folder.path() / "race.toml";
  std::ofstream{file, std::ios::binary} << fuzz::text_of(bytes, size);
  const auto race = archive::race_to_run(*archive, file, std::nullopt);
  if (!race) {
    base::expect(!race.error().line().empty(), "a refusal says why");
    return 0;
  }
  base::expect(race->starters.size() >= 2 && race->starters.size() <= 24, "a race has 2 to 24 starters");
  base::expect(race->as_of.last_known < race->date, "nothing of the day itself is known");
  for (const archive::Starter& starter : race->starters)
    for (const archive::Performance& mark : starter.performances) base::expect(race->as_of.knows(mark.date), "no mark is later than as of");
  return 0;
}
