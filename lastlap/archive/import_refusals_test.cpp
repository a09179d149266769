// What an import refuses, and that it then changes nothing.

#include <algorithm>
#include <ctime>

#include "tests/imports.hpp"

namespace lastlap::archive {
namespace {

TEST_F(Import, BadRowsAreAllToldAndNothingIsImported) {
  const std::string before = bytes();
  const ImportReport report =
      import({file_of("races.csv", leeds),
              file_of("results.csv", leeds_results +
                                         "R1,x,Ann One,GBR,231.00,OK\nR2,1,Bob Two,GBR,231.00,OK\nR1,4,Cy "
                                         "Three,GBR,131.00,OK\nR1,5,Josh Kerr,GBR,232.00,OK\n")});
  EXPECT_FALSE(report.done);
  ASSERT_EQ(report.bad_rows.size(), 4u);
  const auto has = [&](const char* where, const char* why) {
    return std::ranges::any_of(report.bad_rows, [&](const base::Problem& p) {
      return p.where == where && p.why.find(why) != std::string::npos;
    });
  };
  EXPECT_TRUE(has("results.csv:5", "place"));
  EXPECT_TRUE(has("results.csv:6", "\"R2\" is in none of the files"));
  EXPECT_TRUE(has("results.csv:7", "faster than any man can run"));
  EXPECT_TRUE(has("results.csv:8", "starts twice"));
  EXPECT_EQ(bytes(), before);
}

TEST_F(Import, BadRowsMayBeSkipped) {
  const ImportReport report = import(
      {file_of("races.csv", leeds), file_of("results.csv", leeds_results + "R2,1,Bob Two,GBR,231.00,OK\n")},
      [](ImportRequest& request) { request.skip_bad = true; });
  EXPECT_TRUE(report.done);
  EXPECT_EQ(report.bad_rows.size(), 1u);
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->results.size(), 3u);
}

TEST_F(Import, ADateOfTomorrowIsBad) {
  EXPECT_FALSE(
      import({file_of("races.csv", races_head + "R1,Leeds Mile,race,mile,men,2026-01-02,Leeds (GBR)\n")})
          .done);
  EXPECT_TRUE(
      import({file_of("races.csv", races_head + "R1,Leeds Mile,race,mile,men,2026-01-01,Leeds (GBR)\n")})
          .done);
}

TEST_F(Import, SplitsMustRiseWithDistance) {
  import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  const std::string head = "race,athlete,distance_m,time_s,place\n", id = "leeds-2024-men-mile,";
  EXPECT_TRUE(
      import({file_of("a.csv", head + id + "Josh Kerr,400,57.0,1\n" + id + "Kerr,800,115.0,1\n")}).done);
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->splits.size(), 2u);
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->splits[1].athlete->name, "Josh Kerr");
  EXPECT_FALSE(import({file_of("b.csv", head + id + "Josh Kerr,600,116.0,1\n")}).done);
  EXPECT_FALSE(import({file_of("c.csv", head + id + "Josh Kerr,1400,230.10,1\n")}).done);
  EXPECT_FALSE(import({file_of("d.csv", head + id + "Josh Kerr,1700,240.10,1\n")}).done);
}

TEST_F(Import, StoppedLeavesTheArchiveAsItWas) {
  const std::atomic<bool> stop{true};
  std::string many = results_head;
  for (int i = 0; i < 1000; ++i) many += "R1,," + std::to_string(i) + " Runner,GBR,,DNF\n";
  const std::string before = bytes();
  const ImportReport report = import({file_of("races.csv", leeds), file_of("results.csv", many)},
                                     [&](ImportRequest& request) { request.stop = &stop; });
  EXPECT_FALSE(report.done);
  EXPECT_EQ(bytes(), before);
}

TEST_F(Import, ADayBeforeRacesWereTimedIsBad) {
  EXPECT_EQ(import({file_of("r.csv", races_head + "A,Games,final,1500,men,1823-01-02,Oslo (NOR)\n")}).bad_rows.at(0).line(),
            "not a race, r.csv:2: 1823-01-02 is earlier than races were timed; look at its year");
}

