// lastlap race and lastlap plan from outside: their documents, the plan that gives its chance again, every wrong request in
// one line, and what a stop leaves behind.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;
using Clock = std::chrono::steady_clock;

// With sanitizers a plan takes minutes; AFullDiskLeavesTheOldPlanAndReportAsTheyWere makes one there too,
// the other tests of plans are left to release.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SKIP_IF_SLOW() GTEST_SKIP() << "plans take minutes with sanitizers"
#else
#define SKIP_IF_SLOW() static_cast<void>(0)
#endif

const std::string budapest = "budapest-2023-men-1500-final";

/// The program with these words. All tests share one archive, made once; each has a folder of its own.
class CliRace : public ::testing::Test {
 protected:
  static const TemporaryFolder& home() {
    static const TemporaryFolder folder;
    return folder;
  }
  static Words environment() { return {"XDG_DATA_HOME=" + home().path().string()}; }
  static Words command(const Words& words) {
    Words all{LASTLAP_BINARY};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  static Outcome lastlap(const Words& words) { return outcome_of(command(words), environment()); }
  static json answer(Words words) {
    words.emplace_back("--json");
    const Outcome outcome = lastlap(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return json::parse(outcome.out);
  }
  /// Few races, a quick search.
  static Words quick_plan(const std::string& race, const std::string& athlete, const Words& more = {}) {
    Words words{"plan", race, "--for", athlete, "--races", "64", "--effort", "quick"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream{folder.path() / name} << text;
    return (folder.path() / name).string();
  }
  /// A race of `runners` made-up athletes, all from their 1500 m.
  std::string race_file(const std::string& event, const std::string& sex, const std::string& track, int runners) const {
    std::string text = "date = 2026-07-18\nevent = \"" + event + "\"\nsex = \"" + sex + "\"\ntrack = \"" + track + "\"\n";
    for (int r = 0; r < runners; ++r) {
      text += "[[athlete]]\nname = \"Made Up " + std::string(1, static_cast<char>('A' + r)) + "x\"\nmarks = [{ event = \"1500\", time = \"" +
              std::to_string(211 + r) + ".50\", date = 2026-06-01 }]\n";
    }
    return file(event + "-" + sex + "-" + std::to_string(runners) + ".toml", text);
  }
  Words names_left() const {
    Words names;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
  }

  TemporaryFolder folder;
};

void expect_one_line(const Outcome& outcome, int status, const std::string& part) {
  EXPECT_EQ(outcome.status, status) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with("lastlap: ")) << outcome.err;
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  EXPECT_NE(outcome.err.find(part), std::string::npos) << part << " in " << outcome.err;
}

void expect_quantiles(const json& q) {
  EXPECT_LE(q.at("p05").get<double>(), q.at("p50").get<double>());
  EXPECT_LE(q.at("p50").get<double>(), q.at("p95").get<double>());
}

void expect_chance(const json& chance) {
  const double p = chance.at("p"), low = chance.at("low"), high = chance.at("high");
  EXPECT_LE(low, p);
  EXPECT_LE(p, high);
}

void expect_race_document(const json& race, int runners) {
  EXPECT_EQ(race.at("schema"), "lastlap.race/1");
  EXPECT_TRUE(race.at("race").is_string());
  EXPECT_TRUE(race.at("as_of").is_string());
  EXPECT_TRUE(race.at("seed").is_number_unsigned());
  EXPECT_TRUE(race.at("seconds").is_number());
  EXPECT_TRUE(race.at("signature").is_string());
  ASSERT_EQ(race.at("runners").size(), static_cast<std::size_t>(runners));
  double wins = 0, medals = 0;
  for (const json& runner : race.at("runners")) {
    EXPECT_TRUE(runner.at("athlete").is_string());
    wins += runner.at("win").get<double>();
    medals += runner.at("medal").get<double>();
    EXPECT_GE(runner.at("mean_place").get<double>(), 1.0);
    EXPECT_LE(runner.at("mean_place").get<double>(), runners);
    expect_quantiles(runner.at("time_s"));
    EXPECT_GE(runner.at("run_m").get<double>(), 790.0);
    EXPECT_GE(runner.at("boxed_in_s").get<double>(), 0.0);
  }
  constexpr double rounding = 24 * 1e-6;  // chances are written to six decimals
  EXPECT_NEAR(wins, 1.0, rounding);
  EXPECT_NEAR(medals, std::min(runners, 3), rounding);
  expect_quantiles(race.at("winning_time_s"));
  expect_quantiles(race.at("last_400_s"));
  if (runners >= 3) {
    expect_quantiles(race.at("gap_1_3_s"));
  } else {
    EXPECT_TRUE(race.at("gap_1_3_s").is_null());
  }
}

TEST_F(CliRace, AnswersInTheSchemaOfRace1) {
  const json race = answer({"race", budapest, "--races", "64"});
  EXPECT_EQ(race.at("race"), budapest);
  EXPECT_EQ(race.at("as_of"), "2023-08-22");
  EXPECT_EQ(race.at("seed"), 1500);
  EXPECT_EQ(race.at("races"), 64);
  expect_race_document(race, 12);
}

TEST_F(CliRace, TheSameSeedGivesTheSameSignatureWhateverTheThreads) {
  const std::string race = race_file("800", "men", "oval-400", 2);
  const Words words{"race", race, "--races", "1100", "--seed", "7"};  // more than two stretches
  const auto signature = [&](const std::string& threads) {
    Words all = words;
    all.insert(all.end(), {"--threads", threads});
    return answer(all).at("signature").get<std::string>();
  };
  const std::string one = signature("1");
  EXPECT_EQ(one, signature("2"));
  EXPECT_EQ(one, signature("1000"));  // and says nothing on standard error
  EXPECT_NE(one, answer({"race", race, "--races", "1100", "--seed", "8"}).at("signature"));
}

TEST_F(CliRace, WritesAReplayWhole) {
  const fs::path written = folder.path() / "replay.json";
  EXPECT_EQ(lastlap({"race", budapest, "--races", "16", "--replay", written.string()}).status, 0);
  EXPECT_EQ(names_left(), Words{"replay.json"});
  const json replay = json::parse(whole_text(written));
  EXPECT_EQ(replay.at("schema"), "lastlap.replay/1");
  EXPECT_EQ(replay.at("race"), budapest);
  EXPECT_EQ(replay.at("step_s"), 0.1);
  EXPECT_EQ(replay.at("track").at("kind"), "oval-400");
  ASSERT_EQ(replay.at("runners").size(), 12u);
  const std::size_t steps = replay.at("runners").at(0).at("along_m").size();
  EXPECT_GT(steps, 2000u);
  for (const json& runner : replay.at("runners")) {
    for (const char* series : {"along_m", "outward_m", "speed_mps", "reserve_j_per_kg", "shelter", "boxed_in"})
      EXPECT_EQ(runner.at(series).size(), steps) << series;
    EXPECT_TRUE(std::ranges::is_sorted(runner.at("along_m")));
    EXPECT_TRUE(runner.at("boxed_in").at(0).is_boolean());
    EXPECT_TRUE(runner.at("finish_s").is_number() || runner.at("finish_s").is_null());
  }
}

TEST_F(CliRace, PlansInTheSchemaOfPlan1AndThePlanFileGivesItsChanceAgain) {
  SKIP_IF_SLOW();
  const fs::path out = folder.path() / "out";
  const json plan = answer(quick_plan(budapest, "kerr", {"--out", out.string()}));
  EXPECT_EQ(plan.at("schema"), "lastlap.plan/1");
  EXPECT_EQ(plan.at("race"), budapest);
  EXPECT_EQ(plan.at("for"), "Josh Kerr");
  EXPECT_EQ(plan.at("goal"), "win");
  EXPECT_EQ(plan.at("as_of"), "2023-08-22");
  EXPECT_TRUE(plan.at("seed").is_number_unsigned());
  EXPECT_FALSE(plan.at("plan").at("phases").empty());
  for (const char* when : {"usual", "planned", "answered"}) {
    expect_chance(plan.at("chance").at(when).at("win"));
    expect_chance(plan.at("chance").at(when).at("medal"));
  }
  EXPECT_TRUE(plan.at("chance").at("answered").at("rival").is_string());
  expect_chance(plan.at("gain").at("win"));
  EXPECT_GE(plan.at("what_matters").size(), 6u);
  for (const json& matter : plan.at("what_matters")) {
    EXPECT_TRUE(matter.at("change").is_string());
    expect_chance(matter.at("win"));
  }
  EXPECT_GT(plan.at("races_searched").get<int>(), 0);
  EXPECT_GT(plan.at("races_judged").get<int>(), 0);
  EXPECT_TRUE(plan.at("seconds").is_number());
  EXPECT_TRUE(plan.at("signature").is_string());

  EXPECT_EQ(names_left(), (Words{"out", "plan.toml", "report.html"}));
  EXPECT_TRUE(whole_text(out / "report.html").ends_with("</html>\n"));
  const json again = answer({"race", budapest, "--races", "64", "--plan", "Kerr=" + (out / "plan.toml").string()});
  const auto& runners = again.at("runners");
  const auto kerr = std::ranges::find_if(runners, [](const json& runner) { return runner.at("athlete") == "Josh Kerr"; });
  ASSERT_NE(kerr, runners.end());
  EXPECT_EQ(kerr->at("win"), plan.at("chance").at("planned").at("win").at("p"));
}

TEST_F(CliRace, OptionsStandBeforeOrAfterTheCommandAndAPlanDoesNotSwallowTheRace) {
  const std::string plan = file("plan.toml", "[[phase]]\nfrom_m = 1500\nplace = 2\n");
  const auto signature = [&](const Words& words) { return json::parse(lastlap(words).out).at("signature").get<std::string>(); };
  const std::string after = signature({"race", budapest, "--races", "16", "--plan", "Kerr=" + plan, "--seed", "3", "--json"});
  EXPECT_EQ(after, signature({"--seed", "3", "--json", "race", "--races", "16", "--plan", "Kerr=" + plan, budapest}));
  EXPECT_EQ(after, signature({"race", "--json", "--plan=Kerr=" + plan, "--seed", "3", budapest, "--races", "16"}));
}

TEST_F(CliRace, RunsEveryDistanceTrackAndSex) {
  struct Kind {
    const char *event, *sex, *track;
    int runners;
  };
  for (const Kind& kind : {Kind{"800", "men", "oval-400", 8}, Kind{"mile", "men", "oval-400", 12}, Kind{"3000", "women", "short-200", 10},
                           Kind{"2-miles", "men", "oval-400", 9}, Kind{"5000", "men", "oval-400", 24}, Kind{"1500", "women", "oval-400", 2}}) {
    SCOPED_TRACE(kind.event);
    expect_race_document(answer({"race", race_file(kind.event, kind.sex, kind.track, kind.runners), "--races", "16"}), kind.runners);
  }
}

TEST_F(CliRace, PlansARaceOfOnesOwnForEveryGoal) {
  SKIP_IF_SLOW();
  const auto judged = [&](const std::string& race, const Words& more) {
    const fs::path out = folder.path() / "out";
    Words words = quick_plan(race, "made up ax", more);
    words.insert(words.end(), {"--out", out.string()});
    const json plan = answer(words);
    const json again = answer({"race", race, "--races", "64", "--plan", "Made Up Ax=" + (out / "plan.toml").string()});
    EXPECT_EQ(again.at("runners").at(0).at("win"), plan.at("chance").at("planned").at("win").at("p"));
    return plan;
  };
  EXPECT_EQ(judged(race_file("800", "women", "short-200", 6), {"--goal", "medal"}).at("goal"), "medal");
  const json qualify = judged(race_file("800", "men", "oval-400", 8), {"--goal", "qualify", "--qualifying-places", "4"});
  expect_chance(qualify.at("chance").at("planned").at("qualify"));
  EXPECT_EQ(judged(race_file("mile", "men", "oval-400", 4), {"--goal", "time"}).at("goal"), "time");
  EXPECT_EQ(judged(race_file("1500", "women", "oval-400", 2), {"--goal", "win"}).at("goal"), "win");
}

TEST_F(CliRace, SaysWhenMoreWasAskedForThanWasKnownOnTheEve) {
  const json race = answer({"race", budapest, "--races", "16", "--as-of", "2024-01-01"});
  EXPECT_EQ(race.at("as_of"), "2023-08-22");
  EXPECT_EQ(race.at("signature"), answer({"race", budapest, "--races", "16"}).at("signature"));
  EXPECT_NE(race.at("remarks").dump().find("only what was known on the eve"), std::string::npos);
}

TEST_F(CliRace, RefusesWrongRequestsWithStatusTwo) {
  const auto race = [&](const Words& more) {
    Words words{"race", budapest, "--races", "16"};
    words.insert(words.end(), more.begin(), more.end());
    return lastlap(words);
  };
  const auto planned = [&](const std::string& text) { return race({"--plan", "Kerr=" + file("plan.toml", text)}); };
  expect_one_line(lastlap({"race", "budapst-2023-men-1500-final"}), 2, budapest);
  expect_one_line(lastlap({"race", "none.toml"}), 2, "none.toml");
  expect_one_line(lastlap({"plan", budapest, "--for", "Usain Bolt"}), 2, "no such athlete in this field");
  expect_one_line(lastlap({"plan", budapest, "--for", "j"}), 2, "could be Josh Kerr, Jakob Ingebrigtsen");
  expect_one_line(lastlap({"plan", budapest}), 2, "--for");
  expect_one_line(lastlap(quick_plan(budapest, "kerr", {"--goal", "gold"})), 2, "win, medal, qualify, time");
  expect_one_line(lastlap({"plan", budapest, "--for", "kerr", "--effort", "none"}), 2, "quick, normal, thorough");
  expect_one_line(lastlap(quick_plan(budapest, "kerr", {"--goal", "qualify", "--qualifying-places", "12"})), 2, "12 of 12");
  expect_one_line(lastlap(quick_plan(race_file("1500", "men", "oval-400", 3), "made up ax", {"--goal", "medal"})), 2, "all 3 take a medal");
  expect_one_line(race({"--plan", "Kerr"}), 2, "NAME=FILE");
  expect_one_line(race({"--plan", "Kerr=" + folder.path().string() + "/none.toml"}), 2, "No such file");
  expect_one_line(race({"--plan", "Kerr=" + folder.path().string()}), 2, "Is a directory");
  expect_one_line(planned("athlete = \"Josh Kerr\"\n[[phase]\nfrom_m = 3\n"), 2, "plan.toml:2: ");
  expect_one_line(planned("[[phase]]\nfrom_m = 1500\nplce = 3\n"), 2, "plan.toml:3: unknown key \"plce\"");
  expect_one_line(planned("[[phase]]\nfrom_m = 1500\nplace = \"third\"\n"), 2, "plan.toml:3: place must be");
  expect_one_line(planned("[[phase]]\nfrom_m = 500\n[[phase]]\nfrom_m = 500\n"), 2, "contradicts itself");
  expect_one_line(planned("[[phase]]\nfrom_m = 1500\ncover = \"Hassan\"\n"), 2, "plan.toml:3: cover: no such athlete");
  expect_one_line(planned("[[phase]]\nfrom_m = 1500\ncover = \"Kerr\"\n"), 2, "covers the plan's own runner");
  expect_one_line(planned("athlete = \"Nuguse\"\n[[phase]]\nfrom_m = 1500\n"), 2, "it is for Yared Nuguse, not for Josh Kerr");
  expect_one_line(planned(""), 2, "at least one [[phase]]");
  const std::string fine = file("fine.toml", "[[phase]]\nfrom_m = 1500\n");
  expect_one_line(race({"--plan", "Kerr=" + fine, "--plan", "josh=" + fine}), 2, "two plans for one runner");
  for (const char* races : {"0", "-1", "10000000000", "many"}) expect_one_line(lastlap({"race", budapest, "--races", races}), 2, "--races");
  for (const char* seed : {"x", "-1", "1.5", "", "18446744073709551616"}) expect_one_line(race({"--seed", seed}), 2, "--seed");
  expect_one_line(race({"--as-of", "monday"}), 2, "--as-of");
  expect_one_line(race({"--as-of", "1990-01-01"}), 2, "1990-01-01");
  expect_one_line(race({"--replay-race", "16"}), 2, "0 to 15");
}

TEST_F(CliRace, WhatCannotBeDoneEndsWithStatusOneAndLeavesNothing) {
  const fs::path out = folder.path() / "out";
  const std::string in_the_way = file("letter", "Dear coach");
  const Words race{"race", budapest, "--races", "16"};
  expect_one_line(lastlap(quick_plan(budapest, "kerr", {"--out", in_the_way})), 1, "letter");
  expect_one_line(lastlap(quick_plan(budapest, "kerr", {"--out", in_the_way + "/below"})), 1, "letter/below");
  expect_one_line(lastlap({"race", budapest, "--races", "16", "--replay", "/dev/full"}), 1, "No space left");
  expect_one_line(lastlap({"race", budapest, "--races", "16", "--replay", (out / "replay.json").string()}), 1, "No such file");
  EXPECT_EQ(names_left(), Words{"letter"});
  EXPECT_EQ(whole_text(in_the_way), "Dear coach");
  EXPECT_EQ(start(command(race), "/dev/full", folder.path() / "err", environment()).wait(), 1);
  EXPECT_TRUE(whole_text(folder.path() / "err").starts_with("lastlap: cannot write the answer"));
  Words foreign = command(race);
  foreign.insert(foreign.end(), {"--archive", in_the_way});
  expect_one_line(outcome_of(foreign), 1, "not a lastlap archive");
}

TEST_F(CliRace, AFullDiskLeavesTheOldPlanAndReportAsTheyWere) {
  // The plan fits below the limit and the report does not: neither may be replaced.
  const fs::path out = folder.path() / "out";
  fs::create_directory(out);
  std::ofstream{out / "plan.toml"} << "old plan";
  std::ofstream{out / "report.html"} << "old report";
  const std::string line = "trap '' XFSZ; ulimit -f 64; exec " LASTLAP_BINARY " plan " + race_file("800", "men", "oval-400", 2) +
                           " --for 'made up ax' --races 16 --effort quick --out " + out.string();
  EXPECT_EQ(lastlap({"archive", "races"}).status, 0);
  expect_one_line(outcome_of({"/bin/bash", "-c", line}, environment()), 1, "report.html: File too large");
  EXPECT_EQ(whole_text(out / "plan.toml"), "old plan");
  EXPECT_EQ(whole_text(out / "report.html"), "old report");
  EXPECT_EQ(std::ranges::distance(fs::directory_iterator{out}, fs::directory_iterator{}), 2);
}

/// `lastlap` in the background, its output in the test's folder.
class CliStop : public CliRace {
 protected:
  void SetUp() override { ASSERT_EQ(lastlap({"archive", "races"}).status, 0); }
  Started begin(const Words& words) const { return start(command(words), folder.path() / "said", folder.path() / "err", environment()); }
  std::string said() const { return whole_text(folder.path() / "said"); }
  static void wait_ms(int ms) { std::this_thread::sleep_for(std::chrono::milliseconds{ms}); }
  Words long_plan() const {
    return {"plan", budapest, "--for", "kerr", "--races", "1000000", "--effort", "thorough", "--json", "--out", (folder.path() / "out").string()};
  }
};

TEST_F(CliStop, CtrlCEndsAPlanWithTheBestSoFar) {
  SKIP_IF_SLOW();
  const Started plan = begin(long_plan());
  wait_ms(1500);
  const auto asked = Clock::now();
  ::kill(plan.process, SIGINT);
  EXPECT_EQ(plan.wait(), 0) << whole_text(folder.path() / "err");
  EXPECT_LT(Clock::now() - asked, std::chrono::seconds{30});  // two or three on an idle machine
  const json document = json::parse(said());
  EXPECT_EQ(document.at("stopped_early"), true);
  EXPECT_FALSE(document.at("plan").at("phases").empty());
  EXPECT_TRUE(whole_text(folder.path() / "out" / "report.html").ends_with("</html>\n"));
  EXPECT_EQ(whole_text(folder.path() / "err"), "");
}

TEST_F(CliStop, CtrlCTwiceEndsAtOnce) {
  const Started plan = begin(long_plan());
  wait_ms(1500);
  ::kill(plan.process, SIGINT);
  wait_ms(50);
  ::kill(plan.process, SIGINT);
  EXPECT_EQ(plan.wait(), 128 + SIGINT);
  EXPECT_EQ(said(), "");
  EXPECT_TRUE(fs::is_empty(folder.path() / "out"));
}

TEST_F(CliStop, CtrlCEndsARaceWithTheRacesRun) {
  const Started race = begin({"race", race_file("800", "men", "oval-400", 2), "--races", "1000000", "--json"});
  wait_ms(1500);
  ::kill(race.process, SIGINT);
  EXPECT_EQ(race.wait(), 0);
  const json document = json::parse(said());
  EXPECT_LT(document.at("races").get<int>(), 1000000);
  expect_race_document(document, 2);
}

TEST_F(CliStop, AKilledPlanLeavesNothingInTheWay) {
  SKIP_IF_SLOW();
  const Started plan = begin(long_plan());
  wait_ms(1000);
  ::kill(plan.process, SIGKILL);
  EXPECT_EQ(plan.wait(), 128 + SIGKILL);
  const fs::path out = folder.path() / "out";
  EXPECT_FALSE(fs::exists(out / "plan.toml"));
  EXPECT_FALSE(fs::exists(out / "report.html"));
  EXPECT_EQ(lastlap(quick_plan(race_file("800", "men", "oval-400", 3), "made up ax", {"--out", out.string()})).status, 0);
  EXPECT_TRUE(fs::exists(out / "report.html"));
}

TEST_F(CliStop, ATerminalSeesABarThatIsWipedAndAFileDoesNot) {
  const Words words{"race", budapest, "--races", "16"};
  EXPECT_EQ(lastlap(words).err, "");
  const int ours = ::posix_openpt(O_RDWR | O_NOCTTY);
  ASSERT_GE(ours, 0);
  ASSERT_EQ(::grantpt(ours), 0);
  ASSERT_EQ(::unlockpt(ours), 0);
  const Started race = start(command(words), folder.path() / "said", ::ptsname(ours), environment());
  EXPECT_EQ(race.wait(), 0);
  // All it wrote lies in the terminal's queue; reading an empty one must not wait.
  ::fcntl(ours, F_SETFL, O_NONBLOCK);
  std::string drawn(65536, '\0');
  const ssize_t got = ::read(ours, drawn.data(), drawn.size());
  ::close(ours);
  ASSERT_GT(got, 0);
  drawn.resize(static_cast<std::size_t>(got));
  EXPECT_NE(drawn.find("running the race"), std::string::npos) << drawn;
  EXPECT_TRUE(drawn.ends_with("\r\033[K")) << drawn;
}

}  // namespace
}  // namespace lastlap::tests
