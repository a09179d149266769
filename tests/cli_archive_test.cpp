// lastlap archive from outside: what it answers, how it refuses, and that an interrupted first use harms
// nobody.

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
using Words = std::vector<std::string>;

/// The program with these words; its archive is this test's own.
class CliArchive : public ::testing::Test {
 protected:
  Outcome lastlap(const Words& words, const Words& environment = {}) const {
    return outcome_of(command(words), environment);
  }
  Words command(const Words& words) const {
    Words all{LASTLAP_BINARY, "--archive", file.string()};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  /// A shell line; $LASTLAP is the program with its archive.
  Outcome shell(const std::string& line) const {
    return outcome_of({"/bin/bash", "-c", line}, {"LASTLAP=" LASTLAP_BINARY " --archive " + file.string()});
  }

  TemporaryFolder folder;
  const fs::path file = folder.path() / "archive.sqlite";
};

void expect_one_line(const Outcome& outcome, int status, const std::string& part) {
  EXPECT_EQ(outcome.status, status) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with("lastlap: ")) << outcome.err;
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  EXPECT_NE(outcome.err.find(part), std::string::npos) << part << " in " << outcome.err;
}

TEST_F(CliArchive, ListsRacesByEventSexAndYear) {
  const Outcome races = lastlap({"archive", "races", "--event", "1500", "--sex", "women", "--year", "2023"});
  EXPECT_EQ(races.status, 0);
  EXPECT_NE(races.out.find("2023-08-22  budapest-2023-women-1500-final"), std::string::npos) << races.out;
  EXPECT_EQ(races.out.find("-men-"), std::string::npos);
  EXPECT_EQ(races.err, "");
}

TEST_F(CliArchive, ShowsARace) {
  const Outcome race = lastlap({"archive", "race", "budapest-2023-men-1500-final"});
  EXPECT_EQ(race.status, 0);
  EXPECT_NE(race.out.find("    1  Josh Kerr           GBR      3:29.38            OK"), std::string::npos) << race.out;
  EXPECT_NE(race.out.find("    3  Narve Gilje Nordås  NOR      3:29.68      0.30  OK"), std::string::npos) << race.out;
}

TEST_F(CliArchive, ShowsAnAthleteAsOfADate) {
  const Outcome before = lastlap({"archive", "athlete", "kerr", "josh", "--as-of", "2024-08-05"});
  const Outcome after = lastlap({"archive", "athlete", "josh kerr", "--as-of", "2024-08-06"});
  EXPECT_EQ(before.status, 0);
  EXPECT_EQ(before.out.find("3:27.79"), std::string::npos) << before.out;
  EXPECT_NE(after.out.find("3:27.79"), std::string::npos) << after.out;
}

TEST_F(CliArchive, AnswersInJsonWithItsSchema) {
  const auto schema = [&](Words words) {
    words.emplace_back("--json");
    const Outcome outcome = lastlap(words);
    return nlohmann::json::parse(outcome.out).at("schema").get<std::string>();
  };
  EXPECT_EQ(schema({"archive", "races"}), "lastlap.archive.races/1");
  EXPECT_EQ(schema({"archive", "race", "paris-2024-men-1500-final"}), "lastlap.archive.race/1");
  EXPECT_EQ(schema({"archive", "athlete", "hassan sifan"}), "lastlap.archive.athlete/1");
  EXPECT_EQ(schema({"archive", "records", "--event", "mile"}), "lastlap.archive.records/1");
  EXPECT_EQ(schema({"archive", "versus", "josh kerr", "cole hocker"}), "lastlap.archive.versus/1");
  EXPECT_EQ(schema({"archive", "best", "--event", "mile", "--sex", "men"}), "lastlap.archive.best/1");
}

