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
  document["gap_1_3_s"] = json_of(summary.gap_1_3_s);
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
  std::vector<std::string> sentences;
  const auto& aim = order.aim;
  const bool by_win = aim.goal == plan::Goal::win || aim.goal == plan::Goal::time;
  const auto chance_in = [&](const plan::Chances& chances) { return by_win ? chances.win : aim.goal == plan::Goal::medal ? chances.medal : chances.aim; };
  const char* what = by_win ? "winning" : aim.goal == plan::Goal::medal ? "a medal" : "qualifying";
  const race::Chance gain = by_win ? verdict.gain_win : aim.goal == plan::Goal::medal ? verdict.gain_medal : verdict.gain_aim;
  if (!verdict.better_than_usual)
    sentences.push_back("No plan that was tried beats the usual race: race as you always do.");
  else if (gain.low <= 0)
    sentences.push_back("The gain is not sure: its interval holds zero. Treat the plan as a choice, not as a must.");
  if (verdict.rival >= 0) {
    const double lost = chance_in(verdict.planned).p - chance_in(verdict.answered).p;
    const std::string& rival = studied.profiles[verdict.rival].athlete;
    if (lost > 0.01)
      sentences.push_back(fmt::format("Keep it to yourselves: if {} reads it and answers as well as he or she can, the chance of {} falls from {:.0f} to {:.0f} %.",
                                      rival, what, 100 * chance_in(verdict.planned).p, 100 * chance_in(verdict.answered).p));
    else
      sentences.push_back(fmt::format("It stands even when {} has read it: no answer that was found takes more than a point from the chance of {}.", rival, what));
  }
  const auto matter_of = [&](const plan::Matter& matter) { return by_win ? matter.win : aim.goal == plan::Goal::medal ? matter.medal : matter.aim; };
  int told = 0;
  for (const plan::Matter& matter : verdict.matters) {
    const race::Chance worth = matter_of(matter);
    if (told == 3 || (worth.low <= 0 && worth.high >= 0)) continue;
    sentences.push_back(fmt::format("What counts: {} {} {:.1f} points.", matter.change, worth.p > 0 ? "adds" : "costs", 100 * std::fabs(worth.p)));
    ++told;
  }
  if (order.runner < static_cast<int>(verdict.planned_field.runners.size())) {
    const race::RunnerSummary& own = verdict.planned_field.runners[order.runner];
    sentences.push_back(fmt::format("Expect to run about {:.0f} m in all and to be boxed in for about {:.0f} seconds: stay calm, it is part of the race.",
                                    own.run_m, own.boxed_in_s));
  }
  return sentences;
}

}  // namespace lastlap::report
