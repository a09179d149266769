#pragma once

// Our own runner against the clock: the fastest race she can run, and the best at an even pace.

#include <array>
#include <functional>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/pacing/course.hpp"
#include "lastlap/pacing/optimum.hpp"
#include "lastlap/runner/body.hpp"

namespace lastlap::pacing {

/// Where a runner is in herself as she passes a place.
struct Passing {
  measure::Distance distance;
  measure::Duration time;
  measure::Speed speed;
  measure::Reserve reserve;             ///< what is left
  measure::SpecificPower aerobic_power; ///< what it has reached
  measure::SpecificPower demand;        ///< what running costs just now, speeding up included
};

/// A race against the clock from the gun to the line.
struct TimedRun {
  measure::Duration time;
  std::vector<Passing> passings;   ///< every `passings_every_m` from 100 m on, closer before, and the finish
  std::vector<Attempt> attempts;   ///< the meshes behind it; none at an even pace
  std::array<double, 4> change{};  ///< d ln(time) / d ln(aerobic power, reserve, running cost, sprint speed)
};

/// How far apart passings lie past the first hundred metres [m].
inline constexpr double passings_every_m = 10.0;

/// When the runner passes a distance: at a passing exactly, between two by the parabola through time that their speeds give.
measure::Duration time_at(const TimedRun& run, measure::Distance at);

/// The mean speed over the middle half of the way.
measure::Speed cruise_of(const TimedRun& run);

/// The fastest race over the course by the equations of runner/body.hpp, which the race runs on too:
///   v' = a,  E' = A - P,  A' = (min(P, A_max) - A) / tau,  P = c v L + k v^3 (1 - S) + 4 v max(a, 0),
///   -2 <= a <= 3 m/s^2,  0 <= E <= E0,  c v L + k v^3 (1 - S) + 4 v a <= P_max(E, A),
/// A_max declining past seven minutes, from standing, rested, after warming up. A runner wants any speed she likes: the
/// response time of runners in a pack is left out. Errors: as fastest().
base::Result<TimedRun> fastest_run(const runner::Abilities& abilities, const Course& course, const Search& search = {});

/// The best even pace: the fastest constant speed over the ground that she reaches as briskly as she can and then holds to the line.
TimedRun even_run(const runner::Abilities& abilities, const Course& course);

/// The race of a runner who goes for `wanted` speed wherever she is, stepped forward by runner/body.hpp `step` by step: as fast as
/// her legs and her most power allow, and slower when the reserve is gone.
TimedRun follow(const runner::Abilities& abilities, const Course& course, const std::function<double(double along_m)>& wanted,
                measure::Duration step = measure::Duration{0.01});

}  // namespace lastlap::pacing
