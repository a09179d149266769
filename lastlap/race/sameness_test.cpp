// The same race, to the last bit, however it is run: order of runners, copies, threads, widths, batches.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <thread>

#include "lastlap/race/batch.hpp"
#include "lastlap/race/kernel.hpp"
#include "lastlap/race/summary.hpp"
#include "tests/agreement.hpp"
#include "tests/fields.hpp"

namespace lastlap::race {
namespace {

bool same_bits(const Finish& a, const Finish& b) {
  return std::memcmp(&a, &b, sizeof(Finish)) == 0;
}

bool same_moment(const Standing<double>& a, const Standing<double>& b) {
  return a.along == b.along && a.outward == b.outward && a.speed == b.speed && a.finish_s == b.finish_s &&
         a.tank.reserve_j_per_kg == b.tank.reserve_j_per_kg && a.run_m == b.run_m &&
         a.boxed_in_s == b.boxed_in_s;
}

Prepared random_prepared(std::uint64_t seed) {
  tests::Dice dice{seed};
  return tests::prepared(tests::random_race(dice));
}

State<double> run(const Setup<double>& setup, State<double> from) {
  return tests::run_seeing(setup, std::move(from), [](const auto&...) {});
}

/// The same race with runner `order[i]` in the i-th place of the field.
Setup<double> reordered(const Setup<double>& setup, const std::vector<int>& order) {
  Setup<double> other = setup;
  std::vector<int> now_at(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) now_at[order[i]] = static_cast<int>(i);
  for (int i = 0; i < setup.runners; ++i) {
    other.body[i] = setup.body[order[i]];
    other.plan[i] = setup.plan[order[i]];
    for (int& covered : other.plan[i].covers)
      if (covered >= 0) covered = now_at[covered];
    other.start_along[i] = setup.start_along[order[i]];
    other.start_outward[i] = setup.start_outward[order[i]];
  }
  return other;
}

TEST(Sameness, TheOrderOfRunnersDoesNotMatter) {
  for (std::uint64_t i = 0; i < 16; ++i) {
    const auto setup = tests::reference_setup(random_prepared(i), 3, i);
    std::vector<int> order(setup.runners);
    std::iota(order.begin(), order.end(), 0);
    tests::Dice dice{i};
    for (int k = setup.runners - 1; k > 0; --k) std::swap(order[k], order[dice.whole(0, k)]);
    const auto other = reordered(setup, order);
    const State<double> one = run(setup, at_the_start(setup)), two = run(other, at_the_start(other));
    for (int k = 0; k < setup.runners; ++k)
      EXPECT_TRUE(same_moment(two.runner[k], one.runner[order[k]])) << "race " << i << " runner " << order[k];
  }
}

// Everybody level on the line: nobody leads, whoever is named first.
TEST(Sameness, TheOrderOfRunnersDoesNotMatterWhenAllAreLevel) {
  for (std::uint64_t i = 0; i < 8; ++i) {
    auto setup = tests::reference_setup(random_prepared(i), 3, i);
    for (int r = 0; r < setup.runners; ++r) setup.start_along[r] = 0.0, setup.start_outward[r] = 0.6 * r;
    std::vector<int> order(setup.runners);
    std::iota(order.rbegin(), order.rend(), 0);
    const auto other = reordered(setup, order);
    const State<double> one = run(setup, at_the_start(setup)), two = run(other, at_the_start(other));
    for (int k = 0; k < setup.runners; ++k)
      EXPECT_TRUE(same_moment(two.runner[k], one.runner[order[k]])) << "race " << i << " runner " << order[k];
  }
}

TEST(Sameness, TheRunningOrderKeptFromStepToStepIsTheOneFoundAnew) {
  for (std::uint64_t i = 0; i < 8; ++i) {
    const auto setup = tests::reference_setup(random_prepared(400 + i), 3, i);
    const State<double> anew = run(setup, at_the_start(setup));
    RunningOrder<double> field;
    Between<double> between;
    line_up(setup, at_the_start(setup), field);
    while (!is_over(setup, field)) take_step(setup, field, between);
    State<double> kept;
    write_down(setup, field, kept);
    EXPECT_EQ(kept.steps, anew.steps);
    for (int r = 0; r < setup.runners; ++r) EXPECT_TRUE(same_moment(kept.runner[r], anew.runner[r])) << "race " << i << " runner " << r;
  }
}

TEST(Sameness, ARaceResumedFromACopyEndsTheSame) {
  for (std::uint64_t i = 0; i < 6; ++i) {
    const auto setup = tests::reference_setup(random_prepared(100 + i), 3, i);
    State<double> copy;
    const State<double> whole =
        tests::run_seeing(setup, at_the_start(setup), [&](const auto& before, const auto&) {
          if (before.steps == 700) copy = before;
        });
    const State<double> resumed = run(setup, copy);
    EXPECT_EQ(resumed.steps, whole.steps);
    for (int r = 0; r < setup.runners; ++r) EXPECT_TRUE(same_moment(resumed.runner[r], whole.runner[r])) << r;
  }
}

TEST(Sameness, OneThreadAndTwo) {
  const Prepared race = random_prepared(7);
  const Luck luck{.seed = 9, .first = 0, .races = 333};
  EXPECT_EQ(run_races(race, luck, 1).signature(), run_races(race, luck, 2).signature());
}

TEST(Sameness, AThousandRacesAtOnceOrInTwoHalves) {
  const Prepared race = tests::prepared(tests::made_up_race(6));
  const Outcomes whole = run_races(race, {.seed = 9, .first = 40, .races = 1000}, 2);
  const Outcomes early = run_races(race, {.seed = 9, .first = 40, .races = 499}, 2);
  const Outcomes late = run_races(race, {.seed = 9, .first = 539, .races = 501}, 2);
  for (int i = 0; i < 1000; ++i)
    for (int r = 0; r < 6; ++r) {
      const Finish& part = i < 499 ? early.finish(i, r) : late.finish(i - 499, r);
      ASSERT_TRUE(same_bits(whole.finish(i, r), part)) << "race " << i << " runner " << r;
    }
}

TEST(Sameness, EveryInstructionSetThisMachineHas) {
  const std::vector<Kernel>& kernels = kernels_here();
  if (kernels.size() == 1) GTEST_SKIP() << "this machine has sse2 only";
  constexpr int races = 32;
  for (std::uint64_t i = 0; i < 6; ++i) {
    const Prepared race = random_prepared(200 + i);
    const auto n = static_cast<std::size_t>(race.runners());
    std::vector<std::vector<Finish>> finishes;
    for (const Kernel& kernel : kernels) {
      std::vector<Finish> own(n * races);
      for (int from = 0; from < races; from += kernel.width)
        kernel.run(race, 4, static_cast<std::uint64_t>(from), kernel.width,
                   std::span<Finish>(own).subspan(n * static_cast<std::size_t>(from)));
      finishes.push_back(std::move(own));
    }
    for (std::size_t k = 1; k < kernels.size(); ++k)
      for (std::size_t f = 0; f < n * races; ++f)
        ASSERT_TRUE(same_bits(finishes[0][f], finishes[k][f])) << kernels[k].instruction_set << " race " << i;
  }
}

// Who is looked at depends on all lanes of a pack; what is seen must not. What rounding alone could let through shows once in thousands of races.
TEST(Sameness, TheOtherLanesOfThePackChangeNothing) {
  const Prepared race = tests::prepared(tests::made_up_race(12));
  const Kernel& kernel = kernels_here().back();
  const int half = kernel.width / 2, packs = 4096 / kernel.width;
  std::vector<Finish> here(12 * kernel.width), there(12 * kernel.width);
  for (int pack = 0; pack < packs; ++pack) {
    const auto first = static_cast<std::uint64_t>(pack * kernel.width);
    kernel.run(race, 17, first, kernel.width, here);
    kernel.run(race, 17, first + static_cast<std::uint64_t>(half), kernel.width, there);
    for (int f = 0; f < 12 * half; ++f)
      ASSERT_TRUE(same_bits(here[12 * half + f], there[f])) << "race " << pack * kernel.width + half + f / 12;
  }
}

// Packs round to single precision. A runner with nobody near her runs the reference's race to the hundredth.
TEST(Sameness, PacksRunTheReferencesRaceOfOneAlone) {
  std::vector<double> apart;
  for (std::uint64_t i = 0; i < 12; ++i) {
    tests::Dice dice{300 + i};
    Race race = tests::random_race(dice);
    race.field.resize(1);
    for (tactics::Phase& phase : race.field[0].plan.phases)
      phase.place = std::min(phase.place, 1), phase.cover.clear();
    race.field[0].plan.conditions.clear();
    std::erase_if(race.field[0].plan.phases, [](const auto& phase) { return phase.condition.has_value(); });
    const Prepared alone = tests::prepared(race);
    const Luck luck{.seed = 21, .first = 100 * i, .races = 16};
    const Outcomes packs = run_races(alone, luck, 1), reference = run_races_by_reference(alone, luck);
    for (int k = 0; k < luck.races; ++k)
      apart.push_back(std::fabs(packs.finish(k, 0).time_s - reference.finish(k, 0).time_s));
  }
  std::sort(apart.begin(), apart.end());
  // Measured: 0.001 in all races but two in 192, and 0.010 there, where a phase begins within rounding of the end of a step, so a step later in one of
  // the two: a tenth of a second of another speed.
  EXPECT_LT(apart[apart.size() * 98 / 100], 0.01);
  EXPECT_LT(apart.back(), 0.03);
}

// In a pack any difference grows: who is beside whom decides who waits, and wishes that waver keep the pack changing. Measured on 6400 races of
// twelve made-up finalists: the same winner in 99.9 % of races, the same place in 99.8 %, every place of a race in 99.6 %, times within 0.02 s in 99.7 %.
TEST(Sameness, PacksRunTheReferencesRacesOnTheWhole) {
  const tests::Agreement same = tests::agreement_of(tests::prepared(tests::made_up_race(12)), {.seed = 33, .first = 0, .races = 1000});
  EXPECT_GE(same.winners, 0.995);
  EXPECT_GE(same.places, 0.994);
  EXPECT_GE(same.races, 0.985);
  EXPECT_GE(same.times, 0.991);
  EXPECT_LT(std::fabs(same.difference_s), 4 * same.difference_error_s);
}

// Who wait behind one body are level but for rounding, which must not decide who of them is before the other: a nanometre to either side in every step leaves
// every place where it was (measured on 300 races of Budapest; one in forty moved while rounding decided).
TEST(Sameness, ANanometreDecidesNoRace) {
  const Prepared race = tests::prepared(tests::made_up_race(12));
  int same_place = 0;
  constexpr int races = 100;
  for (int k = 0; k < races; ++k) {
    const auto setup = tests::reference_setup(race, 33, static_cast<std::uint64_t>(k));
    tests::Dice dice{static_cast<std::uint64_t>(k)};
    const State<double> one = run(setup, at_the_start(setup));
    State<double> other = at_the_start(setup);
    while (!is_over(setup, other)) {
      other = step(setup, other);
      for (int r = 0; r < setup.runners; ++r) other.runner[r].along += (dice.whole(0, 2) - 1) * 1e-9;
    }
    const auto place = [](const State<double>& end, int runner) {
      int ahead = 0;
      for (int r = 0; r < 12; ++r) ahead += end.runner[r].finish_s < end.runner[runner].finish_s;
      return ahead;
    };
    for (int r = 0; r < 12; ++r) same_place += place(one, r) == place(other, r);
  }
  EXPECT_GE(same_place, 0.995 * 12 * races);
}

TEST(Sameness, NobodyHasPassedBeforeSheIsClear) {
  auto setup = tests::reference_setup(tests::prepared(tests::made_up_race(2)), 1, 0);
  setup.start_along[0] = 0.0, setup.start_along[1] = -1.0;
  RunningOrder<double> field;
  line_up(setup, at_the_start(setup), field);
  ASSERT_EQ(field.holder[0].who, 0.0);
  field.holder[1].along = field.holder[0].along + 0.9 * passed_m;
  put_in_order(setup, field);
  EXPECT_EQ(field.holder[0].who, 0.0);
  field.holder[1].along = field.holder[0].along + 1.1 * passed_m;
  put_in_order(setup, field);
  EXPECT_EQ(field.holder[0].who, 1.0);
}

TEST(Sameness, ABatchIsToldInOrderAndIsTheRacesKept) {
  const Prepared race = tests::prepared(tests::made_up_race(12));
  const Luck luck{.seed = 5, .first = 77, .races = 1203};  // no whole number of packs
  const Outcomes kept = run_races(race, luck, 1);
  Tally tally(12);
  Signature signature;
  std::vector<double> shares;
  int next = 0;
  const Watch watch{.told = [&](double share) { shares.push_back(share); }};
  const int run = run_batch(race, luck, 2, watch, [&](int number, std::span<const Finish> finishes) {
    ASSERT_EQ(number, next++);
    ASSERT_EQ(finishes.size(), 12u);
    for (int r = 0; r < 12; ++r) ASSERT_TRUE(same_bits(finishes[r], kept.finish(number, r))) << number;
    tally.add(number, finishes);
    signature.add(finishes);
  });
  EXPECT_EQ(run, luck.races);
  EXPECT_EQ(next, luck.races);
  EXPECT_EQ(signature.text(), kept.signature());
  EXPECT_EQ(tally.summary().runners[3].boxed_in_s, summary_of(kept).runners[3].boxed_in_s);
  EXPECT_EQ(shares.size(), 3u);
  EXPECT_TRUE(std::ranges::is_sorted(shares));
  EXPECT_EQ(shares.back(), 1.0);
}

TEST(Stop, LetsABatchRunAsFarAsItMust) {
  const std::atomic<bool> stop{true};
  int told = 0;
  const int run = run_batch(tests::prepared(tests::made_up_race(4)), {.seed = 1, .first = 0, .races = 5000}, 2,
                            {.stop = &stop, .at_least = 100}, [&](int number, std::span<const Finish>) { told = number + 1; });
  EXPECT_GE(run, 100);
  EXPECT_LT(run, 100 + 64);  // a pack more
  EXPECT_EQ(told, run);
}

TEST(Stop, BeforeTheFirstRaceLeavesNone) {
  const std::atomic<bool> stop{true};
  EXPECT_EQ(run_races(random_prepared(1), {.seed = 1, .first = 0, .races = 100}, 2, &stop).races(), 0);
}

TEST(Stop, LeavesOutWholeRaces) {
  const Prepared race = tests::prepared(tests::made_up_race(12));
  const Luck luck{.seed = 1, .first = 0, .races = 2000};
  std::atomic<bool> stop{false};
  std::jthread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    stop = true;
  });
  const Outcomes kept = run_races(race, luck, 2, &stop);
  const Outcomes all = run_races(race, luck, 2);
  int next = 0;  // those kept stand in their order, whole
  for (int i = 0; i < kept.races(); ++i, ++next) {
    while (next < all.races() && !same_bits(kept.finish(i, 0), all.finish(next, 0))) ++next;
    ASSERT_LT(next, all.races());
    for (int r = 0; r < 12; ++r) EXPECT_TRUE(same_bits(kept.finish(i, r), all.finish(next, r)));
  }
}

