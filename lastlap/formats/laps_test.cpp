#include "lastlap/formats/laps.hpp"

#include <gtest/gtest.h>

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
