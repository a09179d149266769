// Every number has a source: what the code cites stands in docs/sources.bib, what stands there is cited, and
// every constant of the models has its row, and so its light, in docs/models.md.

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;

/// "[Beaumont21, Schickhofer21]" or "[WA-Facilities]": names that end in a year, or a body and its book; not
/// a unit.
const std::regex citation{
    R"(\[((?:[A-Za-z]+[0-9]{2}|WA-[A-Za-z]+)(?:, *(?:[A-Za-z]+[0-9]{2}|WA-[A-Za-z]+))*)\])"};
const std::regex one_key{R"([A-Za-z]+[0-9]{2}|WA-[A-Za-z]+)"};

void add_keys_cited(const std::string& text, const std::string& where,
                    std::map<std::string, std::string>& cited) {
  for (std::sregex_iterator found{text.begin(), text.end(), citation}, end; found != end; ++found) {
    const std::string inside = (*found)[1];
    for (std::sregex_iterator key{inside.begin(), inside.end(), one_key}; key != end; ++key)
      cited.emplace(key->str(), where);
  }
}

/// What stands behind "//" in each line of a source.
std::string comments_of(const std::string& source) {
  std::string comments;
  std::istringstream in{source};
  for (std::string line; std::getline(in, line);)
    if (const auto at = line.find("//"); at != std::string::npos) comments += line.substr(at) + "\n";
  return comments;
}

std::vector<fs::path> sources() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator{fs::path{LASTLAP_HOUSE} / "lastlap"})
    if (entry.path().extension() == ".hpp" || entry.path().extension() == ".cpp")
      found.push_back(entry.path());
  return found;
}

/// Each key cited, and where.
std::map<std::string, std::string> keys_cited() {
  std::map<std::string, std::string> cited;
  for (const fs::path& source : sources())
    add_keys_cited(comments_of(whole_text(source)), source.string(), cited);
  add_keys_cited(whole_text(LASTLAP_HOUSE "/docs/models.md"), "docs/models.md", cited);
  return cited;
}

std::multiset<std::string> keys_listed() {
  const std::string bib = whole_text(LASTLAP_HOUSE "/docs/sources.bib");
  const std::regex entry{R"(@[a-z]+\{([^,\s]+),)"};
  std::multiset<std::string> keys;
  for (std::sregex_iterator found{bib.begin(), bib.end(), entry}, end; found != end; ++found)
    keys.insert((*found)[1]);
  return keys;
}

TEST(Sources, EveryKeyCitedIsListed) {
  const auto listed = keys_listed();
  const auto cited = keys_cited();
  EXPECT_GT(cited.size(), 10u);
  for (const auto& [key, where] : cited)
    EXPECT_TRUE(listed.contains(key)) << where << " cites [" << key << "]";
}

TEST(Sources, EveryKeyListedIsCitedAndListedOnce) {
  const auto cited = keys_cited();
  for (const std::string& key : keys_listed()) {
    EXPECT_TRUE(cited.contains(key)) << key << " is cited nowhere";
    EXPECT_EQ(keys_listed().count(key), 1u) << key;
  }
}

TEST(Sources, CitationsAreToldFromUnitsAndIndices) {
  std::map<std::string, std::string> cited;
  add_keys_cited("speed [m/s], [Pugh71], x[3], [0, 1], [A21, B22] and [WA-Facilities]", "here", cited);
  EXPECT_EQ(cited.size(), 4u);
  EXPECT_TRUE(cited.contains("B22"));
  EXPECT_EQ(comments_of("int a[Pugh71];  // [m]\n"), "// [m]\n");
}

std::string quoted(const std::string& name) {
  std::string mark = "`";
  return mark.append(name).append("`");
}

TEST(Models, EveryConstantHasItsRow) {
  const std::string models = whole_text(LASTLAP_HOUSE "/docs/models.md");
  // Bare constants, and the members of the tables of what varies, what is customary and how runners behave.
  const std::regex constant{R"((?:^|\n)(?:inline )?constexpr (?:double|int) (\w+) =)"};
  const std::regex member{R"(  (?:double|Number) (\w+)(?: = |\{)[0-9.])"};
  int constants = 0, members = 0;
  for (const fs::path& source : sources()) {
    const std::string folder = source.parent_path().filename();
    if (folder != "runner" && folder != "race" && folder != "tactics" && folder != "study" && folder != "pack" &&
        folder != "pacing")
      continue;
    if (source.filename().string().ends_with("_test.cpp")) continue;
    const std::string text = whole_text(source);
    for (std::sregex_iterator found{text.begin(), text.end(), constant}, end; found != end; ++found) {
      const std::string name = (*found)[1];
      ++constants;
      EXPECT_NE(models.find(quoted(name)), std::string::npos)
          << name << " of " << source << " is not in docs/models.md";
    }
    for (const char* name : {"struct Variation {", "struct Customs {", "struct Manners {"}) {
      const auto from = text.find(name);
      if (from == std::string::npos) continue;
      const std::string table = text.substr(from, text.find("\n};", from) - from);
      for (std::sregex_iterator found{table.begin(), table.end(), member}, end; found != end; ++found) {
        ++members;
        EXPECT_NE(models.find(quoted((*found)[1])), std::string::npos)
            << (*found)[1] << " of " << source << " is not in docs/models.md";
      }
    }
  }
  EXPECT_GT(constants, 30);
  EXPECT_GT(members, 30);
}

}  // namespace
}  // namespace lastlap::tests
