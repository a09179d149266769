#pragma once

// How a runner turns what she sees and what her plan orders into what she wants.

#include "lastlap/measure/number.hpp"
#include "lastlap/tactics/sight.hpp"

namespace lastlap::tactics {

/// Metres behind the leader that a place stands for in a pack, per place. guess; the tracked finals have the 8th 1.6 to
/// 4.4 m behind until 800 m.
inline constexpr double metres_per_place = 0.36;
/// How far past the leader a runner aims who wants to lead [m]. guess
inline constexpr double lead_margin_m = 1.0;
/// How strongly a runner closes the distance to where she wants to be [1/s]. guess
inline constexpr double closing_rate_per_s = 0.12;
/// The most speed she gives up, or puts in, to change her place before going all out [m/s]. guess
inline constexpr double easing_mps = 0.3;
inline constexpr double surge_mps = 0.4;
/// How far above her affordable even speed a runner lets the pack draw her. guess
inline constexpr double greed = 0.02;
/// Farther behind the leader than this she has lost contact and runs her own race [m]. guess
inline constexpr double contact_m = 15.0;
/// Slack on the speed of a body ahead before a runner wants past it [m/s]. guess
inline constexpr double patience_mps = 0.10;

/// Until here nobody leads yet: everyone runs her own pace and looks for her place [m]. guess
inline constexpr double nobody_leads_until_m = 110.0;
/// How much of the longer way round a bend a runner outside makes up by running faster; the rest she lets go until the
/// straight. Tracked finals run bends at 1.002 of their speed on straights. guess
inline constexpr double made_up_on_bends = 0.1;
/// How much a runner who wants further in eases or presses on to come off the shoulder of one at her inner side [m/s]. guess
inline constexpr double slot_seeking_mps = 0.15;

/// What a runner wants:
///  * all out: the affordable even speed over what is left, which the reserve's limit bounds;
///  * in front: her pace, but never more than she can afford;
///  * behind: the leader's speed, corrected towards the distance that her place stands for, or towards the covered
///    rival, but not more than a little above what she can afford;
///  * sideways: round a slower body ahead where there is room outside, else inside, else she waits; otherwise her line,
///    as far in as those alongside allow.
template <class Number>
Intent<Number> decide(const Orders<Number>& orders, const Sight<Number>& sight) {
  using measure::greater;
  using measure::held_within;
  using measure::lesser;
  using measure::select;
  const auto all_out = orders.all_out > Number(0.5);
  const auto in_front = sight.place < Number(1.5);
  const auto in_contact = sight.gap_to_leader < Number(contact_m);

  const Number gap_wanted = select(
      orders.place < Number(0.5), sight.gap_to_leader,
      select(orders.place < Number(1.5), Number(-lead_margin_m), (orders.place - Number(1.0)) * Number(metres_per_place)));
  const Number correction = held_within((sight.gap_to_leader - gap_wanted) * Number(closing_rate_per_s),
                                        Number(-easing_mps), Number(surge_mps));
  const Number covering = sight.covered_speed + held_within((sight.covered_gap - orders.cover_gap) * Number(0.5),
                                                            Number(-surge_mps), Number(surge_mps));
  const auto rival_gets_away = sight.covered_gap > orders.cover_gap * Number(0.6);
  const auto beside_inner = (sight.inner_side < Number(side_room_m)) && (orders.outward < sight.outward - Number(0.4));
  const Number slot = select(beside_inner, select(sight.inner_ahead > Number(0.0), Number(-slot_seeking_mps), Number(slot_seeking_mps)),
                             Number(0.0));
  const Number with_pack = sight.leader_speed + correction + slot;
  const Number bend = Number(1.0) + Number(made_up_on_bends) * (sight.stretch - Number(1.0));
  const Number after_the_start = select(rival_gets_away, greater(with_pack, covering), with_pack) * bend;
  const Number behind = select(sight.gone < Number(nobody_leads_until_m), orders.pace + correction, after_the_start);
  const Number bearable = sight.affordable_speed * select(in_contact, Number(1.0 + greed), Number(1.0));
  const Number steady = lesser(select(in_front, orders.pace, behind), bearable);
  const Number flat_out = lesser(sight.affordable_speed, sight.most_speed);
  const Number speed = select(all_out, flat_out, steady);

  const auto held_up = (sight.gap_ahead < Number(passing_gap_m)) &&
                       (speed > (sight.speed_ahead + Number(patience_mps)) * sight.stretch);
  const auto room_outside = sight.outer_side > Number(side_room_m);
  const auto room_inside = (sight.inner_side > Number(side_room_m)) && (sight.outward_ahead > Number(elbow_room_m - 0.1));
  const Number round_outside = sight.outward_ahead + Number(elbow_room_m);
  const Number round_inside = sight.outward_ahead - Number(elbow_room_m);
  // Stay outside of one at the inner side, and of a slower one ahead there until past her.
  const auto slower_inside = (sight.front_side < Number(side_room_m)) && (speed > (sight.front_speed + Number(patience_mps)) * sight.stretch);
  const Number inner_body = select(slower_inside, lesser(sight.front_side, sight.inner_side), sight.inner_side);
  const Number off_the_inner = sight.outward - inner_body + Number(elbow_room_m);
  const Number own_line = greater(orders.outward, off_the_inner);
  const Number beside_outer = sight.outward + sight.outer_side - Number(elbow_room_m);
  const Number line = lesser(own_line, greater(beside_outer, off_the_inner));
  const Number passing = select(room_outside, round_outside, select(room_inside, round_inside, sight.outward));
  return Intent<Number>{.speed = speed, .outward = greater(select(held_up, passing, line), Number(0.0))};
}

}  // namespace lastlap::tactics
