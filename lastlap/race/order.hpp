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
  Number along{};       ///< from the lane's marker [m]
  Number along_lost{};  ///< what rounding added to `along` so far [m]
  Number outward{};
  Number outward_lost{}, speed_lost{};  ///< as along_lost
  Number speed{}, along_speed{};  ///< over the ground and along the measured line, both less the marker's [m/s]
  runner::Tank<Number> tank{};
  Number run_m{}, boxed_in_s{}, last_lap_s{}, finish_s{};
  runner::Body<Number> body{};           ///< less its cost and aerobic speed: they follow as a step needs them
  Number cost_ground{}, cost_growing{};  ///< of a metre on the straight, see runner::Cost
  Number per_reserve{};              ///< one over her full reserve
  Number aerobic_faster{};           ///< the speed held on aerobic power alone, less the marker's [m/s]
  std::array<tactics::Waver<Number>, tactics::wavers> waver{};
  Number rush_pace{};  ///< less the marker's speed [m/s]
  tactics::Orders<Number> orders{};  ///< in force, but for the waver and the rush, which change with every stride
  Number until{};                    ///< metres to go at which they may end
  Number cover{};                    ///< index of the rival to cover, or -1
  Number shelter{}, boxed_in{};      ///< of the last step; written anew in every step, so they stay when places change
};

/// Nobody runs faster [m/s]: who is farther before a mark than this takes her in a step cannot pass it.
inline constexpr double fastest_mps = 15.0;

/// Nobody has passed another before she is this much ahead [m]. Two who wait behind the same body are level but for rounding, which must
/// not decide who of them is before the other.
inline constexpr double passed_m = 0.0002;
/// So much ahead of one before her in the order a runner may therefore be at most.
inline constexpr double disorder_m = passed_m * (most_runners - 1);
/// The same where the order is found anew only at every look: by then she may have come past.
template <class Number>
double most_disorder_m(const Setup<Number>& setup) {
  return disorder_m + (setup.steps_a_look - 1) * setup.step_s * fastest_mps;
}

/// How far a waver comes while its metres are counted on, less the whole courses: two parts that sum to it.
template <class Number>
struct Turn {
  Number coarse{}, fine{};
};

/// The whole field in one moment, in its running order: from the first to the last, but for those who are all but level. Where they are is counted from a marker that runs along with them: in single
/// precision metres from the start are good to a tenth of a millimetre only, metres from the marker to a few micrometres.
template <class Number>
struct RunningOrder {
  int steps = 0;             ///< taken since the gun
  double marker_m = 0;       ///< where the marker is now, on the measured line
  Number shift{};            ///< how far ahead of it each lane's own marker is; whole metres
  bool someone_covers = false;
  double orders_until_m = 0; ///< metres to go at which the first orders may end
  Number next_question{};    ///< metres run by the leader at which a question must be answered
  std::array<Holder<Number>, most_runners> holder{};
  std::array<std::array<Number, tactics::most_conditions>, most_runners> answer{};  ///< by runner
  std::array<std::array<Turn<Number>, tactics::wavers>, most_runners> turn{};       ///< by runner
};

