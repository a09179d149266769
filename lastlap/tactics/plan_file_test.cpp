#include "lastlap/tactics/plan_file.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/dice.hpp"

namespace lastlap::tactics {
namespace {

using measure::Distance;
using measure::Duration;

base::Result<std::string> anybody(std::string_view name) {
  if (name == "Nobody") return base::wrong("no such athlete", std::string(name), "nearest is Somebody");
  return std::string(name);
}
base::Result<Plan> read(const std::string& toml) {
  return read_plan(toml, "plan.toml", anybody);
}
/// Where and why a plan is refused.
std::string refused(const std::string& toml) {
  const auto plan = read(toml);
  return plan ? "read" : plan.error().where + " | " + plan.error().why;
}
const std::string start = "[[phase]]\nfrom_m = 1500\n";

TEST(PlanFile, ReadsWhatACoachWrites) {
  const Plan plan = read(R"(
athlete = "Josh Kerr"
[[phase]]
from_m = 1500
place = 5
effort = 0.98
[[phase]]
from_m = 700
place = 3
line = "shoulder"
cover = "Jakob Ingebrigtsen"
cover_gap_m = 2
pace_s_per_400_m = "56.2"
[[phase]]
from_m = 200
all_out = true
[[if]]
at_m = 800
slower_than = "1:58"
not_in_first = 4
then = { from_m = 650, place = 2, line = "wide" }
[spread]
moment_m = 5
)")
                        .value();
  EXPECT_EQ(plan.athlete, "Josh Kerr");
  ASSERT_EQ(plan.phases.size(), 4u);
  EXPECT_EQ(plan.phases[0].effort, 0.98);
  EXPECT_EQ(plan.phases[1].cover, "Jakob Ingebrigtsen");
  EXPECT_EQ(plan.phases[1].cover_gap, Distance{2});
  EXPECT_NEAR(plan.phases[1].pace->si(), 400 / 56.2, 1e-12);
  EXPECT_EQ(plan.phases[2].line, Line::wide);
  EXPECT_EQ(plan.phases[2].condition, 0);
  EXPECT_TRUE(plan.phases[3].all_out);
  EXPECT_EQ(plan.conditions[0].slower_than, Duration{118});
  EXPECT_EQ(plan.conditions[0].not_in_first, 4);
  EXPECT_EQ(plan.spread.moment_m, 5);
  EXPECT_EQ(plan.spread.place, Spread{}.place);
}

TEST(PlanFile, SortsPhasesAndPutsAConditionalOneAfterItsEqual) {
  const Plan plan = read(
                        "[[phase]]\nfrom_m = 600\n[[phase]]\nfrom_m = 1500\n"
                        "[[if]]\nat_m = 800\nin_first = 3\nthen = { from_m = 600, place = 1 }\n")
                        .value();
  ASSERT_EQ(plan.phases.size(), 3u);
  EXPECT_EQ(plan.phases[0].from, Distance{1500});
  EXPECT_FALSE(plan.phases[1].condition.has_value());
  EXPECT_EQ(plan.phases[2].condition, 0);
}

bool near(std::optional<measure::Speed> a, std::optional<measure::Speed> b) {
  // Written to the millisecond a lap.
  return a.has_value() == b.has_value() && (!a || std::fabs(400 / a->si() - 400 / b->si()) < 0.00051);
}

TEST(PlanFile, GivesBackWhatWasWritten) {
  for (std::uint64_t i = 0; i < 300; ++i) {
    tests::Dice dice{i};
    Plan plan;
    plan.athlete = dice.happens(0.5) ? "Zoë \"Zo\" O'Neill \\ Müller" : "";
    const auto random_phase = [&](double from) {
      Phase phase;
      phase.from = Distance{from};
      phase.place = dice.whole(0, 24);
      phase.line = static_cast<Line>(dice.whole(0, 2));
      if (dice.happens(0.3)) phase.pace = measure::Speed{dice.between(5, 8)};
      if (dice.happens(0.3)) phase.effort = dice.whole(7000, 13000) / 1e4;
      if (dice.happens(0.3))
        phase.cover = "Somebody", phase.cover_gap = Distance{dice.whole(50, 5000) / 100.0};
      phase.all_out = dice.happens(0.2);
      return phase;
    };
    double from = 5000;
    for (int p = dice.whole(1, 6); p > 0; --p, from = std::round(from * 60) / 100)
      plan.phases.push_back(random_phase(from));
    for (int c = dice.whole(0, 3); c > 0; --c) {
      Condition condition;
      condition.at = Distance{dice.whole(1, 90) * 10.0};
      if (dice.happens(0.5)) condition.slower_than = Duration{dice.whole(1000, 900000) / 1e3};
      if (dice.happens(0.5)) condition.faster_than = Duration{dice.whole(1000, 900000) / 1e3};
      if (dice.happens(0.5)) condition.not_in_first = dice.whole(1, 23);
      if (dice.happens(0.5)) condition.in_first = dice.whole(1, 23);
      Phase then = random_phase(dice.whole(30, 400) + 0.5);
      then.condition = static_cast<int>(plan.conditions.size());
      plan.conditions.push_back(condition);
      plan.phases.push_back(then);
    }
    std::stable_sort(plan.phases.begin(), plan.phases.end(),
                     [](const auto& a, const auto& b) { return a.from > b.from; });
    if (dice.happens(0.5))
      plan.spread = {.place = dice.whole(0, 50) / 10.0,
                     .moment_m = 1.0 * dice.whole(0, 200),
                     .pace = dice.whole(0, 500) / 1e4,
                     .restless = dice.whole(0, 200) / 100.0};

    const std::string written = write_plan(plan, "made by dice\nround " + std::to_string(i));
    const auto again = read(written);
    ASSERT_TRUE(again.has_value()) << again.error().line() << "\n" << written;
    EXPECT_EQ(again->athlete, plan.athlete);
    EXPECT_EQ(again->spread, plan.spread) << written;
    ASSERT_EQ(again->phases.size(), plan.phases.size()) << written;
    for (std::size_t p = 0; p < plan.phases.size(); ++p) {
      const Phase &a = plan.phases[p], &b = again->phases[p];
      EXPECT_NEAR(a.from.si(), b.from.si(), 0.0051) << written;
      EXPECT_EQ(a.place, b.place);
      EXPECT_EQ(a.line, b.line);
      EXPECT_TRUE(near(a.pace, b.pace)) << written;
      EXPECT_EQ(a.effort, b.effort);
      EXPECT_EQ(a.cover, b.cover);
      EXPECT_EQ(a.cover.empty() ? b.cover_gap : a.cover_gap, b.cover_gap);
      EXPECT_EQ(a.all_out, b.all_out);
      EXPECT_EQ(a.condition, b.condition) << written;
    }
    ASSERT_EQ(again->conditions.size(), plan.conditions.size());
    for (std::size_t c = 0; c < plan.conditions.size(); ++c) {
      EXPECT_EQ(again->conditions[c].at, plan.conditions[c].at);
      EXPECT_EQ(again->conditions[c].slower_than, plan.conditions[c].slower_than);
      EXPECT_EQ(again->conditions[c].faster_than, plan.conditions[c].faster_than);
      EXPECT_EQ(again->conditions[c].not_in_first, plan.conditions[c].not_in_first);
      EXPECT_EQ(again->conditions[c].in_first, plan.conditions[c].in_first);
    }
  }
}

TEST(PlanFile, APlanAsWrittenIsRunAgainFromItsFile) {
  Plan plan = *read(start);
  plan.phases.front().effort = 1.01425;
  plan.phases.front().from = Distance{1500.00049};
  plan.spread.pace = 0.0061234;
  const Plan written = as_written(plan);
  EXPECT_NE(written, plan);
  EXPECT_EQ(written, *read(write_plan(plan, "")));
  EXPECT_EQ(written, as_written(written));
}

TEST(PlanFile, BrokenTomlNamesItsLine) {
  const auto plan = read("[[phase]]\nfrom_m = \n");
  ASSERT_FALSE(plan.has_value());
  EXPECT_EQ(plan.error().what, "broken TOML");
  EXPECT_EQ(plan.error().where, "plan.toml:2");
}

TEST(PlanFile, UnknownKeysNameTheirLineAndTheKnownOnes) {
  EXPECT_EQ(
      refused(start + "plaec = 3\n"),
      "plan.toml:3 | unknown key \"plaec\" (known: from_m, place, line, pace_s_per_400_m, effort, cover, "
      "cover_gap_m, all_out)");
  EXPECT_EQ(refused("name = 1\n" + start),
            "plan.toml:1 | unknown key \"name\" (known: schema, athlete, phase, if, spread)");
}

TEST(PlanFile, WrongValuesNameTheirLine) {
  const std::pair<const char*, const char*> wrong[] = {
      {"place = 1.5", "place must be a whole number from 0 to 24"},
      {"place = 25", "place must be a whole number from 0 to 24"},
      {"place = \"third\"", "place must be a whole number from 0 to 24"},
      {"line = \"kerb\"", "line \"kerb\" is none of rail, shoulder, wide"},
      {"line = 1", "line must be text in quotes"},
      {"effort = 1.4", "effort must be a number from 0.7 to 1.3"},
      {"effort = nan", "effort must be a number from 0.7 to 1.3"},
      {"effort = true", "effort must be a number from 0.7 to 1.3"},
      {"all_out = 1", "all_out must be true or false"},
      {"cover = \"Nobody\"", "cover: no such athlete \"Nobody\", nearest is Somebody"},
      {"cover_gap_m = 0.1", "cover_gap_m must be a number from 0.5 to 50"},
      {"pace_s_per_400_m = 30", "a lap of 30.0 s is no racing pace (40 to 160)"}};
  for (const auto& [line, why] : wrong)
    EXPECT_EQ(refused(start + line + "\n"), std::string("plan.toml:3 | ") + why) << line;
  EXPECT_EQ(refused(start + "pace_s_per_400_m = \"2:61\"\n").find("plan.toml:3 | pace_s_per_400_m: "), 0u);
  EXPECT_EQ(refused("[[phase]]\nfrom_m = -5\n"), "plan.toml:2 | from_m must be a number from 1 to 10000");
}

TEST(PlanFile, SaysWhatIsMissing) {
  EXPECT_EQ(refused("[[phase]]\nplace = 3\n"),
            "plan.toml:1 | a phase needs from_m, the metres to go at which it begins");
  EXPECT_EQ(refused("athlete = \"Ann\"\n").find("a plan needs at least one [[phase]]") != std::string::npos,
            true);
  EXPECT_EQ(refused(start + "[[if]]\nthen = { from_m = 200 }\n"),
            "plan.toml:3 | an [[if]] needs at_m, the metres run at which it is asked");
  EXPECT_EQ(refused(start + "[[if]]\nat_m = 800\nin_first = 2\n"),
            "plan.toml:3 | an [[if]] needs then = { from_m = ..., ... }: what to do when it is met");
}

TEST(PlanFile, RefusesOtherShapesAndSchemas) {
  EXPECT_EQ(refused("phase = 3\n"), "plan.toml:1 | write [[phase]] above each");
  EXPECT_EQ(refused(start + "[phase.if]\n").find("plan.toml:3 | unknown key"), 0u);
  EXPECT_EQ(refused("spread = 1\n" + start), "plan.toml:1 | write [spread] above place, moment_m, pace and restless");
  EXPECT_EQ(refused("schema = \"lastlap.plan-file/9\"\n" + start),
            "plan.toml:1 | schema \"lastlap.plan-file/9\" is not lastlap.plan-file/1");
}

}  // namespace
}  // namespace lastlap::tactics
