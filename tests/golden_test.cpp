// One race, told every 100 m, compared line by line with the one kept in tests/golden. Read the difference by
// eye; then LASTLAP_REWRITE_GOLDEN=1 build/release/tests/test_house --gtest_filter='Golden.*' rewrites it.

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/fields.hpp"
#include "tests/golden.hpp"

namespace lastlap::tests {
namespace {

/// Six finalists: a front runner, two who wait, one on the shoulder who covers the first, one who sits wide,
/// one at the back.
race::Race six() {
  race::Race race = made_up_race(6, 0.002);
  race.field[0].plan.phases = {phase(1500, 1), all_out(250)};
  race.field[2].plan.phases = {phase(1500, 3, tactics::Line::shoulder),
                               phase(500, 2, tactics::Line::shoulder), all_out(220)};
  race.field[2].plan.phases[0].cover = "Runner 1";
  race.field[4].plan.phases = {phase(1500, 4, tactics::Line::wide), all_out(350)};
  for (race::Entrant& entrant : race.field)
    entrant.start_order = 1 + static_cast<int>(&entrant - race.field.data());
  return race;
}

/// A table: as the leader passes each 100 m, her time, the order, the gaps to her and everyone's reserve, and
/// the finish.
std::string told(const race::Setup<double>& setup) {
  std::string table =
      "  metres    time  order        gap to the leader [m]                 reserve left [J/kg]\n";
  double next_m = 100;
  const auto end = run_seeing(setup, race::at_the_start(setup), [&](const auto& before, const auto& after) {
    std::vector<int> order(static_cast<std::size_t>(setup.runners));
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](int a, int b) { return after.runner[a].along > after.runner[b].along; });
    const auto& leader = after.runner[order[0]];
    if (next_m > 1500 || leader.along < next_m) return;
    const double was = before.runner[order[0]].along;
    const double time = (before.steps + (next_m - was) / (leader.along - was)) * setup.step_s;
    std::string places, gaps, reserves;
    for (int r : order) {
      places += fmt::format("{}", r + 1);
      gaps += fmt::format("{:6.2f}", leader.along - after.runner[r].along);
    }
    for (int r = 0; r < setup.runners; ++r)
      reserves += fmt::format("{:8.2f}", after.runner[r].tank.reserve_j_per_kg);
    table += fmt::format("{:8.0f}{:8.2f}  {}  {}  {}\n", next_m, time, places, gaps, reserves);
    next_m += 100;
  });
  table += "\n  runner    time   run m  boxed in s\n";
  for (int r = 0; r < setup.runners; ++r)
    table += fmt::format("{:8}{:8.2f}{:8.2f}{:12.2f}\n", r + 1, end.runner[r].finish_s, end.runner[r].run_m,
                         end.runner[r].boxed_in_s);
  return table;
}

TEST(Golden, TheReferenceRaceIsTheOneKept) {
  expect_kept("six.txt", told(reference_setup(prepared(six()), 2023, 0)));
}

}  // namespace
}  // namespace lastlap::tests
