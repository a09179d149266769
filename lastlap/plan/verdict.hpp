#pragma once

// The whole answer to "what should she do?": the plan, what it gains, what it is worth once a rival answers, what matters.

#include <string>
#include <vector>

#include "lastlap/plan/search.hpp"
#include "lastlap/race/summary.hpp"

namespace lastlap::plan {

/// Chances of one runner under one set of plans.
struct Chances {
  race::Chance win, medal, aim;  ///< aim: the places the goal asks for (for time: equals win)
  race::Quantiles time_s;
};

/// One single change and what it is worth, against the plan on the same luck.
struct Matter {
  enum class Kind { fitness, tactics, draw };
  Kind kind = Kind::tactics;
  std::string change;           ///< "half a per cent more aerobic power"
  race::Chance win, medal, aim; ///< difference to the plan's chance
};

/// What is asked of planning.
struct Order {
  int runner = 0;
  Aim aim;
  Budget search;
  Budget answer;
  int races_judged = 4000;
  int races_a_matter = 2000;
  std::uint64_t seed = 0;
  int threads = 0;
  const std::atomic<bool>* stop = nullptr;
  std::function<void(const std::string& stage, double share)> progress;
};

struct Verdict {
  tactics::Plan plan;
  bool better_than_usual = false;
  bool stopped = false;
  Chances usual, planned, answered;
  int rival = -1;                ///< who answered; -1: nobody (stopped, or a field of one)
  tactics::Plan rival_plan;
  race::Chance gain_win, gain_medal, gain_aim;
  std::vector<Matter> matters;   ///< by size, largest first
  race::Summary usual_field, planned_field;
  std::string usual_signature, planned_signature, signature;
  int races_searched = 0, races_judged = 0;
};

/// Luck is parted: search, rival's answer and judgement use different stretches of the seed's stream, and judgement the one
/// that `lastlap race` uses, so that running the plan again gives its chance again.
inline constexpr std::uint64_t luck_of_search = 1ULL << 40;
inline constexpr std::uint64_t luck_of_answer = 2ULL << 40;
inline constexpr std::uint64_t luck_of_judgement = 0;

/// Finds a plan for the runner against everyone's usual race, judges it on fresh luck, lets the rival who wins most without
/// us answer with a best plan of their own, and measures single changes.
Verdict plan_for(const race::Prepared& usual, const Order& order);

}  // namespace lastlap::plan
