#include "lastlap/archive/claims.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <cstdint>

#include "lastlap/archive/inside.hpp"
#include "lastlap/archive/statement.hpp"

namespace lastlap::archive {
namespace {

constexpr int busy_timeout_ms = 10'000;  // as the archive's own

long source_id(SQLite::Database& database, const std::string& source) {
  SQLite::Statement add{database, "INSERT OR IGNORE INTO sources (text) VALUES (?)"};
  run(add, source);
  SQLite::Statement ask{database, "SELECT id FROM sources WHERE text = ?"};
  ask.bind(1, source);
  if (!ask.executeStep()) damaged(source);
  return static_cast<long>(ask.getColumn(0).getInt64());
}

bool has_claims(SQLite::Database& database, long source) {
  SQLite::Statement ask{database, "SELECT 1 FROM claims WHERE source_id = ?"};
  bind_all(ask, source);
  return ask.executeStep();
}

}  // namespace

base::Result<int> keep_claims(const std::filesystem::path& archive, const std::string& source, const std::string& day,
                              const std::vector<KeptClaim>& claims) {
  return guarded(archive, [&]() -> base::Result<int> {
    SQLite::Database database{archive.string(), SQLite::OPEN_READWRITE, busy_timeout_ms};
    database.exec("PRAGMA foreign_keys = ON");
    SQLite::Transaction transaction{database, SQLite::TransactionBehavior::IMMEDIATE};
    const long id = source_id(database, source);
    if (claims.empty() || has_claims(database, id)) return 0;
    SQLite::Statement add{database, "INSERT INTO claims (first, last, text, kind, athlete, athlete_id, value, date, race, verdict, against, source_id, day) "
                                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    for (const KeptClaim& claim : claims)
      run(add, static_cast<long>(claim.first), static_cast<long>(claim.last), claim.text, claim.kind, claim.athlete, claim.athlete_id, claim.value, claim.date, claim.race, claim.verdict,
          claim.against, id, day);
    transaction.commit();
    return static_cast<int>(claims.size());
  });
}

base::Result<std::vector<KeptClaim>> kept_claims(const std::filesystem::path& archive, const std::string& source) {
  return guarded(archive, [&]() -> base::Result<std::vector<KeptClaim>> {
    const SQLite::Database database{archive.string(), SQLite::OPEN_READONLY, busy_timeout_ms};
    SQLite::Statement ask{database, "SELECT c.first, c.last, c.text, c.kind, c.athlete, c.athlete_id, c.value, c.date, c.race, c.verdict, c.against "
                                    "FROM claims c JOIN sources s ON s.id = c.source_id WHERE s.text = ? ORDER BY c.first, c.id"};
    ask.bind(1, source);
    return all_rows(ask, [](const SQLite::Statement& row) {
      return KeptClaim{.first = static_cast<std::size_t>(row.getColumn(0).getInt64()),
                       .last = static_cast<std::size_t>(row.getColumn(1).getInt64()),
                       .text = text_at(row, 2),
                       .kind = text_at(row, 3),
                       .athlete = text_at(row, 4),
                       .athlete_id = row.isColumnNull(5) ? std::nullopt : std::optional<long>{row.getColumn(5).getInt64()},
                       .value = text_at(row, 6),
                       .date = text_at(row, 7),
                       .race = text_at(row, 8),
                       .verdict = text_at(row, 9),
                       .against = text_at(row, 10)};
    });
  });
}

std::string article_source(const std::string& name, const std::string& bytes) {
  // FNV-1a, 64 bit: tells one text from another, and is no signature.
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char byte : bytes) hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211ULL;
  return fmt::format("article {}, checksum {:016x}", name, hash);
}

}  // namespace lastlap::archive
