#include "lastlap/race/luck.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/fields.hpp"

namespace lastlap::race {
namespace {

constexpr std::uint64_t seed = 11;

bool same(const runner::Body<double>& a, const runner::Body<double>& b) {
  return a.aerobic_w_per_kg == b.aerobic_w_per_kg && a.reserve_j_per_kg == b.reserve_j_per_kg &&
         a.cost_j_per_kg_m == b.cost_j_per_kg_m && a.sprint_beyond_w_per_kg == b.sprint_beyond_w_per_kg;
}

Race wide_field(int runners) {
  Race race = tests::made_up_race(runners);
  for (Entrant& entrant : race.field)
    for (int i = 0; i < 4; ++i) entrant.spread[i][i] = 0.02;
  return race;
}

TEST(Luck, AnotherRunnerNeverChangesTheOthersDay) {
  const Prepared nine = tests::prepared(wide_field(9)), ten = tests::prepared(wide_field(10));
  for (std::uint64_t number : {0ULL, 7ULL, 1ULL << 40}) {
    const auto before = draw_race(nine, seed, number), after = draw_race(ten, seed, number);
    for (int r = 0; r < 9; ++r) {
      EXPECT_TRUE(same(before[r].body, after[r].body)) << r;
      EXPECT_EQ(before[r].orders[0].pace, after[r].orders[0].pace) << r;
      EXPECT_EQ(before[r].orders[1].from, after[r].orders[1].from) << r;
    }
  }
}

TEST(Luck, ARaceSeedOrRunnerOfItsOwn) {
  const Prepared race = tests::prepared(wide_field(4));
  EXPECT_FALSE(same(draw_race(race, seed, 0)[0].body, draw_race(race, seed, 1)[0].body));
  EXPECT_FALSE(same(draw_race(race, seed, 0)[0].body, draw_race(race, seed + 1, 0)[0].body));
  EXPECT_TRUE(same(draw_race(race, seed, 5)[2].body, draw_race(race, seed, 5)[2].body));
}

TEST(Luck, DaysVaryAsMuchAsTheySay) {
  Race ordinary = tests::made_up_race(1);
  ordinary.variation.bad_day = 0;
  const Prepared race = tests::prepared(ordinary);
  const double mean = race.race().field[0].abilities.aerobic_power.si();
  double sum = 0, squares = 0;
  constexpr int n = 4000;  // the standard deviation is then known to 1.1 %; five times that is allowed
  for (int i = 0; i < n; ++i) {
    const double relative =
        draw_race(race, seed, static_cast<std::uint64_t>(i))[0].body.aerobic_w_per_kg / mean - 1.0;
    sum += relative;
    squares += relative * relative;
  }
  EXPECT_NEAR(sum / n, 0.0, 5 * Variation{}.day_aerobic / std::sqrt(n));
  EXPECT_NEAR(std::sqrt(squares / n), Variation{}.day_aerobic, 0.055 * Variation{}.day_aerobic);
}

// Packs and the reference run on the same numbers. (Two conversions to float and back side by side are dropped by g++ 12: each goes through memory here.)
TEST(Luck, TheReferenceIsGivenWhatPacksHold) {
  static_assert(as_packs_hold(0.1) == 0.1f && as_packs_hold(1e9) == 1e9f && as_packs_hold(-7.0) == -7.0f);
  const auto expect_float = [](double number) {
    const volatile float held = static_cast<float>(number);
    EXPECT_EQ(number, static_cast<double>(held));
  };
  const Prepared race = tests::prepared(tests::made_up_race(12));
  for (std::uint64_t number = 0; number < 20; ++number) {
    const auto setup = tests::reference_setup(race, seed, number);
    for (int r = 0; r < 12; ++r) {
      for (const double part : {setup.body[r].aerobic_w_per_kg, setup.body[r].reserve_j_per_kg, setup.body[r].cost_j_per_kg_m, setup.body[r].sprint_beyond_w_per_kg}) expect_float(part);
      for (const auto& waver : setup.plan[r].waver) expect_float(waver.rate), expect_float(waver.begins);
      for (const auto& orders : setup.plan[r].orders) expect_float(orders.pace), expect_float(orders.from);
      expect_float(setup.plan[r].rush_pace);
    }
    RunningOrder<double> field;
    line_up(setup, at_the_start(setup), field);
    for (int place = 0; place < 12; ++place)
      for (const double part : {field.holder[place].cost_ground, field.holder[place].cost_growing, field.holder[place].per_reserve}) expect_float(part);
  }
}

TEST(Luck, BadDaysComeAsOftenAndAreAsBadAsTheySay) {
  Race race = tests::made_up_race(1);
  race.variation = {.day_aerobic = 0, .day_reserve = 0, .day_sprint = 0, .bad_day = 0.1, .bad_day_aerobic = 0.03};
  const Prepared prepared = tests::prepared(race);
  const double mean = race.field[0].abilities.aerobic_power.si();
  int bad = 0;
  constexpr int n = 4000;
  for (int i = 0; i < n; ++i) {
    const double relative = draw_race(prepared, seed, static_cast<std::uint64_t>(i))[0].body.aerobic_w_per_kg / mean - 1.0;
    EXPECT_TRUE(std::fabs(relative) < 1e-12 || std::fabs(relative + 0.03) < 1e-12) << relative;
    bad += relative < -0.01;
  }
  EXPECT_NEAR(bad, 0.1 * n, 5 * std::sqrt(n * 0.1 * 0.9));
}

TEST(StartPlaces, GivenOnesAreKeptAndLotsFillTheRest) {
  Race race = tests::made_up_race(12);
  race.field[3].start_order = 1;
  race.field[8].start_order = 12;
  const Prepared prepared = tests::prepared(race);
  std::set<double> of_runner_5;
  for (std::uint64_t number = 0; number < 60; ++number) {
    const auto drawn = draw_race(prepared, seed, number);
    std::set<double> outward;
    for (int r = 0; r < 12; ++r) outward.insert(drawn[r].start_outward_m);
    EXPECT_EQ(outward.size(), 12u) << "two stand in one place";
    EXPECT_EQ(drawn[3].start_outward_m, *outward.begin());
    EXPECT_EQ(drawn[8].start_outward_m, *outward.rbegin());
    of_runner_5.insert(drawn[5].start_outward_m);
  }
  EXPECT_EQ(of_runner_5.size(),
            10u);  // sixty lots miss one of ten places less often than once in fifty fields
}

TEST(StartPlaces, NobodyStandsInAnother) {
  for (const bool indoors : {false, true})
    for (int runners = 2; runners <= most_runners; ++runners) {
      Race race = tests::made_up_race(runners);
      if (indoors) race.oval = track::short_200();
      const auto drawn = draw_race(tests::prepared(race), seed, 0);
      for (int a = 0; a < runners; ++a)
        for (int b = a + 1; b < runners; ++b) {
          const double along = std::fabs(drawn[a].start_along_m - drawn[b].start_along_m);
          const double aside = std::fabs(drawn[a].start_outward_m - drawn[b].start_outward_m);
          EXPECT_TRUE(along >= body_length_m - 1e-9 || aside >= body_width_m - 1e-9) << runners;
        }
    }
}

TEST(Prepared, RefusesAStartPlaceGivenTwice) {
  Race race = tests::made_up_race(3);
  race.field[0].start_order = race.field[2].start_order = 2;
  EXPECT_FALSE(Prepared::from(race).has_value());
}

TEST(Prepared, RefusesToCoverWhoDoesNotStart) {
  Race race = tests::made_up_race(3);
  race.field[0].plan.phases[0].cover = "Nobody";
  const auto prepared = Prepared::from(race);
  ASSERT_FALSE(prepared.has_value());
  EXPECT_EQ(prepared.error().why, "\"Nobody\" is no rival in this field");
}

TEST(Prepared, RefusesNoRunnerAndTooMany) {
  EXPECT_FALSE(Prepared::from(tests::made_up_race(0)).has_value());
  Race crowd = tests::made_up_race(24);
  crowd.field.push_back(crowd.field[0]);
  EXPECT_FALSE(Prepared::from(crowd).has_value());
}

TEST(Prepared, ChangingAStartOrderSwapsTwo) {
  Race race = tests::made_up_race(3);
  for (int r = 0; r < 3; ++r) race.field[r].start_order = r + 1;
  const Prepared swapped = tests::prepared(race).with_start_order(0, 3);
  EXPECT_EQ(swapped.race().field[0].start_order, 3);
  EXPECT_EQ(swapped.race().field[2].start_order, 1);
  EXPECT_EQ(swapped.race().field[1].start_order, 2);
}

}  // namespace
}  // namespace lastlap::race
