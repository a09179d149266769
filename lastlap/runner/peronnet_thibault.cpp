#include "lastlap/runner/peronnet_thibault.hpp"

#include <cmath>
#include <vector>

#include "lastlap/measure/least_squares.hpp"
#include "lastlap/measure/root.hpp"

namespace lastlap::runner {

using measure::Distance;
using measure::Duration;
using measure::SpecificPower;

PowerShares power_shares(Duration time) {
  const double t = time.si();
  const double e_folds = std::fmax(0.0, std::log(t / maximal_aerobic_power_s));
  const double aerobic = 1.0 - (aerobic_supply_s / t) * (1.0 - std::exp(-t / aerobic_supply_s));
  return {.anaerobic = (1.0 - anaerobic_fall * e_folds) / t * (1.0 - std::exp(-t / anaerobic_supply_s)),
          .aerobic = aerobic,
          .endurance = aerobic * e_folds};
}

SpecificPower power_for(const PeronnetThibault& runner, Duration time) {
  const PowerShares share = power_shares(time);
  const SpecificPower rest{resting_power_w_per_kg};
  return SpecificPower{runner.anaerobic.si() * share.anaerobic} + rest +
         (runner.aerobic - rest) * share.aerobic + runner.endurance * share.endurance;
}

SpecificPower power_demanded(const PeronnetThibault& runner, const KnownMark& mark) {
  const double v = (mark.distance / mark.time).si(), v3 = v * v * v;
  return SpecificPower{resting_power_w_per_kg + 3.86 * v + 0.4 * runner.surface_per_mass_m2_per_kg * v3 +
                       2.0 * v3 / mark.distance.si()};
}

Duration time_over(const PeronnetThibault& runner, Distance distance) {
  constexpr double fastest_mps = 40.0, slowest_mps = 0.7;
  return Duration{
      measure::root_between({distance.si() / fastest_mps, distance.si() / slowest_mps}, [&](double t) {
        return (power_for(runner, Duration{t}) - power_demanded(runner, {distance, Duration{t}})).si();
      })};
}

std::optional<PeronnetThibault> peronnet_thibault_through(std::span<const KnownMark> marks) {
  std::vector<measure::Observation<3>> seen;
  PeronnetThibault fitted;
  for (const KnownMark& mark : marks) {
    const PowerShares share = power_shares(mark.time);
    const double demanded = power_demanded(fitted, mark).si() - resting_power_w_per_kg;
    // In thousands of J/kg, tens of W/kg and W/kg all three are near one.
    seen.push_back(
        {{1000.0 * share.anaerobic, 10.0 * share.aerobic, share.endurance}, demanded, 1.0 / demanded});
  }
  const auto found = measure::least_squares<3>(seen);
  if (!found || (*found)[0] <= 0.0 || (*found)[1] <= 0.0 || (*found)[2] >= 0.0) return std::nullopt;
  fitted.anaerobic = measure::Reserve{1000.0 * (*found)[0]};
  fitted.aerobic = SpecificPower{10.0 * (*found)[1] + resting_power_w_per_kg};
  fitted.endurance = SpecificPower{(*found)[2]};
  return fitted;
}

}  // namespace lastlap::runner
