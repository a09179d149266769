#include "doors/cli/bench_command.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "doors/cli/bench.hpp"
#include "doors/cli/output.hpp"
#include "doors/cli/table.hpp"
#include "doors/cli/team.hpp"

namespace lastlap::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string millions(double value) { return fmt::format("{:.1f}", value / 1e6); }

/// A row each, under what tells the rows apart.
template <class Name>
std::string table_of(const std::string& heading, const std::vector<Rate>& rates, const Name& name) {
  Table table({{heading}, {"races/s", true}, {"us a race", true}, {"million agent-steps/s", true}, {"... a core's second", true}});
  for (const Rate& rate : rates)
    table.add({name(rate), fmt::format("{:.0f}", rate.races_per_s()), fmt::format("{:.0f}", 1e6 / rate.races_per_s()),
               millions(rate.agent_steps_per_s()), millions(rate.agent_steps_per_cpu_s())});
  return table.text() + "\n";
}

std::string words_of(const Bench& bench) {
  const auto threads = [](const Rate& rate) { return fmt::format("full model, {} thread{}", rate.threads, rate.threads == 1 ? "" : "s"); };
  std::string text = fmt::format("lastlap " LASTLAP_VERSION " on {}, {} core{}: {}, {} races abreast\n", bench.processor, bench.cores,
                                 bench.cores == 1 ? "" : "s", bench.instruction_set, bench.races_abreast);
  text += fmt::format("A made-up 1500 m of {} runners, steps of {} s, seed {}\n\n", bench.by_threads[0].runners, bench.step_s, bench.seed);
  std::vector<Rate> models = bench.by_threads;
  models.push_back(bench.movement_only);
  text += table_of("", models, [&](const Rate& rate) { return rate.runners == 1 ? "movement only, 1 thread" : threads(rate); });
  text += table_of("field, 1 thread", bench.by_runners, [](const Rate& rate) { return fmt::format("{} runners", rate.runners); });
  text += table_of("batches, all threads", bench.by_races, [](const Rate& rate) { return fmt::format("{} races", rate.races); });
  if (bench.by_threads.size() > 1)
    text += fmt::format("{} threads are {:.2f} times one.\n", bench.by_threads.back().threads,
                        bench.by_threads.back().races_per_s() / bench.by_threads.front().races_per_s());
  text += "Movement only: one runner a race, with nobody to look at, shelter behind, mind or keep apart from.\n";
  return text + fmt::format("Signature of {} races {}; measured for {:.1f} s.\n", bench.races_signed, bench.signature, bench.seconds);
}

double three_decimals(double value) { return std::round(value * 1e3) / 1e3; }

Json json_of(const Rate& rate) {
  return {{"runners", rate.runners},
          {"threads", rate.threads},
          {"races", rate.races},
          {"seconds", three_decimals(rate.seconds)},
          {"cpu_seconds", three_decimals(rate.cpu_seconds)},
          {"races_per_s", std::round(rate.races_per_s())},
          {"agent_steps_per_s", std::round(rate.agent_steps_per_s())},
          {"agent_steps_per_cpu_s", std::round(rate.agent_steps_per_cpu_s())}};
}

Json json_of(const std::vector<Rate>& rates) {
  Json all = Json::array();
  for (const Rate& rate : rates) all.push_back(json_of(rate));
  return all;
}

Json document_of(const Bench& bench) {
  return {{"schema", "lastlap.bench/1"},
          {"lastlap_version", LASTLAP_VERSION},
          {"processor", bench.processor},
          {"cores", bench.cores},
          {"instruction_set", bench.instruction_set},
          {"races_abreast", bench.races_abreast},
          {"seed", bench.seed},
          {"step_s", bench.step_s},
          {"by_threads", json_of(bench.by_threads)},
          {"movement_only", json_of(bench.movement_only)},
          {"by_runners", json_of(bench.by_runners)},
          {"by_races", json_of(bench.by_races)},
          {"races_signed", bench.races_signed},
          {"seconds", three_decimals(bench.seconds)},
          {"signature", bench.signature}};
}

}  // namespace

void add_bench_command(CLI::App& app, const Options& options, ExitStatus& status) {
  CLI::App* command = app.add_subcommand("bench", "Measure how fast races run here, in less than ten seconds");
  command->footer("Example:\n  lastlap bench --threads 1 --json");
  command->callback([&options, &status] {
    if (is_in_team()) {
      status = complain({base::Problem::Kind::request, "cannot measure", "mpirun", "bench is about one process", "run it without mpirun"});
      return;
    }
    const Bench measured = bench(options.seed, options.threads);
    status = answer(options.json ? document_of(measured).dump(2) + "\n" : words_of(measured));
  });
}

}  // namespace lastlap::cli
