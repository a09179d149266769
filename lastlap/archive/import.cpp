#include "lastlap/archive/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <set>
#include <utility>

#include "lastlap/archive/clerk.hpp"
#include "lastlap/archive/inside.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/base/nearest.hpp"

namespace lastlap::archive {
namespace {

/// What a file means also depends on what is said beside it.
std::string sum_of(const IncomingFile& file, const RaceContext& context) {
  const std::string beside = context.race + context.competition + context.round + context.event +
                             context.venue + context.source +
                             (context.sex ? std::string(measure::text(*context.sex)) : "") +
                             (context.date ? context.date->text() : "") +
                             (context.track ? std::string(measure::text(*context.track)) : "");
  return beside.empty() ? file.checksum : file.checksum + "+" + checksum_of(beside);
}

/// The import of these very bytes, if there was one.
std::optional<long> import_of(SQLite::Database& database, const std::string& checksum) {
  SQLite::Statement ask{database, "SELECT id FROM imports WHERE checksum = ?"};
  bind_all(ask, checksum);
  return ask.executeStep() ? std::optional<long>{ask.getColumn(0).getInt64()} : std::nullopt;
}

base::Result<std::map<std::string, long>> declared_same(const Archive& archive,
                                                        const std::map<std::string, std::string>& same) {
  std::map<std::string, long> declared;
  for (const auto& [name, archived] : same) {
    const auto athlete = archive.athlete(archived);
    if (!athlete) return tl::make_unexpected(athlete.error());
    declared[search_key(name)] = athlete->id;
  }
  return declared;
}

base::Result<void> check_context(const ImportRequest& request) {
  if (request.context.race.empty()) return {};
  if (!is_race_id(request.context.race)) {
    return base::wrong("no name for a race", request.context.race,
                       "an id has small letters, digits and hyphens",
                       "write it as \"" + slug(request.context.race) + "\"");
  }
  std::size_t races = 0;
  for (const IncomingFile& file : request.files) races += file.sheet.races.size();
  if (races <= 1) return {};
  return base::wrong("one race is named", request.context.race, fmt::format("the files have {} races", races),
                     "import them apart, or without --race");
}

long new_import(SQLite::Database& database, Ledger& ledger, const IncomingFile& file,
                const std::string& checksum, const ImportRequest& request) {
  const std::string source = request.context.source.empty() ? file.sheet.file : request.context.source;
  SQLite::Statement add{
      database,
      "INSERT INTO imports (file, format, checksum, source_id, day, facts_new, facts_changed) "
      "VALUES (?, ?, ?, ?, ?, 0, 0)"};
  run(add, file.sheet.file, file.sheet.format, checksum, ledger.source(source), request.day);
  return database.getLastInsertRowid();
}

void note_counts(SQLite::Database& database, long import, const std::array<Tally, 7>& facts) {
  int added = 0, changed = 0;
  for (const Tally& tally : facts) {
    added += tally.added;
    changed += tally.completed + tally.corrected;
  }
  SQLite::Statement note{database, "UPDATE imports SET facts_new = ?, facts_changed = ? WHERE id = ?"};
  run(note, added, changed, import);
}

/// A sheet's races without what happened in them.
formats::Sheet races_alone(const formats::Sheet& sheet) {
  formats::Sheet alone;
  alone.file = sheet.file;
  alone.format = sheet.format;
  alone.races = sheet.races;
  return alone;
}

/// The readers' bad rows and the clerk's beside each other, as they stand in the files.
std::vector<base::Problem> in_the_order_of_the_files(std::vector<base::Problem> rows, const std::vector<IncomingFile>& files) {
  const auto place = [&](const base::Problem& row) {
    const std::size_t colon = row.where.rfind(':');
    const auto is_its = [&](const IncomingFile& file) { return row.where.substr(0, colon) == file.sheet.file; };
    const auto line = colon == std::string::npos ? 0L : std::strtol(row.where.c_str() + colon + 1, nullptr, 10);
    return std::pair{std::ranges::find_if(files, is_its) - files.begin(), line};
  };
  std::ranges::stable_sort(rows, {}, place);
  // A row that tells a race and a result may be bad as both.
  const auto same = [](const base::Problem& one, const base::Problem& other) { return one.line() == other.line(); };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
  return rows;
}

/// The whole within a transaction that is only committed if the report says so.
ImportReport stated(SQLite::Database& database, const ImportRequest& request,
                    std::map<std::string, long> same) {
  Clerk clerk{database,
              {.shipped = false,
               .day = request.day,
               .context = request.context,
               .same = std::move(same),
               .go_on = [&](const std::string& stage, double share) {
                 if (request.progress) request.progress(stage, share);
                 return !(request.stop && request.stop->load());
               },
               .tables = request.tables}};
  ImportReport report;
  std::vector<SheetToState> sheets;
  std::vector<std::size_t> file_of;
  std::set<std::string> sums;
  std::vector<std::pair<long, formats::Sheet>> known_races;
  for (std::size_t i = 0; i < request.files.size(); ++i) {
    const IncomingFile& file = request.files[i];
    const std::string sum = sum_of(file, request.context);
    FileReport about{.file = file.sheet.file,
                     .format = file.sheet.format,
                     .known_already = false,
                     .facts = {},
                     .remarks = file.sheet.remarks,
                     .understood = file.sheet.understood};
    const auto before = import_of(database, sum);
    if (before && !file.sheet.races.empty() && !sums.contains(sum)) known_races.emplace_back(*before, races_alone(file.sheet));
    about.known_already = before || !sums.insert(sum).second;
    report.files.push_back(about);
    if (about.known_already) continue;
    const std::string source = request.context.source.empty() ? file.sheet.file : request.context.source;
    sheets.push_back({.sheet = &file.sheet,
                      .source = source,
                      .import = new_import(database, clerk.ledger(), file, sum, request)});
    file_of.push_back(i);
  }
  const std::size_t new_sheets = sheets.size();
  // Results may come later than the file of their races.
  for (const auto& [import, sheet] : known_races) {
    if (new_sheets > 0) sheets.push_back({.sheet = &sheet, .source = sheet.file, .import = import});
  }
  clerk.state(sheets);
  const Findings& found = clerk.findings();
  for (std::size_t i = 0; i < new_sheets; ++i) {
    report.files[file_of[i]].facts = found.facts[i];
    note_counts(database, *sheets[i].import, found.facts[i]);
  }
  report.bad_rows = in_the_order_of_the_files(found.bad_rows, request.files);
  report.doubts = found.doubts;
  report.taken = found.taken;
  report.corrections = found.corrections;
  report.warnings = found.warnings;
  report.new_races = found.new_races;
  report.new_athletes = found.new_athletes;
  const bool stands = report.bad_rows.empty() || request.skip_bad;
  const bool sure = report.doubts.empty() || request.doubtful == Doubtful::apart;
  report.done = stands && sure && !found.stopped;
  return report;
}

}  // namespace

std::string checksum_of(std::string_view bytes) {
  std::uint64_t sum = 14695981039346656037ull;
  for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  return fmt::format("{:016x}", sum);
}

base::Result<ImportReport> import_files(Archive& archive, const ImportRequest& request) {
  return guarded(archive.inside().file, [&]() -> base::Result<ImportReport> {
    SQLite::Database& database = archive.inside().database;
    if (auto fits = check_context(request); !fits) return tl::make_unexpected(fits.error());
    auto same = declared_same(archive, request.same);
    if (!same) return tl::make_unexpected(same.error());
    // What is written stays in memory until the end, so that readers are kept out only for the last moment.
    database.exec("PRAGMA cache_spill = OFF");
    SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
    ImportReport report = stated(database, request, std::move(*same));
    if (report.done) transaction.commit();
    return report;
  });
}

base::Result<void> declare_same(Archive& archive, const Athlete& one, const Athlete& other) {
  return guarded(archive.inside().file, [&]() -> base::Result<void> {
    SQLite::Database& database = archive.inside().database;
    if (one.id == other.id) return base::wrong("one athlete, not two", one.name, "both names mean the same");
    if (one.sex != other.sex)
      return base::wrong("not the same athlete", one.name + ", " + other.name,
                         "one is of the men, one of the women");
    SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
    SQLite::Statement both{database,
                           "SELECT x.race_id FROM results x JOIN results y ON y.race_id = x.race_id WHERE "
                           "x.athlete_id = ? AND y.athlete_id = ?"};
    bind_all(both, one.id, other.id);
    if (both.executeStep())
      return base::wrong("not the same athlete", one.name + ", " + other.name,
                         "both started in " + text_at(both, 0));
    for (const char* table :
         {"marks", "results", "splits", "segments", "records", "claims", "spellings", "sayings"}) {
      SQLite::Statement move{
          database, fmt::format("UPDATE OR REPLACE {} SET athlete_id = ? WHERE athlete_id = ?", table)};
      run(move, one.id, other.id);
    }
    SQLite::Statement spelling{
        database,
        "INSERT OR IGNORE INTO spellings (athlete_id, name, name_key, import_id) VALUES (?, ?, ?, NULL)"};
    run(spelling, one.id, other.name, search_key(other.name));
    SQLite::Statement mend{
        database,
        "UPDATE athletes SET birth = coalesce(birth, ?), birth_year = coalesce(birth_year, ?), "
        "country = coalesce(nullif(country, ''), ?) WHERE id = ?"};
    run(mend, other.birth, other.birth_year, other.country, one.id);
    SQLite::Statement forget{database, "DELETE FROM athletes WHERE id = ?"};
    run(forget, other.id);
    transaction.commit();
    return {};
  });
}

}  // namespace lastlap::archive
