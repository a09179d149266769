#include "lastlap/report/pace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/measure/mark.hpp"

namespace lastlap::report {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Speed;

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

/// 100 m, 200 m, ... and the finish.
std::vector<double> hundreds_of(double finish_m) {
  std::vector<double> marks;
  for (int i = 1; 100.0 * i < finish_m - 0.005; ++i) marks.push_back(100.0 * i);
  marks.push_back(finish_m);
  return marks;
}

/// As pacing::TimedRun writes passings down: closer together on the start.
std::vector<double> places_of(double finish_m) {
  std::vector<double> places;
  for (double at = 0; at < finish_m - 0.005; at += at < 10 ? 1.0 : at < 100 ? 5.0 : pacing::passings_every_m) places.push_back(at);
  places.push_back(finish_m);
  return places;
}

/// A stretch of the programme: to this distance by this time, as officials set lights: whole tenths of a second.
struct Setting {
  double from_m = 0, to_m = 0, at_s = 0, split_s = 0;
  double speed_mps() const { return (to_m - from_m) / split_s; }
};

std::vector<Setting> programme_of(const Pace& pace) {
  std::vector<Setting> settings;
  const std::vector<double> marks = hundreds_of(pace.distance.si());
  Setting last;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    Setting next{.from_m = last.to_m, .to_m = marks[i], .at_s = rounded(pace.hundreds[i].si(), 1), .split_s = 0};
    next.split_s = rounded(next.at_s - last.at_s, 1);
    if (next.split_s <= 0) continue;  // a last stretch of less than a tenth of a second belongs to the one before
    settings.push_back(next);
    last = next;
  }
  return settings;
}

struct Bend {
  double from_m, to_m;
};

std::vector<Bend> bends_of(const pacing::Course& course) {
  std::vector<Bend> bends;
  for (const pacing::Stretch& stretch : course) {
    if (stretch.curvature_per_m == 0) continue;
    if (!bends.empty() && bends.back().to_m == stretch.from_m) bends.back().to_m = stretch.to_m;
    else bends.push_back({stretch.from_m, stretch.to_m});
  }
  return bends;
}

std::string distance_words(Distance distance) {
  const auto event = measure::event_of(distance);
  if (event && event->name == "mile") return "the mile";
  if (event && event->name == "2-miles") return "two miles";
  return fmt::format("{:g} m", distance.si());
}

std::string model_words(const Pace& pace) {
  if (pace.model == "keller") return "Keller's runner of 1972";
  if (pace.model == "aftalion") return "A runner after Aftalion and Bonnans";
  return pace.athlete->name;
}

std::string heading_words(const Pace& pace) {
  std::string text = fmt::format("{}, {}", model_words(pace), distance_words(pace.distance));
  if (!pace.athlete) return text + (pace.solver == "exact" ? ", solved exactly" : ", by the general solver");
  const PacedAthlete& athlete = *pace.athlete;
  text += athlete.track == measure::TrackKind::oval_400 ? " on the 400 m oval" : " on the 200 m short track";
  if (athlete.behind.si() >= pace.distance.si()) text += ", behind a pacemaker all the way";
  else if (athlete.behind.si() > 0) text += fmt::format(", behind a pacemaker to {:g} m", athlete.behind.si());
  else text += ", alone";
  return text + (pace.solver == "even pace" ? ", at the best even pace" : ", the fastest race");
}

Json mesh_of(const Pace& pace) {
  Json mesh = Json::array();
  for (const pacing::Attempt& attempt : pace.attempts) mesh.push_back({{"stretches", attempt.stretches}, {"time_s", rounded(attempt.time.si(), 4)}});
  return mesh;
}

