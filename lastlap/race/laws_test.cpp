// What holds in every race, whoever runs it: tried on random fields, plans, distances and both ovals.

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "lastlap/race/summary.hpp"
#include "tests/fields.hpp"

namespace lastlap::race {
namespace {

constexpr double rounding = 1e-9;  // [m], [s], [m/s]: a thousand times what doubles of this size lose
constexpr int races_tried = 24;

/// Shows every step of every random race to `see(setup, before, after)`, and every end to `at_the_end`.
template <class See, class End>
void in_random_races(const See& see, const End& at_the_end, int races = races_tried) {
  for (int i = 0; i < races; ++i) {
    SCOPED_TRACE(fmt::format("random race {}", i));
    tests::Dice dice{1000 + static_cast<std::uint64_t>(i)};
    const Prepared race = tests::prepared(tests::random_race(dice));
    const auto setup = tests::reference_setup(race, 5, static_cast<std::uint64_t>(i));
    const State<double> end =
        tests::run_seeing(setup, at_the_start(setup),
                          [&](const auto& before, const auto& after) { see(setup, before, after); });
    at_the_end(setup, end);
    if (::testing::Test::HasFailure()) return;  // one broken race says enough
  }
}
const auto nothing = [](const auto&...) {};

TEST(Laws, NobodyMovesBack) {
  in_random_races(
      [](const auto& setup, const auto& before, const auto& after) {
        for (int r = 0; r < setup.runners; ++r) ASSERT_GE(after.runner[r].along, before.runner[r].along);
      },
      nothing);
}

TEST(Laws, NobodyLeavesTheTrackInwards) {
  in_random_races(
      [](const auto& setup, const auto&, const auto& after) {
        for (int r = 0; r < setup.runners; ++r) ASSERT_GE(after.runner[r].outward, 0.0);
      },
      nothing);
}

// Middles are a body's length apart along the line or a body's width apart aside, those who have finished and
// run on included.
TEST(Laws, BodiesStayApart) {
  in_random_races(
      [](const auto& setup, const auto&, const auto& after) {
        for (int a = 0; a < setup.runners; ++a)
          for (int b = a + 1; b < setup.runners; ++b) {
            const auto &one = after.runner[a], &other = after.runner[b];
            const bool apart = std::fabs(one.along - other.along) >= body_length_m - rounding ||
                               std::fabs(one.outward - other.outward) >= body_width_m - rounding;
            ASSERT_TRUE(apart) << "runners " << a << " and " << b << " at " << one.along << ", "
                               << other.along << " m, " << one.outward << ", " << other.outward << " m out";
          }
      },
      nothing);
}

TEST(Laws, SpeedNeverJumps) {
  in_random_races(
      [](const auto& setup, const auto& before, const auto& after) {
        for (int r = 0; r < setup.runners; ++r) {
          const double change = (after.runner[r].speed - before.runner[r].speed) / setup.step_s;
          ASSERT_LE(change, runner::strongest_acceleration + rounding);
          ASSERT_GE(change, -strongest_check - rounding);
        }
      },
      nothing);
}

TEST(Laws, NobodyOutrunsTheLegsOrJumpsAside) {
  in_random_races(
      [](const auto& setup, const auto& before, const auto& after) {
        for (int r = 0; r < setup.runners; ++r) {
          const auto &was = before.runner[r], &is = after.runner[r];
          ASSERT_LT(is.speed, 10.5);  // above every random sprint speed, sheltered
          ASSERT_LE(std::fabs(is.outward - was.outward), setup.manners.sideways_mps * setup.step_s + rounding);
          const double fastest =
              std::fmax(was.speed, is.speed) + runner::strongest_acceleration * setup.step_s;
          ASSERT_LE(is.along - was.along, fastest * setup.step_s + rounding);
        }
      },
      nothing);
}

TEST(Laws, ReserveStaysInItsTankAndAerobicPowerBelowItsMaximum) {
  in_random_races(
      [](const auto& setup, const auto&, const auto& after) {
        for (int r = 0; r < setup.runners; ++r) {
          ASSERT_GE(after.runner[r].tank.reserve_j_per_kg, 0.0);
          ASSERT_LE(after.runner[r].tank.reserve_j_per_kg, setup.body[r].reserve_j_per_kg);
          ASSERT_LE(after.runner[r].tank.aerobic_w_per_kg, setup.body[r].aerobic_w_per_kg + rounding);
        }
      },
      nothing);
}

// A step takes from the reserve what the body demands; she can demand the most power and what staying at her
// speed costs.
TEST(Laws, ReserveNeverFallsFasterThanPowerAllows) {
  in_random_races(
      [](const auto& setup, const auto& before, const auto& after) {
        for (int r = 0; r < setup.runners; ++r) {
          const auto& was = before.runner[r];
          const double most = runner::burst_power(setup.body[r], was.tank, 1.0);
          const double staying = runner::cruising_demand(setup.body[r].cost_j_per_kg_m, was.speed, 1.13, 0.0);
          const double fell =
              (was.tank.reserve_j_per_kg - after.runner[r].tank.reserve_j_per_kg) / setup.step_s;
          ASSERT_LE(fell, std::fmax(most, staying) - was.tank.aerobic_w_per_kg + 1e-6);
        }
      },
      nothing);
}

TEST(Laws, EveryoneFinishesInAPlausibleTime) {
  in_random_races(nothing, [](const auto& setup, const auto& end) {
    for (int r = 0; r < setup.runners; ++r) {
      const double speed = setup.distance_m / end.runner[r].finish_s;
      EXPECT_GT(speed, 4.8) << r;
      EXPECT_LT(speed, 8.2) << r;
    }
  });
}

TEST(Laws, NobodyRunsLessThanTheDistance) {
  in_random_races(nothing, [](const auto& setup, const auto& end) {
    for (int r = 0; r < setup.runners; ++r) {
      // The curved start line gives outer runners the same shortest way to within 2 mm (oval_test).
      EXPECT_GE(end.runner[r].run_m, setup.distance_m - 0.002) << r;
      // Nor more than two and a half metres outside her wavering line all the way costs on this oval, and coming in from the start
      // line: from y metres out at sideways_mps, half of y outside on average while she turns v t / R.
      const double turned = setup.oval.metres_on_bends(setup.distance_m) / setup.oval.radius_m;
      const double out = setup.start_outward[r], speed = 7.5;
      const double coming_in = 0.5 * out * (out / setup.manners.sideways_mps) * speed / setup.oval.radius_m;
      EXPECT_LT(end.runner[r].run_m, setup.distance_m + (2.5 + setup.manners.line_waver_m) * turned + coming_in) << r;
    }
  });
}

TEST(Laws, TheLastLapIsPartOfTheRace) {
  in_random_races(nothing, [](const auto& setup, const auto& end) {
    for (int r = 0; r < setup.runners; ++r) {
      const double last_400_s = end.runner[r].finish_s - end.runner[r].last_lap_s;
      EXPECT_GT(last_400_s, 40.0);
      EXPECT_LT(last_400_s, 100.0);
      EXPECT_LE(end.runner[r].boxed_in_s, end.runner[r].finish_s + setup.step_s);
    }
  });
}

TEST(Laws, PlacesAreAPermutation) {
  for (int i = 0; i < 40; ++i) {
    tests::Dice dice{static_cast<std::uint64_t>(i)};
    const Outcomes outcomes =
        run_races(tests::prepared(tests::random_race(dice)), {.seed = 2, .first = 0, .races = 8}, 1);
    for (int race = 0; race < outcomes.races(); ++race) {
      std::set<int> places;
      for (int r = 0; r < outcomes.runners(); ++r) places.insert(outcomes.place(race, r));
      ASSERT_EQ(static_cast<int>(places.size()), outcomes.runners());
      ASSERT_EQ(*places.begin(), 1);
      ASSERT_EQ(*places.rbegin(), outcomes.runners());
    }
  }
}

// a metre wide costs 22.415 m over 1500 m.
TEST(Laws, AMetreWideAllTheWayCostsWhatItsCirclesAreLonger) {
  Race race = tests::made_up_race(1);
  const auto run_m = [&](tactics::Line line) {
    for (tactics::Phase& phase : race.field[0].plan.phases) phase.line = line;
    return run_races_by_reference(tests::prepared(race), {.seed = 1, .first = 0, .races = 1})
        .finish(0, 0)
        .run_m;
  };
  const double rail = run_m(tactics::Line::rail), shoulder = run_m(tactics::Line::shoulder);
  // Shoulder and rail are 0.90 m apart; the first strides out to the line cost centimetres, and a finish is
  // counted to the end of its step, 0.8 m at most.
  EXPECT_NEAR(shoulder - rail, 0.90 * 22.415, 0.9);
}

}  // namespace
}  // namespace lastlap::race
