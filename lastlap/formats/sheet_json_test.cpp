#include "lastlap/formats/sheet_json.hpp"

#include <gtest/gtest.h>

#include "tests/sheets.hpp"

namespace lastlap::formats {
namespace {

Sheet sheet(const std::string& text) {
  const auto document = read_json(text, "s.json");
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().line());
  const auto read = read_sheet_json(document.value_or(Json{}), "s.json");
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().line());
  return read.value_or(Sheet{});
}
std::string list(const std::string& name, const std::string& rows) { return "{\"schema\": \"lastlap.sheet/1\", \"" + name + "\": [" + rows + "]}"; }

TEST(SheetJson, WhatIsWrittenIsReadAsTheSame) {
  const Sheet all = tests::full_sheet(), read = sheet(write_json(all));
  EXPECT_TRUE(read.bad_rows.empty()) << (read.bad_rows.empty() ? "" : read.bad_rows[0].line());
  EXPECT_EQ(write_json(read), write_json(all));
  ASSERT_EQ(read.races.size(), all.races.size());
  EXPECT_TRUE(read.races[0].has_id);
  EXPECT_EQ(read.races[0].key, all.races[0].key);
  EXPECT_EQ(read.races[0].field_complete, true);
  ASSERT_EQ(read.results.size(), all.results.size());
  EXPECT_EQ(read.results[0].raw_time, all.results[0].raw_time);
  EXPECT_EQ(read.results[1].timing, Timing::hand);
  EXPECT_EQ(read.results[1].person.birth_year, 2003);
  EXPECT_EQ(read.results[2].status, "DNF");
  ASSERT_EQ(read.splits.size(), all.splits.size());
  EXPECT_EQ(read.splits[1].distance, all.splits[1].distance);
  EXPECT_EQ(read.splits[2].bib, "118");
  ASSERT_EQ(read.segments.size(), 1u);
  EXPECT_TRUE(read.segments[0].disputed);
  ASSERT_EQ(read.marks.size(), 1u);
  EXPECT_EQ(read.marks[0].track, measure::TrackKind::short_200);
  EXPECT_EQ(read.marks[0].points, 1101);
  ASSERT_EQ(read.records.size(), 1u);
  EXPECT_EQ(read.records[0].record, "NR NOR women");
}

TEST(SheetJson, AnEmptySheetIsASheet) { EXPECT_EQ(write_json(Sheet{}), "{\n  \"schema\": \"lastlap.sheet/1\"\n}\n"); }

TEST(SheetJson, EveryBadRowIsSaidWithItsNumber) {
  const Sheet read = sheet(list("results", "{\"race\": \"x\", \"athlete\": {\"name\": \"A B\"}, \"time_s\": -1},"
                                           "{\"race\": \"x\", \"athlete\": {\"name\": 7}},"
                                           "{\"athlete\": {\"name\": \"A B\"}}, 5,"
                                           "{\"race\": \"x\"},"
                                           "{\"race\": \"x\", \"athlete\": {\"name\": \"A B\"}, \"status\": \"late\"},"
                                           "{\"race\": \"x\", \"athlete\": {\"name\": \"A B\"}, \"place\": 1.5},"
                                           "{\"race\": \"x\", \"athlete\": {\"name\": \"A B\"}, \"time_s\": 209.38}"));
  std::vector<std::string> lines;
  for (const base::Problem& problem : read.bad_rows) lines.push_back(problem.line());
  EXPECT_EQ(lines, (std::vector<std::string>{"not a result, s.json:1: number 1 of its list: time_s: \"-1\" is no number from 0 to 100000",
                                             "not an athlete, s.json:1: number 2 of its list: name: \"7\" is no text",
                                             "not a result, s.json:1: number 2 of its list: its athlete cannot be right",
                                             "not a result, s.json:1: number 3 of its list: race is empty",
                                             "not a result, s.json:1: number 4 of its list: it is no object",
                                             "not a result, s.json:1: number 5 of its list: it names nobody",
                                             "not a result, s.json:1: number 6 of its list: status: \"late\" is not known; write OK, DNF, DQ, DNS or entered",
                                             "not a result, s.json:1: number 7 of its list: place: \"1.5\" is no whole number"}));
  EXPECT_EQ(read.results.size(), 1u);
  EXPECT_EQ(sheet(list("marks", "{\"athlete\": {\"name\": \"A\"}, \"event\": \"1500\", \"time_s\": 209.38}")).bad_rows.at(0).why, "number 1 of its list: date is missing");
  EXPECT_EQ(sheet(list("segments", "{\"race\": \"x\", \"athlete\": {\"name\": \"A\"}, \"from_m\": 9, \"to_m\": 9, \"time_s\": 9}")).bad_rows.size(), 1u);
}

TEST(SheetJson, AnotherVersionIsRefused) {
  const Json newer = Json::parse("{\"schema\": \"lastlap.sheet/2\"}");
  EXPECT_TRUE(is_sheet_json(newer));
  EXPECT_NE(read_sheet_json(newer, "s.json").error().line().find("its schema is not lastlap.sheet/1"), std::string::npos);
}

TEST(SheetJson, TheBoundsOfJsonHold) {
  EXPECT_NE(read_json(std::string(100'000, '['), "s.json").error().line().find("more than 32 deep"), std::string::npos);
  std::string long_list = "[0";
  for (std::size_t i = 0; i <= most_json_values; ++i) long_list += ",0";
  EXPECT_NE(read_json(long_list + "]", "s.json").error().line().find("values"), std::string::npos);
  EXPECT_EQ(read_json("{\"a\": 1,\n\"b\": }", "s.json").error().where, "s.json:2");
  EXPECT_FALSE(read_json("{\"a\": 1e999}", "s.json").has_value());
  EXPECT_FALSE(read_json("{\"a\": \"\\ud800\"}", "s.json").has_value());
}

TEST(SheetJson, ABadRowIsSaidWithItsLine) {
  const Sheet read = sheet("{\"schema\": \"lastlap.sheet/1\",\n \"note\": \"a { [ \\\" brace\",\n \"results\": [\n  {\"race\": \"x\", \"athlete\": {\"name\": \"A B\"}, \"time_s\": 209.38},\n"
                           "  {\n   \"race\": \"x\",\n   \"athlete\": {\"name\": \"C D\"},\n   \"time_s\": -1}\n ]}");
  EXPECT_EQ(read.results.at(0).line, 4u);
  EXPECT_EQ(read.bad_rows.at(0).where, "s.json:5");
}

}  // namespace
}  // namespace lastlap::formats
