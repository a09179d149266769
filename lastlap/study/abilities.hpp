#pragma once

// What a runner can really do, from her marks as of a date, and how sure we are.

#include <string>
#include <vector>

#include "lastlap/archive/field.hpp"
#include "lastlap/race/race.hpp"
#include "lastlap/runner/body.hpp"

namespace lastlap::study {

/// One mark that the estimate rests on, beside what the estimate makes of it.
struct MarkUsed {
  std::string event;
  measure::TrackKind track = measure::TrackKind::oval_400;
  measure::Date date = measure::Date::of(1900, 1, 1);
  measure::Duration best;      ///< the mark
  int marks = 1;               ///< how many marks in the window stand behind this best
  measure::Duration estimate;  ///< what the estimated runner runs alone at even effort
};

/// Abilities with what is not known of them.
struct Estimate {
  runner::Abilities abilities;
  race::AbilitySpread spread{};
  std::vector<MarkUsed> marks;
  std::vector<std::string> remarks;  ///< what the reader must know: few marks, a slow best, stated abilities
};

/// What runners of this class are like before any mark is seen: means and relative standard deviations of
/// (aerobic power, reserve, running cost, sprint speed). Set so that the means run alone what finalists run
/// (men 1:45, 3:33, 7:33, 12:58; women 1:59, 4:01, 8:40, 14:33); the deviations are guesses.
struct Population {
  runner::Abilities mean;
  std::array<double, 4> deviation;
};
Population population(measure::Sex sex);

/// Estimates abilities from the best mark of each event in the two years to `as_of` (failing that, in six) at
/// 800 m to 5000 m, both tracks: the maximum of
///   sum log-likelihood of ln(mark / time alone) + log-prior of the population,
/// by Gauss-Newton on the logarithms of the four abilities; the spread is the Laplace approximation's.
///  * a mark is a best of several days, so the ordinary day is slower: by 0.2 % times the expected largest of n normals;
///  * a mark much slower than the others say she can run was not run flat out: it counts linearly (Huber), not squared;
///  * older marks count less: 0.6 % more deviation a year.
/// Stated abilities replace the estimate's, with 1 % deviation. Results are rounded to six digits, so that no bit of
/// the C library's logarithm reaches a race.
/// Errors: neither marks nor stated abilities.
base::Result<Estimate> estimate(const archive::Starter& starter, measure::Sex sex, const measure::AsOf& as_of);

/// For a starter of whom the archive knows no mark: the population, a little slower, with all its deviation, and a remark
/// that says so. Lists hold who is fast; whom they lack is likelier slower than the finalists the population stands for.
Estimate estimate_without_marks(const archive::Starter& starter, measure::Sex sex);

}  // namespace lastlap::study
