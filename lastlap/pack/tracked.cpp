#include "lastlap/pack/tracked.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>

namespace lastlap::pack {
namespace {

using formats::IsoLynxFix;
using formats::IsoLynxRace;
using formats::IsoLynxTag;


/// Farther in than the one or out than the other nobody runs: a report from the grass or the stands, counted from the kerb.
constexpr double innermost_m = -2.0, outermost_m = 16.0;
/// Nobody in these races runs faster; a report that would need it is a spike. With the slack, jitter is not.
constexpr double fastest_mps = 12.0;
constexpr double slack_m = 2.0;
/// The system's speed is believed when it lies within this of the speed by positions.
constexpr double believable_mps = 2.0;
/// A jump is believed when the reports have stayed at its end for this long.
constexpr double believed_after_s = 1.5;

double quantile(std::vector<double> values, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1));
  std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(at));
  return values[at];
}

double median_of(std::vector<double> values) { return quantile(std::move(values), 0.5); }

/// The fixes in order of time, without repeats of a moment or of a place to the millimetre, which say nothing new.
std::vector<IsoLynxFix> in_order(std::vector<IsoLynxFix> fixes) {
  std::ranges::stable_sort(fixes, {}, &IsoLynxFix::time_s);
  std::vector<IsoLynxFix> kept;
  for (const IsoLynxFix& fix : fixes) {
    if (!kept.empty() && fix.time_s - kept.back().time_s < 0.02) continue;
    if (!kept.empty() && fix.x_m == kept.back().x_m && fix.y_m == kept.back().y_m) continue;
    kept.push_back(fix);
  }
  return kept;
}

// ---- Where the stadium lies ----

/// A place in the stadium's own axes: x along the home straight in the direction of running, y away from it, centre at 0.
struct Place {
  double x_m, y_m;
};

Place in_frame(const Frame& frame, const IsoLynxFix& fix) {
  Place place{fix.x_m - frame.centre_x_m, fix.y_m - frame.centre_y_m};
  if (frame.mirrored) place.x_m = -place.x_m;
  if (frame.turned) place = {-place.x_m, -place.y_m};
  return place;
}

double from_kerb(const Place& place) {
  const double beyond = std::fmax(std::fabs(place.x_m) - 0.5 * tag_straight_m, 0.0);
  return std::hypot(beyond, place.y_m) - tag_kerb_radius_m;
}

/// From the finish line, which ends the home straight, in [0, lap) on the measured line of `oval`.
double lap_position(const Place& place, const track::Oval& oval) {
  const double half = 0.5 * tag_straight_m;
  if (place.x_m > half) {
    const double angle = std::atan2(place.y_m, place.x_m - half) + 0.5 * std::numbers::pi;
    return std::clamp(angle / std::numbers::pi, 0.0, 1.0) * oval.bend_m();
  }
  if (place.x_m < -half) {
    const double angle = std::atan2(-place.y_m, -half - place.x_m) + 0.5 * std::numbers::pi;
    return oval.bend_m() + oval.straight_m + std::clamp(angle / std::numbers::pi, 0.0, 1.0) * oval.bend_m();
  }
  const double share = (place.x_m + half) / tag_straight_m;
  if (place.y_m > 0.0) return oval.bend_m() + (1.0 - share) * oval.straight_m;
  return 2.0 * oval.bend_m() + oval.straight_m + share * oval.straight_m;
}

/// How much farther inside than on the other the inner edge of the runners lies, between two sides of the oval [m].
struct Lean {
  double x_m = 0, y_m = 0;
};

constexpr double inner_edge_share = 0.05;

std::optional<Lean> lean_of(const Frame& frame, const std::vector<IsoLynxFix>& running) {
  std::vector<double> left, right, near, far;
  for (const IsoLynxFix& fix : running) {
    const Place place = in_frame({frame.centre_x_m, frame.centre_y_m}, fix);
    const double outward = from_kerb(place);
    // On a bend only the middle third, where outward means along x.
    const bool middle = std::fabs(place.y_m) < 0.5 * tag_kerb_radius_m;
    if (place.x_m > 0.5 * tag_straight_m && middle) right.push_back(outward);
    if (place.x_m < -0.5 * tag_straight_m && middle) left.push_back(outward);
    if (std::fabs(place.x_m) < 0.5 * tag_straight_m) (place.y_m < 0.0 ? near : far).push_back(outward);
  }
  for (const auto* side : {&left, &right, &near, &far})
    if (side->size() < 20) return std::nullopt;
  return Lean{quantile(right, inner_edge_share) - quantile(left, inner_edge_share),
              quantile(far, inner_edge_share) - quantile(near, inner_edge_share)};
}

