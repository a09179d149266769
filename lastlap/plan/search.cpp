#include "lastlap/plan/search.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>
#include <span>

#include "lastlap/base/expect.hpp"

namespace lastlap::plan {
namespace {

using Genes = std::vector<double>;  // each in [0, 1]

enum Gene { early_place, move_at, middle_place, strike_at, late_place, go_at, early_line, late_line, pace_in_front, cover, genes };

double between(double gene, double low, double high) { return low + std::clamp(gene, 0.0, 1.0) * (high - low); }
double share_of(double value, double low, double high) { return std::clamp((value - low) / (high - low), 0.0, 1.0); }
double to_tens(double metres) { return std::round(metres / 10.0) * 10.0; }
tactics::Line line_of(double gene) {
  return gene < 1.0 / 3 ? tactics::Line::rail : gene < 2.0 / 3 ? tactics::Line::shoulder : tactics::Line::wide;
}

/// What the genes range over, in this race.
struct Ranges {
  double move_low, move_high, strike_low, strike_high, go_low, go_high;
  int places;
  explicit Ranges(const race::Prepared& field) : places{field.runners()} {
    // As 1500 m runners choose them; a shorter race has room for less.
    const double metres = field.race().distance.si();
    const double scale = std::min(1.0, metres / 1500.0);
    move_low = 500 * scale, move_high = std::min(0.8 * metres, 1100 * scale * std::max(1.0, std::sqrt(metres / 1500.0)));
    strike_low = 220 * scale, strike_high = 640 * scale;
    go_low = 60, go_high = std::min(600.0, 0.45 * metres);
  }
};

constexpr double slowest_effort = 0.955, fastest_effort = 1.035;
constexpr double cover_gap_m = 1.5;

tactics::Plan plan_of(const Genes& x, const race::Prepared& field, const Question& question) {
  const Ranges ranges(field);
  const race::Entrant& entrant = field.race().field[question.runner];
  const double metres = field.race().distance.si();
  const int places = ranges.places;
  constexpr double rush_m = tactics::rush_m;
  const auto place = [&](double gene, int most) { return static_cast<int>(std::lround(between(gene, 1.0, std::max(1, std::min(most, places))))); };
  const double effort = std::round(between(x[pace_in_front], slowest_effort, fastest_effort) * 1000.0) / 1000.0;
  const double even = field.even_speed(question.runner);
  // To the tenth of a second a lap: what a coach can call out.
  const auto pace = [&](double share) { return measure::Speed{400.0 / (std::round(4000.0 / (share * even)) / 10.0)}; };
  const double go = to_tens(between(x[go_at], ranges.go_low, ranges.go_high));
  const double strike = std::max(go + 20.0, to_tens(between(x[strike_at], ranges.strike_low, ranges.strike_high)));
  const double move = std::max(strike + 50.0, to_tens(between(x[move_at], ranges.move_low, ranges.move_high)));
  const bool covers = question.rival >= 0 && x[cover] > 0.5;
  const auto phase = [&](double from, int wanted, double line) {
    tactics::Phase made;
    made.from = measure::Distance{from};
    made.place = wanted;
    made.line = line_of(line);
    made.pace = pace(effort);
    if (covers && from < metres - 1.0) {
      made.cover = field.race().field[question.rival].athlete;
      made.cover_gap = measure::Distance{cover_gap_m};
    }
    return made;
  };
  tactics::Plan plan;
  plan.athlete = entrant.athlete;
  plan.phases.push_back(phase(metres, place(x[early_place], places), x[early_line]));
  if (move < metres - rush_m) plan.phases.push_back(phase(move, place(x[middle_place], 9), x[early_line]));
  if (strike < metres - rush_m) plan.phases.push_back(phase(strike, place(x[late_place], 6), x[late_line]));
  plan.phases.push_back(phase(go, 1, x[late_line]));
  plan.phases.back().all_out = true;
  plan.phases.back().cover.clear();
  return plan;
}

/// The best plan so far on one stretch of luck, race by race: others meet it there.
struct Standard {
  std::vector<double> each;
  double mean = -1.0;
};

double mean_of(std::span<const double> each) { return std::accumulate(each.begin(), each.end(), 0.0) / static_cast<double>(each.size()); }

/// What a plan would come to over all the races of the standard, judged by its first: on the same luck, how far apart two plans are
/// is known much better than how good either is.
struct Estimate {
  double mean, standard_error;
};
Estimate estimate(const std::vector<double>& first, const Standard& standard) {
  std::vector<double> apart(first.size());
  std::transform(first.begin(), first.end(), standard.each.begin(), apart.begin(), std::minus<>());
  const double mean = mean_of(apart);
  double squares = 0.0;
  for (double& a : apart) squares += (a - mean) * (a - mean);
  const double races = static_cast<double>(first.size());
  return {.mean = standard.mean + mean, .standard_error = std::sqrt(squares / (races - 1.0) / races)};
}

/// Races run before a plan is looked at for the first time: enough for a standard error to mean something.
int first_look_at(int races) { return std::max(64, (races / 4 + 15) / 16 * 16); }

/// On which races a plan is tried, how they are valued, and when it is given up: when its first races leave it so many standard
/// errors below the bar.
struct Trial {
  std::uint64_t first;
  int races;
  std::vector<double> (*values)(const race::Outcomes&, int, const Aim&, double);
  double bar, errors;
};

/// The problem pagmo sees: genes to minus how well the plan serves the aim, on common luck.
struct Races {
  const race::Prepared* field = nullptr;
  const Question* question = nullptr;
  std::shared_ptr<int> races_run = std::make_shared<int>(0);
  /// The best so far, and the value below which nobody is worth following.
  std::shared_ptr<Standard> best = std::make_shared<Standard>();
  std::shared_ptr<double> middle = std::make_shared<double>(-1.0);

