#include "lastlap/pacing/course.hpp"

#include <algorithm>
#include <cmath>

#include "lastlap/base/expect.hpp"

namespace lastlap::pacing {
namespace {

// The runner who sets the measure: x(theta) = v (theta - r (1 - exp(-theta / r))).
constexpr double gets_away_s = 1.0;
constexpr double holds_mps = 7.0;

double way_after(double theta) { return holds_mps * (theta + gets_away_s * std::expm1(-theta / gets_away_s)); }

/// The inverse of way_after, by Newton from the asymptote above.
double measure_of(double along) {
  if (along <= 0) return 0.0;
  double theta = along / holds_mps + gets_away_s;
  for (int i = 0; i < 60; ++i) {
    const double change = (way_after(theta) - along) / (-holds_mps * std::expm1(-theta / gets_away_s));
    theta -= change;
    if (std::fabs(change) < 1e-13 * theta) break;
  }
  return theta;
}

void cut(const Stretch& stretch, int pieces, Course& into) {
  const double from = measure_of(stretch.from_m), to = measure_of(stretch.to_m);
  double last_m = stretch.from_m;
  for (int i = 1; i <= pieces; ++i) {
    Stretch piece = stretch;
    piece.from_m = last_m;
    if (i < pieces) piece.to_m = way_after(from + (to - from) * i / pieces);
    last_m = piece.to_m;
    into.push_back(piece);
  }
}

}  // namespace

Course straight_course(measure::Distance distance) {
  base::expect(distance.si() > 0, "a race goes forward");
  return {Stretch{.from_m = 0, .to_m = distance.si(), .curvature_per_m = 0, .shelter = 0}};
}

Course oval_course(const track::Oval& oval, measure::Distance distance, const Pacemaker& pacemaker) {
  const double finish = distance.si();
  base::expect(finish > 0, "a race goes forward");
  const double half = oval.straight_m + oval.bend_m();
  std::vector<double> cuts{0.0, finish};
  // Seen backwards from the finish, each half lap is a straight and then a bend.
  for (double to_go = 0; to_go < finish; to_go += half) {
    cuts.push_back(finish - to_go);
    cuts.push_back(finish - to_go - oval.straight_m);
  }
  cuts.push_back(pacemaker.until.si());
  std::sort(cuts.begin(), cuts.end());
  Course course;
  double from = 0;
  for (const double at : cuts) {
    constexpr double too_short_m = 1e-6;
    if (at < from + too_short_m || at > finish) continue;
    const double to_go = finish - 0.5 * (from + at);
    course.push_back({.from_m = from,
                      .to_m = at,
                      .curvature_per_m = oval.curvature(to_go),
                      .shelter = 0.5 * (from + at) < pacemaker.until.si() ? pacemaker.shelter : 0.0});
    from = at;
  }
  course.back().to_m = finish;
  return course;
}

Course cut_evenly(const Course& course, int stretches) {
  const double each = measure_of(course.back().to_m) / stretches;
  Course finer;
  for (const Stretch& stretch : course) {
    const double share = measure_of(stretch.to_m) - measure_of(stretch.from_m);
    cut(stretch, std::max(1, static_cast<int>(std::lround(share / each))), finer);
  }
  return finer;
}

Course halved(const Course& course) { return halved(course, std::vector<bool>(course.size(), true)); }

Course halved(const Course& course, const std::vector<bool>& marked) {
  Course finer;
  for (std::size_t k = 0; k < course.size(); ++k) cut(course[k], marked[k] ? 2 : 1, finer);
  return finer;
}

}  // namespace lastlap::pacing
