// lastlap on the command line: reads what was asked, runs it, and says in one line what went wrong.

#include <fmt/format.h>
#include <oneapi/tbb/info.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <exception>
#include <string>
#include <system_error>
#include <vector>

#include "doors/cli/archive_commands.hpp"
#include "doors/cli/bench_command.hpp"
#include "doors/cli/options.hpp"
#include "doors/cli/output.hpp"
#include "doors/cli/pace_command.hpp"
#include "doors/cli/pack_commands.hpp"
#include "doors/cli/places.hpp"
#include "doors/cli/race_commands.hpp"
#include "doors/cli/read_command.hpp"
#include "doors/cli/team.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/race/sharing.hpp"

namespace lastlap::cli {
namespace {

/// Empty if `written` is a seed. CLI11 by itself lets -1 and too large a number wrap round.
std::string problem_with_seed(const std::string& written) {
  std::uint64_t seed = 0;
  const char* end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, seed);
  return read.ec == std::errc{} && read.ptr == end ? "" : "\"" + written + "\" is no whole number from 0 to 2^64 - 1";
}

/// More threads than cores run nothing sooner, and oneTBB would say so on standard error.
std::string no_more_than_cores(std::string written) {
  int threads = 0;
  const char* end = written.data() + written.size();
  const auto read = std::from_chars(written.data(), end, threads);
  if (read.ec != std::errc{} || read.ptr != end) return written;
  return std::to_string(threads > 1024 ? threads : std::min(threads, oneapi::tbb::info::default_concurrency()));
}

void add_options(CLI::App& app, Options& options) {
  app.add_option("--archive", options.archive, "the archive file, made if it does not exist")
      ->type_name("FILE");
  app.add_option("--seed", options.seed, "the seed of all chance")
      ->type_name("N")
      ->check(CLI::Validator{problem_with_seed, ""})
      ->capture_default_str();
  app.add_option("--threads", options.threads, "how many threads may run; 0: all cores")
      ->type_name("N")
      ->check(CLI::Range(0, 1024))
      ->transform(no_more_than_cores)
      ->capture_default_str();
  app.add_flag("--json", options.json, "answer in JSON");
}

ExitStatus complain_of(const CLI::ParseError& error, const CLI::App& app) {
  // "lastlap archive race": the command as far as it was understood.
  const CLI::App* command = &app;
  std::string words = app.get_name();
  while (!command->get_subcommands().empty()) {
    command = command->get_subcommands().front();
    words += " " + command->get_name();
  }
  const std::string hint = "see " + words + " --help";
  std::vector<std::string> known;
  for (const CLI::App* sub : command->get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(sub->get_name());
  const auto left = app.remaining(true);
  if (!known.empty() && !left.empty() && !left.front().starts_with('-')) {
    return complain({base::Problem::Kind::request, "no such command", words + " " + left.front(),
                     "the nearest is " + base::joined(base::nearest(left.front(), known, 1)), hint});
  }
  return complain({base::Problem::Kind::request, "the command line is wrong", "", error.what(), hint});
}

ExitStatus run(int argc, char** argv) {
  Options options;
  options.archive = usual_archive();
  options.facts = usual_facts();
  options.threads = threads_in_team();
  ExitStatus status = ExitStatus::done;
  CLI::App app{"Studies, plans and rehearses championship 1500 m races", "lastlap"};
  // Options of lastlap itself may stand before or after the command.
  app.fallthrough();
  app.require_subcommand(1);
  app.set_version_flag("--version", "lastlap " LASTLAP_VERSION);
  app.footer(
      "Example:\n  lastlap archive race paris-2024-men-1500-final\n"
      "Exit status: 0 done, 1 could not be done, 2 the request was wrong.");
  add_options(app, options);
  add_archive_commands(app, options, status);
  add_race_commands(app, options, status);
  add_pack_commands(app, options, status);
  add_pace_command(app, options, status);
  add_bench_command(app, options, status);
  add_read_command(app, options, status);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return answer(app.help());
  } catch (const CLI::CallForAllHelp&) {
    return answer(app.help("", CLI::AppFormatMode::All));
  } catch (const CLI::CallForVersion& version) {
    return answer(std::string(version.what()) + "\n");
  } catch (const CLI::ParseError& error) {
    return complain_of(error, app);
  }
  return status;
}

ExitStatus guarded_run(int argc, char** argv) {
  try {
    if (const auto problem = join_team()) return complain(*problem);
    return run(argc, argv);
  } catch (const race::LeftAlone& error) {
    keep_line(fmt::format("lastlap: cannot go on, mpirun: {}; start all processes with the same command, archive and version\n", error.what()));
    return ExitStatus::could_not;
  } catch (const std::exception& error) {
    return complain({base::Problem::Kind::failure, "this should not have happened", "", error.what(), "please report it"});
  } catch (...) {
    return complain({base::Problem::Kind::failure, "this should not have happened", "", "", ""});
  }
}

}  // namespace
}  // namespace lastlap::cli

int main(int argc, char** argv) {
  using namespace lastlap::cli;
  // A reader that closes its end early is seen where the answer is written.
  std::signal(SIGPIPE, SIG_IGN);
  // A limit on the size of files is met where the file is written, as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  return static_cast<int>(come_home(guarded_run(argc, argv)));
}
