// Opened by a process that mpirun started, and by no other: lastlap_join.
//
// Functions are called by MPI's second names (PMPI_): the sequential MUMPS below Ipopt, which the program has loaded by then, has an MPI_Init, an
// MPI_Comm_rank and an MPI_Finalize of its own that do nothing.

#define OMPI_SKIP_MPICXX 1
#include <fcntl.h>
#include <mpi.h>
#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "lastlap/race/sharing.hpp"

namespace lastlap::mpi {
namespace {

/// A process as others of its machine know it.
struct Neighbour {
  cpu_set_t cores;
  pid_t id = 0;
  int rank = 0;
};

Neighbour self(int rank) {
  Neighbour own{.cores = {}, .id = ::getpid(), .rank = rank};
  CPU_ZERO(&own.cores);
  ::sched_getaffinity(0, sizeof own.cores, &own.cores);
  return own;
}

/// All processes of this machine, itself included.
std::vector<Neighbour> neighbours(const Neighbour& own) {
  MPI_Comm machine;
  PMPI_Comm_split_type(MPI_COMM_WORLD, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &machine);
  int processes = 1;
  PMPI_Comm_size(machine, &processes);
  std::vector<Neighbour> all(static_cast<std::size_t>(processes));
  PMPI_Allgather(&own, sizeof own, MPI_BYTE, all.data(), sizeof own, MPI_BYTE, machine);
  PMPI_Comm_free(&machine);
  return all;
}

/// A share of this process's cores, as large as that of each other process that may run on the very same.
int threads_of(const Neighbour& own, const std::vector<Neighbour>& all) {
  const auto same = std::count_if(all.begin(), all.end(), [&](const Neighbour& other) { return CPU_EQUAL(&own.cores, &other.cores); });
  return std::max(1, CPU_COUNT(&own.cores) / static_cast<int>(same));
}

/// Where the system says how a process is: "1234 (name) R ...".
std::string stat_file(pid_t id) { return "/proc/" + std::to_string(id) + "/stat"; }

/// Calls only what may be called while a signal is handled. Dead is also who has ended and was not waited for (Z): mpirun may end the others before it waits.
bool is_alive(const std::string& stat) {
  char text[256];
  const int file = ::open(stat.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const ssize_t length = ::read(file, text, sizeof text);
  ::close(file);
  const std::string_view words(text, static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
  const std::size_t name_end = words.rfind(')');  // a name may hold one too
  return name_end != std::string_view::npos && name_end + 2 < words.size() && words[name_end + 2] != 'Z' && words[name_end + 2] != 'X';
}

/// All processes of an MPI job. Whoever meets the others says first what for: to exchange races, or to end.
class Job final : public race::Sharing {
 public:
  Job() {
    PMPI_Comm_size(MPI_COMM_WORLD, &processes_);
    PMPI_Comm_rank(MPI_COMM_WORLD, &own_);
    const Neighbour here = self(own_);
    const std::vector<Neighbour> all = neighbours(here);
    threads_ = threads_of(here, all);
    for (const Neighbour& other : all)
      if (other.rank < own_) before_.push_back(stat_file(other.id));
  }
  int processes() const override { return processes_; }
  int own() const override { return own_; }
  int threads() const override { return threads_; }

  bool exchange(std::uint64_t work, std::span<std::byte> all, std::span<const std::size_t> ends) override {
    const std::vector<Meeting> met = meet({.work = work, .status = at_work});
    if (std::any_of(met.begin(), met.end(), [&](const Meeting& other) { return other != met[0]; })) {
      left_alone_ = true;
      first_to_fail_ = first_to_fail(met);
      return false;
    }
    std::vector<int> lengths, begins;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      begins.push_back(i == 0 ? 0 : static_cast<int>(ends[i - 1]));
      lengths.push_back(static_cast<int>(ends[i]) - begins.back());
    }
    PMPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, all.data(), lengths.data(), begins.data(), MPI_BYTE, MPI_COMM_WORLD);
    return true;
  }

  bool come_home(int status) override {
    // Who was left alone has met the one that left already, and nobody comes to another meeting.
    if (!left_alone_) first_to_fail_ = first_to_fail(meet({.work = 0, .status = static_cast<std::uint64_t>(status)}));
    // From here on mpirun may end others because one has failed, and nobody has anything to lose.
    ::signal(SIGTERM, SIG_IGN);
    return status != 0 && own_ == (first_to_fail_ < processes_ ? first_to_fail_ : 0);
  }
  void part() override { PMPI_Finalize(); }

  bool is_first_alive() const override {
    const bool all_are_here = static_cast<int>(before_.size()) == own_;
    return all_are_here && std::none_of(before_.begin(), before_.end(), is_alive);
  }

 private:
  static constexpr std::uint64_t at_work = ~std::uint64_t{0};
  struct Meeting {
    std::uint64_t work = 0, status = 0;
    bool operator==(const Meeting&) const = default;
  };
  std::vector<Meeting> meet(const Meeting& own) const {
    std::vector<Meeting> all(static_cast<std::size_t>(processes_));
    PMPI_Allgather(&own, sizeof own, MPI_BYTE, all.data(), sizeof own, MPI_BYTE, MPI_COMM_WORLD);
    return all;
  }
  /// processes_ if none did.
  static int first_to_fail(const std::vector<Meeting>& met) {
    return static_cast<int>(std::find_if(met.begin(), met.end(), [](const Meeting& other) { return other.status != 0 && other.status != at_work; }) - met.begin());
  }
  int processes_ = 1, own_ = 0, threads_ = 1, first_to_fail_ = 0;
  bool left_alone_ = false;
  std::vector<std::string> before_;
};

}  // namespace
}  // namespace lastlap::mpi

extern "C" lastlap::race::Sharing* lastlap_join(const char* version, const char** why) {
  if (std::string_view(version) != LASTLAP_VERSION) {
    *why = "it is another version's";
    return nullptr;
  }
  // Races run on many threads; only the one that asked for them speaks to other processes.
  int given = 0;
  if (PMPI_Init_thread(nullptr, nullptr, MPI_THREAD_FUNNELED, &given) != MPI_SUCCESS || given < MPI_THREAD_FUNNELED) {
    *why = "MPI does not start";
    return nullptr;
  }
  static lastlap::mpi::Job job;
  return &job;
}
static_assert(std::is_same_v<lastlap::race::JoinTeam, decltype(&lastlap_join)>);
