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
  Number outer_side, front_side;                 ///< closeness; as in tactics::Sight
  Number front_speed;
  Number inner_ahead, inner_behind;              ///< closeness sideways of the nearest body at the inner side that is ahead, that is not
  Number outward_apart, inward_apart;            ///< closeness sideways of the nearest who is kept apart aside, outwards and inwards
  Number place;                                  ///< set when somebody is level
};

/// Farther away sideways nobody is minded [m].
inline constexpr double out_of_sight_m = 16.0;

template <class Number>
using Views = std::array<View<Number>, most_runners>;

/// True when two bodies are kept apart along the line rather than aside: the axis on which they are farther from touching.
template <class Number>
[[gnu::always_inline]] inline auto apart_along(Number distance_along, Number distance_aside) {
  return distance_along * Number(body_width_m) >= distance_aside * Number(body_length_m);
}
template <class Number>
[[gnu::always_inline]] inline auto apart_aside(Number distance_along, Number distance_aside) {
  return distance_along * Number(body_width_m) < distance_aside * Number(body_length_m);
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
[[gnu::always_inline]] inline void look_ahead(const RunningOrder<Number>& field, Number reach, int b, Views<Number>& views) {
  using namespace measure;
  const Number nothing(0.0), from_the_side(shelter_from_the_side_m);
  const Number along = field.holder[b].along, outward = field.holder[b].outward;
  Number gap_ahead(tactics::nobody_m), speed_ahead = nothing, outward_ahead = nothing;
  Number shelter = nothing, shelter_left = nothing, shelter_right = nothing;
  for (int a = b - 1; a >= 0; --a) {
    const Holder<Number>& other = field.holder[a];
    const Number ahead = other.along - along;
    if (!any_of(ahead < reach)) break;
    const Number side = other.outward - outward;
    const Number aside = magnitude(side);
    // The distance, with a millimetre a metre of the other: no two bodies tie.
    const Number nearness = ahead + Number(0.001) * aside;
    auto in_line = (aside < Number(tactics::in_line_width_m)) && (nearness < gap_ahead);
    if constexpr (level) in_line = in_line && (ahead > nothing);
    gap_ahead = select(in_line, nearness, gap_ahead);
    speed_ahead = select(in_line, other.along_speed, speed_ahead);
    outward_ahead = select(in_line, other.outward, outward_ahead);

    const Number fading = shelter_aside(side);
    const Number given = shelter_from(ahead, fading);
    shelter = greater(shelter, given);
    shelter_right = greater(shelter_right, select(side > from_the_side, given, nothing));
    shelter_left = greater(shelter_left, select(side < -from_the_side, given, nothing));
    auto in_front = ahead < Number(gain_within_m);
    if constexpr (level) in_front = in_front && (ahead > nothing);
    views[a].gain = greater(views[a].gain, select(in_front, fading, nothing));
  }
  View<Number>& view = views[b];
  view.gap_ahead = gap_ahead;
  view.speed_ahead = speed_ahead;
  view.outward_ahead = outward_ahead;
  view.shelter = greater(shelter, shelter_between(shelter_left, shelter_right));
}

// The same of those beside her. Nobody in the same line is beside her, so everybody is outside or inside.
template <bool level, class Number>
[[gnu::always_inline]] inline void look_aside(const RunningOrder<Number>& field, const tactics::Manners<Number>& manners, Number reach, int b, Views<Number>& views) {
  using namespace measure;
  const Number nothing(0.0);
  const Number along = field.holder[b].along, outward = field.holder[b].outward;
  View<Number>& view = views[b];
  Number outer_side = nothing, inner_ahead = nothing, inner_behind = nothing, outward_apart = nothing, inward_apart = nothing;
  Number front_side = nothing, front_speed = nothing;
  for (int a = b - 1; a >= 0; --a) {
    const Holder<Number>& other = field.holder[a];
    View<Number>& their = views[a];
    const Number ahead = other.along - along;
    if (!any_of(ahead < reach)) break;
    const Number side = other.outward - outward;
    const Number aside = magnitude(side);
    const Number close = Number(out_of_sight_m) - aside;
    const Number closest = close - Number(0.001) * ahead;  // a millimetre a metre of the other distance: no two bodies tie
    const auto outside = side > nothing;
    const auto kept_aside = apart_aside(ahead, aside);

    const Number apart = select(kept_aside && (ahead < Number(body_length_m + 1.0)), close, nothing);
    const Number apart_outside = select(outside, apart, nothing), apart_inside = select(outside, nothing, apart);
    outward_apart = greater(outward_apart, apart_outside);
    inward_apart = greater(inward_apart, apart_inside);
    their.outward_apart = greater(their.outward_apart, apart_inside);
    their.inward_apart = greater(their.inward_apart, apart_outside);

    const auto beside = (aside > Number(tactics::in_line_width_m)) || kept_aside;
    const Number body = select(beside && (ahead < manners.alongside_m), close, nothing);
    outer_side = greater(outer_side, select(outside, body, nothing));
    their.outer_side = greater(their.outer_side, select(outside, nothing, body));

    const Number body_beside = select(beside, closest, nothing);
    const Number body_inside = select(outside, nothing, select(ahead < manners.tuck_in_behind_m, body_beside, nothing));
    if constexpr (level) {
      const auto leads = ahead > nothing;
      inner_ahead = greater(inner_ahead, select(leads, body_inside, nothing));
      inner_behind = greater(inner_behind, select(leads, nothing, body_inside));
    } else {
      inner_ahead = greater(inner_ahead, body_inside);
    }
    their.inner_behind = greater(their.inner_behind, select(outside && (ahead < manners.tuck_in_before_m), body_beside, nothing));

    // Whom she would run up behind if she moved in.
    auto in_front = ahead < manners.passing_gap_m;
    if constexpr (level) in_front = in_front && (ahead > nothing);
    const Number in_front_inside = select(outside, nothing, select(in_front, closest, nothing));
    front_speed = select(in_front_inside > front_side, other.along_speed, front_speed);
    front_side = greater(front_side, in_front_inside);
  }
  view.outer_side = outer_side;
  view.inner_ahead = inner_ahead;
  view.inner_behind = inner_behind;
  view.outward_apart = outward_apart;
  view.inward_apart = inward_apart;
  view.front_side = front_side;
  view.front_speed = front_speed;
}

}  // namespace inside

