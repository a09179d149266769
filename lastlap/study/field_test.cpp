#include "lastlap/study/field.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "lastlap/tactics/plan_file.hpp"
#include "tests/marks.hpp"

namespace lastlap::study {
namespace {

using measure::Date;
using measure::Distance;
constexpr Distance race_m{1500};

archive::PlaceAtSplit place_at(double metres, int place, double race_metres = 1500) {
  archive::PlaceAtSplit split;
  split.race = "some-race";
  split.race_distance = Distance{race_metres};
  split.distance = Distance{metres};
  split.place = place;
  return split;
}

archive::RaceToRun four_starters() {
  archive::RaceToRun race;
  race.id = "made-up";
  race.event = *measure::event_named("1500");
  race.date = Date::of(2023, 8, 23);
  race.as_of = measure::AsOf::eve_of(race.date);
  for (int i = 0; i < 4; ++i) {
    runner::Abilities abilities = population(measure::Sex::men).mean;
    abilities.aerobic_power = abilities.aerobic_power * (1.0 - 0.01 * i);
    race.starters.push_back(tests::starter_with(abilities, {"800", "1500", "5000"}, Date::of(2023, 7, 1),
                                                "Runner " + std::to_string(i + 1)));
  }
  return race;
}

TEST(HabitOf, WhoseSplitsAreUnknownRunsAsHerRank) {
  const Habit first = habit_of({}, race_m, 1, 12), last = habit_of({}, race_m, 12, 12);
  EXPECT_EQ(first.known_places, 0);
  EXPECT_LT(first.early_place, last.early_place);
  EXPECT_LT(first.late_place, last.late_place);
}

TEST(HabitOf, PublishedPlacesCountAtTheirStage) {
  archive::Starter starter;
  starter.places_at_splits = {place_at(400, 11), place_at(800, 11), place_at(1200, 2)};
  const Habit habit = habit_of(starter, race_m, 9, 12);
  const Habit by_rank = habit_of({}, race_m, 9, 12);
  EXPECT_EQ(habit.known_places, 3);
  EXPECT_GT(habit.early_place, by_rank.early_place + 2);  // 400 m
  EXPECT_LT(habit.late_place, by_rank.late_place - 0.5);  // 1200 m
}

TEST(HabitOf, TheFinishAndOtherDistancesSayNothingOfTactics) {
  archive::Starter starter;
  starter.places_at_splits = {place_at(1500, 1), place_at(400, 12, 800), place_at(3000, 12, 5000)};
  EXPECT_EQ(habit_of(starter, race_m, 6, 12).known_places, 0);
}

TEST(UsualPlan, IsOneThatDoesNotContradictItself) {
  for (double metres : {800.0, 1500.0, 1609.344, 3000.0, 3218.688, 5000.0})
    for (int rank : {1, 6, 12}) {
      const tactics::Plan plan =
          usual_plan("Ann", habit_of({}, Distance{metres}, rank, 12), Distance{metres});
      EXPECT_EQ(tactics::problem_with(plan, Distance{metres}, 12).value_or("none"), "none") << metres;
      EXPECT_TRUE(plan.phases.back().all_out);
    }
}

TEST(Study, MakesARaceReadyToRun) {
  const auto studied = study(four_starters());
  ASSERT_TRUE(studied.has_value()) << studied.error().line();
  EXPECT_EQ(studied->race.field.size(), 4u);
  EXPECT_EQ(studied->race.distance, race_m);
  EXPECT_TRUE(race::Prepared::from(studied->race).has_value());
}

TEST(Study, GivesEverybodyAPlanThatItsFileGivesBack) {
  const auto studied = study(four_starters());
  ASSERT_TRUE(studied.has_value());
  for (const race::Entrant& entrant : studied->race.field) EXPECT_EQ(entrant.plan, tactics::as_written(entrant.plan)) << entrant.athlete;
}

TEST(Study, RanksByTimeAlone) {
  const auto studied = study(four_starters()).value();
  for (int r = 1; r < 4; ++r)
    EXPECT_GE(studied.profiles[r].habit.early_place, studied.profiles[r - 1].habit.early_place) << r;
}

TEST(Study, WantsNoPlaceTheFieldLacks) {
  archive::RaceToRun race = four_starters();
  race.starters[3].places_at_splits = {place_at(400, 12), place_at(900, 12), place_at(1200, 12)};
  const auto studied = study(race).value();
  for (const tactics::Phase& phase : studied.race.field[3].plan.phases) EXPECT_LE(phase.place, 4);
}

TEST(Study, RunsAStarterOfWhomNothingIsKnownAndSaysSo) {
  archive::RaceToRun race = four_starters();
  race.starters[2].performances.clear();
  const auto studied = study(race);
  ASSERT_TRUE(studied.has_value());
  ASSERT_EQ(studied->race.field.size(), 4u);
  EXPECT_EQ(studied->profiles[2].estimate.abilities.aerobic_power,
            estimate_without_marks(race.starters[2], race.sex).abilities.aerobic_power);
  EXPECT_EQ(std::count_if(studied->remarks.begin(), studied->remarks.end(),
                          [](const std::string& remark) { return remark.starts_with("Runner 3: no mark is known"); }),
            1);
}

}  // namespace
}  // namespace lastlap::study
