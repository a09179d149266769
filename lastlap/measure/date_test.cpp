#include "lastlap/measure/date.hpp"

#include <gtest/gtest.h>

#include "lastlap/base/expect.hpp"

namespace lastlap::measure {
namespace {

TEST(Date, ReadsAndPrintsIso) {
  EXPECT_EQ(Date::read("2023-08-23").value().text(), "2023-08-23");
}

TEST(Date, KnowsTheCalendar) {
  EXPECT_TRUE(Date::read("2024-02-29").has_value());
  for (const char* written : {"2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31"}) {
    EXPECT_FALSE(Date::read(written).has_value()) << written;
  }
}

TEST(Date, RefusesOtherShapes) {
  for (const char* written :
       {"", "23-08-2023", "2023-8-23", "2023/08/23", "2023-08-23 ", "2023-08-2x", "+023-08-23"}) {
    EXPECT_FALSE(Date::read(written).has_value()) << written;
  }
}

TEST(Date, AnImpossibleDayIsOurBug) {
  EXPECT_THROW(Date::of(2023, 2, 30), base::Broken);
}

TEST(Date, TheDayBeforeCrossesMonthsAndYears) {
  EXPECT_EQ(Date::of(2024, 3, 1).day_before(), Date::of(2024, 2, 29));
  EXPECT_EQ(Date::of(2024, 1, 1).day_before(), Date::of(2023, 12, 31));
}

TEST(Date, CountsDays) {
  EXPECT_EQ(Date::of(2024, 3, 1).days_since(Date::of(2023, 3, 1)), 366);
  EXPECT_EQ(Date::of(2023, 3, 1).days_since(Date::of(2024, 3, 1)), -366);
}

TEST(AsOf, TheEveDoesNotKnowTheDayOfTheRace) {
  const AsOf eve = AsOf::eve_of(Date::of(2023, 8, 23));
  EXPECT_TRUE(eve.knows(Date::of(2023, 8, 22)));
  EXPECT_FALSE(eve.knows(Date::of(2023, 8, 23)));
}

}  // namespace
}  // namespace lastlap::measure