/// Metres of the race as metres from the lane's marker.
template <class Number>
Number from_marker(const RunningOrder<Number>& field, double metres) {
  return Number(metres - field.marker_m) - field.shift;
}
namespace inside {

inline constexpr double never_m = 1e9;

/// A waver is asked every step how far it has come: in single precision a kilometre times a rate is good to a part in a hundred thousand of a course, so now
/// and then it begins anew where it stands, and the metres are counted from there.
inline constexpr int steps_a_count = 64;
/// Coarse turns are multiples of this, and wavers begin at multiples of a 2^-20th, so that what count_wavers makes of them is exact in single precision: up to 2048
/// counts, which at 0.1 s is more than three hours; finer steps have smaller turns.
inline constexpr double coarse_turn = 1.0 / (1 << 14);

/// How far each waver comes from one count to the next.
template <class Number>
void find_turns(const Setup<Number>& setup, RunningOrder<Number>& field) {
  const double gone = steps_a_count * setup.step_s * setup.marker_mps;
  for (int r = 0; r < setup.runners; ++r)
    for (int w = 0; w < tactics::wavers; ++w)
      for (int i = 0; i < lanes_of<Number>; ++i) {
        const double courses = gone * lane(setup.plan[r].waver[w].rate, i);
        const double turn = courses - measure::nearest_whole(courses);
        const double coarse = measure::nearest_whole(turn / coarse_turn) * coarse_turn;
        set_lane(field.turn[r][w].coarse, i, coarse);
        set_lane(field.turn[r][w].fine, i, turn - coarse);
      }
}

/// Counts from the gun, so that no count adds to the rounding of the one before it.
template <class Number>
void count_wavers(const Setup<Number>& setup, RunningOrder<Number>& field) {
  using namespace measure;
  const Number counts(field.steps / steps_a_count);
  for (int r = 0; r < setup.runners; ++r) {
    std::array<Number, tactics::wavers> begins;
    for (int w = 0; w < tactics::wavers; ++w) {
      const Turn<Number>& turn = field.turn[r][w];
      const Number turned = turn.coarse * counts, courses = (turned - nearest_whole(turned)) + setup.plan[r].waver[w].begins;
      begins[w] = (courses - nearest_whole(courses)) + turn.fine * counts;
    }
    for (int place = 0; place < setup.runners; ++place) {
      Holder<Number>& holder = field.holder[place];
      const auto here = magnitude(holder.who - Number(r)) < Number(0.5);
      for (int w = 0; w < tactics::wavers; ++w) holder.waver[w].begins = select(here, begins[w], holder.waver[w].begins);
    }
  }
}
/// Moves each lane's marker to the middle of its pack, lest a slow race leave it by tens of metres: the farther from it, the coarser is single precision.
/// A race that is not counted from a marker stays as it is.
template <class Number>
void follow_the_pack(const Setup<Number>& setup, RunningOrder<Number>& field) {
  if (setup.marker_mps == 0.0) return;
  using measure::nearest_whole;
  const Number by = nearest_whole(field.holder[setup.runners / 2].along), back = -by;
  field.shift = field.shift + by;
  for (int place = 0; place < setup.runners; ++place) {
    Holder<Number>& holder = field.holder[place];
    // Knuth's sum: exact whichever is the larger.
    const Number along = holder.along + back, moved = along - holder.along;
    const Number missing = (holder.along - (along - moved)) + (back - moved);
    holder.along_lost = holder.along_lost - missing;
    holder.along = along;
  }
}
/// Where the marker was when they were counted last: by the step alone, so that a race taken up from any moment is the same.
template <class Number>
double wavers_counted_at(const Setup<Number>& setup, int steps) {
  return steps / steps_a_count * steps_a_count * setup.step_s * setup.marker_mps;
}

/// Puts into force in lane `i` the last phase begun whose condition, if any, was met.
template <class Number>
void give_orders(const Setup<Number>& setup, const RunningOrder<Number>& field, Holder<Number>& holder, int i) {
  const int r = static_cast<int>(lane(holder.who, i));
  const auto& plan = setup.plan[r];
  const double to_go = setup.distance_m - field.marker_m - lane(field.shift, i) - lane(holder.along, i);
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
  set_lane(holder.orders.pace, i, lane(orders.pace, i) - setup.marker_mps);
  set_lane(holder.orders.cover_gap, i, lane(orders.cover_gap, i));
  set_lane(holder.orders.drive.spur, i, lane(orders.drive.spur, i));
  set_lane(holder.orders.drive.greed, i, lane(orders.drive.greed, i));
  set_lane(holder.cover, i, plan.covers[in_force]);
  set_lane(holder.until, i, until);
}

/// Finds where orders may next end.
template <class Number>
void find_next_orders(const Setup<Number>& setup, RunningOrder<Number>& field) {
  using measure::greater;
  Number until(-never_m);
  for (int place = 0; place < setup.runners; ++place) until = greater(until, field.holder[place].until);
  field.orders_until_m = -never_m;
  for (int i = 0; i < lanes_of<Number>; ++i) field.orders_until_m = measure::greater(field.orders_until_m, lane(until, i));
}

/// Gives new orders in every lane in which those in force have ended.
template <class Number>
[[gnu::noinline]] void give_orders_that_follow(const Setup<Number>& setup, RunningOrder<Number>& field) {
  using measure::any_of;
  const Number left = from_marker(field, setup.distance_m);
  bool given = false;
  for (int place = 0; place < setup.runners; ++place) {
    Holder<Number>& holder = field.holder[place];
    // Two large numbers first: their difference is exact when it counts.
    if (!any_of(left - holder.until <= holder.along)) continue;
    given = true;
    for (int i = 0; i < lanes_of<Number>; ++i)
      if (lane(left, i) - lane(holder.until, i) <= lane(holder.along, i)) give_orders(setup, field, holder, i);
  }
  if (given) find_next_orders(setup, field);
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
  trade(a.outward_lost, b.outward_lost);
  trade(a.speed_lost, b.speed_lost);
  trade(a.speed, b.speed);
  trade(a.along_speed, b.along_speed);
  trade(a.tank.reserve_j_per_kg, b.tank.reserve_j_per_kg);
  trade(a.tank.aerobic_w_per_kg, b.tank.aerobic_w_per_kg);
  trade(a.tank.reserve_lost, b.tank.reserve_lost);
  trade(a.tank.aerobic_lost, b.tank.aerobic_lost);
  trade(a.run_m, b.run_m);
  trade(a.boxed_in_s, b.boxed_in_s);
  trade(a.last_lap_s, b.last_lap_s);
  trade(a.finish_s, b.finish_s);
  trade(a.body.aerobic_w_per_kg, b.body.aerobic_w_per_kg);
  trade(a.body.reserve_j_per_kg, b.body.reserve_j_per_kg);
  trade(a.cost_ground, b.cost_ground);
  trade(a.cost_growing, b.cost_growing);
  trade(a.body.sprint_beyond_w_per_kg, b.body.sprint_beyond_w_per_kg);
  trade(a.aerobic_faster, b.aerobic_faster);
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
  trade(a.orders.drive.spur, b.orders.drive.spur);
  trade(a.orders.drive.greed, b.orders.drive.greed);
  trade(a.until, b.until);
  trade(a.cover, b.cover);
}

}  // namespace inside

