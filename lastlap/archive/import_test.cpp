#include "lastlap/archive/import.hpp"

#include <algorithm>

#include "lastlap/archive/records.hpp"
#include "lastlap/archive/versus.hpp"
#include "tests/imports.hpp"

namespace lastlap::archive {
namespace {

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

TEST_F(Import, AListOfOneRaceNeedsNoTableOfRaces) {
  const ImportReport report = import({file_of("list.csv", "Rang;Name;Nation;Zeit\n1;KERR Josh;GBR;3:29,38\n2;LUND Ole;NOR;3:40,1 PB\nn.a.;Wightman Jake;GBR;\n"),
                                      file_of("splits.csv", "Name;distance_m;Zeit\nKERR Josh;400;56,1\n")},
                                     [](ImportRequest& request) {
                                       request.context.race = "oslo-2024-men-1500-b";
                                       request.context.event = "1500";
                                       request.context.sex = measure::Sex::men;
                                       request.context.date = Date::of(2024, 5, 30);
                                     });
  ASSERT_TRUE(report.done) << report.bad_rows.at(0).line();
  const RaceRecord race = archive.race("oslo-2024-men-1500-b").value();
  ASSERT_EQ(race.results.size(), 3u);
  EXPECT_EQ(race.results[1].time->si(), 220.1);
  EXPECT_EQ(race.results[2].status, "DNS");
  EXPECT_EQ(race.splits.at(0).athlete->id, archive.athlete("Josh Kerr")->id);
}

TEST_F(Import, AListOfOneRaceWithoutAnyHeadingAsksForIt) {
  const ImportReport report = import({file_of("list.csv", "Rang;Name;Zeit\n1;KERR Josh;3:29,38\n")});
  EXPECT_FALSE(report.done);
  EXPECT_EQ(report.bad_rows.at(0).line(), "not a race, list.csv:2: its event is not told; give --event");
}

TEST_F(Import, AListOfMarksTakesItsEventFromTheRequest) {
  const auto list = [&] { return std::vector{file_of("list.csv", "Mark;Competitor;Nat;Date\n3:40.10;Ole LUND;NOR;30 MAY 2024\n")}; };
  EXPECT_EQ(import(list()).bad_rows.at(0).line(), "not a mark, list.csv:2: its event is not told; give --event");
  const ImportReport report = import(list(), [](ImportRequest& request) {
    request.context.event = "1500";
    request.context.sex = measure::Sex::men;
  });
  EXPECT_TRUE(report.done);
  EXPECT_EQ(archive.performances(archive.athlete("Ole Lund").value(), AsOf{Date::of(2025, 1, 1)})->at(0).event, "1500");
}

TEST_F(Import, ARaceThatMayBeOneOfTheArchiveIsSaid) {
  const ImportReport report = import({file_of("races.csv", races_head + "A,WCH Budapest,final,1500,men,2023-08-23,Budapest\n"),
                                      file_of("results.csv", results_head + "A,1,Josh Kerr,GBR,3:29.3,OK\nA,2,Jakob Ingebrigtsen,NOR,3:29.6,OK\n")});
  ASSERT_TRUE(report.done);
  EXPECT_EQ(report.warnings, (std::vector<std::string>{
                                 "budapest-2023-men-1500-final-wch may be budapest-2023-men-1500-final of the archive: 2 runners are in both on one day; "
                                 "if so, import its file with --race budapest-2023-men-1500-final"}));
}

TEST_F(Import, TheSameFileTwiceInOneCommandIsTakenOnce) {
  const ImportReport report = import({file_of("races.csv", leeds), file_of("again.csv", leeds)});
  EXPECT_TRUE(report.done);
  EXPECT_TRUE(report.files[1].known_already);
}

}  // namespace
}  // namespace lastlap::archive
