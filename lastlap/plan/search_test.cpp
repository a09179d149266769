#include "lastlap/plan/search.hpp"

#include <gtest/gtest.h>

#include "lastlap/race/summary.hpp"
#include "lastlap/tactics/plan_file.hpp"
#include "tests/fields.hpp"

namespace lastlap::plan {
namespace {

/// A field of four in which Runner 3's usual race is a bad one: last and wide all the way, 38 m farther than
/// the rail.
race::Prepared field_of_four() {
  race::Race race = tests::made_up_race(4, 0.001);
  race.field[2].plan.phases = {tests::phase(1500, 4, tactics::Line::wide), tests::all_out(80)};
  race.field[2].plan.phases.back().line = tactics::Line::wide;
  return tests::prepared(race);
}

/// The same with a usual race that is hard to better: sheltered last all the way, all out from 80 m.
race::Prepared field_with_a_sitter() {
  race::Race race = tests::made_up_race(4, 0.001);
  race.field[2].plan = tests::plain_plan("Runner 3", 4);
  race.field[2].plan.phases.back().from = measure::Distance{80};
  return tests::prepared(race);
}

Question small_question(int threads = 2) {
  Question question;
  question.runner = 2;
  question.budget = {
      .plans_a_round = 8, .rounds = 5, .races_a_plan = 64, .races_a_finalist = 256, .finalists = 3};
  question.seed = 5;
  question.first_race = 1ULL << 40;
  question.threads = threads;
  question.rival = 0;
  return question;
}

std::string written(const Found& found) {
  return tactics::write_plan(found.plan, "");
}

/// What Runner 3's found plan gains over the usual race on luck that the search never saw.
race::Chance gain_on_fresh_luck(const race::Prepared& usual, const Found& found) {
  const race::Prepared planned = usual.with_plan(2, found.plan).value();
  const race::Luck fresh{.seed = 5, .first = 0, .races = 1500};
  return race::paired_gain(race::among_first(run_races(planned, fresh, 2), 2, 1),
                           race::among_first(run_races(usual, fresh, 2), 2, 1));
}

TEST(BestPlan, BettersABadUsualRace) {
  Question question = small_question();
  question.budget = {
      .plans_a_round = 12, .rounds = 12, .races_a_plan = 96, .races_a_finalist = 768, .finalists = 4};
  const Found found = best_plan(field_of_four(), question);
  EXPECT_TRUE(found.better_than_usual);
  EXPECT_GT(gain_on_fresh_luck(field_of_four(), found).low, 0.0);
  // Poor plans were given up before their last race.
  EXPECT_LT(found.races, (12 + 12 * 12) * 96 + (1 + 4 + 2) * 768);
}

// Losing by less is not winning: a plan that finishes nearer on average and wins less must not be chosen.
TEST(BestPlan, IsNoWorseThanAGoodUsualRace) {
  const Found found = best_plan(field_with_a_sitter(), small_question());
  EXPECT_GE(gain_on_fresh_luck(field_with_a_sitter(), found).high, 0.0);
}

TEST(BestPlan, IsTheSameWithOneThreadAndTwo) {
  const race::Prepared field = field_of_four();
  const Found one = best_plan(field, small_question(1)), two = best_plan(field, small_question(2));
  EXPECT_EQ(written(one), written(two));
  EXPECT_EQ(one.races, two.races);
}

TEST(BestPlan, DependsOnItsSeed) {
  const race::Prepared field = field_of_four();
  Question other = small_question();
  other.seed = 6;
  EXPECT_NE(written(best_plan(field, small_question())), written(best_plan(field, other)));
}

TEST(BestPlan, StoppedAtOnceIsTheUsualRace) {
  const race::Prepared field = field_of_four();
  const std::atomic<bool> stop{true};
  Question question = small_question();
  question.stop = &stop;
  const Found found = best_plan(field, question);
  EXPECT_TRUE(found.stopped);
  EXPECT_FALSE(found.better_than_usual);
  EXPECT_EQ(written(found), tactics::write_plan(field.race().field[2].plan, ""));
}

TEST(BestPlan, StoppedLaterIsAPlanThatDoesNotContradictItself) {
  const race::Prepared field = field_of_four();
  std::atomic<bool> stop{false};
  Question question = small_question();
  question.stop = &stop;
  int rounds = 0;
  question.progress = [&](double, double) { stop = ++rounds == 2; };
  const Found found = best_plan(field, question);
  EXPECT_TRUE(found.stopped);
  EXPECT_EQ(rounds, 2);
  EXPECT_TRUE(field.with_plan(2, found.plan).has_value());
}

TEST(BestPlan, FitsEveryDistanceAndSizeOfField) {
  for (const double metres : {800.0, 1500.0, 5000.0})
    for (const int runners : {2, 16}) {
      race::Race race = tests::made_up_race(runners);
      race.distance = measure::Distance{metres};
      for (race::Entrant& entrant : race.field) entrant.plan.phases.front().from = race.distance;
      Question question = small_question();
      question.runner = runners - 1;
      question.budget = {
          .plans_a_round = 5, .rounds = 1, .races_a_plan = 16, .races_a_finalist = 16, .finalists = 2};
      const race::Prepared field = tests::prepared(race);
      EXPECT_TRUE(field.with_plan(question.runner, best_plan(field, question).plan).has_value())
          << metres << " " << runners;
    }
}

TEST(BestPlan, TellsHowFarItIs) {
  Question question = small_question();
  double last = 0;
  question.progress = [&](double share, double) {
    EXPECT_GE(share, last);
    last = share;
  };
  best_plan(field_of_four(), question);
  EXPECT_EQ(last, 1.0);
}

}  // namespace
}  // namespace lastlap::plan
