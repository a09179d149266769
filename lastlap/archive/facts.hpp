#pragma once

// The facts that come with lastlap: six tables in a folder, and how they get into the archive.

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::archive {

/// The tables as read, and the checksum of their bytes.
struct Facts {
  std::vector<formats::Sheet> tables;
  std::string checksum;
};

/// Size and time of change of every facts file: cheap to compare at each start. Empty if one is missing.
std::string stamp_of_facts(const std::filesystem::path& folder);

/// Reads all tables. Errors, of kind failure: a file missing or no table.
base::Result<Facts> read_facts(const std::filesystem::path& folder);

/// Puts the facts in the place of those shipped before; athletes keep their numbers, and what imports said goes before.
/// Runs in the caller's transaction, to be rolled back on an error.
/// Errors, of kind failure: every row that cannot be right (the first five are named).
base::Result<void> import_facts(SQLite::Database& database, const Facts& facts);

}  // namespace lastlap::archive