Json profile_of(const Pace& pace) {
  Json profile{{"distance_m", Json::array()}, {"time_s", Json::array()}, {"speed_mps", Json::array()}, {"reserve_j_per_kg", Json::array()}};
  if (pace.has_aerobic_power) profile["aerobic_power_w_per_kg"] = profile["demand_w_per_kg"] = Json::array();
  for (const pacing::Passing& passing : pace.passings) {
    profile["distance_m"].push_back(rounded(passing.distance.si(), 3));
    profile["time_s"].push_back(rounded(passing.time.si(), 3));
    profile["speed_mps"].push_back(rounded(passing.speed.si(), 4));
    profile["reserve_j_per_kg"].push_back(rounded(passing.reserve.si(), 1));
    if (!pace.has_aerobic_power) continue;
    profile["aerobic_power_w_per_kg"].push_back(rounded(passing.aerobic_power.si(), 3));
    profile["demand_w_per_kg"].push_back(rounded(passing.demand.si(), 3));
  }
  return profile;
}

std::vector<std::string> remarks_of(const Pace& pace) {
  if (!pace.athlete) return {};
  std::vector<std::string> remarks = pace.athlete->estimate.remarks;
  if (pace.solver != "even pace")
    remarks.emplace_back("how far the end fades rests on a guess, how the most power falls as the reserve empties; records are run more evenly");
  if (pace.distance.si() < 700 || pace.distance.si() > 6000) remarks.emplace_back("the abilities come from marks at 800 m to 5000 m; this distance lies outside");
  return remarks;
}

Json abilities_of(const PacedAthlete& athlete) {
  const auto deviation = [&](int i) {
    double variance = 0;
    for (int k = 0; k <= i; ++k) variance += athlete.estimate.spread[i][k] * athlete.estimate.spread[i][k];
    return std::sqrt(variance);
  };
  const runner::Abilities& abilities = athlete.estimate.abilities;
  const std::array<const char*, 4> names{"aerobic_power_w_per_kg", "reserve_j_per_kg", "running_cost_j_per_kg_m", "sprint_speed_mps"};
  const std::array<double, 4> values{abilities.aerobic_power.si(), abilities.reserve.si(), abilities.running_cost.si(), abilities.sprint_speed.si()};
  Json json;
  for (int i = 0; i < 4; ++i)
    json[names[i]] = {{"value", values[i]}, {"deviation_share", rounded(deviation(i), 5)}, {"time_change_per_share", rounded(athlete.change[i], 4)}};
  return json;
}

}  // namespace

Pace pace_of(const pacing::KellerRace& race) {
  Pace pace{.model = "keller", .solver = "exact", .distance = race.distance, .time = race.time, .cruise = race.cruise};
  for (const double at : hundreds_of(race.distance.si())) pace.hundreds.push_back(race.time_at(Distance{at}));
  for (const double at : places_of(race.distance.si())) {
    const Duration when = race.time_at(Distance{at});
    pace.passings.push_back({.distance = Distance{at}, .time = when, .speed = race.speed_at(when), .reserve = race.reserve_at(when), .aerobic_power = {}, .demand = {}});
  }
  pace.full_reserve = race.runner.reserve;
  pace.course = pacing::straight_course(race.distance);
  return pace;
}

Pace pace_of(const pacing::Optimum& race, const std::string& model, measure::Reserve full_reserve) {
  const Distance distance{race.mesh.back().to_m};
  Pace pace{.model = model, .solver = "general", .distance = distance, .time = race.time};
  pace.cruise = distance * 0.5 / (race.time_at(distance * 0.75) - race.time_at(distance * 0.25));
  for (const double at : hundreds_of(distance.si())) pace.hundreds.push_back(race.time_at(Distance{at}));
  for (const double at : places_of(distance.si())) {
    const pacing::Optimum::Moment moment = race.moment_at(Distance{at});
    pace.passings.push_back({.distance = Distance{at}, .time = moment.time, .speed = moment.speed, .reserve = full_reserve * race.state_at(moment, 1), .aerobic_power = {}, .demand = {}});
  }
  pace.full_reserve = full_reserve;
  pace.attempts = race.attempts;
  pace.course = pacing::straight_course(distance);
  return pace;
}

