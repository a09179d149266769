#pragma once

// How runners of this class behave among others: what no paper gives, in one place, so that it can be fitted to tracked
// races and set beside them (docs/calibration.md).

#include <array>
#include <string_view>

#include "lastlap/measure/number.hpp"

namespace lastlap::tactics {

/// Lengths along the measured line or sideways [m], speeds [m/s], rates [1/s].
template <class Number>
struct Manners {
  // Where a runner wants to be.
  Number metres_per_place{0.373};     ///< distance behind the leader that a place stands for
  Number lead_margin_m{1.0};         ///< how far past the leader she aims who wants to lead
  Number nobody_leads_until_m{110.0};///< until here everyone runs her own pace and looks for her place
  Number contact_m{15.0};            ///< farther behind than this she has lost contact and runs her own race
  Number waver_m{1.92};               ///< how far her wish wavers about her place
  Number line_waver_m{0.771};          ///< how far outside the line she wants she may run
  Number giving_up{0.0318};             ///< share of her speed lost once she has lost contact

  // How she goes there.
  Number closing_rate_per_s{0.277};   ///< how strongly she closes the distance to where she wants to be
  Number easing_mps{0.851};            ///< the most speed she gives up to change her place before going all out
  Number surge_mps{0.346};             ///< ... or puts in
  Number greed{0.0426};                ///< how far above her even speed the pack draws her, as a share
  Number covering_rate_per_s{0.5};   ///< how strongly she goes with the rival she covers
  Number covering_surge_mps{0.5};    ///< the most speed she puts in to go with a rival she covers
  Number covering_greed{0.05};       ///< ... and how far a covered rival who gets away draws her
  Number made_up_on_bends{0.278};      ///< share of the longer way round a bend made up by running faster

  // Those around her.
  Number following_gap_m{1.05};      ///< the gap she keeps to the body in line ahead when she does not want past
  Number following_rate_per_s{0.309}; ///< how strongly she restores it
  Number following_range_m{4.0};     ///< beyond this a body ahead does not hold anyone up
  Number passing_gap_m{2.66};         ///< nearer than this to a body ahead she acts on it: goes round, or waits
  Number patience_mps{0.1};         ///< slack on the speed of a body ahead before she wants past it
  Number side_room_m{1.15};          ///< sideways distance within which a body alongside takes the room there
  Number elbow_room_m{0.713};         ///< sideways distance she keeps from a body alongside
  Number alongside_m{1.12};           ///< a body nearer along than this takes the room at the outer side
  Number tuck_in_behind_m{0.715};     ///< ... at the inner side, behind somebody: who tucks in makes do with less
  Number tuck_in_before_m{0.465};     ///< ... and before somebody, who then gives way
  Number slot_seeking_mps{0.0921};     ///< easing or pressing on to come off the shoulder of one at her inner side
  Number sideways_mps{0.928};          ///< the fastest she moves sideways
  Number sideways_rate_per_s{1.14};  ///< how strongly she goes for the line she wants
};

/// One manner by name, and the range within which it makes sense.
struct Manner {
  std::string_view name;
  double low, high;
};

inline constexpr std::array manners_by_name = {
    Manner{"metres_per_place", 0.1, 1.0},
    Manner{"lead_margin_m", 0.2, 3.0},
    Manner{"nobody_leads_until_m", 50, 200},
    Manner{"contact_m", 5.0, 30.0},
    Manner{"waver_m", 0.0, 4.0},
    Manner{"line_waver_m", 0.0, 1.0},
    Manner{"giving_up", 0.0, 0.06},
    Manner{"closing_rate_per_s", 0.02, 0.6},
    Manner{"easing_mps", 0.05, 1.0},
    Manner{"surge_mps", 0.05, 1.2},
    Manner{"greed", 0.0, 0.06},
    Manner{"covering_rate_per_s", 0.1, 1.0},
    Manner{"covering_surge_mps", 0.1, 1.0},
    Manner{"covering_greed", 0.0, 0.1},
    Manner{"made_up_on_bends", 0.0, 1.0},
    Manner{"following_gap_m", 0.6, 2.0},
    Manner{"following_rate_per_s", 0.1, 2.0},
    Manner{"following_range_m", 2.0, 8.0},
    Manner{"passing_gap_m", 1.0, 4.0},
    Manner{"patience_mps", 0.0, 0.4},
    Manner{"side_room_m", 0.7, 1.5},
    Manner{"elbow_room_m", 0.5, 1.1},
    Manner{"alongside_m", 0.6, 2.0},
    Manner{"tuck_in_behind_m", 0.5, 1.2},
    Manner{"tuck_in_before_m", 0.2, 1.2},
    Manner{"slot_seeking_mps", 0.0, 0.6},
    Manner{"sideways_mps", 0.4, 1.2},
    Manner{"sideways_rate_per_s", 0.5, 2.5}};

/// The manners in the order of their names.
template <class Number>
std::array<Number*, manners_by_name.size()> each_of(Manners<Number>& m) {
  return {&m.metres_per_place, &m.lead_margin_m, &m.nobody_leads_until_m, &m.contact_m, &m.waver_m, &m.line_waver_m,
          &m.giving_up, &m.closing_rate_per_s, &m.easing_mps, &m.surge_mps, &m.greed, &m.covering_rate_per_s,
          &m.covering_surge_mps, &m.covering_greed, &m.made_up_on_bends, &m.following_gap_m, &m.following_rate_per_s, &m.following_range_m, &m.passing_gap_m,
          &m.patience_mps, &m.side_room_m, &m.elbow_room_m, &m.alongside_m, &m.tuck_in_behind_m, &m.tuck_in_before_m,
          &m.slot_seeking_mps, &m.sideways_mps, &m.sideways_rate_per_s};
}

/// The same manners for another Number, equal in every lane.
template <class Number>
Manners<Number> abreast(Manners<double> manners) {
  Manners<Number> same;
  const auto from = each_of(manners);
  const auto to = each_of(same);
  for (std::size_t i = 0; i < from.size(); ++i) *to[i] = Number(*from[i]);
  return same;
}

}  // namespace lastlap::tactics
