#pragma once

// lastlap archive import, export, imports, same: files of the sport into the archive and out of it.

#include <CLI/CLI.hpp>

#include "doors/cli/options.hpp"

namespace lastlap::cli {

void add_import_commands(CLI::App& group, const Options& options, ExitStatus& status);

}  // namespace lastlap::cli
