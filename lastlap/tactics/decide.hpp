#pragma once

// How a runner turns what she sees and what her plan orders into what she wants.

#include "lastlap/measure/number.hpp"
#include "lastlap/runner/body.hpp"
#include "lastlap/tactics/manners.hpp"
#include "lastlap/tactics/sight.hpp"

namespace lastlap::tactics {

/// The rush for position is run up to as briskly as the start, until this share of its speed. guess
inline constexpr double rush_is_brisk_to = 0.95;

/// Contact is not lost in one stride: over so many metres [m]. guess
inline constexpr double contact_fades_m = 5.0;

/// Held up by so much [m/s] she goes round altogether, by less so much of the way out: nobody's mind is made up by a hair's breadth. guess
inline constexpr double round_altogether_mps = 0.3;

/// Half a body: who is so far beside somebody, or before or behind her at her side, is so altogether [m]. guess
inline constexpr double shoulder_m = 0.25;

/// What a runner wants:
///  * all out: the affordable even speed over what is left, which the reserve's limit bounds, whatever would please her;
///  * in front: her pace, but never more than the even speed she can afford;
///  * behind: the leader's speed, corrected towards the distance that her place stands for, or towards the covered
///    rival, but not more than a little above what she can afford, more for a covered rival who gets away;
///  * sideways: round a slower body ahead where there is room outside, else inside, else she waits; otherwise her line,
///    as far in as those alongside allow.
/// It takes three decisions, one after the other: what would please her, what of it she can bear, and which line she takes.

/// What would please a runner, could she afford it.
template <class Number>
struct Pleasure {
  Number speed{};           ///< [m/s]
  Number out_of_contact{};  ///< share in which she has lost contact
  Number greed{};           ///< how far above her even speed she goes for it, as a share: who leads, nothing
};

/// `early`: somebody, in some lane, may not have run `nobody_leads_until_m` yet.
template <class Number>
Pleasure<Number> what_pleases(const Orders<Number>& orders, const Sight<Number>& sight, const Manners<Number>& manners, bool early = true) {
  using measure::any_of;
  using measure::greater;
  using measure::held_within;
  using measure::lesser;
  using measure::select;
  if (sight.place == 1) return {.speed = greater(orders.pace, orders.drive.spur), .out_of_contact = Number(0.0), .greed = Number(0.0)};
  const Number out_of_contact = held_within((sight.gap_to_leader - manners.contact_m) * Number(1.0 / contact_fades_m), Number(0.0), Number(1.0));
  const Number gap_wanted = orders.station.gap + orders.station.sway * orders.waver;
  const Number correction = held_within((sight.gap_to_leader - gap_wanted) * orders.station.closing, -manners.easing_mps, manners.surge_mps);
  const auto rival_gets_away = sight.covered_gap > orders.cover_gap * Number(0.6);
  const Number nothing(0.0), all(1.0), per_shoulder(1.0 / shoulder_m);
  const Number beside_inner = held_within(lesser(manners.side_room_m - sight.inner_side, sight.outward - Number(0.4) - orders.outward) * per_shoulder, nothing, all);
  const Number slot = manners.slot_seeking_mps * beside_inner * held_within(-sight.inner_ahead * per_shoulder, -all, all);
  const Number with_pack = sight.leader_speed + correction + slot;
  const Number from = sight.from_mps;
  Number with_them = with_pack, greed = orders.drive.greed;
  if (any_of(rival_gets_away)) {
    const Number covering = sight.covered_speed + held_within((sight.covered_gap - orders.cover_gap) * manners.covering_rate_per_s,
                                                              -manners.covering_surge_mps, manners.covering_surge_mps);
    with_them = select(rival_gets_away, greater(with_pack, covering), with_pack);
    greed = select(rival_gets_away && orders.drive.spur < Number(0.0), greater(manners.covering_greed, greed), greed);
  }
  Number speed = with_them + (with_them + from) * (manners.made_up_on_bends * sight.longer);
  if (early) speed = select(sight.gone < manners.nobody_leads_until_m, orders.pace + correction, speed);
  return {.speed = greater(speed, orders.drive.spur), .out_of_contact = out_of_contact, .greed = greed};
}

/// What she can bear in the pack beyond her even speed, as a share of it.
template <class Number>
Number share_beyond(const Pleasure<Number>& pleasure, const Manners<Number>& manners) {
  return pleasure.greed - pleasure.out_of_contact * (pleasure.greed + manners.giving_up);
}

/// What she can bear of what pleases her, but for the most speed there is. `rushing`: somebody, in some lane, may still be in the rush for position.
template <class Number>
Number what_she_can_bear(const Pleasure<Number>& pleasure, const Orders<Number>& orders, const Sight<Number>& sight, const Manners<Number>& manners, bool rushing = true) {
  using measure::greater;
  using measure::lesser;
  Number bearable = sight.affordable_speed + (sight.affordable_speed + sight.from_mps) * share_beyond(pleasure, manners);
  if (rushing) bearable = greater(bearable, orders.rush);
  return lesser(pleasure.speed, bearable);
}

/// What she wants of the next moment, before she looks who is in the way.
template <class Number>
struct Wish {
  Number speed{};    ///< [m/s]
  Number outward{};  ///< line wanted with the way free [m from the measured line]
  Number rush{};     ///< as in Orders
};

/// The line she takes at this speed, and how briskly she goes for the speed.
template <class Number>
Intent<Number> which_line(const Wish<Number>& wish, const Sight<Number>& sight, const Manners<Number>& manners, bool rushing = true) {
  using measure::greater;
  using measure::held_within;
  using measure::lesser;
  using measure::select;
  const Number speed = wish.speed, from = sight.from_mps;
  // Whoever runs no faster than this along the line is in her way.
  const Number minded = speed - (speed + from) * sight.lost_on_bend - manners.patience_mps;
  const Number nothing(0.0), all(1.0), per_round(1.0 / round_altogether_mps);
  const Number held_up = select(sight.gap_ahead < manners.passing_gap_m, held_within((minded - sight.speed_ahead) * per_round, nothing, all), nothing);
  const auto room_outside = sight.outer_side > manners.side_room_m;
  const auto room_inside = (sight.inner_side > manners.side_room_m) && (sight.outward_ahead > manners.elbow_room_m - Number(0.1));
  const Number round_outside = sight.outward_ahead + manners.elbow_room_m;
  const Number round_inside = sight.outward_ahead - manners.elbow_room_m;
  // Stay outside of one at the inner side, and of a slower one ahead there until past her.
  const Number slower_inside = held_within((minded - sight.front_speed) * per_round, nothing, all);
  const Number farther_in = select(sight.front_side < manners.side_room_m, greater(sight.inner_side - sight.front_side, nothing), nothing);
  const Number inner_body = sight.inner_side - slower_inside * farther_in;
  const Number off_the_inner = sight.outward - inner_body + manners.elbow_room_m;
  const Number beside_outer = sight.outward + sight.outer_side - manners.elbow_room_m;
  const Number line = greater(lesser(wish.outward, beside_outer), off_the_inner);
  const Number passing = select(room_outside, round_outside, select(room_inside, round_inside, sight.outward));
  Number brisk_until(runner::running_from_mps);
  if (rushing) brisk_until = greater(brisk_until, (wish.rush + from) * Number(rush_is_brisk_to));
  return Intent<Number>{.speed = speed,
                        .brisk_until = brisk_until,
                        .outward = greater(line + held_up * (passing - line), nothing)};
}

/// All of it, for somebody who knows how fast she can go.
template <class Number>
Intent<Number> decide(const Orders<Number>& orders, const Sight<Number>& sight, const Manners<Number>& manners) {
  const Pleasure<Number> pleasure = what_pleases(orders, sight, manners);
  const Number bearable = what_she_can_bear(pleasure, orders, sight, manners);
  return which_line(Wish<Number>{measure::lesser(bearable, sight.most_speed), orders.outward, orders.rush}, sight, manners);
}

}  // namespace lastlap::tactics
