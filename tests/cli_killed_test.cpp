// Whoever kills lastlap while it writes into the archive, at whatever moment, leaves an archive that opens and holds all or nothing of what
// was being written: here the tables of an older version on their way to this one's, and an article's claims. (cli_import_test.cpp has imports.)

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "tests/past_archives.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Words = std::vector<std::string>;

bool still_runs(pid_t process) {
  siginfo_t ended{};
  return ::waitid(P_PID, static_cast<id_t>(process), &ended, WEXITED | WNOHANG | WNOWAIT) == 0 && ended.si_pid == 0;
}

class Killed : public ::testing::Test {
 protected:
  static constexpr int moments = 24;

  Words command(const Words& words) const {
    Words all{LASTLAP_BINARY, "--archive", file.string()};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  Outcome lastlap(const Words& words) const { return outcome_of(command(words)); }
  /// A number or a text that the database answers with; whoever asks first rolls back what a dead one left.
  std::string ask(const std::string& query) const {
    SQLite::Database database{file.string(), SQLite::OPEN_READWRITE, 10'000};
    return database.execAndGet(query).getString();
  }
  std::string tables() const { return ask("SELECT group_concat(sql, ';') FROM (SELECT ifnull(sql, '') AS sql FROM sqlite_master ORDER BY type, name)"); }

  /// Kills `words` at moments spread over a whole run, and at as many from when SQLite's journal appears: that is where something is written. Each starts from
  /// the archive as it is now; `look` is called after each.
  void kill_at_many_moments(const Words& words, const std::function<void()>& look) {
    const fs::path fresh = folder.path() / "fresh.sqlite", journal = file.string() + "-journal";
    fs::copy_file(file, fresh);
    const auto began = Clock::now();
    ASSERT_EQ(lastlap(words).status, 0);
    const auto whole = Clock::now() - began;
    for (int i = 0; i < 2 * moments && !HasFatalFailure(); ++i) {
      fs::remove(journal);
      fs::copy_file(fresh, file, fs::copy_options::overwrite_existing);
      const Started user = start(command(words), folder.path() / "out", folder.path() / "err");
      if (i < moments) {
        std::this_thread::sleep_for(whole * i / moments);
      } else {
        while (!fs::exists(journal) && still_runs(user.process) && Clock::now() - began < std::chrono::minutes{4}) {
        }
        std::this_thread::sleep_for(whole * (i - moments) * (i - moments) / (2 * moments * moments));
      }
      ::kill(user.process, SIGKILL);
      killed += user.wait() == 128 + SIGKILL ? 1 : 0;
      in_the_midst += fs::exists(journal) ? 1 : 0;
      ASSERT_EQ(ask("PRAGMA integrity_check"), "ok");
      ASSERT_EQ(ask("SELECT count(*) FROM pragma_foreign_key_check"), "0");
      look();
    }
  }

  TemporaryFolder folder;
  const fs::path file = folder.path() / "archive.sqlite";
  int killed = 0, in_the_midst = 0;
  int nothing = 0, everything = 0;  // of what was being written
};

TEST_F(Killed, AMigrationIsDoneOrNotBegunAndLosesNoFactOfOnesOwn) {
  make_archive_of_version_1(file);
  SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec(R"sql(
    WITH RECURSIVE n (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM n WHERE n < 20099)
    INSERT INTO marks SELECT n, 42, '800', 'oval-400', 120.0 + n / 1000.0, '2018-06-01', 'Home', '', NULL, 2 FROM n)sql");
  const std::string own_marks = "SELECT count(*) || ' ' || sum(time_s) FROM marks WHERE venue = 'Home'", own = ask(own_marks), old_tables = tables();
  std::string races;
  kill_at_many_moments({"archive", "races"}, [&] {
    const bool migrated = ask("PRAGMA user_version") == "2";
    ASSERT_EQ(tables() == old_tables, !migrated);
    (migrated ? everything : nothing) += 1;
    ASSERT_EQ(ask(own_marks), own);
    const Outcome next = lastlap({"archive", "races"});
    ASSERT_EQ(next.status, 0) << next.err;
    if (races.empty()) races = next.out;
    ASSERT_EQ(next.out, races);
    ASSERT_EQ(ask("PRAGMA user_version"), "2");
    ASSERT_EQ(ask(own_marks), own);
    ASSERT_EQ(ask("SELECT count(*) FROM marks WHERE venue = 'Shipped once'"), "0");
  });
  std::printf("killed %d of %d, %d with a journal; not migrated %d, migrated %d\n", killed, 2 * moments, in_the_midst, nothing, everything);
  EXPECT_GT(killed, moments);
  EXPECT_GT(in_the_midst, 3);
  EXPECT_GT(nothing, 3);
  EXPECT_GT(everything, 0);
}

TEST_F(Killed, AnArticleIsKeptWholeOrNotAtAll) {
  ASSERT_EQ(lastlap({"archive", "races"}).status, 0);
  const fs::path article = folder.path() / "article.txt";
  {
    std::ofstream text{article};
    for (int i = 0; i < 8; ++i) text << whole_text(LASTLAP_HOUSE "/tests/reading/agency-2021.txt") << "\n\n";
  }
  const Words keep{"read", article.string(), "--keep"};
  const std::string claims = "SELECT count(*) FROM claims";
  const fs::path before = folder.path() / "before.sqlite";
  fs::copy_file(file, before);
  ASSERT_EQ(lastlap(keep).status, 0);
  const std::string of_all = ask(claims);
  ASSERT_GT(std::stoi(of_all), 20);
  fs::copy_file(before, file, fs::copy_options::overwrite_existing);
  kill_at_many_moments(keep, [&] {
    const std::string now = ask(claims), sources = ask("SELECT count(*) FROM sources WHERE text LIKE 'article %'");
    ASSERT_TRUE((now == "0" && sources == "0") || (now == of_all && sources == "1")) << now << " of " << of_all << " claims, " << sources << " sources";
    (now == "0" ? nothing : everything) += 1;
    ASSERT_EQ(lastlap({"archive", "races"}).status, 0);
  });
  std::printf("killed %d of %d, %d with a journal; nothing kept %d, all kept %d\n", killed, 2 * moments, in_the_midst, nothing, everything);
  EXPECT_GT(killed, moments / 2);
  EXPECT_GT(nothing, moments / 2);
  EXPECT_GT(everything, 0);
}

}  // namespace
}  // namespace lastlap::tests
