#include "lastlap/plan/goal.hpp"

#include <algorithm>
#include <cmath>

namespace lastlap::plan {
namespace {
constexpr double near_miss_s = 0.2;  // guess: about the gap between neighbours at the finish of a final
}

std::optional<Goal> goal_named(std::string_view word) {
  for (Goal goal : {Goal::win, Goal::medal, Goal::qualify, Goal::time})
    if (text(goal) == word) return goal;
  return std::nullopt;
}

std::string_view text(Goal goal) {
  switch (goal) {
    case Goal::win: return "win";
    case Goal::medal: return "medal";
    case Goal::qualify: return "qualify";
    case Goal::time: return "time";
  }
  return "";
}

std::vector<double> served_each(const race::Outcomes& outcomes, int runner, const Aim& aim, double longest_s) {
  std::vector<double> each, others;
  for (int race = 0; race < outcomes.races(); ++race) {
    const auto time_of = [&](int r) {
      const double time = outcomes.finish(race, r).time_s;
      return time > 0 ? time : longest_s;
    };
    const double own = time_of(runner);
    if (aim.goal == Goal::time) {
      each.push_back(1.0 - own / (2.0 * longest_s));
      continue;
    }
    others.clear();
    for (int r = 0; r < outcomes.runners(); ++r)
      if (r != runner) others.push_back(time_of(r));
    const int k = std::min(aim.places, static_cast<int>(others.size())) - 1;
    if (k < 0) {
      each.push_back(1.0);
      continue;
    }
    std::nth_element(others.begin(), others.begin() + k, others.end());
    each.push_back(1.0 / (1.0 + std::exp(-(others[k] - own) / near_miss_s)));
  }
  return each;
}

std::vector<double> reached_each(const race::Outcomes& outcomes, int runner, const Aim& aim, double longest_s) {
  if (aim.goal == Goal::time) return served_each(outcomes, runner, aim, longest_s);
  std::vector<double> each;
  for (int race = 0; race < outcomes.races(); ++race)
    each.push_back(outcomes.finish(race, runner).time_s > 0 && outcomes.place(race, runner) <= aim.places ? 1.0 : 0.0);
  return each;
}

}  // namespace lastlap::plan
