// `lastlap read` from outside: answers, JSON, keeping, refusals.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "lastlap/archive/claims.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;

class CliRead : public ::testing::Test {
 protected:
  Outcome read(std::vector<std::string> words) const {
    words.insert(words.begin(), {LASTLAP_BINARY, "--archive", archive().string(), "read"});
    return outcome_of(words);
  }
  fs::path archive() const { return folder_.path() / "archive.sqlite"; }
  std::string file(const std::string& name, const std::string& text) const {
    const fs::path path = folder_.path() / name;
    std::ofstream{path, std::ios::binary} << text;
    return path.string();
  }
  const std::string wrong_year_ = "Jake Wightman won the world 1500m title in 2023.\n";

 private:
  TemporaryFolder folder_;
};

TEST_F(CliRead, SaysWhereAndHowAClaimStands) {
  const Outcome outcome = read({file("a.txt", "\n  " + wrong_year_)});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("\n2:3  \"Jake Wightman won the world 1500m"), std::string::npos) << outcome.out;
  EXPECT_NE(outcome.out.find("conflicts: the archive says that he won in 2022 in 3:29.23"), std::string::npos) << outcome.out;
}

TEST_F(CliRead, GivesTheSameAsJson) {
  const Outcome outcome = read({file("a.txt", wrong_year_), "--json"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  for (const char* part : {"\"schema\": \"lastlap.claims/1\"", "\"kind\": \"win\"", "\"athlete\": \"Jake Wightman\"", "\"verdict\": \"conflicts\"", "\"start\": 0", "\"race\": \"eugene-2022-men-1500-final\"", "\"rule\": "})
    EXPECT_NE(outcome.out.find(part), std::string::npos) << part << "\n" << outcome.out;
}

TEST_F(CliRead, KeepsAnArticleOnceAndOnlyWhenTold) {
  const std::string article = file("a.txt", wrong_year_);
  const std::string source = archive::article_source("a.txt", wrong_year_);
  ASSERT_EQ(read({article}).status, 0);
  EXPECT_TRUE(archive::kept_claims(archive(), source).value().empty());
  ASSERT_EQ(read({article, "--keep"}).status, 0);
  const auto kept = archive::kept_claims(archive(), source).value();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].athlete, "Jake Wightman");
  EXPECT_EQ(kept[0].verdict, "conflicts");
  ASSERT_EQ(read({article, "--keep"}).status, 0);
  EXPECT_EQ(archive::kept_claims(archive(), source).value().size(), 1U);
}

TEST_F(CliRead, RefusesInOneLine) {
  const auto refused = [&](std::vector<std::string> words, int status) {
    const Outcome outcome = read(std::move(words));
    EXPECT_EQ(outcome.status, status) << outcome.err;
    EXPECT_TRUE(outcome.out.empty());
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
  };
  refused({"/no/such/article.txt"}, 2);
  std::string nested = "<html>";
  for (int i = 0; i < 1000; ++i) nested += "<div>";
  refused({file("page.html", nested)}, 2);
  refused({file("zero", std::string("a\0b", 3))}, 2);
  refused({file("a.txt", wrong_year_), "--as-of", "yesterday"}, 2);
}

TEST_F(CliRead, HelpShowsAnExample) {
  const Outcome outcome = read({"--help"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_NE(outcome.out.find("lastlap read final.txt"), std::string::npos);
}

}  // namespace
}  // namespace lastlap::tests
