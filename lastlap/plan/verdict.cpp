#include "lastlap/plan/verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "lastlap/base/expect.hpp"
#include "lastlap/race/batch.hpp"

namespace lastlap::plan {
namespace {

/// What judgement keeps of many races.
struct Judged {
  race::Summary field;
  race::Places place;  ///< of the runner planned for
  std::string signature;
};

Chances chances_of(const Judged& judged, int runner, const Aim& aim) {
  const race::RunnerSummary& own = judged.field.runners[runner];
  return {.win = own.win,
          .medal = own.medal,
          .aim = race::chance_of(race::among_first(judged.place, aim.places), judged.field.races),
          .time_s = own.time_s};
}

// Races on which chances are judged even when somebody has asked to stop.
constexpr int judged_in_any_case = 2048;

// The rival who wins most when we do not.
int most_dangerous(const race::Summary& summary, int runner) {
  int rival = -1;
  for (int r = 0; r < static_cast<int>(summary.runners.size()); ++r)
    if (r != runner && (rival < 0 || summary.runners[r].win.p > summary.runners[rival].win.p)) rival = r;
  return rival;
}

/// A changed race with the words for the change; nothing when the change makes no sense for this plan.
struct Change {
  Matter::Kind kind;
  std::string words;
  std::optional<race::Prepared> race;
};

runner::Abilities scaled(runner::Abilities abilities, double aerobic, double reserve, double sprint) {
  abilities.aerobic_power = abilities.aerobic_power * aerobic;
  abilities.reserve = abilities.reserve * reserve;
  abilities.sprint_speed = abilities.sprint_speed * sprint;
  return abilities;
}

std::vector<Change> single_changes(const race::Prepared& planned, int runner) {
  const race::Entrant& entrant = planned.race().field[runner];
  const tactics::Plan& plan = entrant.plan;
  const int runners = planned.runners();
  std::vector<Change> changes;
  const auto abler = [&](const char* words, double aerobic, double reserve, double sprint) {
    changes.push_back({Matter::Kind::fitness, words, planned.with_abilities(runner, scaled(entrant.abilities, aerobic, reserve, sprint))});
  };
  const auto replanned = [&](std::string words, const std::function<void(tactics::Plan&)>& change) {
    tactics::Plan changed = plan;
    change(changed);
    auto with = planned.with_plan(runner, changed);
    if (with) changes.push_back({Matter::Kind::tactics, std::move(words), std::move(*with)});
  };
  abler("half a per cent more aerobic power", 1.005, 1.0, 1.0);
  abler("half a per cent less aerobic power (tired legs)", 0.995, 1.0, 1.0);
  abler("two per cent more anaerobic reserve", 1.0, 1.02, 1.0);
  abler("one per cent more sprint speed", 1.0, 1.0, 1.01);

  const auto shift_places = [&](tactics::Plan& changed, int by) {
    for (tactics::Phase& phase : changed.phases)
      if (!phase.all_out && phase.place > 0) phase.place = std::clamp(phase.place + by, 1, runners);
  };
  replanned("one place nearer the front until the kick", [&](tactics::Plan& p) { shift_places(p, -1); });
  replanned("one place further back until the kick", [&](tactics::Plan& p) { shift_places(p, +1); });

  const auto shift_go = [&](tactics::Plan& changed, double by) {
    for (tactics::Phase& phase : changed.phases)
      if (phase.all_out) phase.from += measure::Distance{by};
  };
  for (double by : {-50.0, -25.0, 25.0, 50.0})
    replanned(fmt::format("going all out {:.0f} m {}", std::fabs(by), by > 0 ? "earlier" : "later"),
              [&](tactics::Plan& p) { shift_go(p, by); });

  const auto set_line = [&](tactics::Plan& changed, tactics::Line line) {
    for (tactics::Phase& phase : changed.phases) phase.line = line;
  };
  const auto runs_only = [&](tactics::Line line) {
    return std::all_of(plan.phases.begin(), plan.phases.end(), [&](const tactics::Phase& p) { return p.line == line; });
  };
  if (!runs_only(tactics::Line::rail)) replanned("running on the rail throughout", [&](tactics::Plan& p) { set_line(p, tactics::Line::rail); });
  if (!runs_only(tactics::Line::shoulder))
    replanned("running on the shoulder throughout", [&](tactics::Plan& p) { set_line(p, tactics::Line::shoulder); });
  const bool covers = std::any_of(plan.phases.begin(), plan.phases.end(), [](const auto& p) { return !p.cover.empty(); });
  if (covers)
    replanned("covering nobody", [](tactics::Plan& p) {
      for (tactics::Phase& phase : p.phases) phase.cover.clear();
    });
  if (!entrant.start_order && runners > 2) {
    changes.push_back({Matter::Kind::draw, "being drawn on the inside", planned.with_start_order(runner, 1)});
    changes.push_back({Matter::Kind::draw, "being drawn on the outside", planned.with_start_order(runner, runners)});
  }
  return changes;
}

double size_of(const Matter& matter, const Aim& aim) {
  return std::fabs(aim.goal == Goal::win || aim.goal == Goal::time ? matter.win.p : matter.aim.p);
}

}  // namespace

Verdict plan_for(const race::Prepared& usual, const Order& order) {
  Verdict verdict;
  const auto stopped = [&] { return order.stop != nullptr && order.stop->load(); };
  const auto tell = [&](const std::string& stage, double share) {
    if (order.progress) order.progress(stage, share);
  };
  const auto judge = [&](const race::Prepared& race, int races) {
    // A stop ends the search, not the answer: judgement goes on to a number that is over in a second or two.
    const race::Watch watch{.stop = order.stop, .at_least = judged_in_any_case};
    race::Tally tally(race.runners());
    race::Signature signature;
    Judged judged;
    verdict.races_judged += race::run_batch(race, {.seed = order.seed, .first = luck_of_judgement, .races = races}, order.threads, watch,
                                            [&](int number, std::span<const race::Finish> finishes) {
                                              tally.add(number, finishes);
                                              signature.add(finishes);
                                              const bool finished = finishes[order.runner].time_s > 0;
                                              const int place = finished ? race::place_in(finishes, number, order.runner) : 0;
                                              judged.place.push_back(static_cast<std::uint8_t>(place));
                                            });
    judged.field = tally.summary();
    judged.signature = signature.text();
    return judged;
  };

  tell("the usual race", 0.0);
  const Judged usual_races = judge(usual, order.races_judged);
  verdict.usual_field = usual_races.field;
  verdict.usual = chances_of(usual_races, order.runner, order.aim);
  verdict.usual_signature = usual_races.signature;

  // Who is dangerous is found on the search's luck, so that nothing of the judgement's leaks into the search.
  const race::Outcomes scouting =
      race::run_races(usual, {.seed = order.seed, .first = luck_of_search + (1ULL << 30), .races = 512}, order.threads);
  Question question{.runner = order.runner,
                    .aim = order.aim,
                    .budget = order.search,
                    .seed = order.seed,
                    .first_race = luck_of_search,
                    .threads = order.threads,
                    .rival = most_dangerous(race::summary_of(scouting), order.runner),
                    .stop = order.stop,
                    .progress = [&](double share, double) { tell("searching for the plan", share); }};
  Found found = best_plan(usual, question);
  verdict.races_searched = found.races + scouting.races();
  verdict.plan = found.plan;
  verdict.better_than_usual = found.better_than_usual;
  verdict.stopped = found.stopped;

  const auto with = usual.with_plan(order.runner, found.plan);
  base::expect(with.has_value(), "the search found a plan that contradicts itself");
  const race::Prepared& planned = *with;
  tell("judging the plan on fresh luck", 0.0);
  const Judged planned_races = judge(planned, order.races_judged);
  verdict.planned_field = planned_races.field;
  verdict.planned = chances_of(planned_races, order.runner, order.aim);
  verdict.planned_signature = planned_races.signature;
  verdict.signature = planned_races.signature;
  const auto gain = [](const Judged& a, const Judged& b, int places) { return race::paired_gain(a.place, b.place, places); };
  verdict.gain_win = gain(planned_races, usual_races, 1);
  verdict.gain_medal = gain(planned_races, usual_races, 3);
  verdict.gain_aim = gain(planned_races, usual_races, order.aim.places);
  verdict.answered = verdict.planned;

  if (usual.runners() > 1 && !stopped()) {
    const race::Outcomes scouting_again =
        race::run_races(planned, {.seed = order.seed, .first = luck_of_answer + (1ULL << 30), .races = 512}, order.threads);
    verdict.rival = most_dangerous(race::summary_of(scouting_again), order.runner);
    Question answer{.runner = verdict.rival,
                    .aim = {Goal::win, 1},
                    .budget = order.answer,
                    .seed = order.seed,
                    .first_race = luck_of_answer,
                    .threads = order.threads,
                    .rival = order.runner,
                    .stop = order.stop,
                    .progress = [&](double share, double) { tell("letting the rival answer", share); }};
    const Found replied = best_plan(planned, answer);
    verdict.races_searched += replied.races + scouting_again.races();
    verdict.rival_plan = replied.plan;
    verdict.stopped = verdict.stopped || replied.stopped;
    const auto against = planned.with_plan(verdict.rival, replied.plan);
    base::expect(against.has_value(), "the rival found a plan that contradicts itself");
    const Judged answered_races = judge(*against, order.races_judged);
    verdict.answered = chances_of(answered_races, order.runner, order.aim);
    verdict.signature += answered_races.signature.substr(0, 8);
  }

  const std::vector<Change> changes = stopped() ? std::vector<Change>{} : single_changes(planned, order.runner);
  // The plan itself has run these races: each change meets its first ones again.
  const std::ptrdiff_t again = std::min(order.races_a_matter, static_cast<int>(planned_races.place.size()));
  const race::Places as_planned(planned_races.place.begin(), planned_races.place.begin() + again);
  for (std::size_t i = 0; i < changes.size() && !stopped(); ++i) {
    tell("what matters", static_cast<double>(i) / static_cast<double>(changes.size()));
    const Judged changed = judge(*changes[i].race, static_cast<int>(again));
    const auto worth = [&](int places) { return race::paired_gain(changed.place, as_planned, places); };
    verdict.matters.push_back(Matter{.kind = changes[i].kind,
                                     .change = changes[i].words,
                                     .win = worth(1),
                                     .medal = worth(3),
                                     .aim = worth(order.aim.places)});
  }
  std::stable_sort(verdict.matters.begin(), verdict.matters.end(),
                   [&](const Matter& a, const Matter& b) { return size_of(a, order.aim) > size_of(b, order.aim); });
  tell("", 1.0);
  return verdict;
}

}  // namespace lastlap::plan
