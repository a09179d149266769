#include "lastlap/formats/lynx.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lastlap::formats {
namespace {

const std::string results =
    "41,1,2,19:05 | 1500m W,,,,,,1500,19:06:12.1050\n"
    "1,117,7,Wester-Lund,Nora,IL Fjord,4:05.673,,4:05.673,,,19:06:12.105,,,,4:05.673,4:05.673,\"6,11\",\n"
    "2,118,3,QUORN,Mia,TV Aue 1895,\"4:06,02\",,0.347,,,19:06:12.105,,,,0.347,0.347,\"6,10\",\n"
    "3,119,4,Haug,Ulla,,4:07.4h,,,,\n"
    "aufg.,120,5,Brandt,Eva,LG Tal,,,,,\n"
    "n.a.,121,6,Sand,Ida,,,,,,\n"
    "DQ,122,8,Voll,Kari,,4:01.00,,,,\n"
    ",123,9,Rim,Anna,,,,,,\n";

Sheet sheet(const std::string& text, const std::string& file = "41-1-02.lif") {
  const auto read = read_lynx(text, file);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().line());
  return read ? *read : Sheet{};
}

TEST(Lynx, ReadsTheRaceFromItsFirstLine) {
  const Sheet read = sheet(results);
  EXPECT_EQ(read.format, "FinishLynx results");
  ASSERT_EQ(read.races.size(), 1u);
  const RaceRow& race = read.races[0];
  EXPECT_EQ(race.key, "41-1-2");
  EXPECT_FALSE(race.has_id);
  EXPECT_EQ(race.title, "19:05 | 1500m W");
  EXPECT_EQ(race.event, "1500");
  EXPECT_EQ(race.distance->si(), 1500);
  EXPECT_EQ(race.sex, measure::Sex::women);
  EXPECT_EQ(race.round, "race 2");
}

TEST(Lynx, ReadsTimesToTheThousandthAndByHand) {
  const Sheet read = sheet(results);
  ASSERT_EQ(read.results.size(), 7u);
  const ResultRow& first = read.results[0];
  EXPECT_EQ(first.person.name, "Nora Wester-Lund");
  EXPECT_EQ(first.person.club, "IL Fjord");
  EXPECT_EQ(first.bib, "117");
  EXPECT_EQ(first.start_order, 7);
  EXPECT_EQ(first.place, 1);
  EXPECT_EQ(first.time->si(), 245.68);
  EXPECT_EQ(first.raw_time->si(), 245.673);
  EXPECT_EQ(read.results[1].person.name, "Mia Quorn");
  EXPECT_EQ(read.results[1].time->si(), 246.02);
  EXPECT_EQ(read.results[2].timing, Timing::hand);
}

TEST(Lynx, AStatusStandsInThePlaceOfThePlace) {
  const Sheet read = sheet(results);
  EXPECT_EQ(read.results[3].status, "DNF");
  EXPECT_EQ(read.results[4].status, "DNS");
  EXPECT_EQ(read.results[5].status, "DQ");
  EXPECT_FALSE(read.results[5].time);
  EXPECT_EQ(read.results[6].status, "entered");
  EXPECT_TRUE(read.bad_rows.empty());
}

TEST(Lynx, GapsBehindTheUsersFieldsAreNoSplits) { EXPECT_TRUE(sheet(results).splits.empty()); }

TEST(Lynx, CumulativeSplitsGetTheirDistances) {
  const std::string head = "41,1,1,1500m W,,,,,,1500,\n";
  for (const char* line : {"1,117,7,Lund,Nora,,4:05.67,,,,\"48.11,1:53.20,2:59.90\",,,,\n", "1,117,7,Lund,Nora,,4:05.67,,,,48.11 (48.11) 1:53.20 (1:05.09) 2:59.90 (1:06.70),,,,\n",
                           "1,117,7,Lund,Nora,,4:05.67,,,,,,,,,48.11,1:53.20,2:59.90,4:05.67,48.11,1:05.09,1:06.70,1:05.77\n"}) {
    const Sheet read = sheet(head + line);
    ASSERT_EQ(read.splits.size(), 3u) << line;
    EXPECT_EQ(read.splits[0].distance.si(), 300);
    EXPECT_EQ(read.splits[2].distance.si(), 1100);
    EXPECT_EQ(read.splits[2].time->si(), 179.9);
    EXPECT_EQ(read.splits[2].person.name, "Nora Lund");
  }
}

