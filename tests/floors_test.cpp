// The floors of the house are law: no source includes a folder or a library that floors.txt does not give it.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;
using Words = std::set<std::string>;

struct Folder {
  int floor = 0;
  Words folders, libraries;
};
using Floors = std::map<std::string, Folder>;

/// How the headers of a library begin.
const std::vector<std::pair<std::string, std::string>> library_headers{
    {"SQLiteCpp/", "sqlite"}, {"sqlite3", "sqlite"}, {"toml++/", "toml"},         {"CLI/", "cli11"},
    {"nlohmann/", "json"},    {"pagmo/", "pagmo"},   {"Eigen/", "eigen"},         {"tbb/", "tbb"},
    {"oneapi/", "tbb"},       {"unicode/", "icu"},   {"Random123/", "random123"}, {"fmt/", "fmt"},
    {"tl/", "expected"},    {"zlib", "zlib"},    {"re2/", "re2"},    {"gumbo", "gumbo"},    {"pugi", "xml"},    {"Ip", "ipopt"},
    {"mpi", "mpi"}};

Words words_in(const std::string& text) {
  std::istringstream in{text};
  return {std::istream_iterator<std::string>{in}, {}};
}

Floors floors_in(const std::string& text) {
  Floors floors;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() < '0' || line.front() > '9') continue;
    std::vector<std::string> cells;
    std::istringstream parts{line + " "};
    for (std::string cell; std::getline(parts, cell, '|');) cells.push_back(cell);
    if (cells.size() != 4) throw std::runtime_error("not a line of floors: " + line);
    floors[*words_in(cells[1]).begin()] = {std::stoi(cells[0]), words_in(cells[2]), words_in(cells[3])};
  }
  return floors;
}

/// "archive" for lastlap/archive/names.cpp, "doors/cli" for doors/cli/main.cpp.
std::string folder_of(const std::string& path) {
  const std::size_t first = path.find('/');
  const std::size_t second = path.find('/', first + 1);
  const std::string folder = path.substr(first + 1, second - first - 1);
  return path.starts_with("doors/") ? "doors/" + folder : folder;
}

/// Why `path` may not include `header`; "" if it may.
std::string complaint_about(const std::string& path, const std::string& header, bool quoted,
                            const Floors& floors) {
  const std::string own = folder_of(path);
  const auto line = floors.find(own);
  if (line == floors.end()) return "its folder is not in floors.txt";
  for (const auto& [beginning, library] : library_headers) {
    if (header.starts_with(beginning) && !line->second.libraries.contains(library)) {
      return "floors.txt does not give it the library " + library;
    }
  }
  const bool in_house = header.starts_with("lastlap/") || header.starts_with("doors/");
  if (!in_house) {
    const bool test = path.ends_with("_test.cpp");
    if (header.starts_with("tests/")) return test ? "" : "only tests include tests/";
    return quoted ? "headers of the house are included by their whole path" : "";
  }
  const std::string other = folder_of(header);
  if (header.find("/inside/") != std::string::npos && other != own)
    return "it looks into another folder's inside/";
  if (other != own && !line->second.folders.contains(other))
    return "floors.txt does not give it the folder " + other;
  return "";
}

/// Each include that `text`, the source at `path`, may not have.
std::vector<std::string> complaints_about(const std::string& path, const std::string& text,
                                          const Floors& floors) {
  std::vector<std::string> complaints;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) {
    std::erase_if(line, [](char c) { return c == ' ' || c == '\t'; });
    if (!line.starts_with("#include") || line.size() < 11) continue;
    const bool quoted = line[8] == '"';
    const std::string header = line.substr(9, line.find_first_of("\">", 9) - 9);
    const std::string why = complaint_about(path, header, quoted, floors);
    if (!why.empty()) complaints.push_back(path + " includes " + header + ": " + why);
  }
  return complaints;
}

const Floors& the_floors() {
  static const Floors floors = floors_in(whole_text(LASTLAP_HOUSE "/floors.txt"));
  return floors;
}

