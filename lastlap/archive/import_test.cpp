#include "lastlap/archive/import.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "lastlap/archive/export.hpp"
#include "lastlap/archive/records.hpp"
#include "lastlap/archive/versus.hpp"
#include "lastlap/formats/recognise.hpp"
#include "lastlap/formats/sheet_json.hpp"
#include "lastlap/formats/tables.hpp"
#include "tests/support.hpp"

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;
using measure::AsOf;
using measure::Date;
using tests::whole_text;

const std::string races_head = "race,competition,round,event,sex,date,venue\n";
const std::string results_head = "race,place,athlete,country,time_s,status\n";

/// A folder of tables without rows.
fs::path no_facts(const fs::path& folder);

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
const std::string leeds = races_head + "R1,Leeds Mile,race,mile,men,2024-06-01,Leeds (GBR)\n";
const std::string leeds_results =
    results_head + "R1,1,Josh Kerr,GBR,230.10,OK\nR1,2,Jake Wightman,GBR,230.50,OK\nR1,,Ivan New,GBR,,DNF\n";

TEST_F(Import, RacesAndResultsOfTwoFilesComeTogether) {
  const ImportReport report = import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  ASSERT_TRUE(report.done);
  EXPECT_EQ(report.new_races, std::vector<std::string>{"leeds-2024-men-mile"});
  const RaceRecord race = archive.race("leeds-2024-men-mile").value();
  ASSERT_EQ(race.results.size(), 3u);
  EXPECT_EQ(race.results[0].athlete.id, archive.athlete("Josh Kerr")->id);
  EXPECT_EQ(race.results[0].source, "results.csv");
  EXPECT_EQ(report.new_athletes, 1);
  EXPECT_TRUE(report.doubts.empty());
}

TEST_F(Import, TheSameFileTwiceChangesNothing) {
  import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  const std::string before = bytes();
  const ImportReport again = import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  EXPECT_TRUE(again.done);
  EXPECT_TRUE(again.files[0].known_already && again.files[1].known_already);
  EXPECT_EQ(number("SELECT count(*) FROM imports"), 2);
  EXPECT_EQ(bytes().size(), before.size());
}

TEST_F(Import, ResultsMayComeAfterTheFileOfTheirRaces) {
  import({file_of("races.csv", leeds)});
  EXPECT_FALSE(import({file_of("results.csv", leeds_results)}).done);
  const ImportReport report = import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  ASSERT_TRUE(report.done);
  EXPECT_TRUE(report.files[0].known_already);
  EXPECT_TRUE(report.new_races.empty());
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->results.size(), 3u);
  EXPECT_EQ(number("SELECT count(*) FROM imports"), 2);
}

