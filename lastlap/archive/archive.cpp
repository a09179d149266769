#include "lastlap/archive/archive.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <utility>

#include "lastlap/archive/facts.hpp"
#include "lastlap/archive/inside.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/archive/new_file.hpp"
#include "lastlap/archive/schema.hpp"
#include "lastlap/base/nearest.hpp"

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;
using measure::AsOf;
using measure::Date;
using measure::Distance;
using measure::Duration;

constexpr int busy_timeout_ms =
    10'000;  // another lastlap holds the file only while it writes what it has worked out: well below

const char* move_away = "move it away and lastlap makes a new one, or name another with --archive";

std::optional<Date> last_known(const std::optional<AsOf>& as_of) {
  if (!as_of) return std::nullopt;
  return as_of->last_known;
}

std::string about(const SQLite::Database& database, const char* key) {
  SQLite::Statement ask{database, "SELECT value FROM about WHERE key = ?"};
  ask.bind(1, key);
  return ask.executeStep() ? text_at(ask, 0) : "";
}

void set_about(SQLite::Database& database, const char* key, const std::string& value) {
  SQLite::Statement set{database,
                        "INSERT INTO about VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = ?2"};
  run(set, std::string(key), value);
}

base::Result<void> import_and_note(SQLite::Database& database, const Facts& facts, const std::string& stamp) {
  if (auto imported = import_facts(database, facts); !imported) return imported;
  set_about(database, "facts_checksum", facts.checksum);
  set_about(database, "facts_stamp", stamp);
  return {};
}

/// Makes the archive in memory in one transaction and gives it a name on the disk when it is whole.
base::Result<void> make_archive(const fs::path& file, const fs::path& facts_folder) {
  const std::string stamp = stamp_of_facts(facts_folder);
  const auto facts = read_facts(facts_folder);
  if (!facts) return tl::make_unexpected(facts.error());
  SQLite::Database database{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  SQLite::Transaction transaction{database};
  create_tables(database);
  if (auto imported = import_and_note(database, *facts, stamp); !imported) return imported;
  transaction.commit();
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes{
      sqlite3_serialize(database.getHandle(), "main", &size, 0), &sqlite3_free};
  if (!bytes) throw SQLite::Exception("out of memory", SQLITE_NOMEM);
  return make_file(file, std::as_bytes(std::span{bytes.get(), static_cast<std::size_t>(size)}));
}

/// Brings the shipped facts up to date if their files have changed since they were read.
base::Result<void> refresh(SQLite::Database& database, const fs::path& facts_folder) {
  const std::string stamp = stamp_of_facts(facts_folder);
  if (stamp.empty() || stamp == about(database, "facts_stamp")) return {};
  const auto facts = read_facts(facts_folder);
  if (!facts) return tl::make_unexpected(facts.error());
  const bool same_facts = facts->checksum == about(database, "facts_checksum");
  if (same_facts && sqlite3_db_readonly(database.getHandle(), "main") == 1) return {};
  SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
  if (facts->checksum == about(database, "facts_checksum")) {
    set_about(database, "facts_stamp", stamp);
  } else if (auto imported = import_and_note(database, *facts, stamp); !imported) {
    return imported;
  }
  transaction.commit();
  return {};
}

int pragma(const SQLite::Database& database, const char* name) {
  SQLite::Statement ask{database, std::string("PRAGMA ") + name};
  return ask.executeStep() ? ask.getColumn(0).getInt() : 0;
}

base::Result<void> check_it_is_ours(const SQLite::Database& database, const fs::path& file) {
  if (pragma(database, "application_id") != application_id) {
    return base::failed("not a lastlap archive", file.string(), "another program made it", move_away);
  }
  const int version = pragma(database, "user_version");
  if (version > schema_version || version < 1) {
    return base::failed(
        "the archive is of another lastlap", file.string(),
        fmt::format("its tables have version {}, this lastlap knows {}", version, schema_version),
        version > schema_version ? "use a newer lastlap, or name another with --archive" : move_away);
  }
  return {};
}

/// Brings the tables of an older lastlap's archive to this one's, all or nothing.
base::Result<void> bring_tables_up_to_date(SQLite::Database& database, const fs::path& file) {
  if (pragma(database, "user_version") == schema_version) return {};
  if (sqlite3_db_readonly(database.getHandle(), "main") == 1) {
    return base::failed("the archive is of an older lastlap", file.string(),
                        "its tables must be brought up to date and it may not be written",
                        "allow writing, or name another with --archive");
  }
  SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
  // Another lastlap may have done it while this one waited.
  if (const int version = pragma(database, "user_version"); version < schema_version) migrate(database, version);
  transaction.commit();
  return {};
}

std::vector<RaceResult> results_of(const SQLite::Database& database, const std::string& race) {
  SQLite::Statement ask{database, fmt::format(R"sql(
    SELECT {} FROM results x JOIN athletes a ON a.id = x.athlete_id JOIN sources xs ON xs.id = {}
    WHERE x.race_id = ? ORDER BY x.place IS NULL, x.place, a.name_key, a.id)sql",
                                                         result_columns, source_of_result)};
  bind_all(ask, race);
  return all_rows(ask, [](const SQLite::Statement& row) { return result_at(row, 0); });
}

