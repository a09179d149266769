#include "doors/cli/race_commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doors/cli/field.hpp"
#include "doors/cli/output.hpp"
#include "doors/cli/progress.hpp"
#include "doors/cli/table.hpp"
#include "doors/cli/write_file.hpp"
#include "lastlap/plan/verdict.hpp"
#include "lastlap/race/batch.hpp"
#include "lastlap/race/replay.hpp"
#include "lastlap/report/documents.hpp"
#include "lastlap/report/page.hpp"
#include "lastlap/report/text.hpp"
#include "lastlap/tactics/plan_file.hpp"

namespace lastlap::cli {
namespace {

/// What a cluster runs in a day; memory does not grow with it.
constexpr int most_races = 1'000'000'000;
/// `plan` judges on some ten times as many races, and keeps a byte a race to pair them.
constexpr int most_races_judged = 10'000'000;

/// What the user wrote after `lastlap race` or `lastlap plan`.
struct Asked {
  std::string race, as_of, replay, athlete, goal = "win", effort = "normal", out;
  std::vector<std::string> plans;
  int races = 4000;
  int replay_race = 0;
  int qualifying_places = 6;
};

class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

std::string table_of(const study::StudiedRace& studied, const race::Summary& summary) {
  std::vector<Column> columns;
  for (const std::string& name : report::race_columns()) columns.push_back({name, !columns.empty()});
  Table table(columns);
  for (auto& row : report::race_rows(studied, summary)) table.add(std::move(row));
  return table.text();
}

/// A document as text. A file's name may be no UTF-8, and JSON must be.
std::string text_of(const report::Json& document, int indent) {
  return document.dump(indent, ' ', false, report::Json::error_handler_t::replace) + "\n";
}

ExitStatus run_race(const Options& options, const Asked& asked) {
  const Stopwatch watch;
  const auto line = on_the_line(options, asked.race, asked.as_of, asked.plans);
  if (!line) return complain(line.error());
  if (asked.replay_race >= asked.races)
    return complain({base::Problem::Kind::request, "no such race to write", fmt::format("--replay-race {}", asked.replay_race),
                     fmt::format("the races run are 0 to {}", asked.races - 1), "name one of them, or run more with --races"});
  listen_for_stop();
  race::Summary summary;
  report::Run run{.seed = options.seed, .signature = {}, .seconds = 0};
  {
    Progress progress;
    const race::Watch watching{.stop = &stop_wished(), .told = [&](double share) { progress.show("running the race", share); }};
    const race::Luck luck{.seed = options.seed, .first = plan::luck_of_judgement, .races = asked.races};
    race::Tally tally(line->prepared.runners());
    race::Signature signature;
    race::run_batch(line->prepared, luck, options.threads, watching, [&](int number, std::span<const race::Finish> finishes) {
      tally.add(number, finishes);
      signature.add(finishes);
    });
    summary = tally.summary();
    run.signature = signature.text();
  }
  if (!asked.replay.empty()) {
    const race::Replay replay = race::replay_of(line->prepared, options.seed, plan::luck_of_judgement + static_cast<std::uint64_t>(asked.replay_race));
    if (const auto problem = write_file(asked.replay, text_of(report::replay_document(line->studied, replay, -1), -1)))
      return complain(*problem);
  }
  run.seconds = watch.seconds();
  if (options.json) return answer(text_of(report::race_document(line->studied, summary, run), 2));
  const std::string stopped = summary.races < asked.races ? fmt::format("Stopped early, after {} of {} races.\n", summary.races, asked.races) : "";
  return answer(line->studied.source.title + "\n" + stopped + "\n" + table_of(line->studied, summary) +
                report::race_words(line->studied, summary, run));
}

/// The race in which our runner's own result lies nearest the middle of what the plan brings: the one worth showing.
std::uint64_t typical_race(const race::Prepared& planned, const plan::Order& order) {
  const race::Outcomes outcomes =
      race::run_races(planned, {.seed = order.seed, .first = plan::luck_of_judgement, .races = 400}, order.threads);
  const race::Summary summary = race::summary_of(outcomes);
  int best = 0;
  double nearest = 1e9;
  for (int race = 0; race < outcomes.races(); ++race) {
    const double own = outcomes.finish(race, order.runner).time_s;
    double winner = own;
    for (int r = 0; r < outcomes.runners(); ++r)
      if (outcomes.place(race, r) == 1) winner = outcomes.finish(race, r).time_s;
    const double aside = std::abs(own - summary.runners[order.runner].time_s.p50) + std::abs(winner - summary.winning_time_s.p50);
    const bool served = outcomes.place(race, order.runner) <= order.aim.places;
    if (served && aside < nearest) {
      nearest = aside;
      best = race;
    }
  }
  return static_cast<std::uint64_t>(best);
}

base::Result<std::vector<NewFile>> report_files(const Asked& asked, const OnTheLine& line, const plan::Order& order,
                                                const plan::Verdict& verdict, const report::Run& run) {
  const std::filesystem::path folder = asked.out;
  const std::string heading = fmt::format("A plan for {}: {}.\nMade by lastlap " LASTLAP_VERSION " as of {}, seed {}.\nRun it again: lastlap race {} --races {} --seed {} --plan \"{}={}\"",
                                          verdict.plan.athlete, line.studied.source.title, line.studied.source.as_of.last_known.text(),
                                          run.seed, asked.race, asked.races, run.seed, verdict.plan.athlete, (folder / "plan.toml").string());
  const auto planned = line.prepared.with_plan(order.runner, verdict.plan);
  if (!planned) return tl::make_unexpected(planned.error());
  const race::Replay replay = race::replay_of(*planned, order.seed, plan::luck_of_judgement + typical_race(*planned, order));
  const auto document = report::report_document(line.studied, order, verdict, replay, run, LASTLAP_VERSION);
  return std::vector<NewFile>{{folder / "plan.toml", tactics::write_plan(verdict.plan, heading)}, {folder / "report.html", report::page(document)}};
}

/// How hard the search tries: rounds, plans and races against the usual search's.
struct Effort {
  std::string_view name;
  double plans, rounds, races;
};
constexpr std::array<Effort, 3> efforts{{{"quick", 0.6, 0.4, 0.25}, {"normal", 1.0, 1.0, 1.0}, {"thorough", 1.25, 2.0, 2.0}}};

const Effort* effort_named(std::string_view name) {
  const auto found = std::find_if(efforts.begin(), efforts.end(), [&](const Effort& effort) { return effort.name == name; });
  return found == efforts.end() ? nullptr : found;
}

plan::Budget with_effort(plan::Budget budget, const Effort& effort) {
  const auto scaled = [](int number, double by, int least) { return std::max(least, static_cast<int>(std::lround(number * by))); };
  constexpr int fewest_plans = 5;  // CMA-ES needs them
  budget.plans_a_round = scaled(budget.plans_a_round, effort.plans, fewest_plans);
  budget.rounds = scaled(budget.rounds, effort.rounds, 1);
  budget.races_a_plan = scaled(budget.races_a_plan, effort.races, 32);
  budget.races_a_finalist = scaled(budget.races_a_finalist, effort.races, 64);
  return budget;
}

/// What makes the wish for this goal senseless in this field, or nothing.
std::optional<base::Problem> problem_with_goal(plan::Goal goal, const Asked& asked, int runners) {
  if (goal == plan::Goal::qualify && asked.qualifying_places >= runners)
    return base::Problem{base::Problem::Kind::request, "nothing to plan for", "--qualifying-places",
                         fmt::format("{} of {} qualify", asked.qualifying_places, runners), "give the places that the round's rule lets through"};
  if (goal == plan::Goal::medal && runners <= 3)
    return base::Problem{base::Problem::Kind::request, "nothing to plan for", "--goal medal", fmt::format("all {} take a medal", runners),
                         "plan to win"};
  return std::nullopt;
}

ExitStatus run_plan(const Options& options, const Asked& asked) {
  const Stopwatch watch;
  const auto goal = plan::goal_named(asked.goal);
  if (!goal) return complain({base::Problem::Kind::request, "no such goal", "--goal " + asked.goal, "", "it is one of win, medal, qualify, time"});
  const Effort* effort = effort_named(asked.effort);
  if (!effort) return complain({base::Problem::Kind::request, "no such effort", "--effort " + asked.effort, "", "it is one of quick, normal, thorough"});
  const auto line = on_the_line(options, asked.race, asked.as_of, asked.plans);
  if (!line) return complain(line.error());
  const auto runner = starter_named(line->studied, asked.athlete);
  if (!runner) return complain(runner.error());
  if (const auto problem = problem_with_goal(*goal, asked, line->prepared.runners())) return complain(*problem);
  if (!asked.out.empty())
    if (const auto problem = make_folder(asked.out)) return complain(*problem);
  listen_for_stop();
  plan::Order order{.runner = *runner,
                    .aim = {*goal, *goal == plan::Goal::medal ? 3 : *goal == plan::Goal::qualify ? asked.qualifying_places : 1},
                    .search = {},
                    .answer = {.plans_a_round = 10, .rounds = 8, .races_a_plan = 128, .races_a_finalist = 768, .finalists = 3},
                    .races_judged = asked.races,
                    .races_a_matter = std::max(std::min(500, asked.races), asked.races * 5 / 16),
                    .seed = options.seed,
                    .threads = options.threads,
                    .stop = &stop_wished(),
                    .progress = {}};
  order.search = with_effort(order.search, *effort);
  order.answer = with_effort(order.answer, *effort);
  plan::Verdict verdict;
  {
    Progress progress;
    order.progress = [&](const std::string& stage, double share) { progress.show(stage, share); };
    verdict = plan::plan_for(line->prepared, order);
  }
  const report::Run run{.seed = options.seed, .signature = verdict.signature, .seconds = watch.seconds()};
  if (!asked.out.empty()) {
    const auto files = report_files(asked, *line, order, verdict, run);
    if (!files) return complain(files.error());
    if (const auto problem = write_files(*files)) return complain(*problem);
  }
  if (options.json) return answer(text_of(report::plan_document(line->studied, order, verdict, run), 2));
  std::string text = report::plan_words(line->studied, order, verdict, run);
  if (!asked.out.empty()) text += fmt::format("Written: {} and {}.\n", (std::filesystem::path(asked.out) / "plan.toml").string(),
                                              (std::filesystem::path(asked.out) / "report.html").string());
  return answer(text);
}

void add_common(CLI::App& command, Asked& asked, int most) {
  command.add_option("RACE", asked.race, "a race in the archive (lastlap archive races), or a TOML file of your own")->required();
  command.add_option("--plan", asked.plans, "a runner's plan from a file, as NAME=FILE; may be given for several")->type_name("NAME=FILE")->allow_extra_args(false);
  command.add_option("--races", asked.races, "how many races to run (plan: to judge on)")->type_name("N")->check(CLI::Range(1, most))->capture_default_str();
  command.add_option("--as-of", asked.as_of, "use only what was known on this day (default: the day before the race)")->type_name("DATE");
}

}  // namespace

void add_race_commands(CLI::App& app, const Options& options, ExitStatus& status) {
  const auto asked = std::make_shared<Asked>();
  CLI::App* race = app.add_subcommand("race", "Run a race many times: chances, times, gaps, closing laps");
  add_common(*race, *asked, most_races);
  race->add_option("--replay", asked->replay, "write one race with everyone's position ten times a second, as JSON")->type_name("FILE");
  race->add_option("--replay-race", asked->replay_race, "which of the races to write, from 0")->type_name("K")->check(CLI::Range(0, most_races - 1))->capture_default_str();
  race->footer("Example:\n  lastlap race paris-2024-men-1500-final --plan \"Kerr=plan.toml\" --replay replay.json");
  race->callback([&options, &status, asked] { status = run_race(options, *asked); });

  CLI::App* plan = app.add_subcommand("plan", "Find a plan for one runner, and what it is worth");
  add_common(*plan, *asked, most_races_judged);
  plan->add_option("--for", asked->athlete, "whom to plan for: any unambiguous part of the name")->type_name("ATHLETE")->required();
  plan->add_option("--goal", asked->goal, "win, medal, qualify or time")->type_name("GOAL")->capture_default_str();
  plan->add_option("--qualifying-places", asked->qualifying_places, "how many qualify by place, for --goal qualify")->type_name("N")->check(CLI::Range(1, 23))->capture_default_str();
  plan->add_option("--effort", asked->effort, "how hard to search: quick (a few seconds), normal or thorough (minutes)")->type_name("EFFORT")->capture_default_str();
  plan->add_option("--out", asked->out, "a folder for plan.toml and report.html")->type_name("DIR");
  plan->footer("Ctrl-C ends the search and answers with the best so far.\n"
               "Example:\n  lastlap plan budapest-2023-men-1500-final --for \"Josh Kerr\" --out out");
  plan->callback([&options, &status, asked] { status = run_plan(options, *asked); });
}

}  // namespace lastlap::cli
