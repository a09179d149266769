#pragma once

// lastlap race and lastlap plan: run a field many times, and find what one of them should do.

#include <CLI/CLI.hpp>

#include "doors/cli/options.hpp"

namespace lastlap::cli {

/// Adds both commands to `app`. When one is asked for, parsing runs it and sets `status`.
void add_race_commands(CLI::App& app, const Options& options, ExitStatus& status);

}  // namespace lastlap::cli
