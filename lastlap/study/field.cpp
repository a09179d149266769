#include "lastlap/study/field.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "lastlap/runner/alone.hpp"

namespace lastlap::study {
namespace {

// Places by rank when nothing is published: the faster runners nearer the front, more so later. guess
double early_by_rank(int rank, int runners) { return 2.0 + 0.80 * (rank - 1) * 11.0 / std::max(runners - 1, 1); }
double middle_by_rank(int rank, int runners) { return 1.5 + 0.80 * (rank - 1) * 11.0 / std::max(runners - 1, 1); }
double late_by_rank(int rank, int runners) { return 1.0 + 0.70 * (rank - 1) * 11.0 / std::max(runners - 1, 1); }

// Where the stages of a usual race end, as shares of 1500 m to go. guess from published race reports
constexpr double again_from_share = 1050.0 / 1500.0;  // a second thought about the early place
constexpr double middle_from_share = 700.0 / 1500.0;
constexpr double late_from_share = 450.0 / 1500.0;
/// Metres to go at which a runner usually goes all out. guess
constexpr double all_out_from_m = 300.0;
/// Speed in front as a share of the runner's own even speed: who likes to lead, and who does so against her will. guess
constexpr double willing_effort = 0.990;
constexpr double unwilling_effort = 0.970;
/// A two-lap race is run from the front end: the shorter, the faster whoever leads goes. guess
double front_effort(double usual, double metres) { return usual + 0.03 * std::max(0.0, 1500.0 / metres - 1.0); }

double blended(double by_rank, const std::vector<double>& known) {
  // A published place weighs twice as much as the rank does.
  const double sum = std::accumulate(known.begin(), known.end(), 0.0);
  return (by_rank + 2.0 * sum) / (1.0 + 2.0 * static_cast<double>(known.size()));
}

}  // namespace

Habit habit_of(const archive::Starter& starter, measure::Distance distance, int rank, int runners) {
  std::vector<double> early, middle, late;
  for (const archive::PlaceAtSplit& split : starter.places_at_splits) {
    const double ratio = split.race_distance / distance;
    if (ratio < 0.6 || ratio > 1.7) continue;
    const double to_go = 1.0 - split.distance / split.race_distance;
    auto& stage = to_go > middle_from_share ? early : to_go > late_from_share ? middle : late;
    if (split.distance < split.race_distance) stage.push_back(split.place);
  }
  return Habit{.early_place = blended(early_by_rank(rank, runners), early),
               .middle_place = blended(middle_by_rank(rank, runners), middle),
               .late_place = blended(late_by_rank(rank, runners), late),
               .known_places = static_cast<int>(early.size() + middle.size() + late.size())};
}

tactics::Plan usual_plan(const std::string& athlete, const Habit& habit, measure::Distance distance) {
  const double metres = distance.si();
  const auto phase = [&](double from, double place, bool all_out) {
    tactics::Phase stage;
    stage.from = measure::Distance{from};
    stage.place = std::max(1, static_cast<int>(std::lround(place)));
    stage.effort = front_effort(place < 1.8 ? willing_effort : unwilling_effort, metres);
    stage.all_out = all_out;
    return stage;
  };
  const double all_out_from = std::min(all_out_from_m, 0.3 * metres);
  tactics::Plan plan;
  plan.athlete = athlete;
  plan.phases = {phase(metres, habit.early_place, false),
                 phase(again_from_share * metres, 0.5 * (habit.early_place + habit.middle_place), false),
                 phase(std::max(middle_from_share * metres, all_out_from + 200.0), habit.middle_place, false),
                 phase(std::max(late_from_share * std::min(metres, 1500.0), all_out_from + 50.0), habit.late_place, false),
                 phase(all_out_from, 1.0, true)};
  plan.phases.back().line = tactics::Line::rail;
  plan.spread = tactics::Spread{.place = 2.5, .moment_m = 30.0, .pace = 0.006};
  return plan;
}

base::Result<StudiedRace> study(const archive::RaceToRun& to_run) {
  StudiedRace studied{.source = to_run, .race = {}, .profiles = {}, .remarks = to_run.remarks};
  studied.race.id = to_run.id;
  studied.race.distance = to_run.event.distance;
  studied.race.oval = track::oval_of(to_run.track);
  const double metres = to_run.event.distance.si();
  const runner::Ground ground{.bend_share = studied.race.oval.metres_on_bends(metres) / metres, .radius_m = studied.race.oval.radius_m};
  std::vector<double> alone_s;
  int known = 0;
  std::optional<base::Problem> unknown;
  for (const archive::Starter& starter : to_run.starters) {
    const auto from_marks = estimate(starter, to_run.sex, to_run.as_of);
    if (from_marks) ++known;
    else if (!unknown) unknown = from_marks.error();
    const auto estimated = from_marks ? from_marks : base::Result<Estimate>(estimate_without_marks(starter, to_run.sex));
    for (const std::string& remark : estimated->remarks) studied.remarks.push_back(remark);
    alone_s.push_back(runner::time_alone(estimated->abilities, to_run.event.distance, ground).si());
    studied.profiles.push_back(Profile{.athlete = starter.name, .country = starter.country, .estimate = *estimated, .habit = {}});
  }
  if (known == 0 && unknown) return tl::make_unexpected(*unknown);  // a field of strangers is no field
  const int runners = static_cast<int>(to_run.starters.size());
  for (int r = 0; r < runners; ++r) {
    const archive::Starter& starter = to_run.starters[r];
    const int rank = 1 + static_cast<int>(std::count_if(alone_s.begin(), alone_s.end(), [&](double t) { return t < alone_s[r]; }));
    Profile& profile = studied.profiles[r];
    profile.habit = habit_of(starter, to_run.event.distance, rank, runners);
    studied.race.field.push_back(race::Entrant{.athlete = starter.name,
                                               .country = starter.country,
                                               .abilities = profile.estimate.abilities,
                                               .spread = profile.estimate.spread,
                                               .plan = usual_plan(starter.name, profile.habit, to_run.event.distance),
                                               .start_order = starter.start_order});
    for (tactics::Phase& phase : studied.race.field.back().plan.phases) phase.place = std::min(phase.place, runners);
  }
  return studied;
}

}  // namespace lastlap::study
