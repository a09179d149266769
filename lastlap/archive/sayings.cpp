#include "lastlap/archive/sayings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lastlap/archive/inside.hpp"

namespace lastlap::archive {
namespace {

using measure::Date;
using measure::Distance;

constexpr std::array<std::string_view, 7> fact_names{"race", "result", "split", "segment", "mark", "record", "athlete"};

Fact fact_at(const SQLite::Statement& row, int column) {
  const auto* const name = std::ranges::find(fact_names, text_at(row, column));
  if (name == fact_names.end()) damaged(text_at(row, column));
  return static_cast<Fact>(name - fact_names.begin());
}

std::optional<Distance> distance_if_any_at(const SQLite::Statement& row, int column) {
  if (row.isColumnNull(column)) return std::nullopt;
  return Distance{number_at(row, column)};
}

// A fact is one row of its table, or the race, or the athlete; facts stand in the order of their first saying.
constexpr const char* sayings_where = R"sql(
  SELECT w.fact, coalesce(w.fact_id, w.race_id, w.athlete_id), w.field, w.value, s.text, coalesce(i.file, ''), w.in_force,
    coalesce(w.race_id, ''), a.id, a.name, a.sex, a.birth, a.country, a.birth_year,
    coalesce(p.written_name, g.written_name, ''), g.from_m, coalesce(g.to_m, p.distance_m),
    coalesce(m.event, c.event, ''), coalesce(r.date, m.date, c.date)
  FROM sayings w JOIN sources s ON s.id = w.source_id
    LEFT JOIN imports i ON i.id = w.import_id
    LEFT JOIN races r ON r.id = w.race_id
    LEFT JOIN athletes a ON a.id = w.athlete_id
    LEFT JOIN splits p ON w.fact = 'split' AND p.id = w.fact_id
    LEFT JOIN segments g ON w.fact = 'segment' AND g.id = w.fact_id
    LEFT JOIN marks m ON w.fact = 'mark' AND m.id = w.fact_id
    LEFT JOIN records c ON w.fact = 'record' AND c.id = w.fact_id
  WHERE {}
  ORDER BY min(w.id) OVER (PARTITION BY w.fact, w.fact_id, w.race_id, w.athlete_id), w.field, w.import_id IS NOT NULL, w.import_id, w.id)sql";

Disputed first_word_at(const SQLite::Statement& row) {
  return Disputed{.fact = fact_at(row, 0),
                  .race = text_at(row, 7),
                  .athlete = athlete_if_any_at(row, 8),
                  .written_name = text_at(row, 14),
                  .from = distance_if_any_at(row, 15),
                  .to = distance_if_any_at(row, 16),
                  .event = text_at(row, 17),
                  .date = date_if_any_at(row, 18),
                  .field = text_at(row, 2),
                  .sayings = {}};
}

/// The answers of `ask`, a field at a time, without those on which all agree.
std::vector<Disputed> gathered(SQLite::Statement& ask) {
  std::vector<Disputed> all;
  std::string last;
  while (ask.executeStep()) {
    const std::string key = fmt::format("{}|{}|{}", text_at(ask, 0), text_at(ask, 1), text_at(ask, 2));
    if (key != last) all.push_back(first_word_at(ask));
    last = key;
    all.back().sayings.push_back({.value = text_at(ask, 3),
                                  .source = text_at(ask, 4),
                                  .file = text_at(ask, 5),
                                  .in_force = ask.getColumn(6).getInt() == 1});
  }
  std::erase_if(all, [](const Disputed& one) {
    return std::ranges::all_of(one.sayings, [&](const Saying& said) { return said.value == one.sayings[0].value; });
  });
  return all;
}

}  // namespace

std::string_view text(Fact fact) { return fact_names.at(static_cast<std::size_t>(fact)); }

base::Result<std::vector<Disputed>> disputed_in_race(const Archive& archive, std::string_view race) {
  return guarded(archive.inside().file, [&]() -> base::Result<std::vector<Disputed>> {
    SQLite::Statement ask{archive.inside().database, fmt::format(sayings_where, "w.race_id = ?")};
    bind_all(ask, std::string(race));
    return gathered(ask);
  });
}

base::Result<std::vector<Disputed>> disputed_of_athlete(const Archive& archive, const Athlete& athlete,
                                                        const measure::AsOf& as_of) {
  return guarded(archive.inside().file, [&]() -> base::Result<std::vector<Disputed>> {
    SQLite::Statement ask{archive.inside().database,
                          fmt::format(sayings_where,
                                      "w.athlete_id = ?1 AND coalesce(r.date, m.date, c.date, '') <= ?2")};
    bind_all(ask, athlete.id, as_of.last_known);
    return gathered(ask);
  });
}

base::Result<std::vector<ImportNote>> imports(const Archive& archive) {
  return guarded(archive.inside().file, [&]() -> base::Result<std::vector<ImportNote>> {
    SQLite::Statement ask{archive.inside().database, R"sql(
      SELECT i.id, i.file, i.format, i.checksum, s.text, i.day, i.facts_new, i.facts_changed
      FROM imports i JOIN sources s ON s.id = i.source_id ORDER BY i.id)sql"};
    return all_rows(ask, [](const SQLite::Statement& row) {
      return ImportNote{.id = row.getColumn(0).getInt64(),
                        .file = text_at(row, 1),
                        .format = text_at(row, 2),
                        .checksum = text_at(row, 3),
                        .source = text_at(row, 4),
                        .day = date_at(row, 5),
                        .facts_new = row.getColumn(6).getInt(),
                        .facts_changed = row.getColumn(7).getInt()};
    });
  });
}

}  // namespace lastlap::archive
