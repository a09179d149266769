// lastlap archive import, export, imports, same from outside: answers, refusals, and that neither a kill nor
// a full disk nor another lastlap at work harms the archive.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Words = std::vector<std::string>;

class CliImport : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(lastlap({"archive", "races"}).status, 0); }
  Words command(const Words& words) const {
    Words all{LASTLAP_BINARY, "--archive", file.string()};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  Outcome lastlap(const Words& words) const { return outcome_of(command(words)); }
  Outcome shell(const std::string& line) const {
    return outcome_of({"/bin/bash", "-c", line}, {"LASTLAP=" LASTLAP_BINARY " --archive " + file.string()});
  }
  std::string written(const std::string& name, const std::string& text) const {
    std::ofstream{folder.path() / name, std::ios::binary} << text;
    return (folder.path() / name).string();
  }
  long results() const {
    SQLite::Database database{file.string(), SQLite::OPEN_READWRITE, 10'000};
    EXPECT_EQ(database.execAndGet("PRAGMA integrity_check").getString(), "ok");
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM pragma_foreign_key_check").getInt(), 0);
    return database.execAndGet("SELECT count(*) FROM results").getInt();
  }
  /// Two files that belong together: many races, ten results each.
  Words many_races(int count) const {
    std::string heads = "race,competition,round,event,sex,date,venue\n",
                lines = "race,place,athlete,country,time_s,status\n";
    for (int race = 0; race < count; ++race) {
      const std::string number = std::to_string(race);
      heads += "R" + number + ",Meeting " + number + ",race,1500,men,2015-06-" + (race % 28 < 9 ? "0" : "") +
               std::to_string(race % 28 + 1) + ",Town" + number + " (GBR)\n";
      for (int place = 1; place <= 10; ++place)
        lines += "R" + number + "," + std::to_string(place) + ",Given" + std::to_string(place) + " Family" +
                 number + ",KEN," + std::to_string(215 + place) + "." + std::to_string(10 + race % 80) +
                 ",OK\n";
    }
    return {"archive", "import", written("races.csv", heads), written("results.csv", lines)};
  }

  TemporaryFolder folder;
  const fs::path file = folder.path() / "archive.sqlite";
  const std::string races = written(
      "leeds.csv",
      "race,competition,round,event,sex,date,venue\nR1,Leeds Mile,race,mile,men,2024-06-01,Leeds (GBR)\n");
  const std::string rows = written("leeds-results.csv",
                                   "race,place,athlete,country,time_s,status\nR1,1,Josh "
                                   "Kerr,GBR,3:50.10,OK\nR1,2,J. Wightman,GBR,3:50.50,OK\n");
};

constexpr long shipped_results = 1266;

bool is_running(pid_t process) {
  siginfo_t ended{};
  return ::waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         ended.si_pid == 0;
}

void expect_one_line(const Outcome& outcome, int status, const std::string& part) {
  EXPECT_EQ(outcome.status, status) << outcome.err;
  EXPECT_EQ(outcome.out, "");
  EXPECT_TRUE(outcome.err.starts_with("lastlap: ")) << outcome.err;
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  EXPECT_NE(outcome.err.find(part), std::string::npos) << part << " in " << outcome.err;
}

TEST_F(CliImport, TellsWhatCameAndWhoIsInDoubt) {
  const Outcome outcome = lastlap({"archive", "import", races, rows});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_NE(outcome.out.find("results   2 new"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("leeds-2024-men-mile"), std::string::npos);
  EXPECT_NE(outcome.out.find("leeds-results.csv:3: J. Wightman (GBR) may be Jake Wightman (GBR, 1994, #"),
            std::string::npos)
      << outcome.out;
  EXPECT_NE(lastlap({"archive", "race", "leeds-2024-men-mile"}).out.find("3:50.10"), std::string::npos);
}

TEST_F(CliImport, ASecondTimeThereIsNothingToDo) {
  lastlap({"archive", "import", races, rows});
  const Outcome again = lastlap({"archive", "import", rows, races});
  EXPECT_EQ(again.status, 0);
  EXPECT_EQ(again.out,
            "leeds-results.csv (lastlap CSV, results): imported before, nothing to do\n"
            "leeds.csv (lastlap CSV, races): imported before, nothing to do\n");
  const Outcome listed = lastlap({"archive", "imports"});
  EXPECT_NE(listed.out.find("leeds-results.csv"), std::string::npos);
  EXPECT_EQ(std::ranges::count(listed.out, '\n'), 3) << listed.out;
}

TEST_F(CliImport, TwoAthletesBecomeOneByTheirNumbers) {
  lastlap({"archive", "import", races, rows});
  EXPECT_EQ(lastlap({"archive", "same", "Jake Wightman", "J. Wightman"}).status, 0);
  EXPECT_NE(lastlap({"archive", "race", "leeds-2024-men-mile"}).out.find("Jake Wightman"), std::string::npos);
  expect_one_line(lastlap({"archive", "same", "Jake Wightman", "Josh Kerr"}), 2, "both started in");
  expect_one_line(lastlap({"archive", "same", "Jake Wightman", "#999999"}), 2, "no such athlete");
}

TEST_F(CliImport, ACorrectionIsToldAsAMarkAndStaysOnTheAthletesPage) {
  lastlap({"archive", "import", races, rows});
  const std::string later = written("later.csv", "race,place,athlete,country,time_s,status\nleeds-2024-men-mile,1,Josh Kerr,GBR,230.20,OK\n");
  EXPECT_NE(lastlap({"archive", "import", later}).out.find("leeds-2024-men-mile, Josh Kerr: time_s was 3:50.10 (leeds-results.csv), is 3:50.20"), std::string::npos);
  const std::string page = lastlap({"archive", "athlete", "josh kerr"}).out;
  EXPECT_NE(page.find("1  3:50.20  OK      disputed"), std::string::npos) << page;
  EXPECT_NE(page.find("result in leeds-2024-men-mile, time_s  3:50.10            leeds-results.csv\n"), std::string::npos) << page;
  EXPECT_NE(page.find("result in leeds-2024-men-mile, time_s  3:50.20  in force  later.csv\n"), std::string::npos) << page;
}

TEST_F(CliImport, BadRowsAreNamedUpToALimitAndNothingIsImported) {
  std::string bad = "race,place,athlete,country,time_s,status\n";
  for (int i = 0; i < 30; ++i) bad += "R1,1,,GBR,3:61.00,OK\n";
  const Outcome outcome = lastlap({"archive", "import", races, written("bad.csv", bad), "--most", "3"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.out, "");
  EXPECT_NE(outcome.err.find("lastlap: not a result, bad.csv:2: "), std::string::npos) << outcome.err;
  EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 4) << outcome.err;
  EXPECT_NE(outcome.err.find("not shown; mend them, or import the others with --skip-bad\n"),
            std::string::npos)
      << outcome.err;
  EXPECT_EQ(results(), shipped_results);
  EXPECT_EQ(lastlap({"archive", "import", races, rows, folder.path() / "bad.csv", "--skip-bad"}).status, 0);
}

TEST_F(CliImport, RefusesWrongRequests) {
  expect_one_line(lastlap({"archive", "import"}), 2, "files");
  expect_one_line(lastlap({"archive", "import", "/no/such/file.csv"}), 2, "/no/such/file.csv");
  expect_one_line(lastlap({"archive", "import", folder.path().string()}), 2, "cannot read");
  expect_one_line(lastlap({"archive", "import", written("letter.txt", "Dear archive, this is no table.\n")}),
                  2, "letter.txt");
  expect_one_line(lastlap({"archive", "import", races, "--date", "today"}), 2, "--date");
  expect_one_line(lastlap({"archive", "import", races, "--sex", "boys"}), 2, "--sex");
  expect_one_line(lastlap({"archive", "import", races, "--event", "1500m"}), 2, "--event");
  expect_one_line(lastlap({"archive", "import", races, "--track", "road"}), 2, "--track");
  expect_one_line(lastlap({"archive", "import", races, "--doubts", "guess"}), 2, "apart or stop");
  expect_one_line(lastlap({"archive", "import", races, "--as", "nobody"}), 2, "--as");
  expect_one_line(lastlap({"archive", "import", races, "--as", "A=Nobody Atall"}), 2, "no such athlete");
  expect_one_line(lastlap({"archive", "import", races, "--race", "Not An Id"}), 2, "not-an-id");
  expect_one_line(lastlap({"archive", "export", "--out", "x"}), 2, "--all");
  expect_one_line(lastlap({"archive", "export", "--all", "--event", "1500", "--out", "x"}), 2, "--all alone");
  expect_one_line(lastlap({"archive", "export", "--race", "no-such-race", "--out", "x"}), 2, "no such race");
  expect_one_line(lastlap({"archive", "export", "--all", "--format", "xls", "--out", "x"}), 2, "--format");
  EXPECT_EQ(results(), shipped_results);
}

TEST_F(CliImport, EveryHelpHasAnExample) {
  for (const char* word : {"import", "export", "imports", "same"}) {
    const Outcome help = lastlap({"archive", word, "--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_NE(help.out.find("Example:\n  lastlap"), std::string::npos) << help.out;
  }
}

TEST_F(CliImport, EveryFieldOfTheJsonIsInItsManual) {
  const std::string manual = whole_text(LASTLAP_HOUSE "/docs/json-archive.md");
  const Outcome imported = lastlap({"archive", "import", races, rows, "--json"});
  const Outcome listed = lastlap({"archive", "imports", "--json"});
  EXPECT_EQ(nlohmann::json::parse(imported.out).at("schema"), "lastlap.import/1");
  EXPECT_EQ(nlohmann::json::parse(listed.out).at("schema"), "lastlap.imports/1");
  for (const Outcome& outcome : {imported, listed}) {
    const auto fields = nlohmann::json::parse(outcome.out).flatten();
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

TEST_F(CliImport, AnExportOfOneRaceIsAFolderOfTables) {
  const fs::path out = folder.path() / "out";
  const Outcome outcome =
      lastlap({"archive", "export", "--race", "budapest-2023-men-1500-final", "--out", out.string()});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(std::distance(fs::directory_iterator{out}, {}), 4);
  EXPECT_NE(whole_text(out / "results.csv").find("Josh Kerr,GBR,209.38"), std::string::npos);
  const Outcome back =
      lastlap({"archive", "import", (out / "races.csv").string(), (out / "results.csv").string(),
               (out / "splits.csv").string(), (out / "segments.csv").string()});
  EXPECT_EQ(back.status, 0) << back.err;
  EXPECT_NE(back.out.find("results   12 known before"), std::string::npos) << back.out;
}

TEST_F(CliImport, AnExportAsJsonComesBackAsItWent) {
  const std::string out = (folder.path() / "final.json").string(), wa = (folder.path() / "wa.json").string();
  EXPECT_EQ(lastlap({"archive", "export", "--format", "json", "--race", "budapest-2023-men-1500-final",
                     "--out", out})
                .status,
            0);
  const Outcome back = lastlap({"archive", "import", out});
  EXPECT_EQ(back.status, 0) << back.err;
  EXPECT_NE(back.out.find("results   12 known before"), std::string::npos) << back.out;
  EXPECT_NE(back.out.find("splits    11 known before"), std::string::npos) << back.out;
  EXPECT_EQ(lastlap({"archive", "export", "--format", "wa-json", "--race", "budapest-2023-men-1500-final",
                     "--out", wa})
                .status,
            0);
  const Outcome again = lastlap({"archive", "import", wa});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_NE(again.out.find("results   12 known before"), std::string::npos) << again.out;
}

// The issue's promise: whenever the program is killed, the archive opens and holds all or nothing of the
// import.
TEST_F(CliImport, KilledAtAnyMomentItHoldsAllOrNothing) {
  const fs::path fresh = folder.path() / "fresh.sqlite";
  fs::copy_file(file, fresh);
  const Words import = many_races(200);
  const auto began = Clock::now();
  ASSERT_EQ(lastlap(import).status, 0);
  const auto whole = Clock::now() - began;
  ASSERT_EQ(results(), shipped_results + 2000);
  const TemporaryFolder said;
  int nothing = 0, all = 0, killed = 0;
  const auto kill_at = [&](const std::function<void(pid_t)>& moment) {
    fs::remove(file.string() + "-journal");
    fs::copy_file(fresh, file, fs::copy_options::overwrite_existing);
    const Started user = start(command(import), said.path() / "out", said.path() / "err");
    moment(user.process);
    ::kill(user.process, SIGKILL);
    killed += user.wait() == 128 + SIGKILL ? 1 : 0;
    const Outcome next = lastlap({"archive", "imports", "--json"});
    ASSERT_EQ(next.status, 0) << next.err;
    const std::size_t imports = nlohmann::json::parse(next.out).at("imports").size();
    const long now = results();
    ASSERT_TRUE((imports == 0 && now == shipped_results) || (imports == 2 && now == shipped_results + 2000))
        << imports << " imports, " << now << " results";
    (imports == 0 ? nothing : all) += 1;
  };
  for (int i = 0; i < 32 && !HasFatalFailure(); ++i)
    kill_at([&](pid_t) { std::this_thread::sleep_for(whole * i / 24); });
  // And from the first byte that is changed in the archive's own file: that is where the transaction goes to
  // the disk.
  for (int i = 0; i < 16 && !HasFatalFailure(); ++i) {
    kill_at([&](pid_t process) {
      const auto before = fs::last_write_time(file);
      const auto deadline = Clock::now() + 10 * whole;
      while (fs::last_write_time(file) == before && is_running(process) && Clock::now() < deadline) {
      }
      std::this_thread::sleep_for(std::chrono::microseconds{i * i * 40});
    });
  }
  std::printf("killed %d of 48; nothing in %d, all in %d\n", killed, nothing, all);
  EXPECT_GT(killed, 15);
  EXPECT_GT(nothing, 10);
  EXPECT_GT(all, 0);
}

TEST_F(CliImport, AFullDiskIsOneLineAndLosesNothing) {
  const std::string before = whole_text(file);
  const Words import = many_races(300);
  // A limit on the size of files stands in for a full disk; in KiB, some way into what the import writes.
  for (const std::size_t room :
       {std::size_t{64}, fs::file_size(file) / 1024 + 16, fs::file_size(file) / 1024 + 200}) {
    const Outcome outcome = shell("ulimit -f " + std::to_string(room) + "; exec $LASTLAP archive import " +
                                  import[2] + " " + import[3]);
    expect_one_line(outcome, 1, "archive");
    EXPECT_EQ(lastlap({"archive", "races"}).status, 0);
    EXPECT_TRUE(whole_text(file) == before) << room;
  }
  EXPECT_EQ(results(), shipped_results);
  EXPECT_EQ(lastlap(import).status, 0);
}

TEST_F(CliImport, TwoMayReadWhileOneWrites) {
  const Words import = many_races(400);
  const TemporaryFolder said;
  const Started writer = start(command(import), said.path() / "out", said.path() / "err");
  std::atomic<bool> written{false};
  std::vector<long> seen[2];
  std::vector<std::thread> readers;
  for (auto& mine : seen) {
    readers.emplace_back([&] {
      for (int i = 0; i < 200 && !written; ++i) {
        const Outcome outcome = lastlap({"archive", "imports", "--json"});
        mine.push_back(outcome.status == 0
                           ? static_cast<long>(nlohmann::json::parse(outcome.out).at("imports").size())
                           : -1);
      }
    });
  }
  EXPECT_EQ(writer.wait(), 0) << whole_text(said.path() / "err");
  written = true;
  for (std::thread& reader : readers) reader.join();
  for (const auto& mine : seen) {
    ASSERT_FALSE(mine.empty());
    for (const long imports : mine) EXPECT_TRUE(imports == 0 || imports == 2) << imports;
    EXPECT_EQ(mine.front(), 0);
  }
  EXPECT_EQ(results(), shipped_results + 4000);
}

TEST_F(CliImport, TwoWritersTakeTurns) {
  const Words one = many_races(100);
  const TemporaryFolder said;
  const Started first = start(command(one), said.path() / "out1", said.path() / "err1");
  const Started second =
      start(command({"archive", "import", races, rows}), said.path() / "out2", said.path() / "err2");
  EXPECT_EQ(first.wait(), 0) << whole_text(said.path() / "err1");
  EXPECT_EQ(second.wait(), 0) << whole_text(said.path() / "err2");
  EXPECT_EQ(results(), shipped_results + 1002);
}

}  // namespace
}  // namespace lastlap::tests
