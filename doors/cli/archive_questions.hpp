#pragma once

// The questions of `lastlap archive`: races, race, athlete, records, versus, best; each as text, JSON and CSV, as of a date.

#include <CLI/CLI.hpp>

#include "doors/cli/options.hpp"

namespace lastlap::cli {

void add_archive_races(CLI::App& group, const Options& options, ExitStatus& status);
void add_archive_race(CLI::App& group, const Options& options, ExitStatus& status);
void add_archive_athlete(CLI::App& group, const Options& options, ExitStatus& status);
void add_archive_records(CLI::App& group, const Options& options, ExitStatus& status);
void add_archive_versus(CLI::App& group, const Options& options, ExitStatus& status);
void add_archive_best(CLI::App& group, const Options& options, ExitStatus& status);

}  // namespace lastlap::cli
