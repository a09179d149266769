// The questions to the archive from outside: what they say in text and as CSV, as of a date, and how they refuse.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "lastlap/formats/csv.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

class CliAsk : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { folder = std::make_unique<TemporaryFolder>(); }
  static void TearDownTestSuite() { folder.reset(); }
  static Outcome ask(Words words) {
    words.insert(words.begin(), {LASTLAP_BINARY, "--archive", (folder->path() / "archive.sqlite").string(), "archive"});
    return outcome_of(words);
  }
  static std::string said(const Words& words) {
    const Outcome outcome = ask(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return outcome.out;
  }
  static nlohmann::json json(Words words) {
    words.emplace_back("--json");
    return nlohmann::json::parse(said(words));
  }
  static inline std::unique_ptr<TemporaryFolder> folder;
};

void expect_in(const std::string& part, const std::string& whole) {
  EXPECT_NE(whole.find(part), std::string::npos) << part << "\nis not in\n" << whole;
}

void expect_refusal(const Outcome& outcome, const std::string& part) {
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  expect_in(part, outcome.err);
}

/// Every question, with words that make it a whole one.
const std::vector<Words> questions{{"races", "--year", "2023"},
                                   {"race", "budapest-2023-men-1500-final"},
                                   {"athlete", "faith kipyegon"},
                                   {"records"},
                                   {"records", "--history", "--kind", "under-20"},
                                   {"versus", "josh kerr", "jakob ingebrigtsen"},
                                   {"best", "--event", "1500", "--sex", "women"}};

TEST_F(CliAsk, EveryAnswerIsATableOfRfc4180Too) {
  for (Words words : questions) {
    words.emplace_back("--csv");
    const std::string text = said(words);
    const auto table = formats::read_csv(text, "answer", {});
    ASSERT_TRUE(table.has_value()) << table.error().line();
    EXPECT_GT(table->rows.size(), 2u);
    EXPECT_EQ(std::ranges::count(text, '\r'), std::ranges::count(text, '\n'));
    EXPECT_TRUE(text.ends_with("\r\n"));
    for (const std::string& name : table->header) {
      if (name.find("time") != std::string::npos || name.find("margin") != std::string::npos) {
        EXPECT_TRUE(name.ends_with("_s")) << name;
      }
    }
  }
}

TEST_F(CliAsk, NoAnswerKnowsALaterDay) {
  const std::string last = "2021-08-05";
  for (Words words : questions) {
    if (words[0] == "race") words[1] = "tokyo-2021-men-1500-semi-2";
    if (words[0] == "races") words = {"races"};
    words.insert(words.end(), {"--as-of", last, "--json"});
    const auto flat = nlohmann::json::parse(said(words)).flatten();
    int dated = 0;
    for (const auto& [path, value] : flat.items()) {
      const bool is_day = path.ends_with("/date") || path.ends_with("/until") || path.ends_with("/since");
      if (!is_day || value.is_null()) continue;
      ++dated;
      EXPECT_LE(value.get<std::string>(), last) << words[0] << path;
    }
    EXPECT_GT(dated, 0) << words[0];
  }
}

TEST_F(CliAsk, ARaceTellsGapsAndClosingTimesWithWhatTheyRestOn) {
  const std::string race = said({"race", "budapest-2023-men-1500-final"});
  expect_in("  400  Jakob Ingebrigtsen             53.76  0.005  disputed       Marathon Handbook", race);
  expect_in("  400  Jakob Ingebrigtsen             54.55   0.06  computed       https://www.irishtimes", race);
  expect_in("  200  Jakob Ingebrigtsen  at most    26.77   0.07  behind-leader  Marathon Handbook", race);
  expect_in("The leaders' sections: 0 to 200 m 27.11, 200 to 400 m 28.90, 400 to 800 m 58.22, ", race);
  expect_in("1300 to 1500 m 26.50", race);
}

TEST_F(CliAsk, AnAthleteHasSeasonsChampionshipsMedalsAndRecords) {
  const std::string kerr = said({"athlete", "josh kerr", "--as-of", "2024-08-05"});
  expect_in("World Championships 2023 Budapest        1500 m               final             1  3:29.38  2023-08-23  gold", kerr);
  expect_in("Olympic Games 2024 Paris                 1500 m               semi-final 1      2  3:32.46  2024-08-04", kerr);
  expect_in("2024    1:45.94         -   3:30.92            -   3:45.34*", kerr);
  expect_in("Medals among these, Olympic Games and World Championships: 2 gold, 1 bronze\n", kerr);
  expect_in("world short track best  two miles, short track  8:00.67  2024-02-11  stands", kerr);
  const auto page = json({"athlete", "josh kerr"});
  EXPECT_EQ(page.at("medals").at("global"), nlohmann::json({{"gold", 2}, {"silver", 1}, {"bronze", 1}}));
  EXPECT_EQ(page.at("held").back().at("title"), "GBR national record");
}

TEST_F(CliAsk, ARecordThatIsListedStandsAndWhatIsNotIsCalledFastestKnown) {
  const std::string now = said({"records", "--event", "1500", "--sex", "women", "--kind", "world", "--track", "oval-400"});
  expect_in("world record  listed    1500 m  women  3:48.68  Faith Kipyegon", now);
  expect_in("3:49.11  Faith Kipyegon", now);
  const std::string then = said({"records", "--event", "1500", "--sex", "women", "--kind", "world", "--as-of", "2023-06-01"});
  expect_in("world record              fastest known  1500 m               women  3:50.07  Genzebe Dibaba", then);
  EXPECT_EQ(then.find("2023-06-02"), std::string::npos);
  const auto best = json({"records", "--event", "2-miles", "--kind", "world"});
  for (const auto& record : best.at("records")) EXPECT_EQ(record.at("title").get<std::string>().find("record"), std::string::npos) << "two miles have world bests";
  expect_in("only where a list names them", said({"records", "--kind", "collegiate"}));
}

