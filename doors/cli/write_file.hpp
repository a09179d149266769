#pragma once

// Writes a file whole or not at all. Of a team of processes only the first writes.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"

namespace lastlap::cli {

/// Writes `text` beside `file` and renames it into place, so that nobody ever sees half of it. A device (/dev/full, /dev/stdout)
/// is written directly. Errors: what the system said; nothing is left behind.
std::optional<base::Problem> write_file(const std::filesystem::path& file, std::string_view text);

/// A file to be written, and what it will say.
struct NewFile {
  std::filesystem::path file;
  std::string text;
};

/// Writes all of them or none: each stands whole beside its place before the first is renamed. Errors: as write_file.
std::optional<base::Problem> write_files(const std::vector<NewFile>& files);

/// Makes the folder, and its parents, unless it is there, and tries that it can be written to.
std::optional<base::Problem> make_folder(const std::filesystem::path& folder);

/// The whole file as text. Errors: what the system said; a folder; more than `most_bytes`.
base::Result<std::string> read_file(const std::filesystem::path& file, std::size_t most_bytes = std::size_t{16} << 20);

}  // namespace lastlap::cli