TEST_F(Import, AFileOfRacesAloneLeavesNoTwinOfARaceThatItsResultsTell) {
  const std::string heads = races_head +
                            "A,Budapest Nights,Final | Diamond Discipline,1500,men,2023-08-23,Budapest (HUN)\n"
                            "B,Budapest Nights,Final | National Events,1500,men,2023-08-23,Budapest (HUN)\n";
  import({file_of("races.csv", heads)});
  EXPECT_EQ(number("SELECT count(*) FROM races WHERE competition = 'Budapest Nights'"), 2) << "nothing tells yet";
  const ImportReport report =
      import({file_of("races.csv", heads),
              file_of("results.csv", results_head + "A,1,Josh Kerr,GBR,3:29.38,OK\nA,2,Jakob Ingebrigtsen,NOR,3:29.65,OK\n"
                                                    "B,1,Tibor Uj,HUN,3:45.00,OK\n")});
  ASSERT_TRUE(report.done);
  EXPECT_EQ(number("SELECT count(*) FROM races r WHERE date = '2023-08-23' AND NOT EXISTS (SELECT 1 FROM results WHERE race_id = r.id)"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM races WHERE competition = 'Budapest Nights'"), 1);
  EXPECT_EQ(archive.race("budapest-2023-men-1500-final")->results.size(), 12u);
}

TEST_F(Import, ResultsThatComeLaterGoToTheRacesOfTheirRows) {
  const std::string day = ",1500,men,2014-06-01,Oslo (NOR)\n";
  const std::string heads = races_head + "A,Games,Final" + day + "B,Games,Final | U18 Events" + day + "C,Games,Final | National Events" + day;
  import({file_of("races.csv", heads)});
  import({file_of("races.csv", heads), file_of("results.csv", results_head + "A,1,One First,NOR,3:35.00,OK\nB,1,Two Young,NOR,3:55.00,OK\n"
                                                                             "C,1,Three Home,NOR,3:45.00,OK\n")});
  EXPECT_EQ(archive.race("oslo-2014-men-1500-final-u18-events")->results.at(0).athlete.name, "Two Young");
  EXPECT_EQ(archive.race("oslo-2014-men-1500-final-national-events")->results.at(0).athlete.name, "Three Home");
}

TEST_F(Import, SplitTimesOfALongerRaceAreNoFinal) {
  const std::string heads = races_head + "A,Oslo Games 2014,Final | Split times,1500,men,2014-06-01,Oslo (NOR)\n"
                                         "B,Oslo Games 2014,Final\xc2\xa0" "2 | Split times,1500,men,2014-06-01,Oslo (NOR)\n";
  const ImportReport report = import({file_of("races.csv", heads), file_of("results.csv", results_head + "A,1,Josh Kerr,GBR,3:33.00,OK\nA,2,Jake Wightman,GBR,3:34.00,OK\n")});
  EXPECT_EQ(report.new_races, (std::vector<std::string>{"oslo-2014-men-1500-split-times", "oslo-2014-men-1500-split-times-2"}));
  EXPECT_EQ(archive.race("oslo-2014-men-1500-split-times")->heading.round, "split times");
  const AsOf always{Date::of(2030, 1, 1)};
  const Athlete kerr = archive.athlete("Josh Kerr").value(), wightman = archive.athlete("Jake Wightman").value();
  const auto tables = read_sport_tables(LASTLAP_HOUSE "/data").value();
  const Versus both = versus(archive, kerr, wightman, tables, always).value();
  EXPECT_FALSE(both.meetings.empty());
  for (const Meeting& meeting : both.meetings) EXPECT_NE(meeting.date, Date::of(2014, 6, 1));
  const RecordQuestion question{.event = "1500", .sex = measure::Sex::men, .track = {}, .kind = RecordKind::meeting, .of = "Oslo Games"};
  EXPECT_TRUE(records_of(record_material(archive, question, always).value(), question, tables, always).empty());
  const std::vector<Performance> marks = archive.performances(kerr, always).value();
  const auto mark = std::ranges::find(marks, Date::of(2014, 6, 1), &Performance::date);
  ASSERT_NE(mark, marks.end()) << "she ran the time";
  EXPECT_EQ(mark->place, "");
}

TEST_F(Import, TwoFinalsOfADayAreNoMeeting) {
  const std::string day = ",1500,men,2014-06-01,Oslo (NOR)\n";
  import({file_of("races.csv", races_head + "A,Games,Final" + day + "B,Games,Final | National Events" + day),
          file_of("results.csv", results_head + "A,1,Josh Kerr,GBR,3:33.00,OK\nB,2,Jake Wightman,GBR,3:44.00,OK\n")});
  const AsOf always{Date::of(2030, 1, 1)};
  const Athlete kerr = archive.athlete("Josh Kerr").value(), wightman = archive.athlete("Jake Wightman").value();
  const Versus both = versus(archive, kerr, wightman, read_sport_tables(LASTLAP_HOUSE "/data").value(), always).value();
  EXPECT_FALSE(both.meetings.empty());
  for (const Meeting& meeting : both.meetings) EXPECT_NE(meeting.date, Date::of(2014, 6, 1));
}

TEST_F(Import, AnotherSpellingOfAnAthleteFindsHer) {
  import({file_of("races.csv", leeds), file_of("results.csv", results_head + "R1,1,Joshua Jonathan Kerr,GBR,230.10,OK\n")},
         [](ImportRequest& request) { request.same["Joshua Jonathan Kerr"] = "Josh Kerr"; });
  EXPECT_EQ(archive.athlete("joshua jonathan kerr")->name, "Josh Kerr");
  EXPECT_EQ(archive.athlete("kerr, josh")->name, "Josh Kerr") << "two spellings are one candidate";
}

TEST_F(Import, AFileWithTheSameFactsIsTheSameRace) {
  import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  const ImportReport again =
      import({file_of("other.csv", races_head + "X,Mile of Leeds,final,mile,men,2024-06-01,Leeds\n"),
              file_of("others.csv",
                      results_head + "X,1,KERR Josh,GBR,3:50.10,OK\nX,2,WIGHTMAN Jake,GBR,3:50.50,OK\n")});
  EXPECT_TRUE(again.new_races.empty());
  EXPECT_EQ(again.files[1].facts[static_cast<std::size_t>(Fact::result)].agreed, 2);
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->heading.competition, "Leeds Mile");
}

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

TEST_F(Import, WhoIsInDoubtIsKeptApartAndCanBeMadeOne) {
  const ImportReport report = import(
      {file_of("races.csv", leeds), file_of("results.csv", results_head + "R1,1,J. Kerr,GBR,230.10,OK\n")});
  ASSERT_EQ(report.doubts.size(), 1u);
  EXPECT_EQ(report.doubts[0].where, "results.csv:2");
  EXPECT_NE(report.doubts[0].candidates.at(0).find("Josh Kerr (GBR, 1997, #"), std::string::npos);
  const Athlete kerr = archive.athlete("Josh Kerr").value(), doubtful = archive.athlete("J. Kerr").value();
  ASSERT_NE(kerr.id, doubtful.id);
  ASSERT_TRUE(declare_same(archive, kerr, doubtful).has_value());
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->results[0].athlete.id, kerr.id);
  EXPECT_EQ(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
  // From now on the spelling is known.
  EXPECT_TRUE(import({file_of("r.csv", races_head + "R2,Hull Mile,race,mile,men,2024-07-01,Hull (GBR)\n"),
                      file_of("s.csv", results_head + "R2,1,J. Kerr,GBR,231.10,OK\n")})
                  .doubts.empty());
}

TEST_F(Import, TwoWhoMetAreNotOne) {
  import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  const auto same =
      declare_same(archive, archive.athlete("Josh Kerr").value(), archive.athlete("Jake Wightman").value());
  ASSERT_FALSE(same.has_value());
  EXPECT_NE(same.error().line().find("both started in"), std::string::npos);
}

TEST_F(Import, DoubtsMayStopItAndBeResolved) {
  const auto files = [&] {
    return std::vector{file_of("races.csv", leeds),
                       file_of("results.csv", results_head + "R1,1,J. Kerr,GBR,230.10,OK\n")};
  };
  EXPECT_FALSE(import(files(), [](ImportRequest& request) { request.doubtful = Doubtful::stop; }).done);
  EXPECT_EQ(number("SELECT count(*) FROM imports"), 0);
  const ImportReport report = import(files(), [](ImportRequest& request) {
    request.doubtful = Doubtful::stop;
    request.same = {{"J. Kerr", "Josh Kerr"}};
  });
  EXPECT_TRUE(report.done);
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->results[0].athlete.name, "Josh Kerr");
}

