#pragma once

// Runs a packful of races with any Number; compiled once for each instruction set.

#include <cmath>
#include <span>
#include <vector>

#include "lastlap/race/luck.hpp"
#include "lastlap/race/race.hpp"
#include "lastlap/race/step.hpp"

namespace lastlap::race {

/// The speed of the marker that packs count from: the mean of the even speeds, which follow_the_pack makes up for where the race is slower. In steps of
/// 1/16 m/s, so that it is the same for plans that hardly differ; and a step of it to a 1024th of a metre, so that a pack's numbers hold exactly where it is.
inline double marker_speed_of(const Prepared& prepared, double step_s) {
  double sum = 0;
  for (int r = 0; r < prepared.runners(); ++r) sum += prepared.even_speed(r);
  return std::round(std::round(16 * sum / prepared.runners()) / 16 * step_s * 1024) / 1024 / step_s;
}

/// Runs `races` races (at most `width`) from number `first` on and writes their finishes, race by race.
/// Lanes left over repeat the last race and are thrown away.
template <class Number, int width>
void run_packful(const Prepared& prepared, std::uint64_t seed, std::uint64_t first, int races, std::span<Finish> finishes) {
  Setup<Number> setup = bare_setup<Number>(prepared);
  if constexpr (width > 1) setup.marker_mps = marker_speed_of(prepared, setup.step_s);
  for (int i = 0; i < width; ++i)
    put_in_lane(setup, i, draw_race(prepared, seed, first + static_cast<std::uint64_t>(std::min(i, races - 1))));
  State<Number> state = at_the_start(setup);
  RunningOrder<Number> field;
  Between<Number> between;
  line_up(setup, state, field);
  while (!is_over(setup, field)) take_step(setup, field, between);
  write_down(setup, field, state);
  for (int i = 0; i < races; ++i)
    for (int r = 0; r < setup.runners; ++r) {
      const Standing<Number>& standing = state.runner[r];
      Finish& finish = finishes[static_cast<std::size_t>(i) * setup.runners + r];
      const double time = lane(standing.finish_s, i);
      finish.time_s = static_cast<float>(time);
      finish.last_400_s = time > 0 ? static_cast<float>(time - lane(standing.last_lap_s, i)) : 0.0f;
      finish.run_m = static_cast<float>(lane(standing.run_m, i));
      finish.boxed_in_s = static_cast<float>(lane(standing.boxed_in_s, i));
    }
}

/// The kernels there are, each with its width.
struct Kernel {
  const char* instruction_set;
  int width;
  void (*run)(const Prepared&, std::uint64_t, std::uint64_t, int, std::span<Finish>);
};
Kernel kernel_sse2();
Kernel kernel_avx2();
Kernel kernel_avx512();

/// Those that this processor can run, narrowest first.
const std::vector<Kernel>& kernels_here();
/// The one that run_batch runs on: the widest of them, unless run_on was told another.
const Kernel& kernel_here();

/// The `double` reference as a kernel one race wide.
Kernel kernel_reference();
/// From now on races run on `kernel`; not while any run. For benchmarks and tests of one width.
void run_on(const Kernel& kernel);

}  // namespace lastlap::race
