#include "lastlap/runner/metabolic.hpp"

#include <gtest/gtest.h>

#include "lastlap/runner/body.hpp"

namespace lastlap::runner {
namespace {

using measure::Distance;
using measure::Speed;

constexpr double pi = 3.14159265358979323846;
constexpr double outdoor_radius_m = 36.80, short_track_radius_m = 17.50;

/// The runner for whom [Kipp19] is worked out here: 0.45 m^2, 58 kg.
Outdoors kipps_runner() {
  return outdoors(kipp_curve, Area{0.45}, Mass{58});
}

double kept(const Outdoors& runner, double v, const Circumstances& circumstances) {
  return speed_at_equal_uptake(runner, Speed{v}, circumstances) / Speed{v};
}

TEST(Uptake, SpendsThePublishedShareOnTheAir) {  // the curve of [Kipp19]
  const double shares[] = {7.0, 7.8, 8.6, 8.9};
  int row = 0;
  for (double v : {6.0, 6.5, 7.0, 7.25})
    EXPECT_NEAR(100 * air_share(kipps_runner(), Speed{v}), shares[row++], 0.06) << v;
}

// [Beaumont21]: 63.3 % less drag at 20.7 km/h is 4.4 % of economy, and 21.31 km/h. Area 0.475 m^2, 56 kg.
TEST(Uptake, TurnsBeaumontsShelterIntoHisEconomyAndSpeed) {
  for (const UptakeCurve& curve : {batliner_curve, kipp_curve}) {
    const Outdoors runner = outdoors(curve, Area{0.475}, Mass{56});
    const Speed alone{20.7 / 3.6};
    EXPECT_NEAR(100 * 0.633 * air_share(runner, alone), 4.4, 0.2);
    EXPECT_NEAR(100 * (kept(runner, alone.si(), {.shelter = 0.633}) - 1), 2.9, 0.2);
  }
  const double v = 20.7 / 3.6;
  EXPECT_NEAR(100 * 0.633 * air_share(outdoors(batliner_curve, Area{0.475}, Mass{56}), Speed{v}), 4.46,
              0.005);
  EXPECT_NEAR(100 * 0.633 * air_share(outdoors(kipp_curve, Area{0.475}, Mass{56}), Speed{v}), 4.56, 0.005);
}

// [Kipp19]: 3 % of economy at the pace of a 2:04 marathon is 1.97 % of speed, 2:01:36.
TEST(Uptake, TurnsThreePerCentOfEconomyIntoKippsSpeed) {
  const Outdoors runner{.treadmill = batliner_curve, .air = 0.02724};
  const double marathon_m = 42195, v = marathon_m / 7440;
  const double faster = kept(runner, v, {.saving = 0.03});
  EXPECT_NEAR(100 * (faster - 1), 1.97, 0.005);
  EXPECT_NEAR(7440 / faster, 7296, 0.5);
}

// The air's share, the speed and the seconds a lap for four degrees of shelter at 7 m/s; [Kyle79] has 1.66 s at world-record
// mile pace.
TEST(Uptake, GivesShelterItsPublishedWorthALap) {
  struct Row {
    double shelter, energy, speed, seconds;
  };
  for (const Row& row : {Row{.5, 4.3, 2.57, 1.43}, Row{.6, 5.1, 3.12, 1.73}, Row{.7, 6.0, 3.69, 2.04},
                         Row{.8, 6.9, 4.28, 2.35}}) {
    EXPECT_NEAR(100 * row.shelter * air_share(kipps_runner(), Speed{7}), row.energy, 0.055) << row.shelter;
    EXPECT_NEAR(100 * (kept(kipps_runner(), 7, {.shelter = row.shelter}) - 1), row.speed, 0.006)
        << row.shelter;
    EXPECT_NEAR(worth_of_shelter(kipps_runner(), Speed{7}, row.shelter, Distance{400}).si(), row.seconds,
                0.006)
        << row.shelter;
  }
  for (double v : {7.0, 7.25}) {
    const double seconds = worth_of_shelter(kipps_runner(), Speed{v}, 0.6, Distance{400}).si();
    EXPECT_NEAR(seconds, 1.725, 0.01) << v;
    EXPECT_NEAR(seconds, 1.66, 0.2) << v;
  }
}

// Leg force times the treadmill's cost, at equal uptake.
TEST(Uptake, SlowsBendsAtEqualPowerAsCalculated) {
  const auto slowdown = [](double v, double radius) {
    return 100 * (1 - kept(kipps_runner(), v, {.curvature = 1 / radius}));
  };
  EXPECT_NEAR(slowdown(7.0, outdoor_radius_m), 0.46, 0.005);
  EXPECT_NEAR(slowdown(7.0, short_track_radius_m), 1.88, 0.005);
  EXPECT_NEAR(slowdown(7.25, outdoor_radius_m), 0.52, 0.005);
  EXPECT_NEAR(slowdown(7.25, short_track_radius_m), 2.09, 0.005);
  const double bend_s = pi * outdoor_radius_m / 7.0;
  EXPECT_NEAR(bend_s * slowdown(7.0, outdoor_radius_m) / 100, 0.08, 0.005);
}

// [TabogaKram19]: a marathon of 2:01:32 on a straight road is 2:01:39 on a 400 m track and 2:02:00 on a 200 m one. A leg force
// that multiplies the whole cost of running makes the bends half as dear again, by the uptake curve and in our races.
TEST(Uptake, MakesTheBendsOfAMarathonDearerThanPublished) {
  constexpr double straight_s = 7292, v = 42195 / straight_s, cost = 3.8;
  const auto slower = [](double kept_on_bends, double radius, double lap) {
    return straight_s * 2 * pi * radius / lap * (1 / kept_on_bends - 1);
  };
  const auto by_uptake = [&](double radius, double lap) {
    return slower(kept(kipps_runner(), v, {.curvature = 1 / radius}), radius, lap);
  };
  const auto as_in_races = [&](double radius, double lap) {
    const double power = cruising_demand(cost, v, 1.0, 0.0);
    double bend = v;
    for (int i = 0; i < 20; ++i) bend = speed_at(power, cost, leg_force_factor(bend, 1 / radius), 0.0, bend);
    return slower(bend / v, radius, lap);
  };
  EXPECT_NEAR(by_uptake(outdoor_radius_m, 400), 10.3, 0.05);      // published: 7
  EXPECT_NEAR(by_uptake(short_track_radius_m, 200), 41.7, 0.05);  // published: 28
  EXPECT_NEAR(as_in_races(outdoor_radius_m, 400), 10.4, 0.05);
  EXPECT_NEAR(as_in_races(short_track_radius_m, 200), 42.2, 0.05);
}

TEST(Uptake, IsCheaperInShelterAndDearerOnBends) {
  for (double v = 4; v <= 8; v += 0.25) {
    const double plain = uptake_ml_per_kg_min(kipps_runner(), Speed{v});
    EXPECT_LT(uptake_ml_per_kg_min(kipps_runner(), Speed{v}, {.shelter = 0.3}), plain);
    EXPECT_GT(uptake_ml_per_kg_min(kipps_runner(), Speed{v}, {.curvature = 1 / outdoor_radius_m}), plain);
    EXPECT_GT(uptake_ml_per_kg_min(kipps_runner(), Speed{v + 0.01}), plain);
    EXPECT_NEAR(kept(kipps_runner(), v, {}), 1.0, 1e-12);
  }
}

}  // namespace
}  // namespace lastlap::runner
