#pragma once

// Where things lie on this machine: the archive and the shipped facts.

#include <filesystem>

#include "doors/cli/options.hpp"
#include "lastlap/archive/archive.hpp"

namespace lastlap::cli {

/// $XDG_DATA_HOME/lastlap/archive.sqlite, else ~/.local/share/lastlap/archive.sqlite; empty without a home.
std::filesystem::path usual_archive();

/// $LASTLAP_DATA, else ../share/lastlap/data beside the program's folder, else the facts of the source tree.
std::filesystem::path usual_facts();

/// The archive of these options, made if it does not exist.
base::Result<archive::Archive> open_archive(const Options& options);

}  // namespace lastlap::cli
