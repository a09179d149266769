#include "lastlap/archive/schema.hpp"

#include <array>
#include <string>

#include "lastlap/base/expect.hpp"

namespace lastlap::archive {
namespace {

// What follows is history: a step that was released is never edited, a change of the tables is a new step at the end.
// References are checked at commit, so that shipped facts can be taken out and put back in one transaction.

constexpr const char* first_tables = R"sql(
    CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE sources (
      id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE,
      shipped INTEGER NOT NULL  -- 1: its facts came with lastlap and are replaced when those change
    ) STRICT;
    CREATE TABLE athletes (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL, sex TEXT NOT NULL CHECK (sex IN ('men', 'women')),
      birth TEXT, country TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX athletes_apart ON athletes (name, sex, ifnull(birth, ''));
    CREATE TABLE marks (
      id INTEGER PRIMARY KEY,
      athlete_id INTEGER NOT NULL REFERENCES athletes (id) DEFERRABLE INITIALLY DEFERRED,
      event TEXT NOT NULL, track TEXT NOT NULL CHECK (track IN ('oval-400', 'short-200')), time_s REAL NOT NULL, date TEXT NOT NULL,
      venue TEXT NOT NULL, place TEXT NOT NULL, points INTEGER,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX marks_by_athlete ON marks (athlete_id, date);
    CREATE TABLE races (
      id TEXT PRIMARY KEY, competition TEXT NOT NULL, round TEXT NOT NULL, event TEXT NOT NULL,
      distance_m REAL NOT NULL,
      sex TEXT NOT NULL CHECK (sex IN ('men', 'women')), date TEXT NOT NULL, venue TEXT NOT NULL,
      track TEXT NOT NULL CHECK (track IN ('oval-400', 'short-200')), field_complete INTEGER NOT NULL,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE TABLE results (
      id INTEGER PRIMARY KEY,
      race_id TEXT NOT NULL REFERENCES races (id) DEFERRABLE INITIALLY DEFERRED,
      athlete_id INTEGER NOT NULL REFERENCES athletes (id) DEFERRABLE INITIALLY DEFERRED,
      country TEXT NOT NULL, place INTEGER, time_s REAL, status TEXT NOT NULL, qualified TEXT NOT NULL,
      start_order INTEGER,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED,
      UNIQUE (race_id, athlete_id)
    ) STRICT;
    CREATE INDEX results_by_athlete ON results (athlete_id);
    CREATE TABLE splits (
      id INTEGER PRIMARY KEY,
      race_id TEXT NOT NULL REFERENCES races (id) DEFERRABLE INITIALLY DEFERRED,
      athlete_id INTEGER REFERENCES athletes (id) DEFERRABLE INITIALLY DEFERRED,
      written_name TEXT NOT NULL, distance_m REAL NOT NULL, time_s REAL, place INTEGER,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX splits_by_race ON splits (race_id);
    CREATE INDEX splits_by_athlete ON splits (athlete_id);
    CREATE TABLE segments (
      id INTEGER PRIMARY KEY,
      race_id TEXT NOT NULL REFERENCES races (id) DEFERRABLE INITIALLY DEFERRED,
      athlete_id INTEGER REFERENCES athletes (id) DEFERRABLE INITIALLY DEFERRED,
      written_name TEXT NOT NULL, from_m REAL NOT NULL, to_m REAL NOT NULL, time_s REAL NOT NULL,
      disputed INTEGER NOT NULL,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX segments_by_race ON segments (race_id);
    CREATE INDEX segments_by_athlete ON segments (athlete_id);
    CREATE TABLE records (
      id INTEGER PRIMARY KEY,
      athlete_id INTEGER REFERENCES athletes (id) DEFERRABLE INITIALLY DEFERRED,
      written_name TEXT NOT NULL, event TEXT NOT NULL, track TEXT NOT NULL CHECK (track IN ('oval-400', 'short-200')), time_s REAL NOT NULL,
      date TEXT NOT NULL, venue TEXT NOT NULL, record TEXT NOT NULL, note TEXT NOT NULL,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX records_by_athlete ON records (athlete_id);
  )sql";

// From here on several may say one fact. The fact's own table holds what is in force, `sayings` who said what.
// A fact without an import came with lastlap. Facts that somebody put into a file of version 1 count as one import.
constexpr const char* who_says_what = R"sql(
    CREATE TABLE imports (
      id INTEGER PRIMARY KEY, file TEXT NOT NULL, format TEXT NOT NULL,
      checksum TEXT NOT NULL UNIQUE,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED,
      day TEXT NOT NULL, facts_new INTEGER NOT NULL, facts_changed INTEGER NOT NULL
    ) STRICT;
    ALTER TABLE races ADD COLUMN import_id INTEGER REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE results ADD COLUMN import_id INTEGER REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE splits ADD COLUMN import_id INTEGER REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE segments ADD COLUMN import_id INTEGER REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE marks ADD COLUMN import_id INTEGER REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE records ADD COLUMN import_id INTEGER REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED;
    INSERT INTO sources (text, shipped)
      SELECT 'imported before version 2 of the archive', 0 WHERE EXISTS (
        SELECT 1 FROM sources s WHERE s.shipped = 0 AND s.id IN (
          SELECT source_id FROM races UNION SELECT source_id FROM results UNION SELECT source_id FROM splits UNION
          SELECT source_id FROM segments UNION SELECT source_id FROM marks UNION SELECT source_id FROM records));
    INSERT INTO imports (file, format, checksum, source_id, day, facts_new, facts_changed)
      SELECT '', '', 'version 1', id, '1970-01-01', 0, 0 FROM sources
      WHERE text = 'imported before version 2 of the archive';
    UPDATE races SET import_id = (SELECT id FROM imports) WHERE source_id IN (SELECT id FROM sources WHERE shipped = 0);
    UPDATE results SET import_id = (SELECT id FROM imports) WHERE source_id IN (SELECT id FROM sources WHERE shipped = 0);
    UPDATE splits SET import_id = (SELECT id FROM imports) WHERE source_id IN (SELECT id FROM sources WHERE shipped = 0);
    UPDATE segments SET import_id = (SELECT id FROM imports) WHERE source_id IN (SELECT id FROM sources WHERE shipped = 0);
    UPDATE marks SET import_id = (SELECT id FROM imports) WHERE source_id IN (SELECT id FROM sources WHERE shipped = 0);
    UPDATE records SET import_id = (SELECT id FROM imports) WHERE source_id IN (SELECT id FROM sources WHERE shipped = 0);
    ALTER TABLE sources DROP COLUMN shipped;
    ALTER TABLE athletes ADD COLUMN birth_year INTEGER;
    UPDATE athletes SET birth_year = CAST(substr(birth, 1, 4) AS INTEGER) WHERE birth IS NOT NULL;
    -- Two people of one name and sex may both lack a date of birth.
    DROP INDEX athletes_apart;
    CREATE INDEX athletes_by_key ON athletes (name_key);
    CREATE TABLE spellings (
      athlete_id INTEGER NOT NULL REFERENCES athletes (id) DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL, name_key TEXT NOT NULL,
      import_id INTEGER REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED,
      UNIQUE (name, athlete_id)
    ) STRICT;
    -- Whom she ran for that day, where a list says so: national records go by it.
    ALTER TABLE marks ADD COLUMN country TEXT NOT NULL DEFAULT '';
    ALTER TABLE results ADD COLUMN raw_time_s REAL;
    ALTER TABLE results ADD COLUMN hand INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE results ADD COLUMN bib TEXT NOT NULL DEFAULT '';
    CREATE TABLE sayings (
      id INTEGER PRIMARY KEY,
      fact TEXT NOT NULL CHECK (fact IN ('race', 'result', 'split', 'segment', 'mark', 'record', 'athlete')),
      fact_id INTEGER,  -- in the fact's table; NULL for a race or an athlete, whom the next two name
      race_id TEXT REFERENCES races (id) DEFERRABLE INITIALLY DEFERRED,
      athlete_id INTEGER REFERENCES athletes (id) DEFERRABLE INITIALLY DEFERRED,
      field TEXT NOT NULL, value TEXT NOT NULL, in_force INTEGER NOT NULL,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED,
      import_id INTEGER REFERENCES imports (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT;
    CREATE INDEX sayings_by_fact ON sayings (fact, fact_id);
    CREATE INDEX sayings_by_race ON sayings (race_id);
    CREATE INDEX sayings_by_athlete ON sayings (athlete_id);
    CREATE TABLE claims (
      id INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL,  -- bytes of the article
      text TEXT NOT NULL, kind TEXT NOT NULL, athlete TEXT NOT NULL,
      athlete_id INTEGER REFERENCES athletes (id) DEFERRABLE INITIALLY DEFERRED,
      value TEXT NOT NULL, date TEXT NOT NULL, race TEXT NOT NULL, verdict TEXT NOT NULL, against TEXT NOT NULL,
      source_id INTEGER NOT NULL REFERENCES sources (id) DEFERRABLE INITIALLY DEFERRED, day TEXT NOT NULL
    ) STRICT;
    CREATE INDEX claims_by_athlete ON claims (athlete_id);
  )sql";

/// The step at place n leads from version n to n + 1; no file at all is version 0.
constexpr std::array<const char*, schema_version> steps{first_tables, who_says_what};

}  // namespace

void create_tables(SQLite::Database& database) {
  database.exec("PRAGMA application_id = " + std::to_string(application_id));
  migrate(database, 0);
}

void migrate(SQLite::Database& database, int version) {
  base::expect(version >= 0 && version <= schema_version, "a newer archive is refused before");
  for (std::size_t step = static_cast<std::size_t>(version); step < steps.size(); ++step) database.exec(steps[step]);
  database.exec("PRAGMA user_version = " + std::to_string(schema_version));
}

}  // namespace lastlap::archive
