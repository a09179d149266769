#include "lastlap/track/oval.hpp"

#include <cmath>

namespace lastlap::track {
namespace {
constexpr double pi = 3.14159265358979323846;
}

double Oval::metres_on_bends(double distance_m) const {
  const double half = bend_m() + straight_m;
  const double halves = std::floor(distance_m / half);
  const double rest = distance_m - halves * half;
  // Seen backwards from the finish, each half lap is a straight and then a bend.
  return halves * bend_m() + std::fmax(0.0, rest - straight_m);
}

Oval oval_400() { return Oval{.straight_m = 200.0 - pi * 36.80, .radius_m = 36.80, .lanes = 8, .lane_width_m = 1.22}; }
Oval short_200() { return Oval{.straight_m = 100.0 - pi * 17.50, .radius_m = 17.50, .lanes = 6, .lane_width_m = 0.90}; }

Oval oval_of(measure::TrackKind kind) {
  return kind == measure::TrackKind::oval_400 ? oval_400() : short_200();
}

double start_line_advance(const Oval& oval, double distance_m, double outward_m) {
  if (outward_m <= 0.0 || oval.curvature(distance_m) == 0.0) return 0.0;
  const double half = oval.bend_m() + oval.straight_m;
  const double position = std::fmod(oval.lap_position(distance_m), half);
  const double bend_left_m = oval.bend_m() - position;
  const double inner = oval.radius_m;
  const double outer = inner + outward_m;
  const double touching_angle = std::acos(inner / outer);
  const double spared_m = std::sqrt(outer * outer - inner * inner) - inner * touching_angle;
  if ((bend_left_m - spared_m) / inner >= touching_angle) return spared_m;
  // From the angle `left` before the end of the bend straight to the measured line at the far end of the straight.
  const double innermost_way = bend_left_m + oval.straight_m;
  const auto way = [&](double left) {
    return std::hypot(oval.straight_m + outer * std::sin(left), outer * std::cos(left) - inner);
  };
  double nearer = 0.0, farther = bend_left_m / inner;
  for (int i = 0; i < 60; ++i) {
    const double middle = 0.5 * (nearer + farther);
    (way(middle) < innermost_way ? nearer : farther) = middle;
  }
  return bend_left_m - inner * nearer;
}

}  // namespace lastlap::track
