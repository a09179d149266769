#include "lastlap/study/abilities.hpp"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "lastlap/measure/mark.hpp"
#include "lastlap/runner/alone.hpp"

namespace lastlap::study {
namespace {

using Vector = Eigen::Vector4d;
using Matrix = Eigen::Matrix4d;

constexpr int recent_days = 730;
constexpr int oldest_days = 6 * 365;
constexpr double ordinary_day_slower = 0.001;  // guess: far less than the 1 % by which races vary [Hopkins05]; bests are run sheltered
constexpr double deviation_a_year = 0.006;     // guess

/// One best mark, ready to be fitted.
struct Observation {
  MarkUsed used;
  measure::Distance distance;
  runner::Ground ground;
  double log_time = 0;    // of the ordinary day
  double deviation = 0;
};

runner::Ground ground_of(measure::TrackKind track, measure::Distance distance) {
  const track::Oval oval = track::oval_of(track);
  return {.bend_share = oval.metres_on_bends(distance.si()) / distance.si(), .radius_m = oval.radius_m};
}

// Expected largest of n standard normals (n = 1 to 8, then 8's): how much better than ordinary a best of n is.
double expected_largest(int n) {
  static constexpr double table[] = {0.0, 0.0, 0.5642, 0.8463, 1.0294, 1.1630, 1.2672, 1.3522, 1.4236};
  return table[std::clamp(n, 1, 8)];
}

// How far a mark may lie from what abilities say, as a share: the model's own error, more for events run rarely. guess
double deviation_of(const measure::Event& event, measure::TrackKind track) {
  const double metres = event.distance.si();
  double deviation = 0.009;
  if (metres > 1400 && metres < 1700) deviation = 0.005;
  if (metres > 4000) deviation = 0.012;
  return track == measure::TrackKind::short_200 ? deviation + 0.003 : deviation;
}

std::vector<Observation> observations(const archive::Starter& starter, const measure::AsOf& as_of) {
  std::map<std::pair<double, measure::TrackKind>, std::vector<const archive::Performance*>> by_event;
  for (const archive::Performance& performance : starter.performances) {
    const auto event = measure::event_named(performance.event);
    if (!event || event->distance.si() < 700 || event->distance.si() > 6000) continue;
    const int age = as_of.last_known.days_since(performance.date);
    if (age < 0 || age > oldest_days) continue;
    by_event[{event->distance.si(), performance.track}].push_back(&performance);
  }
  std::vector<Observation> found;
  for (const auto& [key, performances] : by_event) {
    const auto age_of = [&](const archive::Performance* p) { return as_of.last_known.days_since(p->date); };
    const bool any_recent = std::any_of(performances.begin(), performances.end(),
                                        [&](const auto* p) { return age_of(p) <= recent_days; });
    const archive::Performance* best = nullptr;
    int marks = 0;
    for (const auto* p : performances) {
      if (any_recent && age_of(p) > recent_days) continue;
      ++marks;
      if (best == nullptr || p->time < best->time) best = p;
    }
    const measure::Event event = *measure::event_named(best->event);
    const double years = age_of(best) / 365.25;
    Observation observation;
    observation.used = MarkUsed{.event = best->event, .track = best->track, .date = best->date, .best = best->time, .marks = marks, .estimate = {}};
    observation.distance = event.distance;
    observation.ground = ground_of(best->track, event.distance);
    observation.log_time = std::log(best->time.si()) + ordinary_day_slower * expected_largest(marks);
    observation.deviation = std::hypot(deviation_of(event, best->track), deviation_a_year * years);
    found.push_back(observation);
  }
  return found;
}

runner::Abilities abilities_at(const Population& population, const Vector& x) {
  const runner::Abilities& mean = population.mean;
  return {.aerobic_power = mean.aerobic_power * std::exp(x[0]),
          .reserve = mean.reserve * std::exp(x[1]),
          .running_cost = mean.running_cost * std::exp(x[2]),
          .sprint_speed = mean.sprint_speed * std::exp(x[3])};
}

/// The logarithm of the time alone over an observation's distance, and its slopes by the logarithms of the abilities.
struct Predicted {
  double log_time = 0;
  Vector slope = Vector::Zero();
};

Predicted predicted(const Population& population, const Vector& x, const Observation& observation) {
  constexpr double step = 1e-3;
  std::array<runner::Abilities, runner::times_at_once> tried{abilities_at(population, x)};
  for (int i = 0; i < 4; ++i) {
    Vector moved = x;
    moved[i] += step;
    tried[i + 1] = abilities_at(population, moved);
  }
  const auto times = runner::times_alone(tried, observation.distance, observation.ground);
  Predicted predicted{.log_time = std::log(times[0].si())};
  for (int i = 0; i < 4; ++i) predicted.slope[i] = (std::log(times[i + 1].si()) - predicted.log_time) / step;
  return predicted;
}

// Residual in deviations and the weight it counts with: linear beyond one on the slow side.
std::pair<double, double> residual_and_weight(const Observation& observation, double predicted) {
  const double residual = (observation.log_time - predicted) / observation.deviation;
  return {residual, residual > 1.0 ? 1.0 / residual : 1.0};
}

struct Fit {
  Vector x = Vector::Zero();
  Matrix covariance = Matrix::Identity();
};

Fit fit(const Population& population, const std::vector<Observation>& observed) {
  Fit fit;
  Matrix prior = Matrix::Zero();
  for (int i = 0; i < 4; ++i) prior(i, i) = 1.0 / (population.deviation[i] * population.deviation[i]);
  Matrix information = prior;
  constexpr int most_rounds = 12;
  for (int round = 0; round < most_rounds; ++round) {
    information = prior;
    Vector gradient = -prior * fit.x;
    for (const Observation& observation : observed) {
      const auto [log_time, slope] = predicted(population, fit.x, observation);
      const auto [residual, weight] = residual_and_weight(observation, log_time);
      gradient += slope * (weight * residual / observation.deviation);
      information += slope * slope.transpose() * (weight / (observation.deviation * observation.deviation));
    }
    Vector change = information.ldlt().solve(gradient);
    const double longest = change.cwiseAbs().maxCoeff();
    if (longest > 0.1) change *= 0.1 / longest;
    fit.x += change;
    if (longest < 1e-5) break;
  }
  fit.covariance = information.inverse();
  return fit;
}

double six_digits(double value) {
  if (value == 0.0) return 0.0;
  const double scale = std::pow(10.0, 5 - std::floor(std::log10(std::fabs(value))));
  return std::round(value * scale) / scale;
}

void apply_stated(const archive::StatedAbilities& stated, Estimate& estimate, Matrix& covariance) {
  const auto set = [&](int i, bool given) {
    if (!given) return;
    covariance.row(i).setZero();
    covariance.col(i).setZero();
    covariance(i, i) = 0.01 * 0.01;
  };
  if (stated.aerobic_power_w_per_kg) estimate.abilities.aerobic_power = measure::SpecificPower{*stated.aerobic_power_w_per_kg};
  if (stated.reserve_j_per_kg) estimate.abilities.reserve = measure::Reserve{*stated.reserve_j_per_kg};
  if (stated.running_cost_j_per_kg_m) estimate.abilities.running_cost = measure::RunningCost{*stated.running_cost_j_per_kg_m};
  if (stated.sprint_speed_mps) estimate.abilities.sprint_speed = measure::Speed{*stated.sprint_speed_mps};
  set(0, stated.aerobic_power_w_per_kg.has_value());
  set(1, stated.reserve_j_per_kg.has_value());
  set(2, stated.running_cost_j_per_kg_m.has_value());
  set(3, stated.sprint_speed_mps.has_value());
}

bool states_anything(const archive::StatedAbilities& stated) {
  return stated.aerobic_power_w_per_kg || stated.reserve_j_per_kg || stated.running_cost_j_per_kg_m || stated.sprint_speed_mps;
}

}  // namespace

Population population(measure::Sex sex) {
  using namespace measure;
  if (sex == Sex::men)
    return {.mean = {SpecificPower{24.6}, Reserve{1490}, RunningCost{3.8}, Speed{9.35}}, .deviation = {0.045, 0.11, 0.015, 0.020}};
  return {.mean = {SpecificPower{20.3}, Reserve{1280}, RunningCost{3.8}, Speed{8.40}}, .deviation = {0.045, 0.11, 0.015, 0.020}};
}

base::Result<Estimate> estimate(const archive::Starter& starter, measure::Sex sex, const measure::AsOf& as_of) {
  const std::vector<Observation> observed = observations(starter, as_of);
  const bool stated = states_anything(starter.stated);
  if (observed.empty() && !stated)
    return base::wrong("nothing known of a runner", starter.name,
                       fmt::format("no mark from 800 m to 5000 m in the six years to {}", as_of.last_known.text()),
                       "give marks or abilities in a race file");
  const Population class_of = population(sex);
  Fit fitted = fit(class_of, observed);
  Estimate estimate;
  estimate.abilities = abilities_at(class_of, fitted.x);
  if (stated) {
    apply_stated(starter.stated, estimate, fitted.covariance);
    estimate.remarks.push_back(fmt::format("{}: abilities as stated in the race file", starter.name));
  }
  estimate.abilities = {.aerobic_power = measure::SpecificPower{six_digits(estimate.abilities.aerobic_power.si())},
                        .reserve = measure::Reserve{six_digits(estimate.abilities.reserve.si())},
                        .running_cost = measure::RunningCost{six_digits(estimate.abilities.running_cost.si())},
                        .sprint_speed = measure::Speed{six_digits(estimate.abilities.sprint_speed.si())}};
  const Matrix factor = fitted.covariance.llt().matrixL();
  for (int i = 0; i < 4; ++i)
    for (int k = 0; k <= i; ++k) estimate.spread[i][k] = six_digits(factor(i, k));
  for (const Observation& observation : observed) {
    MarkUsed used = observation.used;
    used.estimate = runner::time_alone(estimate.abilities, observation.distance, observation.ground);
    if (used.best.si() > 1.02 * used.estimate.si())
      estimate.remarks.push_back(fmt::format("{}: {} over {} looks like a race not run flat out; taken as a bound", starter.name,
                                             measure::text_of_mark(used.best), used.event == "mile" ? "the mile" : used.event + " m"));
    estimate.marks.push_back(used);
  }
  if (observed.size() == 1)
    estimate.remarks.push_back(fmt::format("{}: one event only; the rest is what runners of this class can do", starter.name));
  return estimate;
}

Estimate estimate_without_marks(const archive::Starter& starter, measure::Sex sex) {
  constexpr double slower = 0.98;  // of the population's aerobic power: about 1.4 % of a 1500 m time. guess
  const Population class_of = population(sex);
  Estimate estimate;
  estimate.abilities = class_of.mean;
  estimate.abilities.aerobic_power = class_of.mean.aerobic_power * slower;
  for (int i = 0; i < 4; ++i) estimate.spread[i][i] = class_of.deviation[i];
  estimate.remarks.push_back(fmt::format("{}: no mark is known; taken as somebody of this class, with wide uncertainty", starter.name));
  return estimate;
}

}  // namespace lastlap::study
