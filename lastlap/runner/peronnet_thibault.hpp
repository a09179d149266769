#pragma once

// Peronnet and Thibault's runner: anaerobic energy, maximal aerobic power and endurance, from 60 m to the marathon.

#include <optional>
#include <span>

#include "lastlap/measure/quantity.hpp"
#include "lastlap/runner/known_mark.hpp"

namespace lastlap::runner {

/// Power at rest [W/kg], and the two time constants of the supply [s]  [PeronnetThibault89].
inline constexpr double resting_power_w_per_kg = 1.2;
inline constexpr double aerobic_supply_s = 30.0;
inline constexpr double anaerobic_supply_s = 20.0;
/// The time for which maximal aerobic power can be held, T_map [s], and by how much less anaerobic energy is used
/// for each e-fold beyond it.
inline constexpr double maximal_aerobic_power_s = 420.0;
inline constexpr double anaerobic_fall = 0.233;

/// What a runner can do in the terms of [PeronnetThibault89]. Powers are metabolic, with rest.
struct PeronnetThibault {
  measure::Reserve anaerobic;                    ///< A [J/kg]
  measure::SpecificPower aerobic;                ///< MAP [W/kg]
  measure::SpecificPower endurance;              ///< E [W/kg] for each e-fold beyond T_map: negative
  double surface_per_mass_m2_per_kg = 1.8 / 70;  ///< body surface over mass, for the air
};

/// The mean power that can be held for a time,
///   P = (S / T) (1 - exp(-T/20)) + 1.2 + B (1 - (30/T) (1 - exp(-T/30))),
///   S = A and B = MAP - 1.2 up to T_map;  beyond, S = A (1 - 0.233 ln(T/T_map)) and B = MAP - 1.2 + E ln(T/T_map).
measure::SpecificPower power_for(const PeronnetThibault& runner, measure::Duration time);
/// The mean power that a distance in a time demands,  1.2 + 3.86 v + 0.4 (surface/mass) v^3 + 2 v^3 / D:  rest, ground, air, and the start.
measure::SpecificPower power_demanded(const PeronnetThibault& runner, const KnownMark& mark);
/// The time in which what is demanded is what can be held. For mean speeds between 0.7 and 40 m/s.
measure::Duration time_over(const PeronnetThibault& runner, measure::Distance distance);
/// Least squares of relative power, which A, MAP and E enter linearly; nothing unless the marks determine all three and
/// A > 0, MAP > 1.2 and E < 0 come out.
std::optional<PeronnetThibault> peronnet_thibault_through(std::span<const KnownMark> marks);

/// What A, MAP - 1.2 and E each add to the mean power held for a time, a unit of each.
struct PowerShares {
  double anaerobic = 0, aerobic = 0, endurance = 0;
};
PowerShares power_shares(measure::Duration time);

}  // namespace lastlap::runner