/// The winner's time in race number `i` with steps of 0.1 s over `parts`, and a look ten times a second as always.
double winning_time(const Prepared& race, int i, int parts) {
  auto setup = tests::reference_setup(race, 8, static_cast<std::uint64_t>(i));
  setup.step_s = 0.1 / parts;
  setup.steps_a_look = parts;
  RunningOrder<double> field;
  Between<double> between;
  line_up(setup, at_the_start(setup), field);
  while (!is_over(setup, field)) take_step(setup, field, between);
  double winning = 1e9;
  for (int place = 0; place < setup.runners; ++place) winning = std::fmin(winning, field.holder[place].finish_s);
  return winning;
}

TEST(Convergence, AloneAFinerStepMovesNoTimeByTwoHundredths) {
  const Prepared race = tests::prepared(tests::made_up_race(1));
  for (int i = 0; i < 8; ++i) EXPECT_NEAR(winning_time(race, i, 1), winning_time(race, i, 8), 0.02);
}

// Single races are chaotic: another step is other jostling, and moves a winning time by half a second either way. What must
// not move is the mean: by no more than 0.02 s and what 100 races cannot resolve.
TEST(Convergence, HalvingTheStepHardlyMovesTheMeanWinningTime) {
  const Prepared race = tests::prepared(tests::made_up_race(12));
  constexpr int races = 100;
  std::array<double, 2> sum{}, squares{};
  for (int i = 0; i < races; ++i) {
    const std::array<double, 3> winning{winning_time(race, i, 1), winning_time(race, i, 2), winning_time(race, i, 4)};
    for (int k = 0; k < 2; ++k) {
      const double moved = winning[k + 1] - winning[k];
      sum[k] += moved / races;
      squares[k] += moved * moved / races;
    }
  }
  for (int k = 0; k < 2; ++k) {
    const double standard_error = std::sqrt((squares[k] - sum[k] * sum[k]) / races);
    EXPECT_LT(standard_error, 0.08);  // else the test could not see anything
    EXPECT_LT(std::fabs(sum[k]), 0.02 + 3 * standard_error) << "halving " << k << " moved the mean by " << sum[k] << " +- " << standard_error;
    RecordProperty("halving_" + std::to_string(k), std::to_string(sum[k]) + " +- " + std::to_string(standard_error));
    std::printf("halving the step %d: mean winning time moves by %+.3f s, standard error %.3f s\n", k, sum[k], standard_error);
  }
}

}  // namespace
}  // namespace lastlap::race
