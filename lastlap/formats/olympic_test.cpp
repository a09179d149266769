#include "lastlap/formats/olympic.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

namespace lastlap::formats {
namespace {

std::string message(const std::string& attributes, const std::string& inside) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OdfBody CompetitionCode=\"MG2031\" DocumentCode=\"ATHW1500M-------------SFNL000200--\" {} LogicalDate=\"2031-06-21\">\n"
      "<Competition Gen=\"g\"><ExtendedInfos><UnitDateTime StartDate=\"2031-06-22T20:15:00+02:00\"/>\n"
      "<ExtendedInfo Type=\"UI\" Code=\"INTERMEDIATE\" Pos=\"1\" Value=\"400\"><Extension Code=\"TIME\" Value=\"1:05.1\"/><Extension Code=\"LEADER\" Value=\"9002\"/></ExtendedInfo>\n"
      "<ExtendedInfo Type=\"UI\" Code=\"INTERMEDIATE\" Pos=\"2\" Value=\"800\"><Extension Code=\"TIME\" Value=\"2:11.0\"/><Extension Code=\"LEADER\" Value=\"7\"/></ExtendedInfo>\n"
      "<ExtendedInfo Type=\"UI\" Code=\"INTERMEDIATE\" Pos=\"4\" Value=\"Finish\"/>\n"
      "<SportDescription DisciplineName=\"Athletics\" EventName=\"Women's 1500m\" Gender=\"W\" SubEventName=\"Semi-Final 2\"/>\n"
      "<VenueDescription VenueName=\"Fjord Stadium\"/></ExtendedInfos>\n{}</Competition></OdfBody>",
      attributes, inside);
}

std::string runner(const std::string& result, const std::string& code, const std::string& family, const std::string& extra = "") {
  return fmt::format(
      "<Result {} SortOrder=\"1\">{}<Competitor Code=\"{}\" Type=\"A\" Organisation=\"NOR\"><Composition><Athlete Code=\"{}\" Bib=\"117\">"
      "<Description GivenName=\"Nora\" FamilyName=\"{}\" Gender=\"W\" BirthDate=\"1999-02-28\"/></Athlete></Composition></Competitor></Result>\n",
      result, extra, code, code, family);
}

const std::string official = "DocumentType=\"DT_RESULT\" ResultStatus=\"OFFICIAL\"";

Sheet sheet(const std::string& text) {
  const auto read = read_olympic(text, "odf.xml");
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().line());
  return read ? *read : Sheet{};
}

TEST(Olympic, TheDocumentsCodeTellsTheRace) {
  const Sheet read = sheet(message(official, ""));
  ASSERT_EQ(read.races.size(), 1u);
  const RaceRow& race = read.races[0];
  EXPECT_EQ(race.key, "MG2031 ATHW1500M-------------SFNL000200--");
  EXPECT_EQ(race.event, "1500");
  EXPECT_EQ(race.sex, measure::Sex::women);
  EXPECT_EQ(race.round, "semi-final 2");
  EXPECT_EQ(race.date->text(), "2031-06-22");
  EXPECT_EQ(race.venue, "Fjord Stadium");
  EXPECT_EQ(race.competition, "MG2031");
}

TEST(Olympic, ReadsResultsWithThousandthsQualificationAndStatus) {
  const Sheet read = sheet(message(
      official, runner("Rank=\"1\" ResultType=\"TIME\" Result=\"4:05.68\" QualificationMark=\"Q\" StartOrder=\"7\"", "9001", "WESTER-LUND",
                       "<ExtendedResults><ExtendedResult Type=\"ER\" Code=\"MS\" Value=\".673\"/></ExtendedResults>") +
                    runner("ResultType=\"IRM\" IRM=\"DNF\"", "9002", "QUORN")));
  ASSERT_EQ(read.results.size(), 2u);
  const ResultRow& first = read.results[0];
  EXPECT_EQ(first.person.name, "Nora Wester-Lund");
  EXPECT_EQ(first.person.birth->text(), "1999-02-28");
  EXPECT_EQ(first.person.country, "NOR");
  EXPECT_EQ(first.bib, "117");
  EXPECT_EQ(first.time->si(), 245.68);
  EXPECT_EQ(first.raw_time->si(), 245.673);
  EXPECT_EQ(first.qualified, "Q");
  EXPECT_EQ(first.start_order, 7);
  EXPECT_EQ(read.results[1].status, "DNF");
  EXPECT_TRUE(read.bad_rows.empty());
}

TEST(Olympic, ThousandthsThatContradictTheTimeAreNotBelieved) {
  const auto raw = [](const char* thousandths) {
    return sheet(message(official, runner("Rank=\"1\" Result=\"4:05.68\"", "1", "X",
                                          fmt::format("<ExtendedResults><ExtendedResult Code=\"MS\" Value=\"{}\"/></ExtendedResults>", thousandths))))
        .results.at(0)
        .raw_time;
  };
  EXPECT_TRUE(raw(".680"));
  EXPECT_FALSE(raw(".690"));
  EXPECT_FALSE(raw(".6"));
  EXPECT_FALSE(raw("67"));
}

TEST(Olympic, LeadersAreNamedWhereTheMessageHasThem) {
  const Sheet read = sheet(message(official, runner("Rank=\"2\" Result=\"4:06.00\"", "9002", "QUORN")));
  ASSERT_EQ(read.splits.size(), 2u);
  EXPECT_EQ(read.splits[0].person.name, "Nora Quorn");
  EXPECT_EQ(read.splits[0].distance.si(), 400);
  EXPECT_EQ(read.splits[0].time->si(), 65.1);
  EXPECT_EQ(read.splits[0].place, 1);
  EXPECT_EQ(read.splits[1].person.name, "leader");
}

