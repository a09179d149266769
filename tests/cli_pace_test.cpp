// lastlap pace from outside: the literature's problems, an athlete's race, the files, every wrong request in one line.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

class CliPace : public ::testing::Test {
 protected:
  static const TemporaryFolder& home() {
    static const TemporaryFolder folder;
    return folder;
  }
  static Outcome lastlap(Words words) {
    words.insert(words.begin(), {LASTLAP_BINARY, "pace"});
    return outcome_of(words, {"XDG_DATA_HOME=" + home().path().string()});
  }
  static json answer(Words words) {
    words.emplace_back("--json");
    const Outcome outcome = lastlap(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return json::parse(outcome.out);
  }
  static void expect_refused(const Words& words, int status, const std::string& part) {
    const Outcome outcome = lastlap(words);
    EXPECT_EQ(outcome.status, status) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    EXPECT_NE(outcome.err.find(part), std::string::npos) << part << " in " << outcome.err;
  }
};

void expect_whole(const json& pace) {
  EXPECT_EQ(pace.at("schema"), "lastlap.pace/1");
  double before_m = 0, before_s = 0;
  for (const json& split : pace.at("splits")) {
    EXPECT_GT(split.at("distance_m").get<double>(), before_m);
    EXPECT_GT(split.at("time_s").get<double>(), before_s);
    before_m = split.at("distance_m"), before_s = split.at("time_s");
  }
  EXPECT_EQ(before_m, pace.at("distance_m"));
  EXPECT_NEAR(before_s, pace.at("time_s"), 1e-3);
  double programmed_s = 0, programmed_m = 0;
  for (const json& setting : pace.at("programme")) {
    programmed_s += setting.at("split_s").get<double>();
    EXPECT_NEAR(programmed_s, setting.at("at_s"), 1e-6);
    EXPECT_NEAR(setting.at("speed_mps").get<double>() * setting.at("split_s").get<double>(), setting.at("to_m").get<double>() - programmed_m, 0.02);
    programmed_m = setting.at("to_m");
  }
  EXPECT_EQ(programmed_m, pace.at("distance_m"));
  EXPECT_NEAR(programmed_s, pace.at("time_s"), 0.0501);
  const json& profile = pace.at("profile");
  EXPECT_EQ(profile.at("distance_m").size(), profile.at("speed_mps").size());
  EXPECT_EQ(profile.at("distance_m").size(), profile.at("reserve_j_per_kg").size());
}

TEST_F(CliPace, TheLiteraturesProblemsAreReferences) {
  const json exact = answer({"--model", "keller", "--distance", "1500"});
  expect_whole(exact);
  EXPECT_NEAR(exact.at("time_s"), 219.443, 0.005);
  EXPECT_NEAR(exact.at("cruise_mps"), 6.8501, 5e-4);
  const json general = answer({"--model", "keller", "--distance", "mile", "--solver", "general"});
  expect_whole(general);
  EXPECT_NEAR(general.at("time_s"), 237.286, 0.03);
  EXPECT_GE(general.at("mesh").size(), 3u);
  const json aftalion = answer({"--model", "aftalion"});
  expect_whole(aftalion);
  EXPECT_NEAR(aftalion.at("time_s"), 251.81, 0.1);
  EXPECT_NEAR(aftalion.at("cruise_mps"), 5.705, 0.005);
  const json sprint = answer({"--model", "keller", "--distance", "250"});
  expect_whole(sprint);
}

TEST_F(CliPace, AnAthletesRaceIsItsTimeSplitsAndState) {
  const json alone = answer({"josh kerr", "--as-of", "2023-08-22"});
  expect_whole(alone);
  EXPECT_EQ(alone.at("athlete"), "Josh Kerr");
  EXPECT_EQ(alone.at("as_of"), "2023-08-22");
  const double time = alone.at("time_s");
  EXPECT_GT(time, 205);
  EXPECT_LT(time, 215);
  EXPECT_LT(alone.at("time_interval_s").at("low"), time);
  EXPECT_GT(alone.at("time_interval_s").at("high"), time);
  EXPECT_LT(time, alone.at("even_effort_s").get<double>() + 0.02);
  EXPECT_LT(time, alone.at("even_pace_s"));
  EXPECT_EQ(alone.at("bends").size(), 8u);
  EXPECT_EQ(alone.at("profile").at("aerobic_power_w_per_kg").size(), alone.at("profile").at("distance_m").size());
  const json sheltered = answer({"josh kerr", "--as-of", "2023-08-22", "--behind", "1000"});
  EXPECT_LT(sheltered.at("time_s"), time);
  const json indoors = answer({"josh kerr", "--as-of", "2023-08-22", "--track", "short-200"});
  EXPECT_GT(indoors.at("time_s"), time);
  const json even = answer({"josh kerr", "--as-of", "2023-08-22", "--even"});
  expect_whole(even);
  EXPECT_EQ(even.at("time_s").get<double>(), alone.at("even_pace_s").get<double>());
  EXPECT_NEAR(even.at("splits")[13].at("time_s").get<double>() - even.at("splits")[12].at("time_s").get<double>(), 100 / even.at("cruise_mps").get<double>(), 2e-3);
}

TEST_F(CliPace, SaysItInWordsAndWritesThePage) {
  const TemporaryFolder folder;
  const std::string out = (folder.path() / "new").string();
  const Outcome outcome = lastlap({"hassan sifan", "--as-of", "2023-08-01", "--distance", "mile", "--out", out});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  for (const char* part : {"Sifan Hassan", "the mile", "Splits", "Programme", "to 400 m:", "1609.34", "95 %"}) EXPECT_NE(outcome.out.find(part), std::string::npos) << part;
  const json written = json::parse(whole_text(out + "/pace.json"));
  expect_whole(written);
  EXPECT_EQ(written.at("sex"), "women");
  const std::string page = whole_text(out + "/pace.html");
  EXPECT_NE(page.find("lastlap.pace/1"), std::string::npos);
  EXPECT_EQ(page.find("src="), std::string::npos);
}

TEST_F(CliPace, AMarkIsWorthTheSameAtItsOwnDistance) {
  const json table = answer({"--equivalents", "3:30.00", "--distance", "1500", "--sex", "men"});
  EXPECT_EQ(table.at("schema"), "lastlap.equivalents/1");
  int formulas = 0;
  for (const json& row : table.at("formulas"))
    for (const json& time : row.at("times"))
      if (time.at("distance_m") == 1500.0) {
        ++formulas;
        EXPECT_NEAR(time.at("time_s"), 210.0, 0.02) << row.at("formula");
      }
  EXPECT_EQ(formulas, 8);
  const Outcome words = lastlap({"--equivalents", "3:30.00"});
  EXPECT_NE(words.out.find("Riegel"), std::string::npos);
  EXPECT_NE(words.out.find("3:46.27"), std::string::npos);  // Riegel over the mile
}

TEST_F(CliPace, EachWrongRequestIsOneLine) {
  expect_refused({}, 2, "whose race?");
  expect_refused({"josh kerr", "--model", "keller"}, 2, "not both");
  expect_refused({"--model", "hill"}, 2, "no such model");
  expect_refused({"--model", "keller", "--solver", "guess"}, 2, "no such solver");
  expect_refused({"--model", "aftalion", "--solver", "exact"}, 2, "no exact solution");
  expect_refused({"--model", "keller", "--even"}, 2, "--even");
  expect_refused({"--model", "keller", "--distance", "nan"}, 2, "--distance nan");
  expect_refused({"--model", "keller", "--distance", "long"}, 2, "not a distance");
  expect_refused({"josh kerr", "--distance", "20000"}, 2, "--distance 20000");
  expect_refused({"josh kerr", "--behind", "1600"}, 2, "1500 m long");
  expect_refused({"josh kerr", "--track", "grass"}, 2, "no such track");
  expect_refused({"josh kerr", "--sex", "horse"}, 2, "no such sex");
  expect_refused({"josh kerr", "--as-of", "2023-02-30"}, 2, "--as-of");
  expect_refused({"josh kerr", "--as-of", "1999-01-01"}, 2, "nothing known");
  expect_refused({"qqqqqq"}, 2, "no such athlete");
  expect_refused({"--equivalents", "3:61"}, 2, "3:61");
  expect_refused({"josh kerr", "--equivalents", "3:30"}, 2, "--equivalents");
  expect_refused({"josh kerr", "--out", "/proc/nowhere"}, 1, "/proc/nowhere");
}

TEST_F(CliPace, ItsHelpShowsExamples) {
  const Outcome help = lastlap({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* option : {"--distance", "--behind", "--even", "--track", "--as-of", "--sex", "--model", "--solver", "--equivalents", "--out", "Examples"})
    EXPECT_NE(help.out.find(option), std::string::npos) << option;
}

}  // namespace
}  // namespace lastlap::tests
