#pragma once

// The record: one SQLite file of meets, races, results, splits and marks, every fact with its source.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/measure/date.hpp"
#include "lastlap/measure/event.hpp"
#include "lastlap/measure/quantity.hpp"

namespace lastlap::archive {

/// An athlete as the archive knows her. `id` is the archive's own number, stable within one file.
struct Athlete {
  long id = 0;
  std::string name;
  std::optional<measure::Sex> sex;
  std::optional<measure::Date> birth;
  std::string country;
  std::optional<int> birth_year = {};  ///< known more often than the day
};

/// A dated mark.
struct Performance {
  std::string event;            ///< "1500", "mile", ...
  measure::TrackKind track = measure::TrackKind::oval_400;
  measure::Duration time;       ///< official time [s]
  measure::Date date = measure::Date::of(1900, 1, 1);
  std::string venue;
  std::string place;            ///< as listed: "1", "2h3", ...
  std::optional<int> points;    ///< World Athletics points as listed
  std::string source;
};

/// What is said of a race before its runners.
struct RaceHeading {
  std::string id;               ///< "budapest-2023-men-1500-final"
  std::string competition;
  std::string round;            ///< "final", "semi-final 1", "heat 3"
  std::string event;
  measure::Distance distance;
  measure::Sex sex = measure::Sex::men;
  measure::Date date = measure::Date::of(1900, 1, 1);
  std::string venue;
  measure::TrackKind track = measure::TrackKind::oval_400;
  bool field_complete = false;  ///< "yes" in the facts; otherwise slower finishers may be missing
  std::string source;
};

/// One runner's result; a starter even if she did not finish.
struct RaceResult {
  Athlete athlete;
  std::optional<int> place;
  std::optional<measure::Duration> time;
  std::string status;           ///< "OK", "DNF", "DQ", ...
  std::string qualified;
  std::optional<int> start_order;
  std::string source;
  std::optional<measure::Duration> raw_time = {};  ///< to the thousandth, where it was told
  bool hand = false;                               ///< timed by hand
};

/// A time and/or place at a distance. `athlete` is empty when the name is no single archived athlete ("leader").
struct SplitFact {
  std::string race;
  std::optional<Athlete> athlete;
  std::string written_name;
  measure::Distance distance;
  std::optional<measure::Duration> time;
  std::optional<int> place;
  std::string source;
};

/// One runner's time from one distance to another.
struct SegmentFact {
  std::string race;
  std::optional<Athlete> athlete;
  std::string written_name;
  measure::Distance from, to;
  measure::Duration time;
  bool disputed = false;
  std::string source;
};

/// A race with all that is known of it.
struct RaceRecord {
  RaceHeading heading;
  std::vector<RaceResult> results;  ///< by place; those without a place last
  std::vector<SplitFact> splits;    ///< by distance
  std::vector<SegmentFact> segments;
};

/// Which races to list; empty parts do not restrict.
struct RaceFilter {
  std::string event;
  std::optional<measure::Sex> sex;
  std::optional<int> year;
  std::optional<measure::AsOf> as_of;
};

/// An athlete's place at a distance in a race run before the as-of date: how she usually races.
struct PlaceAtSplit {
  std::string race;
  measure::Date date = measure::Date::of(1900, 1, 1);
  measure::Distance race_distance;
  measure::Distance distance;  ///< run so far
  int place = 0;
};

/// A record in force, as far as the facts list it.
struct RecordFact {
  std::string record;           ///< "WR men"
  Performance performance;
  std::optional<Athlete> athlete{};  ///< empty when the name is no single archived athlete
  std::string written_name{};
};

/// A mark and whose it is.
struct AthleteMark {
  Athlete athlete;
  Performance performance;
};

/// Which marks to list; empty parts do not restrict.
struct MarkFilter {
  std::string event;
  std::optional<measure::Sex> sex;
  std::optional<measure::TrackKind> track;
  std::optional<int> year;
  bool listed_only = false;  ///< without the times that stand in results alone
};

/// One archive file, open. Move-only; closing is the destructor's.
/// Errors everywhere: Problem of kind failure for an unreadable, foreign, newer or full file.
class Archive {
 public:
  /// Opens `file`, making it from the CSV facts in `facts` if it does not exist. Making is one transaction in a
  /// neighbouring temporary file that is renamed at the end: an interrupted first use leaves nothing behind that opens.
  /// If the facts have changed since, those shipped before are replaced in one transaction; without the folder of
  /// facts an existing archive opens as it is.
  /// Errors: foreign file (not ours), newer schema, unreadable, no permission, disk full.
  static base::Result<Archive> open(const std::filesystem::path& file, const std::filesystem::path& facts);
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  base::Result<std::vector<RaceHeading>> races(const RaceFilter& filter) const;
  /// The race with this id. Errors: unknown id, with the nearest ids as the hint; run after the as-of date, if given.
  base::Result<RaceRecord> race(std::string_view id, const std::optional<measure::AsOf>& as_of = {}) const;
  /// The athlete this name means: exact, else any unambiguous part, accents and case optional, words in any
  /// order ("ingebrigtsen j"); only athletes of `sex` if given. A name is no fact of a date, so nothing is as-of here.
  /// Errors: unknown or ambiguous, with the nearest names as the hint.
  base::Result<Athlete> athlete(std::string_view name, std::optional<measure::Sex> sex = {}) const;
  /// Every mark set on or before the as-of date, oldest first: those listed, and the times of results that no list has.
  base::Result<std::vector<Performance>> performances(const Athlete& athlete, const measure::AsOf& as_of) const;
  /// Every result of this athlete on or before the as-of date, oldest first.
  base::Result<std::vector<std::pair<RaceHeading, RaceResult>>> results(const Athlete& athlete,
                                                                       const measure::AsOf& as_of) const;
  /// Every record listed for this athlete and set on or before the as-of date, oldest first.
  base::Result<std::vector<RecordFact>> records(const Athlete& athlete, const measure::AsOf& as_of) const;
  /// Everybody's marks set on or before the as-of date, oldest first: those listed, and the times of results that no list has.
  base::Result<std::vector<AthleteMark>> marks(const MarkFilter& filter, const measure::AsOf& as_of) const;
  /// Every listed record set on or before the as-of date, oldest first.
  base::Result<std::vector<RecordFact>> records(const measure::AsOf& as_of) const;
  /// Every archived result on or before the as-of date, with its race: by date, race and place.
  base::Result<std::vector<std::pair<RaceHeading, RaceResult>>> results(const measure::AsOf& as_of) const;
  /// Every published place at a split on or before the as-of date.
  base::Result<std::vector<PlaceAtSplit>> places_at_splits(const Athlete& athlete, const measure::AsOf& as_of) const;

  /// The open file, for the other files of this folder only: inside.hpp.
  struct Inside;
  Inside& inside() const;

 private:
  explicit Archive(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace lastlap::archive