Pace pace_of(const pacing::TimedRun& run, const pacing::Course& course, const PacedAthlete& athlete) {
  const Distance distance = run.passings.back().distance;
  Pace pace{.model = "lastlap", .solver = run.attempts.empty() ? "even pace" : "general", .distance = distance, .time = run.time, .cruise = pacing::cruise_of(run)};
  for (const double at : hundreds_of(distance.si())) pace.hundreds.push_back(pacing::time_at(run, Distance{at}));
  pace.passings = run.passings;
  pace.has_aerobic_power = true;
  pace.full_reserve = athlete.estimate.abilities.reserve;
  pace.attempts = run.attempts;
  pace.course = course;
  pace.athlete = athlete;
  return pace;
}

TimeInterval interval_of(const Pace& pace) {
  if (!pace.athlete) return {pace.time, pace.time};
  // ln T = c . x with x = L z, z standard normal: the deviation of ln T is |L' c|.
  double variance = 0;
  for (int k = 0; k < 4; ++k) {
    double part = 0;
    for (int i = k; i < 4; ++i) part += pace.athlete->change[i] * pace.athlete->estimate.spread[i][k];
    variance += part * part;
  }
  const double reach = std::exp(1.96 * std::sqrt(variance));
  return {pace.time / reach, pace.time * reach};
}

Json pace_document(const Pace& pace) {
  Json json{{"schema", "lastlap.pace/1"}, {"model", pace.model}, {"solver", pace.solver}, {"title", heading_words(pace)}};
  if (pace.athlete) {
    const PacedAthlete& athlete = *pace.athlete;
    json["athlete"] = athlete.name;
    json["country"] = athlete.country;
    json["sex"] = std::string(measure::text(athlete.sex));
    json["as_of"] = athlete.as_of.last_known.text();
    json["track"] = std::string(measure::text(athlete.track));
    json["behind_m"] = athlete.behind.si();
    json["shelter"] = athlete.behind.si() > 0 ? athlete.shelter : 0.0;
  }
  json["distance_m"] = pace.distance.si();
  json["time_s"] = rounded(pace.time.si(), 4);
  if (pace.athlete) {
    const TimeInterval interval = interval_of(pace);
    json["time_interval_s"] = {{"low", rounded(interval.low.si(), 4)}, {"high", rounded(interval.high.si(), 4)}};
    json["even_pace_s"] = rounded(pace.athlete->even_pace.si(), 4);
    json["even_effort_s"] = rounded(pace.athlete->even_effort.si(), 4);
  }
  json["cruise_mps"] = rounded(pace.cruise.si(), 4);
  json["splits"] = Json::array();
  const std::vector<double> marks = hundreds_of(pace.distance.si());
  for (std::size_t i = 0; i < marks.size(); ++i) json["splits"].push_back({{"distance_m", marks[i]}, {"time_s", rounded(pace.hundreds[i].si(), 4)}});
  json["programme"] = Json::array();
  for (const Setting& setting : programme_of(pace))
    json["programme"].push_back({{"to_m", setting.to_m}, {"at_s", setting.at_s}, {"split_s", setting.split_s}, {"speed_mps", rounded(setting.speed_mps(), 3)}});
  json["profile"] = profile_of(pace);
  json["full_reserve_j_per_kg"] = pace.full_reserve.si();
  json["bends"] = Json::array();
  for (const Bend& bend : bends_of(pace.course)) json["bends"].push_back({{"from_m", rounded(bend.from_m, 3)}, {"to_m", rounded(bend.to_m, 3)}});
  json["mesh"] = mesh_of(pace);
  if (pace.athlete) {
    json["abilities"] = abilities_of(*pace.athlete);
    json["remarks"] = remarks_of(pace);
  }
  json["seconds"] = rounded(pace.seconds, 4);
  return json;
}

