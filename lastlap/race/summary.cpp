#include "lastlap/race/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "lastlap/race/setup.hpp"

namespace lastlap::race {
namespace {
constexpr double z_95 = 1.959963984540054;
}

Chance chance_of(int hits, int n) {
  if (n == 0) return {.p = 0, .low = 0, .high = 1};
  const double p = static_cast<double>(hits) / n;
  const double z2_n = z_95 * z_95 / n;
  const double middle = (p + z2_n / 2) / (1 + z2_n);
  const double half = z_95 * std::sqrt(p * (1 - p) / n + z2_n / (4.0 * n)) / (1 + z2_n);
  return {.p = p, .low = std::max(0.0, middle - half), .high = std::min(1.0, middle + half)};
}

Chance mean_difference(int gained, int lost, int n) {
  if (n == 0) return {.p = 0, .low = -1, .high = 1};
  const double mean = (static_cast<double>(gained) - lost) / n;
  const double variance = std::max((static_cast<double>(gained) + lost) / n - mean * mean, 1.0 / n);
  const double half = z_95 * std::sqrt(variance / n);
  return {.p = mean, .low = mean - half, .high = mean + half};
}

Tally::Tally(int runners) : runners_(static_cast<std::size_t>(runners)) {}

void Tally::add(int race, std::span<const Finish> finishes) {
  ++races_;
  std::array<int, most_runners> places{};
  for (std::size_t r = 0; r < runners_.size(); ++r) {
    const Finish& finish = finishes[r];
    Count& count = runners_[r];
    places[r] = place_in(finishes, race, static_cast<int>(r));
    count.places += places[r];
    count.run_m += finish.run_m;
    count.boxed_in_s += finish.boxed_in_s;
    if (finish.time_s <= 0) continue;
    count.time_s.add(finish.time_s);
    if (places[r] == 1) ++count.wins;
    if (places[r] <= 3) ++count.medals;
  }
  add_ends(finishes, places);
}

/// How the race was won, and by how much.
void Tally::add_ends(std::span<const Finish> finishes, std::span<const int> place) {
  const Finish *first = nullptr, *third = nullptr;
  for (std::size_t r = 0; r < finishes.size(); ++r) {
    if (finishes[r].time_s <= 0) continue;
    if (place[r] == 1) first = &finishes[r];
    if (place[r] == 3) third = &finishes[r];
  }
  if (first == nullptr) return;
  winning_time_s_.add(first->time_s);
  last_400_s_.add(first->last_400_s);
  if (third != nullptr) gap_1_3_s_.add(third->time_s - first->time_s);
}

Summary Tally::summary() const {
  Summary summary{.races = races_, .runners = {}, .winning_time_s = winning_time_s_.quantiles(), .gap_1_3_s = gap_1_3_s_.quantiles(),
                  .last_400_s = last_400_s_.quantiles()};
  const auto mean = [&](double sum) { return races_ > 0 ? sum / races_ : 0.0; };
  for (const Count& count : runners_)
    summary.runners.push_back({.win = chance_of(count.wins, races_),
                               .medal = chance_of(count.medals, races_),
                               .mean_place = mean(static_cast<double>(count.places)),
                               .time_s = count.time_s.quantiles(),
                               .run_m = mean(count.run_m),
                               .boxed_in_s = mean(count.boxed_in_s),
                               .finished = mean(static_cast<double>(count.time_s.count()))});
  return summary;
}

Summary summary_of(const Outcomes& outcomes) {
  Tally tally(outcomes.runners());
  for (int race = 0; race < outcomes.races(); ++race)
    tally.add(race, {&outcomes.finish(race, 0), static_cast<std::size_t>(outcomes.runners())});
  return tally.summary();
}

int among_first(const Places& own, int places) {
  return static_cast<int>(std::count_if(own.begin(), own.end(), [&](int place) { return place > 0 && place <= places; }));
}

Chance paired_gain(const Places& a, const Places& b, int places) {
  const auto reached = [&](int place) { return place > 0 && place <= places; };
  const std::size_t races = std::min(a.size(), b.size());
  int gained = 0, lost = 0;
  for (std::size_t race = 0; race < races; ++race) {
    gained += reached(a[race]) && !reached(b[race]);
    lost += !reached(a[race]) && reached(b[race]);
  }
  return mean_difference(gained, lost, static_cast<int>(races));
}

std::vector<bool> among_first(const Outcomes& outcomes, int runner, int places) {
  std::vector<bool> flags(outcomes.races());
  for (int race = 0; race < outcomes.races(); ++race)
    flags[race] = outcomes.finish(race, runner).time_s > 0 && outcomes.place(race, runner) <= places;
  return flags;
}

Chance paired_gain(const std::vector<bool>& a, const std::vector<bool>& b) {
  const std::size_t races = std::min(a.size(), b.size());
  int gained = 0, lost = 0;
  for (std::size_t race = 0; race < races; ++race) {
    gained += a[race] && !b[race];
    lost += !a[race] && b[race];
  }
  return mean_difference(gained, lost, static_cast<int>(races));
}

}  // namespace lastlap::race
