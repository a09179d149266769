#pragma once

// What the tests of imports have in common: an archive of the shipped facts, and files for it.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "lastlap/archive/import.hpp"
#include "lastlap/formats/recognise.hpp"
#include "tests/support.hpp"

namespace lastlap::archive {

namespace fs = std::filesystem;
using measure::AsOf;
using measure::Date;
using tests::whole_text;

inline const std::string races_head = "race,competition,round,event,sex,date,venue\n";
inline const std::string results_head = "race,place,athlete,country,time_s,status\n";

/// Tables with their header only.
inline fs::path no_facts(const fs::path& folder) {
  fs::create_directories(folder);
  for (const char* name :
       {"races.csv", "results.csv", "splits.csv", "segments.csv", "marks.csv", "records.csv"}) {
    const std::string text = whole_text(fs::path{LASTLAP_HOUSE} / "data" / name);
    std::ofstream{folder / name} << text.substr(0, text.find('\n') + 1);
  }
  return folder;
}

class Import : public ::testing::Test {
 protected:
  /// A file of the name with this text.
  static IncomingFile file_of(const std::string& name, const std::string& text) {
    return {.sheet = formats::read_sheet(text, name).value(), .checksum = checksum_of(text)};
  }
  ImportReport import(std::vector<IncomingFile> files,
                      const std::function<void(ImportRequest&)>& change = {}) {
    ImportRequest request{.files = std::move(files), .day = Date::of(2026, 1, 1)};
    if (change) change(request);
    auto report = import_files(archive, request);
    EXPECT_TRUE(report.has_value()) << report.error().line();
    return report ? *report : ImportReport{};
  }
  long number(const std::string& query) const {
    SQLite::Database database{file.string(), SQLite::OPEN_READONLY};
    return database.execAndGet(query).getInt();
  }
  std::string bytes() const { return whole_text(file); }
  void reopen(const fs::path& folder_of_facts) {
    auto opened = Archive::open(file, folder_of_facts);
    ASSERT_TRUE(opened.has_value()) << opened.error().line();
    archive = std::move(*opened);
  }

  tests::TemporaryFolder folder;
  const fs::path file = folder.path() / "archive.sqlite";
  Archive archive = Archive::open(file, LASTLAP_HOUSE "/data").value();
};

/// A race of two at Leeds.
inline const std::string leeds = races_head + "R1,Leeds Mile,race,mile,men,2024-06-01,Leeds (GBR)\n";
inline const std::string leeds_results =
    results_head + "R1,1,Josh Kerr,GBR,230.10,OK\nR1,2,Jake Wightman,GBR,230.50,OK\nR1,,Ivan New,GBR,,DNF\n";

/// A final of the shipped facts.
inline const std::string final_1500 = "budapest-2023-men-1500-final";

}  // namespace lastlap::archive
