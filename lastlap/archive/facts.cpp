#include "lastlap/archive/facts.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <initializer_list>
#include <iterator>

#include "lastlap/archive/clerk.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/formats/recognise.hpp"

namespace lastlap::archive {
namespace {

namespace fs = std::filesystem;

/// Counted up when the import makes something else of the same tables, so that old archives are refreshed.
constexpr int import_rules = 2;

constexpr std::array facts_files{"races.csv", "results.csv", "splits.csv", "segments.csv", "marks.csv", "records.csv"};

void forget_what_no_fact_names(SQLite::Database& database) {
  const auto forget = [&](const char* table, const char* column, std::initializer_list<const char*> tables) {
    std::string named;
    for (const char* other : tables) {
      named += fmt::format("{}SELECT {} FROM {} WHERE {} IS NOT NULL", named.empty() ? "" : " UNION ", column, other, column);
    }
    database.exec(fmt::format("DELETE FROM {} WHERE id NOT IN ({})", table, named));
  };
  // Another spelling or a word on her birth alone keep nobody; an import's word on her does.
  const std::string gone =
      "NOT IN (SELECT athlete_id FROM marks UNION SELECT athlete_id FROM results "
      "UNION SELECT athlete_id FROM splits WHERE athlete_id IS NOT NULL "
      "UNION SELECT athlete_id FROM segments WHERE athlete_id IS NOT NULL "
      "UNION SELECT athlete_id FROM records WHERE athlete_id IS NOT NULL "
      "UNION SELECT athlete_id FROM claims WHERE athlete_id IS NOT NULL)";
  database.exec("DELETE FROM spellings WHERE athlete_id " + gone);
  database.exec("DELETE FROM sayings WHERE fact = 'athlete' AND athlete_id " + gone);
  database.exec("DELETE FROM athletes WHERE id " + gone);
  forget("sources", "source_id", {"marks", "races", "results", "splits", "segments", "records", "sayings", "claims", "imports"});
}

}  // namespace

std::string stamp_of_facts(const fs::path& folder) {
  std::string stamp = fmt::format("rules {}", import_rules);
  for (const char* name : facts_files) {
    std::error_code no_size, no_time;
    const auto size = fs::file_size(folder / name, no_size);
    const auto changed = fs::last_write_time(folder / name, no_time);
    if (no_size || no_time) return "";
    stamp += fmt::format(" {}:{}", size, changed.time_since_epoch().count());
  }
  return stamp;
}

base::Result<Facts> read_facts(const fs::path& folder) {
  Facts facts;
  std::string sums = std::to_string(import_rules);
  for (const char* name : facts_files) {
    const fs::path path = folder / name;
    std::ifstream in{path, std::ios::binary};
    if (!in) {
      return base::failed("cannot read the shipped facts", path.string(), "",
                          "name their folder in the environment variable LASTLAP_DATA");
    }
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    auto sheet = formats::read_sheet(text, path.string());
    if (!sheet) return base::failed(sheet.error().what, sheet.error().where, sheet.error().why);
    facts.tables.push_back(std::move(*sheet));
    sums += name + checksum_of(text);
  }
  facts.checksum = checksum_of(sums);
  return facts;
}

base::Result<void> import_facts(SQLite::Database& database, const Facts& facts) {
  Clerk clerk{database, {.shipped = true}};
  std::vector<SheetToState> sheets;
  for (const formats::Sheet& sheet : facts.tables) sheets.push_back({.sheet = &sheet, .source = sheet.file, .import = {}});
  clerk.state(sheets);
  clerk.ledger().sweep_shipped();
  forget_what_no_fact_names(database);
  const auto& bad_rows = clerk.findings().bad_rows;
  if (bad_rows.empty()) return {};
  constexpr std::size_t shown = 5;
  std::vector<std::string> complaints;
  for (const base::Problem& problem : bad_rows) {
    if (complaints.size() < shown) complaints.push_back(problem.where + ": " + problem.why);
  }
  const std::size_t more = bad_rows.size() - complaints.size();
  return base::failed("the shipped facts cannot be right", "",
                      base::joined(complaints, " | ") + (more > 0 ? fmt::format(" | and {} more", more) : ""));
}

}  // namespace lastlap::archive