std::vector<SplitFact> splits_of(const SQLite::Database& database, const std::string& race) {
  SQLite::Statement ask{database, fmt::format(R"sql(
    SELECT a.id, a.name, a.sex, a.birth, a.country, a.birth_year, p.written_name, p.distance_m, p.time_s, p.place, s.text
    FROM splits p LEFT JOIN athletes a ON a.id = p.athlete_id JOIN sources s ON s.id = {}
    WHERE p.race_id = ?
    ORDER BY p.distance_m, p.place IS NULL, p.place, p.time_s IS NULL, p.time_s, p.written_name, s.text)sql",
                                                         source_of_split)};
  bind_all(ask, race);
  return all_rows(ask, [&](const SQLite::Statement& row) {
    return SplitFact{.race = race,
                     .athlete = athlete_if_any_at(row, 0),
                     .written_name = text_at(row, 6),
                     .distance = Distance{number_at(row, 7)},
                     .time = time_if_any_at(row, 8),
                     .place = count_if_any_at(row, 9),
                     .source = text_at(row, 10)};
  });
}

std::vector<SegmentFact> segments_of(const SQLite::Database& database, const std::string& race) {
  SQLite::Statement ask{database, fmt::format(R"sql(
    SELECT a.id, a.name, a.sex, a.birth, a.country, a.birth_year, g.written_name, g.from_m, g.to_m, g.time_s, g.disputed, s.text
    FROM segments g LEFT JOIN athletes a ON a.id = g.athlete_id JOIN sources s ON s.id = {}
    WHERE g.race_id = ? ORDER BY g.from_m, g.to_m, g.time_s, g.written_name, s.text)sql",
                                                         source_of_segment)};
  bind_all(ask, race);
  return all_rows(ask, [&](const SQLite::Statement& row) {
    return SegmentFact{.race = race,
                       .athlete = athlete_if_any_at(row, 0),
                       .written_name = text_at(row, 6),
                       .from = Distance{number_at(row, 7)},
                       .to = Distance{number_at(row, 8)},
                       .time = Duration{number_at(row, 9)},
                       .disputed = row.getColumn(10).getInt() == 1,
                       .source = text_at(row, 11)};
  });
}

}  // namespace

