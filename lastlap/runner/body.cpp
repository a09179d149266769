#include "lastlap/runner/body.hpp"

#include <cmath>

namespace lastlap::runner {

double decline_at(double time_s) {
  return time_s <= decline_after_s ? 1.0 : 1.0 - decline_per_e_fold * std::log(time_s / decline_after_s);
}

double mean_decline_until_the_end(double time_s, double distance_m) {
  constexpr double typical_speed_mps = 6.4;  // sets how far ahead a runner looks; a tenth off moves the mean by 0.2 %
  const double end_s = distance_m / typical_speed_mps;
  if (end_s <= time_s) return decline_at(time_s);
  // The integral of ln(t / t0) is t (ln(t / t0) - 1).
  const auto integral = [](double t) { return t * (std::log(t / decline_after_s) - 1.0); };
  if (end_s <= decline_after_s) return 1.0;
  const double from = std::fmax(time_s, decline_after_s);
  const double lost = decline_per_e_fold * (integral(end_s) - integral(from));
  return 1.0 - lost / (end_s - time_s);
}

Body<double> body_with(const Abilities& abilities) {
  const double cost = abilities.running_cost.si();
  const double aerobic = abilities.aerobic_power.si();
  const double sprint = cruising_demand(cost, abilities.sprint_speed.si(), 1.0, 0.0);
  return Body<double>{.aerobic_w_per_kg = aerobic,
                      .reserve_j_per_kg = abilities.reserve.si(),
                      .cost_j_per_kg_m = cost,
                      .sprint_beyond_w_per_kg = sprint - aerobic,
                      .aerobic_speed_mps = speed_at(aerobic, cost, 1.0, 0.0, 6.0)};
}

}  // namespace lastlap::runner
