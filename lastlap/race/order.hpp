#pragma once

// The field in the order in which it runs. Who is ahead of whom need not be asked of every pair then: a runner looks at
// those before her in the order until they are too far away.

#include <array>

#include "lastlap/race/lanes.hpp"
#include "lastlap/race/state.hpp"

namespace lastlap::race {

/// Whoever holds one place of the running order; in each lane another runner.
template <class Number>
struct Holder {
  Number who{};         ///< index into the field
  Number along{};       ///< from the marker [m]
  Number along_lost{};  ///< what rounding added to `along` so far [m]
  Number outward{}, speed{}, along_speed{};
  runner::Tank<Number> tank{};
  Number run_m{}, boxed_in_s{}, last_lap_s{}, finish_s{};
  runner::Body<Number> body{};
  Number per_reserve{};              ///< one over her full reserve
  std::array<tactics::Waver<Number>, tactics::wavers> waver{};
  Number rush_pace{};
  tactics::Orders<Number> orders{};  ///< in force, but for the waver and the rush, which change with every stride
  Number until{};                    ///< metres to go at which they may end
  Number cover{};                    ///< index of the rival to cover, or -1
  Number shelter{}, boxed_in{};      ///< of the last step; written anew in every step, so they stay when places change
};

/// The whole field in one moment, from the first to the last. Where they are is counted from a marker that runs along with them: in single
/// precision metres from the start are good to a tenth of a millimetre only, metres from the marker to a few micrometres.
template <class Number>
struct RunningOrder {
  int steps = 0;             ///< taken since the gun
  double marker_m = 0;       ///< where the marker is now, on the measured line
  bool level = false;        ///< whether any two are level to the last bit
  bool someone_covers = false;
  Number next_question{};    ///< metres run by the leader at which a question must be answered
  std::array<Holder<Number>, most_runners> holder{};
  std::array<std::array<Number, tactics::most_conditions>, most_runners> answer{};  ///< by runner
};

/// Metres of the race as metres from the marker.
template <class Number>
Number from_marker(const RunningOrder<Number>& field, double metres) {
  return Number(metres - field.marker_m);
}
/// Metres of the race left to run.
template <class Number>
Number left_to_run(const Setup<Number>& setup, const RunningOrder<Number>& field, const Holder<Number>& holder) {
  return from_marker(field, setup.distance_m) - holder.along;
}

namespace inside {

inline constexpr double never_m = 1e9;

/// Puts into force in lane `i` the last phase begun whose condition, if any, was met.
template <class Number>
void give_orders(const Setup<Number>& setup, const RunningOrder<Number>& field, Holder<Number>& holder, int i) {
  const int r = static_cast<int>(lane(holder.who, i));
  const auto& plan = setup.plan[r];
  const double to_go = lane(left_to_run(setup, field, holder), i);
  int in_force = 0;
  double until = -never_m;
  for (int p = 1; p < plan.phases; ++p) {
    const double from = lane(plan.orders[p].from, i);
    if (to_go > from)
      until = from > until ? from : until;
    else if (plan.condition[p] < 0 || lane(field.answer[r][plan.condition[p]], i) > 0.5)
      in_force = p;
  }
  const auto& orders = plan.orders[in_force];
  set_lane(holder.orders.station.gap, i, lane(orders.station.gap, i));
  set_lane(holder.orders.station.sway, i, lane(orders.station.sway, i));
  set_lane(holder.orders.station.closing, i, lane(orders.station.closing, i));
  set_lane(holder.orders.outward, i, lane(orders.outward, i));
  set_lane(holder.orders.pace, i, lane(orders.pace, i));
  set_lane(holder.orders.cover_gap, i, lane(orders.cover_gap, i));
  set_lane(holder.orders.all_out, i, lane(orders.all_out, i));
  set_lane(holder.cover, i, plan.covers[in_force]);
  set_lane(holder.until, i, until);
}

/// Gives new orders in every lane in which those in force have ended.
template <class Number>
[[gnu::noinline]] void give_orders_that_follow(const Setup<Number>& setup, const RunningOrder<Number>& field, Holder<Number>& holder) {
  const Number to_go = left_to_run(setup, field, holder);
  for (int i = 0; i < lanes_of<Number>; ++i)
    if (lane(to_go, i) <= lane(holder.until, i)) give_orders(setup, field, holder, i);
}

/// Finds in lane `i` where the leader must next answer a question.
template <class Number>
void find_next_question(const Setup<Number>& setup, RunningOrder<Number>& field, int i) {
  double next = never_m;
  for (int r = 0; r < setup.runners; ++r)
    for (int q = 0; q < setup.plan[r].questions; ++q)
      if (lane(field.answer[r][q], i) == 0.0) next = setup.plan[r].question[q].at_m < next ? setup.plan[r].question[q].at_m : next;
  set_lane(field.next_question, i, next);
}

template <class Number, class Mask>
[[gnu::noinline]] void change_places(Mask where, Holder<Number>& a, Holder<Number>& b) {
  const auto trade = [&](Number& one, Number& other) {
    using measure::select;
    const Number was = one;
    one = select(where, other, one);
    other = select(where, was, other);
  };
  trade(a.who, b.who);
  trade(a.along, b.along);
  trade(a.along_lost, b.along_lost);
  trade(a.outward, b.outward);
  trade(a.speed, b.speed);
  trade(a.along_speed, b.along_speed);
  trade(a.tank.reserve_j_per_kg, b.tank.reserve_j_per_kg);
  trade(a.tank.aerobic_w_per_kg, b.tank.aerobic_w_per_kg);
  trade(a.run_m, b.run_m);
  trade(a.boxed_in_s, b.boxed_in_s);
  trade(a.last_lap_s, b.last_lap_s);
  trade(a.finish_s, b.finish_s);
  trade(a.body.aerobic_w_per_kg, b.body.aerobic_w_per_kg);
  trade(a.body.reserve_j_per_kg, b.body.reserve_j_per_kg);
  trade(a.body.cost_j_per_kg_m, b.body.cost_j_per_kg_m);
  trade(a.body.sprint_beyond_w_per_kg, b.body.sprint_beyond_w_per_kg);
  trade(a.body.aerobic_speed_mps, b.body.aerobic_speed_mps);
  trade(a.per_reserve, b.per_reserve);
  for (int w = 0; w < tactics::wavers; ++w) {
    trade(a.waver[w].rate, b.waver[w].rate);
    trade(a.waver[w].begins, b.waver[w].begins);
  }
  trade(a.rush_pace, b.rush_pace);
  trade(a.orders.station.gap, b.orders.station.gap);
  trade(a.orders.station.sway, b.orders.station.sway);
  trade(a.orders.station.closing, b.orders.station.closing);
  trade(a.orders.outward, b.orders.outward);
  trade(a.orders.pace, b.orders.pace);
  trade(a.orders.cover_gap, b.orders.cover_gap);
  trade(a.orders.all_out, b.orders.all_out);
  trade(a.until, b.until);
  trade(a.cover, b.cover);
}

}  // namespace inside

/// Lets everybody take the place she runs in. Few change places in a step, so an insertion sort has little to do.
template <class Number>
void put_in_order(const Setup<Number>& setup, RunningOrder<Number>& field) {
  using measure::any_of;
  auto& holder = field.holder;
  field.level = false;
  bool as_before = true;
  for (int last = 1; last < setup.runners; ++last) {
    if (!any_of(holder[last].along >= holder[last - 1].along)) continue;
    as_before = false;
    for (int b = last; b > 0; --b) {
      const auto passed = holder[b].along > holder[b - 1].along;
      if (!any_of(passed)) break;
      inside::change_places(passed, holder[b - 1], holder[b]);
    }
  }
  if (as_before) return;
  for (int b = 1; b < setup.runners; ++b)
    if (any_of(holder[b].along >= holder[b - 1].along)) field.level = true;
}

/// The field of `state` in its running order.
template <class Number>
void line_up(const Setup<Number>& setup, const State<Number>& state, RunningOrder<Number>& field) {
  field.steps = state.steps;
  field.marker_m = state.steps * setup.step_s * setup.marker_mps;
  field.someone_covers = false;
  for (int r = 0; r < setup.runners; ++r) {
    const Standing<Number>& from = state.runner[r];
    const auto& plan = setup.plan[r];
    auto& holder = field.holder[r];
    holder.who = Number(r);
    holder.along = from.along - Number(field.marker_m);
    holder.along_lost = from.along_lost;
    holder.outward = from.outward;
    holder.speed = from.speed;
    holder.along_speed = from.along_speed;
    holder.tank = from.tank;
    holder.run_m = from.run_m;
    holder.boxed_in_s = from.boxed_in_s;
    holder.last_lap_s = from.last_lap_s;
    holder.finish_s = from.finish_s;
    holder.shelter = from.shelter;
    holder.boxed_in = from.boxed_in;
    holder.body = setup.body[r];
    holder.per_reserve = Number(1.0) / holder.body.reserve_j_per_kg;
    holder.waver = plan.waver;
    holder.rush_pace = plan.rush_pace;
    field.answer[r] = from.answer;
    for (int p = 0; p < plan.phases; ++p) field.someone_covers = field.someone_covers || plan.covers[p] >= 0;
    for (int i = 0; i < lanes_of<Number>; ++i) inside::give_orders(setup, field, holder, i);
  }
  for (int i = 0; i < lanes_of<Number>; ++i) inside::find_next_question(setup, field, i);
  put_in_order(setup, field);
}

/// Writes every runner's standing to her place in the field.
template <class Number>
void write_down(const Setup<Number>& setup, const RunningOrder<Number>& field, State<Number>& state) {
  state.steps = field.steps;
  for (int place = 0; place < setup.runners; ++place) {
    const Holder<Number>& holder = field.holder[place];
    for (int i = 0; i < lanes_of<Number>; ++i) {
      Standing<Number>& to = state.runner[static_cast<int>(lane(holder.who, i))];
      const auto copy = [i](Number& into, const Number& from) { set_lane(into, i, lane(from, i)); };
      set_lane(to.along, i, lane(holder.along, i) + field.marker_m);
      copy(to.along_lost, holder.along_lost);
      copy(to.outward, holder.outward);
      copy(to.speed, holder.speed);
      copy(to.along_speed, holder.along_speed);
      copy(to.tank.reserve_j_per_kg, holder.tank.reserve_j_per_kg);
      copy(to.tank.aerobic_w_per_kg, holder.tank.aerobic_w_per_kg);
      copy(to.shelter, holder.shelter);
      copy(to.boxed_in, holder.boxed_in);
      copy(to.run_m, holder.run_m);
      copy(to.boxed_in_s, holder.boxed_in_s);
      copy(to.last_lap_s, holder.last_lap_s);
      copy(to.finish_s, holder.finish_s);
    }
  }
  for (int r = 0; r < setup.runners; ++r) state.runner[r].answer = field.answer[r];
}

}  // namespace lastlap::race
