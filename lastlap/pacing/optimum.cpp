#include "lastlap/pacing/optimum.hpp"

#include <fmt/format.h>

#include <IpIpoptApplication.hpp>
#include <IpTNLP.hpp>
#include <algorithm>
#include <cmath>
#include <sstream>

#include "lastlap/base/expect.hpp"

namespace lastlap::pacing {
namespace {

using Ipopt::Index;
using Ipopt::Number;

/// The whole race as Ipopt wants it: z of stretch k is the slice of the unknowns that begins at k (node + controls).
class Programme final : public Ipopt::TNLP {
 public:
  Programme(const Problem& problem, Optimum& race) : problem_{problem}, race_{race} {}
  bool solved() const { return solved_; }

  bool get_nlp_info(Index& n, Index& m, Index& jacobian, Index& hessian, IndexStyleEnum& style) override {
    const int size = problem_.unknowns();
    n = static_cast<Index>(race_.numbers.size());
    m = stretches() * problem_.rows();
    jacobian = stretches() * problem_.rows() * size;
    hessian = stretches() * size * (size + 1) / 2;
    style = C_STYLE;
    return true;
  }

  bool get_bounds_info(Index, Number* low, Number* high, Index, Number* row_low, Number* row_high) override {
    constexpr double no_bound = 2e19;
    const auto put = [&](Index at, const Range& range) { low[at] = range.low, high[at] = range.high; };
    for (int k = 0; k <= stretches(); ++k) {
      const Index at = k * stride();
      put(at, k == 0 ? Range{0.0, 0.0} : Range{0.0, no_bound});
      for (int i = 0; i < problem_.states(); ++i) put(at + 1 + i, k == 0 ? problem_.start_range(i) : problem_.state_range(i));
      if (k == stretches()) continue;
      for (int i = 0; i < problem_.controls(); ++i) put(at + problem_.node_size() + i, problem_.control_range(i));
      for (int r = 0; r < problem_.rows(); ++r) {
        row_low[k * problem_.rows() + r] = 0.0;
        row_high[k * problem_.rows() + r] = r < problem_.equations() ? 0.0 : no_bound;
      }
    }
    return true;
  }

  bool get_starting_point(Index n, bool, Number* x, bool, Number*, Number*, Index, bool, Number*) override {
    std::copy_n(race_.numbers.data(), n, x);
    return true;
  }

  bool eval_f(Index n, const Number* x, bool, Number& value) override {
    value = x[n - problem_.node_size()];
    return true;
  }
  bool eval_grad_f(Index n, const Number*, bool, Number* gradient) override {
    std::fill_n(gradient, n, 0.0);
    gradient[n - problem_.node_size()] = 1.0;
    return true;
  }
  bool eval_g(Index, const Number* x, bool, Index m, Number* rows) override {
    for (int k = 0; k < stretches(); ++k) problem_.rows(race_.mesh[k], x + k * stride(), rows + k * problem_.rows());
    return finite(rows, m);
  }
  bool eval_jac_g(Index, const Number* x, bool, Index, Index count, Index* row, Index* column, Number* values) override {
    const int size = problem_.unknowns(), block = problem_.rows() * size;
    for (int k = 0; k < stretches(); ++k) {
      if (values != nullptr) {
        problem_.slopes(race_.mesh[k], x + k * stride(), values + k * block);
        continue;
      }
      for (int i = 0; i < block; ++i) {
        row[k * block + i] = k * problem_.rows() + i / size;
        column[k * block + i] = k * stride() + i % size;
      }
    }
    return values == nullptr || finite(values, count);
  }
  bool eval_h(Index, const Number* x, bool, Number, Index, const Number* weights, bool, Index count, Index* row, Index* column,
              Number* values) override {
    const int size = problem_.unknowns(), block = size * (size + 1) / 2;
    for (int k = 0; k < stretches(); ++k) {
      if (values != nullptr) {
        problem_.curvatures(race_.mesh[k], x + k * stride(), weights + k * problem_.rows(), values + k * block);
        continue;
      }
      int at = k * block;
      for (int i = 0; i < size; ++i)
        for (int j = 0; j <= i; ++j, ++at) row[at] = k * stride() + i, column[at] = k * stride() + j;
    }
    return values == nullptr || finite(values, count);
  }

  void finalize_solution(Ipopt::SolverReturn status, Index n, const Number* x, const Number*, const Number*, Index m, const Number*,
                         const Number* weights, Number, const Ipopt::IpoptData*, Ipopt::IpoptCalculatedQuantities*) override {
    solved_ = status == Ipopt::SUCCESS || status == Ipopt::STOP_AT_ACCEPTABLE_POINT;
    race_.numbers.assign(x, x + n);
    race_.weights.assign(weights, weights + m);
  }

 private:
  int stretches() const { return static_cast<int>(race_.mesh.size()); }
  int stride() const { return problem_.node_size() + problem_.controls(); }
  static bool finite(const Number* values, Index count) {
    return std::all_of(values, values + count, [](Number value) { return std::isfinite(value); });
  }

