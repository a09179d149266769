#pragma once

// Dice that always fall the same way, and made-up abilities.

#include <cstdint>
#include <random>

#include "lastlap/runner/body.hpp"

namespace lastlap::tests {

/// Dice whose throws depend on the seed only (the standard's distributions differ between libraries).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_{seed} {}
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_() >> 11) * 0x1p-53;
  }
  int whole(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool happens(double p) { return between(0, 1) < p; }
  /// A standard normal number, near enough: the sum of twelve uniform ones.
  double normal() {
    double sum = -6.0;
    for (int i = 0; i < 12; ++i) sum += between(0, 1);
    return sum;
  }

 private:
  std::mt19937_64 engine_;
};

/// A finalist's abilities, each within `spread` (a share) of the middle of the class.
inline runner::Abilities random_abilities(Dice& dice, double spread = 0.06) {
  const auto near = [&](double middle) { return middle * dice.between(1 - spread, 1 + spread); };
  return {.aerobic_power = measure::SpecificPower{near(25.0)},
          .reserve = measure::Reserve{near(1470)},
          .running_cost = measure::RunningCost{near(3.8)},
          .sprint_speed = measure::Speed{near(9.3)}};
}

inline runner::Abilities good_abilities() {
  return {.aerobic_power = measure::SpecificPower{24.6},
          .reserve = measure::Reserve{1490},
          .running_cost = measure::RunningCost{3.8},
          .sprint_speed = measure::Speed{9.35}};
}

}  // namespace lastlap::tests
