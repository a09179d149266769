#pragma once

// A field on the move: where everybody was, a value a step. Tracked races and simulated ones both become this, so that both are
// measured by the same code.

#include <string>
#include <vector>

#include "lastlap/track/oval.hpp"

namespace lastlap::pack {

/// One runner's way through the race. Every list has a value a step from the gun, for as long as anybody is watched.
struct Course {
  std::string name;
  /// Race distance along the measured line [m]: the foot of her position on that line, counted so that the finish line lies at
  /// the race's distance. On the line it can be above 0: outer lanes and the curved line start ahead.
  std::vector<double> along_m;
  /// Outward from the MEASURED LINE [m], which lies 0.30 m outside the kerb: the distance from the kerb is 0.30 m more.
  std::vector<double> outward_m;
  std::vector<double> speed_mps;  ///< over the ground [m/s]
  std::vector<bool> present;      ///< false where nothing is known of her (a dead tag); empty: known throughout
  double finish_s = 0;            ///< on the race's clock; 0: did not finish

  bool is_known(std::size_t moment) const { return moment < along_m.size() && (present.empty() || present[moment]); }
};

/// A field through a race.
struct Positions {
  double step_s = 0.1;
  double distance_m = 0;
  track::Oval oval;
  double lanes_until_m = 0;  ///< everybody has a lane of her own to here (the break line) [m]; 0: the line is everyone's
  std::vector<Course> runners;
};

/// From the kerb to the measured line [m].
inline constexpr double measured_line_from_kerb_m = 0.30;

}  // namespace lastlap::pack
