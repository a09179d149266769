#pragma once

// One body: what running costs it, what it can supply, and where its limit is. It knows no opponent and no luck.

#include "lastlap/measure/number.hpp"
#include "lastlap/measure/quantity.hpp"

namespace lastlap::runner {

/// What a runner can do.
struct Abilities {
  measure::SpecificPower aerobic_power;  ///< maximum aerobic power, above rest [W/kg]
  measure::Reserve reserve;              ///< energy beyond aerobic, full [J/kg]
  measure::RunningCost running_cost;     ///< on the flat, without air [J/kg/m]
  measure::Speed sprint_speed;           ///< top speed, fresh, alone on a straight [m/s]
};

/// Gravity [m/s^2].
inline constexpr double gravity = 9.81;
/// Air resistance of running as metabolic power, k in k v^3 [1/m]. From k = 0.5 rho CdA / (m eta), with eta such that
/// air takes 7.8 % of the power at 7 m/s (0.0846 x 3.8 x 7 / 7^3), between Pugh's 7.5 % at 6 m/s [Pugh71] and the 8.6 %
/// at 7 m/s of [Kipp19]; the literature's 7 to 10 % span 0.0058 to 0.0086. More makes shelter, and so waiting, worth more.
inline constexpr double air_resistance_per_m = 0.0066;
/// Metabolic cost of a joule of kinetic energy: 25 % efficiency. guess between 20 and 40 %; what sprint starts cost is measured in
/// [diPrampero05].
inline constexpr double cost_of_acceleration = 4.0;
/// Time constant with which aerobic power follows demand [s]; elite runners 10 to 20, Peronnet-Thibault use 30
/// [PeronnetThibault89]. guess within that range.
inline constexpr double aerobic_time_constant_s = 15.0;
/// Aerobic power on the start line, as a share of the maximum, after warming up. guess
inline constexpr double aerobic_share_at_start = 0.15;
/// After this time the maximum declines ... [PeronnetThibault89]
inline constexpr double decline_after_s = 420.0;
/// ... by this share for each e-fold of time. Our fit to today's records, men 0.044, women 0.031.
inline constexpr double decline_per_e_fold = 0.040;
/// Strongest acceleration from a standing start [m/s^2]; guess from first 100 m splits.
inline constexpr double strongest_acceleration = 3.0;
/// Strongest slowing-down that a runner chooses [m/s^2]. guess
inline constexpr double strongest_braking = 2.0;
/// How quickly speed follows what a runner wants [s]: at the start, and once she runs. Tracked runners in a pack change
/// speed by 0.1 to 0.3 m/s^2; brisker ones would burn a tenth of their reserve on it. guess
inline constexpr double response_at_the_start_s = 0.7;
inline constexpr double response_running_s = 2.6;
/// For the seconds of a start or a surge the power beyond aerobic may be this multiple of what an even sprint uses: sprinters'
/// starts cost up to 43.8 J/kg/m against some 5 in an even sprint [diPrampero05]; far less is taken for milers. guess, set with
/// the first 100 m of tracked and published finals, 13.2 to 13.9 s.
inline constexpr double burst = 2.5;
/// Below this speed a runner is still starting [m/s]; the brisk response fades over the last of it.
inline constexpr double running_from_mps = 6.0;
inline constexpr double response_fades_mps = 0.5;

/// Abilities as the numbers a race computes with; drawn anew for each race, so every lane has its own.
template <class Number>
struct Body {
  Number aerobic_w_per_kg{};
  Number reserve_j_per_kg{};
  Number cost_j_per_kg_m{};
  Number sprint_beyond_w_per_kg{};  ///< power beyond aerobic when the reserve is full
  Number aerobic_speed_mps{};       ///< speed held on aerobic power alone
};

/// What runs out and what follows.
template <class Number>
struct Tank {
  Number reserve_j_per_kg{};
  Number aerobic_w_per_kg{};
};

/// Factor on the running cost on a bend: a leg must also push outward,  L = sqrt(1 + (v^2 / (g r))^2).
/// v speed [m/s], 1/r curvature of the runner's own path [1/m].  [Greene85], as axial force in [TabogaKram19].
template <class Number>
Number leg_force_factor(Number speed, Number curvature) {
  using measure::square_root;
  const Number sideways = speed * speed * curvature * Number(1.0 / gravity);
  return square_root(Number(1.0) + sideways * sideways);
}

/// Power that steady running demands,  P = c v L + k v^3 (1 - S)  [W/kg].
/// c running cost [J/kg/m], v speed [m/s], L leg-force factor, k air resistance [1/m], S shelter in [0, 1].
template <class Number>
Number cruising_demand(Number cost, Number speed, Number leg_force, Number shelter) {
  return speed * (cost * leg_force + Number(air_resistance_per_m) * speed * speed * (Number(1.0) - shelter));
}

/// Power that speeding up demands,  4 v max(dv/dt, 0)  [W/kg]; slowing down gives nothing back.
template <class Number>
Number accelerating_demand(Number speed, Number acceleration) {
  using measure::greater;
  return Number(cost_of_acceleration) * speed * greater(acceleration, Number(0.0));
}

/// The speed whose cruising demand is `power`: three Newton steps from the guess; the residual is below 1e-4 of the power
/// for guesses between half and twice the answer, and for any guess the demand stays on the safe side of the tangent.
/// `ground` is c L [J/kg/m], `air` k (1 - S) [1/m].
template <class Number>
Number speed_at(Number power, Number ground, Number air, Number guess) {
  using measure::greater;
  Number v = guess;
  for (int i = 0; i < 3; ++i) {
    const Number air_v2 = air * v * v;
    v = greater((power + Number(2.0) * air_v2 * v) / (ground + Number(3.0) * air_v2), Number(0.1));
  }
  return v;
}
template <class Number>
Number speed_at(Number power, Number cost, Number leg_force, Number shelter, Number guess) {
  return speed_at(power, cost * leg_force, Number(air_resistance_per_m) * (Number(1.0) - shelter), guess);
}

/// The demand of steady running about one speed, so that the speeds of several powers near it cost one division.
template <class Number>
struct DemandAbout {
  Number speed{};            ///< [m/s]
  Number demand{};           ///< there [W/kg]
  Number per_slope{};        ///< 1 / (dP/dv)
  Number second{}, third{}, fourth{};  ///< of the inverse series
  Number ground{}, air{};
};

/// `ground` is c L, the cost of a metre without air [J/kg/m]; `air` is k (1 - S) [1/m].
template <class Number>
DemandAbout<Number> demand_about(Number ground, Number air, Number speed) {
  const Number air_v = air * speed, air_v2 = air_v * speed;
  const Number per_slope = Number(1.0) / (ground + Number(3.0) * air_v2);
  const Number second = Number(3.0) * air_v * per_slope, of_third = air * per_slope, squared = second * second;
  return {.speed = speed,
          .demand = speed * (ground + air_v2),
          .per_slope = per_slope,
          .second = second,
          .third = Number(2.0) * squared - of_third,
          .fourth = Number(5.0) * second * (squared - of_third),
          .ground = ground,
          .air = air};
}

/// Up to here the series alone is used, and up to there with a Newton step after it; u as in speed_near [m/s].
inline constexpr double series_reach_mps = 1.8;
inline constexpr double mended_series_reach_mps = 4.0;

/// The speed whose demand is `power`, by the series of the inverse about v0,
///   v = v0 - u - b u^2 - (2 b^2 - c) u^3 - 5 b (b^2 - c) u^4,  u = (P(v0) - P) / P'(v0),
/// b and c the second and third Taylor coefficients of P over P'(v0); farther away with a Newton step after it, or by speed_at.
/// The residual is below 1e-4 of the power.
template <class Number>
Number speed_near(const DemandAbout<Number>& about, Number power) {
  using measure::any_of;
  using measure::magnitude;
  using measure::select;
  const Number u = (about.demand - power) * about.per_slope;
  Number speed = about.speed - u * (Number(1.0) + u * (about.second + u * (about.third + u * about.fourth)));
  const auto far = magnitude(u) > Number(series_reach_mps);
  if (!any_of(far)) return speed;
  const Number air_v2 = about.air * speed * speed;
  speed = select(far, (power + Number(2.0) * air_v2 * speed) / (about.ground + Number(3.0) * air_v2), speed);
  const auto too_far = magnitude(u) > Number(mended_series_reach_mps);
  if (!any_of(too_far)) return speed;
  return select(too_far, speed_at(power, about.ground, about.air, about.speed), speed);
}

/// What a runner can put out now [W/kg]: aerobic power A', and a part beyond it that shrinks as the reserve empties,
///   B x (2 - x),   x = E / E0,
/// B power beyond aerobic when fresh [W/kg]; A' the maximum aerobic power, or what aerobic power has reached when the
/// reserve is all but gone (its last twentieth), so that an empty runner runs at her aerobic speed. Shape: guess, between linear and a step.
template <class Number>
struct Supply {
  Number aerobic{};
  Number beyond{};
};
/// `full` is x.
template <class Number>
Supply<Number> supply_of(const Body<Number>& body, const Tank<Number>& tank, Number full, double decline) {
  using measure::lesser;
  const Number most_aerobic = body.aerobic_w_per_kg * Number(decline);
  const Number trust = lesser(full * Number(20.0), Number(1.0));
  return {.aerobic = tank.aerobic_w_per_kg + trust * (most_aerobic - tank.aerobic_w_per_kg),
          .beyond = body.sprint_beyond_w_per_kg * full * (Number(2.0) - full)};
}

/// The most power a runner can put out now, P_max = A' + B x (2 - x) [W/kg].
template <class Number>
Number most_power(const Body<Number>& body, const Tank<Number>& tank, double decline) {
  const Supply<Number> supply = supply_of(body, tank, tank.reserve_j_per_kg / body.reserve_j_per_kg, decline);
  return supply.aerobic + supply.beyond;
}

/// The most power for the seconds in which she speeds up [W/kg]: as most_power with a burst beyond aerobic.
template <class Number>
Number burst_power(const Body<Number>& body, const Tank<Number>& tank, double decline) {
  const Supply<Number> supply = supply_of(body, tank, tank.reserve_j_per_kg / body.reserve_j_per_kg, decline);
  return supply.aerobic + Number(burst) * supply.beyond;
}

/// What is left of the reserve to be spent beyond aerobic power,  E - tau (A_max - A)  [J/kg].
template <class Number>
Number left_to_spend(const Body<Number>& body, const Tank<Number>& tank, double decline) {
  using measure::greater;
  const Number lag = Number(aerobic_time_constant_s) * greater(body.aerobic_w_per_kg * Number(decline) - tank.aerobic_w_per_kg, Number(0.0));
  return tank.reserve_j_per_kg - lag;
}

/// The even power that would just empty the reserve in the `seconds` left [W/kg],
///   P = A_max + (E - tau (A_max - A)) / t,
/// tau (A_max - A) being what slow aerobic kinetics still cost. `decline` is the mean decline over what is left.
template <class Number>
Number affordable_power(const Body<Number>& body, const Tank<Number>& tank, Number seconds, double decline) {
  return body.aerobic_w_per_kg * Number(decline) + left_to_spend(body, tank, decline) / seconds;
}

/// The tank after `dt` seconds of `demand`:
///   A' = (min(P, A_max) - A) / tau,  E' = A - P,  0 <= E <= E0   (explicit Euler; dt in [s], demand in [W/kg]).
/// It refills only while demand is below what aerobic power has reached.
template <class Number>
Tank<Number> tank_after(const Body<Number>& body, const Tank<Number>& tank, Number demand, double decline, double dt) {
  using measure::held_within;
  using measure::lesser;
  const Number most_aerobic = body.aerobic_w_per_kg * Number(decline);
  const Number towards = lesser(demand, most_aerobic) - tank.aerobic_w_per_kg;
  return Tank<Number>{
      .reserve_j_per_kg = held_within(tank.reserve_j_per_kg + (tank.aerobic_w_per_kg - demand) * Number(dt),
                                      Number(0.0), body.reserve_j_per_kg),
      .aerobic_w_per_kg = tank.aerobic_w_per_kg + towards * Number(dt / aerobic_time_constant_s)};
}

/// The acceleration with which a runner goes for `wanted` speed (no more than she can hold now): a first-order response within
/// what the legs and the power left after cruising allow [m/s^2]; `most` is burst_power. Slowing down never needs power. `from_mps` is where the brisk response of the
/// start ends: once she runs, or later in a rush for position.
template <class Number>
Number acceleration_towards(Number wanted, Number speed, Number most, Number cruising, Number from_mps = Number(running_from_mps)) {
  using measure::any_of;
  using measure::greater;
  using measure::held_within;
  using measure::select;
  const Number starting = held_within((from_mps - speed) * Number(1.0 / response_fades_mps), Number(0.0), Number(1.0));
  const Number response = Number(1.0 / response_running_s) + starting * Number(1.0 / response_at_the_start_s - 1.0 / response_running_s);
  const Number chosen = held_within((wanted - speed) * response, Number(-strongest_braking), Number(strongest_acceleration));
  const Number left = most - cruising, cost = Number(cost_of_acceleration) * greater(speed, Number(1.0));
  const auto beyond_power = chosen * cost > left;
  if (!any_of(beyond_power)) return chosen;
  return select(beyond_power, greater(left / cost, Number(-strongest_braking)), chosen);
}

/// Share of the maximum aerobic power that is left `time_s` into a race: 1, and past seven minutes
/// 1 - d ln(t / 420 s)  [PeronnetThibault89].
double decline_at(double time_s);
/// The mean of decline_at from `time_s` to the expected end of a race over `distance_m`.
double mean_decline_until_the_end(double time_s, double distance_m);

/// The body that has these abilities.
Body<double> body_with(const Abilities& abilities);

}  // namespace lastlap::runner
