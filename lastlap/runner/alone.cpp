#include "lastlap/runner/alone.hpp"

#include <array>

#include "lastlap/base/expect.hpp"
#include "lastlap/runner/abreast.hpp"

namespace lastlap::runner {
namespace {

using Bodies = Abreast<times_at_once>;

Body<Bodies> bodies_with(const std::array<Abilities, times_at_once>& abilities) {
  Body<Bodies> bodies;
  for (int i = 0; i < times_at_once; ++i) {
    const Body<double> body = body_with(abilities[i]);
    bodies.aerobic_w_per_kg.set_lane(i, body.aerobic_w_per_kg);
    bodies.reserve_j_per_kg.set_lane(i, body.reserve_j_per_kg);
    bodies.cost_j_per_kg_m.set_lane(i, body.cost_j_per_kg_m);
    bodies.sprint_beyond_w_per_kg.set_lane(i, body.sprint_beyond_w_per_kg);
    bodies.aerobic_speed_mps.set_lane(i, body.aerobic_speed_mps);
  }
  return bodies;
}

double lane(double number, int) { return number; }
double lane(const Bodies& numbers, int i) { return numbers.lane(i); }

/// The times of the bodies in the lanes of `body`; each runs on past the finish until the last is there. Flattened: a call would put
/// all lanes into memory.
template <int n, class Number>
[[gnu::flatten]] std::array<measure::Duration, n> run_alone(const Body<Number>& body, measure::Distance distance, const Ground& ground, measure::Duration step) {
  using measure::greater;
  using measure::lesser;
  base::expect(step.si() > 0.0, "a step forward in time");
  constexpr double longest_s = 7200.0;
  // The start changes within a second what later takes minutes: there the step is an eighth.
  constexpr double start_s = 8.0;
  const Number all(distance.si());
  Tank<Number> tank{body.reserve_j_per_kg, Number(aerobic_share_at_start) * body.aerobic_w_per_kg};
  Number speed(0.0), along(0.0);
  std::array<measure::Duration, n> finish{};
  int finished = 0;
  for (double time = 0.0; time < longest_s;) {
    const double dt = time < start_s ? step.si() / 8 : step.si();
    const double decline = decline_at(time);
    const Number leg_force = Number(1.0) + Number(ground.bend_share) * (leg_force_factor(speed, Number(1.0 / ground.radius_m)) - Number(1.0));
    const Number most = most_power(body, tank, decline);
    const Number seconds_left = (all - along) / greater(speed, body.aerobic_speed_mps);
    const Number affordable = affordable_power(body, tank, seconds_left, mean_decline_until_the_end(time, distance.si()));
    const Number wanted = speed_at(lesser(affordable, most), body.cost_j_per_kg_m, leg_force, Number(0.0), greater(speed, body.aerobic_speed_mps));
    const Number cruising = cruising_demand(body.cost_j_per_kg_m, speed, leg_force, Number(0.0));
    const Number acceleration = acceleration_for(wanted - speed, speed, burst_power(body, tank, decline), cruising);
    const Number mean_speed = speed + Number(0.5) * acceleration * Number(dt);  // so that the kinetic energy is right for any step
    const Number next_along = along + mean_speed * Number(dt);
    for (int i = 0; i < n; ++i) {
      const double from = lane(along, i), to = lane(next_along, i);
      if (finish[i].si() > 0.0 || to < distance.si()) continue;
      finish[i] = measure::Duration{time + dt * (distance.si() - from) / (to - from)};
      if (++finished == n) return finish;
    }
    tank = tank_after(body, tank, cruising + accelerating_demand(mean_speed, acceleration), decline, dt);
    speed = speed + acceleration * Number(dt);
    along = next_along;
    time += dt;
  }
  throw base::Broken("lastlap is broken: a runner alone never finished");
}

}  // namespace

measure::Duration time_alone(const Abilities& abilities, measure::Distance distance, const Ground& ground, measure::Duration step) {
  return run_alone<1>(body_with(abilities), distance, ground, step)[0];
}

std::array<measure::Duration, times_at_once> times_alone(const std::array<Abilities, times_at_once>& abilities, measure::Distance distance,
                                                         const Ground& ground, measure::Duration step) {
  return run_alone<times_at_once>(bodies_with(abilities), distance, ground, step);
}

}  // namespace lastlap::runner
