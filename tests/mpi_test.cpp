// Several processes under mpirun answer as one does, to the last bit; and when one of them dies or fails, the job ends soon and says so in one
// line of ours.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>
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

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#ifdef LASTLAP_HAS_MPI
constexpr bool built_with_mpi = true;
#else
constexpr bool built_with_mpi = false;
#endif

const std::string mpirun = "/usr/bin/mpirun";
const std::string budapest = "budapest-2023-men-1500-final";

class Mpi : public ::testing::Test {
 protected:
  void SetUp() override {
    if (sanitized) GTEST_SKIP() << "Open MPI is not clean under sanitizers";
    if (!built_with_mpi) GTEST_SKIP() << "built without MPI: install libopenmpi-dev";
    if (!fs::exists(mpirun)) GTEST_SKIP() << mpirun << " is missing: install openmpi-bin";
    const Outcome without_us = outcome_of(under_mpirun(2, {"/bin/true"}), environment());
    if (without_us.status != 0) GTEST_SKIP() << "mpirun starts nothing here: " << without_us.err;
  }
  static const TemporaryFolder& home() {
    static const TemporaryFolder folder;
    return folder;
  }
  // Root in a container; more processes than cores.
  static Words environment(const fs::path& data_home = home().path()) {
    return {"XDG_DATA_HOME=" + data_home.string(), "OMPI_ALLOW_RUN_AS_ROOT=1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1"};
  }
  static Words under_mpirun(int processes, const Words& words) {
    Words all{mpirun, "--oversubscribe", "-n", std::to_string(processes)};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  static Words lastlap(const Words& words) {
    Words all{LASTLAP_BINARY};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  /// A different command for each process, in the words of a shell.
  static Words shell(const std::string& script) { return {"/bin/sh", "-c", script}; }
  /// The answer as JSON, without the time it took.
  static json answer(const Words& words) {
    const Outcome outcome = outcome_of(words, environment());
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    json document = json::parse(outcome.out, nullptr, false);
    EXPECT_FALSE(document.is_discarded()) << outcome.out;  // two processes that both speak are no JSON
    if (document.is_object()) document.erase("seconds");
    return document;
  }

  TemporaryFolder folder;
};

/// Lines of ours among what mpirun says.
Words our_lines(const std::string& text) {
  Words lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("lastlap: ")) lines.push_back(line);
  return lines;
}

/// A child of `parent` that runs as process `rank` of its job; 0 until there is one.
pid_t process_of_job(pid_t parent, int rank) {
  for (const auto& entry : fs::directory_iterator{"/proc"}) {
    const std::string name = entry.path().filename();
    if (!std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; })) continue;
    if (whole_text(entry.path() / "status").find("PPid:\t" + std::to_string(parent) + "\n") == std::string::npos) continue;
    const std::string environment = whole_text(entry.path() / "environ");
    if (environment.find(std::string("OMPI_COMM_WORLD_RANK=") + std::to_string(rank) + '\0') != std::string::npos) return std::stoi(name);
  }
  return 0;
}

TEST_F(Mpi, OneTwoAndFourProcessesRunTheSameRaces) {
  // More than a round of two, no multiple of anything, so that shares are uneven.
  const Words words = lastlap({"race", budapest, "--races", "2222", "--json"});
  const json alone = answer(words);
  for (int processes : {1, 2, 4}) EXPECT_EQ(answer(under_mpirun(processes, words)), alone) << processes;
}

TEST_F(Mpi, FewerRacesThanProcessesRunTheSame) {
  const Words words = lastlap({"race", budapest, "--races", "3", "--json"});
  EXPECT_EQ(answer(under_mpirun(4, words)), answer(words));
}

TEST_F(Mpi, OneTwoAndFourProcessesFindTheSamePlanAndTheFirstWritesIt) {
  const auto plan = [&](const std::string& name) { return lastlap({"plan", budapest, "--for", "kerr", "--races", "64", "--effort", "quick", "--json", "--out", (folder.path() / name).string()}); };
  const json alone = answer(plan("alone"));
  for (int processes : {1, 2, 4}) {
    const std::string name = std::to_string(processes);
    EXPECT_EQ(answer(under_mpirun(processes, plan(name))), alone) << processes;
    EXPECT_TRUE(whole_text(folder.path() / name / "report.html").ends_with("</html>\n"));
    EXPECT_EQ(std::ranges::distance(fs::directory_iterator{folder.path() / name}, fs::directory_iterator{}), 2);
  }
}

TEST_F(Mpi, TheArchiveIsMadeOnceByAllAtOnce) {
  const Outcome outcome = outcome_of(under_mpirun(4, lastlap({"archive", "races", "--year", "2023"})), environment(folder.path()));
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, outcome_of(lastlap({"archive", "races", "--year", "2023"}), environment(folder.path())).out);
}

TEST_F(Mpi, AMistakeOfAllIsSaidOnce) {
  const Outcome outcome = outcome_of(under_mpirun(3, lastlap({"race", "nowhere"})), environment());
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  ASSERT_EQ(our_lines(outcome.err).size(), 1u) << outcome.err;
  EXPECT_NE(our_lines(outcome.err)[0].find("no such race"), std::string::npos);
}

TEST_F(Mpi, WhatOneCannotDoEndsTheJobAndIsSaidByThatOne) {
  const std::string race = std::string("exec " LASTLAP_BINARY " race ") + budapest;
  const Outcome outcome = outcome_of(under_mpirun(3, shell("if [ $OMPI_COMM_WORLD_RANK = 1 ]; then " + race + " --archive /proc/none/archive; else " + race + "; fi")), environment());
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  ASSERT_EQ(our_lines(outcome.err).size(), 1u) << outcome.err;
  EXPECT_NE(our_lines(outcome.err)[0].find("cannot make the archive"), std::string::npos) << outcome.err;
}