TEST_F(Import, AFileWithoutContextTakesItFromTheRequest) {
  const ImportReport without =
      import({file_of("results.csv", results_head + ",1,Josh Kerr,GBR,230.10,OK\n")});
  EXPECT_FALSE(without.done);
  IncomingFile one = file_of("results.csv", results_head + "x,1,Josh Kerr,GBR,230.10,OK\n");
  one.sheet.races.emplace_back().key = "x";
  const ImportReport report = import({one}, [](ImportRequest& request) {
    request.context = {.race = "hull-mile",
                       .competition = "Hull",
                       .round = "final",
                       .event = "mile",
                       .venue = "Hull (GBR)",
                       .source = "my notes",
                       .sex = measure::Sex::men,
                       .date = Date::of(2024, 7, 1),
                       .track = {}};
  });
  ASSERT_TRUE(report.done) << report.bad_rows.at(0).line();
  const RaceRecord race = archive.race("hull-mile").value();
  EXPECT_EQ(race.heading.round, "final");
  EXPECT_EQ(race.results.at(0).source, "my notes");
}

TEST_F(Import, NumbersMeanTheStartersOfTheListBefore) {
  const std::string list = "race,athlete,country,bib,status\n";
  import({file_of("races.csv", leeds),
          file_of("list.csv", list + "R1,Josh Kerr,GBR,117,entered\nR1,Ann Other,GBR,118,entered\n")});
  const std::string head =
      "\"Event\";\"Round\";\"Heat\";\"Lap\";\"Bib\";\"Lane\";\"idStatus\";\"Time\";\"Result\";\"Rank\"\n";
  const auto of_leeds = [](ImportRequest& request) { request.context.race = "leeds-2024-men-mile"; };
  const ImportReport report =
      import({file_of("LSTRslt.txt",
                      head + "12;1;1;400;117;7;0;571100;57.11;1\n12;1;1;9999;117;7;0;2301230;3:50.13;1\n")},
             of_leeds);
  ASSERT_TRUE(report.done) << report.bad_rows.at(0).line();
  const RaceRecord race = archive.race("leeds-2024-men-mile").value();
  EXPECT_EQ(race.results.at(0).athlete.name, "Josh Kerr");
  EXPECT_EQ(race.results.at(0).time->si(), 230.13);
  EXPECT_EQ(race.results.at(0).status, "OK");
  EXPECT_EQ(race.splits.at(0).athlete->name, "Josh Kerr");
  EXPECT_TRUE(report.corrections.empty());
  EXPECT_FALSE(import({file_of("b.txt", head + "12;1;1;9999;999;7;0;2311230;3:51.13;1\n")}, of_leeds).done);
}