/// A centre from which the runners' inner edges lie equally far out on opposite sides. Nothing if there is none.
std::optional<Frame> frame_under(const std::vector<IsoLynxFix>& running) {
  std::vector<double> x, y;
  for (const IsoLynxFix& fix : running) {
    x.push_back(fix.x_m);
    y.push_back(fix.y_m);
  }
  if (x.size() < 200) return std::nullopt;
  Frame frame{.centre_x_m = 0.5 * (quantile(x, 0.01) + quantile(x, 0.99)),
              .centre_y_m = 0.5 * (quantile(y, 0.01) + quantile(y, 0.99))};
  for (int i = 0; i < 10; ++i) {
    const auto lean = lean_of(frame, running);
    if (!lean) return std::nullopt;
    frame.centre_x_m += 0.5 * lean->x_m;
    frame.centre_y_m += 0.5 * lean->y_m;
  }
  std::vector<double> outward;
  for (const IsoLynxFix& fix : running) outward.push_back(from_kerb(in_frame(frame, fix)));
  // Nearly everybody runs on the eight or nine lanes, none of them on the grass.
  if (quantile(outward, 0.02) < -1.0 || quantile(outward, 0.10) > 3.0 || quantile(outward, 0.98) > 13.0) return std::nullopt;
  return frame;
}

/// `to - from` on a lap, in [-lap/2, lap/2).
double step_between(double from, double to, double lap_m) {
  const double laps = (to - from) / lap_m;
  return (laps - std::floor(laps + 0.5)) * lap_m;
}

// ---- One tag on the oval ----

/// What a tag reported, along the oval from an arbitrary lap's finish line.
struct OnTheOval {
  Reports reports;
  std::vector<double> race_m;  ///< the system's own race distance, beside each report
};

/// Leaps that no runner makes are left out, unless she stays there.
OnTheOval on_the_oval(const std::vector<IsoLynxFix>& fixes, const Frame& frame, const track::Oval& oval) {
  OnTheOval found;
  Reports& reports = found.reports;
  double speed = 0.0, refused_since = -1.0;
  for (const IsoLynxFix& fix : fixes) {
    const Place place = in_frame(frame, fix);
    const double position = lap_position(place, oval), outward = from_kerb(place) - measured_line_from_kerb_m;
    if (outward < innermost_m || outward > outermost_m) continue;
    double along = position;
    if (!reports.time_s.empty()) {
      const double elapsed = fix.time_s - reports.time_s.back();
      const double expected = reports.along_m.back() + speed * elapsed;
      along = expected + step_between(expected, position, oval.lap_m());
      const double aside = outward - reports.outward_m.back();
      const bool leaps = std::hypot(along - reports.along_m.back(), aside) > fastest_mps * elapsed + slack_m;
      if (leaps && refused_since < 0.0) refused_since = fix.time_s;
      if (leaps && fix.time_s - refused_since < believed_after_s) continue;
      if (!leaps && elapsed > 0.0) speed += std::fmin(elapsed, 1.0) * ((along - reports.along_m.back()) / elapsed - speed);
      speed = std::clamp(speed, 0.0, fastest_mps);
    }
    refused_since = -1.0;
    reports.time_s.push_back(fix.time_s);
    reports.along_m.push_back(along);
    reports.outward_m.push_back(outward);
    reports.speed_mps.push_back(fix.speed_mps);
    found.race_m.push_back(fix.race_m);
  }
  return found;
}

/// How far values[at] stands from the median of the three values on either side and itself, a mean motion taken off.
double aside_of_neighbours(const std::vector<double>& time_s, const std::vector<double>& values, std::size_t at) {
  constexpr std::size_t reach = 3, reach_of_slope = 6;
  const std::size_t near = std::min({reach, at, values.size() - 1 - at});
  if (near == 0) return 0.0;
  std::vector<double> slopes, window;
  const std::size_t last = std::min(at + reach_of_slope, values.size() - 1);
  for (std::size_t i = at - std::min(at, reach_of_slope); i < last; ++i)
    slopes.push_back((values[i + 1] - values[i]) / (time_s[i + 1] - time_s[i]));
  const double slope = median_of(slopes);
  for (std::size_t i = at - near; i <= at + near; ++i) window.push_back(values[i] - slope * (time_s[i] - time_s[at]));
  return std::fabs(values[at] - median_of(window));
}