  const Problem& problem_;
  Optimum& race_;
  bool solved_ = false;
};

/// A race to begin from when nothing is known: one speed, and what the runner guesses.
Optimum guess(const Problem& problem, const Course& mesh) {
  Optimum race{.time = {}, .mesh = mesh, .node_size = problem.node_size(), .controls = problem.controls(), .numbers = {}, .weights = {}, .attempts = {}};
  const double finish = mesh.back().to_m;
  for (int k = 0; k < race.nodes(); ++k) {
    const double along = race.node_m(k);
    race.numbers.push_back(along / problem.guessed_speed());
    for (int i = 0; i < problem.states(); ++i) race.numbers.push_back(problem.guessed_state(i, along / finish));
    for (int i = 0; k + 1 < race.nodes() && i < problem.controls(); ++i) race.numbers.push_back(problem.guessed_control(i));
  }
  return race;
}

/// `known` on another mesh: straight lines between its nodes, its controls where they were.
Optimum carried_over(const Optimum& known, const Course& mesh) {
  Optimum race = known;
  race.mesh = mesh;
  race.numbers.clear();
  int old = 0;
  for (int k = 0; k <= static_cast<int>(mesh.size()); ++k) {
    const double along = k == 0 ? 0.0 : mesh[k - 1].to_m;
    while (old + 2 < known.nodes() && known.node_m(old + 1) <= along) ++old;
    const double share = std::clamp((along - known.node_m(old)) / (known.node_m(old + 1) - known.node_m(old)), 0.0, 1.0);
    for (int i = 0; i < known.node_size; ++i)
      race.numbers.push_back((1 - share) * known.node(old)[i] + share * known.node(old + 1)[i]);
    for (int i = 0; k < static_cast<int>(mesh.size()) && i < known.controls; ++i) race.numbers.push_back(known.control(old, i));
  }
  return race;
}

/// What a stretch does to the answer's error: how badly the equations fit within it, and how far the controls jump at its ends.
std::vector<double> faults_of(const Problem& problem, const Optimum& race) {
  const int stretches = static_cast<int>(race.mesh.size());
  std::vector<double> fault(stretches);
  for (int k = 0; k < stretches; ++k) fault[k] = problem.misfit(race.mesh[k], race.node(k));
  for (int k = 0; k + 1 < stretches; ++k)
    for (int i = 0; i < problem.controls(); ++i) {
      const Range range = problem.control_range(i);
      const double jump = std::fabs(race.control(k + 1, i) - race.control(k, i)) / (range.high - range.low);
      const double left = race.node_s(k + 1) - race.node_s(k), right = race.node_s(k + 2) - race.node_s(k + 1);
      // A jump costs as the square of the time over which its moment is not known.
      fault[k] += jump * left * left * 1e-2;
      fault[k + 1] += jump * right * right * 1e-2;
    }
  return fault;
}

/// The worst stretches, as many as make up nearly all of the fault.
std::vector<bool> to_be_split(const std::vector<double>& fault) {
  constexpr double nearly_all = 0.90;
  double sum = 0;
  std::vector<int> order(fault.size());
  for (std::size_t k = 0; k < fault.size(); ++k) sum += fault[k], order[k] = static_cast<int>(k);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return fault[a] > fault[b]; });
  std::vector<bool> marked(fault.size(), false);
  double covered = 0;
  for (const int k : order) {
    if (covered >= nearly_all * sum) break;
    marked[k] = true;
    covered += fault[k];
  }
  return marked;
}

/// The first mesh: even, but for ever shorter stretches towards the gun and the line. Whatever the runner, that is where a long race is
/// not like its middle, and a stretch longer than what happens there would hide it from every refinement.
Course first_mesh(const Course& course, int stretches) {
  constexpr double shortest_m = 8.0;
  Course mesh = cut_evenly(course, stretches);
  while (mesh.front().length_m() > shortest_m || mesh.back().length_m() > shortest_m) {
    std::vector<bool> ends(mesh.size(), false);
    ends.front() = mesh.front().length_m() > shortest_m;
    ends.back() = mesh.back().length_m() > shortest_m;
    mesh = halved(mesh, ends);
  }
  return mesh;
}

}  // namespace

Optimum::Moment Optimum::moment_at(measure::Distance at) const {
  const double along = std::clamp(at.si(), 0.0, mesh.back().to_m);
  const auto stretch = std::lower_bound(mesh.begin(), mesh.end(), along, [](const Stretch& one, double place) { return one.to_m < place; });
  const int k = static_cast<int>(std::min(stretch, mesh.end() - 1) - mesh.begin());
  const double h = node_s(k + 1) - node_s(k), v0 = state(k, 0), v1 = state(k + 1, 0), length = mesh[k].length_m();
  // The parabola of speeds through both ends that covers the stretch: v = v0 + (v1 - v0) s + b s (1 - s).
  const double b = 6.0 * (length / h - 0.5 * (v0 + v1));
  const auto covered = [&](double s) { return h * (v0 * s + 0.5 * (v1 - v0) * s * s + b * s * s * (0.5 - s / 3.0)); };
  double low = 0, high = 1;
  for (int i = 0; i < 50; ++i) {
    const double middle = 0.5 * (low + high);
    (covered(middle) < along - node_m(k) ? low : high) = middle;
  }
  const double s = 0.5 * (low + high);
  return {.stretch = k, .share = s, .time = measure::Duration{node_s(k) + h * s}, .speed = measure::Speed{v0 + (v1 - v0) * s + b * s * (1 - s)}};
}

