#include "lastlap/runner/critical_speed.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace lastlap::runner {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Speed;

constexpr CriticalSpeed runner{Speed{6.1}, Distance{210}};

std::vector<KnownMark> marks_of(const auto& model, const std::vector<double>& metres) {
  std::vector<KnownMark> marks;
  for (double distance : metres) marks.push_back({Distance{distance}, time_over(model, Distance{distance})});
  return marks;
}

TEST(CriticalSpeed, IsFoundAgainFromItsOwnTimes) {
  const auto found = critical_speed_through(marks_of(runner, {1500, 3000, 5000}));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->speed.si(), 6.1, 1e-9);
  EXPECT_NEAR(found->in_hand.si(), 210, 1e-6);
}

// The men's records of 1500 m to 5000 m, the mile and 2000 m among them: 6.374 m/s, 193 m. The protocol leaves these two out and
// gives 6.366 m/s, 198 m.
TEST(CriticalSpeed, OfTheMensRecordsIsTheOneOfOurNotes) {
  const std::vector<KnownMark> records{
      {Distance{800}, Duration{100.91}},      {Distance{1500}, Duration{206.00}},
      {Distance{1609.344}, Duration{223.13}}, {Distance{2000}, Duration{283.13}},
      {Distance{3000}, Duration{437.55}},     {Distance{5000}, Duration{755.36}}};
  const auto all = critical_speed_through(std::span{records}.subspan(1));
  EXPECT_NEAR(all->speed.si(), 6.374, 5e-4);
  EXPECT_NEAR(all->in_hand.si(), 193, 0.5);
  const auto ours = critical_speed_by_protocol(records);
  EXPECT_NEAR(ours->speed.si(), 6.366, 5e-4);
  EXPECT_NEAR(ours->in_hand.si(), 198, 0.5);
}

TEST(CriticalSpeed, TheProtocolTakesTheBestMarkAndNoOtherDistance) {
  std::vector<KnownMark> marks = marks_of(runner, {1500, 3000, 5000});
  marks.push_back({Distance{1500}, marks[0].time + Duration{5}});
  marks.push_back({Distance{800}, Duration{103}});
  EXPECT_NEAR(critical_speed_by_protocol(marks)->in_hand.si(), 210, 1e-6);
  marks.erase(marks.begin() + 1);
  EXPECT_FALSE(critical_speed_by_protocol(marks));
}

TEST(CriticalSpeed, NeedsTwoTimesThatFallWithDistance) {
  EXPECT_FALSE(critical_speed_through(marks_of(runner, {1500})));
  const std::vector<KnownMark> wrong{{Distance{1500}, Duration{240}}, {Distance{3000}, Duration{450}}};
  EXPECT_FALSE(critical_speed_through(wrong));  // the longer race is the faster: D' would be negative
}

TEST(Morton, RunsWhatItsEquationSays) {  // (v - CS) (T + D' / (v_max - CS)) = D'
  const MortonCurve curve{Speed{6.4}, Distance{190}, Speed{12.0}};
  for (double metres = 400; metres <= 10000; metres += 100) {
    const double t = time_over(curve, Distance{metres}).si(), v = metres / t;
    EXPECT_NEAR((v - 6.4) * (t + 190 / (12.0 - 6.4)), 190, 1e-8) << metres;
  }
}

TEST(Morton, IsFoundAgainFromItsOwnTimes) {
  const MortonCurve curve{Speed{6.4}, Distance{190}, Speed{12.0}};
  const auto found = morton_curve_through(marks_of(curve, {400, 800, 1500, 3000, 5000}));
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->speed.si(), 6.4, 1e-5);
  EXPECT_NEAR(found->in_hand.si(), 190, 1e-2);
  EXPECT_NEAR(found->top.si(), 12.0, 1e-2);
  EXPECT_FALSE(morton_curve_through(marks_of(curve, {800, 1500, 3000})));
}

TEST(Morton, WithoutALimitToSpeedIsTheTwoParameterModel) {
  const MortonCurve curve{Speed{6.1}, Distance{210}, Speed{1e9}};
  for (double metres : {800.0, 1500.0, 5000.0})
    EXPECT_NEAR(time_over(curve, Distance{metres}).si(), time_over(runner, Distance{metres}).si(), 1e-5)
        << metres;
}

TEST(InHand, IsUsedUpExactlyAtTheEndOfARaceOfOwnPace) {
  for (double metres : {1500.0, 3000.0, 5000.0}) {
    const Duration time = time_over(runner, Distance{metres});
    const Stretch race{Distance{metres} / time, time};
    for (Refill refill : {Refill::linear, Refill::exponential})
      EXPECT_NEAR(in_hand_after(runner, runner.in_hand, race, refill).si(), 0.0, 1e-9) << metres;
  }
}

TEST(InHand, ComesBackBelowCriticalSpeedButNeverBeyondItsMost) {
  const Stretch easy{Speed{5.1}, Duration{100}};
  EXPECT_NEAR(in_hand_after(runner, Distance{50}, easy, Refill::linear).si(), 150, 1e-9);
  EXPECT_NEAR(in_hand_after(runner, Distance{180}, easy, Refill::linear).si(), 210, 1e-9);
  // D'_0 - (D'_0 - 50) exp(-(CS - v) t / D'_0)
  EXPECT_NEAR(in_hand_after(runner, Distance{50}, easy, Refill::exponential).si(), 110.617, 1e-3);
  EXPECT_LT(in_hand_after(runner, Distance{209}, {Speed{1.0}, Duration{1e5}}, Refill::exponential).si(),
            210.0 + 1e-9);
}

TEST(InHand, DoesNotDependOnHowAStretchIsCut) {
  for (Refill refill : {Refill::linear, Refill::exponential})
    for (double v : {5.0, 6.1, 7.0}) {
      Distance cut{120};
      for (int i = 0; i < 40; ++i) cut = in_hand_after(runner, cut, {Speed{v}, Duration{1.5}}, refill);
      EXPECT_NEAR(cut.si(), in_hand_after(runner, Distance{120}, {Speed{v}, Duration{60}}, refill).si(), 1e-9)
          << v;
    }
}

TEST(TimeLeft, IsTheRestOfARaceOfOwnPaceAllTheWay) {  // [Kirby21], equation 2
  const Distance race{5000};
  const Duration whole = time_over(runner, race);
  for (double share : {0.0, 0.3, 0.9}) {
    const Stretch run{race / whole, share * whole};
    const Distance left = in_hand_after(runner, runner.in_hand, run, Refill::linear);
    EXPECT_NEAR(time_left(runner, {race - run.speed * run.time, left}).si(), (whole - run.time).si(), 1e-9)
        << share;
  }
}

}  // namespace
}  // namespace lastlap::runner
