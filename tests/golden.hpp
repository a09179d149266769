#pragma once

// Transcripts that are kept and read by eye: what is told now is compared line by line with what was told when somebody last read it.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support.hpp"

namespace lastlap::tests {

/// Compares `now` with tests/golden/`name`; with LASTLAP_REWRITE_GOLDEN=1 it takes its place.
inline void expect_kept(const std::string& name, const std::string& now) {
  const std::filesystem::path kept = std::filesystem::path{LASTLAP_HOUSE "/tests/golden"} / name;
  if (std::getenv("LASTLAP_REWRITE_GOLDEN") != nullptr) {
    std::ofstream{kept} << now;
    GTEST_SKIP() << "rewritten: " << kept;
  }
  std::istringstream was_lines{whole_text(kept)}, now_lines{now};
  std::string was_line, now_line;
  for (int line = 1; std::getline(now_lines, now_line); ++line) {
    ASSERT_TRUE(std::getline(was_lines, was_line)) << name << ", line " << line << " is new: " << now_line;
    EXPECT_EQ(was_line, now_line) << name << ", line " << line;
  }
  EXPECT_FALSE(std::getline(was_lines, was_line)) << name << ", gone: " << was_line;
}

}  // namespace lastlap::tests
