#include "lastlap/formats/world_athletics.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "lastlap/formats/sheet_json.hpp"
#include "lastlap/formats/world_athletics_names.hpp"
#include "tests/sheets.hpp"

namespace lastlap::formats {
namespace {

const std::string document = R"({"waId": 1, "athletes": [
  {"id": 1, "firstName": "Nora", "lastName": "WESTER-LUND", "birthdate": "1999-02-28", "country": "NOR", "sex": "female"},
  {"id": 2, "firstName": "Mia", "lastName": "Quorn", "birthdate": "2001-12-31", "country": "GER"},
  {"id": 3, "firstName": "Ida", "lastName": "Haug", "birthdate": "2000-01-01", "country": "DEN"}],
 "relayTeams": [], "venues": [{"id": 1, "name": "Tromsø", "country": "NOR"}],
 "units": [{"waEventId": 10229513, "rounds": [
   {"type": "Semifinal", "races": [{"number": 2, "date": "2031-06-21", "results": [
     {"athleteId": 1, "result": "4:05.68", "placeInRace": 1, "qualified": "Q", "detail": [{"distance": "400.00", "result": "1:05.11"}, {"distance": "800.00", "result": "2:11.30"}]},
     {"athleteId": 2, "result": "4:06.4h", "placeInRace": 2},
     {"athleteId": 3, "result": "DNF"}]}]},
   {"type": "Final", "races": [{"number": 1, "date": "2031-06-22", "results": []}]}]},
  {"waEventId": 5, "title": "Hammer Throw Women", "rounds": [{"races": [{"number": 1, "date": "2031-06-22", "results": [
     {"athleteId": 1, "result": "60.00", "detail": [{"result": "60.00"}]}, {"relayTeamId": 1, "legs": [], "result": "DNS"}]}]}]}]})";

Sheet sheet(const std::string& text) {
  const auto json = read_json(text, "wa.json");
  EXPECT_TRUE(json.has_value()) << (json ? "" : json.error().line());
  const auto read = read_world_athletics(json.value_or(Json{}), "wa.json");
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().line());
  return read.value_or(Sheet{});
}

TEST(WorldAthletics, ReadsRacesResultsAndSplits) {
  const Sheet read = sheet(document);
  ASSERT_EQ(read.races.size(), 3u);
  EXPECT_EQ(read.races[0].key, "1-1-2");
  EXPECT_EQ(read.races[0].event, "1500");
  EXPECT_EQ(read.races[0].sex, measure::Sex::women);
  EXPECT_EQ(read.races[0].track, measure::TrackKind::oval_400);
  EXPECT_EQ(read.races[0].round, "semi-final 2");
  EXPECT_EQ(read.races[0].date->text(), "2031-06-21");
  EXPECT_EQ(read.races[0].venue, "Tromsø (NOR)");
  EXPECT_EQ(read.races[1].round, "final");
  ASSERT_GE(read.results.size(), 3u);
  EXPECT_EQ(read.results[0].person.name, "Nora Wester-Lund");
  EXPECT_EQ(read.results[0].person.birth->text(), "1999-02-28");
  EXPECT_EQ(read.results[0].time->si(), 245.68);
  EXPECT_EQ(read.results[0].qualified, "Q");
  EXPECT_EQ(read.results[1].timing, Timing::hand);
  EXPECT_EQ(read.results[2].status, "DNF");
  ASSERT_EQ(read.splits.size(), 2u);
  EXPECT_EQ(read.splits[1].distance.si(), 800);
  EXPECT_EQ(read.splits[1].time->si(), 131.3);
  EXPECT_TRUE(read.bad_rows.empty()) << read.bad_rows[0].line();
  EXPECT_EQ(read.remarks, (std::vector<std::string>{"Hammer Throw Women: not an event of lastlap", "details that are no splits", "relay teams"}));
}

