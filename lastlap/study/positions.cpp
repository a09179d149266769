#include "lastlap/study/positions.hpp"

#include "lastlap/base/expect.hpp"

namespace lastlap::study {

pack::Positions positions_of(const race::Prepared& prepared, const race::Replay& replay) {
  base::expect(static_cast<std::size_t>(prepared.runners()) == replay.runners.size(), "a replay is of the race it is given with");
  const race::Race& race = prepared.race();
  pack::Positions field{.step_s = replay.step_s, .distance_m = race.distance.si(), .oval = race.oval, .lanes_until_m = 0, .runners = {}};
  for (std::size_t r = 0; r < replay.runners.size(); ++r) {
    const race::Track& track = replay.runners[r];
    field.runners.push_back({.name = race.field[r].athlete,
                             .along_m = track.along_m,
                             .outward_m = track.outward_m,
                             .speed_mps = track.speed_mps,
                             .present = {},
                             .finish_s = track.finish_s});
  }
  return field;
}

}  // namespace lastlap::study
