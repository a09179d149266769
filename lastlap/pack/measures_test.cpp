#include "lastlap/pack/measures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "lastlap/base/expect.hpp"

namespace lastlap::pack {
namespace {

/// Where a made-up runner is at a time [s]: along and outward [m].
struct At {
  double along_m, outward_m;
};
using Way = std::function<At(double)>;

/// A race of made-up runners over 1500 m on the 400 m oval. Speeds are those along the line.
Positions field_of(const std::vector<Way>& ways, double distance_m = 1500) {
  Positions field{.step_s = 0.1, .distance_m = distance_m, .oval = track::oval_400(), .lanes_until_m = 0, .runners = {}};
  for (const Way& way : ways) {
    Course course;
    for (double t = 0; t < 400.0; t += field.step_s) {
      const At at = way(t);
      course.along_m.push_back(at.along_m);
      course.outward_m.push_back(at.outward_m);
      course.speed_mps.push_back((way(t + 0.01).along_m - at.along_m) / 0.01);
      if (at.along_m < distance_m) continue;
      const double before = course.along_m[course.along_m.size() - 2];
      course.finish_s = t - field.step_s * (at.along_m - distance_m) / (at.along_m - before);
      break;
    }
    field.runners.push_back(course);
  }
  return field;
}

/// Even speed, so far behind a runner on the line at the gun, so far out.
Way even(double mps, double behind_m, double outward_m) {
  return [=](double t) { return At{mps * t - behind_m, outward_m}; };
}

double value_of(const Measures& measures, const std::string& name) {
  for (const Number& number : numbers_of(measures))
    if (number.name == name) return number.value.value_or(-999);
  ADD_FAILURE() << "no number " << name;
  return -998;
}

/// Quantiles are right to half a bin of a centimetre; nothing here stands at a bin's edge but for rounding.
constexpr double bin_m = 0.0101;

TEST(Measures, ARunnerAloneIsWide) {
  const Measures m = measures_of(field_of({even(6.0, 0, 1.0)}));
  EXPECT_NEAR(value_of(m, "outward_m.bends.p50"), 1.0, bin_m);
  EXPECT_NEAR(value_of(m, "outward_m.straights.p05"), 1.0, bin_m);
  // 824.88 m of bends, each metre of them 1 + 1/36.8 long.
  EXPECT_NEAR(m.run_m.at(0), 1500.0 + 824.88 / 36.8, 0.05);
  EXPECT_NEAR(*m.speed_ratio_bends, 1.0, 1e-9);
  EXPECT_NEAR(*m.speed_ratio_bends_by_position, 1.0 + 1.0 / 36.8, 2e-4);
  EXPECT_NEAR(*m.winner_time_s, 250.0, 1e-6);
  EXPECT_NEAR(*m.winner_100_m_cv, 0.0, 1e-9);
  EXPECT_EQ(m.in_line_share, 0.0);
  EXPECT_EQ(m.outer_shoulder_share, 0.0);
  EXPECT_EQ(m.lead_changes, 0.0);
  EXPECT_FALSE(m.by_100_m[0].second_m.has_value());
  EXPECT_FALSE(m.in_line_gap_m.quantile(0.5).has_value());
  EXPECT_FALSE(m.overtakes_on_bends_share.has_value());
}

TEST(Measures, OneBehindTheOtherIsInLine) {
  const Measures m = measures_of(field_of({even(6.0, 0, 0.2), even(6.0, 1.5, 0.5)}));
  EXPECT_NEAR(value_of(m, "in_line_gap_m.p50"), 1.5, bin_m);
  EXPECT_NEAR(*m.in_line_share, 0.5, 0.01);
  EXPECT_EQ(m.outer_shoulder_share, 0.0);
  EXPECT_EQ(m.overtakes_per_runner, 0.0);
  EXPECT_NEAR(*m.by_100_m[4].second_m, 1.5, 1e-6);
  EXPECT_NEAR(*m.by_100_m[4].last_m, 1.5, 1e-6);
  EXPECT_NEAR(*m.by_100_m[4].leader_time_s, 500.0 / 6.0, 1e-6);
  EXPECT_EQ(m.by_100_m.size(), 15u);
}

TEST(Measures, InLineEndsAtItsThresholds) {
  const auto share = [](double behind_m, double aside_m) {
    return *measures_of(field_of({even(6.0, 0, 0.0), even(6.0, behind_m, aside_m)})).in_line_share;
  };
  EXPECT_GT(share(0.35, 0.6), 0.4);
  EXPECT_EQ(share(0.25, 0.6), 0.0);  // beside, not behind
  EXPECT_EQ(share(2.0, 0.75), 0.0);
  EXPECT_GT(share(7.9, 0.0), 0.4);
  EXPECT_EQ(share(8.1, 0.0), 0.0);
  const auto follows = [](double behind_m) {
    return measures_of(field_of({even(6.0, 0, 0.0), even(6.0, behind_m, 0.0)})).in_line_gap_m.count() > 0;
  };
  EXPECT_TRUE(follows(5.9));
  EXPECT_FALSE(follows(6.1));
}

TEST(Measures, ThreeAbreastHaveTwoOuterShoulders) {
  const Measures m = measures_of(field_of({even(6.0, 0, 0.0), even(6.0, 0.2, 0.9), even(6.0, -0.2, 1.8)}));
  EXPECT_NEAR(*m.outer_shoulder_share, 2.0 / 3.0, 0.01);
  EXPECT_EQ(m.in_line_share, 0.0);
  EXPECT_EQ(value_of(m, "boxed_in_s.p95"), 0.0);
}

TEST(Measures, OneBehindAndBesideOthersAtTheKerbIsBoxedIn) {
  // Runner 1 is behind runner 0 and inside runner 2.
  const auto boxed = [](double gap_m, double own_out_m, double beside_m) {
    return measures_of(field_of({even(6.0, 0, own_out_m), even(6.0, gap_m, own_out_m), even(6.0, gap_m + beside_m, own_out_m + 0.9)})).boxed_in_s;
  };
  const double seconds = (1500.0 - counted_from_m) / 6.0;
  EXPECT_NEAR(boxed(1.5, 0.2, 0.0)[1], seconds, 0.3);
  EXPECT_NEAR(boxed(1.5, 0.2, 0.0)[0], 0.0, 1e-9);
  EXPECT_NEAR(boxed(1.5, 0.2, 0.0)[2], 0.0, 1e-9);
  EXPECT_EQ(boxed(2.1, 0.2, 0.0)[1], 0.0);  // time to get out in front
  EXPECT_EQ(boxed(1.5, 0.5, 0.0)[1], 0.0);  // 0.8 m to the kerb: out on the inside
  EXPECT_EQ(boxed(1.5, 0.2, 1.3)[1], 0.0);  // out behind nobody
}

TEST(Measures, SomebodyInsideTakesTheRoomToo) {
  const std::vector<Way> four{even(6.0, 0, 1.2), even(6.0, 1.5, 1.2), even(6.0, 1.5, 2.1), even(6.0, 1.5, 0.3)};
  EXPECT_GT(measures_of(field_of(four)).boxed_in_s[1], 200.0);
  EXPECT_EQ(measures_of(field_of({four[0], four[1], four[2]})).boxed_in_s[1], 0.0);
}

/// Goes from `behind_m` behind to as much ahead of an even 6 m/s, between two moments.
Way passing(double behind_m, double from_s, double until_s, double outward_m) {
  return [=](double t) {
    const double share = std::clamp((t - from_s) / (until_s - from_s), 0.0, 1.0);
    return At{6.0 * t - behind_m + 2.0 * behind_m * share, outward_m};
  };
}

TEST(Measures, APassCountsOnceForEachOfTheTwo) {
  // At 106 s, the middle of it, the pair has come 636 m.
  const Measures m = measures_of(field_of({even(6.0, 0, 0.0), passing(2.0, 104, 108, 1.0)}));
  EXPECT_EQ(m.overtakes_per_runner, 1.0);
  EXPECT_EQ(m.exchanges_per_runner, 1.0);
  EXPECT_EQ(m.lead_changes, 1.0);
  EXPECT_EQ(*m.overtakes_outside_share, 1.0);
  // 1 m/s faster: 1.4 m take 1.4 s, to a step at each end.
  EXPECT_NEAR(value_of(m, "overtake_s.p50"), 1.4, 0.11);
  double counted = 0;
  for (const Hundred& hundred : m.by_100_m) counted += hundred.overtakes;
  EXPECT_EQ(counted, 1.0);
  EXPECT_EQ(m.by_100_m[6].overtakes, 1.0);
}

TEST(Measures, WhereAPassHappensIsTold) {
  const auto on_bend = [](double at_s) {
    return *measures_of(field_of({even(6.0, 0, 1.0), passing(2.0, at_s - 2, at_s + 2, 0.0)})).overtakes_on_bends_share;
  };
  // 1500 m: the first 15.6 m are bend, then a straight of 84.4 m; a bend from 100 m to 215.6 m, a straight to 300 m.
  EXPECT_EQ(on_bend(150.0 / 6.0), 1.0);
  EXPECT_EQ(on_bend(260.0 / 6.0), 0.0);
  // Where the order turns, not where it settles: at 205 m, and 10.5 s later on the straight.
  EXPECT_EQ(*measures_of(field_of({even(6.0, 0, 1.0), passing(2.0, 4.2, 64.2, 0.0)})).overtakes_on_bends_share, 1.0);
  EXPECT_EQ(*measures_of(field_of({even(6.0, 0, 1.0), passing(2.0, 60, 64, 0.0)})).overtakes_outside_share, 0.0);
}

TEST(Measures, AnOrderThatDoesNotSettleIsNoPass) {
  const Measures m = measures_of(field_of({even(6.0, 0, 0.0), passing(0.65, 98, 102, 1.0)}));
  EXPECT_EQ(m.overtakes_per_runner, 0.0);
  EXPECT_EQ(m.lead_changes, 0.0);
  const Way there_and_back = [](double t) { return At{6.0 * t + 1.0 * std::sin(t / 5.0), 1.0}; };
  // Swings 1 m ahead and behind every 10 pi s: each half swing settles the order anew.
  const Measures swings = measures_of(field_of({even(6.0, 0, 0.0), there_and_back}));
  EXPECT_NEAR(swings.overtakes_per_runner, (250.0 - counted_from_m / 6.0) / (5.0 * 3.14159), 1.01);
  EXPECT_NEAR(swings.lead_changes, swings.overtakes_per_runner, 1.0);
}

TEST(Measures, NothingCountsBeforeTheBreakLine) {
  Positions field = field_of({even(6.0, 0, 0.0), passing(2.0, 14, 16, 1.0), even(6.0, 4.0, 0.0)}, 800);
  EXPECT_GT(measures_of(field).overtakes_per_runner, 0.0);
  field.lanes_until_m = 115.6;
  const Measures m = measures_of(field);
  EXPECT_EQ(m.overtakes_per_runner, 0.0);
  EXPECT_FALSE(m.by_100_m[0].place_correlation.has_value());
  EXPECT_TRUE(m.by_100_m[0].leader_time_s.has_value());
  EXPECT_TRUE(m.by_100_m[1].place_correlation.has_value());
}

TEST(Measures, PlacesHereAndAtTheEndAreCorrelated) {
  // The last of four at 400 m wins; the others keep their order. Spearman: 1 - 6 (9 + 1 + 1 + 1) / 60.
  const Way last_wins = [](double t) { return At{6.0 * t - 6.0 + (t > 150 ? 0.1 * (t - 150) : 0.0), 0.0}; };
  const Measures m = measures_of(field_of({even(6.0, 0, 0.0), even(6.0, 1, 0.0), even(6.0, 2, 0.0), last_wins}));
  EXPECT_NEAR(*m.by_100_m[3].place_correlation, -0.2, 1e-9);
  EXPECT_NEAR(*m.by_100_m[14].place_correlation, 1.0, 1e-9);
  EXPECT_NEAR(*m.by_100_m[3].fourth_m, 6.0, 1e-6);
  EXPECT_FALSE(m.by_100_m[3].eighth_m.has_value());
}

TEST(Measures, WhoDoesNotFinishIsSeenButNotGapped) {
  const Way stops = [](double t) { return At{std::fmin(6.0 * t - 1.0, 700.0), 0.0}; };
  Positions field = field_of({even(6.0, 0, 0.0), even(6.0, 1.5, 0.0), stops});
  ASSERT_EQ(field.runners[2].finish_s, 0.0);
  const Measures m = measures_of(field);
  EXPECT_EQ(m.runners, 3.0);
  EXPECT_EQ(m.finishers, 2.0);
  EXPECT_NEAR(*m.by_100_m[13].last_m, 1.5, 1e-6);
  EXPECT_EQ(m.run_m.size(), 2u);
}

TEST(Measures, UnknownMomentsCountForNothing) {
  Positions field = field_of({even(6.0, 0, 0.0), even(6.0, 1.5, 0.0)});
  field.runners[0].present.assign(field.runners[0].along_m.size(), true);
  for (std::size_t i = 500; i < field.runners[0].present.size(); ++i) field.runners[0].present[i] = false;
  const Measures m = measures_of(field);
  // Until 50 s one of two, counted from 50 m; then one alone.
  EXPECT_NEAR(*m.in_line_share, (50.0 - 8.5) / (50.0 - 8.4 + 250.0 - 8.5), 0.01);
  EXPECT_EQ(m.run_m.size(), 1u);
}

TEST(Measures, SpeedsByTheHundredVary) {
  // 5 and 7 m/s in turn, every 100 m.
  const Way uneven = [](double t) {
    const double pair_s = 100.0 / 5.0 + 100.0 / 7.0, pairs = std::floor(t / pair_s), rest = t - pairs * pair_s;
    return At{200.0 * pairs + (rest < 20.0 ? 5.0 * rest : 100.0 + 7.0 * (rest - 20.0)), 0.0};
  };
  const Measures m = measures_of(field_of({uneven}));
  // Eight of 5 and seven of 7: mean 89/15, deviation with n - 1.
  const double mean = 89.0 / 15.0;
  const double sd = std::sqrt((8 * (5 - mean) * (5 - mean) + 7 * (7 - mean) * (7 - mean)) / 14.0);
  EXPECT_NEAR(*m.winner_100_m_cv, sd / mean, 0.002);
  EXPECT_NEAR(m.top_speed_mps.at(0), 7.0, 0.01);
}

TEST(Measures, AMileEndsOnAMarkOfItsOwn) {
  const Measures m = measures_of(field_of({even(6.0, 0, 0.0)}, 1609.344));
  ASSERT_EQ(m.by_100_m.size(), 17u);
  EXPECT_EQ(m.by_100_m.back().distance_m, 1609.344);
  EXPECT_NEAR(*m.by_100_m.back().leader_time_s, 1609.344 / 6.0, 1e-6);
}

TEST(Measures, TheOrderOfRunnersDoesNotMatter) {
  std::vector<Way> ways{even(6.0, 0, 0.2), passing(2.0, 60, 66, 1.1), even(6.01, 3, 0.4), passing(1.5, 120, 130, 1.6), even(5.98, 1, 0.1)};
  const auto one = numbers_of(measures_of(field_of(ways)));
  std::ranges::reverse(ways);
  const auto other = numbers_of(measures_of(field_of(ways)));
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    ASSERT_EQ(one[i].value.has_value(), other[i].value.has_value()) << one[i].name;
    if (one[i].value) {
      EXPECT_NEAR(*one[i].value, *other[i].value, 1e-9) << one[i].name;
    }
  }
}

TEST(Measures, AnEmptyFieldMeasuresNothing) {
  const Measures m = measures_of(Positions{.step_s = 0.1, .distance_m = 1500, .oval = track::oval_400(), .lanes_until_m = 0, .runners = {}});
  EXPECT_EQ(m.runners, 0.0);
  EXPECT_FALSE(m.winner_time_s.has_value());
  EXPECT_THROW(measures_of(Positions{.step_s = 0.0, .distance_m = 1500, .oval = {}, .lanes_until_m = 0, .runners = {}}), base::Broken);
}

TEST(Pool, SamplesArePutTogetherAndScalarsAveraged) {
  const std::vector<Measures> races{measures_of(field_of({even(6.0, 0, 0.2), even(6.0, 1.0, 0.2)})),
                                    measures_of(field_of({even(5.0, 0, 0.2), even(5.0, 2.0, 0.2)}))};
  const Measures all = pooled(races);
  EXPECT_EQ(all.races, 2);
  EXPECT_EQ(all.runners, 2.0);
  EXPECT_NEAR(*all.winner_time_s, 0.5 * (250.0 + 300.0), 1e-6);
  EXPECT_EQ(all.run_m.size(), 4u);
  EXPECT_NEAR(value_of(all, "in_line_gap_m.p05"), 1.0, bin_m);
  EXPECT_NEAR(value_of(all, "in_line_gap_m.p95"), 2.0, bin_m);
  EXPECT_EQ(all.in_line_gap_m.count(), races[0].in_line_gap_m.count() + races[1].in_line_gap_m.count());
  EXPECT_NEAR(*all.by_100_m[9].second_m, 1.5, 1e-6);

  std::map<std::string, Spread> spread;
  for (const Spread& one : spread_over(races)) spread[one.name] = one;
  EXPECT_NEAR(spread.at("winner_time_s").sd, 50.0 / std::sqrt(2.0), 1e-6);
  EXPECT_NEAR(spread.at("winner_time_s").least, 250.0, 1e-6);
  EXPECT_NEAR(spread.at("by_100_m.1000.gap_m.second").most, 2.0, 1e-6);
  EXPECT_FALSE(spread.contains("by_100_m.1000.gap_m.eighth"));
}

TEST(Distribution, QuantilesAreThoseOfTheValues) {
  Distribution d;
  for (int i = 0; i < 1000; ++i) d.add(0.01 * i + 0.005);
  EXPECT_NEAR(*d.quantile(0.05), 0.5, 0.011);
  EXPECT_NEAR(*d.quantile(0.5), 5.0, 0.011);
  EXPECT_NEAR(*d.quantile(1.0), 10.0, 0.011);
  EXPECT_NEAR(d.mean(), 5.0, 1e-9);
  d.add(1e9);
  d.add(-1e9);
  EXPECT_EQ(d.count(), 1002u);
}

}  // namespace
}  // namespace lastlap::pack
