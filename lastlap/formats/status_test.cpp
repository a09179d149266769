#include "lastlap/formats/status.hpp"

#include <gtest/gtest.h>

#include <set>

namespace lastlap::formats {
namespace {

TEST(Status, WordsOfManyTonguesMeanTheSame) {
  for (const char* word : {"DNF", "dnf", "aufg.", "Aufg.", "aufgegeben", "Bröt", "BRUTIT", "abandon"}) EXPECT_EQ(status_of(word), "DNF") << word;
  for (const char* word : {"DNS", "n.a.", "n.a.g.", "N. a.", "abgem.", "ej start", "non-partant"}) EXPECT_EQ(status_of(word), "DNS") << word;
  for (const char* word : {"DQ", "DSQ", "disq.", "disqu.", "Disk.", "Disqualifié", "FS"}) EXPECT_EQ(status_of(word), "DQ") << word;
}

TEST(Status, ARuleMayFollowADisqualification) {
  for (const char* word : {"DQ TR17.2.3", "DQ163.3b", "DQ (R 16.8)", "DSQ 162.7"}) EXPECT_EQ(status_of(word), "DQ") << word;
  EXPECT_FALSE(status_of("DNF 12"));
}

TEST(Status, OtherWordsAreNone) {
  for (const char* word : {"", "1", "3:29.38", "soon", "DNFX", ".", "é"}) EXPECT_FALSE(status_of(word)) << word;
}

TEST(Status, AWordThatNobodyExplainsIsKnownAsSuch) { EXPECT_EQ(status_of("VST"), ""); }

TEST(Status, NoWordStandsTwiceAndEachMeansOneOfFour) {
  std::set<std::string_view> seen;
  for (const StatusWord& word : status_words()) {
    EXPECT_TRUE(seen.insert(word.word).second) << word.word;
    EXPECT_EQ(status_of(word.word), word.status);
    EXPECT_TRUE((std::set<std::string_view>{"OK", "DNF", "DQ", "DNS", "entered", ""}.contains(word.status))) << word.word;
  }
}

}  // namespace
}  // namespace lastlap::formats