TEST_F(CliAsk, NationalRecordsGoByTheCountryOfTheDay) {
  const auto usa = json({"records", "--kind", "national", "--of", "usa", "--event", "1500", "--sex", "men", "--track", "oval-400", "--as-of", "2022-12-31"});
  ASSERT_EQ(usa.at("records").size(), 1u);
  const auto& record = usa.at("records").at(0).at("fastest_known");
  EXPECT_EQ(record.at("athlete"), "Bernard Lagat");
  EXPECT_EQ(record.at("time_s"), 209.30) << "not the 3:26.34 that he ran for Kenya";
}

TEST_F(CliAsk, VersusCountsAllRacesFinalsAndThoseThatMattered) {
  const std::string duel = said({"versus", "kerr josh", "ingebrigtsen jakob", "--as-of", "2024-08-05"});
  expect_in("championship finals             1 - 3", duel);
  expect_in("  1   3:29.38   2   3:29.65        Josh Kerr           0.27  medal               budapest-2023-men-1500-final", duel);
  EXPECT_EQ(duel.find("2024-08-06"), std::string::npos);
  const auto turned = json({"versus", "ingebrigtsen jakob", "kerr josh"}), straight = json({"versus", "kerr josh", "ingebrigtsen jakob"});
  EXPECT_EQ(turned.at("all").at("first"), straight.at("all").at("second"));
  EXPECT_EQ(turned.at("meetings").size(), straight.at("meetings").size());
}

TEST_F(CliAsk, VersusSaysWhyMenAndWomenHaveNoRaceInCommon) {
  expect_in("They run in different races: Josh Kerr is of the men, Faith Kipyegon of the women.", said({"versus", "josh kerr", "faith kipyegon"}));
}

TEST_F(CliAsk, AListedFinalOfAChampionshipIsTheChampionships) {
  expect_in("2022-07-18  1500 m  World Championships 2022 Oregon, final ", said({"versus", "faith kipyegon", "jessica hull"}));
}

TEST_F(CliAsk, ARaceIsFoundByAWordOfItsId) {
  expect_refusal(ask({"race", "budapest"}), "the nearest are budapest-2023-men-1500-final");
}

TEST_F(CliAsk, LongListsEndWithHowManyMore) {
  const std::string best = said({"best", "--event", "1500", "--sex", "women", "--limit", "3"});
  expect_in("... and ", best);
  expect_in(" more; --limit 0 shows all.\n", best);
  EXPECT_EQ(said({"best", "--event", "1500", "--sex", "women", "--limit", "0"}).find("more; --limit"), std::string::npos);
  EXPECT_EQ(json({"best", "--event", "1500", "--sex", "women", "--limit", "3"}).at("list").size(), 3u);
}

TEST_F(CliAsk, AnAthletesPageStandsAlone) {
  const fs::path out = folder->path() / "out";
  expect_in("Written: " + (out / "athlete.json").string(), said({"athlete", "faith kipyegon", "--out", out.string()}));
  const std::string page = whole_text(out / "athlete.html");
  expect_in("<title>Faith Kipyegon</title>", page);
  expect_in("lastlap.archive.athlete/1", page);
  for (const char* outside : {"src=\"http", "href=\"http", "@import url"}) EXPECT_EQ(page.find(outside), std::string::npos) << outside;
  EXPECT_EQ(nlohmann::json::parse(whole_text(out / "athlete.json")), json({"athlete", "faith kipyegon"}));
  const Outcome refused = ask({"athlete", "faith kipyegon", "--out", (folder->path() / "archive.sqlite").string()});
  EXPECT_EQ(refused.status, 1);
  EXPECT_EQ(std::ranges::count(refused.err, '\n'), 1) << refused.err;
}

TEST_F(CliAsk, WrongQuestionsAreRefusedInOneLine) {
  expect_refusal(ask({"records", "--kind", "galactic"}), "world, area, championship, under-20, collegiate, meeting, national");
  expect_refusal(ask({"records", "--kind", "national", "--of", "GRB"}), "the nearest are GBR");
  expect_refusal(ask({"records", "--event", "1600"}), "it is one of 400, 800");
  expect_refusal(ask({"records", "--track", "cinder"}), "oval-400 or short-200");
  expect_refusal(ask({"best", "--event", "1500"}), "--sex");
  expect_refusal(ask({"best", "--event", "1500", "--sex", "women", "--season", "next"}), "--season");
  expect_refusal(ask({"best", "--event", "1500", "--sex", "women", "--limit", "-1"}), "--limit");
  expect_refusal(ask({"versus", "josh kerr"}), "required");
  expect_refusal(ask({"versus", "josh kerr", "Josh Kerr"}), "one athlete twice");
  expect_refusal(ask({"versus", "josh kerr", "jakob ingebritsen"}), "Jakob Ingebrigtsen");
  expect_refusal(ask({"versus", "josh kerr", "cole hocker", "--json", "--csv"}), "ask for one of them");
  expect_refusal(ask({"athlete", "josh kerr", "--as-of", "2023-02-30"}), "--as-of");
}

}  // namespace
}  // namespace lastlap::tests
