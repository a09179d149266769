#pragma once

// From radio tags to a field on the oval: spikes cut, jitter smoothed, the stadium found, the clock from gun to finish.

#include <string>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/isolynx.hpp"
#include "lastlap/pack/positions.hpp"

namespace lastlap::pack {

/// How the tags' jitter is smoothed: at every step a parabola is fitted to the fixes within `half_window_s`, weighted by the
/// tricube of their distance in time; its value and slope count. What lasts shorter than about a half window is lost.
struct Smoothing {
  double half_window_s = 0.5;
  /// The same for speeds that have to be taken from positions. guess
  double speed_half_window_s = 2.0;
};

/// What a tag reported, projected on the oval: spikes and jitter are still in it.
struct Reports {
  std::vector<double> time_s, along_m, outward_m;
  std::vector<double> speed_mps;  ///< empty if the system gave none: then speeds are taken from positions
};

/// A runner's course through `moments` steps of `field` (its step, oval and distance) from reports with spikes, jitter and gaps: what tracked races are smoothed by, here
/// for itself, so that a made-up race with made-up jitter can be sent through it. Reports are cut that stand `spike_m` or more
/// from the median of their seven neighbours in time; a gap of up to `longest_gap_s` is bridged by a straight line, a longer one
/// is marked as not present.
Course smoothed(const Reports& reports, const Positions& field, std::size_t moments, const Smoothing& smoothing);

inline constexpr double spike_m = 0.6;
inline constexpr double longest_gap_s = 2.0;

/// Where an axis-aligned stadium lies in the tags' coordinates.
struct Frame {
  double centre_x_m = 0, centre_y_m = 0;
  bool mirrored = false;  ///< clockwise in these coordinates
  bool turned = false;    ///< the home straight lies on the side of larger y
};

/// A tracked race, and what had to be left out or guessed.
struct Tracked {
  Positions positions;
  Frame frame;
  std::vector<std::string> remarks;  ///< a sentence each
};

/// The race that the tags saw. The race's distance is what most tags' PathDist ends at. The stadium is a 400 m oval whose straights
/// lie along x, as wide as `tag_straight_m` and `tag_kerb_radius_m` say; where it lies is found from the runners' own inner edges.
/// Errors: fewer than two tags that reported a whole race, no race distance, no oval under the runners' feet.
base::Result<Tracked> tracked_race(const formats::IsoLynxRace& race, const Smoothing& smoothing = {});

/// The oval as the tags' system measures it: on the races known, straights of 84.2 m.
inline constexpr double tag_straight_m = 84.2;
inline constexpr double tag_kerb_radius_m = 36.5;

}  // namespace lastlap::pack
