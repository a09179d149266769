#pragma once

// Several processes that run the same command, as one team: each runs its share of the races, and all know all of them.

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

namespace lastlap::race {

/// The team that this process belongs to. What it stands on (MPI) is a door's affair.
class Sharing {
 public:
  virtual ~Sharing() = default;
  virtual int processes() const = 0;
  /// This process: 0 to processes() - 1.
  virtual int own() const = 0;
  /// Threads that this process may use, so that the processes of one machine share its cores.
  virtual int threads() const = 0;
  /// Gives everybody's part of `all` to everybody: process i wrote the bytes from ends[i - 1] (0) to ends[i]. All processes must come here with the same `work`, a hash of what is
  /// run. False if one of them did not: it has ended, or runs something else.
  virtual bool exchange(std::uint64_t work, std::span<std::byte> all, std::span<const std::size_t> ends) = 0;
  /// Comes home with `status`, and waits for the others. True if this process is to say why the job failed: of those that failed the first, or the first of
  /// all if they only did not run the same.
  virtual bool come_home(int status) = 0;
  /// Leaves the team, last of all and after what is to be said: whoever ends may be followed by the launcher's ending of all others.
  virtual void part() = 0;
  /// Whether all processes before this one are known to be dead: those on other machines are not. May be asked while a signal is handled.
  virtual bool is_first_alive() const = 0;
};

/// Thrown from a batch when another process has left the team.
struct LeftAlone : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a door that joins processes exports as `lastlap_join`: the team that the launcher started, nullptr with the reason in `why` if it cannot be. `version` is
/// the program's and must be the door's.
using JoinTeam = Sharing* (*)(const char* version, const char** why);

/// From now on each batch of this process is shared with its team; nullptr: with nobody. One team a process, as it has one set of cores; before the first race.
void share_races(Sharing* sharing);

}  // namespace lastlap::race
