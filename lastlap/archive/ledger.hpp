#pragma once

// Writing facts down: what is new, what agrees, what one source says differently from another, and whose word
// is in force.

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include "lastlap/archive/sayings.hpp"

namespace lastlap::archive {

/// A field's value; monostate and "" are "not known".
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
std::string text(const Value& value);
bool is_known(const Value& value);

/// One field of a statement: the column's name and what is said.
struct Field {
  const char* name;
  Value value;
  bool only_fills = false;  ///< another wording is no correction: taken only where nothing is known
};
using Fields = std::vector<Field>;

/// Who speaks: a source, and the import that brought its word; no import for what comes with lastlap.
struct Teller {
  long source = 0;
  std::optional<long> import;
};

/// What became of a statement.
enum class Told {
  added,      ///< a new fact
  agreed,     ///< nothing that was not known
  completed,  ///< known before, with less
  corrected,  ///< said differently before; now this is in force
  overruled,  ///< said differently by an import; that stays in force
};

/// Marks of one athlete, event and day that differ by less are of one race [s]. Guess: nobody runs two so nearly alike; a hand time and an automatic
/// one of the same race differ by less.
inline constexpr double same_race_s = 0.1 + 1e-6;

/// A correction, for the report.
struct Change {
  std::string field, was, is;
  std::string source_before;
};

/// The facts of one archive being written. Word of an import goes before what lastlap ships, a later import's
/// before an earlier one's. Every differing word is kept as a saying, so that who said what can be asked
/// afterwards. Within the caller's transaction.
class Ledger {
 public:
  explicit Ledger(SQLite::Database& database);

  long source(const std::string& text);
  /// States a fact. `key` are the columns that say which fact it is, `fields` what is said of it. A second
  /// statement on one fact within one pass is the caller's mistake, except that marks of one day may be equal
  /// (see `mark`).
  Told race(const std::string& id, const Fields& fields, const Teller& teller);
  Told result(const std::string& race, long athlete, const Fields& fields, const Teller& teller);
  Told split(const std::string& race, std::optional<long> athlete, const std::string& written_name,
             double distance_m, const Fields& fields, const Teller& teller);
  Told segment(const std::string& race, std::optional<long> athlete, const std::string& written_name,
               double from_m, double to_m, const Fields& fields, const Teller& teller);
  /// A mark is the same fact as one of that athlete, event, track and day with its time, or else with its
  /// place (where both tell one); each fact once in a pass.
  Told mark(long athlete, const std::string& event, const std::string& track, const std::string& date,
            double time_s, const Fields& fields, const Teller& teller);
  Told record(std::optional<long> athlete, const std::string& written_name, const std::string& event,
              const std::string& track, const std::string& date, const std::string& record,
              const Fields& fields, const Teller& teller);
  /// What is said of an athlete who is there already.
  Told athlete(long id, const Fields& fields, const Teller& teller);

  /// What the last statement changed.
  const std::vector<Change>& changes() const { return changes_; }
  /// Removes the facts of lastlap that were not stated in this pass, except where an import spoke of them
  /// too.
  void sweep_shipped();

 private:
  /// A fact that is there: its row, and what a saying about it is filed under.
  struct Place {
    Fact fact = Fact::result;
    std::int64_t row = 0;
    std::optional<std::string> race;
    std::optional<long> athlete;
  };

  SQLite::Statement& prepared(const std::string& sql);
  std::optional<std::int64_t> row_where(const std::string& sql, const Fields& key);
  Told state(Place place, bool is_there, const Fields& key, const Fields& fields, const Teller& teller);
  void insert(Place& place, const Fields& key, const Fields& fields, const Teller& teller);
  Told meet(const Place& place, const Fields& fields, const Teller& teller);
  Told hear(const Place& place, const Field& field, const Value& now, const Teller& owner,
            const Teller& teller);
  void take_back_what_went_with_it(const Place& result, const Fields& fields, const Teller& teller);
  void withdraw(const Place& place, const char* field, const Teller& teller);
  void restate_shipped(const Place& place, const Field& field, const Value& now, bool somebody_spoke,
                       const Teller& teller);
  void say(const Place& place, const char* field, const Value& value, const Teller& teller, bool in_force);
  void set(const Place& place, const char* field, const Value& value);
  void take_out_of_force(const Place& place, const char* field);
  void forget_shipped_saying(const Place& place, const char* field);
  std::optional<Teller> teller_in_force(const Place& place, const char* field);
  std::optional<Teller> first_import_speaking(const Place& place);
  bool has_said(const Place& place, const Field& field, const Teller& teller);
  Teller owner_of_athlete(long id);
  std::string source_text(long source);

  SQLite::Database& database_;
  std::map<std::string, SQLite::Statement> statements_;
  std::unordered_map<std::string, long> sources_;
  std::array<std::unordered_set<std::int64_t>, 7> stated_;  ///< rows of each kind of fact
  std::vector<Change> changes_;
  bool had_marks_ = false;  ///< before this pass: a new archive need not be asked for each
};

}  // namespace lastlap::archive
