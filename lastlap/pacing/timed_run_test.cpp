#include "lastlap/pacing/timed_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "lastlap/pacing/body_equations.hpp"
#include "lastlap/runner/alone.hpp"
#include "tests/dice.hpp"

namespace lastlap::pacing {
namespace {

using measure::Distance;
using measure::Duration;
using runner::Abilities;

Course on_the_oval(double metres, double behind_m = 0) {
  return oval_course(track::oval_400(), Distance{metres}, {.shelter = 0.6, .until = Distance{behind_m}});
}

TimedRun best(const Abilities& abilities, const Course& course) {
  const auto run = fastest_run(abilities, course);
  EXPECT_TRUE(run) << run.error().line();
  return run.value();
}

TEST(TimedRun, SteppedForwardByTheRunnersOwnEquationsTakesTheSameTime) {
  const Abilities abilities = tests::good_abilities();
  const Collocated<BodyEquations> body{BodyEquations{runner::body_with(abilities)}};
  for (const track::Oval& oval : {track::oval_400(), track::short_200()}) {
    for (const double metres : {800.0, 1500.0}) {
      const Course course = oval_course(oval, Distance{metres}, {.shelter = 0.6, .until = Distance{0.4 * metres}});
      const auto race = fastest(body, course);
      ASSERT_TRUE(race) << race.error().line();
      const TimedRun forward = follow(abilities, course, [&](double along) { return race->moment_at(Distance{along}).speed.si(); });
      // follow() takes no more power than there is, so the solver has not cheated; asked for: 0.05 s.
      EXPECT_NEAR(forward.time.si(), race->time.si(), 0.02) << metres;
      EXPECT_NEAR(time_at(forward, Distance{metres / 2}).si(), race->time_at(Distance{metres / 2}).si(), 0.02);
      EXPECT_NEAR(forward.passings.back().reserve / abilities.reserve, race->state(race->nodes() - 1, 1), 0.003);
    }
  }
}

TEST(TimedRun, IsNeverSlowerThanAnEvenPaceOrAnEvenEffort) {
  tests::Dice dice{11};
  for (int i = 0; i < 4; ++i) {
    const Abilities abilities = tests::random_abilities(dice, 0.10);
    const double metres = dice.between(700, 2000);
    const Course course = on_the_oval(metres);
    const double time = best(abilities, course).time.si();
    EXPECT_LT(time, even_run(abilities, course).time.si());
    const track::Oval oval = track::oval_400();
    const runner::Ground ground{.bend_share = oval.metres_on_bends(metres) / metres, .radius_m = oval.radius_m};
    EXPECT_LT(time, runner::time_alone(abilities, Distance{metres}, ground, Duration{0.02}).si() + 0.02);
  }
}

TEST(TimedRun, HalvingTheMeshMovesTheTimeByLessThanAHundredth) {
  const Collocated<BodyEquations> body{BodyEquations{runner::body_with(tests::good_abilities())}};
  const auto race = fastest(body, on_the_oval(1500));
  ASSERT_TRUE(race);
  const auto finer = fastest_on(body, halved(race->mesh), &*race);
  ASSERT_TRUE(finer);
  EXPECT_NEAR(finer->time.si(), race->time.si(), 0.01);
}

TEST(TimedRun, ShelterForLongerIsNeverSlower) {
  double before = 1e9;
  for (const double behind : {0.0, 400.0, 800.0, 1000.0, 1500.0}) {
    const double time = best(tests::good_abilities(), on_the_oval(1500, behind)).time.si();
    EXPECT_LT(time, before);
    before = time;
  }
}

TEST(TimedRun, AFitterBodyIsFasterByWhatTheMultipliersSay) {
  const Abilities plain = tests::good_abilities();
  const TimedRun run = best(plain, on_the_oval(1500));
  const double more = 1.005;
  Abilities fitter[4] = {plain, plain, plain, plain};
  fitter[0].aerobic_power = plain.aerobic_power * more;
  fitter[1].reserve = plain.reserve * more;
  fitter[2].running_cost = plain.running_cost * more;
  fitter[3].sprint_speed = plain.sprint_speed * more;
  for (int i = 0; i < 4; ++i) {
    const double change_s = best(fitter[i], on_the_oval(1500)).time.si() - run.time.si();
    EXPECT_NEAR(change_s, run.change[i] * run.time.si() * std::log(more), 0.02) << i;
    EXPECT_EQ(change_s > 0, i == 2) << i;
  }
}

TEST(TimedRun, StaysWithinWhatTheBodyCanDo) {
  const Abilities abilities = tests::good_abilities();
  const runner::Body<double> body = runner::body_with(abilities);
  const TimedRun run = best(abilities, on_the_oval(1500));
  Duration before{-1};
  for (const Passing& passing : run.passings) {
    EXPECT_GT(passing.time, before);
    before = passing.time;
    EXPECT_GE(passing.reserve.si(), -0.1);
    EXPECT_LE(passing.reserve.si(), abilities.reserve.si() + 0.1);
    EXPECT_LE(passing.aerobic_power.si(), abilities.aerobic_power.si() * 1.001);
  }
  // Cruising within the most power, and speeding up within a burst; who slows down may cruise above it by what slowing down gives, as in a
  // race. The solver asks in the middle of its stretches, so elsewhere the limit may be passed by a little: 2 %.
  for (std::size_t i = 1; i < run.passings.size(); ++i) {
    const Passing &p0 = run.passings[i - 1], &p1 = run.passings[i];
    const double speed = (p1.distance - p0.distance) / (p1.time - p0.time) / measure::Speed{1.0};
    const double acceleration = (p1.speed - p0.speed) / (p1.time - p0.time) / measure::Acceleration{1.0};
    const double cruising = runner::cruising_demand(body.cost_j_per_kg_m, speed, 1.0, 0.0);  // at least
    const runner::Tank<double> tank{0.5 * (p0.reserve + p1.reserve).si(), 0.5 * (p0.aerobic_power + p1.aerobic_power).si()};
    const double decline = runner::decline_at(p0.time.si());
    EXPECT_LE(cruising, 1.02 * runner::most_power(body, tank, decline)) << p1.distance.si();
    EXPECT_LE(cruising + runner::cost_of_acceleration * speed * acceleration, 1.02 * runner::burst_power(body, tank, decline)) << p1.distance.si();
    EXPECT_LE(acceleration, runner::strongest_acceleration * 1.001);
    EXPECT_GE(acceleration, -runner::strongest_braking * 1.001);
  }
  EXPECT_LT(run.passings.back().reserve / abilities.reserve, 0.05);  // nothing to speak of is kept
}

// The solver is given the most power with its kink rounded, and q for min(P, A_max).
TEST(TimedRun, TheSolverKnowsTheRunnersMostPower) {
  tests::Dice dice{3};
  for (int i = 0; i < 200; ++i) {
    const runner::Body<double> body = runner::body_with(tests::random_abilities(dice));
    const runner::Tank<double> tank{dice.between(0, i % 2 == 0 ? 0.08 : 1.0) * body.reserve_j_per_kg, dice.between(0.1, 0.9) * body.aerobic_w_per_kg};
    const double time = dice.between(1, 1500), speed = dice.between(3, 9), up = dice.between(0, 2);
    const Stretch bend{.from_m = 0, .to_m = 10, .curvature_per_m = 1 / 36.8, .shelter = 0.3};
    const double decline = runner::decline_at(time);
    const double cruising = runner::cruising_demand(body.cost_j_per_kg_m, speed, runner::leg_force_factor(speed, bend.curvature_per_m), bend.shelter);
    const double demand = cruising + runner::accelerating_demand(speed, up);
    const std::array<double, 3> state{speed, tank.reserve_j_per_kg / body.reserve_j_per_kg, tank.aerobic_w_per_kg / body.aerobic_w_per_kg};
    const auto limits = BodyEquations{body}.limits_at(bend, time, state, {up, 0.0, 0.5});
    const double rounding = 0.0051 * std::fabs(decline * body.aerobic_w_per_kg - tank.aerobic_w_per_kg);
    EXPECT_NEAR(limits[0] * body.aerobic_w_per_kg, runner::most_power(body, tank, decline) - cruising, rounding);
    EXPECT_NEAR(limits[1] * body.aerobic_w_per_kg, runner::burst_power(body, tank, decline) - demand, rounding);
    EXPECT_NEAR(0.5 + std::fmin(limits[2], limits[3]), std::fmin(demand / body.aerobic_w_per_kg, decline), 1e-12);
    const auto rates = BodyEquations{body}.rates(bend, time, state, {up, 0.0, std::fmin(demand / body.aerobic_w_per_kg, decline)});
    const double dt = 1e-3;
    const runner::Tank<double> next = runner::tank_after(body, tank, demand, decline, dt);
    if (next.reserve_j_per_kg > 0 && next.reserve_j_per_kg < body.reserve_j_per_kg) {
      EXPECT_NEAR(rates[1] * body.reserve_j_per_kg * dt, next.reserve_j_per_kg - tank.reserve_j_per_kg, 1e-9);
    }
    EXPECT_NEAR(rates[2] * body.aerobic_w_per_kg * dt, next.aerobic_w_per_kg - tank.aerobic_w_per_kg, 1e-9);
  }
}

// A race that Ipopt loses on its second mesh when it begins at the first one's answer, and finds from afar.
TEST(TimedRun, IsFoundEvenWhereARefinedMeshGoesAstray) {
  const Abilities abilities{.aerobic_power = measure::SpecificPower{26.137}, .reserve = measure::Reserve{1311.166},
                            .running_cost = measure::RunningCost{3.929}, .sprint_speed = measure::Speed{8.054}};
  const Course course = oval_course(track::short_200(), Distance{4066.967199312287}, {.shelter = 0.6, .until = Distance{1940.2845138015416}});
  const auto run = fastest_run(abilities, course);
  EXPECT_TRUE(run) << run.error().line();
}

TEST(TimedRun, AnEvenPaceIsHeldFromTheStartToTheLine) {
  const TimedRun run = even_run(tests::good_abilities(), on_the_oval(1500));
  const double pace = run.passings.back().speed.si();
  for (const Passing& passing : run.passings)
    if (passing.distance.si() > 60) {
      EXPECT_NEAR(passing.speed.si(), pace, 2e-3) << passing.distance.si();
    }
  const TimedRun faster = follow(tests::good_abilities(), on_the_oval(1500), [&](double) { return 1.003 * pace; });
  EXPECT_LT(faster.passings.back().speed.si(), pace);  // who tries a little more does not hold it
}

TEST(TimedRun, SplitsAddUp) {
  const TimedRun run = best(tests::good_abilities(), on_the_oval(1609.344));
  EXPECT_EQ(time_at(run, Distance{1609.344}).si(), run.time.si());
  EXPECT_EQ(time_at(run, Distance{0}).si(), 0.0);
  EXPECT_NEAR((Distance{100.0} / (time_at(run, Distance{550}) - time_at(run, Distance{450}))).si(), cruise_of(run).si(), 0.5);
  EXPECT_GT(cruise_of(run).si(), 6.5);
  EXPECT_LT(cruise_of(run).si(), 8.0);
}

}  // namespace
}  // namespace lastlap::pacing
