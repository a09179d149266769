// Files made to take time or memory: read in a time in proportion to their length, and within the memory that docs/formats.md states.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <functional>
#include <string>

#include "lastlap/formats/recognise.hpp"

namespace lastlap::tests {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

std::string times(std::string_view piece, std::size_t bytes) {
  const std::size_t count = bytes / piece.size();
  std::string text;
  text.reserve(count * piece.size());
  for (std::size_t i = 0; i < count; ++i) text += piece;
  return text;
}

struct Hostile {
  const char* name;
  std::function<std::string(std::size_t bytes)> file;
  bool takes_memory = false;  ///< more than the others
};

const std::string message = "<OdfBody DocumentType=\"DT_RESULT\" DocumentCode=\"ATHM1500M-------------FNL-000100--\"><Competition><ExtendedInfos>"
                            "<ExtendedInfo Code=\"INTERMEDIATE\" Pos=\"1\" Value=\"400\"/></ExtendedInfos><Result><ExtendedResults>";

const std::vector<Hostile> hostile{
    {"rows", [](std::size_t n) { return "race,place,athlete,club\n" + times("race-number-one-1234,1,Somebody Of Some Name,A club\n", n); }, true},
    {"bad rows", [](std::size_t n) { return "race,place,athlete\n" + times("x\n", n); }},
    {"open quotes", [](std::size_t n) { return "race,place,athlete\n" + times("\"a\n", n); }},
    {"doubled quotes", [](std::size_t n) { return "race,place,athlete\n" + times("a,\"b\"\"\n", n); }},
    {"cells", [](std::size_t n) { return "race,place,athlete\n" + times(",", n); }},
    {"Windows-1252", [](std::size_t n) { return "race,place,athlete\n" + times("\xE4", n); }, true},
    {"a header", [](std::size_t n) { return times("race,", n); }},
    {"a long title", [](std::size_t n) { return "1,1,1," + times("1 x ", n) + ",,,,,,1500\n1,2,3,a\n"; }},
    {"headings", [](std::size_t n) { return "competition,date,event,athlete,time_s,status\n" + times("g,2023-01-01,1500,A B,220,OK\n", n); }},
    {"runners of FinishLynx who did not finish", [](std::size_t n) { return "1,1,1,1500m,,,,,,1500\n" + times("DNF,1,1,A,B,,,,,,\"45.1,99.2\"\n", n); }},
    {"lines of FinishLynx", [](std::size_t n) { return "1,1,1,1500m,,,,,,1500\n" + times(",,,\n", n); }},
    {"splits of FinishLynx", [](std::size_t n) { return "1,1,1,1500m,,,,,,1500\n1,2,3,a,b,,3:40.00,,,," + times("1 ", n) + "\n"; }},
    {"lines of Omega", [](std::size_t n) { return "Event;Round;Heat;Lap;Bib;Time\n" + times("1;1;1;9999;7;2456730\n", n); }},
    {"JSON arrays", [](std::size_t n) { return "{\"schema\":\"lastlap.sheet/1\",\"marks\":[" + times("[[]],", std::min(n, std::size_t{6} << 20)) + "[]]}"; }},
    {"JSON keys", [](std::size_t n) { return "{\"schema\":\"lastlap.sheet/1\"," + times("\"k\":{},", std::min(n, std::size_t{12} << 20)) + "\"l\":0}"; }, true},
    {"JSON rows", [](std::size_t n) { return "{\"schema\":\"lastlap.sheet/1\",\"results\":[" + times("{\"race\":\"x\",\"bib\":\"7\"},", n) + "{}]}"; }, true},
    {"JSON depth", [](std::size_t n) { return "{\"schema\":" + times("[", n); }},
    {"XML attributes", [](std::size_t n) { return "<OdfBody><a " + times("b=\"\" ", std::min(n, std::size_t{39} << 20)) + "/></OdfBody>"; }, true},
    {"XML intermediates", [](std::size_t n) {
       return message + times("<ExtendedResult Code=\"INTERMEDIATE\" Pos=\"1\" Value=\"1:00.00\"/>", n) +
              "</ExtendedResults><Competitor><Composition><Athlete><Description FamilyName=\"Lund\"/></Athlete></Composition></Competitor></Result></Competition></OdfBody>";
     },
     true}};

double seconds_to_read(const std::string& file) {
  const std::clock_t before = std::clock();
  const auto sheet = formats::read_sheet(file, "hostile");
  EXPECT_TRUE(sheet.has_value() || !sheet.error().line().empty());
  return static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

TEST(FormatBounds, TimeGrowsWithTheLengthOfAFile) {
  // Four times the bytes take some four times as long; sixteen would be a square. Short times are mostly noise.
  constexpr double noise_s = 0.05, most_growth = 10.0;
  for (const Hostile& kind : hostile) {
    const double less = seconds_to_read(kind.file(1 << 20)), more = seconds_to_read(kind.file(4 << 20));
    EXPECT_LT(more, most_growth * std::max(less, noise_s)) << kind.name << ": " << less << " s, then " << more << " s";
  }
}

/// The most memory [MiB] that a process of its own takes to make and read a file of the greatest length.
double mebibytes_to_read(const Hostile& kind) {
  const pid_t child = ::fork();
  if (child == 0) {
    const std::string file = kind.file(formats::most_file_bytes - 4096);
    const auto sheet = formats::read_sheet(file, "hostile");
    ::_exit(sheet.has_value() || !sheet.error().line().empty() ? 0 : 1);
  }
  int status = 0;
  rusage usage{};
  EXPECT_EQ(::wait4(child, &status, 0, &usage), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << kind.name;
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

TEST(FormatBounds, MemoryIsBounded) {
  if (sanitized) GTEST_SKIP() << "sanitizers take memory of their own";
  double most = 0;
  for (const Hostile& kind : hostile) {
    if (!kind.takes_memory) continue;
    const double mebibytes = mebibytes_to_read(kind);
    EXPECT_LT(mebibytes, 1024) << kind.name;
    most = std::max(most, mebibytes);
  }
  RecordProperty("most_MiB", static_cast<int>(most));
}

}  // namespace
}  // namespace lastlap::tests
