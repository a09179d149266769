#include "lastlap/archive/export.hpp"

#include "lastlap/formats/sheet_json.hpp"
#include "lastlap/formats/tables.hpp"
#include "tests/imports.hpp"

namespace lastlap::archive {
namespace {

std::string all_tables(const Archive& archive) {
  const formats::Sheet sheet = exported(archive, {}).value();
  std::string all;
  for (int table = 0; table < 6; ++table)
    all += formats::write_csv(sheet, static_cast<formats::Table>(table));
  return all;
}

TEST_F(Import, AnExportImportedIsTheArchiveAgain) {
  import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  const formats::Sheet sheet = exported(archive, {}).value();
  std::vector<IncomingFile> tables;
  for (int table = 0; table < 6; ++table) {
    const std::string text = formats::write_csv(sheet, static_cast<formats::Table>(table));
    tables.push_back(file_of(std::string(formats::text(static_cast<formats::Table>(table))) + ".csv", text));
  }
  const fs::path none = no_facts(folder.path() / "none");
  for (const auto& files : {tables, std::vector{file_of("all.json", formats::write_json(sheet))}}) {
    Archive empty = Archive::open(folder.path() / (files[0].sheet.file + ".sqlite"), none).value();
    const ImportReport report = import_files(empty, {.files = files, .day = Date::of(2026, 12, 31)}).value();
    ASSERT_TRUE(report.done) << report.bad_rows.at(0).line();
    EXPECT_TRUE(report.doubts.empty());
    EXPECT_TRUE(all_tables(empty) == all_tables(archive)) << files[0].sheet.file;
  }
}

TEST_F(Import, AnExportOfOneRaceHasNothingElse) {
  const formats::Sheet sheet = exported(archive, {.races = {final_1500}, .event = "", .sex = {}}).value();
  EXPECT_EQ(sheet.races.size(), 1u);
  EXPECT_EQ(sheet.results.size(), 12u);
  EXPECT_EQ(sheet.splits.size(), 11u);
  EXPECT_TRUE(sheet.marks.empty());
  EXPECT_FALSE(exported(archive, {.races = {"no-such"}, .event = "", .sex = {}}).has_value());
}

TEST_F(Import, AnExportImportedIntoItsOwnArchiveChangesNothing) {
  // A third John Gregorek, kept apart for want of a birth.
  import({file_of("races.csv", leeds), file_of("results.csv", results_head + "R1,1,John Gregorek,USA,230.10,OK\n")});
  const std::string before = all_tables(archive);
  const formats::Sheet sheet = exported(archive, {}).value();
  const ImportReport report = import({file_of("all.json", formats::write_json(sheet))}, [](ImportRequest& request) { request.day = Date::of(2026, 12, 31); });
  EXPECT_TRUE(report.done);
  EXPECT_TRUE(report.doubts.empty());
  EXPECT_EQ(report.new_athletes, 0);
  EXPECT_TRUE(report.corrections.empty());
  EXPECT_TRUE(all_tables(archive) == before);
}

}  // namespace
}  // namespace lastlap::archive
