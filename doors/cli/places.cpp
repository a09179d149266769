#include "doors/cli/places.hpp"

#include <cstdlib>
#include <string_view>

namespace lastlap::cli {
namespace {

namespace fs = std::filesystem;

/// The variable's value; empty if it is not set.
fs::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? fs::path{value} : fs::path{};
}

}  // namespace

fs::path usual_archive() {
  // The XDG rules: a relative path is to be ignored.
  const fs::path data_home = from_environment("XDG_DATA_HOME");
  if (data_home.is_absolute()) return data_home / "lastlap" / "archive.sqlite";
  const fs::path home = from_environment("HOME");
  return home.empty() ? fs::path{} : home / ".local" / "share" / "lastlap" / "archive.sqlite";
}

fs::path usual_facts() {
  const fs::path named = from_environment("LASTLAP_DATA");
  if (!named.empty()) return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  const fs::path installed = program.parent_path().parent_path() / "share" / "lastlap" / "data";
  if (!error && fs::is_directory(installed, error)) return installed;
  return LASTLAP_SOURCE_DATA;
}

base::Result<archive::Archive> open_archive(const Options& options) {
  if (options.archive.empty()) {
    return base::failed("no place for the archive", "", "neither XDG_DATA_HOME nor HOME is set",
                        "name a file with --archive");
  }
  return archive::Archive::open(options.archive, options.facts);
}

}  // namespace lastlap::cli
