#pragma once

// One step of a race: everyone decides from the same frozen moment, then everyone moves.

#include <array>

#include "lastlap/race/look.hpp"
#include "lastlap/tactics/decide.hpp"

namespace lastlap::race {

/// Slowing-down when a body ahead is touched [m/s^2]; stronger than a chosen one. guess
inline constexpr double strongest_check = 6.0;

/// A move as wanted, before bodies in the way are minded.
template <class Number>
struct Move {
  Number acceleration{};
  Number aside{};      ///< outward shift in this step [m]
  Number advance{};    ///< along the measured line in this step [m]
  Number demand{};     ///< [W/kg]
};

template <class Number>
using Moves = std::array<Move<Number>, most_runners>;

/// The orders in force for runner `r`: the last phase begun whose condition, if any, was met.
template <class Number>
tactics::Orders<Number> orders_for(const Setup<Number>& setup, const State<Number>& now, int r,
                                   tactics::Sight<Number>& sight) {
  using measure::greater;
  using measure::held_within;
  using measure::select;
  const auto& plan = setup.plan[r];
  const auto& self = now.runner[r];
  tactics::Orders<Number> orders = plan.orders[0];
  const auto rival_of = [&](int phase) { return plan.covers[phase] >= 0 ? plan.covers[phase] : r; };
  sight.covered_gap = now.runner[rival_of(0)].along - self.along;
  sight.covered_speed = now.runner[rival_of(0)].along_speed;
  for (int p = 1; p < plan.phases; ++p) {
    const auto& next = plan.orders[p];
    auto begun = sight.to_go <= next.from;
    if (plan.condition[p] >= 0) begun = begun && (self.answer[plan.condition[p]] > Number(0.5));
    orders.place = select(begun, next.place, orders.place);
    orders.outward = select(begun, next.outward, orders.outward);
    orders.pace = select(begun, next.pace, orders.pace);
    orders.cover_gap = select(begun, next.cover_gap, orders.cover_gap);
    orders.all_out = select(begun, next.all_out, orders.all_out);
    const auto& rival = now.runner[rival_of(p)];
    sight.covered_gap = select(begun, rival.along - self.along, sight.covered_gap);
    sight.covered_speed = select(begun, rival.along_speed, sight.covered_speed);
  }
  // The rush fades over a few strides, so that a step's rounding cannot decide how long it lasts.
  const Number rushing = held_within((Number(tactics::rush_m) - sight.gone) * Number(1.0 / tactics::rush_fades_m), Number(0.0), Number(1.0));
  const Number slowly = tactics::wavering(plan.waver[0], self.along), quickly = tactics::wavering(plan.waver[1], self.along);
  orders.waver = Number(0.7 * plan.restless) * slowly + Number(0.3 * plan.restless) * quickly;
  orders.outward = orders.outward + setup.manners.line_waver_m * (Number(0.5) + Number(0.5) * tactics::wavering(plan.waver[2], self.along));
  orders.pace = orders.pace + rushing * greater(plan.rush_pace - orders.pace, Number(0.0));
  orders.rush = rushing * plan.rush_pace;
  return orders;
}

/// How runner `r` would move with nobody in the way but the one she follows.
///   along the line  ds = (v + a dt / 2) dt sqrt(1 - (w/v)^2) / (1 + y/R),  w sideways speed [m/s], y outward offset [m].
template <class Number>
Move<Number> move_towards(const Setup<Number>& setup, const Standing<Number>& self, const runner::Body<Number>& body,
                          const View<Number>& view, const tactics::Intent<Number>& intent, double decline) {
  using namespace measure;
  const auto& sight = view.sight;
  const auto& manners = setup.manners;
  const double dt = setup.step_s;
  const Number curvature = setup.oval.curvature(sight.to_go) / sight.stretch;
  const Number leg_force = runner::leg_force_factor(self.speed, curvature);
  const Number cruising = runner::cruising_demand(body.cost_j_per_kg_m, self.speed, leg_force, sight.shelter);
  const Number most = runner::burst_power(body, self.tank, decline);

  const Number following =
      (sight.speed_ahead + (sight.gap_ahead - manners.following_gap_m) * manners.following_rate_per_s) * sight.stretch;
  const Number wanted =
      select(sight.gap_ahead < manners.following_range_m, lesser(intent.speed, following), intent.speed);
  const auto finished = self.finish_s > Number(0.0);
  const Number acceleration =
      select(finished, Number(0.0), runner::acceleration_towards(wanted, self.speed, most, cruising, intent.brisk_until));

  const Number mean_speed = greater(self.speed + Number(0.5 * dt) * acceleration, Number(0.0));
  const Number fastest_aside = manners.sideways_mps * lesser(self.speed * Number(1.0 / 3.0), Number(1.0));
  const Number aside_speed = held_within((intent.outward - self.outward) * manners.sideways_rate_per_s,
                                         -fastest_aside, fastest_aside);
  const Number aside = held_within(aside_speed * Number(dt), -view.free_inward, view.free_outward);
  const Number path = mean_speed * Number(dt);
  const Number forward = square_root(greater(path * path - aside * aside, Number(0.0)));
  return Move<Number>{.acceleration = acceleration,
                      .aside = aside,
                      .advance = forward / sight.stretch,
                      .demand = cruising + runner::accelerating_demand(self.speed, acceleration)};
}

/// Shortens advances until no body runs into another: for each pair kept apart along the line and close enough aside
/// to touch within the step,  advance_behind <= gap - body length + advance_ahead.  Repeated until nothing changes,
/// so chains of bodies resolve from the front; the result does not depend on the order of runners.
template <class Number>
void keep_apart(const Setup<Number>& setup, const State<Number>& now, Moves<Number>& moves) {
  using namespace measure;
  const Number reach_aside = Number(body_width_m) + setup.manners.sideways_mps * Number(2.0 * setup.step_s);
  // What stands between each pair, looked at once: the room the one behind has, or more than enough.
  constexpr int most_pairs = most_runners * (most_runners - 1) / 2;
  struct Between {
    Number room_of_a, room_of_b;
  };
  std::array<Between, most_pairs> between;
  const Number enough(tactics::nobody_m);
  int pair = 0;
  for (int a = 0; a < setup.runners; ++a)
    for (int b = a + 1; b < setup.runners; ++b) {
      const Number ahead = now.runner[b].along - now.runner[a].along;
      const Number distance_aside = magnitude(now.runner[b].outward - now.runner[a].outward);
      const Number distance_along = magnitude(ahead);
      const auto in_the_way = (distance_aside < reach_aside) && apart_along(distance_along, distance_aside);
      const auto b_leads = ahead > Number(0.0);
      const Number room = select(in_the_way, distance_along - Number(body_length_m), enough);
      between[pair++] = {select(b_leads, room, enough), select(b_leads, enough, room)};
    }
  std::array<Number, most_runners> advance, shortened;
  for (int r = 0; r < setup.runners; ++r) advance[r] = shortened[r] = moves[r].advance;
  for (int pass = 0; pass < setup.runners; ++pass) {
    pair = 0;
    for (int a = 0; a < setup.runners; ++a) {
      Number at_most = shortened[a];
      for (int b = a + 1; b < setup.runners; ++b, ++pair) {
        at_most = lesser(at_most, between[pair].room_of_a + advance[b]);
        shortened[b] = lesser(shortened[b], between[pair].room_of_b + advance[a]);
      }
      shortened[a] = at_most;
    }
    Number change(0.0);
    for (int r = 0; r < setup.runners; ++r) {
      shortened[r] = greater(shortened[r], Number(0.0));
      change = greater(change, advance[r] - shortened[r]);
      advance[r] = shortened[r];
    }
    if (!any_of(change > Number(0.0))) break;
  }
  for (int r = 0; r < setup.runners; ++r) moves[r].advance = advance[r];
}

/// Writes runner `r`'s part of the next moment.
template <class Number>
void arrive(const Setup<Number>& setup, const State<Number>& now, int r, const View<Number>& view,
            const Move<Number>& wanted, const Move<Number>& move, double decline, State<Number>& next) {
  using namespace measure;
  const double dt = setup.step_s;
  const auto& self = now.runner[r];
  auto& after = next.runner[r];
  const auto racing = !(self.finish_s > Number(0.0));
  const auto held = move.advance < wanted.advance;
  const Number free_speed = self.speed + move.acceleration * Number(dt);
  const Number checked = greater(move.advance * view.sight.stretch * Number(1.0 / dt),
                                 self.speed - Number(strongest_check * dt));
  after.speed = greater(select(held, lesser(free_speed, checked), free_speed), Number(0.0));
  // Kahan's sum: in single precision the metres of a long race would be lost by the decimetre otherwise.
  const Number owed = move.advance - self.along_lost;
  after.along = self.along + greater(owed, Number(0.0));
  after.along_lost = (after.along - self.along) - owed;
  after.along_speed = move.advance * Number(1.0 / dt);
  after.outward = greater(self.outward + move.aside, Number(0.0));
  after.tank = runner::tank_after(setup.body[r], self.tank, move.demand, decline, dt);
  after.shelter = view.sight.shelter;
  const Number forward = move.advance * view.sight.stretch;
  const Number ran = square_root(forward * forward + move.aside * move.aside);
  after.run_m = self.run_m + select(racing, ran, Number(0.0));
  after.boxed_in = select(racing && is_boxed_in(view.sight, setup.manners), Number(1.0), Number(0.0));
  after.boxed_in_s = self.boxed_in_s + after.boxed_in * Number(dt);

  const Number clock = Number(now.steps * dt);
  const auto time_at = [&](double distance_m) {
    return clock + Number(dt) * (Number(distance_m) - self.along) / greater(move.advance, Number(1e-6));
  };
  const auto passes = [&](double distance_m) {
    return (self.along < Number(distance_m)) && (after.along >= Number(distance_m));
  };
  after.answer = self.answer;
  after.last_lap_s = select(passes(setup.distance_m - 400.0), time_at(setup.distance_m - 400.0), self.last_lap_s);
  after.finish_s = select(passes(setup.distance_m), time_at(setup.distance_m), self.finish_s);
}

/// Answers the questions of every plan whose moment has come: when the leader passes the distance.
template <class Number>
void answer_questions(const Setup<Number>& setup, const State<Number>& now, const Views<Number>& views,
                      State<Number>& next) {
  using namespace measure;
  const double dt = setup.step_s;
  const Number clock = Number(now.steps * dt);
  for (int r = 0; r < setup.runners; ++r) {
    const auto& plan = setup.plan[r];
    for (int q = 0; q < plan.questions; ++q) {
      const Question& question = plan.question[q];
      const auto& sight = views[r].sight;
      const Number lead = now.runner[r].along + sight.gap_to_leader;
      const Number lead_advance = greater(sight.leader_speed * Number(dt), Number(1e-6));
      const auto moment = (lead + lead_advance >= Number(question.at_m)) && (magnitude(now.runner[r].answer[q]) < Number(0.5));
      const Number time = clock + Number(dt) * (Number(question.at_m) - lead) / lead_advance;
      const auto met = (time > Number(question.slower_than_s)) && (time < Number(question.faster_than_s)) &&
                       (sight.place > Number(question.not_in_first)) && (sight.place <= Number(question.in_first));
      auto& answer = next.runner[r].answer[q];
      answer = select(moment, select(met, Number(1.0), Number(-1.0)), answer);
    }
  }
}

// All of a step in one function is what makes packs fast; with sanitizers it would take the compiler many minutes.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LASTLAP_FLATTEN
#else
#define LASTLAP_FLATTEN [[gnu::flatten]]
#endif

/// Writes the moment after `now` to `next` (another object than `now`).
template <class Number>
LASTLAP_FLATTEN void step(const Setup<Number>& setup, const State<Number>& now, State<Number>& next) {
  const double decline = runner::decline_at(now.steps * setup.step_s);
  Views<Number> views;
  look(setup, now, views);
  Moves<Number> wanted;
  for (int r = 0; r < setup.runners; ++r) {
    const tactics::Orders<Number> orders = orders_for(setup, now, r, views[r].sight);
    const tactics::Intent<Number> intent = tactics::decide(orders, views[r].sight, setup.manners);
    wanted[r] = move_towards(setup, now.runner[r], setup.body[r], views[r], intent, decline);
  }
  Moves<Number> moves = wanted;
  keep_apart(setup, now, moves);
  next.steps = now.steps + 1;
  for (int r = 0; r < setup.runners; ++r) arrive(setup, now, r, views[r], wanted[r], moves[r], decline, next);
  answer_questions(setup, now, views, next);
}

/// The moment after `now`.
template <class Number>
State<Number> step(const Setup<Number>& setup, const State<Number>& now) {
  State<Number> next;
  step(setup, now, next);
  return next;
}

/// True when every runner, in every lane, has finished or the longest time is over.
template <class Number>
bool is_over(const Setup<Number>& setup, const State<Number>& now) {
  using measure::any_of;
  if (now.steps * setup.step_s >= setup.longest_s) return true;
  for (int r = 0; r < setup.runners; ++r)
    if (any_of(!(now.runner[r].finish_s > Number(0.0)))) return false;
  return true;
}

}  // namespace lastlap::race
