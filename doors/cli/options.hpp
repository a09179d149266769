#pragma once

// What every command is told: where the facts are, the seed, how many threads, text or JSON.

#include <cstdint>
#include <filesystem>

namespace lastlap::cli {

/// How the program ends.
enum class ExitStatus {
  done = 0,
  could_not = 1,      ///< the request was right and could not be done
  wrong_request = 2,  ///< the request was wrong
};

/// The options that stand before or after any command.
struct Options {
  std::filesystem::path archive;  ///< empty if the environment names no place for it
  std::uint64_t seed = 1500;
  int threads = 0;  ///< 0: all cores
  bool json = false;
  std::filesystem::path facts;  ///< the folder of shipped facts
};

}  // namespace lastlap::cli
