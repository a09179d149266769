#include "doors/cli/team.hpp"

#include <dlfcn.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>

#include "lastlap/race/sharing.hpp"

namespace lastlap::cli {
namespace {

namespace fs = std::filesystem;

// What a process is in its job holds for the whole of it, as its environment does.
race::Sharing* team = nullptr;
bool silent = false;
std::string kept_line;

/// The number in a variable of the environment; `otherwise` if it is not set or no number.
long number_in(const char* name, long otherwise) {
  const char* value = std::getenv(name);
  if (value == nullptr) return otherwise;
  char* end = nullptr;
  const long number = std::strtol(value, &end, 10);
  return end != value && *end == '\0' ? number : otherwise;
}

/// Started as one of several, by Open MPI's mpirun, by another launcher that speaks PMIx, or by one that speaks PMI.
bool started_in_team() {
  const long processes = number_in("OMPI_COMM_WORLD_SIZE", number_in("PMI_SIZE", 0));
  return processes > 1 || (processes == 0 && number_in("PMIX_RANK", -1) >= 0);
}

/// Whether the launcher calls this process the first.
bool is_first_by_launcher() { return number_in("OMPI_COMM_WORLD_RANK", number_in("PMIX_RANK", number_in("PMI_RANK", 0))) == 0; }

/// Beside the program, as it is built, or where it is installed.
void* load() {
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& file : {folder / "lastlap-mpi.so", folder.parent_path() / LASTLAP_LIBRARIES / "lastlap" / "lastlap-mpi.so"})
    // Open MPI's own parts look for its symbols among everybody's.
    if (fs::exists(file, error))
      if (void* library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_GLOBAL)) return library;
  return nullptr;
}

/// mpirun ends everybody when one has died, and the first of those alive says so: only what a signal may do.
///
/// mpirun asks all to end (SIGTERM) and gives them a second, but as soon as one does it kills the others (SIGCHLD breaks its sleep, which it does not take up
/// again). So nobody ends by itself before that second is over: whoever is to speak was killed before one time in five else.
extern "C" void on_end_of_job(int) {
  constexpr char line[] = "lastlap: the job was ended, mpirun: one of its processes died or it was stopped, and nothing was written; see what mpirun says of it, and run it again\n";
  if (team != nullptr ? team->is_first_alive() : !silent) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, line, sizeof line - 1);
  }
  ::sleep(2);
  ::_exit(1);
}

}  // namespace

std::optional<base::Problem> join_team() {
  if (!started_in_team()) return std::nullopt;
  silent = !is_first_by_launcher();
  std::signal(SIGTERM, on_end_of_job);
  const auto problem = [](const char* why, const char* hint) {
    return base::Problem{base::Problem::Kind::failure, "cannot share races between processes", "mpirun", why, hint};
  };
  void* library = load();
  if (library == nullptr) return problem("this lastlap was built without MPI", "install libopenmpi-dev and build again, or run it without mpirun");
  const auto join = reinterpret_cast<race::JoinTeam>(::dlsym(library, "lastlap_join"));
  const char* why = "lastlap-mpi.so is not ours";
  team = join != nullptr ? join(LASTLAP_VERSION, &why) : nullptr;
  if (team == nullptr) return problem(why, "install lastlap anew");
  silent = team->own() != 0;
  race::share_races(team);
  return std::nullopt;
}

bool is_in_team() { return team != nullptr; }

bool speaks() { return !silent; }

int threads_in_team() { return team != nullptr ? team->threads() : 0; }

void keep_line(const std::string& line) { kept_line = line; }

ExitStatus come_home(ExitStatus status) {
  if (team == nullptr) return status;
  if (team->come_home(static_cast<int>(status))) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kept_line.data(), kept_line.size());
  }
  team->part();
  return status;
}

}  // namespace lastlap::cli
