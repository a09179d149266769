#include "lastlap/pacing/keller.hpp"

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cmath>

namespace lastlap::pacing {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Speed;

const KellerRunner men_of_1972;

double time_s(double metres) { return fastest_race(men_of_1972, Distance{metres}).time.si(); }

TEST(Keller, TheLongestAllOutRaceIsAsLongAsTheTheorySays) {
  const AllOut longest = longest_all_out(men_of_1972);
  EXPECT_NEAR(longest.distance.si(), 291.478, 1e-3);
  EXPECT_NEAR(longest.time.si(), 27.676, 1e-3);
  EXPECT_TRUE(fastest_race(men_of_1972, Distance{291.4}).all_out);
  EXPECT_FALSE(fastest_race(men_of_1972, Distance{291.5}).all_out);
}

TEST(Keller, TimesOfTheExactOptimum) {
  struct Known {
    double metres, time_s;
  };
  constexpr std::array<Known, 8> known{{{400, 43.273}, {800, 105.951}, {1000, 138.170}, {1500, 219.443}, {1609.344, 237.286},
                                        {3000, 464.951}, {5000, 793.090}, {10000, 1614.036}}};
  for (const Known& race : known) EXPECT_NEAR(time_s(race.metres), race.time_s, 0.005) << race.metres;
  for (const Known& sprint : {Known{50, 5.4847}, {60, 6.4048}, {100, 10.0811}, {200, 19.2703}})
    EXPECT_NEAR(time_s(sprint.metres), sprint.time_s, 1e-4) << sprint.metres;
}

TEST(Keller, PublishedPredictions) {  // as Keller printed them, in his own rounding
  EXPECT_NEAR(time_s(400), 43.27, 0.03);
  EXPECT_NEAR(time_s(800), 105.95, 0.03);
  EXPECT_NEAR(time_s(1500), 219.44, 0.03);
  EXPECT_NEAR(time_s(1609.344), 237.28, 0.03);
  EXPECT_NEAR(time_s(5000), 793.11, 0.03);
}

TEST(Keller, CruisingSpeedsAndTheLastPhase) {
  EXPECT_NEAR(fastest_race(men_of_1972, Distance{400}).cruise.si(), 9.4110, 5e-4);
  EXPECT_NEAR(fastest_race(men_of_1972, Distance{800}).cruise.si(), 7.5907, 5e-4);
  EXPECT_NEAR(fastest_race(men_of_1972, Distance{5000}).cruise.si(), 6.3075, 5e-4);
  const KellerRace metric_mile = fastest_race(men_of_1972, Distance{1500});
  EXPECT_NEAR(metric_mile.cruise.si(), 6.8501, 5e-4);
  EXPECT_NEAR(metric_mile.cruise_begins.si(), 0.8856, 1e-3);
  EXPECT_NEAR(metric_mile.end_speed.si(), 6.1315, 2e-3);
  EXPECT_NEAR(metric_mile.last_phase().si(), 1.314, 2e-3);
}

TEST(Keller, AnotherCruisingSpeedCostsWhatTheTheorySays) {
  const KellerRace best = fastest_race(men_of_1972, Distance{1500});
  EXPECT_NEAR(race_at_cruise(men_of_1972, Distance{1500}, best.cruise * 0.99).time.si(), 221.552, 0.01);
  EXPECT_NEAR(race_at_cruise(men_of_1972, Distance{1500}, best.cruise * 1.01).time.si(), 219.583, 0.01);
}

TEST(Keller, OxygenThatComesLate) {
  KellerRunner slow = men_of_1972;
  slow.supply_delay = Duration{20};
  const KellerRace race = fastest_race(slow, Distance{1500});
  EXPECT_NEAR(race.time.si(), 228.470, 0.02);
  EXPECT_NEAR(race.cruise.si(), 6.5777, 0.002);
  slow.supply_delay = Duration{1e-6};  // the quadrature and the closed form meet
  EXPECT_NEAR(fastest_race(slow, Distance{1500}).time.si(), time_s(1500), 1e-5);
}

// int v^2/tau dt + v(T)^2/2 = E0 + sigma T: all that was there and all that was breathed has gone somewhere.
TEST(Keller, TheBudgetBalances) {
  for (const double delay : {0.0, 20.0}) {
    KellerRunner runner = men_of_1972;
    runner.supply_delay = Duration{delay};
    for (const double metres : {400.0, 1500.0, 10000.0}) {
      const KellerRace race = fastest_race(runner, Distance{metres});
      const double tau = runner.resistance_time.si(), end = race.time.si();
      const int steps = 400000;
      double lost = 0;
      for (int i = 0; i < steps; ++i) {
        const double v = race.speed_at(Duration{(i + 0.5) * end / steps}).si();
        lost += v * v / tau * end / steps;
      }
      const double kinetic = 0.5 * race.end_speed.si() * race.end_speed.si();
      const double breathed = runner.supply.si() * (delay > 0 ? end - delay * (1 - std::exp(-end / delay)) : end);
      EXPECT_NEAR((lost + kinetic) / (runner.reserve.si() + breathed), 1.0, 1e-6) << metres;
    }
  }
}

TEST(Keller, SplitsAddUpAndTheReserveIsNeverOverdrawn) {
  const KellerRace race = fastest_race(men_of_1972, Distance{1500});
  EXPECT_NEAR(race.time_at(Distance{1500}).si(), race.time.si(), 1e-9);
  EXPECT_NEAR(race.time_at(Distance{100}).si(), 14.97, 0.005);                                             // [NUM] of an independent solver
  EXPECT_NEAR((race.time_at(Distance{1400}) - race.time_at(Distance{1300})).si(), 14.60, 0.005);
  EXPECT_NEAR((race.time - race.time_at(Distance{1400})).si(), 14.70, 0.005);
  double before = 0;
  for (int m = 1; m <= 1500; ++m) {
    const Duration at = race.time_at(Distance{double(m)});
    EXPECT_GT(at.si(), before);
    EXPECT_GE(race.reserve_at(at).si(), -1e-7);
    before = at.si();
  }
}

TEST(Keller, AnAnswerTakesLessThanFiftyMilliseconds) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 100; ++i) fastest_race(men_of_1972, Distance{1500.0 + i});
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
  EXPECT_LT(passed.count() / 100, 0.050);
}

}  // namespace
}  // namespace lastlap::pacing