Archive::Archive(std::unique_ptr<Inside> inside) : inside_{std::move(inside)} {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;
Archive::Inside& Archive::inside() const { return *inside_; }

base::Problem problem_with(const fs::path& file, const SQLite::Exception& error) {
  const auto problem = [&](const char* what, std::string why, const char* hint) {
    return base::Problem{base::Problem::Kind::failure, what, file.string(), std::move(why), hint};
  };
  switch (error.getErrorCode()) {
    case SQLITE_NOTADB:
      return problem("not a lastlap archive", "it is no SQLite file", move_away);
    case SQLITE_CORRUPT:
      return problem("the archive is damaged", error.what(), move_away);
    case SQLITE_FULL:
      return problem("the archive cannot be written", "the disk is full", "make room and try again");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return problem("the archive cannot be written", "no permission", "name another with --archive");
    case SQLITE_CANTOPEN:
      return problem("the archive cannot be opened", error.what(), "name another with --archive");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return problem("the archive is busy", "another program is writing it", "try again");
    case SQLITE_IOERR:
      return problem("the archive cannot be read or written", error.what(), "look at the disk");
    default:
      return problem("the archive cannot be used", error.what(), move_away);
  }
}

std::optional<RaceRecord> race_in(const SQLite::Database& database, const std::string& id) {
  SQLite::Statement heading{
      database, fmt::format("SELECT {} FROM races r JOIN sources rs ON rs.id = r.source_id WHERE r.id = ?", heading_columns)};
  bind_all(heading, id);
  if (!heading.executeStep()) return std::nullopt;
  return RaceRecord{.heading = heading_at(heading),
                    .results = results_of(database, id),
                    .splits = splits_of(database, id),
                    .segments = segments_of(database, id)};
}

base::Result<Archive> Archive::open(const fs::path& file, const fs::path& facts) {
  return guarded(file, [&]() -> base::Result<Archive> {
    std::error_code error;
    const auto status = fs::status(file, error);
    if (status.type() == fs::file_type::none) {
      return base::failed("the archive cannot be opened", file.string(), error.message(),
                          "name another with --archive");
    }
    if (status.type() == fs::file_type::directory) {
      return base::failed("the archive cannot be opened", file.string(), "it is a folder",
                          "name a file with --archive");
    }
    if (status.type() == fs::file_type::not_found) {
      if (auto made = make_archive(file, facts); !made) return tl::make_unexpected(made.error());
    }
    auto inside = std::make_unique<Inside>(
        Inside{file, SQLite::Database{file.string(), SQLite::OPEN_READWRITE, busy_timeout_ms}});
    if (auto ours = check_it_is_ours(inside->database, file); !ours) return tl::make_unexpected(ours.error());
    if (auto now = bring_tables_up_to_date(inside->database, file); !now) return tl::make_unexpected(now.error());
    inside->database.exec("PRAGMA foreign_keys = ON");
    if (auto fresh = refresh(inside->database, facts); !fresh) return tl::make_unexpected(fresh.error());
    return Archive{std::move(inside)};
  });
}

base::Result<std::vector<RaceHeading>> Archive::races(const RaceFilter& filter) const {
  return guarded(inside_->file, [&]() -> base::Result<std::vector<RaceHeading>> {
    SQLite::Statement ask{inside_->database, fmt::format(R"sql(
      SELECT {} FROM races r JOIN sources rs ON rs.id = r.source_id
      WHERE (?1 = '' OR r.event = ?1) AND (?2 IS NULL OR r.sex = ?2)
        AND (?3 IS NULL OR CAST(substr(r.date, 1, 4) AS INTEGER) = ?3) AND (?4 IS NULL OR r.date <= ?4)
      ORDER BY r.date, r.id)sql",
                                                         heading_columns)};
    const auto sex = filter.sex ? std::optional{std::string(measure::text(*filter.sex))} : std::nullopt;
    bind_all(ask, filter.event, sex, filter.year, last_known(filter.as_of));
    return all_rows(ask, heading_at);
  });
}

base::Result<RaceRecord> Archive::race(std::string_view id, const std::optional<AsOf>& as_of) const {
  return guarded(inside_->file, [&]() -> base::Result<RaceRecord> {
    const SQLite::Database& database = inside_->database;
    const auto record = race_in(database, std::string(id));
    if (!record) {
      SQLite::Statement ids{database,
                            "SELECT id FROM races WHERE ?1 IS NULL OR date <= ?1 ORDER BY date DESC, id"};
      bind_all(ids, last_known(as_of));
      const auto all = all_rows(ids, [](const SQLite::Statement& row) { return text_at(row, 0); });
      // Who writes "budapest" means a race with that word rather than the shortest id.
      std::vector<std::string> with_it = all;
      std::erase_if(with_it, [&](const std::string& one) { return id.size() < 3 || one.find(id) == std::string::npos; });
      return base::wrong("no such race", std::string(id), "",
                         "the nearest are " + base::joined(base::nearest(id, with_it.empty() ? all : with_it)) +
                             "; see lastlap archive races");
    }
    if (as_of && !as_of->knows(record->heading.date)) {
      return base::wrong(
          "race not yet run", std::string(id),
          fmt::format("it is of {}, asked as of {}", record->heading.date.text(), as_of->last_known.text()));
    }
    return *record;
  });
}

base::Result<Athlete> Archive::athlete(std::string_view name, std::optional<measure::Sex> sex) const {
  return guarded(inside_->file, [&]() -> base::Result<Athlete> {
    SQLite::Statement ask{
        inside_->database,
        "SELECT id, name, sex, birth, country, birth_year, name_key AS key FROM athletes UNION ALL SELECT a.id, a.name, "
        "a.sex, a.birth, a.country, a.birth_year, s.name_key FROM spellings s JOIN athletes a ON a.id = s.athlete_id "
        "ORDER BY key, birth, id"};
    auto known = all_rows(ask, [](const SQLite::Statement& row) {
      return KnownName{.athlete = athlete_if_any_at(row, 0).value_or(Athlete{}), .key = text_at(row, 6)};
    });
    if (name.starts_with('#')) {
      const auto numbered = std::ranges::find_if(
          known, [&](const KnownName& one) { return fmt::format("#{}", one.athlete.id) == name; });
      if (numbered != known.end()) return numbered->athlete;
    }
    if (sex) std::erase_if(known, [&](const KnownName& one) { return one.athlete.sex != sex; });
    return athlete_meant(name, known);
  });
}

