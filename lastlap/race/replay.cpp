#include "lastlap/race/replay.hpp"

#include "lastlap/race/kernel.hpp"

namespace lastlap::race {

Replay replay_of(const Prepared& prepared, std::uint64_t seed, std::uint64_t number) {
  Setup<double> setup = bare_setup<double>(prepared);
  put_in_lane(setup, 0, draw_race(prepared, seed, number));
  Replay replay;
  replay.step_s = setup.step_s;
  replay.runners.resize(setup.runners);
  const auto write_down = [&](const State<double>& state) {
    for (int r = 0; r < setup.runners; ++r) {
      const Standing<double>& standing = state.runner[r];
      Track& track = replay.runners[r];
      track.along_m.push_back(standing.along);
      track.outward_m.push_back(standing.outward);
      track.speed_mps.push_back(standing.speed);
      track.reserve_j_per_kg.push_back(standing.tank.reserve_j_per_kg);
      track.shelter.push_back(standing.shelter);
      track.boxed_in.push_back(standing.boxed_in > 0.0);
    }
  };
  State<double> state = at_the_start(setup);
  write_down(state);
  while (!is_over(setup, state)) {
    state = step(setup, state);
    write_down(state);
  }
  for (int r = 0; r < setup.runners; ++r) replay.runners[r].finish_s = state.runner[r].finish_s;
  return replay;
}

}  // namespace lastlap::race
