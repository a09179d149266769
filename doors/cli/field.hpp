#pragma once

// From what was written on the command line to a race ready to be run: the race, the names, the plans.

#include <optional>
#include <string>
#include <vector>

#include "doors/cli/options.hpp"
#include "lastlap/race/race.hpp"
#include "lastlap/study/field.hpp"

namespace lastlap::cli {

/// A race on the line.
struct OnTheLine {
  study::StudiedRace studied;
  race::Prepared prepared;
};

/// The race that `written` names: an id in the archive, or a TOML file of the user's own. `plans` are "NAME=FILE".
/// Errors: unknown race or athlete, a broken file, a plan that contradicts itself, a runner of whom nothing is known.
base::Result<OnTheLine> on_the_line(const Options& options, const std::string& written, const std::string& as_of,
                                    const std::vector<std::string>& plans);

/// The starter that `name` means. Errors: nobody or several.
base::Result<int> starter_named(const study::StudiedRace& studied, const std::string& name);

}  // namespace lastlap::cli
