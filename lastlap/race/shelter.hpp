#pragma once

// Shelter: how much of the air's resistance a runner ahead takes away.

#include "lastlap/measure/number.hpp"

namespace lastlap::race {

/// Share of drag taken away close behind one runner; 0.45 to 0.75 in the literature [Beaumont21, Schickhofer21].
inline constexpr double shelter_close_behind = 0.60;
/// Full up to this gap (hip to hip) [m] [Beaumont21] ...
inline constexpr double shelter_full_until_m = 1.3;
/// ... and nothing past this one [m]. guess: no measured decay is known
inline constexpr double shelter_ends_m = 4.0;
/// Nearer than this the runner is beside, not behind, and shelter fades to nothing [m]. guess
inline constexpr double shelter_begins_m = 0.8;
/// What a follower close behind gives the one in front: 4 to 6 % [Beaumont21].
inline constexpr double gain_in_front = 0.05;
/// ... if no farther behind than this [m] [Beaumont21].
inline constexpr double gain_within_m = 1.5;
/// Sideways reach w of the shelter, in (1 - (y/w)^2)^8 [m]: 15 % of it is lost 0.2 m aside [Beaumont21].
inline constexpr double shelter_reach_m = 1.411;

/// Shelter's fading sideways,  (1 - (y/w)^2)^8,  0 beyond w: a bell in rounding-exact arithmetic.
template <class Number>
Number shelter_aside(Number side) {
  using measure::lesser;
  using measure::squared;
  const Number once = lesser(side * side * Number(1.0 / (shelter_reach_m * shelter_reach_m)) - Number(1.0), Number(0.0));
  return squared(squared(squared(once)));
}

/// Shelter S in [0, 0.6] from one runner `ahead` metres in front (positive) and `side` metres aside:
/// S = S0 h(ahead) (1 - (side/w)^2)^8 with h rising to 1 at 0.8 m, 1 until 1.3 m, and falling to 0 at 4 m.
template <class Number>
Number shelter_from(Number ahead, Number aside) {
  using measure::held_within;
  using measure::lesser;
  constexpr double most = shelter_close_behind;
  const Number falling = (Number(shelter_ends_m) - ahead) * Number(most / (shelter_ends_m - shelter_full_until_m));
  const Number rising = ahead * Number(most / shelter_begins_m);
  return held_within(lesser(falling, rising), Number(0.0), Number(most)) * aside;
}

/// The same from somebody farther ahead than where shelter begins to fall.
template <class Number>
Number shelter_from_afar(Number ahead, Number aside) {
  using measure::greater;
  constexpr double most = shelter_close_behind;
  return greater((Number(shelter_ends_m) - ahead) * Number(most / (shelter_ends_m - shelter_full_until_m)), Number(0.0)) * aside;
}

/// Farther aside than this a runner ahead shelters from one side only [m]. guess
inline constexpr double shelter_from_the_side_m = 0.25;

/// Shelter between and behind two runners, one ahead on either side: what the left leaves, the right takes its share of,
///   S = 1 - (1 - S_left) (1 - S_right).
/// Half a metre aside on both sides gives 0.37; measured between two pacers abreast 0.385 [Polidori20].
template <class Number>
Number shelter_between(Number left, Number right) {
  return Number(1.0) - (Number(1.0) - left) * (Number(1.0) - right);
}

}  // namespace lastlap::race
