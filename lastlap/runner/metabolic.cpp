#include "lastlap/runner/metabolic.hpp"

#include "lastlap/measure/root.hpp"
#include "lastlap/runner/body.hpp"

namespace lastlap::runner {

using measure::Speed;

Outdoors outdoors(const UptakeCurve& treadmill, Area frontal, Mass body) {
  return {.treadmill = treadmill, .air = uptake_for_air * frontal.si() / body.si()};
}

double uptake_ml_per_kg_min(const Outdoors& runner, Speed speed, const Circumstances& circumstances) {
  const double v = speed.si();
  const UptakeCurve& curve = runner.treadmill;
  const double ground = curve.quadratic * v * v + curve.linear * v + curve.constant;
  return (1.0 - circumstances.saving) * (ground * leg_force_factor(v, circumstances.curvature) +
                                         runner.air * v * v * v * (1.0 - circumstances.shelter));
}

double air_share(const Outdoors& runner, Speed speed) {
  return 1.0 - uptake_ml_per_kg_min(runner, speed, {.shelter = 1.0}) / uptake_ml_per_kg_min(runner, speed);
}

Speed speed_at_equal_uptake(const Outdoors& runner, Speed speed, const Circumstances& circumstances) {
  const double uptake = uptake_ml_per_kg_min(runner, speed);
  return Speed{measure::root_between(
      {1.0, 15.0}, [&](double v) { return uptake_ml_per_kg_min(runner, Speed{v}, circumstances) - uptake; })};
}

measure::Duration worth_of_shelter(const Outdoors& runner, Speed speed, double shelter,
                                   measure::Distance way) {
  return way / speed - way / speed_at_equal_uptake(runner, speed, {.shelter = shelter});
}

}  // namespace lastlap::runner