/// What everyone sees in the frozen moment of those around her, written to `views`.
template <class Number>
void look_around(const Setup<Number>& setup, const RunningOrder<Number>& field, Views<Number>& views) {
  using measure::select;
  const auto reach = inside::reach_of(setup.manners);
  // From the first to the last: whoever looks also writes down what those before her see of her.
  if (field.level) {
    for (int b = 0; b < setup.runners; ++b) {
      views[b].place = Number(1.0 + b);
      if (b > 0) views[b].place = select(field.holder[b].along < field.holder[b - 1].along, views[b].place, views[b - 1].place);
      views[b].gain = Number(0.0);
      inside::look_ahead<true>(field, reach.ahead, b, views);
      inside::look_aside<true>(field, setup.manners, reach.beside, b, views);
    }
  } else {
    for (int b = 0; b < setup.runners; ++b) {
      views[b].gain = Number(0.0);
      inside::look_ahead<false>(field, reach.ahead, b, views);
      inside::look_aside<false>(field, setup.manners, reach.beside, b, views);
    }
  }
}

/// The speed of whoever leads, along the measured line [m/s].
template <class Number>
Number speed_of_the_lead(const Setup<Number>& setup, const RunningOrder<Number>& field) {
  using namespace measure;
  Number speed = field.holder[0].along_speed;
  if (field.level)
    for (int place = 1; place < setup.runners; ++place) {
      const auto& other = field.holder[place];
      speed = select(other.along >= field.holder[0].along, greater(speed, other.along_speed), speed);
    }
  return speed;
}