TEST(WorldAthletics, EveryBadRowIsSaid) {
  const Sheet read = sheet(R"({"athletes": [{"id": 1, "lastName": "A"}, {"id": 1, "lastName": "B"}, {"lastName": "C"}, {"id": 4, "lastName": "D", "sex": "x"}, {"id": 5}],
    "units": [{"waEventId": 10229502, "rounds": [{"type": "Final", "races": [{"number": "one"}, {"number": 1, "date": "2031-02-30"},
      {"number": 2, "date": "2031-02-20", "results": [{"athleteId": 1, "result": "4:75.0"}, {"athleteId": 9, "result": "DNF"}, {"athleteId": 1}]}]}]}]})");
  std::vector<std::string> lines;
  for (const base::Problem& problem : read.bad_rows) lines.push_back(problem.line());
  EXPECT_EQ(lines, (std::vector<std::string>{"not an athlete, wa.json:1: number 2 of its list: the id 1 stands twice", "not an athlete, wa.json:1: number 3 of its list: id is missing",
                                             "not an athlete, wa.json:1: number 4 of its list: sex: \"x\" is neither male nor female", "not an athlete, wa.json:1: number 5 of its list: it names nobody",
                                             "not a race, wa.json:2: number 1 of its list: number: \"one\" is no whole number",
                                             "not a race, wa.json:2: number 2 of its list: date: \"2031-02-30\" is no day; write year-month-day, as 2023-08-23",
                                             "not a result, wa.json:3: number 1 of its list: result: \"4:75.0\" is not a time; write 3:29.38",
                                             "not a result, wa.json:3: number 2 of its list: athleteId: nobody has the id 9", "not a result, wa.json:3: number 3 of its list: result is empty"}));
}

TEST(WorldAthletics, WhatItHasAPlaceForIsReadAsTheSame) {
  Sheet all = tests::full_sheet();
  // What the format has no place for, as docs/formats.md says.
  all.segments.clear();
  all.marks.clear();
  all.records.clear();
  all.splits.resize(1);
  all.splits[0].place = {};
  all.splits[0].source = {};
  for (RaceRow& race : all.races) {
    race.field_complete = {};
    race.competition = race.source = {};
    race.has_id = false;
  }
  for (ResultRow& result : all.results) {
    result.raw_time = {};
    result.start_order = {};
    result.bib = result.source = result.person.club = {};
    result.person.birth_year = {};
    if (result.person.given.empty()) {
      const std::size_t blank = result.person.name.find(' ');
      result.person.given = result.person.name.substr(0, blank);
      result.person.family = result.person.name.substr(blank + 1);
    }
  }
  all.splits[0].person.club = {};
  const Sheet read = sheet(write_wa_json(all).text);
  EXPECT_TRUE(read.bad_rows.empty()) << read.bad_rows[0].line();
  // Keys are made anew.
  const std::string key = read.races.at(0).key;
  all.races[0].key = key;
  all.races[1].key = read.races.at(1).key;
  for (ResultRow& result : all.results) result.race = key;
  for (SplitRow& split : all.splits) split.race = key;
  EXPECT_EQ(write_json(read), write_json(all));
  EXPECT_EQ(write_wa_json(read).text, write_wa_json(all).text);
}

TEST(WorldAthletics, SaysWhatItLeavesOutAndWhatIsMissing) {
  const Written written = write_wa_json(tests::full_sheet());
  const auto says = [&](std::string_view words) {
    return std::ranges::any_of(written.remarks, [&](const std::string& remark) { return remark.find(words) != remark.npos; });
  };
  for (const char* words : {"1 segments are left out", "1 marks of lists", "1 records", "times finer than hundredths", "places at splits", "an athlete without a birth date",
                            "waId of the competition"})
    EXPECT_TRUE(says(words)) << words;
  EXPECT_EQ(written.text.find("birth_year"), std::string::npos);
}

TEST(WorldAthletics, SeveralCompetitionsAreSaid) {
  Sheet sheet = tests::full_sheet();
  sheet.races[1].competition = "Noon Games 2031";
  const std::vector<std::string> remarks = write_wa_json(sheet).remarks;
  EXPECT_NE(std::ranges::find(remarks, "races of 2 competitions are written as one: write one competition at a time"), remarks.end());
}

TEST(WorldAthletics, RoundsComeBackWhereTheFormatHasAWordForThem) {
  for (const char* round : {"final", "final 2", "semi-final 1", "quarter-final 3", "heat 4", "race", "race 2"}) {
    const RoundToWrite written = round_to_write(round);
    EXPECT_TRUE(written.is_held) << round;
    EXPECT_EQ(round_read(written.round, true), round);
  }
  EXPECT_FALSE(round_to_write("repechage heat 1").is_held);
  EXPECT_FALSE(round_to_write("").is_held);
  EXPECT_EQ(round_read({"Final", 1}, false), "final 1");
}

TEST(WorldAthletics, EveryEventOfLastlapHasANumber) {
  for (const measure::Event& event : measure::all_events())
    for (const auto sex : {measure::Sex::men, measure::Sex::women})
      for (const auto track : {measure::TrackKind::oval_400, measure::TrackKind::short_200}) {
        const auto number = number_of(event.name, sex, track);
        ASSERT_TRUE(number) << event.name;
        const NumberedEvent* known = event_numbered(*number);
        EXPECT_TRUE(known && known->event == event.name && known->sex == sex && known->track == track) << *number;
      }
}

}  // namespace
}  // namespace lastlap::formats
