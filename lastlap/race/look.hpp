#pragma once

// What everybody sees in the frozen moment: the only stage that compares runners.

#include <algorithm>
#include <array>

#include "lastlap/race/order.hpp"
#include "lastlap/race/shelter.hpp"
#include "lastlap/tactics/decide.hpp"
#include "lastlap/tactics/sight.hpp"

namespace lastlap::race {

/// Bodies do not pass through one another: middles are at least so far apart along the line, or aside [m].
inline constexpr double body_length_m = 0.50;   // guess: tracked finals have 5 % of in-line gaps below 0.42 m, jitter included
inline constexpr double body_width_m = 0.45;    // shoulder breadth
/// In line behind someone nearer than this, someone at the outer side and no room inside: boxed in [m].
inline constexpr double boxed_in_gap_m = 2.0;

/// What the holder of a place sees of those around her. Who is near is told by closeness, `out_of_sight_m` less the distance and 0 for
/// nobody, so that the nearest is the largest and whom she does not mind is masked away.
template <class Number>
struct View {
  Number gap_ahead, speed_ahead, outward_ahead;  ///< as in tactics::Sight
  Number shelter;                                ///< from those ahead
  Number gain;                                   ///< the fading sideways of the best that anybody behind gives
  Number outer_side, front_side;                 ///< closeness, that in front less as_near_m; as in tactics::Sight
  Number front_speed;
  Number inner_ahead, inner_behind;              ///< closeness sideways of the nearest body at the inner side that is ahead, that is not
  Number outward_apart, inward_apart;            ///< closeness sideways of the nearest who is kept apart aside, outwards and inwards
};

/// Two bodies this much apart sideways are as near as one another, lest rounding choose between two on the rail [m].
inline constexpr double as_near_m = 0.001;
/// Farther away sideways nobody is minded [m].
inline constexpr double out_of_sight_m = 4.0;

template <class Number>
using Views = std::array<View<Number>, most_runners>;

/// How far somebody is before and outside of the runner who looks just now [m].
template <class Number>
struct Apart {
  Number ahead, side;
};

/// True when two bodies are kept apart along the line rather than aside: the axis on which they are farther from touching.
template <class Number>
[[gnu::always_inline]] inline auto apart_along(Number distance_along, Number distance_aside) {
  return distance_along * Number(body_width_m / body_length_m) >= distance_aside;
}
template <class Number>
[[gnu::always_inline]] inline auto apart_aside(Number distance_along, Number distance_aside) {
  return distance_along * Number(body_width_m / body_length_m) < distance_aside;
}

namespace inside {

/// How far ahead a body matters: anybody nearer, in any lane, is looked at [m].
template <class Number>
struct Reach {
  Number minded{};    ///< whom she follows, who shelters her, whom she would run up behind if she moved in
  Number touching{};  ///< who takes room beside her, to whom she gives a little of the shelter she takes
};
template <class Number>
Reach<Number> reach_of(const tactics::Manners<Number>& manners) {
  using measure::greater;
  const Number touching = greater(greater(manners.alongside_m, Number(std::max({body_length_m + 1.0, gain_within_m, shelter_full_until_m}))),
                                  greater(manners.tuck_in_behind_m, manners.tuck_in_before_m));
  return {.minded = greater(greater(touching, greater(manners.passing_gap_m, manners.following_range_m)), Number(std::max(shelter_ends_m, boxed_in_gap_m))),
          .touching = touching};
}

/// The first of the order who are within reach of the runner who looks. They only move back from one runner to the next.
template <class Number>
struct Horizon {
  const Holder<Number>*minded, *touching;
  View<Number>* touching_view;
};
template <class Number>
[[gnu::always_inline]] inline void move_back(const Reach<Number>& reach, const Holder<Number>& self, Horizon<Number>& horizon) {
  using measure::any_of;
  // A little more, lest rounding or who is all but level leave somebody out in one pack and not in another.
  const Number seen = self.along + (reach.minded + Number(2 * disorder_m)), touched = self.along + (reach.touching + Number(2 * disorder_m));
  while (horizon.minded != &self && !any_of(horizon.minded->along < seen)) ++horizon.minded;
  while (horizon.touching != &self && !any_of(horizon.touching->along < touched)) ++horizon.touching, ++horizon.touching_view;
}

/// What is seen of those ahead, gathered from the farthest to the nearest.
template <class Number>
struct Ahead {
  Number gap{tactics::nobody_m}, speed{0.0}, outward{0.0};
  Number shelter{0.0}, shelter_left{0.0}, shelter_right{0.0};