/// Where each lane's marker is and how it goes on, for everybody in a step: nobody is behind `rearmost` or before `farthest`, counted from it.
template <class Number>
struct Marker {
  Number mps;            ///< its speed, from which speeds are counted
  Number advance;        ///< in this step [m]
  Number gone, to_go;    ///< metres run and left
  typename track::Bends<Number>::Mark bends;
  Number since_counted;  ///< metres from where the marker of all was when the wavers were counted
};
template <class Number>
Marker<Number> marker_of(const Setup<Number>& setup, const RunningOrder<Number>& field, Number rearmost, Number farthest) {
  return {.mps = Number(setup.marker_mps),
          .advance = Number((field.steps + 1) * setup.step_s * setup.marker_mps - field.marker_m),
          .gone = Number(field.marker_m) + field.shift,
          .to_go = from_marker(field, setup.distance_m),
          .bends = setup.bends.mark(setup.distance_m - field.marker_m, field.shift, rearmost, farthest),
          .since_counted = Number(field.marker_m - inside::wavers_counted_at(setup, field.steps)) + field.shift};
}

/// Lets everybody take the place of whom she has passed. Few change places in a step, so an insertion sort has little to do.
template <class Number>
void put_in_order(const Setup<Number>& setup, RunningOrder<Number>& field) {
  using measure::any_of;
  auto& holder = field.holder;
  const Number passing(passed_m);
  for (int last = 1; last < setup.runners; ++last)
    for (int b = last; b > 0; --b) {
      const auto passed = holder[b].along > holder[b - 1].along + passing;
      if (!any_of(passed)) break;
      inside::change_places(passed, holder[b - 1], holder[b]);
    }
}

