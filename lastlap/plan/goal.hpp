#pragma once

// What a plan is for, and how well a set of races served it.

#include <optional>
#include <string_view>
#include <vector>

#include "lastlap/race/race.hpp"

namespace lastlap::plan {

enum class Goal { win, medal, qualify, time };
std::optional<Goal> goal_named(std::string_view word);
std::string_view text(Goal goal);

/// A goal with its number: the places that count. win 1, medal 3, qualify as the round's rule says; time: no place.
struct Aim {
  Goal goal = Goal::win;
  int places = 1;
};

/// How well each race served `runner`'s aim, in [0, 1], the larger the better: for places
///   1 / (1 + exp(-(t_k - t) / 0.2 s)),
/// t her time and t_k the time of the k-th of the others, so that a near miss counts more than a far one and the search
/// has a slope to follow; for time, 1 minus time over twice the slowest thinkable. Only the search uses this;
/// what is reported is counted.
std::vector<double> served_each(const race::Outcomes& outcomes, int runner, const Aim& aim, double longest_s);
/// 1 for each race in which `runner` reached the aim's places, else 0; for time, as served_each().
std::vector<double> reached_each(const race::Outcomes& outcomes, int runner, const Aim& aim, double longest_s);

}  // namespace lastlap::plan
