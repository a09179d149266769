#pragma once

// Made-up starters with marks.

#include <string>
#include <vector>

#include "lastlap/archive/field.hpp"
#include "lastlap/runner/alone.hpp"
#include "lastlap/track/oval.hpp"

namespace lastlap::tests {

inline archive::Performance mark(const std::string& event, double seconds, measure::Date date) {
  archive::Performance made;
  made.event = event;
  made.time = measure::Duration{seconds};
  made.date = date;
  return made;
}

/// The ground of a race on the 400 m oval.
inline runner::Ground ground_outdoors(measure::Distance distance) {
  const track::Oval oval = track::oval_400();
  return {.bend_share = oval.metres_on_bends(distance.si()) / distance.si(), .radius_m = oval.radius_m};
}

/// A starter who ran each event once, alone, as her abilities allow.
inline archive::Starter starter_with(const runner::Abilities& abilities,
                                     const std::vector<std::string>& events, measure::Date date,
                                     const std::string& name = "Ann") {
  archive::Starter starter;
  starter.name = name;
  for (const std::string& event : events) {
    const measure::Distance distance = measure::event_named(event)->distance;
    const double seconds = runner::time_alone(abilities, distance, ground_outdoors(distance)).si();
    starter.performances.push_back(mark(event, seconds, date));
  }
  return starter;
}

}  // namespace lastlap::tests
