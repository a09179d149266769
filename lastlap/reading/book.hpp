#pragma once

// What the archive holds, laid open for a reader who asks the same things many times.

#include <map>
#include <string>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::reading {

/// Somebody's mark, with the race it was set in when the archive holds that race.
struct BookMark {
  archive::Performance performance;
  std::string race;  ///< empty: only listed
};

/// The whole archive in memory; every question of a date is answered by those who ask (claims have days of their own).
struct Book {
  std::map<long, archive::Athlete> athletes;
  std::vector<archive::RaceRecord> races;                ///< by date
  std::map<std::string, std::size_t> race_at;            ///< by id, into `races`
  std::map<long, std::vector<BookMark>> marks;           ///< by athlete, oldest first
  std::map<long, std::vector<archive::RecordFact>> records;

  const archive::RaceRecord* race(const std::string& id) const;
  const std::vector<BookMark>& marks_of(long athlete) const;
  /// The result of `athlete` in the race; none if she is not in it.
  static const archive::RaceResult* result_in(const archive::RaceRecord& race, long athlete);
};

/// Opens the archive's book. Errors: those of the archive.
base::Result<Book> open_book(const archive::Archive& archive);

/// "1" of "1", "1h2" and "1f1": the place in the race itself; 0 for none.
int place_in(const archive::Performance& performance);
/// Whether the mark was set in a final or a race without rounds, not in a heat or a semi-final.
bool in_last_round(const archive::Performance& performance);

}  // namespace lastlap::reading
