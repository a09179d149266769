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
/// How the cost of a metre grows with speed, b in c (1 + b (v / 7 m/s - 1)): uptake curves give 0.59 Batliner (as quoted in [Kipp19]) and 0.66 [Kipp19] at
/// 7 m/s, beyond the speeds at which they were measured; with 0.57 a shelter of 60 % is worth the 1.7 s a lap of [Kyle79].
inline constexpr double cost_growth = 0.57;
inline constexpr double cost_reference_mps = 7.0;
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
/// ... by this share for each e-fold of time. Our fits of their formula to today's records give 0.044 (men) and 0.031 (women) with a
/// cost of a metre that hardly grows with speed; with ours, a third more. guess within that
inline constexpr double decline_per_e_fold = 0.070;
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
inline constexpr double burst = 2.0;
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

/// What runs out and what follows. What rounding added to each in all steps so far is kept beside it, and owed in the next (Kahan's sum): in single
/// precision a race of two thousand steps would lose a part in ten thousand otherwise.
template <class Number>
struct Tank {
  Number reserve_j_per_kg{};
  Number aerobic_w_per_kg{};
  Number reserve_lost{}, aerobic_lost{};
};

/// Factor on the running cost on a bend: a leg must also push outward,  L = sqrt(1 + (v^2 / (g r))^2).
/// v speed [m/s], 1/r curvature of the runner's own path [1/m].  [Greene85], as axial force in [TabogaKram19].
template <class Number>
Number leg_force_factor(Number speed, Number curvature) {
  using measure::square_root;
  const Number sideways = speed * speed * curvature * Number(1.0 / gravity);
  return square_root(Number(1.0) + sideways * sideways);
}

/// Power that steady running demands, by powers of speed,  P = v (g + q v + a v^2)  [W/kg], v speed [m/s].
template <class Number>
struct Cost {
  Number ground{};   ///< g = c L (1 - b) [J/kg/m]
  Number growing{};  ///< q = c L b / 7 m/s: how the cost of a metre grows with speed
  Number air{};      ///< a = k (1 - S) [1/m]
};

/// On a bend of leg-force factor L in shelter S, of what it is on the straight: `ground` = c (1 - b), `growing` = c b / 7 m/s.
template <class Number>
Cost<Number> cost_on(Number leg_force, Number shelter, Number ground, Number growing) {
  return {.ground = ground * leg_force, .growing = growing * leg_force, .air = Number(air_resistance_per_m) * (Number(1.0) - shelter)};
}

/// c running cost at 7 m/s [J/kg/m], b its growth, L leg-force factor, k air resistance [1/m], S shelter in [0, 1].
template <class Number>
Cost<Number> cost_of(Number cost, Number leg_force, Number shelter) {
  return cost_on(leg_force, shelter, cost * Number(1.0 - cost_growth), cost * Number(cost_growth / cost_reference_mps));
}

template <class Number>
Number cruising_demand(const Cost<Number>& cost, Number speed) {
  return speed * (cost.ground + speed * (cost.growing + cost.air * speed));
}

/// Power that steady running demands,  P = c (1 + b (v / 7 m/s - 1)) v L + k v^3 (1 - S)  [W/kg].
template <class Number>
Number cruising_demand(Number cost, Number speed, Number leg_force, Number shelter) {
  return cruising_demand(cost_of(cost, leg_force, shelter), speed);
}

/// Power that speeding up demands,  4 v max(dv/dt, 0)  [W/kg]; slowing down gives nothing back.
template <class Number>
Number accelerating_demand(Number speed, Number acceleration) {
  using measure::greater;
  return Number(cost_of_acceleration) * speed * greater(acceleration, Number(0.0));
}

/// A better speed for a demand of `power` than `speed`: one step of Newton's.
template <class Number>
Number bettered(const Cost<Number>& cost, Number speed, Number power) {
  const Number air_v = cost.air * speed, rising = cost.growing + air_v, steeper = rising + air_v;
  return (power + speed * speed * steeper) / (cost.ground + speed * (rising + steeper));
}

/// The speed whose cruising demand is `power`: four Newton steps from the guess; the residual is below 1e-4 of the power
/// for guesses between half and twice the answer, and for any guess the demand stays on the safe side of the tangent.
template <class Number>
Number speed_at(const Cost<Number>& cost, Number power, Number guess) {
  using measure::greater;
  Number v = guess;
  for (int i = 0; i < 4; ++i) v = greater(bettered(cost, v, power), Number(0.1));
  return v;
}