TEST_F(Import, ARaceOfAnotherDistanceIsNotMadeOneByTheRequest) {
  const ImportReport report = import({file_of("Lynx.evt", "17,1,1,100 m,,,,,,100\n,117,1,Lund,Ole,Norwegen\n")}, [](ImportRequest& request) {
    request.context.event = "1500";
    request.context.sex = measure::Sex::men;
    request.context.date = Date::of(2024, 6, 30);
  });
  EXPECT_TRUE(report.bad_rows.empty());
  EXPECT_TRUE(report.new_races.empty()) << report.new_races.at(0);
}

TEST_F(Import, AFinishLynxFileOfAGermanMeetComesInWithItsDay) {
  const std::string lif =
      "3,1,1,1500m M\xe4nner,,,,,,1500,16:30:00.00\n"
      "1,12,3,Kerr,Josh,GBR,\"3:35,123\",,,,,,\n"
      "2,14,5,Nord\xe5s,Narve Gilje,NOR,\"3:35,900\",,,,,,\n"
      ",15,6,Fremd,Max,LG Olympia,aufg.,,,,,,\n";
  EXPECT_FALSE(import({file_of("a.lif", lif)}).done);
  const ImportReport report = import({file_of("a.lif", lif)}, [](ImportRequest& request) {
    request.context.date = Date::of(2024, 6, 30);
    request.context.venue = "K\xc3\xb6ln (GER)";
  });
  ASSERT_TRUE(report.done) << report.bad_rows.at(0).line();
  EXPECT_TRUE(report.doubts.empty());
  const RaceRecord race = archive.race(report.new_races.at(0)).value();
  EXPECT_EQ(race.heading.id.substr(0, 18), "koln-2024-men-1500");
  EXPECT_EQ(race.results.at(0).athlete.id, archive.athlete("Josh Kerr")->id);
  EXPECT_EQ(race.results.at(0).time->si(), 215.13);
  EXPECT_EQ(race.results.at(1).athlete.id, archive.athlete("Narve Gilje Nord\xc3\xa5s")->id);
  EXPECT_EQ(race.results.at(2).status, "DNF");
  EXPECT_EQ(number("SELECT count(*) FROM results WHERE raw_time_s = 215.123"), 1);
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

// ------------------------------------------------------------------------------------- who says what

const std::string final_1500 = "budapest-2023-men-1500-final";

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
         [](ImportRequest& request) { request.same = {{"Josh Kerr", "Josh Kerr"}};
});
const Athlete kerr = archive.athlete("Josh Kerr").value();
EXPECT_EQ(kerr.birth, Date::of(1997, 10, 9));
const auto disputed = disputed_of_athlete(archive, kerr, AsOf{Date::of(2026, 1, 1)}).value();
ASSERT_EQ(disputed.size(), 1u);
EXPECT_EQ(disputed[0].field, "birth");
EXPECT_EQ(disputed[0].sayings.at(0).value, "1997-10-08");
}  // namespace

// ------------------------------------------------------------------------------------- the whole

std::string all_tables(const Archive& archive) {
  const formats::Sheet sheet = exported(archive, {}).value();
  std::string all;
  for (int table = 0; table < 6; ++table)
    all += formats::write_csv(sheet, static_cast<formats::Table>(table));
  return all;
}

