#include "lastlap/pacing/timed_run.hpp"

#include <algorithm>
#include <cmath>

#include "lastlap/base/expect.hpp"
#include "lastlap/pacing/body_equations.hpp"

namespace lastlap::pacing {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Reserve;
using measure::SpecificPower;
using measure::Speed;
using runner::Abilities;
using runner::Body;
using runner::Tank;

double demand_of(const Body<double>& body, const Stretch& stretch, double speed, double acceleration) {
  return runner::cruising_demand(body.cost_j_per_kg_m, speed, runner::leg_force_factor(speed, stretch.curvature_per_m), stretch.shelter) +
         runner::accelerating_demand(speed, acceleration);
}

/// Distances at which a run is written down: closer together while she gets away.
std::vector<double> places(double finish_m) {
  std::vector<double> places;
  for (double at = 0; at < finish_m - 0.005; at += at < 10 ? 0.25 : at < 100 ? 1.0 : passings_every_m) places.push_back(at);
  places.push_back(finish_m);
  return places;
}

/// The same course with a node at every full hundred metres, so that splits need no interpolation.
Course cut_at_hundreds(const Course& course) {
  Course cut;
  for (Stretch stretch : course) {
    for (double mark = 100.0 * (1.0 + std::floor(stretch.from_m / 100.0)); mark < stretch.to_m - 1e-6; mark += 100.0) {
      if (mark < stretch.from_m + 1e-6) continue;
      Stretch before = stretch;
      before.to_m = stretch.from_m = mark;
      cut.push_back(before);
    }
    cut.push_back(stretch);
  }
  return cut;
}

TimedRun run_of(const Body<double>& body, const Optimum& optimum) {
  TimedRun run{.time = optimum.time, .passings = {}, .attempts = optimum.attempts};
  for (const double at : places(optimum.mesh.back().to_m)) {
    const Optimum::Moment moment = optimum.moment_at(Distance{at});
    const Stretch& stretch = optimum.mesh[moment.stretch];
    const double acceleration = optimum.control(moment.stretch, 0) - optimum.control(moment.stretch, 1);
    run.passings.push_back({.distance = Distance{at},
                            .time = moment.time,
                            .speed = moment.speed,
                            .reserve = Reserve{optimum.state_at(moment, 1) * body.reserve_j_per_kg},
                            .aerobic_power = SpecificPower{optimum.state_at(moment, 2) * body.aerobic_w_per_kg},
                            .demand = SpecificPower{demand_of(body, stretch, moment.speed.si(), acceleration)}});
  }
  return run;
}

Abilities with_more(const Abilities& abilities, int which, double factor) {
  Abilities more = abilities;
  if (which == 0) more.aerobic_power = abilities.aerobic_power * factor;
  if (which == 1) more.reserve = abilities.reserve * factor;
  if (which == 2) more.running_cost = abilities.running_cost * factor;
  if (which == 3) more.sprint_speed = abilities.sprint_speed * factor;
  return more;
}

}  // namespace

base::Result<TimedRun> fastest_run(const Abilities& abilities, const Course& course, const Search& search) {
  const Body<double> body = runner::body_with(abilities);
  const auto optimum = fastest(Collocated<BodyEquations>{BodyEquations{body}}, cut_at_hundreds(course), search);
  if (!optimum) return tl::make_unexpected(optimum.error());
  TimedRun run = run_of(body, *optimum);
  for (int i = 0; i < 4; ++i) {
    constexpr double step = 1e-5;
    const auto moved = [&](double factor) {
      const Collocated<BodyEquations> other{BodyEquations{runner::body_with(with_more(abilities, i, factor))}};
      return change_of_time(*optimum, other).si();
    };
    run.change[i] = (moved(1 + step) - moved(1 - step)) / (2 * step) / run.time.si();
  }
  return run;
}

