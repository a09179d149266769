#pragma once

// A progress bar on standard error, only on a terminal; and Ctrl-C as a wish to stop.

#include <atomic>
#include <string>

namespace lastlap::cli {

/// Draws "searching for the plan  [=====     ]  52 %" over itself. Silent unless standard error is a terminal.
class Progress {
 public:
  Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();  ///< wipes the line
  void show(const std::string& stage, double share);

 private:
  bool on_terminal_;
  bool drawn_ = false;
};

/// Set once the user has pressed Ctrl-C (or the process was asked to end). A second Ctrl-C ends the process at once.
const std::atomic<bool>& stop_wished();
/// From here on Ctrl-C sets stop_wished() instead of ending the process; not in a team of processes, which could not agree on when.
void listen_for_stop();

}  // namespace lastlap::cli
