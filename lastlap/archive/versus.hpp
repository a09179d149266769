#pragma once

// Two athletes against each other: every race that both ran, who was ahead, and by how much.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/archive/sport_tables.hpp"

namespace lastlap::archive {

/// What one of the two did in a race.
struct Side {
  std::optional<int> place;
  std::optional<measure::Duration> time;
  std::string status;  ///< "OK", "DNF", ...
};

/// Who was ahead.
enum class Ahead { first, second, level };
std::string_view text(Ahead ahead);  ///< "first", "second", "level"

/// A race of both.
struct Meeting {
  measure::Date date = measure::Date::of(1900, 1, 1);
  std::string race;         ///< the archived race's id; empty if only lists of marks tell of it
  std::string competition;  ///< of an archived race
  std::string venue, event, round;
  measure::TrackKind track = measure::TrackKind::oval_400;
  bool final = false;       ///< places decided the race itself, not who goes on
  std::optional<Level> championship;
  bool medal = false;       ///< the one ahead won a medal by it
  Side first, second;
  Ahead ahead = Ahead::level;
  std::optional<measure::Duration> margin;  ///< between the two times, never negative
  std::string source;
};

/// How often each was ahead.
struct Score {
  int first = 0, second = 0, level = 0;
  int races() const { return first + second + level; }
  void count(Ahead ahead);
};

/// One against the other.
struct Versus {
  Athlete first, second;
  std::vector<Meeting> meetings;  ///< oldest first
  Score all, finals, championship_finals, medals;
  std::map<int, Score> by_year;
  std::map<std::string, Score> by_event;
};

/// Who was ahead: by place; without places by time; who did not finish or was disqualified is behind who finished. Level when
/// neither finished, or nothing tells. Nothing when one of them did not start.
std::optional<Ahead> ahead_of(const Side& first, const Side& second);

/// All that the archive knows as of the date. Races in the archive count as they stand. A race that only lists of marks know counts if both have a
/// place in a race of the same day, venue, event and group ("2h3"), and the places and times of all listed in it fit one race: no
/// place with two times, no better place with a slower time.
base::Result<Versus> versus(const Archive& archive, const Athlete& first, const Athlete& second, const SportTables& tables,
                            const measure::AsOf& as_of);

/// The races that listed marks tell of, for two athletes. `marks` are everybody's of that sex.
std::vector<Meeting> meetings_in_lists(const std::vector<AthleteMark>& marks, const Athlete& first, const Athlete& second);

}  // namespace lastlap::archive
