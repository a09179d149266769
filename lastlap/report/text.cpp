#include "lastlap/report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "lastlap/measure/mark.hpp"

namespace lastlap::report {
namespace {

std::string mark(double seconds) { return seconds > 0 ? measure::text_of_mark(measure::Duration{seconds}) : "-"; }

std::string remarks_of(const study::StudiedRace& studied) {
  std::string text;
  if (!studied.remarks.empty()) text += "\nRemarks\n";
  for (const std::string& remark : studied.remarks) text += "  " + remark + "\n";
  return text;
}

}  // namespace

std::string percent(const race::Chance& chance) {
  return fmt::format("{:.1f} % ({:.1f} to {:.1f})", 100 * chance.p, 100 * chance.low, 100 * chance.high);
}

std::string points(const race::Chance& difference) {
  return fmt::format("{:+.1f} ({:+.1f} to {:+.1f})", 100 * difference.p, 100 * difference.low, 100 * difference.high);
}

std::vector<std::string> race_columns() {
  return {"athlete", "win %", "95 % interval", "medal %", "mean place", "time", "5 to 95 %", "run m", "boxed in s"};
}

std::vector<std::vector<std::string>> race_rows(const study::StudiedRace& studied, const race::Summary& summary) {
  std::vector<int> order(summary.runners.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return summary.runners[a].win.p > summary.runners[b].win.p; });
  std::vector<std::vector<std::string>> rows;
  for (int r : order) {
    const race::RunnerSummary& runner = summary.runners[r];
    rows.push_back({studied.profiles[r].athlete, fmt::format("{:.1f}", 100 * runner.win.p),
                    fmt::format("{:.1f} to {:.1f}", 100 * runner.win.low, 100 * runner.win.high),
                    fmt::format("{:.1f}", 100 * runner.medal.p), fmt::format("{:.1f}", runner.mean_place), mark(runner.time_s.p50),
                    fmt::format("{} to {}", mark(runner.time_s.p05), mark(runner.time_s.p95)), fmt::format("{:.0f}", runner.run_m),
                    fmt::format("{:.0f}", runner.boxed_in_s)});
  }
  return rows;
}

std::string race_words(const study::StudiedRace& studied, const race::Summary& summary, const Run& run) {
  std::string text;
  text += fmt::format("\nWinning time {} ({} to {})", mark(summary.winning_time_s.p50), mark(summary.winning_time_s.p05),
                      mark(summary.winning_time_s.p95));
  if (summary.runners.size() >= 3)
    text += fmt::format(", first to third {:.2f} s ({:.2f} to {:.2f})", summary.gap_1_3_s.p50, summary.gap_1_3_s.p05, summary.gap_1_3_s.p95);
  if (summary.last_400_s.p50 > 0)
    text += fmt::format(", winner's last 400 m {:.1f} s ({:.1f} to {:.1f})", summary.last_400_s.p50, summary.last_400_s.p05,
                        summary.last_400_s.p95);
  text += ": medians, 5 to 95 %.\n" + remarks_of(studied);
  text += fmt::format("\nAs of {}. {} races in {:.1f} s; seed {}, signature {}.\n", studied.source.as_of.last_known.text(), summary.races,
                      run.seconds, run.seed, run.signature);
  return text;
}

std::string plan_words(const study::StudiedRace& studied, const plan::Order& order, const plan::Verdict& verdict, const Run& run) {
  const measure::Distance distance = studied.race.distance;
  std::string text = fmt::format("{}\nA plan for {}, to {}. As of {}.\n", studied.source.title, studied.profiles[order.runner].athlete,
                                 order.aim.goal == plan::Goal::win       ? "win"
                                 : order.aim.goal == plan::Goal::medal   ? "take a medal"
                                 : order.aim.goal == plan::Goal::qualify ? fmt::format("be among the first {}", order.aim.places)
                                                                         : "run the fastest time",
                                 studied.source.as_of.last_known.text());
  if (verdict.stopped) text += "Stopped early: this is the best so far.\n";
  text += "\nThe plan\n";
  int number = 1;
  for (const tactics::Phase& phase : verdict.plan.phases) {
    const std::string asked = phase.condition ? tactics::words(verdict.plan.conditions[*phase.condition]) + ": " : "";
    text += fmt::format("  {}. {}{}\n", number++, asked, tactics::words(phase, distance));
  }
  text += fmt::format("\nWhat it is worth (from {} races on fresh luck, 95 % intervals)\n",
                      std::min(verdict.usual_field.races, verdict.planned_field.races));
  const auto line = [&](const std::string& name, const plan::Chances& chances) {
    text += fmt::format("  {:<43} win {:<24} medal {}", name, percent(chances.win), percent(chances.medal));
    if (order.aim.goal == plan::Goal::qualify) text += fmt::format("   first {} {}", order.aim.places, percent(chances.aim));
    if (order.aim.goal == plan::Goal::time) text += fmt::format("   time {}", mark(chances.time_s.p50));
    text += "\n";
  };
  line("the usual race", verdict.usual);
  line("this plan", verdict.planned);
  if (verdict.rival >= 0) line(fmt::format("once {} has answered it", studied.profiles[verdict.rival].athlete), verdict.answered);
  text += fmt::format("  {:<43} win {:<24} medal {}", "gain over the usual race, percentage points", points(verdict.gain_win), points(verdict.gain_medal));
  if (order.aim.goal == plan::Goal::qualify) text += fmt::format("   first {} {}", order.aim.places, points(verdict.gain_aim));
  text += "\n";
  if (!verdict.matters.empty()) text += "\nWhat matters: one change at a time, in percentage points, with 95 % intervals\n";
  for (const plan::Matter& matter : verdict.matters)
    text += fmt::format("  {:<50} win {:<24} medal {}\n", matter.change, points(matter.win), points(matter.medal));
  text += "\nAdvice\n";
  for (const std::string& sentence : advice(studied, order, verdict)) text += "  " + sentence + "\n";
  text += remarks_of(studied);
  text += fmt::format("\n{} races searched, {} judged, in {:.1f} s; seed {}, signature {}.\n", verdict.races_searched, verdict.races_judged,
                      run.seconds, run.seed, run.signature);
  return text;
}

}  // namespace lastlap::report
