// Who says what when files and shipped facts differ.

#include <algorithm>

#include "lastlap/archive/export.hpp"
#include "lastlap/archive/sayings.hpp"
#include "lastlap/formats/tables.hpp"
#include "tests/imports.hpp"

namespace lastlap::archive {
namespace {

class Corrections : public Import {
 protected:
  void SetUp() override {
    fs::copy(LASTLAP_HOUSE "/data", mine);
    reopen(mine);
  }
  void kerr_in(const std::string& name, const std::string& time) {
    ASSERT_TRUE(
        import({file_of(name, results_head + final_1500 + ",1,Josh Kerr,GBR," + time + ",OK\n")}).done);
  }
  double time_of_kerr() { return archive.race(final_1500)->results.at(0).time->si(); }
  /// "209.38 209.35*": what is said of his time, the word in force marked.
  std::string said_of_kerr() {
    std::string all;
    const auto disputed = disputed_in_race(archive, final_1500).value();
    for (const Disputed& one : disputed) {
      if (one.field != "time_s") continue;
      for (const Saying& said : one.sayings)
        all += (all.empty() ? "" : " ") + said.value + (said.in_force ? "*" : "");
    }
    return all;
  }
  void ship(const std::string& from, const std::string& to) {
    std::string text = whole_text(mine / "results.csv");
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream{mine / "results.csv", std::ios::binary} << text;
    reopen(mine);
  }

