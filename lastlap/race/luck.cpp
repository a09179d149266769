#include "lastlap/race/luck.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lastlap/chance/stream.hpp"
#include "lastlap/measure/number.hpp"

namespace lastlap::race {
namespace {

using chance::Purpose;

constexpr std::uint32_t the_whole_field = 0xffff;

/// Lines as metres from the measured line with the way free. guess; tracked packs stand 0.3 to 2.1 m out.
double outward_of(tactics::Line line) {
  switch (line) {
    case tactics::Line::rail: return 0.05;
    case tactics::Line::shoulder: return 0.95;
    case tactics::Line::wide: return 1.75;
  }
  return 0.0;
}

/// How long a runner's wish takes to waver there and back [m]: slowly about her place, quickly about it, about her line. guess
constexpr std::array<std::pair<double, double>, tactics::wavers> waver_lengths_m = {{{200, 450}, {60, 150}, {80, 250}}};
/// Where wavers begin is rounded to this share of a course, so that sums of them are exact.
constexpr double waver_begins_to = 1.0 / (1 << 20);
/// The mood of the race counts until the wind-up: it fades out between these shares of the distance to go. guess
constexpr double mood_ends_share = 0.2, mood_fades_share = 0.3;

double within_four_sigma(double z) { return measure::held_within(z, -4.0, 4.0); }

runner::Body<double> body_on_the_day(const Entrant& entrant, const Variation& variation, std::uint64_t seed, std::uint64_t number, std::uint32_t r) {
  const chance::Normals unknown = chance::normals(seed, number, r, Purpose::ability);
  const chance::Normals day = chance::normals(seed, number, r, Purpose::day);
  std::array<double, 4> relative{};
  for (int i = 0; i < 4; ++i)
    for (int k = 0; k <= i; ++k) relative[i] += entrant.spread[i][k] * within_four_sigma(unknown.z[k]);
  relative[0] += variation.day_aerobic * within_four_sigma(day.z[0]);
  relative[1] += variation.day_reserve * within_four_sigma(day.z[1]);
  relative[3] += variation.day_sprint * within_four_sigma(day.z[2]);
  if (chance::draw(seed, number, r, Purpose::bad_day).u[0] < variation.bad_day) relative[0] -= variation.bad_day_aerobic;
  // No draw takes more than half of an ability away, however wide the spread of a runner nobody knows.
  for (double& part : relative) part = measure::held_within(part, -0.5, 0.5);
  const runner::Abilities& mean = entrant.abilities;
  return runner::body_with({.aerobic_power = mean.aerobic_power * (1.0 + relative[0]),
                            .reserve = mean.reserve * (1.0 + relative[1]),
                            .running_cost = mean.running_cost * (1.0 + relative[2]),
                            .sprint_speed = mean.sprint_speed * (1.0 + relative[3])});
}

// Start places 0 (innermost) to n-1: those given, then the others by lot.
std::array<int, most_runners> start_places(const Race& race, std::uint64_t seed, std::uint64_t number) {
  const int n = static_cast<int>(race.field.size());
  std::array<int, most_runners> place{};
  std::array<bool, most_runners> taken{};
  std::vector<std::pair<double, int>> lots;
  for (int r = 0; r < n; ++r) {
    if (const auto order = race.field[r].start_order) {
      place[r] = *order - 1;
      taken[*order - 1] = true;
    } else {
      lots.emplace_back(chance::draw(seed, number, static_cast<std::uint32_t>(r), Purpose::start_place).u[0], r);
    }
  }
  std::sort(lots.begin(), lots.end());
  int next = 0;
  for (const auto& [lot, r] : lots) {
    while (taken[next]) ++next;
    place[r] = next++;
  }
  return place;
}

void draw_orders(const Prepared& prepared, int r, std::uint64_t seed, std::uint64_t number, double mood, DrawnRunner& drawn) {
  const tactics::Plan& plan = prepared.race().field[r].plan;
  const auto id = static_cast<std::uint32_t>(r);
  const chance::Normals habit = chance::normals(seed, number, id, Purpose::habit);
  const chance::Normals timing = chance::normals(seed, number, id, Purpose::timing);
  const double places = static_cast<double>(prepared.runners());
  const double pace_of_the_day = 1.0 + plan.spread.pace * habit.z[0];
  drawn.rush_pace = tactics::rush_effort(prepared.race().distance) * prepared.even_speed(r) * pace_of_the_day;
  const chance::Draw waver = chance::draw(seed, number, id, Purpose::waver);
  const chance::Draw waver_begins = chance::draw(seed, number, id, Purpose::waver, 1);
  for (int w = 0; w < tactics::wavers; ++w) {
    const auto [shortest, longest] = waver_lengths_m[w];
    drawn.waver[w] = {.rate = 1.0 / (shortest + (longest - shortest) * waver.u[w]), .begins = std::round((waver_begins.u[w] - 0.5) / waver_begins_to) * waver_begins_to};
  }
  drawn.phases = static_cast<int>(plan.phases.size());
  for (int p = 0; p < drawn.phases; ++p) {
    const tactics::Phase& phase = plan.phases[p];
    auto& orders = drawn.orders[p];
    // Each phase's place is a wish of its own; pace and moments go with the day.
    const chance::Normals mind = chance::normals(seed, number, id, Purpose::habit, static_cast<std::uint32_t>(1 + p));
    orders.from = p == 0 ? 1e9 : phase.from.si() + plan.spread.moment_m * timing.z[0];
    const double place = phase.place == 0 ? 0.0 : measure::held_within(phase.place + plan.spread.place * mind.z[0], 1.0, places);
    orders.station = tactics::station_of(place, plan.spread.restless, prepared.race().manners);
    if (p == 0) drawn.rush_pace *= 1.0 + mood;
    orders.outward = outward_of(phase.line);
    const double stage = prepared.race().variation.stage_mood *
                         chance::normals(seed, number, the_whole_field, Purpose::mood, static_cast<std::uint32_t>(1 + p)).z[0];
    const double to_go = (p == 0 ? prepared.race().distance : phase.from) / prepared.race().distance;
    const double will = (mood + stage) * measure::held_within((to_go - mood_ends_share) / mood_fades_share, 0.0, 1.0);
    orders.pace = phase.pace ? phase.pace->si() * pace_of_the_day
                             : phase.effort.value_or(0.98) * prepared.even_speed(r) * pace_of_the_day * (1.0 + will);
    orders.cover_gap = phase.cover.empty() ? tactics::nobody_m : phase.cover_gap.si();
    orders.drive = tactics::drive_of(phase.all_out, prepared.race().manners);
  }
}

}  // namespace

std::array<DrawnRunner, most_runners> draw_race(const Prepared& prepared, std::uint64_t seed, std::uint64_t number) {
  const Race& race = prepared.race();
  const int n = prepared.runners();
  const std::array<int, most_runners> place = start_places(race, seed, number);
  const double mood = race.variation.mood * chance::normals(seed, number, the_whole_field, Purpose::mood).z[0];
  std::array<DrawnRunner, most_runners> drawn{};
  for (int r = 0; r < n; ++r) {
    drawn[r].body = body_on_the_day(race.field[r], race.variation, seed, number, static_cast<std::uint32_t>(r));
    drawn[r].start_along_m = prepared.start_place(place[r]).along_m;
    drawn[r].start_outward_m = prepared.start_place(place[r]).outward_m;
    draw_orders(prepared, r, seed, number, mood, drawn[r]);
  }
  return drawn;
}

}  // namespace lastlap::race
