#pragma once

// The fastest race of one runner: a sparse nonlinear programme on a mesh that is refined until the time stands.

#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/measure/quantity.hpp"
#include "lastlap/pacing/collocation.hpp"
#include "lastlap/pacing/course.hpp"

namespace lastlap::pacing {

/// How finely to look.
struct Search {
  int stretches = 60;                 ///< of the first mesh, at least one to each piece of the course
  measure::Duration settled{0.008};   ///< refined until the time changes by less
  int most_refinements = 14;
};

/// One mesh of a search and what it gave.
struct Attempt {
  int stretches = 0;
  measure::Duration time;
};

/// The fastest race, at the nodes of the last mesh.
struct Optimum {
  measure::Duration time;
  Course mesh;
  int node_size = 0, controls = 0;
  std::vector<double> numbers;   ///< t, state, controls, t, state, controls, ..., t, state
  std::vector<double> weights;   ///< multipliers, Problem::rows() of them for each stretch
  std::vector<Attempt> attempts; ///< the meshes tried, the last one is the answer's

  int nodes() const { return static_cast<int>(mesh.size()) + 1; }
  const double* node(int k) const { return numbers.data() + k * (node_size + controls); }
  double node_m(int k) const { return k == 0 ? 0.0 : mesh[k - 1].to_m; }
  double node_s(int k) const { return node(k)[0]; }
  double state(int k, int which) const { return node(k)[1 + which]; }
  /// The control on the stretch after node k.
  double control(int k, int which) const { return node(k)[node_size + which]; }

  /// When the runner passes a place between the nodes, and how fast; `share` of the time of that stretch has passed by then.
  struct Moment {
    int stretch = 0;
    double share = 0;
    measure::Duration time;
    measure::Speed speed;
  };
  Moment moment_at(measure::Distance at) const;
  measure::Duration time_at(measure::Distance at) const { return moment_at(at).time; }
  /// A state there, on a straight line in time between the nodes.
  double state_at(const Moment& moment, int which) const {
    return (1 - moment.share) * state(moment.stretch, which) + moment.share * state(moment.stretch + 1, which);
  }
};

/// The fastest race over the course, by Ipopt [Waechter06]: solved on a coarse mesh and again each time on a finer one, which splits the stretches
/// where the equations fit worst and where the controls change most. When that changes the time by less than `search.settled`
/// the whole mesh is halved; when that does not change it either, the answer stands.
/// A first mesh on which nothing is found gives way to one half again and one twice as fine.
/// The same problem gives the same bits. Not thread-safe (MUMPS). Errors: the solver finds no race (kind failure).
base::Result<Optimum> fastest(const Problem& problem, const Course& course, const Search& search = {});

/// The fastest race on this very mesh. `near`, if given, is where to begin.
base::Result<Optimum> fastest_on(const Problem& problem, const Course& mesh, const Optimum* near = nullptr);

/// By how much the optimum's time changes, to first order, if the runner changed from the one solved for into `moved`:
/// the multipliers times what the old race leaves unbalanced in the new equations (the envelope theorem). Valid for small changes that
/// leave every range of state and control as it is.
measure::Duration change_of_time(const Optimum& optimum, const Problem& moved);

}  // namespace lastlap::pacing
