// Archives of every past version of the tables come to this one with all they hold.

#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lastlap/archive/sayings.hpp"
#include "lastlap/archive/schema.hpp"
#include "tests/past_archives.hpp"
#include "tests/support.hpp"

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;
using measure::AsOf;
using measure::Date;
using tests::TemporaryFolder;
using tests::whole_text;

const fs::path facts = LASTLAP_HOUSE "/data";

class Migration : public ::testing::Test {
 protected:
  void SetUp() override {
    tests::make_archive_of_version_1(file);
  }
  long number(const std::string& query) const {
    SQLite::Database database{file.string(), SQLite::OPEN_READONLY};
    return database.execAndGet(query).getInt();
  }
  std::string tables(const fs::path& of) const {
    SQLite::Database database{of.string(), SQLite::OPEN_READONLY};
    SQLite::Statement ask{
        database, "SELECT type || ' ' || name || ' ' || ifnull(sql, '') FROM sqlite_master ORDER BY 1"};
    std::string all;
    while (ask.executeStep()) all += ask.getColumn(0).getString() + "\n";
    return all;
  }

  TemporaryFolder folder;
  const fs::path file = folder.path() / "archive.sqlite";
};

TEST_F(Migration, AVersion1FileComesToTheTablesOfANewOne) {
  ASSERT_TRUE(Archive::open(file, facts).has_value());
  const fs::path fresh = folder.path() / "fresh.sqlite";
  ASSERT_TRUE(Archive::open(fresh, facts).has_value());
  EXPECT_EQ(tables(file), tables(fresh));
  EXPECT_EQ(number("PRAGMA user_version"), schema_version);
}

TEST_F(Migration, KeepsOnesOwnFactsAndRenewsTheShipped) {
  const auto archive = Archive::open(file, facts);
  ASSERT_TRUE(archive.has_value()) << archive.error().line();
  const Athlete kerr = archive->athlete("Josh Kerr").value();
  EXPECT_EQ(kerr.id, 41);
  EXPECT_EQ(kerr.birth_year, 1997);
  EXPECT_EQ(number("SELECT count(*) FROM marks WHERE id IN (2, 3) AND source_id = 2"), 2);
  EXPECT_EQ(number("SELECT count(*) FROM marks WHERE venue = 'Shipped once'"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM marks WHERE import_id IS NULL"), 13408);
  EXPECT_EQ(imports(*archive).value().size(), 1u);
  EXPECT_EQ(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

TEST_F(Migration, WithoutFactsOfOnesOwnThereIsNoImport) {
  SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec(
      "DELETE FROM marks WHERE source_id = 2; DELETE FROM sources WHERE id = 2");
  EXPECT_TRUE(imports(Archive::open(file, facts).value()).value().empty());
}

TEST_F(Migration, AnInterruptedOneLeavesTheOldFile) {
  SQLite::Database database{file.string(), SQLite::OPEN_READWRITE};
  const std::string before = tables(file);
  {
    SQLite::Transaction transaction{database};
    migrate(database, 1);
    EXPECT_NE(tables(file), "");
  }
  EXPECT_EQ(tables(file), before);
  EXPECT_EQ(number("PRAGMA user_version"), 1);
}

TEST_F(Migration, AnOldFileThatMayNotBeWrittenIsRefusedAndLeft) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everything";
  ::chmod(file.c_str(), 0400);
  const std::string before = whole_text(file);
  const auto archive = Archive::open(file, facts);
  ASSERT_FALSE(archive.has_value());
  EXPECT_NE(archive.error().line().find("older lastlap"), std::string::npos) << archive.error().line();
  EXPECT_EQ(whole_text(file), before);
}

TEST_F(Migration, ANewerFileIsRefusedAndLeft) {
  SQLite::Database{file.string(), SQLite::OPEN_READWRITE}.exec("PRAGMA user_version = 3");
  const std::string before = whole_text(file);
  const auto archive = Archive::open(file, facts);
  ASSERT_FALSE(archive.has_value());
  EXPECT_NE(
      archive.error().line().find("its tables have version 3, this lastlap knows 2; use a newer lastlap"),
      std::string::npos)
      << archive.error().line();
  EXPECT_EQ(whole_text(file), before);
}

}  // namespace
}  // namespace lastlap::archive
