#include "lastlap/race/stretches.hpp"

#include <algorithm>

namespace lastlap::race {
namespace {

constexpr int races_a_stretch = 512;  // enough for every core, over in a fraction of a second

void copy_races(const Outcomes& from, int races, Outcomes& to, int first) {
  for (int race = 0; race < races; ++race)
    for (int r = 0; r < from.runners(); ++r) to.finish(first + race, r) = from.finish(race, r);
}

}  // namespace

Outcomes run_in_stretches(const Prepared& prepared, const Luck& luck, int threads, const Watch& watch) {
  Outcomes all(prepared.runners(), luck.races);
  int done = 0;
  while (done < luck.races) {
    const Luck stretch{.seed = luck.seed,
                       .first = luck.first + static_cast<std::uint64_t>(done),
                       .races = std::min(races_a_stretch, luck.races - done)};
    copy_races(run_races(prepared, stretch, threads), stretch.races, all, done);
    done += stretch.races;
    if (watch.told) watch.told(static_cast<double>(done) / luck.races);
    if (watch.stop != nullptr && watch.stop->load() && done >= watch.at_least) break;
  }
  all.keep_first(done);
  return all;
}

}  // namespace lastlap::race