Reports without_spikes(const Reports& reports) {
  Reports kept;
  const bool with_speed = !reports.speed_mps.empty();
  for (std::size_t i = 0; i < reports.time_s.size(); ++i) {
    if (aside_of_neighbours(reports.time_s, reports.along_m, i) > spike_m) continue;
    if (aside_of_neighbours(reports.time_s, reports.outward_m, i) > spike_m) continue;
    kept.time_s.push_back(reports.time_s[i]);
    kept.along_m.push_back(reports.along_m[i]);
    kept.outward_m.push_back(reports.outward_m[i]);
    if (with_speed) kept.speed_mps.push_back(reports.speed_mps[i]);
  }
  return kept;
}

/// A value and its slope.
struct Fit {
  double value = 0, slope = 0;
};

/// The weighted parabola through values[from, to), at the time `t`. Falls back to a line, then to a mean, with few values.
Fit parabola(const std::vector<double>& time_s, const std::vector<double>& values, std::size_t from, std::size_t to, double t,
             double half_window_s) {
  // Sums of w u^k and w u^k z, u = time / half window, z = value less the first.
  double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, z0 = 0, z1 = 0, z2 = 0;
  const double base = values[from];
  for (std::size_t i = from; i < to; ++i) {
    const double u = (time_s[i] - t) / half_window_s, a = std::fabs(u), b = 1.0 - a * a * a;
    const double w = b * b * b, z = values[i] - base;
    s0 += w; s1 += w * u; s2 += w * u * u; s3 += w * u * u * u; s4 += w * u * u * u * u;
    z0 += w * z; z1 += w * u * z; z2 += w * u * u * z;
  }
  const double det = s0 * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s2 * s3) + s2 * (s1 * s3 - s2 * s2);
  if (to - from >= 4 && det > 1e-6 * s0 * s0 * s0) {
    const double value = (z0 * (s2 * s4 - s3 * s3) - s1 * (z1 * s4 - s3 * z2) + s2 * (z1 * s3 - s2 * z2)) / det;
    const double slope = (s0 * (z1 * s4 - z2 * s3) - z0 * (s1 * s4 - s2 * s3) + s2 * (s1 * z2 - z1 * s2)) / det;
    return {base + value, slope / half_window_s};
  }
  const double line = s0 * s2 - s1 * s1;
  if (to - from >= 2 && line > 1e-9 * s0 * s0)
    return {base + (z0 * s2 - z1 * s1) / line, (s0 * z1 - s1 * z0) / line / half_window_s};
  return {base + (s0 > 0.0 ? z0 / s0 : 0.0), 0.0};
}

/// Metres run over the ground at each report, from the first: a step on a bend is longer the farther out it is. Speeds are slopes of
/// these, because smoothing along the line and then widening would overshoot where a bend begins or ends.
std::vector<double> ground_m(const Reports& reports, const Positions& field) {
  std::vector<double> ground(reports.time_s.size(), 0.0);
  for (std::size_t i = 1; i < ground.size(); ++i) {
    const double middle = 0.5 * (reports.along_m[i] + reports.along_m[i - 1]);
    const double outward = 0.5 * (reports.outward_m[i] + reports.outward_m[i - 1]);
    const double wider = 1.0 + outward * field.oval.curvature(field.distance_m - middle);
    ground[i] = ground[i - 1] + (reports.along_m[i] - reports.along_m[i - 1]) * wider;
  }
  return ground;
}

Fit line_between(const Reports& reports, const std::vector<double>& values, std::size_t before, double t) {
  const double elapsed = reports.time_s[before + 1] - reports.time_s[before];
  const double slope = (values[before + 1] - values[before]) / elapsed;
  return {values[before] + slope * (t - reports.time_s[before]), slope};
}

}  // namespace

