#pragma once

// Chance drawn by name: the luck of (seed, race, runner, purpose) is always the same, whoever else draws.

#include <cstdint>

namespace lastlap::chance {

/// What a piece of luck is for. Adding a purpose never changes the luck of another.
enum class Purpose : std::uint32_t {
  ability = 1,       ///< what we do not know about a runner
  day = 2,           ///< how she is on the day
  start_place = 3,   ///< the lot drawn for the start line
  habit = 4,         ///< how she chooses to race today
  timing = 5,        ///< how exactly she carries a plan out
  mood = 6,          ///< how the whole field feels about the pace
  bad_day = 7,       ///< whether this is one of her bad days
  waver = 8,         ///< how her wishes come and go
};

/// Four uniform numbers in (0, 1), never 0 or 1.
struct Draw {
  double u[4];
};

/// The luck of one runner in one race for one purpose.
///
/// A counter-based generator, Philox4x32 with ten rounds [Salmon11] (library Random123): key = seed, counter =
/// (race, runner, purpose, index). `index` numbers further draws for the same purpose.
Draw draw(std::uint64_t seed, std::uint64_t race, std::uint32_t runner, Purpose purpose, std::uint32_t index = 0);

/// The standard normal quantile of p in (0, 1): Wichura's algorithm AS 241 (PPND16) [Wichura88], about 1e-15 relative.
/// Uses only rounding-exact operations and our own logarithm, so its bits do not depend on the C library.
double normal_quantile(double p);

/// Four independent standard normal numbers.
struct Normals {
  double z[4];
};
Normals normals(std::uint64_t seed, std::uint64_t race, std::uint32_t runner, Purpose purpose,
                std::uint32_t index = 0);

}  // namespace lastlap::chance