base::Result<std::vector<Performance>> Archive::performances(const Athlete& athlete,
                                                             const AsOf& as_of) const {
  return guarded(inside_->file, [&]() -> base::Result<std::vector<Performance>> {
    // Lists have a cut-off, so the time of a slow race may stand in its result alone.
    SQLite::Statement ask{inside_->database, fmt::format(R"sql(
      SELECT m.event, m.track, m.time_s, m.date AS day, m.venue AS ground, m.place, m.points, s.text
      FROM marks m JOIN sources s ON s.id = {} WHERE m.athlete_id = ?1 AND m.date <= ?2 AND {}
      UNION ALL
      SELECT r.event, r.track, x.time_s, r.date, r.venue,
        {}, NULL, s.text
      FROM results x JOIN races r ON r.id = x.race_id JOIN sources s ON s.id = {}
      WHERE x.athlete_id = ?1 AND r.date <= ?2 AND x.status = 'OK' AND x.time_s IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM marks m WHERE m.athlete_id = ?1 AND m.event = r.event AND m.date = r.date
                          AND abs(m.time_s - x.time_s) < 0.005)
      ORDER BY day, 1, 3, ground, 6)sql",
                                                         source_of_mark, not_annulled, place_as_listed, source_of_result)};
    bind_all(ask, athlete.id, as_of.last_known);
    return all_rows(ask, [](const SQLite::Statement& row) { return performance_at(row, 0); });
  });
}

base::Result<std::vector<std::pair<RaceHeading, RaceResult>>> Archive::results(const Athlete& athlete,
                                                                               const AsOf& as_of) const {
  return guarded(inside_->file, [&]() -> base::Result<std::vector<std::pair<RaceHeading, RaceResult>>> {
    SQLite::Statement ask{inside_->database, fmt::format(R"sql(
      SELECT {}, {} FROM results x JOIN races r ON r.id = x.race_id JOIN athletes a ON a.id = x.athlete_id
        JOIN sources rs ON rs.id = r.source_id JOIN sources xs ON xs.id = {}
      WHERE x.athlete_id = ?1 AND r.date <= ?2 ORDER BY r.date, r.id)sql",
                                                         heading_columns, result_columns, source_of_result)};
    bind_all(ask, athlete.id, as_of.last_known);
    return all_rows(ask, [](const SQLite::Statement& row) {
      return std::pair{heading_at(row), result_at(row, 11)};
    });
  });
}

base::Result<std::vector<RecordFact>> Archive::records(const Athlete& athlete, const AsOf& as_of) const {
  return guarded(inside_->file, [&]() -> base::Result<std::vector<RecordFact>> {
    SQLite::Statement ask{inside_->database, R"sql(
      SELECT c.record, c.event, c.track, c.time_s, c.date, c.venue, '', NULL, s.text
      FROM records c JOIN sources s ON s.id = c.source_id
      WHERE c.athlete_id = ?1 AND c.date <= ?2 ORDER BY c.date, c.event, c.record)sql"};
    bind_all(ask, athlete.id, as_of.last_known);
    return all_rows(ask, [&](const SQLite::Statement& row) {
      return RecordFact{text_at(row, 0), performance_at(row, 1), athlete, athlete.name};
    });
  });
}

base::Result<std::vector<PlaceAtSplit>> Archive::places_at_splits(const Athlete& athlete,
                                                                  const AsOf& as_of) const {
  return guarded(inside_->file, [&]() -> base::Result<std::vector<PlaceAtSplit>> {
    SQLite::Statement ask{inside_->database, R"sql(
      SELECT r.id, r.date, r.distance_m, p.distance_m, p.place FROM splits p JOIN races r ON r.id = p.race_id
      WHERE p.athlete_id = ?1 AND p.place IS NOT NULL AND r.date <= ?2
      ORDER BY r.date, r.id, p.distance_m, p.place)sql"};
    bind_all(ask, athlete.id, as_of.last_known);
    return all_rows(ask, [](const SQLite::Statement& row) {
      return PlaceAtSplit{.race = text_at(row, 0),
                          .date = date_at(row, 1),
                          .race_distance = Distance{number_at(row, 2)},
                          .distance = Distance{number_at(row, 3)},
                          .place = row.getColumn(4).getInt()};
    });
  });
}

}  // namespace lastlap::archive
