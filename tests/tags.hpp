#pragma once

// Made-up runners with radio tags, for tests: where they are is known.

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <string>

#include "lastlap/pack/tracked.hpp"
#include "tests/dice.hpp"

namespace lastlap::tests {

/// Where in the stadium's coordinates a runner is, `to_go` metres before the finish and `outward` from the measured line.
inline formats::IsoLynxFix place(const pack::Frame& frame, double to_go, double outward_m) {
  const track::Oval oval = track::oval_400();
  const double position = oval.lap_position(to_go), half_straight = 0.5 * pack::tag_straight_m;
  const double out = pack::tag_kerb_radius_m + pack::measured_line_from_kerb_m + outward_m;
  double in_half = position;
  const bool second = in_half >= 200.0;
  if (second) in_half -= 200.0;
  double x, y;
  if (in_half < oval.bend_m()) {
    const double angle = in_half / oval.bend_m() * std::numbers::pi - 0.5 * std::numbers::pi;
    x = half_straight + out * std::cos(angle);
    y = out * std::sin(angle);
  } else {
    x = half_straight - (in_half - oval.bend_m()) / oval.straight_m * pack::tag_straight_m;
    y = out;
  }
  if (second) x = -x, y = -y;
  if (frame.turned) x = -x, y = -y;
  if (frame.mirrored) x = -x;
  formats::IsoLynxFix fix;
  fix.x_m = frame.centre_x_m + x;
  fix.y_m = frame.centre_y_m + y;
  return fix;
}

/// Eight runners at an even speed, a metre and a half and a quarter of a second apart, four on the line, four 0.9 m outside it.
struct MadeUpTags {
  pack::Frame frame{.centre_x_m = 100.0, .centre_y_m = -20.0};
  double distance_m = 1500.0;
  double jitter_m = 0.0;
  double outward(int runner) const { return 0.1 + 0.9 * (runner % 2); }
  double along(int runner, double t) const { return std::fmax(0.0, (6.5 - 0.02 * runner) * (t - 1.0)); }
  double finish_s(int runner) const { return 1.0 + distance_m / (6.5 - 0.02 * runner); }

  formats::IsoLynxRace race() const {
    Dice dice{11};
    formats::IsoLynxRace made{.file = "made-up.csv", .tags = {}};
    for (int runner = 0; runner < 8; ++runner) {
      formats::IsoLynxTag tag{.id = fmt::format("ID {}", runner), .surname = fmt::format("RUNNER {}", runner), .fixes = {}};
      for (double t = 0.03; t < finish_s(runner) + 5.0; t += 0.1) {
        const double gone = along(runner, t);
        formats::IsoLynxFix fix = place(frame, distance_m - gone, outward(runner));
        fix.x_m += jitter_m * dice.normal();
        fix.y_m += jitter_m * dice.normal();
        fix.time_s = t;
        fix.speed_mps = gone > 0.0 ? 6.5 - 0.02 * runner : 0.0;
        fix.race_m = std::fmin(gone, distance_m);
        tag.fixes.push_back(fix);
      }
      made.tags.push_back(tag);
    }
    return made;
  }
};

/// The race as a file says it.
inline std::string isolynx_text(const formats::IsoLynxRace& race) {
  std::string ids, names, header = "Time";
  for (const formats::IsoLynxTag& tag : race.tags) {
    for (int column = 0; column < 7; ++column) ids += "," + tag.id, names += "," + tag.surname;
    header += ",X,Y,Speed,Accel,Distance,PathDist,ToRail";
  }
  std::string text = ids + "\n" + names + "\n" + header + "\n";
  std::size_t rows = 0;
  for (const formats::IsoLynxTag& tag : race.tags) rows = std::max(rows, tag.fixes.size());
  for (std::size_t row = 0; row < rows; ++row) {
    const double time_s = 0.03 + 0.1 * static_cast<double>(row);
    const int minutes = static_cast<int>(time_s / 60.0);
    text += fmt::format("{:02}:{:06.3f}", minutes, time_s - 60.0 * minutes);
    for (const formats::IsoLynxTag& tag : race.tags) {
      if (row >= tag.fixes.size()) {
        text += ",,,,,,,";
        continue;
      }
      const formats::IsoLynxFix& fix = tag.fixes[row];
      text += fmt::format(",{:.3f},{:.3f},{:.3f},0.000,{:.3f},{:.3f},.00", fix.x_m, fix.y_m, fix.speed_mps, fix.race_m, fix.race_m);
    }
    text += "\n";
  }
  return text;
}

}  // namespace lastlap::tests
