#include "lastlap/measure/mark.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lastlap/base/expect.hpp"

namespace lastlap::measure {
namespace {

std::string mark(double raw_s) {
  return text_of_mark(Duration{raw_s});
}
double seconds(const char* written) {
  return read_time(written).value().si();
}

TEST(Mark, PrintsAsTheSportPrintsIt) {
  EXPECT_EQ(text(Mark::of_hundredths(20938)), "3:29.38");
  EXPECT_EQ(text(Mark::of_hundredths(5864)), "58.64");
  EXPECT_EQ(text(Mark::of_hundredths(76845)), "12:48.45");
  EXPECT_EQ(text(Mark::of_hundredths(372340)), "1:02:03.40");
  EXPECT_EQ(text(Mark::of_hundredths(6005)), "1:00.05");
}

TEST(Mark, RoundsARawTimeUpToTheHundredth) {
  EXPECT_EQ(mark(209.3801), "3:29.39");
  EXPECT_EQ(mark(209.371), "3:29.38");
  EXPECT_EQ(mark(59.991), "1:00.00");
}

TEST(Mark, AnExactHundredthStaysInspiteOfBinaryNumbers) {
  for (long hundredths = 1; hundredths < 100'000; ++hundredths) {
    const Mark exact = Mark::of_hundredths(hundredths);
    ASSERT_EQ(Mark::of_raw_time(exact.duration()), exact) << hundredths;
    const Duration one_bit_above{std::nextafter(exact.duration().si(), 1e9)};
    ASSERT_EQ(Mark::of_raw_time(one_bit_above), exact) << hundredths;
  }
}

TEST(Mark, ReadsBackWhatItPrints) {
  for (long hundredths = 0; hundredths < 500'000; hundredths += 7) {
    const Mark printed = Mark::of_hundredths(hundredths);
    ASSERT_EQ(Mark::of_raw_time(read_time(text(printed)).value()), printed);
  }
}

TEST(Mark, SplitsAreRoundedToTheNearestTenth) {
  EXPECT_EQ(text_of_split(Duration{114.24}), "1:54.2");
  EXPECT_EQ(text_of_split(Duration{114.25}), "1:54.3");
  EXPECT_EQ(text_of_split(Duration{59.96}), "1:00.0");
}

TEST(ReadTime, GivesTheNearestNumberToWhatIsWritten) {
  EXPECT_EQ(seconds("3:29.38"), 209.38);
  EXPECT_EQ(seconds("209.38"), 209.38);
  EXPECT_EQ(seconds("58.6"), 58.6);
  EXPECT_EQ(seconds("1:58"), 118.0);
  EXPECT_EQ(seconds("13:23"), 803.0);
  EXPECT_EQ(seconds("1:02:03.4"), 3723.4);
  EXPECT_EQ(seconds("0"), 0.0);
}

TEST(ReadTime, RefusesWhatIsNotATime) {
  for (const char* written :
       {"", "2:61.3", "-3:29", "3:2", "3:029", "3.", ".5", "3:29,38", " 3:29", "3:29 ", "1:60:00", "1:2:3:4",
        "01:02:03:04", "nan", "1e3", "3:29.3800000001", "999999", "3:29.38h"}) {
    EXPECT_FALSE(read_time(written).has_value()) << written;
  }
}

TEST(ReadTime, QuotesWhatItRefuses) {
  EXPECT_EQ(read_time("2:61.3").error().line(), "not a time: \"2:61.3\"; write 3:29.38, 58.6 or 209.38");
}

TEST(Mark, ANegativeTimeIsOurBug) {
  EXPECT_THROW(Mark::of_raw_time(Duration{-1.0}), base::Broken);
}

}  // namespace
}  // namespace lastlap::measure