/// Tables with their header only.
fs::path no_facts(const fs::path& folder) {
  fs::create_directories(folder);
  for (const char* name :
       {"races.csv", "results.csv", "splits.csv", "segments.csv", "marks.csv", "records.csv"}) {
    const std::string text = whole_text(fs::path{LASTLAP_HOUSE} / "data" / name);
    std::ofstream{folder / name} << text.substr(0, text.find('\n') + 1);
  }
  return folder;
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

class Bulk : public Import {
 protected:
  void SetUp() override {
    if (!fs::exists(bulk)) GTEST_SKIP() << "the bulk lists are not there";
  }
  IncomingFile packed(const char* name) { return file_of(name, whole_text(bulk / name)); }
  const fs::path bulk = fs::path{LASTLAP_HOUSE} / ".." / "shared" / "bulk";
};

TEST_F(Bulk, TheDiamondLeagueComesInWithoutABadRowAtTenThousandResultsASecond) {
  std::vector<IncomingFile> files{packed("diamond_league_races.csv.gz"),
                                  packed("diamond_league_results.csv.gz")};
  const auto cpu_before = std::clock();
  const ImportReport report = import(std::move(files));
  const double seconds = static_cast<double>(std::clock() - cpu_before) / CLOCKS_PER_SEC;
  EXPECT_TRUE(report.done);
  EXPECT_TRUE(report.bad_rows.empty());
  EXPECT_EQ(report.new_races.size(), 752u);
  EXPECT_EQ(report.files[1].facts[static_cast<std::size_t>(Fact::result)].added, 10'050);
  EXPECT_EQ(report.doubts.size(), 2u);
  EXPECT_TRUE(report.corrections.empty());
  // Monaco 2015 is shipped, and found again by its results.
  EXPECT_EQ(number("SELECT count(*) FROM races WHERE event = '1500' AND sex = 'men' AND date = '2015-07-17'"),
            1);
  RecordProperty("results_per_second", static_cast<int>(10'063 / seconds));
  EXPECT_GT(10'063 / seconds, 10'000) << seconds << " s";
}

TEST_F(Bulk, RacesAloneAndThenTheirResultsAreTheSameArchive) {
  import({packed("diamond_league_races.csv.gz")});
  import({packed("diamond_league_races.csv.gz"), packed("diamond_league_results.csv.gz")});
  const formats::Sheet later = exported(archive, {}).value();
  Archive other = Archive::open(folder.path() / "other.sqlite", LASTLAP_HOUSE "/data").value();
  ASSERT_TRUE(import_files(other, {.files = {packed("diamond_league_races.csv.gz"), packed("diamond_league_results.csv.gz")}, .day = Date::of(2026, 1, 1)})->done);
  const formats::Sheet at_once = exported(other, {}).value();
  EXPECT_EQ(formats::write_csv(later, formats::Table::races), formats::write_csv(at_once, formats::Table::races));
  EXPECT_EQ(formats::write_csv(later, formats::Table::results), formats::write_csv(at_once, formats::Table::results));
}

TEST_F(Bulk, SplitTimesOfLongerRacesAreNoFinals) {
  import({packed("diamond_league_races.csv.gz"), packed("diamond_league_results.csv.gz")});
  EXPECT_EQ(number("SELECT count(*) FROM races WHERE round LIKE 'split times%'"), 38);
  EXPECT_EQ(number("SELECT count(*) FROM races WHERE round LIKE 'final%' AND id LIKE '%split%'"), 0);
  const AsOf always{Date::of(2030, 1, 1)};
  const auto results = archive.results(always).value();
  EXPECT_GT(results.size(), 11'000u);
  for (const auto& [race, result] : results) {
    if (!is_on_the_way(race.round)) continue;
    EXPECT_FALSE(is_final(race.round));
    EXPECT_FALSE(result.place) << race.id;
  }
}

TEST_F(Bulk, EveryListedMarkComesIn) {
  const ImportReport report = import({packed("marks_to_2018.csv.gz")});
  EXPECT_TRUE(report.done);
  EXPECT_TRUE(report.bad_rows.empty());
  const Tally& marks = report.files[0].facts[static_cast<std::size_t>(Fact::mark)];
  EXPECT_EQ(marks.added + marks.agreed + marks.completed + marks.corrected, 70'286);
}

}  // namespace lastlap::archive
}  // namespace lastlap::archive
