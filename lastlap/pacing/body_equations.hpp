#pragma once

// The body of runner/body.hpp as the general solver sees it.

#include <array>

#include "lastlap/pacing/collocation.hpp"
#include "lastlap/runner/body.hpp"

namespace lastlap::pacing {

/// States: v, E / E0, A / A_max. Controls: a_up and a_down (a = a_up - a_down, so that max(a, 0) has no kink), and q, the
/// demand that aerobic power follows: q stays below the demand and below the maximum, more is never worse, so at the optimum
/// q = min(P, A_max). The reserve may begin a little short of full: then it fills in the first tenth of a second, while
/// breathing supplies more than standing costs, instead of being held at full.
class BodyEquations {
 public:
  static constexpr int states = 3, controls = 3, limits = 4;
  explicit BodyEquations(const runner::Body<double>& body) : body_{body} {}

  template <class Number>
  std::array<Number, 3> rates(const Stretch& stretch, const Number&, const std::array<Number, 3>& state,
                              const std::array<Number, 3>& control) const {
    const Number power = cruising(stretch, state[0]) + state[0] * control[0] * runner::cost_of_acceleration;
    return {control[0] - control[1], (state[2] * body_.aerobic_w_per_kg - power) * (1.0 / body_.reserve_j_per_kg),
            (control[2] - state[2]) * (1.0 / runner::aerobic_time_constant_s)};
  }

  /// The most power against cruising, and a burst against cruising and speeding up; then q against the demand and against the
  /// maximum. All in shares of A_max.
  template <class Number>
  std::array<Number, 4> limits_at(const Stretch& stretch, const Number& time, const std::array<Number, 3>& state,
                                  const std::array<Number, 3>& control) const {
    const double scale = 1.0 / body_.aerobic_w_per_kg;
    const Number steady = cruising(stretch, state[0]) * scale;
    const Number lift = state[0] * (runner::cost_of_acceleration * scale);
    const Number most_aerobic = decline(time);
    const Number aerobic = state[2] + trust(state[1]) * (most_aerobic - state[2]);
    const Number beyond = runner::share_beyond(state[1]) * (body_.sprint_beyond_w_per_kg * scale);
    return {aerobic + beyond - steady, aerobic + beyond * runner::burst - steady - lift * (control[0] - control[1]),
            steady + lift * control[0] - control[2], most_aerobic - control[2]};
  }

  Range state_range(int which) const {
    if (which == 0) return {0.0, 15.0};
    return which == 1 ? Range{0.0, 1.0} : Range{0.0, 1.1};
  }
  Range start_range(int which) const {
    if (which == 0) return {0.0, 0.0};
    return which == 1 ? Range{0.9, 1.0} : Range{runner::aerobic_share_at_start, runner::aerobic_share_at_start};
  }
  Range control_range(int which) const {
    if (which == 0) return {0.0, runner::strongest_acceleration};
    return which == 1 ? Range{0.0, runner::strongest_braking} : Range{0.0, 1.0};
  }
  double guessed_speed() const { return body_.aerobic_speed_mps; }
  double guessed_state(int which, double share) const {
    if (which == 0) return body_.aerobic_speed_mps;
    return which == 1 ? 0.95 - 0.85 * share : 0.9;
  }
  double guessed_control(int which) const { return which == 2 ? 0.9 : 0.01; }

 private:
  template <class Number>
  Number cruising(const Stretch& stretch, const Number& speed) const {
    const Number cost{body_.cost_j_per_kg_m};
    if (stretch.curvature_per_m == 0) return runner::cruising_demand(cost, speed, Number{1.0}, Number{stretch.shelter});
    return runner::cruising_demand(cost, speed, runner::leg_force_factor(speed, Number{stretch.curvature_per_m}), Number{stretch.shelter});
  }
  template <class Number>
  static Number decline(const Number& time) {
    if (value_of(time) <= runner::decline_after_s) return Number{1.0};
    return 1.0 - natural_logarithm(time * (1.0 / runner::decline_after_s)) * runner::decline_per_e_fold;
  }

  /// runner::most_power's trust, min(20 E / E0, 1), its kink rounded: never more than 0.005 off.
  template <class Number>
  static Number trust(const Number& full) {
    using measure::square_root;
    constexpr double rounding = 0.01;
    const Number surplus = full * 20.0 - 1.0;
    return (full * 20.0 + 1.0 - square_root(surplus * surplus + rounding * rounding)) * 0.5;
  }

  runner::Body<double> body_;
};

}  // namespace lastlap::pacing