Course smoothed(const Reports& all, const Positions& field, std::size_t moments, const Smoothing& smoothing) {
  const Reports reports = without_spikes(all);
  const std::vector<double>& time_s = reports.time_s;
  const std::vector<double> ground = ground_m(reports, field);
  Course course;
  std::size_t from = 0, to = 0, next = 0, wide_from = 0, wide_to = 0;
  for (std::size_t i = 0; i < moments; ++i) {
    const double t = static_cast<double>(i) * field.step_s;
    while (from < time_s.size() && time_s[from] <= t - smoothing.half_window_s) ++from;
    while (to < time_s.size() && time_s[to] < t + smoothing.half_window_s) ++to;
    while (wide_from < time_s.size() && time_s[wide_from] <= t - smoothing.speed_half_window_s) ++wide_from;
    while (wide_to < time_s.size() && time_s[wide_to] < t + smoothing.speed_half_window_s) ++wide_to;
    while (next < time_s.size() && time_s[next] <= t) ++next;
    Fit along, outward;
    bool known = false;
    if (time_s.empty()) {
    } else if (next == 0) {
      // Before a tag wakes its runner stands on the line.
      along.value = reports.along_m.front();
      outward.value = reports.outward_m.front();
      known = time_s.front() - t <= longest_gap_s;
    } else if (next == time_s.size() && t > time_s.back() + field.step_s) {
      along.value = reports.along_m.back();
      outward.value = reports.outward_m.back();
    } else if (next < time_s.size() && time_s[next] - time_s[next - 1] > smoothing.half_window_s) {
      along = line_between(reports, reports.along_m, next - 1, t);
      outward = line_between(reports, reports.outward_m, next - 1, t);
      known = time_s[next] - time_s[next - 1] <= longest_gap_s;
    } else {
      along = parabola(time_s, reports.along_m, from, to, t, smoothing.half_window_s);
      outward = parabola(time_s, reports.outward_m, from, to, t, smoothing.half_window_s);
      known = true;
    }
    course.along_m.push_back(along.value);
    course.outward_m.push_back(outward.value);
    course.present.push_back(known);
    double speed = 0.0;
    if (next > 0 && next < time_s.size()) {
      const bool has_slope = wide_to - wide_from >= 4;
      if (has_slope) speed = parabola(time_s, ground, wide_from, wide_to, t, smoothing.speed_half_window_s).slope;
      const double told = reports.speed_mps.empty() ? speed : line_between(reports, reports.speed_mps, next - 1, t).value;
      if (!has_slope || std::fabs(told - speed) < believable_mps) speed = told;
    }
    course.speed_mps.push_back(std::fmax(speed, 0.0));
  }
  return course;
}

