#pragma once

// What everybody sees in the frozen moment: the only stage that compares runners.

#include <algorithm>
#include <array>

#include "lastlap/race/order.hpp"
#include "lastlap/race/shelter.hpp"
#include "lastlap/tactics/sight.hpp"

namespace lastlap::race {

/// Bodies do not pass through one another: middles are at least so far apart along the line, or aside [m].
inline constexpr double body_length_m = 0.50;   // guess: tracked finals have 5 % of in-line gaps below 0.42 m, jitter included
inline constexpr double body_width_m = 0.45;    // shoulder breadth
/// In line behind someone nearer than this, someone at the outer side and no room inside: boxed in [m].
inline constexpr double boxed_in_gap_m = 2.0;

/// What the holder of a place sees, and how far she may move aside without touching anyone.
template <class Number>
struct View {
  tactics::Sight<Number> sight;
  Number free_outward{};   ///< [m]
  Number free_inward{};    ///< [m]
  Number gain{};           ///< the most that anybody behind gives
  Number inner_ahead{};    ///< sideways distance to the nearest body at the inner side that is ahead
  Number inner_behind{};   ///< ... that is not
};

template <class Number>
using Views = std::array<View<Number>, most_runners>;

/// True when two bodies are kept apart along the line rather than aside: the axis on which they are farther from touching.
template <class Number>
[[gnu::always_inline]] inline auto apart_along(Number distance_along, Number distance_aside) {
  return distance_along * Number(body_width_m) >= distance_aside * Number(body_length_m);
}

namespace inside {

/// How far ahead a body matters: anybody nearer is looked at.
template <class Number>
struct Reach {
  Number beside{};  ///< for those beside her and those in her way [m]
  Number ahead{};   ///< for those she follows [m]
};
template <class Number>
Reach<Number> reach_of(const tactics::Manners<Number>& manners) {
  using measure::greater;
  const Number beside = greater(greater(greater(manners.alongside_m, Number(body_length_m + 1.0)), manners.passing_gap_m),
                                greater(manners.tuck_in_behind_m, manners.tuck_in_before_m));
  return {.beside = beside,
          .ahead = greater(greater(beside, manners.following_range_m), Number(std::max(shelter_ends_m, boxed_in_gap_m)))};
}

// What the holder of place `b` sees of those before her in the order, and what those see of her. With `level`, somebody before her
// in the order may be level with her; then neither leads the other.
template <bool level, class Number>
[[gnu::always_inline]] inline void look_forward(const RunningOrder<Number>& field, const tactics::Manners<Number>& manners, const Reach<Number>& reach, int b,
                                                Views<Number>& views) {
  using namespace measure;
  const Number nothing(0.0), nobody(tactics::nobody_m);
  const Holder<Number>& self = field.holder[b];
  View<Number>& view = views[b];
  auto& sight = view.sight;
  const Number along = self.along, outward = self.outward;
  Number gap_ahead = nobody, speed_ahead = nothing, outward_ahead = nothing;
  Number shelter = nothing, shelter_left = nothing, shelter_right = nothing;
  for (int a = b - 1; a >= 0; --a) {
    const Holder<Number>& other = field.holder[a];
    const Number ahead = other.along - along;
    if (!any_of(ahead < reach.ahead)) break;
    const Number side = other.outward - outward;
    const Number aside = magnitude(side);
    const auto leads = ahead > nothing;
    const auto outside = side > nothing, inside = side < nothing;
    // The distances, with a millimetre a metre of the other: no two bodies tie.
    const Number nearness_along = ahead + Number(0.001) * aside;

    auto in_line = (aside < Number(tactics::in_line_width_m)) && (nearness_along < gap_ahead);
    if constexpr (level) in_line = in_line && leads;
    gap_ahead = select(in_line, nearness_along, gap_ahead);
    speed_ahead = select(in_line, other.along_speed, speed_ahead);
    outward_ahead = select(in_line, other.outward, outward_ahead);

    const Number fading = shelter_aside(side);
    const Number given = shelter_from(ahead, fading);
    shelter = greater(shelter, given);
    const Number given_aside = select(aside > Number(shelter_from_the_side_m), given, nothing);
    shelter_right = greater(shelter_right, select(outside, given_aside, nothing));
    shelter_left = greater(shelter_left, select(outside, nothing, given_aside));

    if (!any_of(ahead < reach.beside)) continue;
    View<Number>& their = views[a];
    auto in_front = ahead < Number(gain_within_m);
    if constexpr (level) in_front = in_front && leads;
    their.gain = greater(their.gain, select(in_front, fading, nothing));

    const Number nearness_aside = aside + Number(0.001) * ahead;
    const auto apart = apart_along(ahead, aside);
    const auto beside = (aside > Number(tactics::in_line_width_m)) || !apart;
    // Each may take half of the room aside.
    const auto apart_aside = !apart && (ahead < Number(body_length_m + 1.0));
    const Number room = select(apart_aside, greater((aside - Number(body_width_m)) * Number(0.5), nothing), nobody);
    const Number room_on_her_outside = select(outside, room, nobody), room_on_her_inside = select(outside, nobody, room);
    view.free_outward = lesser(view.free_outward, room_on_her_outside);
    view.free_inward = lesser(view.free_inward, room_on_her_inside);
    their.free_outward = lesser(their.free_outward, room_on_her_inside);
    their.free_inward = lesser(their.free_inward, room_on_her_outside);

    const Number body_aside = select(beside && (ahead < manners.alongside_m), aside, nobody);
    sight.outer_side = lesser(sight.outer_side, select(outside, body_aside, nobody));
    their.sight.outer_side = lesser(their.sight.outer_side, select(inside, body_aside, nobody));

    const Number within = select(beside && !outside && (ahead < manners.tuck_in_behind_m), nearness_aside, nobody);
    if constexpr (level) {
      view.inner_ahead = lesser(view.inner_ahead, select(leads, within, nobody));
      view.inner_behind = lesser(view.inner_behind, select(leads, nobody, within));
    } else {
      view.inner_ahead = lesser(view.inner_ahead, within);
    }
    their.inner_behind = lesser(their.inner_behind, select(beside && !inside && (ahead < manners.tuck_in_before_m), nearness_aside, nobody));

    // Whom she would run up behind if she moved in.
    auto in_front_inside = !outside && (ahead < manners.passing_gap_m) && (nearness_aside < sight.front_side);
    if constexpr (level) in_front_inside = in_front_inside && leads;
    sight.front_side = select(in_front_inside, nearness_aside, sight.front_side);
    sight.front_speed = select(in_front_inside, other.along_speed, sight.front_speed);
  }
  sight.gap_ahead = gap_ahead;
  sight.speed_ahead = speed_ahead;
  sight.outward_ahead = outward_ahead;
  sight.shelter = greater(shelter, shelter_between(shelter_left, shelter_right));
}

}  // namespace inside

/// What everyone sees in the frozen moment of those around her, written to `views`.
template <class Number>
void look_around(const Setup<Number>& setup, const RunningOrder<Number>& field, Views<Number>& views) {
  using namespace measure;
  const auto reach = inside::reach_of(setup.manners);
  const Number nobody(tactics::nobody_m);
  const Number lead = field.holder[0].along;
  Number lead_speed = field.holder[0].along_speed;
  if (field.level)
    for (int place = 1; place < setup.runners; ++place) {
      const auto& other = field.holder[place];
      lead_speed = select(other.along >= lead, greater(lead_speed, other.along_speed), lead_speed);
    }
  for (int place = 0; place < setup.runners; ++place) {
    const auto& self = field.holder[place];
    View<Number>& view = views[place];
    auto& sight = view.sight;
    view.free_outward = view.free_inward = nobody;
    view.gain = Number(0.0);
    view.inner_ahead = view.inner_behind = nobody;
    sight.outer_side = sight.front_side = nobody;
    sight.front_speed = Number(0.0);
    sight.place = Number(1.0 + place);
    sight.gap_to_leader = lead - self.along;
    sight.leader_speed = lead_speed;
  }
  if (field.level) {
    for (int place = 0; place < setup.runners; ++place) {
      auto& sight = views[place].sight;
      const auto& self = field.holder[place];
      if (place > 0) sight.place = select(self.along < field.holder[place - 1].along, sight.place, views[place - 1].sight.place);
      sight.leader_speed = select(sight.gap_to_leader > Number(0.0), lead_speed, self.along_speed);
      inside::look_forward<true>(field, setup.manners, reach, place, views);
    }
  } else {
    for (int place = 0; place < setup.runners; ++place) inside::look_forward<false>(field, setup.manners, reach, place, views);
  }
}

/// What the holder of a place knows of herself and of the rival she covers, added to what she sees.
template <class Number>
void look_within(const Setup<Number>& setup, const RunningOrder<Number>& field, int place, double decline, double decline_ahead, View<Number>& view) {
  using namespace measure;
  const Holder<Number>& self = field.holder[place];
  const auto& body = self.body;
  auto& sight = view.sight;
  sight.to_go = Number(setup.distance_m) - self.along;
  sight.gone = self.along;
  sight.outward = self.outward;
  sight.speed = self.speed;
  sight.shelter = greater(sight.shelter, Number(gain_in_front) * view.gain);
  sight.inner_side = lesser(view.inner_ahead, view.inner_behind);
  sight.inner_ahead = view.inner_behind - view.inner_ahead;
  const Number curvature = setup.oval.curvature(sight.to_go);
  sight.stretch = Number(1.0) + self.outward * curvature;
  const Number leg_force = runner::leg_force_factor(self.speed, curvature / sight.stretch);
  const Number guess = greater(self.speed, body.aerobic_speed_mps);
  const Number seconds_left = greater(sight.to_go, Number(1.0)) / guess;
  const Number most = runner::most_power(body, self.tank, decline);
  const Number affordable = runner::affordable_power(body, self.tank, seconds_left, decline_ahead);
  sight.affordable_speed = runner::speed_at(affordable, body.cost_j_per_kg_m, leg_force, sight.shelter, guess);
  sight.most_speed = runner::speed_at(most, body.cost_j_per_kg_m, leg_force, sight.shelter, guess);
  sight.covered_gap = Number(0.0);
  sight.covered_speed = self.along_speed;
  if (field.someone_covers && any_of(self.cover >= Number(0.0)))
    for (int other = 0; other < setup.runners; ++other) {
      const auto& rival = field.holder[other];
      const auto covered = magnitude(rival.who - self.cover) < Number(0.5);
      sight.covered_gap = select(covered, rival.along - self.along, sight.covered_gap);
      sight.covered_speed = select(covered, rival.along_speed, sight.covered_speed);
    }
}

/// True where the runner is boxed in: someone in line close ahead, someone at the outer side, no room inside.
template <class Number>
[[gnu::always_inline]] inline auto is_boxed_in(const tactics::Sight<Number>& sight, const tactics::Manners<Number>& manners) {
  const auto blocked_ahead = sight.gap_ahead < Number(boxed_in_gap_m);
  const auto blocked_outside = sight.outer_side < manners.side_room_m;
  const auto no_room_inside =
      (sight.inner_side < manners.side_room_m) || (sight.outward_ahead < manners.elbow_room_m - Number(0.1));
  return blocked_ahead && blocked_outside && no_room_inside;
}

}  // namespace lastlap::race
