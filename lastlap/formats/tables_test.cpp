#include "lastlap/formats/tables.hpp"

#include <gtest/gtest.h>

#include <random>

#include "lastlap/formats/sheet_json.hpp"
#include "tests/sheets.hpp"

namespace lastlap::formats {
namespace {

Sheet sheet(std::string_view text) {
  const auto read = read_table(text, "t.csv");
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().line());
  return read ? *read : Sheet{};
}
std::vector<std::string> complaints(std::string_view text) {
  std::vector<std::string> lines;
  for (const base::Problem& problem : sheet(text).bad_rows) lines.push_back(problem.line());
  return lines;
}

TEST(Tables, AreToldByTheirHeaders) {
  EXPECT_EQ(table_of("race,competition,date\n"), Table::races);
  EXPECT_EQ(table_of("status,athlete,race\n"), Table::results);
  EXPECT_EQ(table_of("race,athlete,distance_m,time_s\n"), Table::splits);
  EXPECT_EQ(table_of("race,athlete,from_m,to_m,time_s\n"), Table::segments);
  EXPECT_EQ(table_of("athlete,event,time_s,date\n"), Table::marks);
  EXPECT_EQ(table_of("athlete,event,time_s,date,record\n"), Table::records);
  EXPECT_EQ(table_of("athlete,time_s,date\n"), Table::marks);
  EXPECT_EQ(table_of("Rang;Name;Verein;Zeit\n"), Table::results);
  EXPECT_EQ(table_of("date,event,round,place,athlete,time_s\n"), Table::results);
  EXPECT_EQ(table_of("bib,time\n"), Table::results);
  for (const char* none : {"", "a,b\n", "race\n", "athlete,country\n", "\"race,date\n"}) EXPECT_FALSE(table_of(none)) << none;
}

TEST(Tables, AreReadInAnyOrderOfColumnsUnderOtherNames) {
  const Sheet read = sheet("Time,Name,Race ID,Nation,Pos,Shoe\n3:29.38,\"WESTER-LUND, Nora\",x-1,NOR,1.,red\n");
  ASSERT_EQ(read.results.size(), 1u);
  const ResultRow& result = read.results[0];
  EXPECT_EQ(result.race, "x-1");
  EXPECT_EQ(result.person.name, "Nora Wester-Lund");
  EXPECT_EQ(result.person.country, "NOR");
  EXPECT_EQ(result.place, 1);
  EXPECT_EQ(result.time->si(), 209.38);
  EXPECT_EQ(read.remarks, (std::vector<std::string>{"the column \"Shoe\""}));
}

TEST(Tables, MayBePartedBySemicolonsAndHaveDecimalCommas) {
  const Sheet read = sheet("race;athlete;distance_m;time_s\nx;Nora Lund;809,344;2:03,4\n");
  ASSERT_EQ(read.splits.size(), 1u);
  EXPECT_EQ(read.splits[0].distance.si(), 809.344);
  EXPECT_EQ(read.splits[0].time->si(), 123.4);
  EXPECT_EQ(sheet("race\tathlete\ttime_s\nx\tNora Lund\t209,38\n").results.at(0).time->si(), 209.38);
}

TEST(Tables, ARaceIsReadAsListsOfMeetingsWriteIt) {
  const Sheet read = sheet("race_id,competition,round,event,sex,date,venue\nDL-7,Midnight Games,Final 2 | National Events,2 Miles,W,2031-06-21,Tromsø\n");
  ASSERT_EQ(read.races.size(), 1u);
  const RaceRow& race = read.races[0];
  EXPECT_EQ(race.key, "DL-7");
  EXPECT_TRUE(race.has_id);
  EXPECT_EQ(race.round, "final 2");
  EXPECT_EQ(race.title, "Final 2 | National Events");
  EXPECT_EQ(race.event, "2-miles");
  EXPECT_EQ(race.distance->si(), 3218.688);
  EXPECT_EQ(race.sex, measure::Sex::women);
  EXPECT_FALSE(race.track);
  EXPECT_FALSE(race.field_complete);
}

TEST(Tables, AStatusStandsInItsColumnOrInsteadOfTimeOrPlace) {
  const Sheet read = sheet("race,place,athlete,time_s,status\nx,,A B,,DNF\nx,,C D,aufg.,\nx,n.a.,E F,,\nx,1,G H,3:40.1,\n");
  ASSERT_EQ(read.results.size(), 4u);
  EXPECT_EQ(read.results[0].status, "DNF");
  EXPECT_EQ(read.results[1].status, "DNF");
  EXPECT_EQ(read.results[2].status, "DNS");
  EXPECT_EQ(read.results[3].status, "OK");
  EXPECT_EQ(read.results[3].timing, Timing::automatic);
}

TEST(Tables, ARowThatSaysNothingIsLeftAside) {
  const Sheet read = sheet("race,place,athlete,time_s,status\nx, - ,A B,,\nx,-,C D,,\nx,-,E F,,VST\n");
  EXPECT_TRUE(read.results.empty());
  EXPECT_TRUE(read.bad_rows.empty());
  EXPECT_EQ(read.remarks, (std::vector<std::string>{"a row without place, time or status (2 times)", "a row whose status \"VST\" nobody knows"}));
}

TEST(Tables, EveryBadRowIsSaidWithItsLine) {
  EXPECT_EQ(complaints("race,place,athlete,time_s,status\nx,1,A B,3:61.0,OK\nx,0,,3:40,OK\nx,1,A\n\"x,1,A B,3:40.0,OK\nx,1,A B,3:40.0,late\nx,2,A B,3:40.0,DNF\n,2,A B,3:40.0,OK\n"),
            (std::vector<std::string>{
                "not a result, t.csv:2: time_s: \"3:61.0\" is no time; write 3:29.38, 58.6 or 209.38",
                "not a result, t.csv:3: athlete is empty",
                "not a result, t.csv:3: place: \"0\" is no place; write 1, 2, 3, or leave it empty",
                "not a result, t.csv:4: 3 cells where the header has 5",
                "not a result, t.csv:5: a quote is never closed",
                "not a result, t.csv:6: status: \"late\" is no status; write OK, DNF, DQ, DNS or entered",
                "not a result, t.csv:7: a runner with the status DNF has no time; clear the time, or write OK",
                "not a result, t.csv:8: race is empty"}));
  EXPECT_EQ(complaints("race,athlete,distance_m,time_s\nx,A B,far,60\nx,A B,0,60\nx,A B,400,\n").size(), 3u);
  EXPECT_EQ(complaints("race,athlete,from_m,to_m,time_s\nx,A B,1500,1100,60\nx,A B,1100,1500,\n").size(), 2u);
  EXPECT_EQ(complaints("athlete,event,time_s,date,birth,birth_year\nA B,1500,209.38,2031-02-30,,\nA B,1500,,2031-02-03,,\nA B,1500,209.38,2031-02-03,yes,\nA B,1500,209.38,2031-02-03,,1700\n").size(),
            4u);
  EXPECT_EQ(complaints("race,event,distance_m,date\nx,mile,1500,\n").at(0), "not a race, t.csv:2: distance_m 1500 is not that of the event mile");
}

TEST(Tables, AnEventThatLastlapDoesNotKnowIsARemark) {
  const Sheet read = sheet("athlete,event,time_s,date\nA B,60m,7.64,2031-02-03\nA B,60m,7.7,2031-02-04\n");
  EXPECT_EQ(read.marks.size(), 2u);
  EXPECT_EQ(read.marks[0].event, "60m");
  EXPECT_EQ(read.remarks, (std::vector<std::string>{"60m: not an event of lastlap (2 times)"}));
}

TEST(Tables, ThousandthsAndHandsAreUnderstood) {
  const Sheet read = sheet("race,athlete,time_s\nx,A B,209.371\nx,C D,3:29.4h\n");
  EXPECT_EQ(read.results[0].time->si(), 209.38);
  EXPECT_EQ(read.results[0].raw_time->si(), 209.371);
  EXPECT_EQ(read.results[1].timing, Timing::hand);
  const ResultRow by_hand = sheet("race,athlete,time_s,timing\nx,A B,209.41,hand\n").results.at(0);
  EXPECT_EQ(by_hand.time->si(), 209.5) << "by hand to the tenth, rounded up";
  EXPECT_EQ(by_hand.raw_time->si(), 209.41);
}

TEST(Tables, ANumberMayBeMissingInTheWordsOfProgramsAndANameMayBeOne) {
  const Sheet read = sheet("race,place,athlete,time_s,status\nx,NULL,Nan Lund,n/a,DNF\nx,1,nan,3:40.0,OK\n");
  EXPECT_TRUE(read.bad_rows.empty());
  EXPECT_EQ(read.results[1].person.name, "nan");
}

TEST(Tables, NotANumberIsNoTimeAndNoPlace) {
  EXPECT_EQ(complaints("race,place,athlete,time_s\nx,1,A B,nan\nx,2,C D,NaN\nx,NaN,E F,3:40\n"),
            (std::vector<std::string>{"not a result, t.csv:2: time_s: \"nan\" is no time; write 3:29.38, 58.6 or 209.38",
                                      "not a result, t.csv:3: time_s: \"NaN\" is no time; write 3:29.38, 58.6 or 209.38",
                                      "not a result, t.csv:4: place: \"NaN\" is no place; write 1, 2, 3, or leave it empty"}));
}

TEST(Tables, NotAvailableIsNotTakenForNichtAngetreten) {
  EXPECT_EQ(complaints("race,place,athlete,time_s\nx,3,A B,NA\n").at(0),
            "not a result, t.csv:2: time_s: \"NA\" is no word that is understood: not available, or nicht angetreten; write n.a. or DNS, or leave it empty");
  EXPECT_EQ(sheet("race,place,athlete,time_s\nx,,A B,n.a.\n").results.at(0).status, "DNS");
}

TEST(Tables, AYearAloneIsAYear) {
  const Sheet read = sheet("athlete,birth,event,time_s,date\nA B,1999,1500,209.38,2031-02-03\n");
  EXPECT_FALSE(read.marks[0].person.birth);
  EXPECT_EQ(read.marks[0].person.birth_year, 1999);
}

TEST(Tables, ANameThatAlsoStandsInPartsIsNotTakenApart) {
  const Sheet read = sheet("race,athlete,given,family,time_s\nx,Nora LUND,Nora,Lund,209.38\nx,Mia QUORN,,,210.1\n");
  EXPECT_EQ(read.results[0].person.name, "Nora LUND");
  EXPECT_EQ(read.results[1].person.name, "Mia Quorn");
}

TEST(Tables, ANameMayStandInPartsOnly) {
  const Sheet read = sheet("race,First Name,Last Name,time\nx,Nora,WESTER-LUND,209.38\nx,,,210.1\n");
  EXPECT_EQ(read.results.at(0).person.name, "Nora Wester-Lund");
  EXPECT_EQ(read.bad_rows.at(0).why, "athlete is empty");
}

TEST(Tables, ResultsWithoutRacesAreOfOneRaceThatTheFileDoesNotName) {
  const Sheet read = sheet("Rang;Name;Nation;Zeit\n1;KERR Josh;GBR;3:29,38\na.K.;Lund Ole;NOR;3:31,2\n");
  ASSERT_EQ(read.races.size(), 1u);
  EXPECT_EQ(read.races[0].event, "");
  EXPECT_EQ(read.results.at(0).race, read.races[0].key);
  EXPECT_EQ(read.results.at(0).time->si(), 209.38);
  EXPECT_EQ(read.results.at(1).status, "OK");
  EXPECT_FALSE(read.results.at(1).place) << "outside the competition";
}

TEST(Tables, ResultsMayHeadTheirRaces) {
  const Sheet read = sheet("Competition;Date;Event;Sex;Round;Heat;Place;Name;Time\nGames;12 Aug 2031;1500m;W;Heat;1;1;Nora LUND;4:05,68\n"
                           "Games;12.08.2031;1500m;W;Heat;1;2;Mia Quorn;4:06,1\nGames;13.08.2031;1500m;W;Final;1;1;Nora LUND;4:01,2\n");
  ASSERT_EQ(read.races.size(), 2u);
  EXPECT_EQ(read.races[0].round, "heat 1");
  EXPECT_EQ(read.races[0].date->text(), "2031-08-12");
  EXPECT_EQ(read.races[0].sex, measure::Sex::women);
  EXPECT_EQ(read.races[1].round, "final");
  EXPECT_EQ(read.results.at(1).race, read.races[0].key);
  EXPECT_EQ(read.results.at(2).race, read.races[1].key);
  EXPECT_TRUE(read.remarks.empty());
}

TEST(Tables, AHeatMayHaveAColumnOfItsOwn) {
  const Sheet read = sheet("race,event,date,round,heat\nx,1500,2031-08-12,heat,2\ny,1500,2031-08-12,final,1\nz,1500,2031-08-12,,B\n");
  EXPECT_EQ(read.races.at(0).round, "heat 2");
  EXPECT_EQ(read.races.at(1).round, "final");
  EXPECT_EQ(read.races.at(2).round, "race B");
}

TEST(Tables, ARaceIsNotHeadedInTwoWays) {
  const std::string head = "race,date,event,place,athlete,time_s\nx,2031-08-12,1500,1,A B,220\n";
  EXPECT_EQ(sheet(head + "x,2031-08-12,1500,2,C D,221\n").races.at(0).key, "x");
  EXPECT_EQ(complaints(head + "x,2031-08-13,1500,2,C D,221\n").at(0),
            "not a result, t.csv:3: \"x\" is headed otherwise on line 2; give the two races two names");
}

TEST(Tables, SeparatorsBeyondTheHeaderAndEmptyLinesSayNothing) {
  const Sheet read = sheet("race;athlete;time_s\r\nx;A B;3:40,1;\r\n;;\r\n\r\nx;C D;3:41;;;\r\n");
  EXPECT_EQ(read.results.size(), 2u);
  EXPECT_TRUE(read.bad_rows.empty());
  EXPECT_TRUE(read.remarks.empty());
}

TEST(Tables, WhatListsWriteBehindATimeIsLeftAside) {
  const Sheet read = sheet("race,athlete,time_s\nx,A B,3:29.5 PB\nx,C D,3:29.6 (SB)\nx,E F,3:29.7Q\nx,G H,3:29.8 q PB\n");
  ASSERT_EQ(read.results.size(), 4u);
  EXPECT_EQ(read.results[0].time->si(), 209.5);
  EXPECT_EQ(read.results[2].qualified, "Q");
  EXPECT_EQ(read.results[3].qualified, "q");
  EXPECT_EQ(read.remarks, (std::vector<std::string>{"words behind times: bests and records (PB, SB, NR, ...) (3 times)"}));
  EXPECT_EQ(complaints("race,athlete,time_s\nx,A B,3:29.5 fast\n").size(), 1u);
}

TEST(Tables, AColumnThatIsOfNoUseIsSaid) {
  EXPECT_EQ(sheet("race,athlete,distance_m,time_s,qualified\nx,A B,400,58.1,Q\n").remarks, (std::vector<std::string>{"the column qualified, which splits have not"}));
}

TEST(Tables, ADayWhoseMonthMayStandFirstIsSaid) {
  const Sheet read = sheet("race,event,date\nx,1500,08/12/2031\ny,1500,23/12/2031\nz,1500,12.08.2031\n");
  EXPECT_EQ(read.races.at(0).date->text(), "2031-12-08");
  EXPECT_EQ(read.understood, (std::vector<std::string>{"\"08/12/2031\" and its like as 2031-12-08, the day before the month"}));
}

TEST(Tables, ARankBesideAPlaceTellsNothing) {
  const Sheet read = sheet("Rank;Mark;Competitor;DOB;Nat;Pos;Venue;Date;Results Score\n7;3:26.73;Jakob LUND;19 SEP 2000;NOR;1;Oslo (NOR);12 JUL 2024;1260\n");
  EXPECT_EQ(read.marks.at(0).place, "1");
  EXPECT_EQ(read.marks.at(0).points, 1260);
  EXPECT_EQ(read.marks.at(0).person.birth->text(), "2000-09-19");
  EXPECT_EQ(read.remarks, (std::vector<std::string>{"the column \"Rank\""}));
}

TEST(Tables, RefuseAHeaderThatIsNotTheirs) {
  EXPECT_NE(read_table("", "t.csv").error().line().find("it is empty"), std::string::npos);
  EXPECT_NE(read_table("a,b\n", "t.csv").error().line().find("does not head races"), std::string::npos);
  EXPECT_NE(read_table("race,race_id,date,event\n", "t.csv").error().line().find("\"race\" and \"race_id\" both mean race"), std::string::npos);
}

TEST(Tables, WhatIsWrittenIsReadAsTheSame) {
  const Sheet all = tests::full_sheet();
  Sheet again;
  for (const Table table : {Table::races, Table::results, Table::splits, Table::segments, Table::marks, Table::records}) {
    const std::string text = write_csv(all, table);
    EXPECT_EQ(table_of(text), table);
    const Sheet read = sheet(text);
    EXPECT_TRUE(read.bad_rows.empty()) << (read.bad_rows.empty() ? "" : read.bad_rows[0].line());
    EXPECT_TRUE(read.remarks.empty());
    again.races.insert(again.races.end(), read.races.begin(), read.races.end());
    again.results.insert(again.results.end(), read.results.begin(), read.results.end());
    again.splits.insert(again.splits.end(), read.splits.begin(), read.splits.end());
    again.segments.insert(again.segments.end(), read.segments.begin(), read.segments.end());
    again.marks.insert(again.marks.end(), read.marks.begin(), read.marks.end());
    again.records.insert(again.records.end(), read.records.begin(), read.records.end());
    EXPECT_EQ(write_csv(read, table), text);
  }
  EXPECT_EQ(write_json(again), write_json(all));
  EXPECT_EQ(write_csv(Sheet{}, Table::races), "");
}

TEST(Tables, AreWrittenWithTheColumnsOfTheFacts) {
  Sheet one;
  one.splits.emplace_back();
  one.splits[0].race = "x";
  one.splits[0].person.name = "Nora Lund";
  one.splits[0].distance = measure::Distance{400};
  one.splits[0].time = measure::Duration{58.5};
  EXPECT_EQ(write_csv(one, Table::splits), "race,athlete,distance_m,time_s,place,source\nx,Nora Lund,400,58.50,,\n");
}

TEST(Tables, NoBytesBreakThem) {
  std::mt19937_64 dice{3};
  const std::string letters = ",,\n\"0123456789.:;-abDNF \xC3\xA9";
  for (int i = 0; i < 2000; ++i) {
    std::string text = "race,place,athlete,time_s,status,birth\n";
    for (std::uint64_t n = dice() % 100; n > 0; --n) text += letters[dice() % letters.size()];
    for (const base::Problem& problem : sheet(text).bad_rows) EXPECT_TRUE(problem.where.starts_with("t.csv:"));
  }
}

}  // namespace
}  // namespace lastlap::formats
