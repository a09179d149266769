#pragma once

// The shipped tables read by a few lines of plain code, to hold the archive's answers against: no archive in here, but for the fixture at the end.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/archive/sport_tables.hpp"
#include "lastlap/formats/csv.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {

using PlainRow = std::map<std::string, std::string>;

inline const measure::AsOf always{measure::Date::of(9999, 12, 31)};
/// The eve of a few days on which much changed, and the end of time.
inline const std::vector<std::string> days{"2004-08-23", "2015-07-16", "2019-10-05", "2023-06-01", "2023-08-22", "2024-08-05", "9999-12-31"};

inline std::vector<PlainRow> rows_of(const std::string& text) {
  const auto table = formats::read_csv(text, "test", {});
  std::vector<PlainRow> rows;
  for (const formats::CsvRow& row : table->rows) {
    PlainRow& plain = rows.emplace_back();
    for (std::size_t i = 0; i < table->header.size(); ++i) plain[table->header[i]] = row.cells[i];
  }
  return rows;
}

inline long hundredths(const std::string& seconds) {
  return std::lround(std::stod(seconds) * 100);
}

/// A mark or a result that somebody ran, as the files have it.
struct PlainMark {
  std::string who;  ///< "name|birth"
  std::string name, birth, country, sex, event, track, date, venue, competition;
  std::string place;  ///< of a list
  long time = 0;      ///< [0.01 s]
};

/// The shipped tables, read without the archive.
struct Plain {
  std::map<std::string, PlainRow> races;
  std::vector<PlainRow> results;
  std::vector<PlainMark> listed;      ///< marks.csv
  std::vector<PlainMark> timed;       ///< results.csv, where there is a time
  std::map<std::string, std::set<std::string>> births;  ///< of a name and sex
};

inline constexpr int usual_age = 26;  // of two namesakes, the one nearer to it ran the race, says docs/archive.md

inline std::string birth_of(const Plain& plain, const std::string& name, const std::string& sex, const std::string& date) {
  const auto known = plain.births.find(name + sex);
  if (known == plain.births.end()) return "";
  std::string best;
  int off = 1000;
  for (const std::string& birth : known->second) {
    const int age = std::stoi(date.substr(0, 4)) - std::stoi(birth.substr(0, 4));
    if (std::abs(age - usual_age) < off) off = std::abs(age - usual_age), best = birth;
  }
  return best;
}

inline const Plain& plain() {
  static const Plain read = [] {
    Plain files;
    for (const PlainRow& row : rows_of(whole_text(LASTLAP_HOUSE "/data/marks.csv"))) {
      files.births[row.at("athlete") + row.at("sex")].insert(row.at("birth"));
      files.listed.push_back({row.at("athlete") + "|" + row.at("birth"), row.at("athlete"), row.at("birth"), row.at("country"), row.at("sex"),
                              row.at("event"), row.at("track"), row.at("date"), row.at("venue"), "", row.at("place"), hundredths(row.at("time_s"))});
    }
    for (const PlainRow& row : rows_of(whole_text(LASTLAP_HOUSE "/data/races.csv"))) files.races[row.at("race")] = row;
    files.results = rows_of(whole_text(LASTLAP_HOUSE "/data/results.csv"));
    for (PlainRow& row : files.results) {
      const PlainRow& race = files.races.at(row.at("race"));
      row["birth"] = birth_of(files, row.at("athlete"), race.at("sex"), race.at("date"));
      row["who"] = row.at("athlete") + "|" + row.at("birth");
      if (row.at("time_s").empty() || row.at("status") != "OK") continue;
      files.timed.push_back({row.at("who"), row.at("athlete"), row.at("birth"), row.at("country"), race.at("sex"), race.at("event"), race.at("track"),
                             race.at("date"), race.at("venue"), race.at("competition"), "", hundredths(row.at("time_s"))});
    }
    return files;
  }();
  return read;
}

/// Every mark: the listed ones, and timed results that no list has.
inline std::vector<PlainMark> all_runs(const std::string& last_day) {
  std::set<std::tuple<std::string, std::string, std::string, long>> seen;
  std::vector<PlainMark> runs;
  for (const PlainMark& run : plain().listed) {
    seen.insert({run.who, run.event, run.date, run.time});
    if (run.date <= last_day) runs.push_back(run);
  }
  for (const PlainMark& run : plain().timed) {
    if (run.date <= last_day && !seen.contains({run.who, run.event, run.date, run.time})) runs.push_back(run);
  }
  return runs;
}

/// An archive of the shipped facts, made once.
class Ask : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder = std::make_unique<TemporaryFolder>();
    auto opened = lastlap::archive::Archive::open(folder->path() / "archive.sqlite", LASTLAP_HOUSE "/data");
    ASSERT_TRUE(opened) << opened.error().line();
    archive = std::make_unique<lastlap::archive::Archive>(std::move(*opened));
    tables = lastlap::archive::read_sport_tables(LASTLAP_HOUSE "/data").value();
  }
  static void TearDownTestSuite() {
    archive.reset();
    folder.reset();
  }
  static inline std::unique_ptr<TemporaryFolder> folder;
  static inline std::unique_ptr<lastlap::archive::Archive> archive;
  static inline lastlap::archive::SportTables tables;
};

inline std::string who(const archive::Athlete& athlete) {
  return athlete.name + "|" + (athlete.birth ? athlete.birth->text() : "");
}

inline long hundredths(measure::Duration time) {
  return std::lround(time.si() * 100);
}

}  // namespace lastlap::tests
