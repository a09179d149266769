// Questions to the archive about everybody at once: all marks, all listed records, all results.

#include <fmt/format.h>

#include "lastlap/archive/inside.hpp"

namespace lastlap::archive {

using measure::AsOf;

base::Result<std::vector<AthleteMark>> Archive::marks(const MarkFilter& filter, const AsOf& as_of) const {
  return guarded(inside_->file, [&]() -> base::Result<std::vector<AthleteMark>> {
    // The time of a slow race may stand in its result alone; its place is written as lists do.
    SQLite::Statement ask{inside_->database, fmt::format(R"sql(
      SELECT a.id, a.name, a.sex, a.birth, coalesce(nullif(m.country, ''), a.country), a.birth_year,
        m.event, m.track, m.time_s, m.date AS day, m.venue AS ground, m.place, m.points, s.text
      FROM marks m JOIN athletes a ON a.id = m.athlete_id JOIN sources s ON s.id = {}
      WHERE (?1 = '' OR m.event = ?1) AND (?2 IS NULL OR a.sex = ?2) AND (?3 IS NULL OR m.track = ?3)
        AND (?4 IS NULL OR substr(m.date, 1, 4) = ?4) AND m.date <= ?5 AND {}
      UNION ALL
      SELECT a.id, a.name, a.sex, a.birth, coalesce(nullif(x.country, ''), a.country), a.birth_year,
        r.event, r.track, x.time_s, r.date, r.venue,
        {}, NULL, s.text
      FROM results x JOIN races r ON r.id = x.race_id JOIN athletes a ON a.id = x.athlete_id
        JOIN sources s ON s.id = {}
      WHERE (?1 = '' OR r.event = ?1) AND (?2 IS NULL OR a.sex = ?2) AND (?3 IS NULL OR r.track = ?3)
        AND (?4 IS NULL OR substr(r.date, 1, 4) = ?4) AND r.date <= ?5
        AND NOT ?6 AND x.status = 'OK' AND x.time_s IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM marks m WHERE m.athlete_id = x.athlete_id AND m.event = r.event
                          AND m.date = r.date AND abs(m.time_s - x.time_s) < 0.005)
      ORDER BY day, 7, 8, 9, ground, 12, 2, 1)sql",
                                                         source_of_mark, not_annulled, place_as_listed, source_of_result)};
    const auto sex = filter.sex ? std::optional{std::string(measure::text(*filter.sex))} : std::nullopt;
    const auto track = filter.track ? std::optional{std::string(measure::text(*filter.track))} : std::nullopt;
    const auto year = filter.year ? std::optional{fmt::format("{:04}", *filter.year)} : std::nullopt;
    bind_all(ask, filter.event, sex, track, year, as_of.last_known, filter.listed_only ? 1 : 0);
    return all_rows(ask, [](const SQLite::Statement& row) {
      return AthleteMark{athlete_if_any_at(row, 0).value_or(Athlete{}), performance_at(row, 6)};
    });
  });
}

base::Result<std::vector<RecordFact>> Archive::records(const AsOf& as_of) const {
  return guarded(inside_->file, [&]() -> base::Result<std::vector<RecordFact>> {
    SQLite::Statement ask{inside_->database, R"sql(
      SELECT c.record, c.event, c.track, c.time_s, c.date, c.venue, '', NULL, s.text,
        a.id, a.name, a.sex, a.birth, a.country, a.birth_year, c.written_name
      FROM records c JOIN sources s ON s.id = c.source_id LEFT JOIN athletes a ON a.id = c.athlete_id
      WHERE c.date <= ?1 ORDER BY c.date, c.event, c.record)sql"};
    bind_all(ask, as_of.last_known);
    return all_rows(ask, [](const SQLite::Statement& row) {
      return RecordFact{text_at(row, 0), performance_at(row, 1), athlete_if_any_at(row, 9), text_at(row, 15)};
    });
  });
}

base::Result<std::vector<std::pair<RaceHeading, RaceResult>>> Archive::results(const AsOf& as_of) const {
  return guarded(inside_->file, [&]() -> base::Result<std::vector<std::pair<RaceHeading, RaceResult>>> {
    SQLite::Statement ask{inside_->database, fmt::format(R"sql(
      SELECT {}, {} FROM results x JOIN races r ON r.id = x.race_id JOIN athletes a ON a.id = x.athlete_id
        JOIN sources rs ON rs.id = r.source_id JOIN sources xs ON xs.id = {}
      WHERE r.date <= ?1 ORDER BY r.date, r.id, x.place IS NULL, x.place, a.name_key, a.id)sql",
                                                         heading_columns, result_columns, source_of_result)};
    bind_all(ask, as_of.last_known);
    return all_rows(ask, [](const SQLite::Statement& row) {
      return std::pair{heading_at(row), result_at(row, 11)};
    });
  });
}

}  // namespace lastlap::archive
