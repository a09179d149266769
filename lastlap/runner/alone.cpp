#include "lastlap/runner/alone.hpp"

#include "lastlap/base/expect.hpp"

namespace lastlap::runner {

measure::Duration time_alone(const Abilities& abilities, measure::Distance distance, const Ground& ground,
                             measure::Duration step) {
  base::expect(step.si() > 0.0, "a step forward in time");
  constexpr double longest_s = 7200.0;
  // The start changes within a second what later takes minutes: there the step is an eighth.
  constexpr double start_s = 8.0;
  const Body<double> body = body_with(abilities);
  Tank<double> tank{body.reserve_j_per_kg, aerobic_share_at_start * body.aerobic_w_per_kg};
  double speed = 0.0, along = 0.0, time = 0.0;
  while (time < longest_s) {
    const double dt = time < start_s ? step.si() / 8 : step.si();
    const double decline = decline_at(time);
    const double leg_force =
        1.0 + ground.bend_share * (leg_force_factor(speed, 1.0 / ground.radius_m) - 1.0);
    const double most = most_power(body, tank, decline);
    const double seconds_left = (distance.si() - along) / measure::greater(speed, body.aerobic_speed_mps);
    const double affordable =
        affordable_power(body, tank, seconds_left, mean_decline_until_the_end(time, distance.si()));
    const double wanted = speed_at(measure::lesser(affordable, most), body.cost_j_per_kg_m, leg_force, 0.0,
                                   measure::greater(speed, body.aerobic_speed_mps));
    const double cruising = cruising_demand(body.cost_j_per_kg_m, speed, leg_force, 0.0);
    const double acceleration = acceleration_towards(wanted, speed, burst_power(body, tank, decline), cruising);
    const double next_along = along + (speed + 0.5 * acceleration * dt) * dt;
    if (next_along >= distance.si())
      return measure::Duration{time + dt * (distance.si() - along) / (next_along - along)};
    const double mean_speed = speed + 0.5 * acceleration * dt;  // so that the kinetic energy is right for any step
    tank = tank_after(body, tank, cruising + accelerating_demand(mean_speed, acceleration), decline, dt);
    speed += acceleration * dt;
    along = next_along;
    time += dt;
  }
  throw base::Broken("lastlap is broken: a runner alone never finished");
}

}  // namespace lastlap::runner
