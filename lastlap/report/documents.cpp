#include "lastlap/report/documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/measure/mark.hpp"

namespace lastlap::report {
namespace {

// Six decimals are beyond what any number of races resolves, and keep the text short.
double rounded(double value, int decimals = 6) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

Json json_of(const race::Quantiles& q) { return {{"p05", rounded(q.p05, 3)}, {"p50", rounded(q.p50, 3)}, {"p95", rounded(q.p95, 3)}}; }
Json json_of(const race::Chance& c) { return {{"p", rounded(c.p)}, {"low", rounded(c.low)}, {"high", rounded(c.high)}}; }

Json json_of(const tactics::Phase& phase, measure::Distance distance) {
  Json json = {{"from_m", rounded(phase.from.si(), 2)}};
  json["place"] = phase.place;
  json["line"] = std::string(tactics::text(phase.line));
  if (phase.pace) json["pace_s_per_400_m"] = rounded(400.0 / phase.pace->si(), 3);
  if (phase.effort) json["effort"] = *phase.effort;
  if (!phase.cover.empty()) {
    json["cover"] = phase.cover;
    json["cover_gap_m"] = phase.cover_gap.si();
  }
  json["all_out"] = phase.all_out;
  if (phase.condition) json["condition"] = *phase.condition;
  json["words"] = tactics::words(phase, distance);
  return json;
}

Json json_of(const tactics::Condition& condition) {
  Json json = {{"at_m", condition.at.si()}};
  if (condition.slower_than) json["slower_than_s"] = condition.slower_than->si();
  if (condition.faster_than) json["faster_than_s"] = condition.faster_than->si();
  if (condition.not_in_first) json["not_in_first"] = *condition.not_in_first;
  if (condition.in_first) json["in_first"] = *condition.in_first;
  json["words"] = tactics::words(condition);
  return json;
}

Json json_of(const tactics::Plan& plan, measure::Distance distance) {
  Json json = {{"athlete", plan.athlete}, {"phases", Json::array()}, {"conditions", Json::array()}};
  for (const tactics::Phase& phase : plan.phases) json["phases"].push_back(json_of(phase, distance));
  for (const tactics::Condition& condition : plan.conditions) json["conditions"].push_back(json_of(condition));
  return json;
}

bool names_its_own_chance(const plan::Aim& aim) { return aim.goal == plan::Goal::qualify; }

Json json_of(const plan::Chances& chances, const plan::Aim& aim) {
  Json json = {{"win", json_of(chances.win)}, {"medal", json_of(chances.medal)}};
  if (names_its_own_chance(aim)) json["qualify"] = json_of(chances.aim);
  json["time_s"] = json_of(chances.time_s);
  return json;
}

Json json_of_gain(const race::Chance& win, const race::Chance& medal, const race::Chance& aimed, const plan::Aim& aim) {
  Json json = {{"win", json_of(win)}, {"medal", json_of(medal)}};
  if (names_its_own_chance(aim)) json["qualify"] = json_of(aimed);
  return json;
}

/// Which of the chances is asked about, and what a coach calls it.
struct Aimed {
  const char* what;
  race::Chance plan::Chances::*chance;
  race::Chance plan::Verdict::*gain;
  race::Chance plan::Matter::*matter;
};

Aimed aimed_at(plan::Goal goal) {
  if (goal == plan::Goal::medal) return {"a medal", &plan::Chances::medal, &plan::Verdict::gain_medal, &plan::Matter::medal};
  if (goal == plan::Goal::qualify) return {"qualifying", &plan::Chances::aim, &plan::Verdict::gain_aim, &plan::Matter::aim};
  return {"winning", &plan::Chances::win, &plan::Verdict::gain_win, &plan::Matter::win};
}

bool is_clear(const race::Chance& difference) { return difference.low > 0 || difference.high < 0; }

/// Whether `b` lies below `a` by more than two samples of chance do by themselves (95 %).
bool is_clearly_less(const race::Chance& a, const race::Chance& b) {
  const double half_a = (a.high - a.low) / 2, half_b = (b.high - b.low) / 2;
  return a.p - b.p > std::hypot(half_a, half_b);
}

std::vector<std::string> on_the_gain(const plan::Order& order, const plan::Verdict& verdict, const Aimed& aimed) {
  if (!verdict.better_than_usual)
    return {verdict.stopped ? "Stopped before a better plan was found: this is the usual race."
                            : "No plan that was tried beats the usual race: race as usual."};
  if (order.aim.goal == plan::Goal::time)
    return {fmt::format("The middle of the times goes from {} to {}.", measure::text_of_mark(measure::Duration{verdict.usual.time_s.p50}),
                        measure::text_of_mark(measure::Duration{verdict.planned.time_s.p50}))};
  const race::Chance& gain = verdict.*aimed.gain;
  if (gain.high < 0) return {"On fresh luck the plan did worse than the usual race: race as usual."};
  if (gain.low <= 0) return {"The gain is not certain, it may be nothing: take the plan as one good way to race, not as a must."};
  return {fmt::format("Racing to the plan lifts the chance of {} from {:.0f} to {:.0f} %.", aimed.what, 100 * (verdict.usual.*aimed.chance).p,
                      100 * (verdict.planned.*aimed.chance).p)};
}

std::vector<std::string> on_the_rival(const std::string& rival, const plan::Verdict& verdict, const Aimed& aimed) {
  const race::Chance &planned = verdict.planned.*aimed.chance, &answered = verdict.answered.*aimed.chance;
  if (is_clearly_less(planned, answered))
    return {fmt::format("Keep it to yourselves: were {} to know it and plan against it, the chance of {} would fall from {:.0f} to {:.0f} %.",
                        rival, aimed.what, 100 * planned.p, 100 * answered.p)};
  if (verdict.stopped) return {};  // too few answers were tried to say that none helps
  return {fmt::format("It holds up even if {} knows it: no answer that was tried clearly lowers the chance of {}.", rival, aimed.what)};
}

/// The largest clear effects: one of fitness, which the eve of a race cannot change, and two of what can be decided.
std::vector<std::string> on_what_matters(const plan::Verdict& verdict, const Aimed& aimed) {
  std::vector<std::string> sentences;
  int of_fitness = 0, to_decide = 0;
  for (const plan::Matter& matter : verdict.matters) {
    const race::Chance worth = matter.*aimed.matter;
    int& told = matter.kind == plan::Matter::Kind::fitness ? of_fitness : to_decide;
    const int most = matter.kind == plan::Matter::Kind::fitness ? 1 : 2;
    if (!is_clear(worth) || told == most) continue;
    ++told;
    sentences.push_back(fmt::format("What counts: {} {} the chance of {} by {:.1f} points.", matter.change, worth.p > 0 ? "lifts" : "lowers",
                                    aimed.what, 100 * std::fabs(worth.p)));
  }
  return sentences;
}

std::vector<std::string> on_the_way(const race::RunnerSummary& own, measure::Distance distance) {
  std::string sentence = fmt::format("Expect to run about {:.0f} m further than the {:.0f} m of the race", std::max(0.0, own.run_m - distance.si()),
                                     distance.si());
  if (own.boxed_in_s >= 1.0)
    sentence += fmt::format(" and to be boxed in for about {:.0f} s in all: both are reckoned in, so keep calm", own.boxed_in_s);
  return {sentence + "."};
}

}  // namespace

Json race_document(const study::StudiedRace& studied, const race::Summary& summary, const Run& run) {
  Json document = {{"schema", "lastlap.race/1"},
                   {"race", studied.source.id},
                   {"title", studied.source.title},
                   {"as_of", studied.source.as_of.last_known.text()},
                   {"seed", run.seed},
                   {"races", summary.races},
                   {"runners", Json::array()}};
  for (std::size_t r = 0; r < summary.runners.size(); ++r) {
    const race::RunnerSummary& runner = summary.runners[r];
    document["runners"].push_back({{"athlete", studied.profiles[r].athlete},
                                   {"country", studied.profiles[r].country},
                                   {"win", rounded(runner.win.p)},
                                   {"medal", rounded(runner.medal.p)},
                                   {"mean_place", rounded(runner.mean_place, 4)},
                                   {"time_s", json_of(runner.time_s)},
                                   {"run_m", rounded(runner.run_m, 2)},
                                   {"boxed_in_s", rounded(runner.boxed_in_s, 2)},
                                   {"finished", rounded(runner.finished)},
                                   {"win_interval", json_of(runner.win)},
                                   {"medal_interval", json_of(runner.medal)}});
  }
  document["winning_time_s"] = json_of(summary.winning_time_s);
  // Two runners have no third.
  document["gap_1_3_s"] = summary.runners.size() >= 3 ? json_of(summary.gap_1_3_s) : Json();
  document["last_400_s"] = json_of(summary.last_400_s);
  document["remarks"] = studied.remarks;
  document["seconds"] = rounded(run.seconds, 3);
  document["signature"] = run.signature;
  return document;
}

Json replay_document(const study::StudiedRace& studied, const race::Replay& replay, int ours) {
  const track::Oval& oval = studied.race.oval;
  Json document = {{"schema", "lastlap.replay/1"},
                   {"race", studied.source.id},
                   {"step_s", replay.step_s},
                   {"distance_m", studied.race.distance.si()},
                   {"track",
                    {{"kind", std::string(measure::text(studied.source.track))},
                     {"straight_m", rounded(oval.straight_m, 4)},
                     {"radius_m", oval.radius_m},
                     {"lanes", oval.lanes},
                     {"lane_width_m", oval.lane_width_m},
                     {"finish_at_m", 0.0}}},
                   {"runners", Json::array()}};
  const auto series = [](const std::vector<double>& values, int decimals) {
    Json json = Json::array();
    for (double value : values) json.push_back(rounded(value, decimals));
    return json;
  };
  for (std::size_t r = 0; r < replay.runners.size(); ++r) {
    const race::Track& track = replay.runners[r];
    Json runner = {{"athlete", studied.profiles[r].athlete}, {"country", studied.profiles[r].country}};
    runner["along_m"] = series(track.along_m, 3);
    runner["outward_m"] = series(track.outward_m, 3);
    runner["speed_mps"] = series(track.speed_mps, 3);
    runner["reserve_j_per_kg"] = series(track.reserve_j_per_kg, 1);
    runner["shelter"] = series(track.shelter, 3);
    runner["boxed_in"] = track.boxed_in;
    if (track.finish_s > 0) runner["finish_s"] = rounded(track.finish_s, 3);
    else runner["finish_s"] = nullptr;
    runner["is_ours"] = static_cast<int>(r) == ours;
    document["runners"].push_back(std::move(runner));
  }
  return document;
}

Json plan_document(const study::StudiedRace& studied, const plan::Order& order, const plan::Verdict& verdict, const Run& run) {
  const measure::Distance distance = studied.race.distance;
  Json document = {{"schema", "lastlap.plan/1"},
                   {"race", studied.source.id},
                   {"title", studied.source.title},
                   {"for", studied.profiles[order.runner].athlete},
                   {"goal", std::string(plan::text(order.aim.goal))},
                   {"as_of", studied.source.as_of.last_known.text()},
                   {"seed", run.seed},
                   {"plan", json_of(verdict.plan, distance)}};
  document["better_than_usual"] = verdict.better_than_usual;
  document["stopped_early"] = verdict.stopped;
  Json& chance = document["chance"];
  chance["usual"] = json_of(verdict.usual, order.aim);
  chance["planned"] = json_of(verdict.planned, order.aim);
  if (verdict.rival >= 0) {
    Json answered = json_of(verdict.answered, order.aim);
    answered["rival"] = studied.profiles[verdict.rival].athlete;
    answered["rival_plan"] = json_of(verdict.rival_plan, distance);
    chance["answered"] = std::move(answered);
  } else {
    chance["answered"] = nullptr;
  }
  document["gain"] = json_of_gain(verdict.gain_win, verdict.gain_medal, verdict.gain_aim, order.aim);
  document["what_matters"] = Json::array();
  for (const plan::Matter& matter : verdict.matters) {
    Json json = {{"change", matter.change}};
    json.update(json_of_gain(matter.win, matter.medal, matter.aim, order.aim));
    document["what_matters"].push_back(std::move(json));
  }
  document["advice"] = advice(studied, order, verdict);
  document["remarks"] = studied.remarks;
  document["races_searched"] = verdict.races_searched;
  document["races_judged"] = verdict.races_judged;
  document["seconds"] = rounded(run.seconds, 3);
  document["signature"] = run.signature;
  return document;
}

nlohmann::json report_document(const study::StudiedRace& studied, const plan::Order& order, const plan::Verdict& verdict,
                               const race::Replay& replay, const Run& run, const std::string& version) {
  Json document = {{"schema", "lastlap.report/1"},
                   {"title", studied.source.title},
                   {"race", studied.source.id},
                   {"for", studied.profiles[order.runner].athlete},
                   {"goal", std::string(plan::text(order.aim.goal))},
                   {"date", studied.source.date.text()},
                   {"as_of", studied.source.as_of.last_known.text()},
                   {"seed", run.seed},
                   {"signature", run.signature},
                   {"lastlap_version", version}};
  document["plan"] = plan_document(studied, order, verdict, run);
  document["replay"] = replay_document(studied, replay, order.runner);
  document["usual"] = race_document(studied, verdict.usual_field, {run.seed, verdict.usual_signature, run.seconds});
  document["planned"] = race_document(studied, verdict.planned_field, {run.seed, verdict.planned_signature, run.seconds});
  return document;
}

std::vector<std::string> advice(const study::StudiedRace& studied, const plan::Order& order, const plan::Verdict& verdict) {
  const Aimed aimed = aimed_at(order.aim.goal);
  std::vector<std::string> sentences = on_the_gain(order, verdict, aimed);
  const auto add = [&](const std::vector<std::string>& more) { sentences.insert(sentences.end(), more.begin(), more.end()); };
  if (verdict.rival >= 0) add(on_the_rival(studied.profiles[verdict.rival].athlete, verdict, aimed));
  add(on_what_matters(verdict, aimed));
  if (order.runner < static_cast<int>(verdict.planned_field.runners.size()))
    add(on_the_way(verdict.planned_field.runners[order.runner], studied.race.distance));
  return sentences;
}

}  // namespace lastlap::report
