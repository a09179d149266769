#pragma once

// Keller's theory of competitive running, solved exactly: run out, hold one speed, coast home on an empty reserve.

#include "lastlap/measure/quantity.hpp"

namespace lastlap::pacing {

/// The runner of Keller's theory, per kilogram of body mass [Keller74]:
///   x' = v,  v' = f - v / tau  (0 <= f <= F),  E' = sigma(t) - f v  (E >= 0),
///   sigma(t) = sigma (1 - exp(-t / d)), Keller's own with d = 0.
/// The values are those of the men's records of 1972; they reproduce his predictions to 0.02 s, sprints to the mile.
struct KellerRunner {
  measure::Acceleration strongest_push{12.2};   ///< F [N/kg]
  measure::Duration resistance_time{0.892};     ///< tau: resistance is v / tau
  measure::SpecificPower supply{41.56};         ///< sigma, what breathing supplies
  measure::Reserve reserve{2405.8};             ///< E(0)
  measure::Duration supply_delay{0.0};          ///< d: how slowly breathing sets in
};

/// The longest race that can be run all out, and its time: the reserve empties at the line.
struct AllOut {
  measure::Distance distance;
  measure::Duration time;
};
AllOut longest_all_out(const KellerRunner& runner);

/// The fastest race over a distance. Up to the critical distance it is the first phase alone.
struct KellerRace {
  KellerRunner runner;
  measure::Distance distance;
  measure::Duration time;
  measure::Speed cruise;            ///< held in the middle; all out: the speed at the line
  measure::Duration cruise_begins;  ///< t1, end of the first phase
  measure::Duration cruise_ends;    ///< t2, the reserve is empty
  measure::Speed end_speed;         ///< at the line
  bool all_out = false;

  measure::Duration last_phase() const { return time - cruise_ends; }
  /// When the runner passes `at`, within the race. Error below 1e-9 s.
  measure::Duration time_at(measure::Distance at) const;
  measure::Speed speed_at(measure::Duration when) const;
  /// What is left of the reserve; zero throughout the last phase.
  measure::Reserve reserve_at(measure::Duration when) const;
};

/// The three phases with the cruising speed that makes the time least. `distance` must be positive.
KellerRace fastest_race(const KellerRunner& runner, measure::Distance distance);

/// The same three phases at a cruising speed of one's own: what holding another speed costs. If the reserve outlasts
/// the race there is no last phase. `cruise` must lie above the speed that breathing alone holds, and below F tau.
KellerRace race_at_cruise(const KellerRunner& runner, measure::Distance distance, measure::Speed cruise);

}  // namespace lastlap::pacing
