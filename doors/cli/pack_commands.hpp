#pragma once

// lastlap pack: what a pack does, measured on a tracked race or on simulated ones.

#include <CLI/CLI.hpp>

#include "doors/cli/options.hpp"

namespace lastlap::cli {

/// Adds the command to `app`. When it is the one asked for, parsing runs it and sets `status`.
void add_pack_commands(CLI::App& app, const Options& options, ExitStatus& status);

}  // namespace lastlap::cli