  std::pair<Genes, Genes> get_bounds() const { return {Genes(genes, 0.0), Genes(genes, 1.0)}; }
  // One standard error: who is given up wrongly is hardly better than the middle of the round before, and only the order counts.
  Genes fitness(const Genes& x) const {
    const Trial trial{.first = question->first_race, .races = question->budget.races_a_plan, .values = served_each, .bar = *middle, .errors = 1.0};
    return {-value_of(plan_of(x, *field, *question), trial, *best)};
  }

  /// How well `plan` does; when it is given up, what it would have come to. If it beats the standard, it is the standard.
  double value_of(const tactics::Plan& plan, const Trial& trial, Standard& standard) const {
    if (question->stop != nullptr && question->stop->load()) return 0.0;
    const auto with = field->with_plan(question->runner, plan);
    base::expect(with.has_value(), "the search made a plan that contradicts itself");
    std::vector<double> each;
    // Half-run sets would favour whoever was being tried: they count as nothing.
    const auto run_until = [&](int wanted) {
      const race::Luck luck{.seed = question->seed, .first = trial.first + each.size(), .races = wanted - static_cast<int>(each.size())};
      const race::Outcomes outcomes = race::run_races(*with, luck, question->threads, question->stop);
      *races_run += outcomes.races();
      const std::vector<double> more = trial.values(outcomes, question->runner, question->aim, field->race().distance.si() / 2.5);
      each.insert(each.end(), more.begin(), more.end());
      return static_cast<int>(each.size()) == wanted;
    };
    const int look = first_look_at(trial.races);
    if (look < trial.races && !standard.each.empty()) {
      if (!run_until(look)) return 0.0;
      const Estimate likely = estimate(each, standard);
      if (likely.mean + trial.errors * likely.standard_error < trial.bar) return likely.mean;
    }
    if (!run_until(trial.races)) return 0.0;
    const double mean = mean_of(each);
    if (mean > standard.mean) standard = {.each = std::move(each), .mean = mean};
    return mean;
  }
};

/// What half of a round's plans reach.
double middle_of(const pagmo::population& population) {
  std::vector<double> values;
  for (const auto& f : population.get_f()) values.push_back(-f[0]);
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
  return values[values.size() / 2];
}

// Where the search starts: near how such races are usually run, a little back, a usual kick.
Genes first_guess(const Ranges& ranges) {
  Genes x(genes, 0.5);
  x[early_place] = share_of(5, 1, ranges.places);
  x[move_at] = share_of(700, ranges.move_low, ranges.move_high);
  x[middle_place] = share_of(3, 1, 9);
  x[strike_at] = share_of(420, ranges.strike_low, ranges.strike_high);
  x[late_place] = share_of(2, 1, 6);
  x[go_at] = share_of(280, ranges.go_low, ranges.go_high);
  x[early_line] = 0.2;
  x[late_line] = 0.4;
  x[pace_in_front] = share_of(0.98, slowest_effort, fastest_effort);
  return x;
}

}  // namespace

Found best_plan(const race::Prepared& field, const Question& question) {
  const Budget& budget = question.budget;
  const Races races{.field = &field, .question = &question};
  const auto stopped = [&] { return question.stop != nullptr && question.stop->load(); };
  const auto seed = static_cast<unsigned>(question.seed ^ (question.seed >> 32) ^ static_cast<unsigned>(question.runner * 7919));
  pagmo::problem problem{races};
  pagmo::population population{problem, 0u, seed};
  const Genes start = first_guess(Ranges(field));
  population.push_back(start);
  // The rest of the first round is spread widely but evenly: a Kronecker sequence on the golden ratio's generalisation.
  for (int i = 1; i < budget.plans_a_round && !stopped(); ++i) {
    Genes x(genes);
    for (int g = 0; g < genes; ++g) {
      const double spread = std::fmod((i + 0.5) * std::sqrt(static_cast<double>(2 + 3 * g)), 1.0);
      x[g] = 0.5 * start[g] + 0.5 * spread;
    }
    population.push_back(x);
  }
  // One generation at a time, so that progress can be told and a stop obeyed.
  pagmo::cmaes strategy{1u, -1, -1, -1, -1, 0.25, 1e-9, 1e-9, /*memory=*/true, /*force_bounds=*/true, seed};
  pagmo::algorithm algorithm{strategy};
  std::map<double, Genes> best_by_value;  // best value first (values are negated)
  const auto remember = [&] {
    for (std::size_t i = 0; i < population.size(); ++i)
      best_by_value.emplace(population.get_f()[i][0], population.get_x()[i]);
    while (best_by_value.size() > static_cast<std::size_t>(budget.finalists)) best_by_value.erase(std::prev(best_by_value.end()));
  };
  remember();
  *races.middle = middle_of(population);
  for (int round = 0; round < budget.rounds && !stopped(); ++round) {
    population = algorithm.evolve(population);
    if (stopped()) break;
    remember();
    *races.middle = middle_of(population);
    if (question.progress) question.progress((round + 1.0) / (budget.rounds + 2.0), -best_by_value.begin()->first);
  }

  Found found;
  found.plan = field.race().field[question.runner].plan;
  found.stopped = stopped();
  if (found.stopped) {  // the best so far, judged by the luck it was found on
    if (!best_by_value.empty() && best_by_value.begin()->first < 0.0) {
      found.plan = plan_of(best_by_value.begin()->second, field, question);
      found.better_than_usual = true;
    }
  } else {
    const std::uint64_t other_luck = question.first_race + (1ULL << 24);
    // Counted, not graded: losing by less is not winning.
    Standard chosen;
    const auto counted = [&](const tactics::Plan& plan, double bar) {
      constexpr double surely_worse = 3.0;  // standard errors
      const Trial trial{.first = other_luck, .races = budget.races_a_finalist, .values = reached_each, .bar = bar, .errors = surely_worse};
      return races.value_of(plan, trial, chosen);
    };
    double best = counted(found.plan, -1.0);
    for (const auto& [value, x] : best_by_value) {
      const tactics::Plan plan = plan_of(x, field, question);
      const double reached_so = counted(plan, best);
      if (reached_so > best) {
        best = reached_so;
        found.plan = plan;
        found.better_than_usual = true;
      }
    }
    // A coach remembers a short plan: what serves as well without a phase goes without it.
    constexpr double as_well = 0.004;  // a tenth of what so many races resolve
    for (std::size_t p = 1; found.better_than_usual && p + 1 < found.plan.phases.size() && !stopped();) {
      tactics::Plan shorter = found.plan;
      shorter.phases.erase(shorter.phases.begin() + static_cast<std::ptrdiff_t>(p));
      const double reached_so = counted(shorter, best - as_well);
      if (reached_so >= best - as_well && !stopped()) {
        best = std::max(best, reached_so);
        found.plan = shorter;
      } else {
        ++p;
      }
    }
    if (question.progress) question.progress(1.0, best);
  }
  found.races = *races.races_run;
  return found;
}

}  // namespace lastlap::plan
