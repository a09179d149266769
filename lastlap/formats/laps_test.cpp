#include "lastlap/formats/laps.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace lastlap::formats {
namespace {

std::vector<double> distances(std::vector<double> seconds, double race, double finish) {
  std::vector<measure::Duration> times;
  for (const double s : seconds) times.emplace_back(s);
  std::vector<double> metres;
  const auto passings = passings_of(times, measure::Distance{race}, measure::Duration{finish});
  if (!passings) return {-1};
  for (const Passing& passing : *passings) metres.push_back(passing.distance.si());
  return metres;
}

TEST(Laps, AreCountedBackFromTheFinish) {
  EXPECT_EQ(distances({44.1, 102.7, 161.9}, 1500, 218.4), (std::vector<double>{300, 700, 1100}));
  EXPECT_EQ(distances({44.1, 102.7, 161.9, 218.39}, 1500, 218.4), (std::vector<double>{300, 700, 1100}));
  EXPECT_EQ(distances({53.2}, 800, 107.9), (std::vector<double>{400}));
  EXPECT_EQ(distances({26.1, 53.2, 80.0}, 800, 107.9), (std::vector<double>{200, 400, 600}));
  EXPECT_EQ(distances({14.5, 44, 73, 102, 131, 160, 190}, 1500, 218.4), (std::vector<double>{100, 300, 500, 700, 900, 1100, 1300}));
  EXPECT_EQ(distances({165, 330, 495, 660}, 5000, 820), (std::vector<double>{1000, 2000, 3000, 4000}));
}

TEST(Laps, NobodyRunsFasterThanEver) {
  EXPECT_EQ(distances({45.12}, 1500, 215.13), (std::vector<double>{-1})) << "500 m in 45.12 s, or a lost lap";
  EXPECT_EQ(distances({41.0}, 800, 100.0), (std::vector<double>{-1}));
}

std::vector<double> times(std::vector<double> written, std::optional<double> finish = {}) {
  std::vector<measure::Duration> all;
  for (const double s : written) all.emplace_back(s);
  std::vector<double> seconds;
  for (const measure::Duration time : times_among(all, finish ? std::optional{measure::Duration{*finish}} : std::nullopt)) seconds.push_back(std::round(time.si() * 1000) / 1000);
  return seconds;
}

TEST(Laps, StandBetweenTimesOrBehindThemOrAlone) {
  const std::vector<double> from_the_start{45.123, 103.456, 160.789, 215.123};
  EXPECT_EQ(times({45.123, 103.456, 160.789, 215.123}), from_the_start);
  EXPECT_EQ(times({45.123, 45.123, 103.456, 58.333, 160.789, 57.333, 215.123, 54.334}), from_the_start);
  EXPECT_EQ(times({45.123, 45.123, 103.456, 58.333, 160.789, 57.333, 215.123}), from_the_start);
  EXPECT_EQ(times({45.123, 103.456, 160.789, 215.123, 45.123, 58.333, 57.333, 54.334}), from_the_start);
  EXPECT_EQ(times({45.123, 58.333, 57.333, 54.334}, 215.123), from_the_start);
  EXPECT_EQ(times({45.12, 58.33, 57.33}, 215.12), (std::vector<double>{45.12, 58.33})) << "laps that do not add up are none";
  EXPECT_EQ(times({}), std::vector<double>{});
}

TEST(Laps, WhoDidNotFinishPassedWhereTheOthersDid) {
  const std::vector<measure::Distance> distances{measure::Distance{300}, measure::Distance{700}, measure::Distance{1100}};
  const std::vector<measure::Duration> two{measure::Duration{45.3}, measure::Duration{104}}, wild{measure::Duration{3}};
  EXPECT_EQ(passings_at(distances, two)->at(1).distance.si(), 700);
  EXPECT_FALSE(passings_at(distances, wild));
  EXPECT_FALSE(passings_at({}, two));
}

TEST(Laps, GapsAndSpeedsAreNoLaps) {
  EXPECT_EQ(distances({0.139}, 800, 107.9), (std::vector<double>{-1}));
  EXPECT_EQ(distances({7.6}, 60, 7.6), (std::vector<double>{-1}));
  EXPECT_EQ(distances({6.9}, 800, 107.9), (std::vector<double>{-1}));
  EXPECT_EQ(distances({44.1, 102.7, 103.0}, 1500, 218.4), (std::vector<double>{-1}));
  EXPECT_EQ(distances({}, 1500, 218.4), (std::vector<double>{-1}));
  EXPECT_EQ(distances({44.1, 102.7}, 1500, 218.4), (std::vector<double>{-1}));
  EXPECT_EQ(distances({44.1, 102.7, 161.9}, 0, 218.4), (std::vector<double>{-1}));
}

}  // namespace
}  // namespace lastlap::formats
