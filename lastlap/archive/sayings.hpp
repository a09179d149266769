#pragma once

// Who says what: the facts that two sources say differently, and which of them is in force.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::archive {

/// The kinds of fact that can be said differently.
enum class Fact { race, result, split, segment, mark, record, athlete };
std::string_view text(Fact fact);  ///< "race", "result", ...

/// One source's word on one field of a fact.
struct Saying {
  std::string value;     ///< as the archive's column holds it: "209.38" [s], "3", "DNF", "1997-10-08"
  std::string source;
  std::string file;      ///< the file that brought it; empty if it came with lastlap
  bool in_force = false;
};

/// One field of a fact with all that is said of it, lastlap's own facts first, then imports in their order; exactly one word
/// is in force.
struct Disputed {
  Fact fact = Fact::result;
  std::string race;                            ///< empty for a mark, a record or an athlete
  std::optional<Athlete> athlete;              ///< nobody for a race, and for a name that is no single athlete
  std::string written_name;                    ///< of a split or segment
  std::optional<measure::Distance> from, to;   ///< of a segment; a split has only `to`
  std::string event;                           ///< of a mark or record
  std::optional<measure::Date> date;           ///< of a race, result, split, segment, mark or record
  std::string field;                           ///< "time_s", "place", "status", "birth", "venue", ...
  std::vector<Saying> sayings;
};

/// A file that was imported.
struct ImportNote {
  long id = 0;
  std::string file, format, checksum, source;
  measure::Date day = measure::Date::of(1970, 1, 1);  ///< of the import
  int facts_new = 0, facts_changed = 0;
};

/// What is said differently of a race, its results, splits and segments; each fact in the order of its first word.
base::Result<std::vector<Disputed>> disputed_in_race(const Archive& archive, std::string_view race);
/// What is said differently of an athlete herself and of her results, splits, segments, marks and records of this day or
/// before.
base::Result<std::vector<Disputed>> disputed_of_athlete(const Archive& archive, const Athlete& athlete,
                                                        const measure::AsOf& as_of);
/// Every import, the oldest first.
base::Result<std::vector<ImportNote>> imports(const Archive& archive);

}  // namespace lastlap::archive
