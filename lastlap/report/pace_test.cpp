#include "lastlap/report/pace.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lastlap/pacing/literature.hpp"
#include "lastlap/report/page.hpp"

namespace lastlap::report {
namespace {

using measure::Distance;
using measure::Duration;

Pace of_keller(double metres) { return pace_of(pacing::fastest_race(pacing::KellerRunner{}, Distance{metres})); }

/// 1500 m in 210 s by somebody of whom one ability, the aerobic power, is known to 1 %.
Pace of_somebody() {
  Pace pace = of_keller(1500);
  pace.model = "lastlap";
  pace.time = Duration{210};
  pace.athlete = PacedAthlete{.name = "Ann", .country = "NOR", .estimate = {}, .behind = {}, .change = {-0.7, -0.2, 0.8, -0.1}, .even_pace = Duration{214}, .even_effort = Duration{211}};
  pace.athlete->estimate.spread[0][0] = 0.01;
  return pace;
}

TEST(Pace, TheProgrammeIsTheRaceInWholeTenths) {
  for (const double metres : {50.0, 100.0, 100.4, 800.0, 1609.344}) {
    const Pace pace = of_keller(metres);
    const Json document = pace_document(pace);
    double at_s = 0;
    for (const Json& setting : document.at("programme")) {
      at_s += setting.at("split_s").get<double>();
      EXPECT_NEAR(at_s, setting.at("at_s").get<double>(), 1e-9);
      EXPECT_NEAR(std::remainder(setting.at("at_s").get<double>(), 0.1), 0.0, 1e-9);
    }
    EXPECT_NEAR(at_s, pace.time.si(), 0.1001) << metres;
  }
}

TEST(Pace, TheIntervalIsThatOfTheAbilities) {
  const Pace pace = of_somebody();
  const TimeInterval interval = interval_of(pace);
  EXPECT_NEAR(interval.high.si(), 210 * std::exp(1.96 * 0.7 * 0.01), 1e-9);
  EXPECT_NEAR(interval.low.si() * interval.high.si(), 210.0 * 210.0, 1e-6);
  Pace correlated = pace;  // who has more aerobic power and runs dearer by as much gains less
  correlated.athlete->estimate.spread[2][0] = 0.01;
  EXPECT_NEAR(interval_of(correlated).high.si(), 210 * std::exp(1.96 * 0.1 * 0.01), 1e-9);
}

TEST(Pace, ItsPageCarriesItsDocument) {
  const std::string html = page(pace_document(of_somebody()));
  EXPECT_NE(html.find("lastlap.pace/1"), std::string::npos);
  EXPECT_NE(html.find("<title>Ann, 1500 m"), std::string::npos);
}

}  // namespace
}  // namespace lastlap::report