TEST_F(Mpi, ProcessesThatRunDifferentThingsDoNotMixThem) {
  const Outcome outcome = outcome_of(under_mpirun(2, shell(std::string("exec " LASTLAP_BINARY " race ") + budapest + " --seed 1$OMPI_COMM_WORLD_RANK")), environment());
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  ASSERT_EQ(our_lines(outcome.err).size(), 1u) << outcome.err;
  EXPECT_NE(our_lines(outcome.err)[0].find("runs something else"), std::string::npos) << outcome.err;
}

/// Kills process `rank` of a long job once `ready` holds; how the job ends is the same whenever that is.
void expect_end_of_job(const Started& job, int rank, const std::function<bool()>& ready) {
  const auto begun = Clock::now();
  const auto waiting = [&] { return Clock::now() - begun < std::chrono::seconds{30}; };
  pid_t victim = 0;
  while ((victim = process_of_job(job.process, rank)) == 0 && waiting()) std::this_thread::sleep_for(std::chrono::milliseconds{20});
  ASSERT_NE(victim, 0);
  while (!ready() && waiting()) std::this_thread::sleep_for(std::chrono::milliseconds{20});
  ::kill(victim, SIGKILL);
  const auto killed = Clock::now();
  EXPECT_NE(job.wait(), 0);
  EXPECT_LT(Clock::now() - killed, std::chrono::seconds{15});  // two or three on an idle machine
}

TEST_F(Mpi, ADeadProcessEndsTheJobWithALineAndNothingHalfWritten) {
  for (int rank : {3, 0}) {
    const fs::path out = folder.path() / ("out" + std::to_string(rank));
    const Words words = lastlap({"plan", budapest, "--for", "kerr", "--races", "1000000", "--effort", "thorough", "--out", out.string()});
    const Started job = start(under_mpirun(4, words), folder.path() / "said", folder.path() / "err", environment());
    expect_end_of_job(job, rank, [&] {
      if (!fs::exists(out)) return false;  // made by a process that has joined, as all have: they join together
      std::this_thread::sleep_for(std::chrono::milliseconds{700});
      return true;
    });
    EXPECT_EQ(whole_text(folder.path() / "said"), "");
    const std::string err = whole_text(folder.path() / "err");
    // The first of those alive says it, once.
    ASSERT_EQ(our_lines(err).size(), 1u) << err;
    EXPECT_NE(err.find("lastlap: the job was ended, mpirun: "), std::string::npos) << err;
    EXPECT_TRUE(fs::is_empty(out));
  }
}

// Before all have joined, or even run lastlap, nobody knows the others; then it may be left to mpirun to say it.
TEST_F(Mpi, AProcessThatDiesAtTheStartEndsTheJobWithALineToo) {
  const fs::path out = folder.path() / "out";
  for (const char* rank : {"3", "0"}) {
    const std::string dies = std::string("if [ $OMPI_COMM_WORLD_RANK = ") + rank + " ]; then kill -KILL $$; fi; ";
    const std::string plan = "exec " LASTLAP_BINARY " plan " + budapest + " --for kerr --races 1000000 --effort thorough --out " + out.string();
    const auto begun = Clock::now();
    const Outcome outcome = outcome_of(under_mpirun(4, shell(dies + plan)), environment());
    EXPECT_NE(outcome.status, 0);
    EXPECT_LT(Clock::now() - begun, std::chrono::seconds{15});
    EXPECT_EQ(outcome.out, "");
    EXPECT_TRUE(!our_lines(outcome.err).empty() || outcome.err.find("the job has been aborted") != std::string::npos) << outcome.err;
    EXPECT_TRUE(!fs::exists(out) || fs::is_empty(out));
  }
}

TEST_F(Mpi, BenchMeasuresOneProcess) {
  const Outcome outcome = outcome_of(under_mpirun(2, lastlap({"bench"})), environment());
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(our_lines(outcome.err).size(), 1u) << outcome.err;
}

// Not needed: a process alone loads none of it, so its start pays nothing.
TEST(MpiAbsent, AProcessByItselfLoadsNoMpi) {
  const Outcome outcome = outcome_of({LASTLAP_BINARY, "--version"}, {"LD_DEBUG=libs"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.err.find("libtbb"), std::string::npos) << "else nothing was looked at";
  EXPECT_EQ(outcome.err.find("lastlap-mpi"), std::string::npos);
  EXPECT_EQ(outcome.err.find("libopen-"), std::string::npos);
}

TEST(MpiAbsent, ALauncherWithoutThePartForItIsRefusedOnce) {
  const TemporaryFolder folder;
  fs::copy_file(LASTLAP_BINARY, folder.path() / "lastlap");  // without lastlap-mpi.so beside it
  const Words words{(folder.path() / "lastlap").string(), "archive", "races"};
  const Outcome first = outcome_of(words, {"OMPI_COMM_WORLD_SIZE=2", "OMPI_COMM_WORLD_RANK=0", "XDG_DATA_HOME=" + folder.path().string()});
  EXPECT_EQ(first.status, 1);
  ASSERT_EQ(our_lines(first.err).size(), 1u) << first.err;
  EXPECT_NE(first.err.find("built without MPI"), std::string::npos);
  const Outcome second = outcome_of(words, {"OMPI_COMM_WORLD_SIZE=2", "OMPI_COMM_WORLD_RANK=1", "XDG_DATA_HOME=" + folder.path().string()});
  EXPECT_EQ(second.status, 1);
  EXPECT_EQ(second.out + second.err, "");
}

}  // namespace
}  // namespace lastlap::tests
