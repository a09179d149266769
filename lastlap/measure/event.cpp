#include "lastlap/measure/event.hpp"

#include <algorithm>
#include <cmath>

namespace lastlap::measure {

const std::vector<Event>& all_events() {
  static const std::vector<Event> events{
      {"400", Distance{400.0}},   {"800", Distance{800.0}},        {"1000", Distance{1000.0}},
      {"1500", Distance{1500.0}}, {"mile", Distance{1609.344}},    {"2000", Distance{2000.0}},
      {"3000", Distance{3000.0}}, {"2-miles", Distance{3218.688}}, {"5000", Distance{5000.0}}};
  return events;
}

std::optional<Event> event_named(std::string_view name) {
  const auto found = std::ranges::find(all_events(), name, &Event::name);
  if (found == all_events().end()) return std::nullopt;
  return *found;
}

std::optional<Event> event_of(Distance distance) {
  const auto is_it = [&](const Event& event) { return std::abs(event.distance.si() - distance.si()) < 0.01; };
  const auto found = std::ranges::find_if(all_events(), is_it);
  if (found == all_events().end()) return std::nullopt;
  return *found;
}

std::string_view text(Sex sex) {
  return sex == Sex::men ? "men" : "women";
}

std::string_view text(TrackKind track) {
  return track == TrackKind::oval_400 ? "oval-400" : "short-200";
}

std::optional<Sex> sex_named(std::string_view word) {
  if (word == "men") return Sex::men;
  if (word == "women") return Sex::women;
  return std::nullopt;
}

std::optional<TrackKind> track_named(std::string_view word) {
  if (word == "oval-400") return TrackKind::oval_400;
  if (word == "short-200") return TrackKind::short_200;
  return std::nullopt;
}

}  // namespace lastlap::measure
