#pragma once

// What must hold of a sheet, whatever the bytes it was read from.

#include <cmath>
#include <string>
#include <string_view>

#include "lastlap/base/expect.hpp"
#include "lastlap/formats/encoding.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/formats/sheet_json.hpp"
#include "lastlap/formats/status.hpp"
#include "tests/fuzz/text.hpp"

namespace lastlap::fuzz {

inline void expect_word(const std::string& word) {
  base::expect(formats::is_utf8(word), "a word is UTF-8");
  for (const char c : word) base::expect(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "a word holds nothing that a terminal obeys");
  base::expect(word.size() <= 3 * formats::most_word_bytes + 100, "a word is not longer than words are");
}

inline void expect_person(const formats::Person& person) {
  for (const std::string* word : {&person.name, &person.given, &person.family, &person.country, &person.club}) expect_word(*word);
}

inline void expect_time(const std::optional<measure::Duration>& time) {
  base::expect(!time || (std::isfinite(time->si()) && time->si() >= 0 && time->si() <= 1e5 + 1), "a time is one of a race");
}

inline void expect_sound(const formats::Sheet& sheet) {
  for (const base::Problem& problem : sheet.bad_rows) {
    base::expect(problem.where.starts_with(sheet.file) && !problem.why.empty() && !problem.what.empty(), "a bad row says where and why");
    base::expect(formats::is_utf8(problem.line()), "a bad row is told in UTF-8");
  }
  base::expect(sheet.bad_rows.size() <= formats::most_bad_rows + 1 && sheet.remarks.size() <= formats::most_remarks, "what is said is bounded");
  for (const formats::RaceRow& race : sheet.races) {
    base::expect(race.line > 0 && !race.key.empty(), "a race has a line and a key");
    for (const std::string* word : {&race.key, &race.title, &race.competition, &race.round, &race.event, &race.venue, &race.source}) expect_word(*word);
  }
  for (const formats::ResultRow& result : sheet.results) {
    expect_person(result.person);
    expect_time(result.time);
    expect_time(result.raw_time);
    base::expect(!result.person.name.empty() || !result.bib.empty(), "a result is somebody's");
    base::expect(!result.place || *result.place >= 1, "a place is counted from 1");
    base::expect(formats::status_of(result.status) == result.status, "a status is one of ours");
  }
  for (const formats::SplitRow& split : sheet.splits) {
    expect_person(split.person);
    expect_time(split.time);
    base::expect(split.time || split.place, "a split tells a time or a place");
  }
  for (const formats::SegmentRow& segment : sheet.segments) base::expect(segment.from < segment.to, "a segment ends behind its beginning");
  for (const formats::MarkRow& mark : sheet.marks) expect_person(mark.person);
  for (const formats::RecordRow& record : sheet.records) expect_person(record.person);
}

/// Our JSON holds all of any sheet.
inline void expect_held_by_json(const formats::Sheet& sheet) {
  const std::string text = formats::write_json(sheet);
  const auto document = formats::read_json(text, "again");
  base::expect(document.has_value(), "what is written is JSON");
  const auto again = formats::read_sheet_json(*document, "again");
  base::expect(again && again->bad_rows.empty(), "what is written has no bad row");
  base::expect(formats::write_json(*again) == text, "what is written is read as the same");
}

}  // namespace lastlap::fuzz
