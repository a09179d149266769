#pragma once

// What the heading of a race says: event, sex, round, track, in the words of the files' tongues.

#include <optional>
#include <string>
#include <string_view>

#include "lastlap/measure/event.hpp"

namespace lastlap::formats {

/// A heading such as "16:30 | 1500m Frauen Vorlauf 2", taken apart.
struct Heading {
  std::string event;  ///< a name of measure::event_named where `is_known`, else as written
  bool is_known = false;
  std::optional<measure::Distance> distance;  ///< of a known event, or of a run over another distance
  std::optional<measure::Sex> sex;
  std::optional<measure::TrackKind> track;  ///< where it says short track, indoors, Halle
  std::string round;  ///< "final", "final 2", "semi-final 1", "heat 3", "quarter-final 1", "repechage heat 2"; empty: it does not say
};

/// Takes a heading apart. Hurdles, steeples, walks, relays and field events are no events that are known.
Heading heading_of(std::string_view title);

/// "M", "men", "W", "Frauen", "female", ...; nothing for another word.
std::optional<measure::Sex> sex_called(std::string_view word);

/// "1500 m hurdles: not an event of lastlap, left aside"
std::string remark_on_event(const Heading& heading);

}  // namespace lastlap::formats
