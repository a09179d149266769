#pragma once

// Records of every kind: as lists name them, and as the marks of the archive give them.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/archive/record_history.hpp"
#include "lastlap/archive/sport_tables.hpp"

namespace lastlap::archive {

enum class RecordKind { world, area, championship, under_20, collegiate, meeting, national };
std::string_view text(RecordKind kind);  ///< "world", "area", "championship", "under-20", "collegiate", "meeting", "national"
std::optional<RecordKind> record_kind_named(std::string_view word);
std::vector<std::string> record_kind_names();

/// World Athletics' age rule: below 20 on 31 December of the year.
inline constexpr int under_20_years = 20;

/// What a record is the record of.
struct RecordName {
  RecordKind kind = RecordKind::world;
  std::string of;  ///< the area, country, championship or meeting; empty for the others
  std::string event;
  measure::Sex sex = measure::Sex::men;
  measure::TrackKind track = measure::TrackKind::oval_400;
  friend bool operator==(const RecordName&, const RecordName&) = default;
};
bool comes_before(const RecordName& one, const RecordName& other);

/// Whether World Athletics keeps a world record of the event on this track; of the others (two miles, 2000 m on the short track)
/// there are only world bests.
bool has_world_record(std::string_view event, measure::TrackKind track);

/// "world record", "world best", "world short track record", "European record", "under-20 world record", "NR GBR", ...
std::string title_of(const RecordName& name);

/// What a list means by "WR men", "world best short track men", "OR women", "CR World Championships men", "AR Europe men",
/// "NR GBR men", "MR Herculis Monaco men", "WU20R women", "CLR men". Nothing for other words.
std::optional<RecordName> read_record_name(std::string_view written, const std::string& event, measure::TrackKind track);

/// One record with its history.
struct Record {
  RecordName name;
  RecordHistory history;
};

/// Which records; empty parts do not restrict.
struct RecordQuestion {
  std::string event;
  std::optional<measure::Sex> sex;
  std::optional<measure::TrackKind> track;
  std::optional<RecordKind> kind;
  std::string of;  ///< "GBR", "Europe", "World Championships"; case and accents do not matter
};

/// What records are made of: all that is known as of a date.
struct RecordMaterial {
  std::vector<AthleteMark> marks;
  std::vector<std::pair<RaceHeading, RaceResult>> results;
  std::vector<RecordFact> listed;
};
base::Result<RecordMaterial> record_material(const Archive& archive, const RecordQuestion& question, const measure::AsOf& as_of);

/// A result with a time as the mark that it is.
Performance mark_in(const RaceHeading& race, const RaceResult& result);

/// Every record that is listed or that marks give, by kind, then what it is of, event, sex and track. World, area, national and under-20
/// come from all marks and listed records, the last from athletes below 20 at the end of the year; championship and meeting from archived
/// races; collegiate from lists alone, for marks do not say who ran for a college.
std::vector<Record> records_of(const RecordMaterial& material, const RecordQuestion& question, const SportTables& tables,
                               const measure::AsOf& as_of);

}  // namespace lastlap::archive
