#include "lastlap/pack/tracked.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>

#include "lastlap/formats/gunzip.hpp"
#include "lastlap/pack/measures.hpp"
#include "tests/dice.hpp"
#include "tests/support.hpp"
#include "tests/tags.hpp"

namespace lastlap::pack {
namespace {

using formats::IsoLynxFix;
using formats::IsoLynxRace;
using formats::IsoLynxTag;
using tests::Dice;
using MadeUp = tests::MadeUpTags;
using tests::place;

// ---- Made-up tags ----

Tracked followed(const IsoLynxRace& race) {
  auto tracked = tracked_race(race);
  if (!tracked) throw std::runtime_error(tracked.error().line());
  return *tracked;
}

/// The largest distances from where the runners really were, 3 s after the gun to 1 s before the finish.
struct Miss {
  double along_m = 0, outward_m = 0, finish_s = 0;
};
Miss miss_of(const Positions& field, const MadeUp& made) {
  Miss miss;
  for (int r = 0; r < 8; ++r) {
    const Course& course = field.runners.at(r);
    miss.finish_s = std::fmax(miss.finish_s, std::fabs(course.finish_s - made.finish_s(r)));
    for (std::size_t i = 30; i < course.along_m.size(); ++i) {
      const double t = static_cast<double>(i) * field.step_s;
      if (t > made.finish_s(r) - 1.0) break;
      miss.along_m = std::fmax(miss.along_m, std::fabs(course.along_m[i] - made.along(r, t)));
      miss.outward_m = std::fmax(miss.outward_m, std::fabs(course.outward_m[i] - made.outward(r)));
    }
  }
  return miss;
}

TEST(Tracked, FindsMadeUpRunnersWhereTheyWere) {
  for (const double distance : {800.0, 1500.0, 3000.0, 5000.0}) {
    MadeUp made;
    made.distance_m = distance;
    const Tracked tracked = followed(made.race());
    EXPECT_EQ(tracked.positions.distance_m, distance);
    EXPECT_TRUE(tracked.remarks.empty());
    const Miss miss = miss_of(tracked.positions, made);
    EXPECT_LT(miss.along_m, 0.02) << distance;
    EXPECT_LT(miss.outward_m, 0.02) << distance;
    EXPECT_LT(miss.finish_s, 0.01) << distance;
  }
}

TEST(Tracked, FindsTheStadiumWhicheverWayItsCoordinatesRun) {
  for (const bool mirrored : {false, true}) {
    for (const bool turned : {false, true}) {
      MadeUp made;
      made.frame = {.centre_x_m = -340.0, .centre_y_m = 77.0, .mirrored = mirrored, .turned = turned};
      const Tracked tracked = followed(made.race());
      EXPECT_NEAR(tracked.frame.centre_x_m, -340.0, 0.02);
      EXPECT_NEAR(tracked.frame.centre_y_m, 77.0, 0.02);
      EXPECT_EQ(tracked.frame.mirrored, mirrored);
      const Miss miss = miss_of(tracked.positions, made);
      EXPECT_LT(miss.along_m, 0.05);
      EXPECT_LT(miss.outward_m, 0.05);
    }
  }
}

TEST(Tracked, BearsJitterSpikesAndGaps) {
  MadeUp made;
  made.jitter_m = 0.08;
  IsoLynxRace race = made.race();
  Dice dice{3};
  for (IsoLynxTag& tag : race.tags) {
    for (IsoLynxFix& fix : tag.fixes) {
      if (!dice.happens(0.01)) continue;
      fix.x_m += dice.between(-6.0, 6.0);
      fix.y_m += dice.between(-6.0, 6.0);
    }
  }
  // A second and a half without reports, and a report from the other end of the stadium.
  auto& gapped = race.tags[3].fixes;
  gapped.erase(gapped.begin() + 700, gapped.begin() + 715);
  race.tags[5].fixes[900].x_m += 150.0;
  const Tracked tracked = followed(race);
  const Miss miss = miss_of(tracked.positions, made);
  // Eight runners at 2300 moments: the largest of 18 000 remains of jitter, each about half of 0.08 m.
  EXPECT_LT(miss.along_m, 0.35);
  EXPECT_LT(miss.outward_m, 0.30);
  EXPECT_LT(miss.finish_s, 0.05);
  for (const Course& course : tracked.positions.runners)
    for (std::size_t i = 0; static_cast<double>(i) * 0.1 < course.finish_s; ++i) EXPECT_TRUE(course.present[i]) << course.name << ' ' << i;
}

TEST(Tracked, TakesSpeedsFromPositionsWhereNoneAreTold) {
  IsoLynxRace race = MadeUp{}.race();
  for (IsoLynxTag& tag : race.tags)
    for (IsoLynxFix& fix : tag.fixes) fix.speed_mps = 0.0;
  const Course& course = followed(race).positions.runners.at(1);
  // 6.48 m/s along, 1 m outside the line: on a bend 1 + 1/36.8 of that.
  for (const double t : {20.0, 50.0, 100.0, 200.0}) {
    const auto i = static_cast<std::size_t>(t * 10);
    const double wider = 1.0 + course.outward_m[i] * track::oval_400().curvature(1500.0 - course.along_m[i]);
    EXPECT_NEAR(course.speed_mps[i], 6.48 * wider, 0.02) << t;
  }
}

TEST(Tracked, SaysWhenLapsAreNotOf400Metres) {
  IsoLynxRace race = MadeUp{}.race();
  // 1500 m are run, and called 1470.
  for (IsoLynxTag& tag : race.tags)
    for (IsoLynxFix& fix : tag.fixes) fix.race_m = fix.race_m / 1500.0 * 1470.0;
  const Tracked tracked = followed(race);
  ASSERT_EQ(tracked.remarks.size(), 1u);
  EXPECT_NE(tracked.remarks[0].find("400 m"), std::string::npos);
}

TEST(Tracked, ALongGapIsNotMadeUp) {
  IsoLynxRace race = MadeUp{}.race();
  auto& fixes = race.tags[2].fixes;
  fixes.erase(fixes.begin() + 700, fixes.begin() + 800);
  const Course& course = followed(race).positions.runners.at(2);
  EXPECT_TRUE(course.present.at(690));
  EXPECT_FALSE(course.present.at(750));
  EXPECT_TRUE(course.present.at(810));
  EXPECT_NEAR(course.finish_s, MadeUp{}.finish_s(2), 0.01);
}

TEST(Tracked, AFailedTagIsLeftOutAndNamed) {
  IsoLynxRace race = MadeUp{}.race();
  race.tags[4].fixes.clear();
  const Tracked tracked = followed(race);
  EXPECT_EQ(tracked.positions.runners.size(), 7u);
  ASSERT_EQ(tracked.remarks.size(), 1u);
  EXPECT_NE(tracked.remarks[0].find("RUNNER 4"), std::string::npos);
}

TEST(Tracked, WhoStopsDoesNotFinish) {
  IsoLynxRace race = MadeUp{}.race();
  for (IsoLynxFix& fix : race.tags[6].fixes)
    if (fix.race_m > 700.0) {
      const IsoLynxFix there = place(MadeUp{}.frame, 800.0, 3.0);
      fix.x_m = there.x_m, fix.y_m = there.y_m, fix.race_m = 700.0, fix.speed_mps = 0.0;
    }
  const Tracked tracked = followed(race);
  EXPECT_EQ(tracked.positions.runners.at(6).finish_s, 0.0);
  EXPECT_EQ(measures_of(tracked.positions).finishers, 7.0);
}

TEST(Tracked, RefusesWhatIsNoRaceOnAnOval) {
  IsoLynxRace race = MadeUp{}.race();
  const auto refusal = [](const IsoLynxRace& wrong) {
    const auto tracked = tracked_race(wrong);
    return tracked ? "followed" : tracked.error().line();
  };
  EXPECT_NE(refusal({.file = "a.csv", .tags = {}}).find("no two tags' PathDist"), std::string::npos);
  for (IsoLynxTag& tag : race.tags)
    for (IsoLynxFix& fix : tag.fixes) fix.y_m = fix.x_m = fix.race_m;
  EXPECT_NE(refusal(race).find("made-up.csv: the tags do not run round a 400 m oval"), std::string::npos);
}

TEST(Tracked, NoFixesBreakIt) {
  Dice dice{21};
  for (int i = 0; i < 60; ++i) {
    IsoLynxRace race{.file = "a.csv", .tags = {}};
    for (int tag = 0; tag < 3; ++tag) {
      IsoLynxTag made{.id = "ID", .surname = "A", .fixes = {}};
      const double wild = i % 2 ? 100.0 : 1e6;
      for (int k = dice.whole(0, 600); k > 0; --k)
        made.fixes.push_back({.time_s = dice.between(0, 200), .x_m = dice.between(-wild, wild), .y_m = dice.between(-wild, wild),
                              .speed_mps = dice.between(0, 9), .race_m = std::fmin(dice.between(0, 1000), 800.0)});
      race.tags.push_back(made);
    }
    const auto tracked = tracked_race(race);
    if (tracked) measures_of(tracked->positions);
  }
}

// ---- Real races ----

const std::filesystem::path tracks = LASTLAP_HOUSE "/../shared/tracks";

IsoLynxRace shared_race(const std::string& name) {
  const std::string packed = tests::whole_text(tracks / (name + ".isotrack.csv.gz"));
  return formats::read_isolynx(formats::gunzip(packed, name).value(), name).value();
}

#define SKIP_WITHOUT_TRACKS() \
  if (!std::filesystem::exists(tracks / "README.md")) GTEST_SKIP() << "the tracked races are not here: " << tracks

/// The clock agrees with official times within this [s], as those who gave the races say.
constexpr double clock_s = 0.15;

TEST(RealRace, TheMensFinalEndsWhenItDid) {
  SKIP_WITHOUT_TRACKS();
  const Tracked tracked = followed(shared_race("rome-2024-men-1500-final"));
  const Positions& field = tracked.positions;
  EXPECT_EQ(field.distance_m, 1500.0);
  EXPECT_EQ(field.runners.size(), 16u);
  EXPECT_EQ(field.lanes_until_m, 0.0);
  EXPECT_FALSE(tracked.frame.mirrored || tracked.frame.turned);
  // Where those who gave the race say that the oval's centre is "near".
  EXPECT_NEAR(tracked.frame.centre_x_m, -14.82, 0.25);
  EXPECT_NEAR(tracked.frame.centre_y_m, 45.05, 0.25);
  const auto winner = std::ranges::min_element(field.runners, {}, &Course::finish_s);
  EXPECT_EQ(winner->name, "INGEBRIGTSEN");
  EXPECT_NEAR(winner->finish_s, 211.95, clock_s);
}

TEST(RealRace, EveryClockAgreesWithTheTagsOwnDistance) {
  SKIP_WITHOUT_TRACKS();
  for (const char* name : {"rome-2024-men-1500-final", "rome-2024-women-1500-heat-1", "rome-2024-men-800-final", "rome-2024-women-800-semi-1"}) {
    const IsoLynxRace race = shared_race(name);
    for (const Course& course : followed(race).positions.runners) {
      const auto tag = std::ranges::find(race.tags, course.name, &IsoLynxTag::surname);
      const double distance = std::string(name).find("1500") != std::string::npos ? 1500.0 : 800.0;
      const auto end = std::ranges::find_if(tag->fixes, [&](const IsoLynxFix& fix) { return fix.race_m >= distance; });
      if (end == tag->fixes.end()) {
        EXPECT_EQ(course.finish_s, 0.0) << course.name;
      } else {
        EXPECT_NEAR(course.finish_s, end->time_s, clock_s) << course.name;
      }
    }
  }
}

TEST(RealRace, TheMensFinalMeasuresAsPublished) {
  SKIP_WITHOUT_TRACKS();
  const Measures m = measures_of(followed(shared_race("rome-2024-men-1500-final")).positions);
  // Our straights and bends apart; those who gave the race have both together: 0.24, 0.59, 1.03, 1.58, 2.40 m from the kerb.
  Distribution outward = m.outward_bends_m;
  outward.add(m.outward_straights_m);
  const double from_kerb[] = {0.24, 0.59, 1.03, 1.58, 2.40};
  const double shares[] = {0.05, 0.25, 0.50, 0.75, 0.95};
  for (int i = 0; i < 5; ++i) EXPECT_NEAR(*outward.quantile(shares[i]) + measured_line_from_kerb_m, from_kerb[i], 0.05);
  EXPECT_NEAR(*quantile_of(m.run_m, 0.5), 1520.0, 2.0);
  EXPECT_GT(*quantile_of(m.run_m, 0.0), 1502.0);
  EXPECT_LT(*quantile_of(m.run_m, 1.0), 1532.0);
  const struct {
    std::size_t hundred;
    double second, eighth, last;
  } gaps[] = {{5, 0.2, 1.6, 6.1}, {8, 0.9, 4.4, 10.9}, {12, 0.9, 4.2, 27.5}, {15, 9.3, 12.7, 82.0}};
  for (const auto& gap : gaps) {
    const Hundred& hundred = m.by_100_m[gap.hundred - 1];
    // The tags' jitter, and a tenth of a second of running at the finish.
    EXPECT_NEAR(*hundred.second_m, gap.second, 0.8);
    EXPECT_NEAR(*hundred.eighth_m, gap.eighth, 0.8);
    EXPECT_NEAR(*hundred.last_m, gap.last, 0.8);
  }
  const double in_line[] = {0.42, 0.82, 1.24, 1.67, 2.97};
  for (int i = 0; i < 5; ++i) EXPECT_NEAR(*m.in_line_gap_m.quantile(shares[i]), in_line[i], i < 4 ? 0.08 : 0.20);
  EXPECT_NEAR(*m.in_line_share, 0.87, 0.03);
  EXPECT_NEAR(*m.outer_shoulder_share, 0.59, 0.02);
  const double boxed[] = {17, 53, 86, 119, 155};
  for (int i = 0; i < 5; ++i) EXPECT_NEAR(*quantile_of(m.boxed_in_s, shares[i]), boxed[i], 8.0);
  EXPECT_NEAR(m.overtakes_per_runner, 27.0, 1.5);
  EXPECT_EQ(m.lead_changes, 4.0);
  EXPECT_NEAR(*m.speed_ratio_bends, 1.002, 0.002);
  EXPECT_NEAR(*quantile_of(m.top_speed_mps, 0.0), 7.8, 0.15);
  EXPECT_NEAR(*quantile_of(m.top_speed_mps, 1.0), 8.3, 0.05);
  // The first is not compared: there the published splits count from 0.75 s after the gun, when the tags wake.
  const double splits[] = {13.7, 14.7, 15.3, 15.4, 14.4, 14.6, 14.5, 14.6, 14.1, 14.0, 13.7, 13.5, 13.2, 12.8};
  for (std::size_t i = 0; i < 14; ++i)
    EXPECT_NEAR(*m.by_100_m[i + 1].leader_time_s - *m.by_100_m[i].leader_time_s, splits[i], 0.11) << i;
  EXPECT_NEAR(*m.by_100_m[3].place_correlation, -0.17, 0.02);
  EXPECT_NEAR(*m.by_100_m[7].place_correlation, 0.07, 0.02);
  EXPECT_NEAR(*m.by_100_m[11].place_correlation, 0.34, 0.02);
  EXPECT_NEAR(*m.by_100_m[13].place_correlation, 0.62, 0.02);
}

TEST(RealRace, EightHundredMetresBeginInLanes) {
  SKIP_WITHOUT_TRACKS();
  for (const char* name : {"rome-2024-men-800-final", "rome-2024-women-800-semi-1"}) {
    const Positions field = followed(shared_race(name)).positions;
    EXPECT_EQ(field.distance_m, 800.0);
    EXPECT_NEAR(field.lanes_until_m, 115.6, 0.1);
    for (const double run : measures_of(field).run_m) {
      EXPECT_GT(run, 800.0);
      EXPECT_LT(run, 815.0);
    }
  }
}

TEST(RealRace, ADeadTagAndARunnerWhoFellAreNoted) {
  SKIP_WITHOUT_TRACKS();
  const Tracked semi = followed(shared_race("rome-2024-women-800-semi-1"));
  EXPECT_EQ(semi.positions.runners.size(), 7u);
  ASSERT_EQ(semi.remarks.size(), 1u);
  EXPECT_NE(semi.remarks[0].find("NIELSEN"), std::string::npos);
  const Measures heat = measures_of(followed(shared_race("rome-2024-women-1500-heat-1")).positions);
  EXPECT_EQ(heat.runners, 15.0);
  EXPECT_EQ(heat.finishers, 14.0);
}

}  // namespace
}  // namespace lastlap::pack