namespace {

/// How the interior-point method goes about it.
struct Manner {
  bool from_near;      ///< begin at a race known from another mesh, close to its limits
  bool adaptive;       ///< barrier adapted at every step; else lowered in stages
};

/// One try; `race` holds where to begin, and then the answer. Returns Ipopt's status, 0 for success.
int try_to_solve(const Problem& problem, Optimum& race, const Manner& manner) {
  Ipopt::SmartPtr<Programme> programme = new Programme(problem, race);
  Ipopt::SmartPtr<Ipopt::IpoptApplication> ipopt = new Ipopt::IpoptApplication(false);
  const auto options = ipopt->Options();
  options->SetIntegerValue("print_level", 0);
  options->SetStringValue("sb", "yes");
  options->SetStringValue("linear_solver", "mumps");
  options->SetIntegerValue("max_iter", 300);
  options->SetNumericValue("tol", 1e-8);
  options->SetStringValue("mu_strategy", manner.adaptive ? "adaptive" : "monotone");
  if (manner.from_near) {
    options->SetNumericValue("mu_init", 1e-4);
    options->SetNumericValue("bound_push", 1e-6);
    options->SetNumericValue("bound_frac", 1e-6);
  }
  std::istringstream no_file;  // else a file of Ipopt's in the working folder would be read
  Ipopt::ApplicationReturnStatus status = ipopt->Initialize(no_file);
  if (status == Ipopt::Solve_Succeeded) status = ipopt->OptimizeTNLP(Ipopt::GetRawPtr(programme));
  if (programme->solved()) return 0;
  return status == Ipopt::Solve_Succeeded ? -1 : static_cast<int>(status);
}

}  // namespace

base::Result<Optimum> fastest_on(const Problem& problem, const Course& mesh, const Optimum* near) {
  base::expect(!mesh.empty(), "a course with a finish");
  int status = -1;
  // What is quickest first; a start from afar, where the restoration of a near one went astray.
  for (const Manner& manner : {Manner{true, false}, Manner{true, true}, Manner{false, true}, Manner{false, false}}) {
    if (manner.from_near && near == nullptr) continue;
    Optimum race = manner.from_near ? carried_over(*near, mesh) : guess(problem, mesh);
    status = try_to_solve(problem, race, manner);
    if (status != 0) continue;
    race.time = measure::Duration{race.node_s(race.nodes() - 1)};
    if (near != nullptr) race.attempts = near->attempts;
    race.attempts.push_back({static_cast<int>(mesh.size()), race.time});
    return race;
  }
  return base::failed("no fastest race found", fmt::format("{:g} m", mesh.back().to_m),
                      fmt::format("the solver gave up with status {} on {} stretches", status, mesh.size()), "try another distance");
}

base::Result<Optimum> fastest(const Problem& problem, const Course& course, const Search& search) {
  auto race = fastest_on(problem, first_mesh(course, search.stretches));
  for (int finer = 3; !race && finer <= 4; ++finer) race = fastest_on(problem, first_mesh(course, search.stretches * finer / 2));
  double change_s = 0;
  for (int i = 0; race && i < search.most_refinements; ++i) {
    const auto settles_on = [&](const Course& finer) -> base::Result<bool> {
      auto next = fastest_on(problem, finer, &*race);
      if (!next) return tl::make_unexpected(next.error());
      change_s = std::fabs((next->time - race->time).si());
      race = std::move(next);
      return change_s < search.settled.si();
    };
    auto settled = settles_on(halved(race->mesh, to_be_split(faults_of(problem, *race))));
    if (settled && *settled) {
      settled = settles_on(halved(race->mesh));
      if (settled && *settled) return race;
    }
    if (!settled) return tl::make_unexpected(settled.error());
  }
  if (!race) return race;
  return base::failed("the fastest race does not settle", fmt::format("{:g} m", course.back().to_m),
                      fmt::format("its time still moves by {:.4f} s on {} stretches", change_s, race->mesh.size()), "try another distance");
}

measure::Duration change_of_time(const Optimum& optimum, const Problem& moved) {
  std::vector<double> rows(moved.rows());
  double change = 0;
  for (std::size_t k = 0; k < optimum.mesh.size(); ++k) {
    moved.rows(optimum.mesh[k], optimum.node(static_cast<int>(k)), rows.data());
    for (int r = 0; r < moved.rows(); ++r) change += optimum.weights[k * moved.rows() + r] * rows[r];
  }
  return measure::Duration{change};
}

}  // namespace lastlap::pacing
