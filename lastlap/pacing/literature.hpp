#pragma once

// The runners of the literature as the general solver sees them. Nothing here knows of phases.

#include <array>
#include <cmath>

#include "lastlap/pacing/collocation.hpp"
#include "lastlap/pacing/keller.hpp"

namespace lastlap::pacing {

/// Keller's runner [Keller74]: states v and E / E0, control f.
class KellerEquations {
 public:
  static constexpr int states = 2, controls = 1, limits = 0;
  explicit KellerEquations(const KellerRunner& runner)
      : push_{runner.strongest_push.si()}, tau_{runner.resistance_time.si()}, sigma_{runner.supply.si()},
        reserve_{runner.reserve.si()}, delay_{runner.supply_delay.si()} {}

  template <class Number>
  std::array<Number, 2> rates(const Stretch&, const Number& time, const std::array<Number, 2>& state,
                              const std::array<Number, 1>& control) const {
    Number supply{sigma_};
    if (delay_ > 0) supply = (1.0 - exponential(time * (-1.0 / delay_))) * sigma_;
    return {control[0] - state[0] * (1.0 / tau_), (supply - control[0] * state[0]) * (1.0 / reserve_)};
  }
  template <class Number>
  std::array<Number, 0> limits_at(const Stretch&, const Number&, const std::array<Number, 2>&, const std::array<Number, 1>&) const {
    return {};
  }
  /// Keller knows no full reserve: while she stands, breathing lifts it above E0.
  Range state_range(int which) const { return which == 0 ? Range{0.0, push_ * tau_} : Range{0.0, 2.0}; }
  Range start_range(int which) const { return which == 0 ? Range{0.0, 0.0} : Range{1.0, 1.0}; }
  Range control_range(int) const { return {0.0, push_}; }
  double guessed_speed() const { return std::sqrt(sigma_ * tau_); }
  double guessed_state(int which, double share) const { return which == 0 ? guessed_speed() : 1.0 - 0.9 * share; }
  double guessed_control(int) const { return guessed_speed() / tau_; }

 private:
  double push_, tau_, sigma_, reserve_, delay_;
};

/// The runner of Aftalion and Bonnans, whose breathing follows what is left of the reserve [AftalionBonnans14]:
///   sigma(e) = min(lambda s (1 - e/e0), s, s (e/e0) / e_crit):  rising, level, falling at the end.
/// The structure is theirs; the numbers are a problem of our own, no published runner.
struct AftalionRunner {
  measure::Acceleration strongest_push{8.0};   ///< f_M [N/kg]
  measure::Duration resistance_time{0.932};    ///< tau
  measure::SpecificPower supply{22.0};         ///< s, the level part
  measure::Reserve reserve{4651.0};            ///< e0; a number of the model, no oxygen deficit
  double rise = 10.0 / 3.0;                    ///< lambda
  double falls_below = 0.15;                   ///< e_crit, a share of e0
};

/// States v and e / e0, controls f and q: q, what breathing supplies, stays below each of the three parts of sigma(e). More is
/// always better, so at the optimum q is their least, and nothing has a kink.
class AftalionEquations {
 public:
  static constexpr int states = 2, controls = 2, limits = 2;
  explicit AftalionEquations(const AftalionRunner& runner)
      : push_{runner.strongest_push.si()}, tau_{runner.resistance_time.si()}, sigma_{runner.supply.si()},
        reserve_{runner.reserve.si()}, rise_{runner.rise}, falls_below_{runner.falls_below} {}

  template <class Number>
  std::array<Number, 2> rates(const Stretch&, const Number&, const std::array<Number, 2>& state,
                              const std::array<Number, 2>& control) const {
    return {control[0] - state[0] * (1.0 / tau_), (control[1] - control[0] * state[0]) * (1.0 / reserve_)};
  }
  template <class Number>
  std::array<Number, 2> limits_at(const Stretch&, const Number&, const std::array<Number, 2>& state,
                                  const std::array<Number, 2>& control) const {
    return {(1.0 - state[1]) * (rise_ * sigma_) - control[1], state[1] * (sigma_ / falls_below_) - control[1]};
  }
  Range state_range(int which) const { return which == 0 ? Range{0.0, push_ * tau_} : Range{0.0, 1.0}; }
  Range start_range(int which) const { return which == 0 ? Range{0.0, 0.0} : Range{1.0, 1.0}; }
  Range control_range(int which) const { return {0.0, which == 0 ? push_ : sigma_}; }
  double guessed_speed() const { return std::sqrt(sigma_ * tau_); }
  double guessed_state(int which, double share) const { return which == 0 ? guessed_speed() : 0.95 - 0.9 * share; }
  double guessed_control(int which) const { return which == 0 ? guessed_speed() / tau_ : 0.5 * sigma_; }

 private:
  double push_, tau_, sigma_, reserve_, rise_, falls_below_;
};

}  // namespace lastlap::pacing
