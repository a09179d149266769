#include "doors/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "doors/cli/team.hpp"

namespace lastlap::cli {
namespace {

std::atomic<bool> stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal may only touch what needs no lock");

extern "C" void on_stop_signal(int signal) {
  if (stop.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

Progress::Progress() : on_terminal_{speaks() && ::isatty(STDERR_FILENO) == 1} {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

void Progress::show(const std::string& stage, double share) {
  if (!on_terminal_ || stage.empty()) return;
  constexpr int width = 30;
  const int filled = static_cast<int>(share * width + 0.5);
  std::string bar(static_cast<std::size_t>(filled), '=');
  bar.resize(width, ' ');
  fmt::print(stderr, "\r\033[K{:<32} [{}] {:3.0f} %", stage, bar, 100 * share);
  std::fflush(stderr);
  drawn_ = true;
}

const std::atomic<bool>& stop_wished() { return stop; }

void listen_for_stop() {
  if (is_in_team()) return;  // mpirun ends all of it
  std::signal(SIGINT, on_stop_signal);
  std::signal(SIGTERM, on_stop_signal);
}

}  // namespace lastlap::cli
