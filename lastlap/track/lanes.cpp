#include "lastlap/track/lanes.hpp"

#include <cmath>

#include "lastlap/base/expect.hpp"

namespace lastlap::track {

using measure::Distance;

namespace {

/// How much wider a lane's measured line bends than that of lane 1 [m].
double wider_m(const Oval& oval, int lane) {
  return lane_radius(oval, lane).si() - oval.radius_m;
}

}  // namespace

Distance lane_radius(const Oval& oval, int lane) {
  base::expect(lane >= 1, "lanes are counted from 1");
  if (lane == 1) return Distance{oval.radius_m};
  return Distance{oval.radius_m - measured_from_kerb_m + oval.lane_width_m * (lane - 1) +
                  measured_from_line_m};
}

Distance lap_in_lane(const Oval& oval, int lane) {
  const double bend_per_radius = oval.bend_m() / oval.radius_m;
  return Distance{oval.lap_m() + 2.0 * bend_per_radius * wider_m(oval, lane)};
}

Distance stagger(const Oval& oval, int lane, int bends) {
  base::expect(bends >= 0, "bends run in lanes");
  return Distance{bends * oval.bend_m() / oval.radius_m * wider_m(oval, lane)};
}

Distance extra_by_running_wide(const Oval& oval, Distance race, Distance outward) {
  return outward * (oval.metres_on_bends(race.si()) / oval.radius_m);
}

Distance extra_by_moving_out(Distance outward, Distance along) {
  return Distance{std::hypot(along.si(), outward.si())} - along;
}

}  // namespace lastlap::track