TEST_F(Import, NotANumberIsNoTime) {
  const ImportReport report = import({file_of("races.csv", leeds), file_of("results.csv", results_head + "R1,1,Josh Kerr,GBR,nan,OK\n")});
  EXPECT_FALSE(report.done);
  EXPECT_EQ(report.bad_rows.at(0).line(), "not a result, results.csv:2: time_s: \"nan\" is no time; write 3:29.38, 58.6 or 209.38");
}

TEST_F(Import, ASplitOfOneFileStandsOnceAndIsRun) {
  const std::string splits = "race,athlete,distance_m,time_s\n";
  const auto why = [&](const std::string& rows) {
    const ImportReport report = import({file_of("races.csv", leeds), file_of("results.csv", leeds_results), file_of("splits.csv", splits + rows)});
    return report.bad_rows.empty() ? "" : report.bad_rows[0].why;
  };
  EXPECT_EQ(why("R1,Josh Kerr,400,56.0\nR1,Josh Kerr,400,57.0\n"), "leeds-2024-men-mile, Josh Kerr at 400 m stands twice, in 56.00 and 57.00");
  EXPECT_EQ(why("R1,Josh Kerr,400,41.0\n"), "nobody runs 400 m in 41.00");
  EXPECT_EQ(why("R1,Josh Kerr,400,56.0\nR1,Josh Kerr,400,56.0\n"), "");
}

TEST_F(Import, ASegmentIsRunByPeople) {
  const ImportReport report = import({file_of("races.csv", leeds), file_of("results.csv", leeds_results),
                                      file_of("segments.csv", "race,athlete,from_m,to_m,time_s\nR1,Josh Kerr,1200,1600,5.77\n")});
  EXPECT_EQ(report.bad_rows.at(0).line(), "not a segment, segments.csv:2: nobody runs 400 m in 5.77");
}