TEST_F(CliArchive, EveryFieldOfTheJsonIsInItsManual) {
  const std::string manual = whole_text(LASTLAP_HOUSE "/docs/json-archive.md");
  for (const Words& words :
       {Words{"archive", "races", "--json"}, Words{"archive", "athlete", "josh kerr", "--json"},
        Words{"archive", "race", "budapest-2023-men-1500-final", "--json"},
        Words{"archive", "records", "--event", "1500", "--json"},
        Words{"archive", "versus", "josh kerr", "jakob ingebrigtsen", "--json"},
        Words{"archive", "best", "--event", "1500", "--sex", "women", "--limit", "9", "--json"}}) {
    const auto fields = nlohmann::json::parse(lastlap(words).out).flatten();
    for (const auto& [path, value] : fields.items()) {
      std::string name = path;
      while (name.find_last_not_of("0123456789") + 1 < name.size()) name.resize(name.rfind('/'));
      name = name.substr(name.rfind('/') + 1);
      EXPECT_TRUE(manual.find("`" + name + "`") != std::string::npos ||
                  manual.find("`" + name + "[]`") != std::string::npos)
          << path;
    }
  }
}

TEST_F(CliArchive, OptionsOfLastlapStandBeforeOrAfterTheCommand) {
  const Outcome before = lastlap({"--json", "--seed", "7", "archive", "races"});
  const Outcome between = lastlap({"archive", "--json", "races", "--threads", "1"});
  const Outcome after = lastlap({"archive", "races", "--threads", "2", "--json"});
  EXPECT_EQ(before.status, 0);
  EXPECT_TRUE(before.out.starts_with("{"));
  EXPECT_EQ(before.out, after.out);
  EXPECT_EQ(before.out, between.out);
}

TEST_F(CliArchive, EveryHelpHasAnExample) {
  for (const Words& words : {Words{}, Words{"archive"}, Words{"archive", "races"}, Words{"archive", "race"},
                             Words{"archive", "athlete"}, Words{"archive", "records"},
                             Words{"archive", "versus"}, Words{"archive", "best"}}) {
    Words help = words;
    help.emplace_back("--help");
    const Outcome outcome = lastlap(help);
    EXPECT_EQ(outcome.status, 0);
    EXPECT_NE(outcome.out.find("Example:\n  lastlap"), std::string::npos) << outcome.out;
  }
  EXPECT_FALSE(fs::exists(file));
}

TEST_F(CliArchive, SaysItsVersion) {
  EXPECT_EQ(lastlap({"--version"}).out.find("lastlap "), 0u);
}

TEST_F(CliArchive, RefusesWrongRequestsWithStatusTwo) {
  expect_one_line(lastlap({"archive", "race", "paris-2024-mens-1500-final"}), 2, "paris-2024-men-1500-final");
  expect_one_line(lastlap({"archive", "athlete", "ingebrigtsen"}), 2,
                  "Filip Ingebrigtsen, Henrik Ingebrigtsen");
  expect_one_line(lastlap({"archive", "athlete", "Josh Karr"}), 2, "Josh Kerr");
  expect_one_line(lastlap({"archive", "athlete", "two\nlines\x1b[31m"}), 2, "no such athlete");
  expect_one_line(lastlap({"archive", "race", "budapest-2023-men-1500-final", "--as-of", "2023-08-22"}), 2,
                  "not yet run");
  expect_one_line(lastlap({"archive", "races", "--as-of", "yesterday"}), 2, "--as-of");
  expect_one_line(lastlap({"archive", "races", "--event", "1500m"}), 2, "1000, 1500, mile");
  expect_one_line(lastlap({"archive", "races", "--sex", "boys"}), 2, "men or women");
  expect_one_line(lastlap({"archive", "races", "--year", "MMXX"}), 2, "--year");
  expect_one_line(lastlap({"archive", "race"}), 2, "race");
  expect_one_line(lastlap({"archive"}), 2, "lastlap archive --help");
  expect_one_line(lastlap({}), 2, "lastlap --help");
  expect_one_line(lastlap({"archiv"}), 2, "the nearest is archive");
  expect_one_line(lastlap({"archive", "races", "--no-such"}), 2, "--no-such");
  expect_one_line(lastlap({"--threads", "-1", "archive", "races"}), 2, "--threads");
}

