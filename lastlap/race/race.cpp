#include "lastlap/race/race.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <bit>
#include <cmath>
#include <set>

#include "lastlap/race/kernel.hpp"
#include "lastlap/runner/alone.hpp"

namespace lastlap::race {
namespace {

const Kernel& best_kernel() {
  static const Kernel kernel = [] {
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw"))
      return kernel_avx512();
    if (__builtin_cpu_supports("avx2")) return kernel_avx2();
    return kernel_sse2();
  }();
  return kernel;
}

double even_speed_of(const Entrant& entrant, const Race& race) {
  const double distance = race.distance.si();
  const runner::Ground ground{.bend_share = race.oval.metres_on_bends(distance) / distance, .radius_m = race.oval.radius_m};
  return distance / runner::time_alone(entrant.abilities, race.distance, ground).si();
}

}  // namespace

int Outcomes::place(int race, int runner) const {
  const float own = finish(race, runner).time_s;
  int place = 1;
  for (int other = 0; other < runners_; ++other) {
    const float time = finish(race, other).time_s;
    if (other == runner || time <= 0) continue;
    // A dead heat to the last bit goes to either in turn, so that exactly one runner wins every race.
    const bool wins_the_lot = (other + race) % runners_ < (runner + race) % runners_;
    if (own <= 0 || time < own || (time == own && wins_the_lot)) ++place;
  }
  return place;
}

std::string Outcomes::signature() const {
  // FNV-1a over the bits of every finish time.
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const Finish& finish : finishes_) {
    std::uint32_t bits = std::bit_cast<std::uint32_t>(finish.time_s);
    for (int i = 0; i < 4; ++i, bits >>= 8) hash = (hash ^ (bits & 0xff)) * 0x100000001b3ULL;
  }
  return fmt::format("{:016x}", hash);
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

Outcomes run_races(const Prepared& prepared, const Luck& luck, int threads, const std::atomic<bool>* stop) {
  const Kernel& kernel = best_kernel();
  const int n = prepared.runners();
  Outcomes outcomes(n, luck.races);
  const int packs = (luck.races + kernel.width - 1) / kernel.width;
  std::vector<char> done(packs, 0);
  const auto run_pack = [&](int pack) {
    if (stop != nullptr && stop->load(std::memory_order_relaxed)) return;
    const int from = pack * kernel.width;
    const int races = std::min(kernel.width, luck.races - from);
    kernel.run(prepared, luck.seed, luck.first + static_cast<std::uint64_t>(from), races,
               outcomes.finishes().subspan(static_cast<std::size_t>(from) * n));
    done[pack] = 1;
  };
  oneapi::tbb::task_arena arena(threads > 0 ? threads : oneapi::tbb::task_arena::automatic);
  arena.execute([&] {
    oneapi::tbb::parallel_for(oneapi::tbb::blocked_range<int>(0, packs, 1), [&](const oneapi::tbb::blocked_range<int>& range) {
      for (int pack = range.begin(); pack != range.end(); ++pack) run_pack(pack);
    });
  });
  // Keep the races that were run, in order: all of them, unless somebody asked to stop.
  int kept = 0;
  for (int race = 0; race < luck.races; ++race) {
    if (!done[race / kernel.width]) continue;
    if (kept < race)
      for (int r = 0; r < n; ++r) outcomes.finish(kept, r) = outcomes.finish(race, r);
    ++kept;
  }
  outcomes.keep_first(kept);
  return outcomes;
}

Outcomes run_races_by_reference(const Prepared& prepared, const Luck& luck) {
  Outcomes outcomes(prepared.runners(), luck.races);
  for (int race = 0; race < luck.races; ++race)
    run_packful<double, 1>(prepared, luck.seed, luck.first + static_cast<std::uint64_t>(race), 1,
                           std::span<Finish>(&outcomes.finish(race, 0), static_cast<std::size_t>(prepared.runners())));
  return outcomes;
}

std::string_view instruction_set() { return best_kernel().instruction_set; }

}  // namespace lastlap::race