namespace {

std::string table_of(const Pace& pace) {
  const std::vector<double> marks = hundreds_of(pace.distance.si());
  std::string text = fmt::format("  {:>8}  {:>8}  {:>6}  {:>6}  {:>9}{}\n", "to m", "time", "100 m", "m/s", "reserve %", pace.has_aerobic_power ? "  aerobic W/kg" : "");
  double before_s = 0, before_m = 0;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto passing = std::min_element(pace.passings.begin(), pace.passings.end(), [&](const auto& a, const auto& b) {
      return std::fabs(a.distance.si() - marks[i]) < std::fabs(b.distance.si() - marks[i]);
    });
    const double split = pace.hundreds[i].si() - before_s, length = marks[i] - before_m;
    text += fmt::format("  {:>8g}  {:>8}  {:>6.2f}  {:>6.2f}  {:>9.0f}", marks[i], measure::text_of_mark(pace.hundreds[i]), split, length / split,
                        100 * std::fmax(passing->reserve / pace.full_reserve, 0.0));
    if (pace.has_aerobic_power) text += fmt::format("  {:>12.1f}", passing->aerobic_power.si());
    text += "\n";
    before_s = pace.hundreds[i].si();
    before_m = marks[i];
  }
  return text;
}

std::string programme_words(const Pace& pace) {
  std::string text = fmt::format("  {:>8}  {:>8}  {:>6}  {:>9}\n", "to m", "at", "for", "set m/s");
  double lap_m = 0, lap_s = 0;
  std::string laps;
  for (const Setting& setting : programme_of(pace)) {
    text += fmt::format("  {:>8g}  {:>8}  {:>6.1f}  {:>9.2f}\n", setting.to_m, measure::text_of_split(Duration{setting.at_s}), setting.split_s, setting.speed_mps());
    const bool is_lap = std::fmod(setting.to_m, 400.0) == 0.0;
    if (!is_lap && setting.to_m < pace.distance.si()) continue;
    laps += fmt::format("{}to {:g} m: {} ({:g} m in {:.1f})", laps.empty() ? "" : "; ", setting.to_m, measure::text_of_split(Duration{setting.at_s}), setting.to_m - lap_m, setting.at_s - lap_s);
    lap_m = setting.to_m;
    lap_s = setting.at_s;
  }
  return text + "  " + laps + "\n";
}

}  // namespace

std::string pace_words(const Pace& pace) {
  std::string text = heading_words(pace) + "\n";
  text += fmt::format("{}", measure::text_of_mark(pace.time));
  if (pace.athlete) {
    const TimeInterval interval = interval_of(pace);
    text += fmt::format(" ({} to {}: 95 %, from what is not known of the abilities)", measure::text_of_split(interval.low), measure::text_of_split(interval.high));
  } else {
    text += fmt::format(" ({:.3f} s)", pace.time.si());
  }
  text += fmt::format(", {:.2f} m/s in the middle\n", pace.cruise.si());
  if (pace.athlete)
    text += fmt::format("Alone at even effort {}; at the best even pace{} {}.\n", measure::text_of_mark(pace.athlete->even_effort),
                        pace.athlete->behind.si() > 0 ? ", behind the same pacemaker," : "", measure::text_of_mark(pace.athlete->even_pace));
  text += "\nSplits\n" + table_of(pace);
  text += "\nProgramme for a light or a pacemaker, in whole tenths\n" + programme_words(pace);
  if (const auto remarks = remarks_of(pace); !remarks.empty()) {
    text += "\nRemarks\n";
    for (const std::string& remark : remarks) text += "  " + remark + "\n";
  }
  if (!pace.attempts.empty())
    text += fmt::format("\nSolved on {} stretches after {} meshes; the last halving moved the time by {:.4f} s.", pace.attempts.back().stretches, pace.attempts.size(),
                        pace.attempts.size() > 1 ? std::fabs((pace.attempts.back().time - pace.attempts[pace.attempts.size() - 2].time).si()) : 0.0);
  text += pace.athlete ? fmt::format("\nAs of {}. {:.2f} s.\n", pace.athlete->as_of.last_known.text(), pace.seconds) : fmt::format("\n{:.4f} s.\n", pace.seconds);
  return text;
}

}  // namespace lastlap::report
