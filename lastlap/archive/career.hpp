#pragma once

// An athlete's career as a statistician tells it: bests, seasons, championships, medals, honours.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/archive/best_list.hpp"
#include "lastlap/archive/records.hpp"
#include "lastlap/archive/sport_tables.hpp"

namespace lastlap::archive {

/// The fastest mark of each event, 400 m and 200 m ovals apart: shortest event first, and of equal marks the first.
std::vector<Performance> bests_of(const std::vector<Performance>& marks);

/// The fastest mark of each event, track and year: by event, track, then year.
std::vector<Performance> season_bests_of(const std::vector<Performance>& marks);

/// How far she came at one championship in one event.
struct ChampionshipRun {
  std::string competition, series;
  Level level = Level::global;
  RaceHeading race;         ///< of the furthest round known; without an id where only a list of marks tells of it
  RaceResult result;
  std::optional<int> medal; ///< 1 gold, 2 silver, 3 bronze
  bool sure = true;         ///< the final, or a championship whose final the archive holds complete, without her; else she may have come further
  /// Whether she won the final, where no medals are given too.
  bool title() const { return result.place == 1 && is_final(race.round); }
};

/// Whether a listed mark can only be of the games at which an earlier round was run: the same event, track and town, within eight days.
bool is_at_the_games_of(const RaceHeading& earlier, const Performance& mark);

/// Oldest first. The furthest round counts that `results` and `marks`, known as of a date, tell of: where results end before the final, a mark
/// of the same event in the same town within the next days, with a place in a round ("2", "4sf2"), goes on. `races` are all those known:
/// whether the archive holds the final, and what a championship is called. Championships without an archived result of hers are told only where she set
/// a listed record of the championship (of `records`, hers).
std::vector<ChampionshipRun> championships_of(const std::vector<std::pair<RaceHeading, RaceResult>>& results,
                                              const std::vector<Performance>& marks, const std::vector<RaceHeading>& races,
                                              const SportTables& tables, const std::vector<RecordFact>& records = {});

struct Medals {
  int gold = 0, silver = 0, bronze = 0;
};
/// Of the championships of one level.
Medals medals_of(const std::vector<ChampionshipRun>& runs, Level level);

/// A record held, or a mark that was the fastest known.
struct Held {
  RecordName name;
  AthleteMark mark;
  bool listed = false;               ///< a list of records names it; else only the marks of the archive speak for it
  std::optional<measure::Date> until; ///< the day it was bettered; nothing: it stands as of the date asked
};

/// The listed records of hers, and the world's fastest known marks that were hers, oldest first. `records` are those of records_of.
std::vector<Held> held_by(const Athlete& athlete, const std::vector<Record>& records);

/// All that is told of an athlete.
struct Career {
  Athlete athlete;
  std::vector<Performance> marks, bests, season_bests;
  std::vector<std::pair<RaceHeading, RaceResult>> results;
  std::vector<RecordFact> records;
  std::vector<ChampionshipRun> championships;
  std::vector<Held> held;
};
base::Result<Career> career_of(const Archive& archive, const Athlete& athlete, const SportTables& tables, const measure::AsOf& as_of);

}  // namespace lastlap::archive