TEST(Olympic, AnAnalysisHasEveryRunnersIntermediates) {
  const Sheet read = sheet(message(
      "DocumentType=\"DT_RESULT_ANALYSIS\" ResultStatus=\"OFFICIAL\"",
      runner("", "9001", "LUND",
             "<ExtendedResults><ExtendedResult Type=\"ER\" Code=\"INTERMEDIATE\" Pos=\"1\" Value=\"1:05.40\" Rank=\"4\"/>"
             "<ExtendedResult Type=\"ER\" Code=\"INTERMEDIATE\" Pos=\"2\" Value=\"2:11.33\" Rank=\"2\"/><ExtendedResult Code=\"INTERMEDIATE\" Pos=\"3\" Value=\"3:11.0\"/>"
             "<ExtendedResult Type=\"ER\" Code=\"INTERMEDIATE\" Pos=\"4\" Value=\"4:05.68\"/></ExtendedResults>") +
          runner("", "9003", "HAUG",
                 "<ExtendedResults><ExtendedResult Code=\"INTERMEDIATE\" Pos=\"9\" Value=\"300\"><Extension Code=\"TIME\" Value=\"49.02\"/><Extension Code=\"RANK\" Value=\"5\"/>"
                 "</ExtendedResult></ExtendedResults>")));
  ASSERT_EQ(read.splits.size(), 5u);
  EXPECT_EQ(read.splits[1].distance.si(), 800);
  EXPECT_EQ(read.splits[1].time->si(), 131.33);
  EXPECT_EQ(read.splits[1].place, 2);
  EXPECT_EQ(read.splits[2].distance.si(), 300);
  EXPECT_EQ(read.splits[2].place, 5);
  EXPECT_EQ(read.remarks, (std::vector<std::string>{"intermediates that do not tell their distances"}));
  EXPECT_TRUE(read.results.empty());
}

TEST(Olympic, AStartListHasEntries) {
  const Sheet read = sheet(message("DocumentType=\"DT_RESULT\" ResultStatus=\"START_LIST\"", runner("StartOrder=\"3\"", "9001", "LUND")));
  EXPECT_EQ(read.results.at(0).status, "entered");
  EXPECT_EQ(read.results.at(0).start_order, 3);
}

TEST(Olympic, OtherMessagesAndSportsAreRemarks) {
  EXPECT_EQ(sheet(message("DocumentType=\"DT_MEDALS\"", "")).remarks, (std::vector<std::string>{"a message \"DT_MEDALS\""}));
  std::string swimming = message(official, "");
  swimming.replace(swimming.find("ATHW"), 4, "SWMW");
  EXPECT_EQ(sheet(swimming).remarks, (std::vector<std::string>{"a message of the sport \"SWM\""}));
  EXPECT_EQ(sheet(message("DocumentType=\"DT_RESULT\" ResultStatus=\"LIVE\"", "")).remarks.at(0), "results that are not official yet: LIVE");
}

TEST(Olympic, EveryBadRowIsSaidWithItsLine) {
  const Sheet read = sheet(message(official, runner("Rank=\"1\" Result=\"4:75.68\"", "1", "A") + runner("Rank=\"x\"", "2", "B") + runner("IRM=\"odd\"", "3", "C") +
                                                 "<Result Rank=\"4\" Result=\"4:07.00\"/>\n"));
  ASSERT_EQ(read.bad_rows.size(), 4u);
  EXPECT_EQ(read.bad_rows[0].line(), "not a result, odf.xml:9: Result: \"4:75.68\" is not a time");
  EXPECT_EQ(read.bad_rows[1].line(), "not a result, odf.xml:10: Rank: \"x\" is no place");
  EXPECT_EQ(read.bad_rows[2].line(), "not a result, odf.xml:11: IRM: \"odd\" is no status");
  EXPECT_EQ(read.bad_rows[3].line(), "not a result, odf.xml:12: it names nobody");
  std::string short_code = message(official, "");
  short_code.replace(short_code.find("------"), 6, "");
  EXPECT_EQ(sheet(short_code).bad_rows.at(0).line(), "not a race, odf.xml:2: DocumentCode: \"ATHW1500M-------SFNL000200--\" has not 34 characters");
}

TEST(Olympic, RefusesWhatIsNoXmlAndWhatIsBeyondItsBounds) {
  EXPECT_NE(read_olympic("<OdfBody", "a").error().line().find("XML cannot be read"), std::string::npos);
  EXPECT_NE(read_olympic("<OdfBody>\n<a></b></OdfBody>", "a").error().line().find("a:2"), std::string::npos);
  std::string deep = "<OdfBody>";
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (int i = 0; i < 100'000; ++i) deep += "</a>";
  EXPECT_NE(read_olympic(deep + "</OdfBody>", "a").error().line().find("64 deep"), std::string::npos);
  EXPECT_NE(read_olympic(std::string(most_xml_elements + 1, '<'), "a").error().line().find("elements"), std::string::npos);
}

TEST(Olympic, ExpandsNoEntitiesOfTheFilesOwn) {
  const Sheet read = sheet("<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + message(official, runner("Rank=\"1\" Result=\"4:05.68\"", "1", "&b;")));
  EXPECT_EQ(read.results.at(0).person.family, "&b;");
}

}  // namespace
}  // namespace lastlap::formats
