#include "lastlap/runner/speed_reserve.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace lastlap::runner {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Speed;

constexpr SpeedReserve runner{Speed{6.5}, Speed{10.0}};

TEST(SpeedReserve, RunsTheTimesOfTheFormula) {  // [Bundle03]
  struct Row {
    double metres, seconds;
  };
  for (const Row& row :
       {Row{200, 21.899}, Row{400, 47.721}, Row{800, 108.839}, Row{1000, 141.758}, Row{1500, 224.224}})
    EXPECT_NEAR(time_over(runner, Distance{row.metres}).si(), row.seconds, 1e-3) << row.metres;
}

TEST(SpeedReserve, IsWhatAnEightHundredAndAFifteenHundredSay) {
  const std::vector<KnownMark> marks{{Distance{800}, Duration{103}}, {Distance{1500}, Duration{210}}};
  const auto found = speed_reserve_through(marks);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->aerobic.si(), 6.936, 1e-3);
  EXPECT_NEAR(found->sprint.si(), 10.106, 1e-3);
  for (const KnownMark& mark : marks)
    EXPECT_NEAR(time_over(*found, mark.distance).si(), mark.time.si(), 1e-9);
}

TEST(SpeedReserve, NeedsTwoMarksThatDiffer) {
  const std::vector<KnownMark> one{{Distance{800}, Duration{103}}};
  EXPECT_FALSE(speed_reserve_through(one));
  const std::vector<KnownMark> faster_when_longer{{Distance{800}, Duration{120}},
                                                  {Distance{1500}, Duration{210}}};
  EXPECT_FALSE(speed_reserve_through(faster_when_longer));
}

TEST(SpeedReserve, FallsFromSprintToAerobicSpeed) {
  EXPECT_EQ(speed_for(runner, Duration{0}), runner.sprint);
  for (double t = 3; t < 1000; t += 7)
    EXPECT_LT(speed_for(runner, Duration{t + 7}), speed_for(runner, Duration{t})) << t;
  EXPECT_NEAR(speed_for(runner, Duration{3000}).si(), 6.5, 1e-9);
}

TEST(SpeedReserve, TellsTheKindsApartAtThePublishedRatios) {  // [Sandford19]
  const auto kind = [](double ratio) { return kind_of({Speed{6.5}, Speed{6.5 * ratio}}); };
  EXPECT_EQ(kind(1.60), MiddleDistanceKind::of_400_and_800);
  EXPECT_EQ(kind(1.58), MiddleDistanceKind::of_400_and_800);
  EXPECT_EQ(kind(1.57), MiddleDistanceKind::of_800);
  EXPECT_EQ(kind(1.48), MiddleDistanceKind::of_800);
  EXPECT_EQ(kind(1.47), MiddleDistanceKind::of_800_and_1500);
  EXPECT_EQ(kind(1.36), MiddleDistanceKind::of_800_and_1500);
  EXPECT_FALSE(kind(1.35));
  EXPECT_EQ(text(*kind(1.5)), "800");
}

// World-class men run their 1500 m 2.06 (1.03) km/h faster than this speed.
TEST(AerobicSpeed, IsBelowTheSpeedOf1500AsPublished) {
  for (double seconds = 216; seconds <= 225; seconds += 1)
    EXPECT_NEAR(3.6 * (1500 / seconds - aerobic_speed_from_1500(Duration{seconds}).si()), 2.06, 1.03)
        << seconds;
  EXPECT_NEAR(3.6 * aerobic_speed_from_1500(Duration{216}).si(), (25.0 - 14.921) / 0.4266, 1e-9);
}

}  // namespace
}  // namespace lastlap::runner