TEST_F(CliArchive, RefusesAForeignFileAndLeavesItAsItWas) {
  const std::string letter = "Dear archive,\n" + std::string(4096, 'x');
  std::ofstream{file} << letter;
  expect_one_line(lastlap({"archive", "races"}), 1, "not a lastlap archive");
  EXPECT_EQ(whole_text(file), letter);
}

TEST_F(CliArchive, CannotMakeAnArchiveBelowAFile) {
  std::ofstream{file} << "x";
  expect_one_line(outcome_of({LASTLAP_BINARY, "--archive", (file / "a.sqlite").string(), "archive", "races"}),
                  1, "Not a directory");
  expect_one_line(outcome_of({LASTLAP_BINARY, "--archive", folder.path().string(), "archive", "races"}), 1,
                  "it is a folder");
}

TEST_F(CliArchive, CannotMakeAnArchiveWithoutRoomAndLeavesNothing) {
  // A limit on the size of files stands in for a full disk: the write stops in the same place.
  expect_one_line(shell("trap '' XFSZ; ulimit -f 64; exec $LASTLAP archive races"), 1,
                  "cannot make the archive");
  EXPECT_TRUE(fs::is_empty(folder.path()));
  EXPECT_EQ(lastlap({"archive", "races"}).status, 0);
}

TEST_F(CliArchive, AFullDiskForTheAnswerIsAFailure) {
  const fs::path err = folder.path() / "err";
  EXPECT_EQ(start(command({"archive", "races"}), "/dev/full", err).wait(), 1);
  EXPECT_NE(whole_text(err).find("lastlap: cannot write the answer"), std::string::npos);
}

TEST_F(CliArchive, AReaderThatHadEnoughIsNoFailure) {
  const Outcome outcome = shell("exec 3> >(exec true); sleep 0.2; $LASTLAP archive races >&3; echo $?");
  EXPECT_EQ(outcome.out, "0\n");
  EXPECT_EQ(outcome.err, "");
}

TEST_F(CliArchive, AClosedOutputIsAFailureAndHarmsNoArchive) {
  EXPECT_EQ(shell("$LASTLAP archive races >&-").status, 1);
  EXPECT_EQ(lastlap({"archive", "races"}).status, 0);
}

TEST_F(CliArchive, LiesWhereThePlatformWantsIt) {
  const Words races{LASTLAP_BINARY, "archive", "races"};
  const std::string home = (folder.path() / "home").string(), data = (folder.path() / "data").string();
  EXPECT_EQ(outcome_of(races, {"-u", "XDG_DATA_HOME", "HOME=" + home}).status, 0);
  EXPECT_TRUE(fs::exists(fs::path{home} / ".local" / "share" / "lastlap" / "archive.sqlite"));
  EXPECT_EQ(outcome_of(races, {"HOME=" + home, "XDG_DATA_HOME=" + data}).status, 0);
  EXPECT_TRUE(fs::exists(fs::path{data} / "lastlap" / "archive.sqlite"));
  expect_one_line(outcome_of(races, {"-u", "XDG_DATA_HOME", "-u", "HOME"}), 1, "no place for the archive");
}

TEST_F(CliArchive, InstalledItFindsItsFacts) {
  fs::create_directories(folder.path() / "bin");
  fs::copy_file(LASTLAP_BINARY, folder.path() / "bin" / "lastlap");
  fs::create_directories(folder.path() / "share" / "lastlap");
  fs::copy(LASTLAP_HOUSE "/data", folder.path() / "share" / "lastlap" / "data");
  std::ofstream{folder.path() / "share/lastlap/data/marks.csv", std::ios::app}
      << "Ivy Installed,2000-01-01,GBR,women,1500,240.00,2024-06-01,Leeds (GBR),oval-400,1,1150,a test\n";
  const Words ask{
      (folder.path() / "bin" / "lastlap").string(), "--archive", file.string(), "archive", "athlete", "Ivy"};
  EXPECT_NE(outcome_of(ask, {"-u", "LASTLAP_DATA"}).out.find("Ivy Installed"), std::string::npos);
}

