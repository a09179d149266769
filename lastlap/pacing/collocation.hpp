#pragma once

// From a runner's equations to equations between nodes: what holds from one end of a stretch to the other.

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "lastlap/pacing/course.hpp"
#include "lastlap/pacing/jet.hpp"

namespace lastlap::pacing {

/// From where to where a number may go.
struct Range {
  double low = 0;
  double high = 0;
};

/// What one runner's problem looks like to the solver. Between the node before a stretch and the node after it stand the
/// numbers z = (t, state before; controls; t, state after), and the equations c(z) = 0 and limits g(z) >= 0 of that stretch.
/// The first state is the speed. Controls are constant on a stretch.
class Problem {
 public:
  virtual ~Problem() = default;
  virtual int states() const = 0;
  virtual int controls() const = 0;
  virtual int limits() const = 0;
  int node_size() const { return 1 + states(); }
  int unknowns() const { return 2 * node_size() + controls(); }
  int equations() const { return 1 + states(); }
  int rows() const { return equations() + limits(); }

  virtual Range state_range(int which) const = 0;
  virtual Range start_range(int which) const = 0;
  virtual Range control_range(int which) const = 0;
  /// A speed to guess from, and the state and controls after a share of the race.
  virtual double guessed_speed() const = 0;
  virtual double guessed_state(int which, double share) const = 0;
  virtual double guessed_control(int which) const = 0;

  /// Writes the rows c, then g; their first derivatives row by row; the packed lower triangle of the weighted rows' sum.
  virtual void rows(const Stretch& stretch, const double* z, double* out) const = 0;
  virtual void slopes(const Stretch& stretch, const double* z, double* out) const = 0;
  virtual void curvatures(const Stretch& stretch, const double* z, const double* weights, double* out) const = 0;
  /// How far the equations fail between the nodes, as a share of each state's range: zero for an exact solution.
  virtual double misfit(const Stretch& stretch, const double* z) const = 0;
};

/// Hermite-Simpson collocation [Hargraves87]. The state is a cubic in time on each stretch, with the right slope at both ends and in the
/// middle; h = t1 - t0 is what the stretch takes, an unknown like the others:
///   y_m = (y0 + y1)/2 + h (f0 - f1)/8,   y1 - y0 = h (f0 + 4 f_m + f1)/6,   x1 - x0 = h (v0 + 4 v_m + v1)/6.
/// Why this one: nodes lie at given distances, where bends end, and yet the start from rest is smooth, because time is the
/// variable of integration. With constant controls the speed bends within a stretch and Simpson sees it: a zigzag of
/// speeds costs, where under the midpoint or the trapezoidal rule it is free on the cruise, which has no control of
/// its own (a singular arc). Order 4 where controls are smooth enough, 2 where a stretch holds a switch.
///
/// `Runner` gives states, controls, limits (numbers of them) and
///   rates(stretch, t, state, control) -> state'          (per second)
///   limits_at(stretch, t, state, control) -> g >= 0      (asked for in the middle of a stretch)
/// templated on the number; and the ranges and guesses of Problem.
template <class Runner>
class Collocated final : public Problem {
 public:
  static constexpr int n = Runner::states, m = Runner::controls, l = Runner::limits;
  static constexpr int size = 2 * (n + 1) + m, all_rows = n + 1 + l;
  explicit Collocated(const Runner& runner) : runner_{runner} {}

  int states() const override { return n; }
  int controls() const override { return m; }
  int limits() const override { return l; }
  Range state_range(int which) const override { return runner_.state_range(which); }
  Range start_range(int which) const override { return runner_.start_range(which); }
  Range control_range(int which) const override { return runner_.control_range(which); }
  double guessed_speed() const override { return runner_.guessed_speed(); }
  double guessed_state(int which, double share) const override { return runner_.guessed_state(which, share); }
  double guessed_control(int which) const override { return runner_.guessed_control(which); }

