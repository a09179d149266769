#include "doors/cli/write_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "doors/cli/team.hpp"

namespace lastlap::cli {
namespace {

base::Problem trouble(const char* what, const std::filesystem::path& file, int error, const char* hint) {
  return {base::Problem::Kind::failure, what, file.string(), std::strerror(error), hint};
}

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_{fd} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  bool close_now() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t wrote = ::write(fd, text.data(), text.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

/// A file's new text beside its place; gone at the end unless it took the place.
class Part {
 public:
  explicit Part(const std::filesystem::path& file) : file_{file}, beside_{file.string() + fmt::format(".{}.part", ::getpid())} {}
  Part(Part&& other) noexcept : file_{std::move(other.file_)}, beside_{std::move(other.beside_)}, made_{std::exchange(other.made_, false)} {}
  Part& operator=(Part&&) = delete;
  ~Part() {
    if (made_) ::unlink(beside_.c_str());
  }
  /// 0, or the error number.
  int fill(std::string_view text) {
    Descriptor out{::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (out.get() < 0) return errno;
    made_ = true;
    return write_all(out.get(), text) && ::fsync(out.get()) == 0 && out.close_now() ? 0 : errno;
  }
  int take_its_place() {
    if (::rename(beside_.c_str(), file_.c_str()) != 0) return errno;
    made_ = false;
    return 0;
  }

 private:
  std::filesystem::path file_, beside_;
  bool made_ = false;
};

/// A file that is not there was asked for wrongly; one that cannot be read was not.
base::Problem no_reading(const std::filesystem::path& file, int error) {
  base::Problem problem = trouble("cannot read", file, error, "give a file that exists and may be read");
  if (error == ENOENT || error == ENOTDIR || error == EISDIR) problem.kind = base::Problem::Kind::request;
  return problem;
}

constexpr const char* write_hint = "choose a place you may write to, with room";

}  // namespace

std::optional<base::Problem> write_file(const std::filesystem::path& file, std::string_view text) {
  if (!speaks()) return std::nullopt;
  struct stat status {};
  const bool device = ::stat(file.c_str(), &status) == 0 && !S_ISREG(status.st_mode);
  if (!device) return write_files({{file, std::string(text)}});
  Descriptor out{::open(file.c_str(), O_WRONLY | O_CLOEXEC)};
  if (out.get() < 0 || !write_all(out.get(), text)) return trouble("cannot write", file, errno, write_hint);
  return std::nullopt;
}

std::optional<base::Problem> write_files(const std::vector<NewFile>& files) {
  if (!speaks()) return std::nullopt;
  std::vector<Part> parts;
  parts.reserve(files.size());
  for (const NewFile& file : files) {
    std::error_code unknown;
    if (std::filesystem::is_directory(file.file, unknown)) return trouble("cannot write", file.file, EISDIR, write_hint);
    parts.emplace_back(file.file);
    if (const int error = parts.back().fill(file.text)) return trouble("cannot write", file.file, error, write_hint);
  }
  for (std::size_t i = 0; i < files.size(); ++i)
    if (const int error = parts[i].take_its_place()) return trouble("cannot write", files[i].file, error, write_hint);
  return std::nullopt;
}

std::optional<base::Problem> make_folder(const std::filesystem::path& folder) {
  if (!speaks()) return std::nullopt;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return base::Problem{base::Problem::Kind::failure, "cannot make the folder", folder.string(), error.message(), write_hint};
  if (!std::filesystem::is_directory(folder, error))
    return base::Problem{base::Problem::Kind::failure, "not a folder", folder.string(), "a file of this name is in the way", write_hint};
  const std::filesystem::path trial = folder / fmt::format(".lastlap-{}.part", ::getpid());
  Descriptor out{::open(trial.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644)};
  if (out.get() < 0) return trouble("cannot write into the folder", folder, errno, write_hint);
  ::unlink(trial.c_str());
  return std::nullopt;
}

base::Result<std::string> read_file(const std::filesystem::path& file, std::size_t most_bytes) {
  Descriptor in{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
  if (in.get() < 0) return tl::make_unexpected(no_reading(file, errno));
  std::string text;
  char chunk[65536];
  for (;;) {
    const ssize_t got = ::read(in.get(), chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return tl::make_unexpected(no_reading(file, errno));
    if (got == 0) return text;
    text.append(chunk, static_cast<std::size_t>(got));
    if (text.size() > most_bytes) return base::wrong("cannot read", file.string(), fmt::format("more than {} MiB", most_bytes >> 20), "this is no file that lastlap reads");
  }
}

}  // namespace lastlap::cli
