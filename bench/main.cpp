// The cost of a step, a pack, a batch of races and a search for a plan, each for 4, 8, 12 and 16 runners and by the reference and each instruction
// set that this machine has: step/avx2/12 and so on; and of counting a race. The scene is the made-up 1500 m of the tests.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "bench/steps.hpp"
#include "lastlap/plan/search.hpp"
#include "lastlap/race/batch.hpp"
#include "lastlap/race/kernel.hpp"
#include "lastlap/race/made_up.hpp"
#include "lastlap/race/summary.hpp"

namespace lastlap::bench {
namespace {

/// A kernel with its step by itself.
struct Width {
  race::Kernel kernel;
  std::unique_ptr<Steps> (*steps)(const race::Prepared&);
};

std::vector<Width> widths_here() {
  const std::vector<std::unique_ptr<Steps> (*)(const race::Prepared&)> steps{steps_sse2, steps_avx2, steps_avx512};
  std::vector<Width> widths{{race::kernel_reference(), steps_reference}};
  for (std::size_t i = 0; i < race::kernels_here().size(); ++i) widths.push_back({race::kernels_here()[i], steps[i]});
  return widths;
}

race::Prepared scene(int runners) { return race::Prepared::from(race::made_up_race(runners)).value(); }

void count_agent_steps(benchmark::State& state, double in_an_iteration) {
  state.counters["agent_steps/s"] = benchmark::Counter(in_an_iteration * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void count_races(benchmark::State& state, double in_an_iteration) {
  state.counters["races/s"] = benchmark::Counter(in_an_iteration * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

/// A hundred steps of a pack in the middle of its race.
void step(benchmark::State& state, const Width& width, int runners) {
  constexpr int steps = 100;
  const auto field = width.steps(scene(runners));
  for (auto _ : state) field->take(steps);
  count_agent_steps(state, 1.0 * steps * runners * field->width());
}

/// A packful from the drawing of its luck to the finish.
void pack(benchmark::State& state, const Width& width, int runners) {
  const race::Prepared prepared = scene(runners);
  std::vector<race::Finish> finishes(static_cast<std::size_t>(runners * width.kernel.width));
  std::uint64_t first = 0;
  for (auto _ : state) {
    width.kernel.run(prepared, 1, first, width.kernel.width, finishes);
    first += static_cast<std::uint64_t>(width.kernel.width);
  }
  count_races(state, width.kernel.width);
}

/// A batch of 256 races on all threads, counted.
void race_batch(benchmark::State& state, const Width& width, int runners) {
  constexpr int races = 256;
  const race::Prepared prepared = scene(runners);
  race::run_on(width.kernel);
  for (auto _ : state) {
    race::Signature signature;
    race::run_batch(prepared, {.seed = 1, .first = 0, .races = races}, 0, {}, [&](int, auto finishes) { signature.add(finishes); });
    benchmark::DoNotOptimize(signature.text());
  }
  race::run_on(race::kernels_here().back());
  count_races(state, races);
}

/// What counting adds to a race: its places, times and signature.
void count(benchmark::State& state, int runners) {
  const race::Outcomes outcomes = race::run_races(scene(runners), {.seed = 1, .first = 0, .races = 64}, 0);
  race::Tally tally(runners);
  race::Signature signature;
  int race = 0;
  for (auto _ : state) {
    const std::span<const race::Finish> finishes(&outcomes.finish(race++ % 64, 0), static_cast<std::size_t>(runners));
    tally.add(race, finishes);
    signature.add(finishes);
  }
  count_races(state, 1);
}

/// A small search on all threads: two generations of eight plans.
void plan_search(benchmark::State& state, const Width& width, int runners) {
  const race::Prepared prepared = scene(runners);
  const plan::Question question{.runner = 1,
                                .aim = {},
                                .budget = {.plans_a_round = 8, .rounds = 1, .races_a_plan = 32, .races_a_finalist = 64, .finalists = 2},
                                .seed = 1,
                                .stop = nullptr,
                                .progress = {}};
  race::run_on(width.kernel);
  int races = 0;
  for (auto _ : state) races = plan::best_plan(prepared, question).races;
  race::run_on(race::kernels_here().back());
  count_races(state, races);
}

void register_all(const std::vector<Width>& widths) {
  using What = void (*)(benchmark::State&, const Width&, int);
  const std::vector<std::pair<std::string, What>> all{{"step", step}, {"pack", pack}, {"race", race_batch}, {"plan", plan_search}};
  for (const auto& [name, what] : all)
    for (const Width& width : widths)
      for (int runners : {4, 8, 12, 16}) {
        const std::string full = name + "/" + width.kernel.instruction_set + "/" + std::to_string(runners);
        const bool many_threads = name == "race" || name == "plan";
        auto* made = benchmark::RegisterBenchmark(full.c_str(), [&width, runners, what = what](benchmark::State& state) { what(state, width, runners); });
        made->Unit(benchmark::kMicrosecond);
        if (many_threads) made->UseRealTime();
      }
  for (int runners : {4, 8, 12, 16})
    benchmark::RegisterBenchmark(("count/" + std::to_string(runners)).c_str(), [runners](benchmark::State& state) { count(state, runners); });
}

}  // namespace
}  // namespace lastlap::bench

int main(int argc, char** argv) {
  const auto widths = lastlap::bench::widths_here();
  lastlap::bench::register_all(widths);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  benchmark::RunSpecifiedBenchmarks();
}
