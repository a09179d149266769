#include "lastlap/runner/equivalents.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "lastlap/measure/mark.hpp"
#include "lastlap/measure/purdy.hpp"
#include "lastlap/runner/vdot.hpp"
#include "tests/dice.hpp"

namespace lastlap::runner {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Sex;

constexpr Distance mile{1609.344};

Equivalent cell(const std::vector<KnownMark>& marks, Formula formula, Distance distance, Sex sex = Sex::men) {
  const auto table = equivalents(marks, sex);
  for (const Equivalent& equivalent : *table)
    if (equivalent.formula == formula && equivalent.distance == distance) return equivalent;
  ADD_FAILURE() << "no such cell";
  return {};
}

std::optional<double> seconds(const std::vector<KnownMark>& marks, Formula formula, Distance distance,
                              Sex sex = Sex::men) {
  const auto time = cell(marks, formula, distance, sex).time;
  if (!time) return std::nullopt;
  return time->si();
}

const std::vector<KnownMark> only_330{{Distance{1500}, Duration{210.00}}};

TEST(Equivalents, EachFormulaStandsBesideEachDistanceOnce) {
  const auto table = equivalents(only_330, Sex::men);
  ASSERT_TRUE(table);
  EXPECT_EQ(table->size(), all_formulas.size() * equivalent_distances().size());
  for (std::size_t i = 0; i < table->size(); ++i) {
    EXPECT_EQ((*table)[i].formula, all_formulas[i / equivalent_distances().size()]);
    EXPECT_EQ((*table)[i].distance, equivalent_distances()[i % equivalent_distances().size()]);
  }
}

TEST(Equivalents, Of330AreThePublishedOnes) {
  EXPECT_NEAR(*seconds(only_330, Formula::riegel, mile), 226.26, 0.005);
  EXPECT_NEAR(*seconds(only_330, Formula::riegel, Distance{5000}), 752.44, 0.005);
  EXPECT_NEAR(vdot_of({Distance{5000}, Duration{*seconds(only_330, Formula::vdot, Distance{5000})}}), 81.730,
              1e-3);
  EXPECT_NEAR(
      measure::purdy_points(Distance{800}, Duration{*seconds(only_330, Formula::purdy, Distance{800})}),
      1084.189, 1e-3);
  // 1245 points: 0.198 (182 - T)^2 and 0.002778 (1440 - T)^2, the slowest hundredth.
  EXPECT_NEAR(*seconds(only_330, Formula::points, Distance{800}), 102.70, 1e-9);
  EXPECT_NEAR(*seconds(only_330, Formula::points, Distance{5000}), 770.54, 1e-9);
}

TEST(Equivalents, OneMarkIsWorthItself) {
  for (const Formula formula : all_formulas)
    for (const Distance distance : equivalent_distances()) {
      const KnownMark mark{distance, Duration{distance.si() / (7.9 - 0.5 * std::log(distance.si() / 800))}};
      const auto found = seconds({mark}, formula, distance);
      // A whole number of points lasts up to 0.8 s over 10,000 m and 0.15 s over 1500 m.
      if (!found) continue;
      EXPECT_NEAR(*found / mark.time.si(), 1.0, formula == Formula::points ? 8e-4 : 1e-9)
          << text(formula) << " " << distance.si();
    }
}

TEST(Equivalents, OutsideItsRangeAFormulaSaysNothing) {
  const auto says = [](Formula formula, double metres) {
    return seconds(only_330, formula, Distance{metres}).has_value();
  };
  EXPECT_FALSE(says(Formula::riegel, 1000));
  EXPECT_FALSE(says(Formula::vdot, 800));
  EXPECT_FALSE(says(Formula::critical_speed, 800));  // 96 s
  EXPECT_TRUE(says(Formula::critical_speed, 1000));
  EXPECT_TRUE(says(Formula::critical_speed, 5000));  // 13:01
  EXPECT_FALSE(says(Formula::critical_speed, 10000));
  EXPECT_TRUE(says(Formula::speed_reserve, 1500));
  EXPECT_TRUE(says(Formula::speed_reserve, 1609.344));  // 3:47
  EXPECT_FALSE(says(Formula::speed_reserve, 2000));
  for (const Formula everywhere :
       {Formula::purdy, Formula::points, Formula::peronnet_thibault, Formula::endurance})
    for (const Distance distance : equivalent_distances())
      EXPECT_TRUE(says(everywhere, distance.si())) << text(everywhere);
}

TEST(Equivalents, AMarkOutsideItsRangeTellsAFormulaNothing) {
  const std::vector<KnownMark> only_800{{Distance{800}, Duration{103}}};
  for (const Formula silent : {Formula::riegel, Formula::vdot, Formula::critical_speed})
    for (const Distance distance : equivalent_distances()) {
      EXPECT_FALSE(seconds(only_800, silent, distance)) << text(silent);
      EXPECT_EQ(cell(only_800, silent, distance).fitted, 0);
    }
  const std::vector<KnownMark> with_10000{{Distance{1500}, Duration{210}}, {Distance{10000}, Duration{1650}}};
  EXPECT_EQ(seconds(with_10000, Formula::critical_speed, Distance{5000}),
            seconds(only_330, Formula::critical_speed, Distance{5000}));
}

TEST(Equivalents, EnoughMarksSetEveryParameter) {
  const std::vector<KnownMark> three{{Distance{800}, Duration{105}},
                                     {Distance{1500}, Duration{212}},
                                     {Distance{3000}, Duration{458}},
                                     {Distance{5000}, Duration{790}}};
  EXPECT_EQ(cell(three, Formula::riegel, mile).fitted, 2);
  EXPECT_EQ(cell(three, Formula::critical_speed, mile).fitted, 2);
  EXPECT_EQ(cell(three, Formula::speed_reserve, mile).fitted, 2);
  EXPECT_EQ(cell(three, Formula::peronnet_thibault, mile).fitted, 3);
  EXPECT_EQ(cell(three, Formula::endurance, mile).fitted, 3);
  // Two parameters through two marks: both come back.
  EXPECT_NEAR(*seconds(three, Formula::speed_reserve, Distance{800}), 105, 1e-6);
  EXPECT_NEAR(*seconds(three, Formula::speed_reserve, Distance{1500}), 212, 1e-6);
  for (const Formula formula : {Formula::peronnet_thibault, Formula::endurance, Formula::critical_speed})
    EXPECT_NEAR(*seconds(three, formula, Distance{3000}), 458, 0.01 * 458) << text(formula);
}

TEST(Equivalents, TwoMarksSetTwoParametersAndNearOnesOnlyOne) {
  const std::vector<KnownMark> far{{Distance{1500}, Duration{210}}, {Distance{5000}, Duration{775}}};
  const std::vector<KnownMark> near{{Distance{1500}, Duration{210}}, {mile, Duration{227}}};
  for (const Formula formula :
       {Formula::riegel, Formula::critical_speed, Formula::peronnet_thibault, Formula::endurance}) {
    EXPECT_EQ(cell(far, formula, mile).fitted, 2) << text(formula);
    EXPECT_NEAR(*seconds(far, formula, Distance{5000}), 775, 1e-6) << text(formula);
    EXPECT_NEAR(*seconds(far, formula, Distance{1500}), 210, 1e-6) << text(formula);
    EXPECT_EQ(cell(near, formula, mile).fitted, 1) << text(formula);
    EXPECT_NEAR(*seconds(near, formula, mile), 227, 1.0) << text(formula);
  }
}

TEST(Equivalents, MarksThatContradictAFormulaLeaveItItsScale) {
  const std::vector<KnownMark> odd{{Distance{1500}, Duration{240}},
                                   {Distance{5000}, Duration{780}}};  // the longer is faster
  for (const Formula formula : all_formulas)
    for (const Distance distance : equivalent_distances()) {
      const auto found = seconds(odd, formula, distance);
      EXPECT_LE(cell(odd, formula, distance).fitted, 1) << text(formula);
      if (!found) continue;
      EXPECT_NEAR(*found / distance.si(), 1 / 6.5, 0.05) << text(formula) << " " << distance.si();
    }
}

TEST(Equivalents, OnlyTheBestMarkAtADistanceCounts) {
  std::vector<KnownMark> more = only_330;
  more.push_back({Distance{1500}, Duration{219}});
  for (const Formula formula : all_formulas)
    for (const Distance distance : equivalent_distances())
      EXPECT_EQ(seconds(more, formula, distance), seconds(only_330, formula, distance)) << text(formula);
}

TEST(Equivalents, AFasterMarkIsWorthFasterOnesAndLongerTakesLonger) {
  for (const Sex sex : {Sex::men, Sex::women})
    for (double t = 206; t <= 330; t += 4) {
      const std::vector<KnownMark> mark{{Distance{1500}, Duration{t}}},
          faster{{Distance{1500}, Duration{t - 1}}};
      for (const Formula formula : all_formulas) {
        double before = 0;
        for (const Distance distance : equivalent_distances()) {
          const auto here = seconds(mark, formula, distance, sex),
                     better = seconds(faster, formula, distance, sex);
          if (!here) continue;
          EXPECT_GT(*here, before) << text(formula) << " " << distance.si() << " " << t;
          if (better) {
            EXPECT_LT(*better, *here) << text(formula) << " " << distance.si() << " " << t;
          }
          before = *here;
        }
      }
    }
}

// Whatever two marks a runner may have, the table answers.
TEST(Equivalents, AnswersForAnyMarksPeopleRun) {
  for (double slower : {1.03, 1.1, 1.4, 2.0})
    for (const Distance first : equivalent_distances())
      for (const Distance second : equivalent_distances())
        for (double better : {0.97, 1.0, 1.05, 1.25}) {
          const auto time = [&](Distance distance) {
            return Duration{slower * distance.si() / (7.9 - 0.5 * std::log(distance.si() / 800))};
          };
          const std::vector<KnownMark> marks{{first, time(first)},
                                             {second, better * time(second)},
                                             {Distance{42195}, Duration{7800 * slower}}};
          const auto table = equivalents(marks, Sex::women);
          ASSERT_TRUE(table);
          for (const Equivalent& one : *table) {
            if (!one.time) continue;
            EXPECT_GT(one.time->si(), one.distance.si() / 11)
                << text(one.formula) << " " << one.distance.si();
            EXPECT_LT(one.time->si(), one.distance.si() / 2) << text(one.formula) << " " << one.distance.si();
          }
        }
}

// However much marks contradict one another: what is accepted is answered, finite and positive.
TEST(Equivalents, AnswersOrSaysNothingForMarksNobodyRuns) {
  tests::Dice dice{7};
  for (int i = 0; i < 3000; ++i) {
    std::vector<KnownMark> marks;
    for (int count = 1 + i % 5; count > 0; --count) {
      const double metres =
          dice.between(0, 1) < 0.7
              ? equivalent_distances()[static_cast<std::size_t>(dice.between(0, 7.999))].si()
              : std::exp(dice.between(std::log(400), std::log(42195)));
      marks.push_back({Distance{metres}, Duration{metres / dice.between(2.5, 10.5)}});
    }
    const auto table = equivalents(marks, i % 2 ? Sex::men : Sex::women);
    ASSERT_TRUE(table);
    for (const Equivalent& one : *table) {
      if (!one.time) continue;
      EXPECT_TRUE(std::isfinite(one.time->si()) && one.time->si() > 0.0) << text(one.formula);
    }
  }
}

TEST(Equivalents, RefuseWhatIsNoMark) {
  const auto refused = [](double metres, double time) {
    const std::vector<KnownMark> marks{{Distance{metres}, Duration{time}}};
    return !equivalents(marks, Sex::men).has_value();
  };
  EXPECT_FALSE(equivalents({}, Sex::men));
  EXPECT_TRUE(refused(1500, 60));
  EXPECT_TRUE(refused(1500, 1500));
  EXPECT_TRUE(refused(100, 10));
  EXPECT_TRUE(refused(1500, 0));
  EXPECT_TRUE(refused(1500, -210));
  EXPECT_TRUE(refused(1500, std::numeric_limits<double>::quiet_NaN()));
  EXPECT_TRUE(refused(std::numeric_limits<double>::infinity(), 210));
  EXPECT_FALSE(refused(1500, 210));
}

TEST(Equivalents, EveryFormulaHasANameAndARange) {
  for (const Formula formula : all_formulas) {
    EXPECT_FALSE(text(formula).empty());
    EXPECT_FALSE(range_of(formula).empty());
  }
}

}  // namespace
}  // namespace lastlap::runner