  /// Whoever comes later is nearer.
  [[gnu::always_inline]] void follow(const Holder<Number>& other, Number ahead, Number aside) {
    using measure::select;
    const auto in_line = aside < Number(tactics::in_line_width_m);
    gap = select(in_line, ahead, gap);
    speed = select(in_line, other.along_speed, speed);
    outward = select(in_line, other.outward, outward);
  }
  [[gnu::always_inline]] void take_shelter(Number given, Number side) {
    using namespace measure;
    const Number nothing(0.0), from_the_side(shelter_from_the_side_m);
    shelter = greater(shelter, given);
    shelter_right = greater(shelter_right, select(side > from_the_side, given, nothing));
    shelter_left = greater(shelter_left, select(side < -from_the_side, given, nothing));
  }
};

/// Whom she would run up behind if she moved in: the nearest inside, of those as near the one less far ahead.
template <class Number>
struct InFront {
  Number side{0.0}, speed{0.0};  ///< side: closeness less as_near_m

  [[gnu::always_inline]] void mind(const Holder<Number>& other, Number ahead, Number body_inside, Number passing_gap_m) {
    using namespace measure;
    const auto in_front = ahead < passing_gap_m;
    const Number here = select(in_front, body_inside, Number(0.0));
    speed = select(here > side, other.along_speed, speed);
    side = greater(side, here - Number(as_near_m));
  }
};

// What she sees of those ahead whom she cannot touch yet. So far ahead, whoever is kept apart aside is out of line.
template <class Number>
[[gnu::always_inline]] inline void look_far(const tactics::Manners<Number>& manners, const Horizon<Number>& horizon, const Holder<Number>& self,
                                            Ahead<Number>& ahead_of_her, InFront<Number>& in_front) {
  using namespace measure;
  const Number along = self.along, outward = self.outward;
  for (const Holder<Number>* other = horizon.minded; other < horizon.touching; ++other) {
    const Number ahead = other->along - along, side = other->outward - outward;
    ahead_of_her.follow(*other, ahead, magnitude(side));
    ahead_of_her.take_shelter(shelter_from_afar(ahead, shelter_aside(side)), side);
    in_front.mind(*other, ahead, select(side < Number(-tactics::in_line_width_m), Number(out_of_sight_m) + side, Number(0.0)), manners.passing_gap_m);
  }
}

// The same of those nearer, and what those see of her.
template <class Number>
[[gnu::always_inline]] inline void look_ahead(const Horizon<Number>& horizon, const Holder<Number>& self, Ahead<Number>& ahead_of_her, Apart<Number>* apart, View<Number>& view) {
  using namespace measure;
  const Number along = self.along, outward = self.outward;
  View<Number>* their = horizon.touching_view;
  for (const Holder<Number>* other = horizon.touching; other < &self; ++other, ++their, ++apart) {
    const Number ahead = other->along - along, side = other->outward - outward, fading = shelter_aside(side);
    apart->ahead = ahead;
    apart->side = side;
    ahead_of_her.follow(*other, ahead, magnitude(side));
    ahead_of_her.take_shelter(shelter_from(ahead, fading), side);
    const auto in_front = ahead < Number(gain_within_m);
    their->gain = greater(their->gain, select(in_front, fading, Number(0.0)));
  }
  view.gap_ahead = ahead_of_her.gap;
  view.speed_ahead = ahead_of_her.speed;
  view.outward_ahead = ahead_of_her.outward;
  view.shelter = greater(ahead_of_her.shelter, shelter_between(ahead_of_her.shelter_left, ahead_of_her.shelter_right));
}

// The same of those beside her. Nobody in the same line is beside her, so everybody is outside or inside.
template <class Number>
[[gnu::always_inline]] inline void look_aside(const tactics::Manners<Number>& manners, const Horizon<Number>& horizon, const Holder<Number>& self,
                                              const Apart<Number>* apart, InFront<Number>& in_front, View<Number>& view) {
  using namespace measure;
  const Number nothing(0.0);
  Number outer_side = nothing, inner_ahead = nothing, outward_apart = nothing, inward_apart = nothing;
  View<Number>* view_of = horizon.touching_view;
  for (const Holder<Number>* other = horizon.touching; other < &self; ++other, ++view_of, ++apart) {
    View<Number>& their = *view_of;
    const Number ahead = apart->ahead, side = apart->side;
    const Number aside = magnitude(side);
    const auto kept_aside = apart_aside(ahead, aside);
    const auto beside = (aside > Number(tactics::in_line_width_m)) || kept_aside;
    const Number close = select(beside, Number(out_of_sight_m) - aside, nothing);
    const Number outside = select(side > nothing, close, nothing), inside = close - outside;  // one of them is nothing

    // Whoever is kept apart aside from farther ahead is too far aside to hold up a step.
    const Number apart_outside = select(kept_aside, outside, nothing), apart_inside = select(kept_aside, inside, nothing);
    outward_apart = greater(outward_apart, apart_outside);
    inward_apart = greater(inward_apart, apart_inside);
    their.outward_apart = greater(their.outward_apart, apart_inside);
    their.inward_apart = greater(their.inward_apart, apart_outside);

    const auto alongside = ahead < manners.alongside_m;
    outer_side = greater(outer_side, select(alongside, outside, nothing));
    their.outer_side = greater(their.outer_side, select(alongside, inside, nothing));

    inner_ahead = greater(inner_ahead, select(ahead < manners.tuck_in_behind_m, inside, nothing));
    their.inner_behind = greater(their.inner_behind, select(ahead < manners.tuck_in_before_m, outside, nothing));
    in_front.mind(*other, ahead, inside, manners.passing_gap_m);
  }
  view.outer_side = outer_side;
  view.inner_ahead = inner_ahead;
  view.inner_behind = nothing;
  view.outward_apart = outward_apart;
  view.inward_apart = inward_apart;
  view.front_side = in_front.side;
  view.front_speed = in_front.speed;
}

}  // namespace inside

/// What everyone sees in the frozen moment of those around her, written to `views`.
template <class Number>
[[gnu::always_inline]] inline void look_around(const Setup<Number>& setup, const RunningOrder<Number>& field, Views<Number>& views) {
  const auto reach = inside::reach_of(setup.manners);
  inside::Horizon<Number> horizon{&field.holder[0], &field.holder[0], &views[0]};
  std::array<Apart<Number>, most_runners> apart;
  // From the first to the last: whoever looks also writes down what those before her see of her.
  for (int b = 0; b < setup.runners; ++b) {
    const Holder<Number>& self = field.holder[b];
    inside::Ahead<Number> ahead;
    inside::InFront<Number> in_front;
    views[b].gain = Number(0.0);
    inside::move_back(reach, self, horizon);
    inside::look_far(setup.manners, horizon, self, ahead, in_front);
    inside::look_ahead(horizon, self, ahead, apart.data(), views[b]);
    inside::look_aside(setup.manners, horizon, self, apart.data(), in_front, views[b]);
  }
}
/// What running costs where the runner is, what she can put out, and what she can afford.
template <class Number>
struct Footing {
  Number speed;             ///< over the ground [m/s]
  Number longer;            ///< own metres more per metre along the line, y / R
  Number lost_on_bend;      ///< share of her own metres that the way round costs, y / (R + y)
  runner::Cost<Number> cost;
  runner::Supply<Number> supply;
  Number likely_faster;     ///< where to look for the speed of a power, less the marker's [m/s]
  Number affordable_speed;  ///< as in tactics::Sight
};

/// What she can afford is looked for so much above her speed: in a pack it is more than she runs [m/s].
inline constexpr double spared_in_a_pack_mps = 0.5;

/// How the runner stands: it needs nothing of what she wants, so that many can be looked at at once.
template <class Number>
[[gnu::always_inline]] inline void look_into_the_tank(const Setup<Number>& setup, const Marker<Number>& marker, Holder<Number>& self, const View<Number>& view,
                                                      double decline, double decline_ahead, Footing<Number>& footing) {
  using namespace measure;
  const auto& body = self.body;
  const Number to_go = marker.to_go - self.along;
  self.shelter = greater(view.shelter, Number(gain_in_front) * view.gain);
  const Number curvature = setup.bends.curvature(marker.bends, self.along);
  footing.speed = self.speed + marker.mps;
  footing.longer = self.outward * curvature;
  const Number per_stretch = Number(1.0) / (Number(1.0) + footing.longer);
  footing.lost_on_bend = footing.longer * per_stretch;
  footing.cost = runner::cost_on(runner::leg_force_factor(footing.speed, curvature * per_stretch), self.shelter, self.cost_ground, self.cost_growing);
  footing.supply = runner::supply_of(body, self.tank, self.tank.reserve_j_per_kg * self.per_reserve, decline);
  const Number guess = greater(self.speed, self.aerobic_faster);
  footing.likely_faster = guess + Number(spared_in_a_pack_mps);
  const Number affordable = body.aerobic_w_per_kg * Number(decline_ahead) +
                            runner::left_to_spend(body, self.tank, decline_ahead) * ((guess + marker.mps) / greater(to_go, Number(1.0)));
  footing.affordable_speed = footing.likely_faster - runner::too_fast_by(footing.cost, affordable, footing.likely_faster + marker.mps);
}

/// What the holder of a place knows of herself, of who leads, of those at her inner side, and of the rival she covers.
template <class Number>
[[gnu::always_inline]] inline void look_within(const Setup<Number>& setup, const Marker<Number>& marker, const RunningOrder<Number>& field, int place,
                                               const View<Number>& view, const Footing<Number>& footing, tactics::Sight<Number>& sight) {
  using namespace measure;
  const Holder<Number>& self = field.holder[place];
  sight.from_mps = marker.mps;
  sight.longer = footing.longer;
  sight.affordable_speed = footing.affordable_speed;
  sight.gone = self.along + marker.gone;
  sight.outward = self.outward;
  sight.speed = self.speed;
  sight.gap_to_leader = field.holder[0].along - self.along;
  sight.leader_speed = field.holder[0].along_speed;
  sight.place = 1 + place;
  sight.inner_side = Number(out_of_sight_m) - greater(view.inner_ahead, view.inner_behind);
  sight.inner_ahead = (view.inner_ahead + Number(as_near_m)) - view.inner_behind;
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

/// What she sees of those around her.
template <class Number>
[[gnu::always_inline]] inline tactics::Sight<Number> look_up(const Marker<Number>& marker, const Holder<Number>& self, const View<Number>& view, const Footing<Number>& footing) {
  using measure::greater;
  tactics::Sight<Number> sight;
  sight.from_mps = marker.mps;
  sight.lost_on_bend = footing.lost_on_bend;
  sight.outward = self.outward;
  sight.inner_side = Number(out_of_sight_m) - greater(view.inner_ahead, view.inner_behind);
  sight.gap_ahead = view.gap_ahead;
  sight.speed_ahead = view.speed_ahead;
  sight.outward_ahead = view.outward_ahead;
  sight.outer_side = Number(out_of_sight_m) - view.outer_side;
  sight.front_side = Number(out_of_sight_m - as_near_m) - view.front_side;
  sight.front_speed = view.front_speed;
  return sight;
}

/// Finds the most speed there is where that can hold the runner back; elsewhere it stays beyond anybody's. Returns what she can bear of
/// what pleases her.
template <class Number>
[[gnu::always_inline]] inline Number find_the_limit(const Setup<Number>& setup, const Footing<Number>& footing, const tactics::Orders<Number>& orders,
                                                    const tactics::Pleasure<Number>& pleasure, bool rushing, tactics::Sight<Number>& sight) {
  using namespace measure;
  const Number bearable = tactics::what_she_can_bear(pleasure, orders, sight, setup.manners, rushing);
  const Number most = footing.supply.aerobic + footing.supply.beyond;
  const auto too_fast = runner::cruising_demand(footing.cost, bearable + sight.from_mps) > most;
  sight.most_speed = Number(tactics::nobody_m);
  if (any_of(too_fast)) sight.most_speed = select(too_fast, footing.likely_faster - runner::too_fast_by(footing.cost, most, footing.likely_faster + sight.from_mps), sight.most_speed);
  return bearable;
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