namespace {

/// When a tag's own race distance reaches the end, between two reports; nothing if it never does.
std::optional<double> end_of_path_s(const std::vector<IsoLynxFix>& fixes, double distance_m) {
  for (std::size_t i = 1; i < fixes.size(); ++i) {
    if (fixes[i].race_m < distance_m - 1e-3) continue;
    const IsoLynxFix &before = fixes[i - 1], &after = fixes[i];
    if (after.time_s - before.time_s > 1.0) return std::nullopt;
    const double missing_m = distance_m - before.race_m;
    const double most = after.time_s - before.time_s;
    return before.time_s + (before.speed_mps > 1.0 ? std::clamp(missing_m / before.speed_mps, 0.0, most) : most);
  }
  return std::nullopt;
}

/// What most tags' PathDist ends at, to the centimetre; nothing if hardly two agree.
std::optional<double> race_distance(const IsoLynxRace& race) {
  std::map<long, int> ends;
  int awake = 0;
  for (const IsoLynxTag& tag : race.tags) {
    double end = 0;
    for (const IsoLynxFix& fix : tag.fixes) end = std::fmax(end, fix.race_m);
    if (end < 100.0) continue;
    ++awake;
    ++ends[std::lround(end * 100.0)];
  }
  long best = 0;
  int votes = 0;
  for (const auto& [end, many] : ends)
    if (many >= votes) best = end, votes = many;
  if (votes < 2 || votes * 4 < awake) return std::nullopt;
  return static_cast<double>(best) / 100.0;
}

/// Speeds from positions a second apart, to know by who moves, where a system told none.
void add_rough_speeds(std::vector<IsoLynxFix>& fixes) {
  constexpr std::size_t reach = 5;
  for (std::size_t i = 0; i < fixes.size(); ++i) {
    const IsoLynxFix &from = fixes[i - std::min(i, reach)], &to = fixes[std::min(i + reach, fixes.size() - 1)];
    if (to.time_s > from.time_s) fixes[i].speed_mps = std::hypot(to.x_m - from.x_m, to.y_m - from.y_m) / (to.time_s - from.time_s);
  }
}

std::vector<IsoLynxFix> while_racing(const std::vector<std::vector<IsoLynxFix>>& tags, double distance_m) {
  std::vector<IsoLynxFix> running;
  for (const auto& fixes : tags)
    for (const IsoLynxFix& fix : fixes)
      if (fix.race_m > 0.0 && fix.race_m < distance_m - 1e-3 && fix.speed_mps > 3.0) running.push_back(fix);
  return running;
}

/// The along at a time, by a line between the reports around it.
std::optional<double> along_at(const Reports& reports, double t) {
  const auto after = std::ranges::upper_bound(reports.time_s, t);
  if (after == reports.time_s.begin() || after == reports.time_s.end()) return std::nullopt;
  const auto before = static_cast<std::size_t>(after - reports.time_s.begin()) - 1;
  return line_between(reports, reports.along_m, before, t).value;
}

/// When the course crosses the distance; 0 if it never does where she is known.
double crossing_s(const Course& course, double distance_m, double step_s) {
  for (std::size_t i = 1; i < course.along_m.size(); ++i) {
    if (course.along_m[i] < distance_m || !course.is_known(i)) continue;
    const double gained = course.along_m[i] - course.along_m[i - 1];
    const double share = gained > 0.0 ? (distance_m - course.along_m[i - 1]) / gained : 1.0;
    return (static_cast<double>(i - 1) + std::clamp(share, 0.0, 1.0)) * step_s;
  }
  return 0.0;
}

/// The field runs in lanes when, half way round a first whole bend, it is still spread over several of them.
constexpr double spread_in_lanes_m = 4.0;

double lanes_until(const Positions& field) {
  const track::Oval& oval = field.oval;
  const double start = oval.lap_position(field.distance_m);
  const double in_half = std::fmod(start, oval.bend_m() + oval.straight_m);
  const double bend_left = oval.bend_m() - in_half;
  if (bend_left < 0.7 * oval.bend_m()) return 0.0;
  std::vector<double> outward;
  for (const Course& course : field.runners) {
    for (std::size_t i = 0; i < course.along_m.size(); ++i) {
      if (course.along_m[i] < 0.5 * bend_left) continue;
      if (course.is_known(i)) outward.push_back(course.outward_m[i]);
      break;
    }
  }
  if (outward.size() < 3) return 0.0;
  return quantile(outward, 0.9) - quantile(outward, 0.1) > spread_in_lanes_m ? bend_left : 0.0;
}

/// Where the middle of the field stands at the gun; nothing if hardly anybody is known there.
std::optional<double> median_start(const Positions& field) {
  std::vector<double> starts;
  for (const Course& course : field.runners)
    if (course.is_known(0)) starts.push_back(course.along_m.front());
  if (starts.size() < 2) return std::nullopt;
  return median_of(starts);
}

/// A field's middle starts within so much behind, or ahead in lanes, of the line [m].
constexpr double start_within_m = 8.0;
constexpr double lanes_ahead_m = 40.0;

}  // namespace

