#pragma once

// Several processes of one `mpirun`: all run the same command, and the first alone speaks and writes for all.

#include <optional>
#include <string>

#include "doors/cli/options.hpp"
#include "lastlap/base/result.hpp"

namespace lastlap::cli {

/// Joins the team if a launcher started this process as one of several; loads nothing otherwise. Errors: built without MPI.
std::optional<base::Problem> join_team();

/// Whether this process is one of several.
bool is_in_team();
/// Whether this process speaks and writes: the only one, or the first of its team.
bool speaks();
/// Threads a process of the team may use; 0 without a team.
int threads_in_team();
/// Keeps a line for come_home, which knows whether another process says it.
void keep_line(const std::string& line);
/// Waits for the rest of the team, and says the line kept if this process is the one to say it. Returns `status`.
ExitStatus come_home(ExitStatus status);

}  // namespace lastlap::cli
