#include "lastlap/formats/words.hpp"

#include <gtest/gtest.h>

namespace lastlap::formats {
namespace {

TEST(Words, AreTrimmedAndHoldNothingThatATerminalObeys) {
  EXPECT_EQ(plain("  Nora \t Lund\r\n"), "Nora Lund");
  EXPECT_EQ(plain("Nora\x1b[31m Lund"), "Nora [31m Lund");
  EXPECT_EQ(plain("\xC2\xA0Ådne\xC2\xA0Ås\xE2\x80\xAE"), "Ådne Ås");
  EXPECT_EQ(plain("N\xC3"), "N?");
  EXPECT_EQ(plain("\xC2\x9B"), "");
}

TEST(Words, AreShownShort) {
  EXPECT_EQ(shown("3:61"), "\"3:61\"");
  const std::string long_word = shown(std::string(39, 'a') + "é" + std::string(30, 'b'));
  EXPECT_EQ(long_word, "\"" + std::string(39, 'a') + "...\"");
}

TEST(Words, NumbersAreWholeOrDecimal) {
  EXPECT_EQ(whole_number("0042"), 42);
  for (const char* wrong : {"", "-1", "1.0", "1234567890", "x"}) EXPECT_FALSE(whole_number(wrong)) << wrong;
  EXPECT_EQ(decimal_number("1609,344"), 1609.344);
  for (const char* wrong : {"", "-1", "1.2.3", "1e5", "inf", "nan", "0x10", "."}) EXPECT_FALSE(decimal_number(wrong)) << wrong;
}

TEST(Words, DaysComeInEveryOrderThatIsClear) {
  for (const char* written : {"2031-06-21", "21.06.2031", "21.6.2031", "21/06/2031", "20310621", "2031-06-21T20:15:00+02:00"})
    EXPECT_EQ(day(written).value().text(), "2031-06-21") << written;
  for (const char* wrong : {"", "2031-13-01", "31.02.2031", "2031", "06-21", "21.06.31", "1.1", "21.06/2031"}) EXPECT_FALSE(day(wrong)) << wrong;
}

TEST(Words, DaysMayNameTheirMonths) {
  for (const char* written : {"12 Aug 2023", "12 August 2023", "12. August 2023", "12-AUG-2023", "Aug 12, 2023", "12 août 2023", "12 ago 2023"})
    EXPECT_EQ(day(written), measure::Date::of(2023, 8, 12)) << written;
  EXPECT_EQ(day("3 märz 2024"), measure::Date::of(2024, 3, 3));
  for (const char* wrong : {"31 Feb 2023", "12 Aug 23", "Aug 2023", "12 Foo 2023", "12 8 2023 1", "August"}) EXPECT_FALSE(day(wrong)) << wrong;
}

TEST(Words, TwelveDaysOfAMonthMayBeMonths) {
  EXPECT_TRUE(may_have_month_first("08/12/2023"));
  for (const char* clear : {"8/8/2023", "23/08/2023", "08.12.2023", "2023-08-12", ""}) EXPECT_FALSE(may_have_month_first(clear)) << clear;
}

}  // namespace
}  // namespace lastlap::formats