TEST(Lynx, EachSplitMayBeFollowedByItsLap) {
  const Sheet read = sheet("41,1,1,1500m M,,,,,,1500,\n1,117,7,Lund,Ole,,3:35.123,,,,,,,,,45.123,45.123,1:43.456,58.333,2:40.789,57.333,3:35.123,54.334\n");
  ASSERT_EQ(read.splits.size(), 3u);
  EXPECT_EQ(read.splits[0].distance.si(), 300);
  EXPECT_EQ(read.splits[1].time->si(), 103.456);
  EXPECT_EQ(read.understood, (std::vector<std::string>{"split times without distances as those at 300, 700, 1100 m, laps before the finish"}));
}

TEST(Lynx, WhoDidNotFinishHasSplitsWhereTheOthersHave) {
  const Sheet read = sheet("41,1,1,1500m M,,,,,,1500,\nDNF,118,3,Quorn,Per,,,,,,\"45.9,1:44.6\"\n1,117,7,Lund,Ole,,3:35.123,,,,\"45.123,1:43.456,2:40.789\"\n");
  ASSERT_EQ(read.splits.size(), 5u);
  EXPECT_EQ(read.splits[4].person.name, "Per Quorn");
  EXPECT_EQ(read.splits[4].distance.si(), 700);
  EXPECT_EQ(read.splits[4].line, 2u);
  EXPECT_EQ(sheet("41,1,1,1500m M,,,,,,1500,\nDNF,118,3,Quorn,Per,,,,,,\"45.9,1:44.6\"\n").remarks,
            (std::vector<std::string>{"splits of a runner who did not finish, that do not tell at which distances"}));
}

TEST(Lynx, OneFileMayHoldTheResultsOfSeveralRaces) {
  const Sheet read = sheet("1,1,1,1500m Men Final,,,,,,1500,\n1,11,1,Lund,Ole,,3:35.12\n\n2,1,1,1500m Women Final,+0.0,,,,,1500,\n1,31,1,Quorn,Mia,,3:55.12\n2,32,1,Haug,Ulla,,3:56\n");
  ASSERT_EQ(read.races.size(), 2u);
  EXPECT_EQ(read.races[1].sex, measure::Sex::women);
  ASSERT_EQ(read.results.size(), 3u);
  EXPECT_EQ(read.results[1].race, "2-1-1");
}

TEST(Lynx, ARaceMayBeWithoutNumbersOrName) {
  const Sheet read = sheet(",,,,,,,,,1500,\n1,11,1,Lund,Ole,,3:35.12\n");
  EXPECT_EQ(read.races.at(0).event, "1500");
  EXPECT_EQ(read.results.size(), 1u);
  EXPECT_FALSE(is_lynx(",,,Results of the day,,,,,,,\n"));
}

TEST(Lynx, ARunnerInTheFirstLineIsNoRace) {
  EXPECT_EQ(read_lynx("1,11,1,Lund,Ole,GBR,\"3:35,12\"\n2,12,1,Quorn,Per,GBR,3:35.22\n", "x.lif").error().line(),
            "not a file of FinishLynx, x.lif:1: it begins with a runner; the line of her race is missing");
}

TEST(Lynx, WhoRanOutsideTheCompetitionHasATimeAndNoPlace) {
  const ResultRow guest = sheet("1,1,1,1500m M,,,,,,1500,\na.K.,11,1,Lund,Ole,,3:35.12\n").results.at(0);
  EXPECT_EQ(guest.status, "OK");
  EXPECT_FALSE(guest.place);
  EXPECT_EQ(guest.time->si(), 215.12);
}

TEST(Lynx, SplitsOfARunnerWithoutANameAreHerNumbers) {
  const Sheet read = sheet("41,1,1,800m W,,,,,,800,\n1,117,7,,,,2:01.50,,,,59.10,,,,\n");
  EXPECT_EQ(read.splits.at(0).bib, "117");
}

