#pragma once

// `lastlap read`: the claims of a press text, held against the record.

#include <CLI/CLI.hpp>

#include "doors/cli/options.hpp"

namespace lastlap::cli {

/// Adds the command; `status` is how it ended when the command line has been read.
void add_read_command(CLI::App& app, const Options& options, ExitStatus& status);

}  // namespace lastlap::cli
