#include "lastlap/race/replay.hpp"

#include <gtest/gtest.h>

#include "tests/fields.hpp"

namespace lastlap::race {
namespace {

TEST(ReplayOf, IsTheReferencesRace) {
  const Prepared race = tests::prepared(tests::made_up_race(7));
  const Outcomes reference = run_races_by_reference(race, {.seed = 3, .first = 5, .races = 2});
  for (int i = 0; i < 2; ++i) {
    const Replay replay = replay_of(race, 3, 5 + static_cast<std::uint64_t>(i));
    for (int r = 0; r < 7; ++r)
      EXPECT_EQ(static_cast<float>(replay.runners[r].finish_s), reference.finish(i, r).time_s) << r;
  }
}

TEST(ReplayOf, WritesEveryRunnerDownEveryStep) {
  const Replay replay = replay_of(tests::prepared(tests::made_up_race(3)), 3, 0);
  const std::size_t moments = replay.runners[0].along_m.size();
  EXPECT_GT(static_cast<double>(moments) * replay.step_s, 200.0);
  for (const Track& track : replay.runners) {
    EXPECT_EQ(track.along_m.size(), moments);
    EXPECT_EQ(track.outward_m.size(), moments);
    EXPECT_EQ(track.speed_mps.size(), moments);
    EXPECT_EQ(track.reserve_j_per_kg.size(), moments);
    EXPECT_EQ(track.shelter.size(), moments);
    EXPECT_EQ(track.boxed_in.size(), moments);
  }
}

TEST(ReplayOf, FinishesWhereTheTrackCrossesTheLine) {
  const Replay replay = replay_of(tests::prepared(tests::made_up_race(5)), 9, 1);
  for (const Track& track : replay.runners) {
    const auto step = static_cast<std::size_t>(track.finish_s / replay.step_s);
    EXPECT_LT(track.along_m[step], 1500.0);
    EXPECT_GE(track.along_m[step + 1], 1500.0);
  }
}

}  // namespace
}  // namespace lastlap::race
