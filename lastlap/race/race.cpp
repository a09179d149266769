#include "lastlap/race/race.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <set>

#include "lastlap/race/setup.hpp"
#include "lastlap/runner/alone.hpp"

namespace lastlap::race {
namespace {

double even_speed_of(const Entrant& entrant, const Race& race) {
  const double distance = race.distance.si();
  const runner::Ground ground{.bend_share = race.oval.metres_on_bends(distance) / distance, .radius_m = race.oval.radius_m};
  return distance / runner::time_alone(entrant.abilities, race.distance, ground).si();
}

}  // namespace

int place_in(std::span<const Finish> finishes, int race, int runner) {
  const int runners = static_cast<int>(finishes.size());
  const float own = finishes[runner].time_s;
  int ahead = 0, level = 0;
  // Counted without a branch, for who beats whom is what a processor cannot guess.
  for (const Finish& other : finishes) {
    ahead += static_cast<int>(other.time_s > 0) & (static_cast<int>(own <= 0) | static_cast<int>(other.time_s < own));
    level += static_cast<int>(other.time_s == own);
  }
  if (level == 1 || own <= 0) return 1 + ahead;
  // A dead heat to the last bit goes to either in turn, so that exactly one runner wins every race.
  for (int other = 0; other < runners; ++other)
    if (finishes[other].time_s == own && (other + race) % runners < (runner + race) % runners) ++ahead;
  return 1 + ahead;
}

void Signature::add(std::span<const Finish> finishes) {
  for (const Finish& finish : finishes) {
    std::uint32_t bits = std::bit_cast<std::uint32_t>(finish.time_s);
    for (int i = 0; i < 4; ++i, bits >>= 8) hash_ = (hash_ ^ (bits & 0xff)) * 0x100000001b3ULL;
  }
}

std::string Signature::text() const { return fmt::format("{:016x}", hash_); }

int Outcomes::place(int race, int runner) const {
  return place_in({&finish(race, 0), static_cast<std::size_t>(runners_)}, race, runner);
}

std::string Outcomes::signature() const {
  Signature signature;
  signature.add(finishes_);
  return signature.text();
}

base::Result<Prepared> Prepared::from(Race race) {
  const int n = static_cast<int>(race.field.size());
  if (n < 1 || n > most_runners)
    return base::wrong("not a field", race.id, fmt::format("{} runners", n), fmt::format("give 1 to {}", most_runners));
  Prepared prepared;
  prepared.race_ = std::move(race);
  prepared.stand_on_the_line();
  std::set<int> orders;
  for (int r = 0; r < n; ++r) {
    const Entrant& entrant = prepared.race_.field[r];
    if (entrant.start_order && (*entrant.start_order < 1 || *entrant.start_order > n || !orders.insert(*entrant.start_order).second))
      return base::wrong("start order", entrant.athlete, fmt::format("{} is taken or not in 1 to {}", *entrant.start_order, n),
                         "give each start place once");
    prepared.even_speed_.push_back(even_speed_of(entrant, prepared.race_));
    prepared.covers_.emplace_back();
  }
  for (int r = 0; r < n; ++r) {
    auto with = prepared.with_plan(r, prepared.race_.field[r].plan);
    if (!with) return tl::make_unexpected(with.error());
    prepared.covers_[r] = with->covers_[r];
  }
  return prepared;
}

void Prepared::stand_on_the_line() {
  // Shoulder to shoulder over the lanes there are, in a second row if one is full.
  constexpr double narrowest_m = 0.6, widest_m = 0.9, row_m = 1.0;
  const double line_m = race_.oval.lanes * race_.oval.lane_width_m - narrowest_m;
  const int a_row = std::min(runners(), 1 + static_cast<int>(line_m / narrowest_m));
  const double apart_m = a_row > 1 ? std::min(widest_m, line_m / (a_row - 1)) : 0.0;
  // To the micrometre, so that no bit of the C library's sine reaches a race.
  const auto to_micrometres = [](double metres) { return std::round(metres * 1e6) / 1e6; };
  for (int place = 0; place < runners(); ++place) {
    const double outward = to_micrometres(apart_m * (place % a_row));
    const double advance = track::start_line_advance(race_.oval, race_.distance.si(), outward);
    start_places_.push_back({to_micrometres(advance - row_m * (place / a_row)), outward});
  }
}

base::Result<Prepared> Prepared::with_plan(int runner, const tactics::Plan& plan) const {
  const std::string& athlete = race_.field[runner].athlete;
  if (const auto problem = tactics::problem_with(plan, race_.distance, runners()))
    return base::wrong("a plan that contradicts itself", athlete, *problem, "mend the plan");
  Prepared other = *this;
  other.race_.field[runner].plan = plan;
  auto& covers = other.covers_[runner];
  covers.clear();
  for (const tactics::Phase& phase : plan.phases) {
    const int rival = phase.cover.empty() ? -1 : runner_named(phase.cover);
    if (!phase.cover.empty() && (rival < 0 || rival == runner))
      return base::wrong("a plan that covers nobody", athlete, fmt::format("\"{}\" is no rival in this field", phase.cover),
                         "name a starter");
    covers.push_back(rival);
  }
  return other;
}

Prepared Prepared::with_abilities(int runner, const runner::Abilities& abilities) const {
  Prepared other = *this;
  other.race_.field[runner].abilities = abilities;
  other.even_speed_[runner] = even_speed_of(other.race_.field[runner], other.race_);
  return other;
}

Prepared Prepared::with_start_order(int runner, int start_order) const {
  Prepared other = *this;
  for (Entrant& entrant : other.race_.field)
    if (entrant.start_order == start_order) entrant.start_order = other.race_.field[runner].start_order;
  other.race_.field[runner].start_order = start_order;
  return other;
}

int Prepared::runner_named(std::string_view athlete) const {
  for (int r = 0; r < runners(); ++r)
    if (race_.field[r].athlete == athlete) return r;
  return -1;
}

}  // namespace lastlap::race