  void rows(const Stretch& stretch, const double* z, double* out) const override {
    std::array<double, size> plain;
    for (int i = 0; i < size; ++i) plain[i] = z[i];
    const auto row = rows_of(stretch, plain);
    for (int i = 0; i < all_rows; ++i) out[i] = row[i];
  }
  void slopes(const Stretch& stretch, const double* z, double* out) const override {
    const auto row = rows_of(stretch, variables<false>(z));
    for (int i = 0; i < all_rows; ++i)
      for (int j = 0; j < size; ++j) *out++ = row[i].slope[j];
  }
  void curvatures(const Stretch& stretch, const double* z, const double* weights, double* out) const override {
    const auto row = rows_of(stretch, variables<true>(z));
    for (int k = 0; k < size * (size + 1) / 2; ++k) {
      out[k] = 0;
      for (int i = 0; i < all_rows; ++i) out[k] += weights[i] * row[i].curvature[k];
    }
  }
  double misfit(const Stretch& stretch, const double* z) const override;

 private:
  template <bool Curved>
  std::array<Jet<size, Curved>, size> variables(const double* z) const {
    std::array<Jet<size, Curved>, size> jets;
    for (int i = 0; i < size; ++i) jets[i] = Jet<size, Curved>::variable(z[i], i);
    return jets;
  }
  template <class Number>
  std::array<Number, all_rows> rows_of(const Stretch& stretch, const std::array<Number, size>& z) const;

  Runner runner_;
};

template <class Runner>
template <class Number>
auto Collocated<Runner>::rows_of(const Stretch& stretch, const std::array<Number, size>& z) const -> std::array<Number, all_rows> {
  std::array<Number, n> before, after, middle;
  std::array<Number, m> control;
  const Number &t0 = z[0], &t1 = z[n + 1 + m];
  for (int i = 0; i < n; ++i) before[i] = z[1 + i], after[i] = z[n + 2 + m + i];
  for (int i = 0; i < m; ++i) control[i] = z[n + 1 + i];
  const Number h = t1 - t0, t_middle = (t0 + t1) * 0.5;
  const std::array<Number, n> f0 = runner_.rates(stretch, t0, before, control), f1 = runner_.rates(stretch, t1, after, control);
  for (int i = 0; i < n; ++i) middle[i] = (before[i] + after[i]) * 0.5 + h * (f0[i] - f1[i]) * 0.125;
  const std::array<Number, n> fm = runner_.rates(stretch, t_middle, middle, control);
  const Number sixth = h * (1.0 / 6.0);
  std::array<Number, all_rows> row;
  row[0] = sixth * (before[0] + middle[0] * 4.0 + after[0]) - stretch.length_m();
  for (int i = 0; i < n; ++i) row[1 + i] = after[i] - before[i] - sixth * (f0[i] + fm[i] * 4.0 + f1[i]);
  const std::array<Number, l> limit = runner_.limits_at(stretch, t_middle, middle, control);
  for (int i = 0; i < l; ++i) row[1 + n + i] = limit[i];
  return row;
}

template <class Runner>
double Collocated<Runner>::misfit(const Stretch& stretch, const double* z) const {
  std::array<double, n> before, after;
  std::array<double, m> control;
  const double t0 = z[0], h = z[n + 1 + m] - t0;
  for (int i = 0; i < n; ++i) before[i] = z[1 + i], after[i] = z[n + 2 + m + i];
  for (int i = 0; i < m; ++i) control[i] = z[n + 1 + i];
  const auto f0 = runner_.rates(stretch, t0, before, control), f1 = runner_.rates(stretch, t0 + h, after, control);
  double worst = 0;
  for (const double s : {0.25, 0.75}) {
    std::array<double, n> between, slope;
    for (int i = 0; i < n; ++i) {
      // The cubic of Hermite and its slope at the share s of the stretch.
      const double rise = after[i] - before[i];
      between[i] = before[i] + s * s * (3 - 2 * s) * rise + h * s * (1 - s) * ((1 - s) * f0[i] - s * f1[i]);
      slope[i] = 6 * s * (1 - s) * rise / h + (1 - s) * (1 - 3 * s) * f0[i] - s * (2 - 3 * s) * f1[i];
    }
    between[0] = between[0] > 0 ? between[0] : 0.0;
    const auto f = runner_.rates(stretch, t0 + s * h, between, control);
    for (int i = 0; i < n; ++i) {
      const Range range = runner_.state_range(i);
      worst = std::fmax(worst, std::fabs(slope[i] - f[i]) * h / (range.high - range.low));
    }
  }
  return worst;
}

}  // namespace lastlap::pacing
