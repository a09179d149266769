#pragma once

// World Athletics' numbers of events and names of rounds.

#include <optional>
#include <string>
#include <string_view>

#include "lastlap/measure/event.hpp"

namespace lastlap::formats {

/// An event of World Athletics: their number, ours, whose and where.
struct NumberedEvent {
  int number;
  std::string_view event;
  measure::Sex sex;
  measure::TrackKind track;
};

/// The event of a number; nothing for one of another discipline.
const NumberedEvent* event_numbered(int number);

/// The number of an event; nothing for one that has none.
std::optional<int> number_of(std::string_view event, measure::Sex sex, measure::TrackKind track);

/// A race of a competition: the kind of its round as World Athletics calls it, and its number in the round.
struct RoundOfRace {
  std::string type;
  int number = 1;
};

/// "Semifinal" and 2 of "semi-final 2". `is_held`: reading it back gives the same words.
struct RoundToWrite {
  RoundOfRace round;
  bool is_held = true;
};
RoundToWrite round_to_write(const std::string& round);

/// "semi-final 2" of "Semifinal" and 2; "final" of a final that is alone.
std::string round_read(const RoundOfRace& round, bool is_alone);

}  // namespace lastlap::formats