  const fs::path mine = folder.path() / "facts";
  const std::string row = final_1500 + ",1,Josh Kerr,GBR,209.38,OK";
};

TEST_F(Corrections, OfALaterFileAreInForceAndTheEarlierWordStaysVisible) {
  kerr_in("a.csv", "209.37");
  EXPECT_EQ(time_of_kerr(), 209.37);
  EXPECT_EQ(said_of_kerr(), "209.38 209.37*");
  kerr_in("b.csv", "209.36");
  EXPECT_EQ(said_of_kerr(), "209.38 209.37 209.36*");
  const auto disputed = disputed_in_race(archive, final_1500).value();
  EXPECT_EQ(disputed.at(0).sayings.at(2).file, "b.csv");
  EXPECT_EQ(disputed.at(0).sayings.at(0).file, "");
}

TEST_F(Corrections, WhoDidNotFinishAfterAllHasNeitherPlaceNorTime) {
  const ImportReport report = import({file_of("jury.csv", results_head + final_1500 + ",,Narve Gilje Nord\xc3\xa5s,NOR,,DNF\n" + final_1500 +
                                                             ",,Abel Kipsang,KEN,,DQ\n")});
  ASSERT_TRUE(report.done);
  EXPECT_TRUE(report.warnings.empty()) << report.warnings.at(0);
  const RaceRecord race = archive.race(final_1500).value();
  for (const RaceResult& result : race.results) {
    if (result.status == "OK") continue;
    EXPECT_FALSE(result.place) << result.athlete.name;
    EXPECT_EQ(result.time.has_value(), result.status == "DQ") << "who is disqualified keeps the time";
  }
  int told = 0;
  const auto disputed = disputed_in_race(archive, final_1500).value();
  for (const Disputed& one : disputed) told += one.field == "place" || one.field == "time_s" ? 1 : 0;
  EXPECT_EQ(told, 3) << "what was there stays visible";
  reopen(LASTLAP_HOUSE "/data");
  const formats::Sheet sheet = exported(archive, {.races = {final_1500}, .event = "", .sex = {}}).value();
  Archive empty = Archive::open(folder.path() / "empty.sqlite", no_facts(folder.path() / "none")).value();
  const auto back = import_files(empty, {.files = {file_of("races.csv", formats::write_csv(sheet, formats::Table::races)),
                                                   file_of("results.csv", formats::write_csv(sheet, formats::Table::results))},
                                         .day = Date::of(2026, 12, 31)});
  EXPECT_TRUE(back->done) << "an export can be imported";
  import({file_of("appeal.csv", results_head + final_1500 + ",3,Narve Gilje Nord\xc3\xa5s,NOR,3:29.68,OK\n")});
  EXPECT_EQ(archive.race(final_1500)->results.at(2).athlete.name, "Narve Gilje Nord\xc3\xa5s");
  EXPECT_EQ(number("SELECT count(*) FROM (SELECT 1 FROM sayings WHERE in_force = 1 GROUP BY fact, fact_id, field HAVING count(*) > 1)"), 0);
}

TEST_F(Corrections, ATimeStandsWithTheSourceOfItsWord) {
  const std::string line = results_head.substr(0, results_head.size() - 1) + ",source\n" + final_1500;
  import({file_of("a.csv", line + ",1,Josh Kerr,GBR,\"3:29,401\",OK,Paper A\n")});
  EXPECT_EQ(archive.race(final_1500)->results.at(0).source, "Paper A");
  EXPECT_EQ(number("SELECT count(*) FROM results WHERE raw_time_s = 209.401"), 1);
  import({file_of("b.csv", line + ",1,Josh Kerr,GBR,3:29.5h,OK,Paper B\n")});
  EXPECT_EQ(number("SELECT count(*) FROM results WHERE raw_time_s = 209.401"), 0) << "of another time";
  EXPECT_EQ(number("SELECT count(*) FROM results WHERE hand = 1"), 1);
  import({file_of("c.csv", line + ",1,Josh Kerr,GBR,3:29.44,OK,Paper C\n")});
  EXPECT_EQ(number("SELECT count(*) FROM results WHERE hand = 1"), 0);
  const RaceResult first = archive.race(final_1500)->results.at(0);
  EXPECT_EQ(first.source, "Paper C");
  EXPECT_EQ(first.time->si(), 209.44);
  EXPECT_EQ(archive.race(final_1500)->results.at(1).source.find("Paper"), std::string::npos);
  const formats::Sheet sheet = exported(archive, {.races = {final_1500}, .event = "", .sex = {}}).value();
  EXPECT_EQ(sheet.results.at(0).source, "Paper C");
}

TEST_F(Corrections, OfAResultAreOfTheListedMarkToo) {
  const auto of_that_day = [&] {
    std::string all;
    const auto marks = archive.performances(archive.athlete("josh kerr").value(), AsOf{Date::of(2026, 1, 1)}).value();
    for (const Performance& mark : marks)
      if (mark.date == Date::of(2023, 8, 23)) all += std::to_string(mark.time.si()).substr(0, 6) + " ";
    return all;
  };
  EXPECT_EQ(of_that_day(), "209.38 ");
  kerr_in("a.csv", "209.39");
  EXPECT_EQ(of_that_day(), "209.39 ") << "one race, one mark";
  EXPECT_EQ(number("SELECT count(*) FROM marks WHERE date = '2023-08-23' AND time_s = 209.39 AND points IS NULL"), 1) << "1254 were the points of 3:29.38";
  kerr_in("b.csv", "209.38");
  EXPECT_EQ(of_that_day(), "209.38 ");
  EXPECT_EQ(number("SELECT count(*) FROM sayings WHERE fact = 'mark' AND field = 'time_s'"), 3) << "who said what stays visible";
}

TEST_F(Corrections, AMarkOfWhoWasDisqualifiedAfterAllIsNone) {
  const auto marks_of_nader = [&] {
    const auto marks = archive.performances(archive.athlete("isaac nader").value(), AsOf{Date::of(2026, 1, 1)}).value();
    return std::ranges::count_if(marks, [](const Performance& mark) { return mark.date == Date::of(2023, 8, 23); });
  };
  EXPECT_EQ(marks_of_nader(), 1);
  import({file_of("jury.csv", results_head + final_1500 + ",,Isaac Nader,POR,,DQ\n")});
  EXPECT_EQ(marks_of_nader(), 0);
}

TEST_F(Corrections, OutliveAnUpgradeOfTheShippedFacts) {
  kerr_in("a.csv", "209.37");
  ship("sevilla-1999-men-1500-final,1,Hicham El Guerrouj,MAR,207.65",
       "sevilla-1999-men-1500-final,1,Hicham El Guerrouj,MAR,207.66");
  EXPECT_EQ(time_of_kerr(), 209.37);
  EXPECT_EQ(said_of_kerr(), "209.38 209.37*");
  EXPECT_EQ(archive.race("sevilla-1999-men-1500-final")->results.at(0).time->si(), 207.66);
}

TEST_F(Corrections, WhatIsShippedAnewStandsBesideThem) {
  kerr_in("a.csv", "209.37");
  ship(row, final_1500 + ",1,Josh Kerr,GBR,209.40,OK");
  EXPECT_EQ(time_of_kerr(), 209.37);
  EXPECT_EQ(said_of_kerr(), "209.4 209.37*");
}

TEST_F(Corrections, AWordThatAgreedStandsWhenTheShippedOneChanges) {
  kerr_in("a.csv", "209.38");
  EXPECT_EQ(said_of_kerr(), "");
  ship(row, final_1500 + ",1,Josh Kerr,GBR,209.40,OK");
  EXPECT_EQ(time_of_kerr(), 209.38);
  EXPECT_EQ(said_of_kerr(), "209.4 209.38*");
}

TEST_F(Corrections, FactsThatAreShippedNoLongerGoUnlessAnImportHasThem) {
  kerr_in("a.csv", "209.37");
  std::string text = whole_text(mine / "results.csv");
  for (const std::string& start : {final_1500 + ",1,", final_1500 + ",2,"}) {
    const std::size_t at = text.find(start);
    text.erase(at, text.find('\n', at) + 1 - at);
  }
  std::ofstream{mine / "results.csv", std::ios::binary} << text;
  reopen(mine);
  EXPECT_EQ(time_of_kerr(), 209.37);
  EXPECT_EQ(said_of_kerr(), "");
  EXPECT_EQ(archive.race(final_1500)->results.at(1).place, 3);
  EXPECT_EQ(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

TEST_F(Corrections, TheShippedFactsAreWhatTheTablesSayAfterEveryRefresh) {
  const std::string before = formats::write_csv(exported(archive, {}).value(), formats::Table::results);
  ship(row, final_1500 + ",1,Josh Kerr,GBR,209.40,OK");
  ship(final_1500 + ",1,Josh Kerr,GBR,209.40,OK", row);
  EXPECT_EQ(formats::write_csv(exported(archive, {}).value(), formats::Table::results), before);
  EXPECT_EQ(number("SELECT count(*) FROM sayings"), 0);
}

TEST_F(Corrections, AStartListIsCompletedAndNotCorrected) {
  import({file_of("races.csv", leeds), file_of("list.csv", results_head + "R1,,Josh Kerr,GBR,,entered\n")});
  const ImportReport report =
      import({file_of("r.csv", results_head + "leeds-2024-men-mile,1,Josh Kerr,GBR,230.10,OK\n")});
  EXPECT_TRUE(report.corrections.empty());
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->results.at(0).status, "OK");
}

TEST_F(Corrections, OfABirthAreKept) {
  const std::string marks = "athlete,birth,country,sex,event,time_s,date,venue,track,place,points\n";
  import({file_of("m.csv", marks + "Josh Kerr,1997-10-09,GBR,men,1500,230.0,2014-06-01,Home (GBR),oval-400,1,\n")},
         [](ImportRequest& request) { request.same = {{"Josh Kerr", "Josh Kerr"}}; });
  const Athlete kerr = archive.athlete("Josh Kerr").value();
  EXPECT_EQ(kerr.birth, Date::of(1997, 10, 9));
  const auto disputed = disputed_of_athlete(archive, kerr, AsOf{Date::of(2026, 1, 1)}).value();
  ASSERT_EQ(disputed.size(), 1u);
  EXPECT_EQ(disputed[0].field, "birth");
  EXPECT_EQ(disputed[0].sayings.at(0).value, "1997-10-08");
}

}  // namespace
}  // namespace lastlap::archive