TEST_F(CliArchive, FactsAreNamedByTheEnvironmentToo) {
  expect_one_line(lastlap({"archive", "races"}, {"LASTLAP_DATA=" + (folder.path() / "none").string()}), 1,
                  "LASTLAP_DATA");
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST_F(CliArchive, FirstUsesAtOnceAllAnswerTheSame) {
  const TemporaryFolder said;
  std::vector<Started> users;
  for (int i = 0; i < 6; ++i) {
    users.push_back(
        start(command({"archive", "races"}), said.path() / std::to_string(i), said.path() / "err"));
  }
  for (const Started& user : users) EXPECT_EQ(user.wait(), 0) << whole_text(said.path() / "err");
  for (int i = 1; i < 6; ++i)
    EXPECT_EQ(whole_text(said.path() / std::to_string(i)), whole_text(said.path() / "0"));
}

// The first use is killed at many moments, most of them while it runs; the next use must not notice.
TEST_F(CliArchive, AFirstUseThatWasKilledHarmsNoLaterOne) {
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  const std::string expected = lastlap({"archive", "races"}).out;
  const auto whole = Clock::now() - began;
  constexpr int moments = 30;
  int killed = 0;
  const TemporaryFolder said;
  for (int moment = 0; moment < moments; ++moment) {
    fs::remove(file);
    const Started user = start(command({"archive", "races"}), said.path() / "out", said.path() / "err");
    std::this_thread::sleep_for(whole * moment / moments);
    ::kill(user.process, SIGKILL);
    killed += user.wait() == 128 + SIGKILL ? 1 : 0;
    const Outcome next = lastlap({"archive", "races"});
    ASSERT_EQ(next.status, 0) << "moment " << moment << ": " << next.err;
    ASSERT_EQ(next.out, expected) << "moment " << moment;
    ASSERT_FALSE(fs::exists(file.string() + ".making")) << "moment " << moment;
  }
  EXPECT_GT(killed, moments / 4);
}

// The same for facts that changed: the next use rolls back what a killed refresh began, and refreshes.
TEST_F(CliArchive, ARefreshThatWasKilledHarmsNoLaterUse) {
  using Clock = std::chrono::steady_clock;
  const TemporaryFolder said;
  const fs::path facts = said.path() / "facts";
  fs::copy(LASTLAP_HOUSE "/data", facts);
  const Words environment{"LASTLAP_DATA=" + facts.string()};
  const auto began = Clock::now();
  ASSERT_EQ(lastlap({"archive", "races"}, environment).status, 0);
  const auto whole = Clock::now() - began;
  constexpr int moments = 12;
  for (int moment = 0; moment < moments; ++moment) {
    const std::string name = "Newcomer Number" + std::to_string(moment);
    std::ofstream{facts / "marks.csv", std::ios::app}
        << name << ",2000-01-01,GBR,women,1500,240.00,2024-06-01,Leeds (GBR),oval-400,1,1150,a test\n";
    const Started user =
        start(command({"archive", "races"}), said.path() / "out", said.path() / "err", environment);
    std::this_thread::sleep_for(whole * moment / moments);
    ::kill(user.process, SIGKILL);
    user.wait();
    const Outcome next = lastlap({"archive", "athlete", name}, environment);
    ASSERT_EQ(next.status, 0) << "moment " << moment << ": " << next.err;
    ASSERT_NE(next.out.find("4:00.00"), std::string::npos) << next.out;
  }
}

}  // namespace
}  // namespace lastlap::tests
