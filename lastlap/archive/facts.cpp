#include "lastlap/archive/facts.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <fstream>
#include <iterator>

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;

/// Counted up when the import makes something else of the same tables, so that old archives are refreshed.
constexpr int import_rules = 2;

struct FactsFile {
  const char* name;
  formats::CsvTable Facts::*table;
  std::vector<std::string> columns;
};

const std::array<FactsFile, 6>& facts_files() {
  static const std::array<FactsFile, 6> files{{
      {"races.csv",
       &Facts::races,
       {"race", "competition", "round", "event", "distance_m", "sex", "date", "venue", "track",
        "field_complete", "source"}},
      {"results.csv",
       &Facts::results,
       {"race", "place", "athlete", "country", "time_s", "status", "qualified", "start_order", "source"}},
      {"splits.csv", &Facts::splits, {"race", "athlete", "distance_m", "time_s", "place", "source"}},
      {"segments.csv",
       &Facts::segments,
       {"race", "athlete", "from_m", "to_m", "time_s", "disputed", "source"}},
      {"marks.csv",
       &Facts::marks,
       {"athlete", "birth", "country", "sex", "event", "time_s", "date", "venue", "track", "place", "points",
        "source"}},
      {"records.csv", &Facts::records, {"athlete", "event", "time_s", "date", "venue", "record", "source"}},
  }};
  return files;
}

/// FNV-1a, 64 bits: tells changed files from unchanged ones; guards against nothing else.
std::uint64_t hash(std::string_view bytes, std::uint64_t seed) {
  for (const char c : bytes) seed = (seed ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return seed;
}

}  // namespace

std::string stamp_of_facts(const fs::path& folder) {
  std::string stamp = fmt::format("rules {}", import_rules);
  for (const FactsFile& file : facts_files()) {
    std::error_code no_size, no_time;
    const auto size = fs::file_size(folder / file.name, no_size);
    const auto changed = fs::last_write_time(folder / file.name, no_time);
    if (no_size || no_time) return "";
    stamp += fmt::format(" {}:{}", size, changed.time_since_epoch().count());
  }
  return stamp;
}

base::Result<Facts> read_facts(const fs::path& folder) {
  Facts facts;
  std::uint64_t sum = hash(std::to_string(import_rules), 14695981039346656037ull);
  for (const FactsFile& file : facts_files()) {
    const fs::path path = folder / file.name;
    std::ifstream in{path, std::ios::binary};
    if (!in) {
      return base::failed("cannot read the shipped facts", path.string(), "",
                          "name their folder in the environment variable LASTLAP_DATA");
    }
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    auto table = formats::read_csv(text, path.string(), file.columns);
    if (!table) return base::failed(table.error().what, table.error().where, table.error().why);
    facts.*file.table = std::move(*table);
    sum = hash(text, hash(file.name, sum));
  }
  facts.checksum = fmt::format("{:016x}", sum);
  return facts;
}

}  // namespace lastlap::archive
