#pragma once

// Making a file whole or not at all, also when two make it at once or one is killed while making it.

#include <filesystem>
#include <span>

#include "lastlap/base/result.hpp"

namespace lastlap::archive {

/// Writes `bytes` to `file` unless it exists by then. They go to the neighbour "FILE.making", locked by its
/// maker (the lock dies with the process, so the next one may take over what a killed one left), are flushed
/// to the disk, and get their name last. Missing folders are made. Errors, of kind failure: what the system
/// says (no permission, disk full); the neighbour is removed then.
base::Result<void> make_file(const std::filesystem::path& file, std::span<const std::byte> bytes);

}  // namespace lastlap::archive