base::Result<Tracked> tracked_race(const IsoLynxRace& race, const Smoothing& smoothing) {
  const auto wrong = [&](std::string why) { return base::wrong("not a race that can be followed", race.file, std::move(why)); };
  Tracked tracked;
  Positions& field = tracked.positions;
  field.oval = track::oval_400();

  // Step 1. How far the race goes.
  const auto distance = race_distance(race);
  if (!distance) return wrong("no two tags' PathDist ends at one distance");
  field.distance_m = *distance;

  // Step 2. Where the stadium lies and which way round they run.
  std::vector<std::vector<IsoLynxFix>> fixes;
  for (const IsoLynxTag& tag : race.tags) fixes.push_back(in_order(tag.fixes));
  const bool speeds_told = std::ranges::any_of(fixes, [](const auto& tag) {
    return std::ranges::any_of(tag, [](const IsoLynxFix& fix) { return fix.speed_mps > 0.0; });
  });
  if (!speeds_told) std::ranges::for_each(fixes, add_rough_speeds);
  const auto frame = frame_under(while_racing(fixes, *distance));
  if (!frame) return wrong("the tags do not run round a 400 m oval whose straights lie along x");
  tracked.frame = *frame;
  const auto all_on_the_oval = [&] {
    std::vector<OnTheOval> all;
    for (const auto& tag : fixes) all.push_back(on_the_oval(tag, tracked.frame, field.oval));
    return all;
  };
  std::vector<double> turning;
  for (const auto& tag : fixes)
    for (std::size_t i = 5; i < tag.size(); i += 5) {
      if (tag[i].speed_mps < 3.0 || tag[i].time_s - tag[i - 5].time_s > 1.0) continue;
      turning.push_back(step_between(lap_position(in_frame(tracked.frame, tag[i - 5]), field.oval),
                                     lap_position(in_frame(tracked.frame, tag[i]), field.oval), field.oval.lap_m()));
    }
  if (turning.empty()) return wrong("no tag moves");
  tracked.frame.mirrored = median_of(turning) < 0.0;

  // Step 3. Which end of which straight is the finish: where the tags' own distance ends.
  std::vector<OnTheOval> seen = all_on_the_oval();
  const auto finish_positions = [&] {
    std::vector<double> positions;
    for (std::size_t tag = 0; tag < fixes.size(); ++tag) {
      const auto end = end_of_path_s(fixes[tag], *distance);
      const auto along = end ? along_at(seen[tag].reports, *end) : std::nullopt;
      if (along) positions.push_back(step_between(0.0, *along, field.oval.lap_m()));
    }
    return positions;
  };
  std::vector<double> ends = finish_positions();
  if (ends.size() < 2) return wrong("fewer than two tags reached the end of the race");
  const double half_lap = 0.5 * field.oval.lap_m();
  if (std::fabs(median_of(ends)) > 0.5 * half_lap) {
    tracked.frame.turned = true;
    seen = all_on_the_oval();
    ends = finish_positions();
  }
  const double line = median_of(ends);
  if (std::fabs(line) > 10.0)
    return wrong(fmt::format("it ends {:.0f} m away from where a home straight ends", std::fabs(line)));

  // Step 4. Everyone's course, counted back from the finish.
  double last_end = 0;
  std::vector<std::optional<double>> end_s;
  for (const auto& tag : fixes) {
    end_s.push_back(end_of_path_s(tag, *distance));
    if (end_s.back()) last_end = std::fmax(last_end, *end_s.back());
  }
  const auto moments = static_cast<std::size_t>(std::ceil((last_end + 1.0) / field.step_s));
  for (std::size_t tag = 0; tag < fixes.size(); ++tag) {
    const std::string& name = race.tags[tag].surname.empty() ? race.tags[tag].id : race.tags[tag].surname;
    Reports& own = seen[tag].reports;
    if (own.time_s.size() < 100) {
      tracked.remarks.push_back(fmt::format("The tag of {} failed: left out.", name));
      continue;
    }
    // Counted so that a finish line lies at the distance; which of them, the system's own distance says.
    std::vector<double> behind;
    for (std::size_t i = 0; i < own.time_s.size(); ++i) {
      own.along_m[i] += *distance - line;
      if (seen[tag].race_m[i] < *distance - 1e-3) behind.push_back(seen[tag].race_m[i] - own.along_m[i]);
    }
    const double laps = behind.empty() ? 0.0 : std::round(median_of(behind) / field.oval.lap_m());
    for (double& along : own.along_m) along += laps * field.oval.lap_m();
    if (!speeds_told || std::ranges::max(own.speed_mps) <= 0.0) own.speed_mps.clear();
    Course course = smoothed(own, field, moments, smoothing);
    course.name = name;
    course.finish_s = crossing_s(course, *distance, field.step_s);
    field.runners.push_back(std::move(course));
  }
  field.lanes_until_m = lanes_until(field);
  if (const auto start = median_start(field); start && (*start < -start_within_m || *start > lanes_ahead_m))
    tracked.remarks.push_back(fmt::format("Laps do not seem to be of 400 m: the middle of the field starts {:.0f} m from the start line.", *start));
  return tracked;
}

}  // namespace lastlap::pack
