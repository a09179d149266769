#include "lastlap/archive/record_history.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace lastlap::archive {
namespace {

using measure::AsOf;
using measure::Date;

const AsOf always{Date::of(9999, 12, 31)};

AthleteMark mark(const std::string& name, const char* day, double time_s) {
  AthleteMark made;
  made.athlete.name = name;
  made.performance.date = Date::read(day).value();
  made.performance.time = measure::Duration{time_s};
  return made;
}

std::string names(const std::vector<Milestone>& milestones) {
  std::string all;
  for (const Milestone& one : milestones) all += one.mark.athlete.name + (one.equals ? "= " : one.listed ? "! " : " ");
  return all;
}

TEST(RecordHistory, HoldsTheFastestOfEachDayThatNobodyHadBettered) {
  const RecordHistory history = record_history({mark("C", "2003-01-01", 210.0), mark("A", "2001-01-01", 212.0), mark("slow", "2002-01-01", 213.0),
                                                mark("beaten", "2003-01-01", 211.0), mark("B", "2002-06-01", 212.0)},
                                               {}, always);
  EXPECT_EQ(names(history.milestones), "A B= C ");
  EXPECT_FALSE(history.in_force);
  EXPECT_EQ(history.since, Date::of(2001, 1, 1));
  EXPECT_EQ(history.fastest()->mark.athlete.name, "C");
}

TEST(RecordHistory, EndsWithTheListedRecordWhateverMarksSay) {
  const RecordHistory history =
      record_history({mark("A", "2001-01-01", 212.0), mark("listed", "2002-01-01", 210.0), mark("later", "2003-01-01", 209.0)},
                     {mark("listed", "2002-01-01", 210.0)}, always);
  EXPECT_EQ(names(history.milestones), "A listed! ");
  EXPECT_EQ(history.in_force->athlete.name, "listed");
  ASSERT_EQ(history.contradictions.size(), 1u);
  EXPECT_EQ(history.contradictions[0].mark.athlete.name, "later");
  EXPECT_EQ(history.contradictions[0].why, Contradiction::Why::newer_and_unlisted);
}

TEST(RecordHistory, ShowsAnOlderMarkThatIsFasterThanTheListedRecord) {
  const RecordHistory history =
      record_history({mark("A", "2001-01-01", 209.0)}, {mark("listed", "2002-01-01", 210.0)}, always);
  EXPECT_EQ(names(history.milestones), "A ") << "a slower mark is no milestone";
  EXPECT_EQ(history.in_force->athlete.name, "listed") << "and yet it is what the list says";
  ASSERT_EQ(history.contradictions.size(), 1u);
  EXPECT_EQ(history.contradictions[0].why, Contradiction::Why::older_and_faster);
}

TEST(RecordHistory, ASlowerRecordListedLaterDoesNotUnseatTheFormer) {
  const RecordHistory history =
      record_history({}, {mark("first", "2001-01-01", 210.0), mark("second", "2002-01-01", 211.0)}, always);
  EXPECT_EQ(history.in_force->athlete.name, "first");
  EXPECT_EQ(names(history.milestones), "first! ");
  EXPECT_EQ(history.contradictions.front().why, Contradiction::Why::listed_but_slower);
}

TEST(RecordHistory, OfNoMarksIsEmpty) {
  const RecordHistory history = record_history({}, {mark("later", "2024-01-01", 210.0)}, AsOf{Date::of(2023, 12, 31)});
  EXPECT_TRUE(history.milestones.empty());
  EXPECT_FALSE(history.in_force);
  EXPECT_FALSE(history.fastest());
}

/// Marks of some years, few different times so that ties are common.
std::vector<AthleteMark> some_marks(std::mt19937& dice, std::size_t count) {
  const auto below = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  std::vector<AthleteMark> made;
  for (std::size_t i = 0; i < count; ++i) {
    const Date day = Date::of(1990 + below(8), static_cast<unsigned>(1 + below(12)), static_cast<unsigned>(1 + below(28)));
    made.push_back(mark("athlete " + std::to_string(below(9)), day.text().c_str(), 200.0 + below(40) / 10.0));
  }
  return made;
}

TEST(RecordHistory, NeverListsAMarkSlowerThanAnEarlierOne) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 dice{seed};
    const std::vector<AthleteMark> marks = some_marks(dice, 60), listed = some_marks(dice, seed % 4);
    const RecordHistory history = record_history(marks, listed, always);
    for (std::size_t i = 1; i < history.milestones.size(); ++i) {
      const auto& before = history.milestones[i - 1].mark.performance;
      const auto& after = history.milestones[i].mark.performance;
      ASSERT_LE(before.date, after.date);
      ASSERT_GE(before.time.si(), after.time.si());
      ASSERT_EQ(before.time.si() == after.time.si(), history.milestones[i].equals);
    }
    ASSERT_EQ(history.in_force.has_value(), !listed.empty());
    if (listed.empty()) {
      const auto& fastest = *std::ranges::min_element(marks, {}, [](const AthleteMark& one) { return one.performance.time.si(); });
      ASSERT_EQ(history.fastest()->mark.performance.time.si(), fastest.performance.time.si());
      ASSERT_TRUE(history.contradictions.empty());
    }
  }
}

TEST(RecordHistory, AsOfAnEarlierDayIsTheFirstPartOfALaterOne) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 dice{seed};
    const std::vector<AthleteMark> marks = some_marks(dice, 60), listed = some_marks(dice, seed % 4);
    const RecordHistory whole = record_history(marks, listed, always);
    for (int year = 1989; year < 1999; ++year) {
      const AsOf as_of{Date::of(year, 6, 30)};
      const RecordHistory part = record_history(marks, listed, as_of);
      ASSERT_LE(part.milestones.size(), whole.milestones.size());
      for (std::size_t i = 0; i < whole.milestones.size(); ++i) {
        const AthleteMark& milestone = whole.milestones[i].mark;
        ASSERT_EQ(i < part.milestones.size(), as_of.knows(milestone.performance.date));
        if (i < part.milestones.size()) {
          ASSERT_EQ(part.milestones[i].mark.athlete.name, milestone.athlete.name);
        }
      }
    }
  }
}

TEST(RecordHistory, TellsAMarkOfTwoListsOnce) {
  const RecordHistory history = record_history({mark("A", "2001-01-01", 212.0), mark("A", "2001-01-01", 212.0), mark("B", "2001-01-01", 212.0)}, {}, always);
  EXPECT_EQ(names(history.milestones), "A B= ");
}

}  // namespace
}  // namespace lastlap::archive
