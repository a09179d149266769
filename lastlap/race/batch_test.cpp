// Memory does not grow with the races run.

#include "lastlap/race/batch.hpp"

#include <gtest/gtest.h>
#include <malloc.h>

#include "lastlap/race/summary.hpp"
#include "tests/fields.hpp"

namespace lastlap::race {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

/// Bytes of the heap in use while the last of so many races is counted.
std::size_t heap_at_the_end(const Prepared& race, int races) {
  Tally tally(race.runners());
  Signature signature;
  std::size_t used = 0;
  run_batch(race, {.seed = 1, .first = 0, .races = races}, 2, {}, [&](int number, std::span<const Finish> finishes) {
    tally.add(number, finishes);
    signature.add(finishes);
    if (number + 1 < races) return;
    const struct mallinfo2 heap = ::mallinfo2();
    used = heap.uordblks + heap.hblkhd;
  });
  return used;
}

TEST(Memory, OfManyRacesIsThatOfFew) {
  if (sanitized) GTEST_SKIP() << "a sanitizer's heap cannot be asked";
  const Prepared race = tests::prepared(tests::made_up_race(1));
  heap_at_the_end(race, 100);  // what oneTBB takes for good
  // Times are counted in bins from 16 384 races on. 40 000 more, kept, would be 160 KB a quantity, and 640 KB as finishes; a bin of a second more is 4 KB.
  const std::size_t few = heap_at_the_end(race, 20000);
  EXPECT_LT(heap_at_the_end(race, 60000), few + 100'000);
  EXPECT_LT(few, 4'000'000u);
}

}  // namespace
}  // namespace lastlap::race
