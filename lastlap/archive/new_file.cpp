#include "lastlap/archive/new_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;

tl::unexpected<base::Problem> cannot_make(const fs::path& file, int error) {
  const char* hint =
      error == ENOSPC || error == EDQUOT ? "make room and try again" : "name another file with --archive";
  return base::failed("cannot make the archive", file.string(), std::generic_category().message(error), hint);
}

/// An open file that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_{number} {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

/// Whether `path` still names the open file: its last maker may have given it its final name.
bool still_names(const fs::path& path, const Descriptor& open_file) {
  struct stat by_name {
  }, by_number{};
  return ::stat(path.c_str(), &by_name) == 0 && ::fstat(open_file.number(), &by_number) == 0 &&
         by_name.st_dev == by_number.st_dev && by_name.st_ino == by_number.st_ino;
}

int lock(const Descriptor& file) {
  int outcome = -1;
  do {
    outcome = ::flock(file.number(), LOCK_EX);
  } while (outcome != 0 && errno == EINTR);
  return outcome;
}

/// 0, or the error number.
int write_and_flush(const Descriptor& file, std::span<const std::byte> bytes) {
  if (::ftruncate(file.number(), 0) != 0) return errno;
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : ENOSPC;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return ::fsync(file.number()) == 0 ? 0 : errno;
}

/// Makes the new name outlast a loss of power; some file systems cannot, which costs only that.
void flush_folder(const fs::path& folder) {
  const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (opened.number() >= 0) ::fsync(opened.number());
}

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(file, ignored);
}

}  // namespace

base::Result<void> make_file(const fs::path& file, std::span<const std::byte> bytes) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path{"."};
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) return cannot_make(file, error.value());
  const fs::path making = file.string() + ".making";
  while (!is_there(file)) {
    const Descriptor out{::open(making.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644)};
    if (out.number() < 0 || lock(out) != 0) return cannot_make(file, errno);
    if (!still_names(making, out)) continue;
    if (is_there(file)) {
      ::unlink(making.c_str());
      break;
    }
    int failure = write_and_flush(out, bytes);
    if (failure == 0 && ::rename(making.c_str(), file.c_str()) != 0) failure = errno;
    if (failure != 0) {
      ::unlink(making.c_str());
      return cannot_make(file, failure);
    }
    flush_folder(folder);
  }
  return {};
}

}  // namespace lastlap::archive