/// What running costs where the runner is, and what she can put out.
template <class Number>
struct Footing {
  Number per_stretch;  ///< metres along the line for each of her own
  runner::Cost<Number> cost;
  runner::Supply<Number> supply;
};

/// What the holder of a place knows of herself, of who leads, of those at her inner side, and of the rival she covers.
template <class Number>
[[gnu::always_inline]] inline void look_within(const Setup<Number>& setup, const RunningOrder<Number>& field, int place, Number lead_speed, double decline,
                                               const View<Number>& view, Footing<Number>& footing, tactics::Sight<Number>& sight) {
  using namespace measure;
  const Holder<Number>& self = field.holder[place];
  const auto& body = self.body;
  sight.to_go = left_to_run(setup, field, self);
  sight.shelter = greater(view.shelter, Number(gain_in_front) * view.gain);
  const Number curvature = setup.bends.curvature(sight.to_go);
  sight.stretch = Number(1.0) + self.outward * curvature;
  footing.per_stretch = Number(1.0) / sight.stretch;
  footing.cost = runner::cost_of(body.cost_j_per_kg_m, runner::leg_force_factor(self.speed, curvature * footing.per_stretch), sight.shelter);
  footing.supply = runner::supply_of(body, self.tank, self.tank.reserve_j_per_kg * self.per_reserve, decline);

  sight.gone = self.along + Number(field.marker_m);
  sight.outward = self.outward;
  sight.speed = self.speed;
  sight.gap_to_leader = field.holder[0].along - self.along;
  sight.leader_speed = lead_speed;
  if (field.level) {
    sight.place = view.place;
    sight.leader_speed = select(sight.gap_to_leader > Number(0.0), lead_speed, self.along_speed);
  }
  sight.inner_side = Number(out_of_sight_m) - greater(view.inner_ahead, view.inner_behind);
  sight.inner_ahead = view.inner_ahead - view.inner_behind;
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

/// What she sees of those around her, added only where she needs it: until then it need not be at hand.
template <class Number>
[[gnu::always_inline]] inline void look_up(const View<Number>& view, tactics::Sight<Number>& sight) {
  sight.gap_ahead = view.gap_ahead;
  sight.speed_ahead = view.speed_ahead;
  sight.outward_ahead = view.outward_ahead;
  sight.outer_side = Number(out_of_sight_m) - view.outer_side;
  sight.front_side = Number(out_of_sight_m) - view.front_side;
  sight.front_speed = view.front_speed;
}

/// What she can afford is looked for so much above her speed: in a pack it is more than she runs [m/s].
inline constexpr double spared_in_a_pack_mps = 0.5;

/// Finds how fast the runner can go: the speed she can afford, and where that can hold her back the most there is; elsewhere that
/// stays beyond anybody's. Returns what she can bear of what pleases her.
template <class Number>
[[gnu::always_inline]] inline Number look_into_the_tank(const Setup<Number>& setup, const Holder<Number>& self, const Footing<Number>& footing, double decline_ahead,
                                                        const tactics::Orders<Number>& orders, const tactics::Pleasure<Number>& pleasure, tactics::Sight<Number>& sight) {
  using namespace measure;
  const Number guess = greater(self.speed, self.body.aerobic_speed_mps);
  const auto about = runner::demand_about(footing.cost, guess + Number(spared_in_a_pack_mps));
  const Number affordable = self.body.aerobic_w_per_kg * Number(decline_ahead) +
                            runner::left_to_spend(self.body, self.tank, decline_ahead) * (guess / greater(sight.to_go, Number(1.0)));
  sight.affordable_speed = runner::speed_near(about, affordable);
  const Number bearable = tactics::what_she_can_bear(pleasure, orders, sight, setup.manners);
  const Number most = footing.supply.aerobic + footing.supply.beyond;
  const auto too_fast = runner::cruising_demand(footing.cost, bearable) > most;
  sight.most_speed = Number(tactics::nobody_m);
  if (any_of(too_fast)) sight.most_speed = select(too_fast, runner::speed_near(about, most), sight.most_speed);
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
