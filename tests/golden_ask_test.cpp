// The answers to statisticians' questions over the shipped facts, each as of a fixed day, compared line by line with those kept in
// tests/golden. Read the difference by eye; then LASTLAP_REWRITE_GOLDEN=1 build/release/tests/test_house --gtest_filter='*Transcript*'
// rewrites them. Facts that are added may change an answer; a changed answer without a changed fact is a fault.

#include <memory>

#include "tests/golden.hpp"

namespace lastlap::tests {
namespace {

using Words = std::vector<std::string>;

struct Question {
  std::string file;
  Words words;
};

const std::vector<Question> questions{
    {"ask-race.txt", {"race", "budapest-2023-men-1500-final", "--as-of", "2023-08-23"}},
    {"ask-race-women.txt", {"race", "budapest-2023-women-1500-final", "--as-of", "2023-08-22"}},
    {"ask-athlete.txt", {"athlete", "josh kerr", "--as-of", "2023-08-23"}},
    {"ask-athlete-of-two.txt", {"athlete", "john gregorek 1991", "--as-of", "2023-08-23", "--limit", "3"}},
    {"ask-versus.txt", {"versus", "faith kipyegon", "jessica hull", "--as-of", "2024-08-10"}},
    {"ask-versus-apart.txt", {"versus", "faith kipyegon", "josh kerr", "--as-of", "2024-08-10"}},
    {"ask-records-world.txt", {"records", "--event", "1500", "--sex", "women", "--kind", "world", "--as-of", "2023-08-22"}},
    {"ask-records-championship.txt", {"records", "--event", "1500", "--sex", "men", "--kind", "championship", "--as-of", "2024-08-10"}},
    {"ask-records-best.txt", {"records", "--event", "2-miles", "--sex", "men", "--kind", "world", "--as-of", "2024-08-10"}},
    {"ask-records-under-20.txt", {"records", "--event", "mile", "--sex", "men", "--kind", "under-20", "--as-of", "2024-08-10"}},
    {"ask-best.txt", {"best", "--event", "1500", "--sex", "women", "--season", "2023", "--limit", "12", "--as-of", "2023-12-31"}},
    {"ask-best-short-track.txt", {"best", "--event", "mile", "--sex", "men", "--track", "short-200", "--limit", "12", "--as-of", "2024-08-10"}}};

class AskTranscript : public ::testing::TestWithParam<Question> {
 protected:
  static void SetUpTestSuite() { folder = std::make_unique<TemporaryFolder>(); }
  static void TearDownTestSuite() { folder.reset(); }
  static inline std::unique_ptr<TemporaryFolder> folder;
};

TEST_P(AskTranscript, IsTheOneKept) {
  Words words{LASTLAP_BINARY, "--archive", (folder->path() / "archive.sqlite").string(), "archive"};
  words.insert(words.end(), GetParam().words.begin(), GetParam().words.end());
  const Outcome outcome = outcome_of(words);
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  expect_kept(GetParam().file, outcome.out);
}

INSTANTIATE_TEST_SUITE_P(Kept, AskTranscript, ::testing::ValuesIn(questions), [](const auto& question) {
  std::string name;
  for (const char c : question.param.file.substr(0, question.param.file.find('.'))) name += c == '-' ? '_' : c;
  return name;
});

}  // namespace
}  // namespace lastlap::tests
