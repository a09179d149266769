#pragma once

// The events lastlap knows, by the sport's names, and the two ovals they are run on.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/measure/quantity.hpp"

namespace lastlap::measure {

enum class Sex { men, women };
enum class TrackKind { oval_400, short_200 };

/// An event as the archive writes it ("1500", "mile", "2-miles") and its race distance.
struct Event {
  std::string name;
  Distance distance;
};

/// "400", "800", "1000", "1500", "mile", "2000", "3000", "2-miles", "5000"; nothing for another word.
/// A mile is 1609.344 m, two miles 3218.688 m.
std::optional<Event> event_named(std::string_view name);
/// Every event that event_named knows, shortest first.
const std::vector<Event>& all_events();
/// The event of exactly this distance (to the centimetre).
std::optional<Event> event_of(Distance distance);

std::string_view text(Sex sex);          ///< "men", "women"
std::string_view text(TrackKind track);  ///< "oval-400", "short-200"
std::optional<Sex> sex_named(std::string_view word);
std::optional<TrackKind> track_named(std::string_view word);

}  // namespace lastlap::measure