TEST(Lynx, StartListsHaveManyRaces) {
  const Sheet read = sheet(
      "; made by hand\n41,1,1,800m M Vorlauf,,,,,,800\n,117,2,Lund,Ole,Norwegen\n\t118,3,Quorn,Per,TV Aue\n\n41,1,2,800m M Vorlauf,,,,,,800\n,119,2,Haug,Jon,\n", "Lynx.evt");
  EXPECT_EQ(read.format, "FinishLynx start list");
  ASSERT_EQ(read.races.size(), 2u);
  EXPECT_EQ(read.races[1].round, "heat 2");
  EXPECT_EQ(read.races[0].sex, measure::Sex::men);
  ASSERT_EQ(read.results.size(), 3u);
  EXPECT_EQ(read.results[1].bib, "118");
  EXPECT_EQ(read.results[1].person.name, "Per Quorn");
  EXPECT_EQ(read.results[2].race, "41-1-2");
  EXPECT_EQ(read.results[2].status, "entered");
}

TEST(Lynx, AnEventThatLastlapDoesNotKnowIsARemark) {
  const Sheet read = sheet("7,1,1,11:02 | 60m W,,,,,,60,\n1,9,2,Lund,Nora,,7.636\n");
  EXPECT_EQ(read.results.size(), 1u);
  EXPECT_EQ(read.races[0].event, "60 m");
  EXPECT_EQ(read.remarks, (std::vector<std::string>{"60 m: not an event of lastlap"}));
}

TEST(Lynx, TheDistanceMayStandInItsOwnCell) {
  EXPECT_EQ(sheet("7,1,1,Frauen A-Lauf,,,,,,1500 m,\n1,9,2,Lund,Nora,,4:05.67\n").races[0].event, "1500");
  EXPECT_EQ(sheet("7,1,1,Frauen Hindernis,,,,,,3000,\n1,9,2,Lund,Nora,,9:05.67\n").races[0].event, "Frauen Hindernis");
}

TEST(Lynx, EveryBadLineIsSaid) {
  const Sheet read = sheet("7,1,1,1500m W,,,,,,1500,\n1,9,2,Lund,Nora,,4:75.67\nsoon,10,2,Quorn,Mia,,4:05.67\n1,,2,,,,4:05.67\n\"1,2\n4,11,3,Haug,Ulla,,4:07.00\n");
  ASSERT_EQ(read.bad_rows.size(), 4u);
  EXPECT_EQ(read.bad_rows[0].line(), "not a result, 41-1-02.lif:2: \"4:75.67\" is not a time; write 3:29.38, 58.6 or 209.38");
  EXPECT_EQ(read.bad_rows[1].line(), "not a result, 41-1-02.lif:3: \"soon\" is neither a place nor a status; docs/formats.md has the words");
  EXPECT_EQ(read.bad_rows[2].line(), "not a result, 41-1-02.lif:4: neither a number nor a name");
  EXPECT_EQ(read.bad_rows[3].line(), "not a line of FinishLynx, 41-1-02.lif:5: a quote is never closed");
  EXPECT_EQ(read.results.size(), 1u);
}

TEST(Lynx, IsToldByItsFirstLine) {
  EXPECT_TRUE(is_lynx(results));
  for (const char* none : {"", "a,b,c,d", "1,2,3", "1,2,3,", "race,athlete,time_s"}) EXPECT_FALSE(is_lynx(none)) << none;
  EXPECT_NE(read_lynx("a", "x").error().line().find("not a file of FinishLynx"), std::string::npos);
}

TEST(Lynx, NoBytesBreakIt) {
  std::mt19937_64 dice{23};
  const std::string letters = ",,,\n\"0123456789.:hDNFaufg \t;";
  for (int i = 0; i < 3000; ++i) {
    std::string text = "7,1,1,1500m W,,,,,,1500,\n";
    for (std::uint64_t n = dice() % 150; n > 0; --n) text += letters[dice() % letters.size()];
    const Sheet read = sheet(text, i % 2 ? "a.lif" : "a.evt");
    EXPECT_GE(read.races.size(), 1u);
  }
}

}  // namespace
}  // namespace lastlap::formats
