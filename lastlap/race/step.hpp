#pragma once

// One step of a race: everyone decides from the same frozen moment, then everyone moves.

#include <array>

#include "lastlap/base/expect.hpp"
#include "lastlap/race/look.hpp"
#include "lastlap/tactics/decide.hpp"

namespace lastlap::race {

/// Slowing-down when a body ahead is touched [m/s^2]; stronger than a chosen one. guess
inline constexpr double strongest_check = 6.0;

/// A move as wanted, before bodies in the way are minded.
template <class Number>
struct Move {
  Number speed;    ///< after the step, less the marker's [m/s]
  Number path;     ///< own metres run in this step
  Number aside;    ///< outward shift in this step [m]
  Number gained;   ///< along the measured line in this step, less what the marker advances: small, and so rounded finely [m]
};

template <class Number>
using Moves = std::array<Move<Number>, most_runners>;

/// The orders of the moment: those in force, with what her wishes' wavering and, while it lasts, the rush for position make of them.
template <class Number>
tactics::Orders<Number> orders_now(const Holder<Number>& self, const Marker<Number>& marker, Number gone, const tactics::Manners<Number>& manners, bool in_the_rush) {
  using measure::greater;
  using measure::held_within;
  const tactics::Orders<Number>& in_force = self.orders;
  const Number since_counted = self.along + marker.since_counted;
  Number pace = in_force.pace, rush = -marker.mps;
  if (in_the_rush) {
    // The rush fades over a few strides, so that a step's rounding cannot decide how long it lasts.
    const Number rushing = held_within((Number(tactics::rush_m) - gone) * Number(1.0 / tactics::rush_fades_m), Number(0.0), Number(1.0));
    pace = pace + rushing * greater(self.rush_pace - pace, Number(0.0));
    rush = rushing * self.rush_pace - (Number(1.0) - rushing) * marker.mps;
  }
  return {.from = in_force.from,
          .station = in_force.station,
          .outward = in_force.outward + manners.line_waver_m * (Number(2.0) * tactics::swing(self.waver[2], since_counted)),
          .pace = pace,
          .cover_gap = in_force.cover_gap,
          .drive = in_force.drive,
          .rush = rush,
          .waver = Number(0.7 * 4.0) * tactics::swing(self.waver[0], since_counted) + Number(0.3 * 4.0) * tactics::swing(self.waver[1], since_counted) - Number(1.0)};
}

/// What a runner goes for until she looks up again: what she wants, no faster than whom she follows lets her.
template <class Number>
tactics::Intent<Number> what_she_goes_for(const Setup<Number>& setup, const Marker<Number>& marker, const tactics::Wish<Number>& wish, const tactics::Sight<Number>& sight,
                                          const Footing<Number>& footing, bool in_the_rush) {
  using namespace measure;
  const auto& manners = setup.manners;
  tactics::Intent<Number> intent = tactics::which_line(wish, sight, manners, in_the_rush);
  const Number as_she = sight.speed_ahead + (sight.gap_ahead - manners.following_gap_m) * manners.following_rate_per_s;
  const Number following = as_she + (as_she + marker.mps) * footing.longer;
  intent.speed = lesser(intent.speed, following + select(sight.gap_ahead < manners.following_range_m, Number(0.0), Number(tactics::nobody_m)));
  return intent;
}

/// How a runner would move with nobody in the way but the one she follows.
///   along the line  ds = (v + a dt / 2) dt sqrt(1 - (w/v)^2) / (1 + y/R),  w sideways speed [m/s], y outward offset [m],
/// with sqrt(1 - q) = 1 - q (1/2 + q/8), to a part in three million at race speed. Written as what it differs from the marker's way by, for in a pack of
/// hundreds of jostlings a tenth of a micrometre a step is seen in the places.
/// Her body's part of the step is taken at once: nobody else minds it.
template <class Number>
void move_towards(const Setup<Number>& setup, Holder<Number>& self, const View<Number>& view, const tactics::Sight<Number>& sight,
                  const Footing<Number>& footing, const tactics::Intent<Number>& intent, double decline, const Marker<Number>& marker, bool someone_finished, Move<Number>& move) {
  using namespace measure;
  const auto& manners = setup.manners;
  const double dt = setup.step_s;
  const Number nothing(0.0);
  const Number cruising = runner::cruising_demand(footing.cost, footing.speed);
  const Number most = footing.supply.aerobic + Number(runner::burst) * footing.supply.beyond;

  Number acceleration = runner::acceleration_for(intent.speed - self.speed, footing.speed, most, cruising, intent.brisk_until, dt);
  Number boxed_in = select(is_boxed_in(sight, manners), Number(dt), nothing);
  if (someone_finished) {
    const auto racing = self.along < marker.to_go;
    acceleration = select(racing, acceleration, nothing);
    boxed_in = select(racing, boxed_in, nothing);
  }

  const Number faster = greater(self.speed + Number(0.5 * dt) * acceleration, -marker.mps);
  const Number fastest_aside = manners.sideways_mps * lesser(footing.speed * Number(1.0 / 3.0), Number(1.0));
  const Number aside_speed = held_within((intent.outward - self.outward) * manners.sideways_rate_per_s,
                                         -fastest_aside, fastest_aside);
  // Each may take half of the room aside.
  constexpr double touching = out_of_sight_m - body_width_m;
  const Number free_outward = greater((Number(touching) - view.outward_apart) * Number(0.5), nothing);
  const Number least_aside = lesser((view.inward_apart - Number(touching)) * Number(0.5), nothing);
  const Number aside = held_within(aside_speed * Number(dt), least_aside, free_outward);
  const Number slope = aside * Number(1.0 / dt) / greater(footing.speed, Number(0.1));
  const Number slant = lesser(slope * slope, Number(1.0));
  const Number lost_aside = slant * (Number(0.5) + slant * Number(0.125));
  const Number lost = lost_aside + (footing.lost_on_bend - lost_aside * footing.lost_on_bend);
  const Number ahead_of_marker = faster * Number(dt);
  const Number path = marker.advance + ahead_of_marker;
  const Number speeds_up = acceleration * Number(dt) - self.speed_lost;
  move.speed = self.speed + speeds_up;
  self.speed_lost = (move.speed - self.speed) - speeds_up;
  move.path = greater(path, magnitude(aside));
  move.aside = aside;
  move.gained = ahead_of_marker - path * lost;
  self.tank = runner::tank_after(self.body, self.tank, cruising + runner::accelerating_demand(faster + marker.mps, acceleration), decline, dt);
  self.boxed_in = boxed_in;
  self.boxed_in_s = self.boxed_in_s + boxed_in;
}

/// Shortens advances so that no body runs into another: for each pair kept apart along the line and close enough aside
/// to touch within the step,  advance_behind <= gap - body length + advance_ahead.  Those ahead in the order move first, so
/// chains of bodies resolve in one pass. Both advances are written less the marker's, as small numbers. `least` is the least of anyone up to each place:
/// who cannot reach one who makes so little cannot reach anybody further ahead.
template <class Number>
void keep_apart(const Setup<Number>& setup, const Marker<Number>& marker, const RunningOrder<Number>& field, const Moves<Number>& wanted, std::array<Number, most_runners>& least,
                std::array<Number, most_runners>& gained) {
  using namespace measure;
  const Number standing = -marker.advance;
  const Number reach_aside = Number(body_width_m) + setup.manners.sideways_mps * Number(2.0 * setup.step_s);
  const Number enough(tactics::nobody_m);
  gained[0] = least[0] = greater(wanted[0].gained, standing);
  for (int b = 1; b < setup.runners; ++b) {
    const auto& self = field.holder[b];
    const Number along = self.along, outward = self.outward, most = wanted[b].gained, within = most + Number(disorder_m);
    Number at_most = most;
    for (int a = b - 1; a >= 0; --a) {
      const Number distance_along = field.holder[a].along - along;
      const Number room = distance_along - Number(body_length_m);
      if (!any_of(room + least[a] < within)) break;
      const Number distance_aside = magnitude(field.holder[a].outward - outward);
      const auto in_the_way = (distance_aside < reach_aside) && apart_along(distance_along, distance_aside);
      at_most = lesser(at_most, select(in_the_way, (room + (self.along_lost - field.holder[a].along_lost)) + gained[a], enough));
    }
    gained[b] = greater(at_most, standing);
    least[b] = lesser(least[b - 1], gained[b]);
  }
}

/// Takes the holder of a place to where she is after the step.
template <class Number>
void arrive(const Setup<Number>& setup, const Move<Number>& move, Number longer, Number gained, Number finish, const Marker<Number>& marker, bool someone_finished, Holder<Number>& self) {
  using namespace measure;
  const double dt = setup.step_s;
  const Number before = self.along;
  Number speed = move.speed, ran = move.path;
  const auto held = gained < move.gained;
  if (any_of(held)) {
    const Number advance = marker.advance + gained;
    const Number forward = advance + advance * longer;
    const Number checked = greater((gained + advance * longer) * Number(1.0 / dt), self.speed - Number(strongest_check * dt));
    speed = select(held, lesser(speed, checked), speed);
    ran = select(held, square_root(forward * forward + move.aside * move.aside), ran);
  }
  if (someone_finished) ran = select(before < finish, ran, Number(0.0));
  self.speed = greater(speed, -marker.mps);
  // Kahan's sum: in single precision the metres of a long race would be lost by the decimetre otherwise.
  const Number owed = gained - self.along_lost;
  self.along = before + owed;
  self.along_lost = (self.along - before) - owed;
  self.along_speed = gained * Number(1.0 / dt);
  const Number aside = move.aside - self.outward_lost;
  const Number outward = self.outward + aside;
  self.outward_lost = (outward - self.outward) - aside;
  self.outward = greater(outward, Number(0.0));
  self.run_m = self.run_m + ran;
}

/// Writes to `time` when the holder of a place, now arrived, passed a mark, if she did in this step. `mark` and `was_along` are from where
/// the marker was before it, `mark_after` from where it is; `advance` is what she ran.
template <class Number>
void note_passing(const Setup<Number>& setup, int steps, Number mark, Number mark_after, const Holder<Number>& self, Number was_along, Number advance, Number& time) {
  using namespace measure;
  const double dt = setup.step_s;
  // A little more: where she was is rounded anew when the marker is moved, and she may then be on the mark that she was just before.
  const auto passes = (time <= Number(0.0)) && (was_along < mark + Number(0.001)) && (self.along >= mark_after);
  if (!any_of(passes)) return;
  const Number now = Number(steps * dt) + Number(dt) * (mark - was_along) / greater(advance, Number(1e-6));
  time = select(passes, now, time);
}

/// Answers the questions of every plan whose moment has come, when the leader passes the distance, and gives the orders that follow.
/// `was_along` is where the holder of each place was before the step, from where the marker was.
template <class Number>
[[gnu::noinline]] void answer_questions(const Setup<Number>& setup, const std::array<Number, most_runners>& was_along, double was_marker_m,
                                        Number lead_speed, RunningOrder<Number>& field) {
  const double dt = setup.step_s;
  const double clock = field.steps * dt;
  for (int i = 0; i < lanes_of<Number>; ++i) {
    const double lead = lane(was_along[0], i) + (was_marker_m + lane(field.shift, i));
    const double advance = measure::greater(lane(lead_speed, i) * dt, 1e-6);
    if (lead + advance < lane(field.next_question, i)) continue;
    for (int place = 0; place < setup.runners; ++place) {
      const int r = static_cast<int>(lane(field.holder[place].who, i));
      const auto& plan = setup.plan[r];
      for (int q = 0; q < plan.questions; ++q) {
        const Question& question = plan.question[q];
        if (lead + advance < question.at_m || lane(field.answer[r][q], i) != 0.0) continue;
        const double time = clock + dt * (question.at_m - lead) / advance;
        const bool met = time > question.slower_than_s && time < question.faster_than_s && 1 + place > question.not_in_first &&
                         1 + place <= question.in_first;
        set_lane(field.answer[r][q], i, met ? 1.0 : -1.0);
      }
      inside::give_orders(setup, field, field.holder[place], i);
    }
    inside::find_next_question(setup, field, i);
  }
}

// All of a step in one function is what makes packs fast; with sanitizers it would take the compiler many minutes.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LASTLAP_FLATTEN
#else
#define LASTLAP_FLATTEN [[gnu::flatten]]
#endif

/// What is found out in a step on the way from one moment to the next; kept from step to step only to spare the making.
template <class Number>
struct Between {
  Views<Number> views;
  std::array<Footing<Number>, most_runners> footings;
  std::array<tactics::Wish<Number>, most_runners> wishes;
  std::array<tactics::Intent<Number>, most_runners> intents;  ///< of the last look; written only where a look is for more than one step
  Moves<Number> wanted;
  std::array<Number, most_runners> gained, least_gained, was_along;
};

/// Takes the field one step further.
template <class Number>
LASTLAP_FLATTEN void take_step(const Setup<Number>& setup, RunningOrder<Number>& field, Between<Number>& between) {
  using measure::any_of;
  using measure::greater;
  using measure::lesser;
  const double clock = field.steps * setup.step_s;
  const double decline = runner::decline_at(clock);
  const double decline_ahead = runner::mean_decline_until_the_end(clock, setup.distance_m);
  const bool looks = field.steps % setup.steps_a_look == 0;
  const Holder<Number>& first = field.holder[0];
  // Nobody is farther ahead, or farther back.
  const Number disorder(most_disorder_m(setup));
  const Number farthest = first.along + disorder, rearmost = field.holder[setup.runners - 1].along - disorder;
  const Marker<Number> marker = marker_of(setup, field, rearmost, farthest);
  const bool in_the_rush = any_of(rearmost < from_marker(field, tactics::rush_m));
  const bool some_begin = any_of(rearmost + marker.gone < setup.manners.nobody_leads_until_m);
  const bool someone_finished = any_of(farthest >= from_marker(field, setup.distance_m));
  const Number lead = first.along, lead_speed = first.along_speed + marker.mps;
  // Whether anybody can pass a mark in this step: the first is not far before it, the last not yet past it.
  const auto some_may_pass = [&](double distance_m) {
    return any_of(farthest + Number(fastest_mps * setup.step_s) >= from_marker(field, distance_m)) && any_of(rearmost < from_marker(field, distance_m));
  };
  const double last_lap_m = setup.distance_m - 400.0;
  const bool into_the_last_lap = some_may_pass(last_lap_m), to_the_finish = some_may_pass(setup.distance_m);
  const bool some_orders_end = any_of(marker.to_go - farthest - Number(fastest_mps * setup.step_s) <= Number(field.orders_until_m));
  const bool asked = any_of(lead + greater(lead_speed * Number(setup.step_s), Number(1e-6)) >= field.next_question - marker.gone - Number(0.001));  // a little sooner: it is decided in double precision

  auto& [views, footings, wishes, intents, wanted, gained, least_gained, was_along] = between;
  look_around(setup, field, views);
  for (int place = 0; place < setup.runners; ++place)
    look_into_the_tank(setup, marker, field.holder[place], views[place], decline, decline_ahead, footings[place]);
  // In several passes, so that what a runner waits for from her last operation is filled with other runners' work.
  for (int place = 0; looks && place < setup.runners; ++place) {
    const Holder<Number>& self = field.holder[place];
    const Footing<Number>& footing = footings[place];
    tactics::Sight<Number> sight;
    look_within(setup, marker, field, place, views[place], footing, sight);
    const tactics::Orders<Number> orders = orders_now(self, marker, sight.gone, setup.manners, in_the_rush);
    const tactics::Pleasure<Number> pleasure = tactics::what_pleases(orders, sight, setup.manners, some_begin);
    const Number bearable = find_the_limit(setup, footing, orders, pleasure, in_the_rush, sight);
    wishes[place].speed = lesser(bearable, sight.most_speed);
    wishes[place].outward = orders.outward;
    if (in_the_rush) wishes[place].rush = orders.rush;
  }
  for (int place = 0; place < setup.runners; ++place) {
    Holder<Number>& self = field.holder[place];
    const Footing<Number>& footing = footings[place];
    const tactics::Sight<Number> sight = look_up(marker, self, views[place], footing);
    tactics::Intent<Number>& kept = intents[place];
    const tactics::Intent<Number> intent = looks ? what_she_goes_for(setup, marker, wishes[place], sight, footing, in_the_rush) : kept;
    if (setup.steps_a_look > 1) kept = intent;
    move_towards(setup, self, views[place], sight, footing, intent, decline, marker, someone_finished, wanted[place]);
  }
  keep_apart(setup, marker, field, wanted, least_gained, gained);
  if (asked || into_the_last_lap || to_the_finish)
    for (int place = 0; place < setup.runners; ++place) was_along[place] = field.holder[place].along;
  const double was_marker_m = field.marker_m;
  const Number finish = marker.to_go, last_lap = from_marker(field, last_lap_m);
  field.marker_m = (field.steps + 1) * setup.step_s * setup.marker_mps;
  for (int place = 0; place < setup.runners; ++place) {
    Holder<Number>& self = field.holder[place];
    arrive(setup, wanted[place], footings[place].longer, gained[place], finish, marker, someone_finished, self);
    if (into_the_last_lap)
      note_passing(setup, field.steps, last_lap, from_marker(field, last_lap_m), self, was_along[place], marker.advance + gained[place], self.last_lap_s);
    if (to_the_finish)
      note_passing(setup, field.steps, finish, from_marker(field, setup.distance_m), self, was_along[place], marker.advance + gained[place], self.finish_s);
  }
  if (some_orders_end) inside::give_orders_that_follow(setup, field);
  if (asked) answer_questions(setup, was_along, was_marker_m, lead_speed, field);
  ++field.steps;
  if (field.steps % setup.steps_a_look == 0) put_in_order(setup, field);
  if (field.steps % inside::steps_a_count == 0) {
    inside::follow_the_pack(setup, field);
    inside::count_wavers(setup, field);
  }
}

/// True when every runner, in every lane, has finished or the longest time is over.
template <class Number>
bool is_over(const Setup<Number>& setup, const RunningOrder<Number>& field) {
  using measure::any_of;
  // Whoever is last in the order may be all but level with somebody behind her.
  return field.steps * setup.step_s >= setup.longest_s ||
         !any_of(field.holder[setup.runners - 1].along < from_marker(field, setup.distance_m + most_disorder_m(setup)));
}
template <class Number>
bool is_over(const Setup<Number>& setup, const State<Number>& now) {
  using measure::any_of;
  if (now.steps * setup.step_s >= setup.longest_s) return true;
  for (int r = 0; r < setup.runners; ++r) {
    const auto last = now.runner[r].order > Number(setup.runners - 1.5);
    if (any_of(last && now.runner[r].along < Number(setup.distance_m + most_disorder_m(setup)))) return false;
  }
  return true;
}

/// The moment after `now`, where every step is decided anew.
template <class Number>
State<Number> step(const Setup<Number>& setup, const State<Number>& now) {
  base::expect(setup.steps_a_look == 1, "a moment alone says nothing of what was decided before it");
  RunningOrder<Number> field;
  Between<Number> between;
  line_up(setup, now, field);
  take_step(setup, field, between);
  State<Number> next;
  write_down(setup, field, next);
  return next;
}

}  // namespace lastlap::race
