#include "lastlap/formats/clock.hpp"

#include <gtest/gtest.h>

namespace lastlap::formats {
namespace {

double seconds(std::string_view written) {
  const auto time = clock_time(written);
  return time ? time->raw.si() : -1;
}

TEST(Clock, ReadsEverySpelling) {
  for (const char* written : {"3:29.38", "3:29,38", "3.29,38", "3.29.38", "3'29\"38", "209.38", "209,38", " 3:29.38 ", "03:29.38", "0:03:29.38", "0.03.29,38"})
    EXPECT_EQ(seconds(written), 209.38) << written;
  EXPECT_EQ(seconds("3:29"), 209);
  EXPECT_EQ(seconds("58"), 58);
  EXPECT_EQ(seconds("1:02:03.4"), 3723.4);
  EXPECT_EQ(seconds("7.636"), 7.636);
}

TEST(Clock, ReadsNothingElse) {
  for (const char* wrong : {"", "h", "3:61.0", "3:9.38", "3:29.38.1.2", "-3:29", "3,29.38", "12h 30", "3:29.", ".5", "3::29", "1e3", "3:29.3812345", "3 29", "3:29.38q",
                            "1234567", "١:٢٣"})
    EXPECT_EQ(seconds(wrong), -1) << wrong;
}

TEST(Clock, TheOfficialTimeIsRoundedUp) {
  EXPECT_EQ(clock_time("7.636")->official().si(), 7.64);
  EXPECT_EQ(clock_time("3:29.371")->official().si(), 209.38);
  EXPECT_EQ(clock_time("3:29.380")->official().si(), 209.38);
  EXPECT_EQ(clock_time("3:29.38")->official().si(), 209.38);
}

TEST(Clock, AHandsTimeIsRoundedUpToTheTenth) {
  EXPECT_EQ(clock_time("3:29.4h")->official().si(), 209.4);
  EXPECT_EQ(clock_time("3:29.31h")->official().si(), 209.4);
  EXPECT_EQ(clock_time("3:29.31h")->finer()->si(), 209.31);
}

TEST(Clock, KnowsWhatIsFinerThanTheOfficialTime) {
  EXPECT_EQ(clock_time("7.636")->finer()->si(), 7.636);
  EXPECT_FALSE(clock_time("7.64")->finer());
  EXPECT_FALSE(clock_time("3:29.4h")->finer());
}

TEST(Clock, AHandIsMarkedOrToldByTheTenth) {
  EXPECT_EQ(clock_time("3:29.4h")->timing(false), Timing::hand);
  EXPECT_EQ(clock_time("3:29.4")->timing(true), Timing::hand);
  EXPECT_EQ(clock_time("209.4")->timing(false), Timing::automatic);
  EXPECT_EQ(clock_time("3:29.40")->timing(true), Timing::automatic);
}

}  // namespace
}  // namespace lastlap::formats
