#pragma once

// What running takes in oxygen, by measured curves: a second opinion beside the running cost of body.hpp, whose metre costs the
// same at every speed. Here a metre costs more the faster it is run.

#include "lastlap/measure/quantity.hpp"
#include "lastlap/runner/air.hpp"

namespace lastlap::runner {

using Mass = measure::Quantity<0, 1, 0>;  ///< [kg]

/// Oxygen uptake on a level treadmill,  a v^2 + b v + c  [ml/kg/min], v in [m/s], as measured below 6 m/s or so; above,
/// an extrapolation.
struct UptakeCurve {
  double quadratic = 0, linear = 0, constant = 0;
};

/// Elite runners' curve of Batliner and others, as quoted in [Kipp19].
inline constexpr UptakeCurve batliner_curve{1.5355, 1.5374, 15.661};
/// The pooled curve of [Kipp19].
inline constexpr UptakeCurve kipp_curve{1.7321, -0.4538, 18.91};
/// Uptake for the air,  3.54 (A_p / m) v^3  [ml/kg/min]; A_p frontal area [m^2], m mass [kg]  [Kipp19].
inline constexpr double uptake_for_air = 3.54;

/// A runner outdoors: her curve, and k in k v^3 for the air [ml/kg/min per (m/s)^3].
struct Outdoors {
  UptakeCurve treadmill;
  double air = 0;
};
Outdoors outdoors(const UptakeCurve& treadmill, Area frontal, Mass body);

/// What makes running cheaper or dearer than alone on a straight.
struct Circumstances {
  double shelter = 0;    ///< share of the drag taken away
  double curvature = 0;  ///< of the runner's path, 1/r [1/m]
  double saving = 0;     ///< share of the whole cost that is spared, by shoes or by economy
};

/// Oxygen uptake  (1 - saving) ((a v^2 + b v + c) L + k v^3 (1 - S))  [ml/kg/min], L the leg-force factor of the bend, S shelter.
double uptake_ml_per_kg_min(const Outdoors& runner, measure::Speed speed,
                            const Circumstances& circumstances = {});
/// The share of the uptake that the air takes, alone on a straight.
double air_share(const Outdoors& runner, measure::Speed speed);
/// The speed that takes as much oxygen in these circumstances as `speed` takes alone on a straight; between 1 and 15 m/s.
measure::Speed speed_at_equal_uptake(const Outdoors& runner, measure::Speed speed,
                                     const Circumstances& circumstances);
/// What a share of shelter is worth over `way` at equal uptake. It overstates races in which the reserve decides.
measure::Duration worth_of_shelter(const Outdoors& runner, measure::Speed speed, double shelter,
                                   measure::Distance way);

}  // namespace lastlap::runner
