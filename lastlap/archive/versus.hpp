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

/// Races that lists of marks tell of. A race counts when places and times of all listed in it ("2h3" of one day, venue and event) can be
/// those of one race: no place with two times, no better place with a slower time.
class ListedRaces {
 public:
  explicit ListedRaces(const std::vector<AthleteMark>& marks);
  /// Those in which both have a place, oldest first.
  std::vector<Meeting> meetings(const Athlete& first, const Athlete& second) const;

 private:
  std::vector<std::map<long, Performance>> races_;  ///< by athlete
  std::map<long, std::vector<std::size_t>> of_athlete_;
};

using Results = std::vector<std::pair<RaceHeading, RaceResult>>;

/// From the results of each, and the races that lists tell of unless an archived race of that day and event does.
Versus versus_of(const Athlete& first, const Results& of_first, const Athlete& second, const Results& of_second,
                 const ListedRaces& listed, const SportTables& tables);

/// All that the archive knows as of the date.
base::Result<Versus> versus(const Archive& archive, const Athlete& first, const Athlete& second, const SportTables& tables,
                            const measure::AsOf& as_of);

}  // namespace lastlap::archive