namespace inside {

/// Lets runner `r` hold her place in lane `i`.
template <class Number>
void hold(const Setup<Number>& setup, const Standing<Number>& from, int r, int i, double marker_m, Holder<Number>& holder) {
  const auto copy = [i](Number& into, const Number& number) { set_lane(into, i, lane(number, i)); };
  const auto& body = setup.body[r];
  const auto& plan = setup.plan[r];
  set_lane(holder.who, i, r);
  set_lane(holder.along, i, lane(from.along, i) - marker_m);
  copy(holder.along_lost, from.along_lost);
  copy(holder.outward, from.outward);
  copy(holder.outward_lost, from.outward_lost);
  copy(holder.speed_lost, from.speed_lost);
  set_lane(holder.speed, i, lane(from.speed, i) - setup.marker_mps);
  set_lane(holder.along_speed, i, lane(from.along_speed, i) - setup.marker_mps);
  copy(holder.tank.reserve_j_per_kg, from.tank.reserve_j_per_kg);
  copy(holder.tank.aerobic_w_per_kg, from.tank.aerobic_w_per_kg);
  copy(holder.tank.reserve_lost, from.tank.reserve_lost);
  copy(holder.tank.aerobic_lost, from.tank.aerobic_lost);
  copy(holder.run_m, from.run_m);
  copy(holder.boxed_in_s, from.boxed_in_s);
  copy(holder.last_lap_s, from.last_lap_s);
  copy(holder.finish_s, from.finish_s);
  copy(holder.shelter, from.shelter);
  copy(holder.boxed_in, from.boxed_in);
  copy(holder.body.aerobic_w_per_kg, body.aerobic_w_per_kg);
  copy(holder.body.reserve_j_per_kg, body.reserve_j_per_kg);
  const runner::Cost<double> cost = runner::cost_of(lane(body.cost_j_per_kg_m, i), 1.0, 0.0);
  set_lane(holder.cost_ground, i, as_packs_hold(cost.ground));
  set_lane(holder.cost_growing, i, as_packs_hold(cost.growing));
  copy(holder.body.sprint_beyond_w_per_kg, body.sprint_beyond_w_per_kg);
  set_lane(holder.aerobic_faster, i, lane(body.aerobic_speed_mps, i) - setup.marker_mps);
  set_lane(holder.per_reserve, i, as_packs_hold(1.0 / lane(body.reserve_j_per_kg, i)));
  for (int w = 0; w < tactics::wavers; ++w) copy(holder.waver[w].rate, plan.waver[w].rate);  // count_wavers says where it begins
  set_lane(holder.rush_pace, i, lane(plan.rush_pace, i) - setup.marker_mps);
}

}  // namespace inside

/// The field of `state` in its running order.
template <class Number>
void line_up(const Setup<Number>& setup, const State<Number>& state, RunningOrder<Number>& field) {
  field.steps = state.steps;
  field.marker_m = state.steps * setup.step_s * setup.marker_mps;
  field.shift = Number(0.0);
  field.someone_covers = false;
  for (int r = 0; r < setup.runners; ++r) {
    const auto& plan = setup.plan[r];
    field.answer[r] = state.runner[r].answer;
    for (int p = 0; p < plan.phases; ++p) field.someone_covers = field.someone_covers || plan.covers[p] >= 0;
    for (int i = 0; i < lanes_of<Number>; ++i) {
      auto& holder = field.holder[static_cast<int>(lane(state.runner[r].order, i))];
      inside::hold(setup, state.runner[r], r, i, field.marker_m, holder);
      inside::give_orders(setup, field, holder, i);
    }
  }
  inside::find_turns(setup, field);
  inside::count_wavers(setup, field);
  inside::find_next_orders(setup, field);
  for (int i = 0; i < lanes_of<Number>; ++i) inside::find_next_question(setup, field, i);
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
      set_lane(to.along, i, lane(holder.along, i) + (field.marker_m + lane(field.shift, i)));
      copy(to.along_lost, holder.along_lost);
      copy(to.outward, holder.outward);
      copy(to.outward_lost, holder.outward_lost);
      copy(to.speed_lost, holder.speed_lost);
      set_lane(to.speed, i, lane(holder.speed, i) + setup.marker_mps);
      set_lane(to.along_speed, i, lane(holder.along_speed, i) + setup.marker_mps);
      copy(to.tank.reserve_j_per_kg, holder.tank.reserve_j_per_kg);
      copy(to.tank.aerobic_w_per_kg, holder.tank.aerobic_w_per_kg);
      copy(to.tank.reserve_lost, holder.tank.reserve_lost);
      copy(to.tank.aerobic_lost, holder.tank.aerobic_lost);
      set_lane(to.order, i, place);
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
