#pragma once

// What several tests need: a folder that goes away, and a command with all it said.

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace lastlap::tests {

/// A new folder, removed with all in it at the end.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lastlap-test-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

inline std::string whole_text(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// A program started in the background, its output going to files.
struct Started {
  pid_t process = -1;
  /// The exit status; 128 + the signal's number if a signal ended it, as shells say.
  int wait() const {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0) {
      if (errno != EINTR) return -1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
};

/// Starts `words` with these NAME=VALUE in front of the environment, writing to the two files.
inline Started start(std::vector<std::string> words, const std::filesystem::path& out,
                     const std::filesystem::path& err, const std::vector<std::string>& environment = {}) {
  if (!environment.empty()) {
    words.insert(words.begin(), environment.begin(), environment.end());
    words.insert(words.begin(), "/usr/bin/env");
  }
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  ::posix_spawn_file_actions_addopen(&files, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  Started started;
  const int failure =
      ::posix_spawn(&started.process, arguments[0], &files, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&files);
  if (failure != 0) throw std::runtime_error("cannot start " + words[0]);
  return started;
}

/// What a command said and how it ended.
struct Outcome {
  int status = -1;
  std::string out, err;
};

/// Runs `words` to the end.
inline Outcome outcome_of(const std::vector<std::string>& words,
                          const std::vector<std::string>& environment = {}) {
  const TemporaryFolder folder;
  const auto out = folder.path() / "out", err = folder.path() / "err";
  const int status = start(words, out, err, environment).wait();
  return {status, whole_text(out), whole_text(err)};
}

}  // namespace lastlap::tests
