#include "lastlap/pacing/optimum.hpp"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cmath>

#include "lastlap/pacing/literature.hpp"

namespace lastlap::pacing {
namespace {

using measure::Distance;
using measure::Duration;

const Collocated<KellerEquations> keller{KellerEquations{KellerRunner{}}};
const Collocated<AftalionEquations> aftalion{AftalionEquations{AftalionRunner{}}};

double exact_s(double metres) { return fastest_race(KellerRunner{}, Distance{metres}).time.si(); }

TEST(Optimum, FindsKellersRaceWithoutKnowingItsPhases) {
  for (const double metres : {100.0, 290.0, 300.0, 400.0, 800.0, 1000.0, 1500.0, 1609.344, 3000.0, 5000.0, 10000.0, 20000.0, 42195.0}) {
    const auto race = fastest(keller, straight_course(Distance{metres}));
    ASSERT_TRUE(race) << race.error().line();
    EXPECT_NEAR(race->time.si(), exact_s(metres), 0.005) << metres;  // asked for: 0.03 s
  }
}

TEST(Optimum, FollowsKellersSpeedAndReserveAllTheWay) {
  const auto race = fastest(keller, straight_course(Distance{1500}));
  ASSERT_TRUE(race);
  const KellerRace exact = fastest_race(KellerRunner{}, Distance{1500});
  for (int metres = 50; metres < 1495; metres += 50) {
    const Optimum::Moment moment = race->moment_at(Distance{double(metres)});
    EXPECT_NEAR(moment.time.si(), exact.time_at(Distance{double(metres)}).si(), 0.01) << metres;
    EXPECT_NEAR(moment.speed.si(), exact.speed_at(moment.time).si(), 0.02) << metres;
    EXPECT_NEAR(race->state_at(moment, 1), exact.reserve_at(moment.time) / KellerRunner{}.reserve, 0.002) << metres;
  }
}

TEST(Optimum, OxygenThatComesLate) {
  KellerRunner slow;
  slow.supply_delay = Duration{20};
  const auto race = fastest(Collocated<KellerEquations>{KellerEquations{slow}}, straight_course(Distance{1500}));
  ASSERT_TRUE(race);
  EXPECT_NEAR(race->time.si(), 228.470, 0.02);
  EXPECT_NEAR(race->moment_at(Distance{750}).speed.si(), 6.5777, 0.002);
}

TEST(Optimum, BreathingThatFollowsTheReserveGivesAFastStartACruiseAndASpurt) {
  const auto race = fastest(aftalion, straight_course(Distance{1500}));
  ASSERT_TRUE(race);
  EXPECT_NEAR(race->time.si(), 251.81, 0.1);
  constexpr std::array<double, 15> splits{14.34, 14.01, 17.00, 17.53, 17.53, 17.53, 17.53, 17.53, 17.53, 17.53, 17.53, 17.53, 17.53, 17.32, 13.85};
  for (int i = 0; i < 15; ++i) {
    const double split = (race->time_at(Distance{100.0 * (i + 1)}) - race->time_at(Distance{100.0 * i})).si();
    EXPECT_NEAR(split, splits[i], 0.03) << i;
  }
  double fastest_late = 0;
  for (double at = 1300; at <= 1500; at += 5) fastest_late = std::fmax(fastest_late, race->moment_at(Distance{at}).speed.si());
  EXPECT_NEAR(fastest_late, 8.0 * 0.932, 0.01);                                // f_M tau, in the spurt
  EXPECT_NEAR(race->moment_at(Distance{1500}).speed.si(), 4.7, 0.1);
}

// Even meshes, each twice as fine. Where the switches fall between the nodes moves the error about, so the order is that of
// the whole ladder, not of one rung.
TEST(Optimum, ErrorsFallWithTheSquareOfTheMesh) {
  for (const double metres : {400.0, 1500.0}) {
    const int coarsest = 50, rungs = 5;
    std::array<double, 6> error{};
    for (int rung = 0; rung <= rungs; ++rung) {
      const auto race = fastest_on(keller, cut_evenly(straight_course(Distance{metres}), coarsest << rung));
      ASSERT_TRUE(race) << race.error().line();
      error[rung] = std::fabs(race->time.si() - exact_s(metres));
    }
    EXPECT_GT(std::log2(error[0] / error[rungs]) / rungs, 1.9) << metres;
    EXPECT_LT(error[rungs], 1e-4);
  }
}

TEST(Optimum, TheMeshIsRefinedUntilTheTimeStands) {
  const Search search;
  const auto race = fastest(keller, straight_course(Distance{10000}), search);
  ASSERT_TRUE(race);
  ASSERT_GE(race->attempts.size(), 3u);
  const auto& last = race->attempts.back();
  const auto& before = race->attempts[race->attempts.size() - 2];
  EXPECT_EQ(last.stretches, 2 * before.stretches);
  EXPECT_LT(std::fabs((last.time - before.time).si()), search.settled.si());
  const auto finer = fastest_on(keller, halved(race->mesh), &*race);
  ASSERT_TRUE(finer);
  EXPECT_NEAR(finer->time.si(), race->time.si(), 0.01);
}

TEST(Optimum, TheSameProblemGivesTheSameBitsAndPrintsNothing) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const auto one = fastest(aftalion, straight_course(Distance{800})), other = fastest(aftalion, straight_course(Distance{800}));
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->numbers, other->numbers);
}

TEST(Optimum, ARaceThatNobodyCanFinishIsAProblemNotACrash) {
  KellerRunner lame;
  lame.strongest_push = measure::Acceleration{1e-9};
  const auto race = fastest(Collocated<KellerEquations>{KellerEquations{lame}}, straight_course(Distance{1500}));
  ASSERT_FALSE(race);
  EXPECT_EQ(race.error().kind, base::Problem::Kind::failure);
}

TEST(Optimum, KnowsWhatASmallChangeOfTheRunnerIsWorth) {
  const auto race = fastest(keller, straight_course(Distance{1500}));
  ASSERT_TRUE(race);
  KellerRunner fitter;
  fitter.supply = fitter.supply * 1.001;
  const double change = change_of_time(*race, Collocated<KellerEquations>{KellerEquations{fitter}}).si();
  EXPECT_NEAR(change, fastest_race(fitter, Distance{1500}).time.si() - exact_s(1500), 2e-3 * std::fabs(change) + 1e-4);
  EXPECT_LT(change, -0.05);
}

TEST(Optimum, FifteenHundredMetresTakeLessThanASecond) {
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(fastest(keller, straight_course(Distance{1500})));
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
  EXPECT_LT(passed.count(), 1.0);  // measured: 0.05 s
}

}  // namespace
}  // namespace lastlap::pacing
