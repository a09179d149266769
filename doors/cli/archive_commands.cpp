#include "doors/cli/archive_commands.hpp"

#include "doors/cli/archive_questions.hpp"
#include "doors/cli/import_commands.hpp"

namespace lastlap::cli {

void add_archive_commands(CLI::App& app, const Options& options, ExitStatus& status) {
  CLI::App& group = *app.add_subcommand("archive", "Races, results, splits, marks and records, each with its source");
  group.require_subcommand(1);
  group.footer("Example:\n  lastlap archive races --event 1500 --sex women --year 2024");
  add_archive_races(group, options, status);
  add_archive_race(group, options, status);
  add_archive_athlete(group, options, status);
  add_archive_records(group, options, status);
  add_archive_versus(group, options, status);
  add_archive_best(group, options, status);
  add_import_commands(group, options, status);
}

}  // namespace lastlap::cli
