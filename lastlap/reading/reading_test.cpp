#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>

#include "lastlap/reading/claim.hpp"
#include "tests/reading.hpp"

namespace lastlap::reading {
namespace {

using tests::claims_of;
using tests::shipped;

/// One text of the file and what is to be found in it.
struct Example {
  std::size_t line = 0;
  std::string as_of, text;
  std::vector<std::string> claims;
};

std::vector<Example> examples_in(const std::string& file) {
  std::vector<Example> examples;
  std::ifstream in{file};
  std::string as_of;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("@ ")) {
      as_of = line.substr(2) == "-" ? "" : line.substr(2);
    } else if (line.starts_with("> ")) {
      examples.push_back({number, as_of, line.substr(2), {}});
    } else {
      examples.back().claims.push_back(line);
    }
  }
  return examples;
}

std::string joined(std::vector<std::string> lines) {
  std::ranges::sort(lines);
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(Reading, TakesOutOfSentencesWhatACarefulReaderDoes) {
  const auto examples = examples_in(LASTLAP_HOUSE "/tests/reading/sentences.txt");
  ASSERT_GE(examples.size(), 60U);
  for (const Example& example : examples) EXPECT_EQ(joined(claims_of(example.text, example.as_of)), joined(example.claims)) << "sentences.txt:" << example.line << ": " << example.text;
}

/// What was written to find what is not read yet: the share that is must not fall.
TEST(Reading, ReadsMostSentencesOfStrangeManners) {
  const auto examples = examples_in(LASTLAP_HOUSE "/tests/reading/manners.txt");
  std::size_t read = 0;
  for (const Example& example : examples) read += joined(claims_of(example.text, example.as_of)) == joined(example.claims) ? 1 : 0;
  std::cout << read << " of " << examples.size() << " sentences of strange manners read exactly\n";
  EXPECT_GE(read * 100, examples.size() * 80);
}

}  // namespace
}  // namespace lastlap::reading
