// What is compiled for newer processors must never be reached on older ones. The linker keeps one copy of each inline function,
// from whichever file; so the kernels' files may define none that another file could define too.

#include <gtest/gtest.h>

#include <sstream>

#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__OPTIMIZE__)
constexpr bool everything_inlined = false;
#else
constexpr bool everything_inlined = true;
#endif

TEST(InstructionSets, WhatAKernelSharesWithOtherFilesBearsItsWidthInItsName) {
  if (!everything_inlined) GTEST_SKIP() << "small functions are not inlined in this build";
  const Outcome names = outcome_of({"/usr/bin/nm", "--demangle", "--defined-only", LASTLAP_RACE_LIBRARY});
  ASSERT_EQ(names.status, 0) << names.err;
  std::istringstream lines{names.out};
  std::string line, width;
  int seen = 0;
  while (std::getline(lines, line)) {
    if (line.ends_with(".o:")) {
      width.clear();
      if (line.starts_with("kernel_avx2")) width = "_VecBuiltin<32>";
      if (line.starts_with("kernel_avx512")) width = "_VecBltnBtmsk<64>";
    }
    // W, V and u: of several definitions the linker keeps one.
    const bool shared = line.size() > 19 && (line[17] == 'W' || line[17] == 'V' || line[17] == 'u');
    if (width.empty() || !shared || line.find(" DW.ref.") != std::string::npos) continue;
    EXPECT_NE(line.find(width), std::string::npos) << line;
    ++seen;
  }
  EXPECT_GT(seen, 4) << "else nothing was looked at";
}

}  // namespace
}  // namespace lastlap::tests
