#include "lastlap/formats/omega.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lastlap::formats {
namespace {

const std::string head = "\"Event\";\"Round\";\"Heat\";\"Lap\";\"Bib\";\"Lane\";\"idStatus\";\"Time\";\"Result\";\"Rank\"\n";

Sheet sheet(const std::string& rows) {
  const auto read = read_omega(head + rows, "LSTRslt.txt");
  EXPECT_TRUE(read.has_value());
  return read ? *read : Sheet{};
}
std::string complaint(const std::string& row) {
  const Sheet read = sheet(row);
  return read.bad_rows.empty() ? "good" : read.bad_rows[0].line();
}

TEST(Omega, FinishesAreResultsByNumber) {
  const Sheet read = sheet("12;1;2;9999;\"117\";7;0;2456730;\"4:05.68\";1\n12;1;2;9999;\"118\";3;0;2460200;\"4:06.02\";2\n");
  ASSERT_EQ(read.races.size(), 1u);
  EXPECT_EQ(read.races[0].key, "12-1-2");
  EXPECT_EQ(read.races[0].round, "race 2");
  EXPECT_EQ(read.races[0].event, "");
  ASSERT_EQ(read.results.size(), 2u);
  EXPECT_EQ(read.results[0].bib, "117");
  EXPECT_EQ(read.results[0].person.name, "");
  EXPECT_EQ(read.results[0].place, 1);
  EXPECT_EQ(read.results[0].start_order, 7);
  EXPECT_EQ(read.results[0].time->si(), 245.68);
  EXPECT_EQ(read.results[0].raw_time->si(), 245.673);
  EXPECT_FALSE(read.results[1].raw_time);
}

TEST(Omega, TheResultTellsTheUnitOfTheTime) {
  EXPECT_EQ(sheet("12;1;1;9999;117;7;0;245673;4:05.68;1\n").results.at(0).raw_time->si(), 245.673);
  EXPECT_EQ(complaint("12;1;1;9999;117;7;0;245673;3:05.68;1\n"), "not a result, LSTRslt.txt:2: time \"245673\" and result \"3:05.68\" do not agree");
}

TEST(Omega, ASplitWithoutAResultHasTheUnitOfTheFile) {
  const Sheet thousandths = sheet("12;1;1;400;117;7;0;58120;;0\n12;1;1;9999;117;7;0;245673;4:05.68;1\n");
  EXPECT_EQ(thousandths.splits.at(0).time->si(), 58.12);
  EXPECT_EQ(thousandths.understood, (std::vector<std::string>{"laps of 100 and more as metres run"}));
  EXPECT_EQ(sheet("12;1;1;400;117;7;0;581200;;0\n12;1;1;9999;117;7;0;2456730;4:05.68;1\n").splits.at(0).time->si(), 58.12);
  EXPECT_EQ(sheet("12;1;1;400;117;7;0;581200;;0\n").understood.at(0), "times without results as ten-thousandths of a second");
}

TEST(Omega, AStatusIsAWordAndNotANumber) {
  EXPECT_EQ(sheet("12;1;1;9999;117;7;DNF;0;;0\n").results.at(0).status, "DNF");
  EXPECT_EQ(sheet("12;1;1;9999;117;7;3;0;DNS;0\n").results.at(0).status, "DNS");
  EXPECT_EQ(sheet("12;1;1;9999;117;7;0;0;;0\n").results.at(0).status, "entered");
  EXPECT_EQ(complaint("12;1;1;9999;117;7;odd;0;;0\n"), "not a result, LSTRslt.txt:2: idStatus: \"odd\" is no status");
}

TEST(Omega, LapsAreSplitsOnlyInMetres) {
  EXPECT_EQ(sheet("12;1;1;400;117;7;0;651100;1:05.11;1\n").splits.at(0).bib, "117");
  EXPECT_EQ(sheet("12;1;1;400;117;7;0;651100;1:05.11;1\n").splits.at(0).time->si(), 65.11);
  const Sheet read = sheet("12;1;1;1;117;7;0;651100;1:05.11;1\n");
  EXPECT_TRUE(read.splits.empty());
  EXPECT_EQ(read.remarks.back(), "times of laps that do not tell their distances");
}

TEST(Omega, EveryBadLineIsSaid) {
  EXPECT_EQ(complaint("x;1;1;9999;117;7;0;1;;1\n"), "not a result, LSTRslt.txt:2: event: \"x\" is no number");
  EXPECT_EQ(complaint("1;1;1;9999;;7;0;1;;1\n"), "not a result, LSTRslt.txt:2: no bib");
  EXPECT_EQ(complaint("1;1;1;9999;1;7;0;-5;;1\n"), "not a result, LSTRslt.txt:2: time: \"-5\" is no number of ten-thousandths of a second");
  EXPECT_EQ(complaint("1;1;1;9999;1;7;0;1;soon;1\n"), "not a result, LSTRslt.txt:2: result: \"soon\" is not a time");
  EXPECT_EQ(complaint("1;1;1\n"), "not a result, LSTRslt.txt:2: no bib");
}

TEST(Omega, IsToldByItsHeader) {
  EXPECT_TRUE(is_omega(head));
  EXPECT_FALSE(is_omega("Event;Round;Heat\n"));
  EXPECT_FALSE(read_omega("a", "b").has_value());
}

TEST(Omega, NoBytesBreakIt) {
  std::mt19937_64 dice{29};
  const std::string letters = ";;;\n\"0123456789999.:DNF";
  for (int i = 0; i < 3000; ++i) {
    std::string rows;
    for (std::uint64_t n = dice() % 150; n > 0; --n) rows += letters[dice() % letters.size()];
    sheet(rows);
  }
}

}  // namespace
}  // namespace lastlap::formats
