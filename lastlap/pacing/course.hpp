#pragma once

// The ground of a race against the clock, cut into stretches: where the bends are and how far the shelter reaches.

#include <vector>

#include "lastlap/measure/quantity.hpp"
#include "lastlap/track/oval.hpp"

namespace lastlap::pacing {

/// A piece of the way on which the ground stays the same; between two nodes of the solver.
struct Stretch {
  double from_m = 0;           ///< from the start
  double to_m = 0;
  double curvature_per_m = 0;  ///< of the measured line: 0 on a straight
  double shelter = 0;          ///< share of drag that somebody ahead takes away

  double length_m() const { return to_m - from_m; }
};

/// Stretches that follow one another from the start to the finish.
using Course = std::vector<Stretch>;

/// Somebody who runs ahead: the share of drag that she takes away, and until how far into the race.
struct Pacemaker {
  double shelter = 0;       ///< in [0, 1]
  measure::Distance until;  ///< from the start; 0: nobody
};

/// A straight road without wind.
Course straight_course(measure::Distance distance);
/// The measured line of an oval, cut where bends begin and end and where the pacemaker steps out.
Course oval_course(const track::Oval& oval, measure::Distance distance, const Pacemaker& pacemaker = {});

/// The course cut into about `stretches` stretches that take about equally long, seen from a runner who gets away within
/// a second and then holds her speed: short ones on the start, even ones after it.
Course cut_evenly(const Course& course, int stretches);
/// Every stretch (or only those marked) halved in the same measure.
Course halved(const Course& course);
Course halved(const Course& course, const std::vector<bool>& marked);

}  // namespace lastlap::pacing
