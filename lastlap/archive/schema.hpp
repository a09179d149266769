#pragma once

// The tables of the archive file; docs/archive.md is their manual.

#include <SQLiteCpp/SQLiteCpp.h>

namespace lastlap::archive {

/// "LapL", so that a file can be told from any other SQLite file.
constexpr int application_id = 0x4C61704C;
/// Counted up with every change of the tables; a file with a higher one is refused.
constexpr int schema_version = 2;

/// Makes the empty tables and writes application id and version.
void create_tables(SQLite::Database& database);
/// Brings the tables of an archive of `version` to this one, keeping all they hold. Runs in the caller's transaction.
void migrate(SQLite::Database& database, int version);

}  // namespace lastlap::archive
