#pragma once

// The search for one runner's best plan against a field whose plans stand.

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "lastlap/plan/goal.hpp"
#include "lastlap/race/race.hpp"
#include "lastlap/tactics/plan.hpp"

namespace lastlap::plan {

/// How much the search may run.
struct Budget {
  int plans_a_round = 12;      ///< population of the evolution strategy
  int rounds = 10;             ///< more learn the common luck rather than the race: docs/performance.md
  int races_a_plan = 160;      ///< on common luck
  int races_a_finalist = 1024; ///< to choose among the best on other luck
  int finalists = 6;
};

/// Told after every round: how far, in [0, 1], and how well the best plan serves the aim so far.
using Progress = std::function<void(double share, double best)>;

/// What is asked.
struct Question {
  int runner = 0;
  Aim aim;
  Budget budget;
  std::uint64_t seed = 0;
  std::uint64_t first_race = 0;   ///< where in the seed's stream the search takes its luck
  int threads = 0;
  int rival = -1;                 ///< whom the plan may cover; -1: nobody
  const std::atomic<bool>* stop = nullptr;
  Progress progress;
};

/// What came of it.
struct Found {
  tactics::Plan plan;          ///< the usual one if nothing better was found
  bool better_than_usual = false;
  int races = 0;               ///< run in the search
  bool stopped = false;        ///< ended early, with the best so far
};

/// Searches the plan's numbers (place early, when to move up, place then, when to strike, place then, when to go all out, the
/// line early and late, the pace if in front, whether to cover the rival) by CMA-ES [Hansen16] (library pagmo), every
/// plan on the same luck. The best of the last rounds meet the usual plan on other luck, and who reaches the aim most often there is returned,
/// its numbers rounded to what a coach would say, without the phases it does as well without. A plan whose first races, held against the
/// best plan's on the same luck, leave it behind is given up. Same question, same answer, whatever the threads.
Found best_plan(const race::Prepared& field, const Question& question);

}  // namespace lastlap::plan