TEST(Floors, NoSourceIncludesWhatItsFolderMayNot) {
  int sources = 0;
  for (const char* part : {"lastlap", "doors"}) {
    for (const auto& entry : fs::recursive_directory_iterator{fs::path{LASTLAP_HOUSE} / part}) {
      const std::string ending = entry.path().extension();
      if (ending != ".hpp" && ending != ".cpp" && ending != ".h" && ending != ".cu") continue;
      ++sources;
      const std::string path = fs::relative(entry.path(), LASTLAP_HOUSE).generic_string();
      for (const std::string& complaint : complaints_about(path, whole_text(entry.path()), the_floors())) {
        ADD_FAILURE() << complaint;
      }
    }
  }
  EXPECT_GT(sources, 20);
}

TEST(Floors, AFolderIsOnlyGivenLowerOnes) {
  for (const auto& [name, folder] : the_floors()) {
    for (const std::string& other : folder.folders) {
      ASSERT_TRUE(the_floors().contains(other)) << name << " is given " << other;
      EXPECT_LT(the_floors().at(other).floor, folder.floor) << name << " is given " << other;
    }
  }
}

TEST(Floors, EveryLibraryNamedHasHeadersThatAreWatched) {
  for (const auto& [name, folder] : the_floors()) {
    for (const std::string& library : folder.libraries) {
      EXPECT_TRUE(std::ranges::any_of(library_headers, [&](const auto& known) {
        return known.second == library;
      })) << library;
    }
  }
}

class Watch : public ::testing::Test {
 protected:
  static bool allows(const std::string& path, const std::string& include) {
    return complaints_about(path, "#include " + include + "\n", floors).empty();
  }
  inline static const Floors floors =
      floors_in("0 | base | | \n1 | track | base | fmt\n8 | doors/cli | base track | cli11\n");
};

TEST_F(Watch, AllowsOwnAndGivenFoldersAndLibraries) {
  EXPECT_TRUE(allows("lastlap/track/oval.cpp", "\"lastlap/track/oval.hpp\""));
  EXPECT_TRUE(allows("lastlap/track/oval.cpp", "\"lastlap/base/expect.hpp\""));
  EXPECT_TRUE(allows("lastlap/track/oval.cpp", "<fmt/format.h>"));
  EXPECT_TRUE(allows("lastlap/track/oval.cpp", "\"lastlap/track/inside/bend.hpp\""));
  EXPECT_TRUE(allows("doors/cli/main.cpp", "<CLI/CLI.hpp>"));
  EXPECT_TRUE(allows("lastlap/track/oval_test.cpp", "\"tests/support.hpp\""));
  EXPECT_TRUE(allows("lastlap/base/expect.hpp", "<string>"));
}

TEST_F(Watch, SeesALookUp) {
  EXPECT_FALSE(allows("lastlap/base/expect.hpp", "\"lastlap/track/oval.hpp\""));
  EXPECT_FALSE(allows("lastlap/track/oval.cpp", "\"doors/cli/options.hpp\""));
  EXPECT_FALSE(allows("lastlap/track/oval.cpp", "  \"lastlap/plan/search.hpp\""));
}

TEST_F(Watch, SeesALibraryThatIsNotGiven) {
  for (const auto& [beginning, library] : library_headers)
    EXPECT_FALSE(allows("lastlap/base/result.cpp", "<" + beginning + "x.h>"));
}

TEST_F(Watch, SeesALookInsideAnotherFolder) {
  EXPECT_FALSE(allows("doors/cli/main.cpp", "\"lastlap/track/inside/bend.hpp\""));
}

TEST_F(Watch, SeesAnUnknownFolderAndAHalfPath) {
  EXPECT_FALSE(allows("lastlap/utils/all.cpp", "<string>"));
  EXPECT_FALSE(allows("lastlap/track/oval.cpp", "\"oval.hpp\""));
  EXPECT_FALSE(allows("lastlap/track/oval.cpp", "\"tests/support.hpp\""));
}

}  // namespace
}  // namespace lastlap::tests
