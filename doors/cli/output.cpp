#include "doors/cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "doors/cli/team.hpp"

namespace lastlap::cli {
namespace {

/// 0, or the error number.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// Names and files may bring line ends and escape sequences; one line stays one line.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace

ExitStatus answer(std::string_view text) {
  if (!speaks()) return ExitStatus::done;
  const int error = write_all(STDOUT_FILENO, text);
  if (error == 0 || error == EPIPE) return ExitStatus::done;
  return complain({base::Problem::Kind::failure, "cannot write the answer", "standard output",
                   std::generic_category().message(error), ""});
}

ExitStatus complain(const base::Problem& problem) {
  const std::string line = "lastlap: " + one_line(problem.line()) + "\n";
  if (speaks()) write_all(STDERR_FILENO, line);
  else keep_line(line);
  return problem.kind == base::Problem::Kind::request ? ExitStatus::wrong_request : ExitStatus::could_not;
}

}  // namespace lastlap::cli
