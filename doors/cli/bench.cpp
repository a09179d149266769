#include "doors/cli/bench.hpp"

#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <limits>

#include "lastlap/base/expect.hpp"
#include "lastlap/race/batch.hpp"
#include "lastlap/race/kernel.hpp"
#include "lastlap/race/made_up.hpp"
#include "lastlap/race/setup.hpp"

namespace lastlap::cli {
namespace {

constexpr int usual_runners = 12;

/// Since it was made, by the clock and by the processor.
class Clocks {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }
  double cpu_seconds() const { return cpu_now() - cpu_start_; }

 private:
  static double cpu_now() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double cpu_start_ = cpu_now();
};

race::Prepared scene(int runners) {
  auto prepared = race::Prepared::from(race::made_up_race(runners));
  base::expect(prepared.has_value(), "the made-up race can be run");
  return std::move(*prepared);
}

/// Steps from the gun until the last has finished, or is taken not to.
std::int64_t steps_of(std::span<const race::Finish> finishes, double distance_m, double step_s) {
  const double never_s = distance_m / 2.5;
  double last_s = 0;
  for (const race::Finish& finish : finishes) last_s = std::max(last_s, finish.time_s > 0 ? finish.time_s : never_s);
  return static_cast<std::int64_t>(std::ceil(last_s / step_s));
}

/// Runs `most` races, or as many as begin within `seconds`.
Rate run(const race::Prepared& prepared, std::uint64_t seed, int threads, double seconds, int most = std::numeric_limits<int>::max()) {
  const double step_s = race::Setup<double>{}.step_s, distance_m = prepared.race().distance.si();
  Rate rate{.runners = prepared.runners(), .threads = threads};
  std::atomic<bool> over{false};
  const Clocks clocks;
  rate.races = race::run_batch(prepared, {.seed = seed, .first = 0, .races = most}, threads, {.stop = &over},
                               [&](int, std::span<const race::Finish> finishes) {
                                 rate.agent_steps += prepared.runners() * steps_of(finishes, distance_m, step_s);
                                 if (clocks.seconds() > seconds) over = true;
                               });
  rate.seconds = clocks.seconds();
  rate.cpu_seconds = clocks.cpu_seconds();
  return rate;
}

std::string name_of_processor() {
  std::ifstream in{"/proc/cpuinfo"};
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("model name")) return line.substr(std::min(line.size(), line.find(':') + 2));
  return "unknown";
}

std::string signature_of(const race::Prepared& prepared, std::uint64_t seed, int threads, int races) {
  race::Signature signature;
  race::run_batch(prepared, {.seed = seed, .first = 0, .races = races}, threads, {}, [&](int, auto finishes) { signature.add(finishes); });
  return signature.text();
}

/// 1, 2, 4, ... and `all`.
std::vector<int> doubling_to(int all) {
  std::vector<int> threads;
  for (int t = 1; t < all; t *= 2) threads.push_back(t);
  threads.push_back(all);
  return threads;
}

}  // namespace

Bench bench(std::uint64_t seed, int threads) {
  // Together some six seconds, and less than ten on a machine a few times as slow.
  constexpr double a_thread_count_s = 2.4, a_field_s = 0.4, movement_s = 0.6, batches_s = 0.8;
  const Clocks clocks;
  const int all = oneapi::tbb::task_arena(threads > 0 ? threads : oneapi::tbb::task_arena::automatic).max_concurrency();
  const race::Prepared usual = scene(usual_runners);
  Bench bench{.instruction_set = std::string(race::instruction_set()),
              .processor = name_of_processor(),
              .races_abreast = race::kernel_here().width,
              .cores = oneapi::tbb::task_arena().max_concurrency(),
              .seed = seed,
              .step_s = race::Setup<double>{}.step_s,
              .races_signed = 512};
  bench.signature = signature_of(usual, seed, all, bench.races_signed);
  const std::vector<int> counts = doubling_to(all);
  for (int t : counts) bench.by_threads.push_back(run(usual, seed, t, a_thread_count_s / static_cast<double>(counts.size())));
  bench.movement_only = run(scene(1), seed, 1, movement_s);
  for (int runners : {4, 8, 12, 16}) bench.by_runners.push_back(run(scene(runners), seed, 1, a_field_s));
  double spent_s = 0;
  for (int races = 64; spent_s < batches_s && races <= 16384; races *= 4) {
    bench.by_races.push_back(run(usual, seed, all, std::numeric_limits<double>::infinity(), races));
    // The next takes four times as long: only if there is time for it.
    spent_s += 5 * bench.by_races.back().seconds;
  }
  bench.seconds = clocks.seconds();
  return bench;
}

}  // namespace lastlap::cli
