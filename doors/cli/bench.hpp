#pragma once

// How fast this machine runs races, measured by the clock.

#include <cstdint>
#include <string>
#include <vector>

namespace lastlap::cli {

/// One measurement. An agent-step is one runner taken through one step of the model; of a race as many are counted as it has runners times
/// steps from the gun until the last has finished. What a pack does beyond, in lanes that wait for its longest race, is not counted.
struct Rate {
  int runners = 0, threads = 0;
  std::int64_t races = 0, agent_steps = 0;
  double seconds = 0;      ///< by the clock
  double cpu_seconds = 0;  ///< of all threads together: what a busy machine disturbs least
  double races_per_s() const { return static_cast<double>(races) / seconds; }
  double agent_steps_per_s() const { return static_cast<double>(agent_steps) / seconds; }
  /// What one core does in a second of its own.
  double agent_steps_per_cpu_s() const { return static_cast<double>(agent_steps) / cpu_seconds; }
};

/// What is measured on the made-up 1500 m (race::made_up_race) of twelve unless said.
struct Bench {
  std::string instruction_set = {}, processor = {};
  int races_abreast = 0, cores = 0;
  std::uint64_t seed = 0;
  double step_s = 0;
  int races_signed = 0;
  std::string signature = {};      ///< of the first `races_signed` races: the same on every machine
  std::vector<Rate> by_threads = {};  ///< the full model: 1, 2, 4, ... to all that may run
  Rate movement_only = {};         ///< one thread; one runner a race: her own body, plan, line and clock, and nobody to look at, shelter behind, mind or keep apart from
  std::vector<Rate> by_runners = {};  ///< 4, 8, 12, 16; one thread
  std::vector<Rate> by_races = {};  ///< batches of so many races, all threads
  double seconds = 0;              ///< all in all
};

/// Measures for some six seconds. `threads` at most; 0: all cores.
Bench bench(std::uint64_t seed, int threads);

}  // namespace lastlap::cli
