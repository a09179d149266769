#pragma once

// Archive files as past versions of lastlap made them.

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

namespace lastlap::tests {

/// The tables of version 1 as they were released; frozen.
inline constexpr const char* version_1 = R"sql(
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

/// What somebody may have had in a file of version 1: facts of lastlap's and one of her own.
inline constexpr const char* facts_of_version_1 = R"sql(
  INSERT INTO about VALUES ('facts_checksum', 'old'), ('facts_stamp', 'old');
  INSERT INTO sources VALUES (1, 'World Athletics all-time lists, state of 2025-08-07', 1), (2, 'my own stopwatch', 0);
  INSERT INTO athletes VALUES (41, 'Josh Kerr', 'josh kerr', 'men', '1997-10-08', 'GBR'),
    (42, 'Ann Other', 'ann other', 'women', NULL, 'GBR');
  INSERT INTO marks VALUES (1, 41, '1500', 'oval-400', 210.0, '2023-07-01', 'Shipped once', '1', 1100, 1),
    (2, 41, '1500', 'oval-400', 230.0, '2012-06-01', 'Home', '', NULL, 2),
    (3, 42, '800', 'oval-400', 150.0, '2019-06-01', 'Home', '', NULL, 2);
)sql";

inline void make_archive_of_version_1(const std::filesystem::path& file) {
  SQLite::Database old{file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
  old.exec(version_1);
  old.exec(facts_of_version_1);
  old.exec("PRAGMA application_id = " + std::to_string(0x4C61704C));
  old.exec("PRAGMA user_version = 1");
}

}  // namespace lastlap::tests
