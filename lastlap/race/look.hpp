#pragma once

// What everybody sees in the frozen moment: the only stage that compares runners.

#include <array>

#include "lastlap/race/shelter.hpp"
#include "lastlap/race/state.hpp"
#include "lastlap/tactics/sight.hpp"

namespace lastlap::race {

/// Bodies do not pass through one another: middles are at least so far apart along the line, or aside [m].
inline constexpr double body_length_m = 0.50;   // guess: tracked finals have 5 % of in-line gaps below 0.42 m, jitter included
inline constexpr double body_width_m = 0.45;    // shoulder breadth
/// In line behind someone nearer than this, someone at the outer side and no room inside: boxed in [m].
inline constexpr double boxed_in_gap_m = 2.0;

/// What one runner sees, and how far she may move aside without touching anyone.
template <class Number>
struct View {
  tactics::Sight<Number> sight;
  Number free_outward{};  ///< [m]
  Number free_inward{};   ///< [m]
  Number shelter_left{};  ///< the most that anybody ahead on the inner side gives
  Number shelter_right{}; ///< ... on the outer side
};

template <class Number>
using Views = std::array<View<Number>, most_runners>;

/// True when two bodies are kept apart along the line rather than aside: the axis on which they are farther from touching.
template <class Number>
auto apart_along(Number distance_along, Number distance_aside) {
  return distance_along * Number(body_width_m) >= distance_aside * Number(body_length_m);
}

namespace inside {

/// What lies between two runners, whoever looks.
template <class Number>
struct Between {
  Number distance_along, distance_aside;
  Number shelter;         ///< that the one in front gives the one behind
  Number gain;            ///< that the one behind gives the one in front
  Number shelter_aside;   ///< `shelter` if it comes from one side only
  Number half_the_room;   ///< each may take half of the room aside
  Number nearness_aside, nearness_along;  ///< the distances, with a millimetre a metre of the other: no two bodies tie
};

template <class Number>
[[gnu::always_inline]] inline Between<Number> between(Number ahead, Number side) {
  using namespace measure;
  Between<Number> pair;
  pair.distance_along = magnitude(ahead);
  pair.distance_aside = magnitude(side);
  pair.nearness_aside = pair.distance_aside + Number(0.001) * pair.distance_along;
  pair.nearness_along = pair.distance_along + Number(0.001) * pair.distance_aside;
  const Number fading = shelter_aside(side);
  pair.shelter = shelter_from(pair.distance_along, fading);
  pair.gain = select(pair.distance_along < Number(gain_within_m), Number(gain_in_front) * fading, Number(0.0));
  pair.shelter_aside = select(pair.distance_aside > Number(shelter_from_the_side_m), pair.shelter, Number(0.0));
  pair.half_the_room = greater((pair.distance_aside - Number(body_width_m)) * Number(0.5), Number(0.0));
  return pair;
}

// One runner's view of the other of a pair, `ahead` metres further (negative: behind). The masks say whether the other
// leads, or is led; stands outside; stands beside, and whether the two are kept apart aside.
template <class Number, class Mask>
[[gnu::always_inline]] inline void see(const tactics::Manners<Number>& manners, View<Number>& view, const Between<Number>& pair, Number ahead, Mask other_leads, Mask other_is_led,
                                       Mask outside, Mask beside, Mask apart_aside, const Standing<Number>& other) {
  using namespace measure;
  auto& sight = view.sight;
  const Number nothing(0.0);
  sight.place = sight.place + select(other_leads, Number(1.0), nothing);

  const auto nearest_in_line =
      other_leads && (pair.distance_aside < Number(tactics::in_line_width_m)) && (pair.nearness_along < sight.gap_ahead);
  sight.gap_ahead = select(nearest_in_line, pair.nearness_along, sight.gap_ahead);
  sight.speed_ahead = select(nearest_in_line, other.along_speed, sight.speed_ahead);
  sight.outward_ahead = select(nearest_in_line, other.outward, sight.outward_ahead);

  sight.shelter = greater(sight.shelter, select(other_leads, pair.shelter, select(other_is_led, pair.gain, nothing)));
  view.shelter_right = greater(view.shelter_right, select(other_leads && outside, pair.shelter_aside, nothing));
  view.shelter_left = greater(view.shelter_left, select(other_leads && !outside, pair.shelter_aside, nothing));

  const auto outer_body = outside && beside && (pair.distance_along < manners.alongside_m);
  sight.outer_side = select(outer_body, lesser(sight.outer_side, pair.distance_aside), sight.outer_side);
  const auto inner_body = !outside && beside && (ahead < manners.tuck_in_behind_m) && (ahead > -manners.tuck_in_before_m) &&
                          (pair.nearness_aside < sight.inner_side);
  sight.inner_side = select(inner_body, pair.nearness_aside, sight.inner_side);
  sight.inner_ahead = select(inner_body, ahead, sight.inner_ahead);
  // Whom she would run up behind if she moved in.
  const auto in_front_inside = !outside && other_leads && (pair.distance_along < manners.passing_gap_m) &&
                               (pair.nearness_aside < sight.front_side);
  sight.front_side = select(in_front_inside, pair.nearness_aside, sight.front_side);
  sight.front_speed = select(in_front_inside, other.along_speed, sight.front_speed);

  view.free_outward = select(apart_aside && outside, lesser(view.free_outward, pair.half_the_room), view.free_outward);
  view.free_inward = select(apart_aside && !outside, lesser(view.free_inward, pair.half_the_room), view.free_inward);
}

}  // namespace inside

/// Every runner's view of the frozen moment `now`, written to `views`.
template <class Number>
void look(const Setup<Number>& setup, const State<Number>& now, Views<Number>& views) {
  using namespace measure;
  const auto& manners = setup.manners;
  const double clock = now.steps * setup.step_s;
  const double decline = runner::decline_at(clock);
  const double decline_ahead = runner::mean_decline_until_the_end(clock, setup.distance_m);
  for (int r = 0; r < setup.runners; ++r) {
    const auto& self = now.runner[r];
    auto& view = views[r];
    view = View<Number>{};
    view.free_outward = Number(tactics::nobody_m);
    view.free_inward = Number(tactics::nobody_m);
    auto& sight = view.sight;
    sight.place = Number(1.0);
    sight.gap_ahead = Number(tactics::nobody_m);
    sight.outer_side = Number(tactics::nobody_m);
    sight.inner_side = Number(tactics::nobody_m);
    sight.front_side = Number(tactics::nobody_m);
    sight.to_go = Number(setup.distance_m) - self.along;
    sight.gone = self.along;
    sight.outward = self.outward;
    sight.speed = self.speed;
  }
  for (int a = 0; a < setup.runners; ++a) {
    const Standing<Number>& self = now.runner[a];
    View<Number> view = views[a];  // a copy, so that it can stay in registers while the others are looked at
    for (int b = a + 1; b < setup.runners; ++b) {
      const Standing<Number>& other = now.runner[b];
      const Number ahead = other.along - self.along;
      const Number side = other.outward - self.outward;
      const inside::Between<Number> pair = inside::between(ahead, side);
      const auto b_leads = ahead > Number(0.0), a_leads = ahead < Number(0.0);
      const auto apart = apart_along(pair.distance_along, pair.distance_aside);
      const auto beside = (pair.distance_aside > Number(tactics::in_line_width_m)) || !apart;
      const auto apart_aside = !apart && (pair.distance_along < Number(body_length_m + 1.0));
      inside::see(manners, view, pair, ahead, b_leads, a_leads, side > Number(0.0), beside, apart_aside, other);
      inside::see(manners, views[b], pair, -ahead, a_leads, b_leads, side < Number(0.0), beside, apart_aside, self);
    }
    views[a] = view;
  }
  Number lead(-tactics::nobody_m), lead_speed(0.0);
  for (int r = 0; r < setup.runners; ++r) {
    const auto leads = now.runner[r].along > lead;
    lead = select(leads, now.runner[r].along, lead);
    lead_speed = select(leads, now.runner[r].along_speed, lead_speed);
  }
  for (int r = 0; r < setup.runners; ++r) {
    const auto& self = now.runner[r];
    const auto& body = setup.body[r];
    auto& sight = views[r].sight;
    sight.gap_to_leader = lead - self.along;
    sight.leader_speed = select(sight.gap_to_leader > Number(0.0), lead_speed, self.along_speed);
    sight.shelter = greater(sight.shelter, shelter_between(views[r].shelter_left, views[r].shelter_right));
    const Number curvature = setup.oval.curvature(sight.to_go);
    sight.stretch = Number(1.0) + self.outward * curvature;
    const Number leg_force = runner::leg_force_factor(self.speed, curvature / sight.stretch);
    const Number seconds_left =
        greater(sight.to_go, Number(1.0)) / greater(self.speed, body.aerobic_speed_mps);
    const Number guess = greater(self.speed, body.aerobic_speed_mps);
    const Number most = runner::most_power(body, self.tank, decline);
    const Number affordable = runner::affordable_power(body, self.tank, seconds_left, decline_ahead);
    sight.affordable_speed = runner::speed_at(affordable, body.cost_j_per_kg_m, leg_force, sight.shelter, guess);
    sight.most_speed = runner::speed_at(most, body.cost_j_per_kg_m, leg_force, sight.shelter, guess);
  }
}

/// True where the runner is boxed in: someone in line close ahead, someone at the outer side, no room inside.
template <class Number>
auto is_boxed_in(const tactics::Sight<Number>& sight, const tactics::Manners<Number>& manners) {
  const auto blocked_ahead = sight.gap_ahead < Number(boxed_in_gap_m);
  const auto blocked_outside = sight.outer_side < manners.side_room_m;
  const auto no_room_inside =
      (sight.inner_side < manners.side_room_m) || (sight.outward_ahead < manners.elbow_room_m - Number(0.1));
  return blocked_ahead && blocked_outside && no_room_inside;
}

}  // namespace lastlap::race