TimedRun follow(const Abilities& abilities, const Course& course, const std::function<double(double)>& wanted, Duration step) {
  base::expect(step.si() > 0, "a step forward in time");
  constexpr double longest_s = 4 * 3600.0;
  const double finish = course.back().to_m, dt = step.si();
  const Body<double> body = runner::body_with(abilities);
  const std::vector<double> marks = places(finish);
  Tank<double> tank{body.reserve_j_per_kg, runner::aerobic_share_at_start * body.aerobic_w_per_kg};
  TimedRun run;
  double speed = 0, along = 0, time = 0, acceleration = 0;
  std::size_t stretch = 0, mark = 0;
  while (mark < marks.size()) {
    base::expect(time < longest_s, "a runner who moves");
    while (stretch + 1 < course.size() && along >= course[stretch].to_m) ++stretch;
    const Stretch& here = course[stretch];
    const double decline = runner::decline_at(time);
    const double half_way = speed + 0.5 * acceleration * dt;  // as she has been speeding up
    const double by_power = (runner::burst_power(body, tank, decline) - demand_of(body, here, half_way, 0.0)) /
                            (runner::cost_of_acceleration * measure::greater(half_way, 1.0));
    const double highest = std::clamp(by_power, -runner::strongest_braking, runner::strongest_acceleration);
    acceleration = std::clamp((wanted(along + (speed + 0.5 * runner::strongest_acceleration * dt) * dt) - speed) / dt, -runner::strongest_braking, highest);
    const double mean_speed = speed + 0.5 * acceleration * dt;
    const double next_along = along + mean_speed * dt;
    const double demand = demand_of(body, here, mean_speed, acceleration);
    const Tank<double> next = runner::tank_after(body, tank, demand, decline, dt);
    while (mark < marks.size() && marks[mark] <= next_along) {
      const double share = next_along > along ? (marks[mark] - along) / (next_along - along) : 0.0;
      run.passings.push_back({.distance = Distance{marks[mark]},
                              .time = Duration{time + share * dt},
                              .speed = Speed{speed + share * acceleration * dt},
                              .reserve = Reserve{tank.reserve_j_per_kg + share * (next.reserve_j_per_kg - tank.reserve_j_per_kg)},
                              .aerobic_power = SpecificPower{tank.aerobic_w_per_kg + share * (next.aerobic_w_per_kg - tank.aerobic_w_per_kg)},
                              .demand = SpecificPower{demand}});
      ++mark;
    }
    tank = next;
    speed += acceleration * dt;
    along = next_along;
    time += dt;
  }
  run.time = run.passings.back().time;
  return run;
}

namespace {

/// The fastest speed that is held to the line once it is reached.
TimedRun best_even(const Abilities& abilities, const Course& course) {
  const auto at = [&](double speed) { return follow(abilities, course, [=](double) { return speed; }, Duration{0.02}); };
  const auto is_held = [&](double speed) {
    constexpr double lost_mps = 1e-3;
    return at(speed).passings.back().speed.si() > speed - lost_mps;
  };
  double low = 1.0, high = abilities.sprint_speed.si();
  constexpr int halvings = 28;
  for (int i = 0; i < halvings; ++i) {
    const double middle = 0.5 * (low + high);
    (is_held(middle) ? low : high) = middle;
  }
  return at(low);
}

}  // namespace

TimedRun even_run(const Abilities& abilities, const Course& course) {
  TimedRun run = best_even(abilities, course);
  for (int i = 0; i < 4; ++i) {
    constexpr double step = 0.005;
    const double slower = best_even(with_more(abilities, i, 1 - step), course).time.si();
    const double faster = best_even(with_more(abilities, i, 1 + step), course).time.si();
    run.change[i] = std::log(faster / slower) / std::log((1 + step) / (1 - step));
  }
  return run;
}

Duration time_at(const TimedRun& run, Distance at) {
  const auto after = std::find_if(run.passings.begin(), run.passings.end(), [&](const Passing& passing) { return passing.distance >= at; });
  if (after == run.passings.begin() || after == run.passings.end()) return after == run.passings.end() ? run.time : Duration{0.0};
  const Passing &p0 = *(after - 1), &p1 = *after;
  const double length = (p1.distance - p0.distance).si(), x = (at - p0.distance).si();
  // Evenly changing speed: v^2 is a straight line over the way.
  const double a = (p1.speed.si() * p1.speed.si() - p0.speed.si() * p0.speed.si()) / (2 * length);
  const double v = std::sqrt(p0.speed.si() * p0.speed.si() + 2 * a * x);
  const double whole = 2 * length / (p0.speed + p1.speed).si(), part = 2 * x / (p0.speed.si() + v);
  return p0.time + (p1.time - p0.time) * (part / whole);
}

Speed cruise_of(const TimedRun& run) {
  const Distance finish = run.passings.back().distance;
  return (finish * 0.5) / (time_at(run, finish * 0.75) - time_at(run, finish * 0.25));
}

}  // namespace lastlap::pacing
