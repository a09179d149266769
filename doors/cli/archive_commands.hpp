#pragma once

// lastlap archive: what the record holds.

#include <CLI/CLI.hpp>

#include "doors/cli/options.hpp"

namespace lastlap::cli {

/// Adds the command to `app`. When it is the one asked for, parsing runs it and sets `status`.
void add_archive_commands(CLI::App& app, const Options& options, ExitStatus& status);

}  // namespace lastlap::cli
