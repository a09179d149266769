// The field's formulas against the facts: what they hold where marks are too few, and how near they come to the records.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/formats/csv.hpp"
#include "lastlap/measure/mark.hpp"
#include "lastlap/runner/critical_speed.hpp"
#include "lastlap/runner/equivalents.hpp"
#include "lastlap/runner/speed_reserve.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Sex;
using runner::Formula;
using runner::KnownMark;

/// The world records on the 400 m oval in data/, 800 m to 5000 m, shortest first.
std::vector<KnownMark> records(Sex sex) {
  const auto table = formats::read_csv(whole_text(LASTLAP_HOUSE "/data/records.csv"), "records.csv",
                                       {"event", "time_s", "record"});
  const std::map<std::string, double> metres{{"800m", 800},   {"1500m", 1500}, {"Mile", 1609.344},
                                             {"2000m", 2000}, {"3000m", 3000}, {"5000m", 5000}};
  std::vector<KnownMark> found;
  for (const formats::CsvRow& row : table->rows) {
    if (!table->cell(row, "record").starts_with("WR " + std::string{text(sex)})) continue;
    if (const auto event = metres.find(table->cell(row, "event")); event != metres.end())
      found.push_back({Distance{event->second}, *measure::read_time(table->cell(row, "time_s"))});
  }
  std::ranges::sort(found, {}, &KnownMark::distance);
  return found;
}

const KnownMark& at(const std::vector<KnownMark>& marks, double metres) {
  for (const KnownMark& mark : marks)
    if (mark.distance.si() == metres) return mark;
  throw std::runtime_error("no record over this distance");
}

/// The best mark of each athlete at each event, outdoors, to the end of 2018.
using Bests = std::map<std::pair<std::string, std::string>, std::map<std::string, double>>;

Bests bests_of(Sex sex, const std::string& csv) {
  const auto table =
      formats::read_csv(csv, "marks.csv", {"athlete", "birth", "sex", "event", "time_s", "track"});
  Bests bests;
  for (const formats::CsvRow& row : table->rows) {
    if (table->cell(row, "sex") != text(sex) || table->cell(row, "track") != "oval-400") continue;
    const double seconds = measure::read_time(table->cell(row, "time_s"))->si();
    auto& own = bests[{table->cell(row, "athlete"), table->cell(row, "birth")}];
    const auto [best, is_new] = own.try_emplace(table->cell(row, "event"), seconds);
    if (!is_new) best->second = std::fmin(best->second, seconds);
  }
  return bests;
}

struct Spread {
  double mean = 0, deviation = 0;
};

Spread spread_of(const std::vector<double>& values) {
  Spread spread;
  for (double value : values) spread.mean += value / static_cast<double>(values.size());
  for (double value : values) spread.deviation += std::pow(value - spread.mean, 2);
  spread.deviation = std::sqrt(spread.deviation / static_cast<double>(values.size() - 1));
  return spread;
}

TEST(Equivalents, HoldTheSpeedReserveRatioOfTheRecords) {
  for (const auto& [sex, ratio] : {std::pair{Sex::men, 1.456}, std::pair{Sex::women, 1.440}}) {
    const auto all = records(sex);
    const std::vector<KnownMark> two{at(all, 800), at(all, 1500)};
    const auto found = runner::speed_reserve_through(two);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->sprint / found->aerobic, ratio, 6e-4) << text(sex);
    EXPECT_EQ(runner::kind_of(*found), runner::MiddleDistanceKind::of_800_and_1500);
  }
}

// The record of 1500 m alone, and what our fits hold, give the other records within twice the errors of those fits. But not 2000 m, rarely
// raced: for women every formula is 2.4 % faster than the record.
TEST(Equivalents, OfTheRecordOver1500ComeNearTheOtherRecords) {
  const std::map<Formula, double> within{
      {Formula::peronnet_thibault, 0.011}, {Formula::endurance, 0.016}, {Formula::points, 0.012}};
  for (const Sex sex : {Sex::men, Sex::women}) {
    const auto all = records(sex);
    ASSERT_EQ(all.size(), 6u);
    const std::vector<KnownMark> one{at(all, 1500)};
    const auto table = runner::equivalents(one, sex);
    ASSERT_TRUE(table);
    for (const runner::Equivalent& equivalent : *table) {
      const auto bound = within.find(equivalent.formula);
      if (bound == within.end()) continue;
      for (const KnownMark& record : all)
        if (record.distance == equivalent.distance && record.distance.si() != 2000) {
          EXPECT_NEAR(*equivalent.time / record.time, 1.0, bound->second)
              << text(sex) << " " << text(equivalent.formula) << " " << record.distance.si();
        }
    }
  }
}

// By the protocol, athletes with 1500 m in 3:36 (men) or 4:05 (women): 6.084 (0.130) m/s and 211.9 (34.4) m, 5.350 (0.151) m/s and
// 222.8 (47.5) m, to July 2023, our fits. Those to 2018 are a part of the same people: a quarter of a deviation, a fifth in spread.
TEST(CriticalSpeed, OfTheWorldListsIsThatOfTheWholeClass) {
  const std::filesystem::path bulk = LASTLAP_HOUSE "/../shared/bulk/marks_to_2018.csv.gz";
  if (!std::filesystem::exists(bulk)) GTEST_SKIP() << "the bulk marks are not here";
  const Outcome unpacked = outcome_of({"/usr/bin/gzip", "-dc", bulk.string()});
  ASSERT_EQ(unpacked.status, 0) << unpacked.err;
  struct Class {
    Sex sex;
    double limit_s;
    Spread speed, in_hand;
  };
  for (const Class& known : {Class{Sex::men, 216, {6.084, 0.130}, {211.9, 34.4}},
                             Class{Sex::women, 245, {5.350, 0.151}, {222.8, 47.5}}}) {
    std::vector<double> speeds, in_hands;
    for (const auto& [athlete, best] : bests_of(known.sex, unpacked.out)) {
      if (!best.contains("1500") || !best.contains("3000") || !best.contains("5000")) continue;
      if (best.at("1500") > known.limit_s) continue;
      const std::vector<KnownMark> marks{{Distance{1500}, Duration{best.at("1500")}},
                                         {Distance{3000}, Duration{best.at("3000")}},
                                         {Distance{5000}, Duration{best.at("5000")}}};
      const auto fitted = runner::critical_speed_by_protocol(marks);
      ASSERT_TRUE(fitted) << athlete.first;
      speeds.push_back(fitted->speed.si());
      in_hands.push_back(fitted->in_hand.si());
    }
    EXPECT_GT(speeds.size(), 80u);
    const Spread speed = spread_of(speeds), in_hand = spread_of(in_hands);
    EXPECT_NEAR(speed.mean, known.speed.mean, known.speed.deviation / 4) << text(known.sex);
    EXPECT_NEAR(in_hand.mean, known.in_hand.mean, known.in_hand.deviation / 4) << text(known.sex);
    EXPECT_NEAR(speed.deviation / known.speed.deviation, 1.0, 0.2) << text(known.sex);
    EXPECT_NEAR(in_hand.deviation / known.in_hand.deviation, 1.0, 0.2) << text(known.sex);
    RecordProperty(std::string{text(known.sex)} + "_mean_in_hand_m", std::to_string(in_hand.mean));
  }
}

}  // namespace
}  // namespace lastlap::tests