/// Processor seconds to import `rows` races of one heading, each with a runner of one given name.
double seconds_to_import(Archive& archive, int rows) {
  std::string races = races_head, results = "race,place,athlete,time_s\n";
  for (int i = 0; i < rows; ++i) {
    const std::string race = "X" + std::to_string(i);
    races += race + ",Games,final,1500,men,2014-06-01,Oslo (NOR)\n";
    results += race + ",1,Anton Xu" + std::to_string(rows) + "n" + std::to_string(i) + ",3:45.0\n";
  }
  const auto file = [](const std::string& name, const std::string& text) {
    return IncomingFile{.sheet = formats::read_sheet(text, name).value(), .checksum = checksum_of(text)};
  };
  const std::clock_t before = std::clock();
  EXPECT_TRUE(import_files(archive, {.files = {file("races.csv", races), file("results.csv", results)}, .day = Date::of(2026, 1, 1)})->done);
  return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

TEST_F(Import, TimeGrowsWithTheRowsOfRacesAndNamesakes) {
  // Four times the rows take some four times as long; sixteen would be a square.
  constexpr double noise_s = 0.05, most_growth = 10.0;
  Archive other = Archive::open(folder.path() / "other.sqlite", LASTLAP_HOUSE "/data").value();
  const double less = seconds_to_import(other, 1500), more = seconds_to_import(archive, 6000);
  EXPECT_LT(more, most_growth * std::max(less, noise_s)) << less << " s, then " << more << " s";
}

TEST_F(Import, NobodyRunsOneEventAllDayAndNoRaceHasSplitsWithoutEnd) {
  std::string marks = "athlete,sex,event,date,time_s\n", splits = "race,athlete,distance_m,time_s\n";
  for (int i = 0; i < 21; ++i) marks += "Ole Lund,men,1500,2014-06-01,3:40." + std::to_string(10 + i) + "\n";
  EXPECT_EQ(import({file_of("m.csv", marks)}).bad_rows.at(0).line(),
            "not a mark, m.csv:22: Ole Lund has more than 20 over 1500 on 2014-06-01; is it one athlete?");
  for (int i = 0; i < 5001; ++i) splits += "R1,Nobody " + std::to_string(i) + ",400,58.1\n";
  EXPECT_EQ(import({file_of("races.csv", leeds), file_of("s.csv", splits)}).bad_rows.at(0).line(),
            "not a split, s.csv:5002: leeds-2024-men-mile has more than 5000 of them; is it one race?");
}

TEST_F(Import, ARecordThatNobodyCanRunIsBad) {
  const std::string head = "athlete,event,time_s,date,venue,record\n";
  const ImportReport report = import({file_of("records.csv", head + "Josh Kerr,1500,3:00.00,2025-05-13,Oslo (NOR),NR GBR men\n")});
  EXPECT_FALSE(report.done);
  ASSERT_EQ(report.bad_rows.size(), 1u);
  EXPECT_NE(report.bad_rows[0].why.find("faster than any man can run"), std::string::npos);
}

TEST_F(Import, ARecordIsOfTheSexThatAColumnTellsAndOfAKindThatQuestionsFind) {
  const std::string head = "athlete,sex,event,time_s,date,venue,record\n";
  const ImportReport report = import({file_of("records.csv", head + "Josh Kerr,men,1500,3:27.00,2025-05-13,Oslo (NOR),NR GBR\nJosh Kerr,men,mile,3:45.00,2025-05-14,Oslo (NOR),Scottish\n")});
  EXPECT_TRUE(report.done);
  EXPECT_EQ(number("SELECT count(*) FROM records WHERE record = 'NR GBR men' AND time_s = 207"), 1);
  ASSERT_EQ(report.warnings.size(), 1u);
  EXPECT_NE(report.warnings[0].find("records.csv:3: \"Scottish\" is no kind of record"), std::string::npos);
}

TEST_F(Import, ARecordOutOfOrderIsToldOnceByTheFileThatSpeaksOfIt) {
  const std::string head = "athlete,event,time_s,date,venue,record\n", marks = "athlete,birth,country,sex,event,time_s,date,venue\n";
  const auto slow = [](const ImportReport& report) { return std::ranges::count_if(report.warnings, [](const std::string& one) { return one.find("is slower than") != std::string::npos; }); };
  EXPECT_EQ(slow(import({file_of("records.csv", head + "Josh Kerr,1500,3:28.00,2025-05-13,Oslo (NOR),NR GBR men\n")})), 1);
  EXPECT_EQ(slow(import({file_of("marks.csv", marks + "Cy Three,1999-05-05,GBR,men,1500,3:40.00,2025-06-01,Oslo (NOR)\n")})), 0);
}

TEST_F(Import, BadRowsStandInTheOrderOfTheFile) {
  const std::string head = "athlete,event,time_s,date,venue,record\n", row = "Josh Kerr,1500,";
  const ImportReport report = import({file_of("records.csv", head + row + "3:20.00,2031-05-13,Oslo (NOR),WR men\n" + row + "-3,2020-05-13,Oslo (NOR),WR men\n" + row + "3:00.00,2020-05-13,Oslo (NOR),WR men\n")});
  std::string where;
  for (const base::Problem& one : report.bad_rows) where += one.where + " ";
  EXPECT_EQ(where, "records.csv:2 records.csv:3 records.csv:4 ");
}

TEST_F(Import, ASplitOfWhoDidNotStartIsAWarning) {
  import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  const std::string head = "race,athlete,distance_m,time_s\n", id = "leeds-2024-men-mile,";
  const ImportReport report = import({file_of("a.csv", head + id + "Nobody Known,400,57.0\n" + id + "Nobody Known,800,117.0\n" + id + "leader,400,56.9\n")});
  EXPECT_TRUE(report.done);
  ASSERT_EQ(report.warnings.size(), 1u);
  EXPECT_EQ(report.warnings[0], "a.csv:2: Nobody Known is none of the starters of leeds-2024-men-mile that the archive knows");
}

}  // namespace
}  // namespace lastlap::archive
