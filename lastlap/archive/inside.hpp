#pragma once

// The open file behind an Archive, for the other files of this folder: the database and how to read rows of
// ours.

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <filesystem>
#include <utility>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/archive/statement.hpp"

namespace lastlap::archive {

struct Archive::Inside {
  std::filesystem::path file;
  SQLite::Database database;
};

/// What SQLite threw over `file`, said to its user.
base::Problem problem_with(const std::filesystem::path& file, const SQLite::Exception& error);

/// What `query` returns, or the problem for what SQLite throws.
template <class Query>
auto guarded(const std::filesystem::path& file, Query&& query) -> decltype(query()) {
  try {
    return query();
  } catch (const SQLite::Exception& error) {
    return tl::make_unexpected(problem_with(file, error));
  }
}

/// For a value that our own import cannot have written.
[[noreturn]] inline void damaged(const std::string& value) {
  throw SQLite::Exception("\"" + value + "\" stands where it cannot", SQLITE_CORRUPT);
}

inline measure::Date date_at(const SQLite::Statement& row, int column) {
  const auto date = measure::Date::read(text_at(row, column));
  if (!date) damaged(text_at(row, column));
  return *date;
}

inline measure::Sex sex_at(const SQLite::Statement& row, int column) {
  const auto sex = measure::sex_named(text_at(row, column));
  if (!sex) damaged(text_at(row, column));
  return *sex;
}

inline measure::TrackKind track_at(const SQLite::Statement& row, int column) {
  const auto track = measure::track_named(text_at(row, column));
  if (!track) damaged(text_at(row, column));
  return *track;
}

inline std::optional<measure::Duration> time_if_any_at(const SQLite::Statement& row, int column) {
  if (row.isColumnNull(column)) return std::nullopt;
  return measure::Duration{number_at(row, column)};
}

/// Columns `first` to `first` + 5: id, name, sex, birth, country, birth_year; nothing if the id is NULL.
inline std::optional<Athlete> athlete_if_any_at(const SQLite::Statement& row, int first) {
  if (row.isColumnNull(first)) return std::nullopt;
  return Athlete{.id = row.getColumn(first).getInt64(),
                 .name = text_at(row, first + 1),
                 .sex = sex_at(row, first + 2),
                 .birth = date_if_any_at(row, first + 3),
                 .country = text_at(row, first + 4),
                 .birth_year = count_if_any_at(row, first + 5)};
}

inline constexpr const char* heading_columns =
    "r.id, r.competition, r.round, r.event, r.distance_m, r.sex, r.date, r.venue, r.track, r.field_complete, "
    "rs.text";

inline RaceHeading heading_at(const SQLite::Statement& row) {
  return RaceHeading{.id = text_at(row, 0),
                     .competition = text_at(row, 1),
                     .round = text_at(row, 2),
                     .event = text_at(row, 3),
                     .distance = measure::Distance{number_at(row, 4)},
                     .sex = sex_at(row, 5),
                     .date = date_at(row, 6),
                     .venue = text_at(row, 7),
                     .track = track_at(row, 8),
                     .field_complete = row.getColumn(9).getInt() == 1,
                     .source = text_at(row, 10)};
}

// Whose word on the time is in force: a correction's source stands with its time.
inline constexpr const char* source_of_result =
    "coalesce((SELECT w.source_id FROM sayings w WHERE w.fact = 'result' AND w.fact_id = x.id AND w.field = 'time_s' "
    "AND w.in_force = 1), x.source_id)";
inline constexpr const char* source_of_mark =
    "coalesce((SELECT w.source_id FROM sayings w WHERE w.fact = 'mark' AND w.fact_id = m.id AND w.field = 'time_s' "
    "AND w.in_force = 1), m.source_id)";
inline constexpr const char* source_of_split =
    "coalesce((SELECT w.source_id FROM sayings w WHERE w.fact = 'split' AND w.fact_id = p.id AND w.field = 'time_s' "
    "AND w.in_force = 1), p.source_id)";
inline constexpr const char* source_of_segment =
    "coalesce((SELECT w.source_id FROM sayings w WHERE w.fact = 'segment' AND w.fact_id = g.id AND w.field = 'time_s' "
    "AND w.in_force = 1), g.source_id)";

// A starter's country is the one she ran for that day.
inline constexpr const char* result_columns =
    "a.id, a.name, a.sex, a.birth, coalesce(nullif(x.country, ''), a.country), a.birth_year, "
    "x.place, x.time_s, x.status, x.qualified, x.start_order, xs.text, x.raw_time_s, x.hand";

inline RaceResult result_at(const SQLite::Statement& row, int first) {
  auto athlete = athlete_if_any_at(row, first);
  if (!athlete) damaged("a result without an athlete");
  return RaceResult{.athlete = std::move(*athlete),
                    .place = count_if_any_at(row, first + 6),
                    .time = time_if_any_at(row, first + 7),
                    .status = text_at(row, first + 8),
                    .qualified = text_at(row, first + 9),
                    .start_order = count_if_any_at(row, first + 10),
                    .source = text_at(row, first + 11),
                    .raw_time = time_if_any_at(row, first + 12),
                    .hand = row.getColumn(first + 13).getInt() == 1};
}

/// Whether mark m counts: not one of a race that its runner was disqualified from, for a list may be older than that.
inline constexpr const char* not_annulled = R"sql(NOT EXISTS (
        SELECT 1 FROM results dx JOIN races dr ON dr.id = dx.race_id WHERE dx.athlete_id = m.athlete_id AND dx.status = 'DQ'
          AND dr.event = m.event AND dr.date = m.date AND abs(dx.time_s - m.time_s) < 0.005))sql";

/// The place of result x in race r as lists write it: "2h3", "4sf1", "1f2" (of a second final), "3"; none on the way.
inline constexpr const char* place_as_listed = R"sql(CASE WHEN r.round LIKE 'split times%' THEN '' ELSE
        ifnull(x.place, '') || CASE WHEN r.round LIKE 'heat %' THEN 'h' || substr(r.round, 6)
                                    WHEN r.round LIKE 'semi-final %' THEN 'sf' || substr(r.round, 12)
                                    WHEN r.round LIKE 'quarter-final %' THEN 'qf' || substr(r.round, 15)
                                    WHEN r.round LIKE 'repechage heat %' THEN 'rep' || substr(r.round, 16)
                                    WHEN r.round LIKE 'final %' THEN 'f' || substr(r.round, 7)
                                    WHEN r.round LIKE 'race %' THEN 'r' || substr(r.round, 6)
                                    ELSE '' END END)sql";

/// Columns `first` to `first` + 7: event, track, time_s, date, venue, place, points, source.
inline Performance performance_at(const SQLite::Statement& row, int first) {
  return Performance{.event = text_at(row, first),
                     .track = track_at(row, first + 1),
                     .time = measure::Duration{number_at(row, first + 2)},
                     .date = date_at(row, first + 3),
                     .venue = text_at(row, first + 4),
                     .place = text_at(row, first + 5),
                     .points = count_if_any_at(row, first + 6),
                     .source = text_at(row, first + 7)};
}

/// The race with all that is known of it; nothing for an unknown id.
std::optional<RaceRecord> race_in(const SQLite::Database& database, const std::string& id);

/// Every row of `statement`, each made by `make`.
template <class Make>
auto all_rows(SQLite::Statement& statement, Make&& make) {
  std::vector<decltype(make(std::as_const(statement)))> rows;
  while (statement.executeStep()) rows.push_back(make(std::as_const(statement)));
  return rows;
}

}  // namespace lastlap::archive
