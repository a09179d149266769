#include "lastlap/study/field.hpp"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "lastlap/runner/alone.hpp"
#include "lastlap/tactics/plan_file.hpp"

namespace lastlap::study {
namespace {

double by_rank(const Customs::Stage& stage, int rank, int runners) {
  return stage.front_place + stage.places_per_rank * (rank - 1) * 11.0 / std::max(runners - 1, 1);
}

// Where the stages of a usual race end, as shares of 1500 m to go. guess from published race reports
constexpr double again_from_share = 1050.0 / 1500.0;  // a second thought about the early place
constexpr double middle_from_share = 700.0 / 1500.0;
constexpr double late_from_share = 450.0 / 1500.0;
/// Who wants a place nearer the front than this likes to lead.
constexpr double willing_until_place = 1.8;
/// Whose published places at a stage are better than this on average is known to lead.
constexpr double leads_below = 1.5;
/// A two-lap race is run from the front end: the shorter, the faster whoever leads goes. guess
double front_effort(double usual, double metres) { return usual + 0.03 * std::max(0.0, 1500.0 / metres - 1.0); }

/// Half way from one stage to the next.
Customs::Stage between(const Customs::Stage& one, const Customs::Stage& next) {
  return {0.5 * (one.front_place + next.front_place), 0.5 * (one.places_per_rank + next.places_per_rank), 0.5 * (one.effort + next.effort)};
}

double blended(double usual, const std::vector<double>& known) {
  // A published place weighs twice as much as the rank does; but who is known to lead, leads.
  const double sum = std::accumulate(known.begin(), known.end(), 0.0);
  if (!known.empty() && sum < leads_below * static_cast<double>(known.size())) return 1.0;
  return (usual + 2.0 * sum) / (1.0 + 2.0 * static_cast<double>(known.size()));
}

}  // namespace

Habit habit_of(const archive::Starter& starter, measure::Distance distance, int rank, int runners, const Customs& customs) {
  std::vector<double> early, middle, late;
  for (const archive::PlaceAtSplit& split : starter.places_at_splits) {
    const double ratio = split.race_distance / distance;
    if (ratio < 0.6 || ratio > 1.7) continue;
    const double to_go = 1.0 - split.distance / split.race_distance;
    auto& stage = to_go > middle_from_share ? early : to_go > late_from_share ? middle : late;
    if (split.distance < split.race_distance) stage.push_back(split.place);
  }
  return Habit{.early_place = blended(by_rank(customs.early, rank, runners), early),
               .middle_place = blended(by_rank(customs.middle, rank, runners), middle),
               .late_place = blended(by_rank(customs.late, rank, runners), late),
               .known_places = static_cast<int>(early.size() + middle.size() + late.size())};
}

tactics::Plan usual_plan(const std::string& athlete, const Habit& habit, measure::Distance distance, const Customs& customs) {
  const double metres = distance.si();
  const auto phase = [&](double from, double place, const Customs::Stage& custom, bool all_out = false) {
    tactics::Phase stage;
    stage.from = measure::Distance{from};
    stage.place = std::max(1, static_cast<int>(std::lround(place)));
    stage.effort = front_effort(custom.effort + (place < willing_until_place ? customs.willing : 0.0), metres);
    stage.all_out = all_out;
    return stage;
  };
  const double all_out_from = std::min(customs.all_out_from_m, 0.3 * metres);
  tactics::Plan plan;
  plan.athlete = athlete;
  plan.phases = {phase(metres, habit.early_place, customs.early),
                 phase(again_from_share * metres, 0.5 * (habit.early_place + habit.middle_place), between(customs.early, customs.middle)),
                 phase(std::max(middle_from_share * metres, all_out_from + 200.0), habit.middle_place, customs.middle),
                 phase(std::max(late_from_share * std::min(metres, 1500.0), all_out_from + 50.0), habit.late_place, customs.late),
                 phase(all_out_from, 1.0, customs.late, true)};
  plan.phases.back().line = tactics::Line::rail;
  plan.spread = customs.spread;
  return plan;
}

void race_as_usual(StudiedRace& studied, const Customs& customs) {
  const measure::Distance distance = studied.race.distance;
  const int runners = static_cast<int>(studied.profiles.size());
  for (int r = 0; r < runners; ++r) {
    Profile& profile = studied.profiles[r];
    const int rank = 1 + static_cast<int>(std::count_if(studied.profiles.begin(), studied.profiles.end(),
                                                        [&](const Profile& other) { return other.alone < profile.alone; }));
    profile.habit = habit_of(studied.source.starters[r], distance, rank, runners, customs);
    tactics::Plan& plan = studied.race.field[r].plan;
    plan = usual_plan(profile.athlete, profile.habit, distance, customs);
    for (tactics::Phase& phase : plan.phases) phase.place = std::min(phase.place, runners);
    plan = tactics::as_written(plan);
  }
}

base::Result<StudiedRace> study(const archive::RaceToRun& to_run, const Customs& customs) {
  StudiedRace studied{.source = to_run, .race = {}, .profiles = {}, .remarks = to_run.remarks};
  studied.race.id = to_run.id;
  studied.race.distance = to_run.event.distance;
  studied.race.oval = track::oval_of(to_run.track);
  const double metres = to_run.event.distance.si();
  const runner::Ground ground{.bend_share = studied.race.oval.metres_on_bends(metres) / metres, .radius_m = studied.race.oval.radius_m};
  std::vector<base::Result<Estimate>> estimates(to_run.starters.size(), Estimate{});
  oneapi::tbb::parallel_for(std::size_t{0}, to_run.starters.size(),
                            [&](std::size_t i) { estimates[i] = estimate(to_run.starters[i], to_run.sex, to_run.as_of); });
  int known = 0;
  std::optional<base::Problem> unknown;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const archive::Starter& starter = to_run.starters[i];
    const base::Result<Estimate>& from_marks = estimates[i];
    if (from_marks) ++known;
    else if (!unknown) unknown = from_marks.error();
    const auto estimated = from_marks ? from_marks : base::Result<Estimate>(estimate_without_marks(starter, to_run.sex));
    for (const std::string& remark : estimated->remarks) studied.remarks.push_back(remark);
    studied.profiles.push_back(Profile{.athlete = starter.name,
                                       .country = starter.country,
                                       .estimate = *estimated,
                                       .alone = runner::time_alone(estimated->abilities, to_run.event.distance, ground),
                                       .habit = {}});
  }
  if (known == 0 && unknown) return tl::make_unexpected(*unknown);  // a field of strangers is no field
  for (const Profile& profile : studied.profiles)
    studied.race.field.push_back(race::Entrant{.athlete = profile.athlete,
                                               .country = profile.country,
                                               .abilities = profile.estimate.abilities,
                                               .spread = profile.estimate.spread,
                                               .plan = {},
                                               .start_order = to_run.starters[studied.race.field.size()].start_order});
  race_as_usual(studied, customs);
  return studied;
}

}  // namespace lastlap::study