/// Share of the power beyond aerobic that `full`, the share of the reserve left, allows:  1 - (1 - x)^8. Nearly all of it
/// until a third is left, then less and less. guess, set so that the fastest race against the clock is run nearly evenly, as
/// records are, and an empty runner still slows.
template <class Number>
Number share_beyond(const Number& full) {
  const Number spent = Number(1.0) - full;
  const Number squared = spent * spent;
  const Number fourth = squared * squared;
  return Number(1.0) - fourth * fourth;
}

template <class Number>
Number speed_at(Number power, Number cost, Number leg_force, Number shelter, Number guess) {
  return speed_at(cost_of(cost, leg_force, shelter), power, guess);
}

/// How far from the answer a guess may be for one step of the fourth order to do [m/s].
inline constexpr double near_mps = 0.95;

/// How far `guess` is above the speed whose cruising demand is `power`, for a guess that is usually near: a step of Householder's method of the fourth order, for
/// one division,
///   f (P1^2 - f P2 / 2) / (P1^3 - f P1 P2 + f^2 P3 / 6),  f = P(v) - power, Pn the n-th derivative,
/// and where it was longer than near_mps two of Newton's. The residual is below 1e-4 of the power.
template <class Number>
Number too_fast_by(const Cost<Number>& cost, Number power, Number guess) {
  using measure::any_of;
  using measure::magnitude;
  using measure::select;
  const Number air_v = cost.air * guess, rising = cost.growing + air_v;
  const Number metre = cost.ground + rising * guess, steeper = rising + air_v;
  const Number slope = metre + steeper * guess, missed = metre * guess - power;
  const Number squared = slope * slope, bent = missed * (steeper + air_v);
  const Number correction = missed * (squared - bent) / (slope * (squared - bent - bent) + missed * missed * cost.air);
  const auto far = magnitude(correction) > Number(near_mps);
  if (!any_of(far)) return correction;
  return select(far, guess - bettered(cost, bettered(cost, guess - correction, power), power), correction);
}

/// What a runner can put out now [W/kg]: aerobic power A', and a part beyond it that shrinks as the reserve empties,
///   B (1 - (1 - x)^8),   x = E / E0,
/// B power beyond aerobic when fresh [W/kg]; A' the maximum aerobic power, or what aerobic power has reached when the
/// reserve is all but gone (its last twentieth), so that an empty runner runs at her aerobic speed.
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
          .beyond = body.sprint_beyond_w_per_kg * share_beyond(full)};
}

/// The most power a runner can put out now, P_max = A' + B (1 - (1 - x)^8) [W/kg].
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
  const Number refills = (tank.aerobic_w_per_kg - demand) * Number(dt) - tank.reserve_lost;
  const Number rises = towards * Number(dt / aerobic_time_constant_s) - tank.aerobic_lost;
  const Number reserve = tank.reserve_j_per_kg + refills, aerobic = tank.aerobic_w_per_kg + rises;
  return Tank<Number>{.reserve_j_per_kg = held_within(reserve, Number(0.0), body.reserve_j_per_kg),
                      .aerobic_w_per_kg = aerobic,
                      .reserve_lost = (reserve - tank.reserve_j_per_kg) - refills,
                      .aerobic_lost = (aerobic - tank.aerobic_w_per_kg) - rises};
}

/// The acceleration with which a runner goes for a speed `faster` than hers (no more than she can hold now): a first-order response within
/// what the legs and the power left after cruising allow [m/s^2]; `most` is burst_power. Slowing down never needs power. `from_mps` is where the brisk response of the
/// start ends: once she runs, or later in a rush for position. Speeding up for `step_s` seconds is paid at the mean speed of that time.
template <class Number>
Number acceleration_for(Number faster, Number speed, Number most, Number cruising, Number from_mps = Number(running_from_mps), double step_s = 0.0) {
  using measure::any_of;
  using measure::greater;
  using measure::held_within;
  using measure::select;
  Number response(1.0 / response_running_s);
  if (any_of(speed < from_mps)) {
    const Number starting = held_within((from_mps - speed) * Number(1.0 / response_fades_mps), Number(0.0), Number(1.0));
    response = response + starting * Number(1.0 / response_at_the_start_s - 1.0 / response_running_s);
  }
  const Number chosen = held_within(faster * response, Number(-strongest_braking), Number(strongest_acceleration));
  const Number left = most - cruising, cost = Number(cost_of_acceleration) * greater(speed + chosen * Number(0.5 * step_s), Number(1.0));
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
