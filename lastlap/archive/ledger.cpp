#include "lastlap/archive/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/archive/statement.hpp"

namespace lastlap::archive {
namespace {

constexpr double same_number =
    0.0005;  // times are told to the thousandth at best, distances to the millimetre

constexpr std::array<const char*, 7> tables{"races", "results", "splits",  "segments",
                                            "marks", "records", "athletes"};

const char* table_of(Fact fact) {
  return tables.at(static_cast<std::size_t>(fact));
}

bool same(const Value& one, const Value& other) {
  if (!is_known(one) || !is_known(other)) return is_known(one) == is_known(other);
  if (one.index() == other.index() && !std::holds_alternative<double>(one)) return one == other;
  const auto number = [](const Value& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
    const auto* real = std::get_if<double>(&value);
    return real ? *real : std::nan("");
  };
  return std::abs(number(one) - number(other)) < same_number;
}

void bind(SQLite::Statement& statement, int index, const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return statement.bind(index, *whole);
  if (const auto* real = std::get_if<double>(&value)) return statement.bind(index, *real);
  if (const auto* words = std::get_if<std::string>(&value)) return statement.bind(index, *words);
  statement.bind(index);
}

Value value_at(const SQLite::Statement& row, int column) {
  const auto cell = const_cast<SQLite::Statement&>(row).getColumn(column);
  if (cell.isInteger()) return cell.getInt64();
  if (cell.isFloat()) return cell.getDouble();
  if (cell.isText()) return cell.getString();
  return {};
}

Teller teller_at(const SQLite::Statement& row, int column) {
  Teller teller{.source = row.getColumn(column).getInt64(), .import = {}};
  if (!row.isColumnNull(column + 1)) teller.import = row.getColumn(column + 1).getInt64();
  return teller;
}

/// Imports speak before what is shipped, later ones before earlier ones.
bool goes_before(const Teller& one, const Teller& other) {
  return one.import.value_or(0) >= other.import.value_or(0);
}

// A race and an athlete are named by the columns after fact_id.
constexpr const char* of_this_field =
    "fact = ?1 AND fact_id IS ?2 AND race_id IS ?3 AND athlete_id IS ?4 AND field = ?5";

std::optional<long> fact_id_of(Fact fact, std::int64_t row) {
  return fact == Fact::race || fact == Fact::athlete ? std::nullopt : std::optional<long>{row};
}

/// Whether a value leaves open what it is: unknown, a flag that is not set, a start list's "entered".
bool says_nothing(std::string_view field, const Value& value) {
  if (field == "status") return value == Value{std::string{"entered"}};
  const bool is_flag = field == "field_complete" || field == "hand" || field == "disputed";
  return !is_known(value) || (is_flag && value == Value{std::int64_t{0}});
}

bool has_owner(Fact fact) {
  return fact != Fact::athlete;
}

}  // namespace

std::string text(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  const auto* words = std::get_if<std::string>(&value);
  return words ? *words : "";
}

bool is_known(const Value& value) {
  const auto* words = std::get_if<std::string>(&value);
  return words ? !words->empty() : !std::holds_alternative<std::monostate>(value);
}

Ledger::Ledger(SQLite::Database& database)
    : database_{database},
      had_marks_{database.execAndGet("SELECT EXISTS (SELECT 1 FROM marks)").getInt() == 1} {}

SQLite::Statement& Ledger::prepared(const std::string& sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) found = statements_.try_emplace(sql, database_, sql).first;
  found->second.reset();
  found->second.clearBindings();
  return found->second;
}

long Ledger::source(const std::string& text) {
  const auto known = sources_.find(text);
  if (known != sources_.end()) return known->second;
  SQLite::Statement& ask = prepared(
      "INSERT INTO sources (text) VALUES (?) ON CONFLICT (text) DO UPDATE SET text = text RETURNING id");
  ask.bind(1, text);
  ask.executeStep();
  const long id = ask.getColumn(0).getInt64();
  ask.reset();
  return sources_[text] = id;
}

std::string Ledger::source_text(long source) {
  SQLite::Statement& ask = prepared("SELECT text FROM sources WHERE id = ?");
  bind_all(ask, source);
  return ask.executeStep() ? text_at(ask, 0) : "";
}

std::optional<std::int64_t> Ledger::row_where(const std::string& sql, const Fields& key) {
  SQLite::Statement& ask = prepared(sql);
  for (std::size_t i = 0; i < key.size(); ++i) bind(ask, static_cast<int>(i) + 1, key[i].value);
  if (!ask.executeStep()) return std::nullopt;
  const std::int64_t row = ask.getColumn(0).getInt64();
  ask.reset();
  return row;
}

Told Ledger::race(const std::string& id, const Fields& fields, const Teller& teller) {
  const Fields key{{"id", id}};
  const auto row = row_where("SELECT rowid FROM races WHERE id = ?", key);
  return state({.fact = Fact::race, .row = row.value_or(0), .race = id, .athlete = {}}, row.has_value(), key,
               fields, teller);
}

Told Ledger::result(const std::string& race, long athlete, const Fields& fields, const Teller& teller) {
  const Fields key{{"race_id", race}, {"athlete_id", athlete}};
  const auto row = row_where("SELECT id FROM results WHERE race_id = ? AND athlete_id = ?", key);
  const Place place{.fact = Fact::result, .row = row.value_or(0), .race = race, .athlete = athlete};
  const Told told = state(place, row.has_value(), key, fields, teller);
  if (told == Told::corrected) take_back_what_went_with_it(place, fields, teller);
  return told;
}

/// Who did not finish after all has no place and no time, whoever is disqualified no place; a corrected time takes back how
/// finely and by what the earlier one was taken.
void Ledger::take_back_what_went_with_it(const Place& result, const Fields& fields, const Teller& teller) {
  const auto said = [&](std::string_view name) { return std::ranges::find(fields, name, &Field::name)->value; };
  const auto is_corrected = [&](const char* name) { return std::ranges::find(changes_, name, &Change::field) != changes_.end(); };
  const bool out = is_corrected("status") && said("status") != Value{std::string{"OK"}};
  const bool has_time = said("status") == Value{std::string{"DQ"}};
  const bool other_time = is_corrected("time_s");
  if (out) withdraw(result, "place", teller);
  if (out && !has_time) withdraw(result, "time_s", teller);
  if ((out && !has_time) || (other_time && !is_known(said("raw_time_s")))) withdraw(result, "raw_time_s", teller);
  if ((out && !has_time) || (other_time && said("hand") == Value{std::int64_t{0}})) withdraw(result, "hand", teller);
}

/// Takes a field's word out of force without another in its place; it stays visible.
void Ledger::withdraw(const Place& place, const char* field, const Teller& teller) {
  SQLite::Statement& ask = prepared(
      fmt::format("SELECT {}, source_id, import_id FROM {} WHERE rowid = ?", field, table_of(place.fact)));
  ask.bind(1, place.row);
  ask.executeStep();
  const Value now = value_at(ask, 0);
  const Teller owner = teller_at(ask, 1);
  ask.reset();
  if (says_nothing(field, now)) return;
  const auto in_force = teller_in_force(place, field);
  const Teller before = in_force.value_or(owner);
  if (!goes_before(teller, before)) return;
  if (!in_force) say(place, field, now, before, true);
  take_out_of_force(place, field);
  const bool is_flag = now == Value{std::int64_t{1}} && std::string_view{field} == "hand";
  const Value nothing = is_flag ? Value{std::int64_t{0}} : Value{};
  say(place, field, nothing, teller, true);
  set(place, field, nothing);
  changes_.push_back({.field = field, .was = text(now), .is = is_flag ? "0" : "not known", .source_before = source_text(before.source)});
}

Told Ledger::split(const std::string& race, std::optional<long> athlete, const std::string& written_name,
                   double distance_m, const Fields& fields, const Teller& teller) {
  const Fields key{{"race_id", race},
                   {"athlete_id", athlete ? Value{std::int64_t{*athlete}} : Value{}},
                   {"written_name", written_name},
                   {"distance_m", distance_m}};
  const auto row = row_where(
      "SELECT id FROM splits WHERE race_id = ?1 AND abs(distance_m - ?4) < 0.01 AND athlete_id IS ?2 AND "
      "(?2 IS NOT NULL OR written_name = ?3)",
      key);
  return state({.fact = Fact::split, .row = row.value_or(0), .race = race, .athlete = athlete},
               row.has_value(), key, fields, teller);
}

Told Ledger::segment(const std::string& race, std::optional<long> athlete, const std::string& written_name,
                     double from_m, double to_m, const Fields& fields, const Teller& teller) {
  const Fields key{{"race_id", race},
                   {"athlete_id", athlete ? Value{std::int64_t{*athlete}} : Value{}},
                   {"written_name", written_name},
                   {"from_m", from_m},
                   {"to_m", to_m}};
  const auto row = row_where(
      "SELECT id FROM segments WHERE race_id = ?1 AND abs(from_m - ?4) < 0.01 AND abs(to_m - ?5) < 0.01 AND "
      "athlete_id IS ?2 AND (?2 IS NOT NULL OR written_name = ?3)",
      key);
  return state({.fact = Fact::segment, .row = row.value_or(0), .race = race, .athlete = athlete},
               row.has_value(), key, fields, teller);
}

Told Ledger::mark(long athlete, const std::string& event, const std::string& track, const std::string& date,
                  double time_s, const Fields& fields, const Teller& teller) {
  const Fields key{{"athlete_id", athlete}, {"event", event}, {"track", track}, {"date", date}};
  const auto place = std::ranges::find(fields, std::string_view{"place"}, &Field::name);
  const std::string where = place == fields.end() ? "" : text(place->value);
  SQLite::Statement& ask = prepared(
      "SELECT id, time_s, place FROM marks WHERE athlete_id = ? AND event = ? AND track = ? AND date = ? "
      "ORDER BY id");
  for (std::size_t i = 0; i < key.size(); ++i) bind(ask, static_cast<int>(i) + 1, key[i].value);
  // Nearest kinship first: the time, the place, a time as near as hand and automatic timing of one race are.
  std::array<std::optional<std::int64_t>, 3> kin;
  while (had_marks_ && ask.executeStep()) {
    const std::int64_t row = ask.getColumn(0).getInt64();
    if (stated_[static_cast<std::size_t>(Fact::mark)].contains(row)) continue;
    const double off = std::abs(number_at(ask, 1) - time_s);
    const std::array<bool, 3> is{off < same_number, !where.empty() && text_at(ask, 2) == where,
                                 off < same_race_s};
    for (std::size_t i = 0; i < kin.size(); ++i) {
      if (is[i] && !kin[i]) kin[i] = row;
    }
  }
  const auto row = kin[0] ? kin[0] : kin[1] ? kin[1] : kin[2];
  Fields all{{"time_s", time_s}};
  all.insert(all.end(), fields.begin(), fields.end());
  const Place mark{.fact = Fact::mark, .row = row.value_or(0), .race = {}, .athlete = athlete};
  const Told told = state(mark, row.has_value(), key, all, teller);
  // Listed points were those of the time that no longer stands.
  const bool other_time = std::ranges::find(changes_, "time_s", &Change::field) != changes_.end();
  const auto points = std::ranges::find(fields, std::string_view{"points"}, &Field::name);
  if (other_time && (points == fields.end() || !is_known(points->value))) withdraw(mark, "points", teller);
  return told;
}

Told Ledger::record(std::optional<long> athlete, const std::string& written_name, const std::string& event,
                    const std::string& track, const std::string& date, const std::string& record,
                    const Fields& fields, const Teller& teller) {
  const Fields key{{"athlete_id", athlete ? Value{std::int64_t{*athlete}} : Value{}},
                   {"written_name", written_name},
                   {"event", event},
                   {"track", track},
                   {"date", date},
                   {"record", record}};
  const auto row = row_where(
      "SELECT id FROM records WHERE record = ?6 AND event = ?3 AND track = ?4 AND date = ?5 AND athlete_id "
      "IS ?1 AND "
      "(?1 IS NOT NULL OR written_name = ?2)",
      key);
  return state({.fact = Fact::record, .row = row.value_or(0), .race = {}, .athlete = athlete},
               row.has_value(), key, fields, teller);
}

Told Ledger::athlete(long id, const Fields& fields, const Teller& teller) {
  return state({.fact = Fact::athlete, .row = id, .race = {}, .athlete = id}, true, {}, fields, teller);
}

Told Ledger::state(Place place, bool is_there, const Fields& key, const Fields& fields,
                   const Teller& teller) {
  changes_.clear();
  Told told = Told::added;
  if (is_there) {
    told = meet(place, fields, teller);
  } else {
    insert(place, key, fields, teller);
  }
  stated_[static_cast<std::size_t>(place.fact)].insert(place.row);
  return told;
}

void Ledger::insert(Place& place, const Fields& key, const Fields& fields, const Teller& teller) {
  std::string columns, marks;
  for (const Fields* part : {&key, &fields}) {
    for (const Field& field : *part) {
      columns += fmt::format("{}, ", field.name);
      marks += "?, ";
    }
  }
  SQLite::Statement& add = prepared(fmt::format("INSERT INTO {} ({}source_id, import_id) VALUES ({}?, ?)",
                                                table_of(place.fact), columns, marks));
  int index = 0;
  for (const Fields* part : {&key, &fields}) {
    for (const Field& field : *part) bind(add, ++index, field.value);
  }
  bind_value(add, ++index, teller.source);
  bind_value(add, ++index, teller.import);
  add.exec();
  place.row = database_.getLastInsertRowid();
}

Told Ledger::meet(const Place& place, const Fields& fields, const Teller& teller) {
  std::string columns;
  for (const Field& field : fields) columns += fmt::format("{}, ", field.name);
  SQLite::Statement& ask =
      prepared(fmt::format("SELECT {}{} FROM {} WHERE rowid = ?", columns,
                           has_owner(place.fact) ? "source_id, import_id" : "0, NULL", table_of(place.fact)));
  ask.bind(1, place.row);
  ask.executeStep();
  const int count = static_cast<int>(fields.size());
  std::vector<Value> now;
  now.reserve(fields.size());
  for (int i = 0; i < count; ++i) now.push_back(value_at(ask, i));
  Teller owner = teller_at(ask, count);
  ask.reset();
  if (!has_owner(place.fact)) owner = owner_of_athlete(place.row);
  Told told = Told::agreed;
  if (!teller.import && !owner.import && has_owner(place.fact)) {
    const bool somebody_spoke = first_import_speaking(place).has_value();
    for (std::size_t i = 0; i < fields.size(); ++i)
      restate_shipped(place, fields[i], now[i], somebody_spoke, teller);
    if (owner.source != teller.source) set(place, "source_id", std::int64_t{teller.source});
    return told;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Told heard = hear(place, fields[i], now[i], owner, teller);
    told = std::max(told, heard);
  }
  return told;
}

Told Ledger::hear(const Place& place, const Field& field, const Value& now, const Teller& owner,
                  const Teller& teller) {
  if (says_nothing(field.name, field.value)) return Told::agreed;
  if (says_nothing(field.name, now)) {
    // An import may have taken it back; its word goes before what is shipped.
    const auto taken_back_by = teller_in_force(place, field.name);
    if (taken_back_by && !goes_before(teller, *taken_back_by)) return Told::overruled;
    if (taken_back_by) take_out_of_force(place, field.name);
    set(place, field.name, field.value);
    say(place, field.name, field.value, teller, true);
    return Told::completed;
  }
  if (field.only_fills) return Told::agreed;
  if (same(now, field.value)) {
    // Said by an import too, it stays when lastlap takes its own word back.
    const bool is_new_word = teller.import && !owner.import && !has_said(place, field, teller);
    if (is_new_word) say(place, field.name, field.value, teller, false);
    return Told::agreed;
  }
  if (teller.import && has_said(place, field, teller)) return Told::agreed;
  const auto in_force = teller_in_force(place, field.name);
  const Teller before = in_force.value_or(owner);
  if (!in_force) say(place, field.name, now, before, true);
  if (!goes_before(teller, before)) {
    forget_shipped_saying(place, field.name);
    say(place, field.name, field.value, teller, false);
    return Told::overruled;
  }
  take_out_of_force(place, field.name);
  say(place, field.name, field.value, teller, true);
  set(place, field.name, field.value);
  changes_.push_back({.field = field.name,
                      .was = text(now),
                      .is = text(field.value),
                      .source_before = source_text(before.source)});
  return Told::corrected;
}

/// lastlap ships another word than before: it stands unless an import spoke of this field.
void Ledger::restate_shipped(const Place& place, const Field& field, const Value& now, bool somebody_spoke,
                             const Teller& teller) {
  if (!somebody_spoke) {
    if (!same(now, field.value)) set(place, field.name, field.value);
    return;
  }
  SQLite::Statement& ask = prepared(
      "SELECT id FROM sayings WHERE fact = ? AND fact_id IS ? AND race_id IS ? AND athlete_id IS ? AND field "
      "= ? AND "
      "import_id IS NOT NULL ORDER BY import_id DESC, id DESC");
  bind_all(ask, std::string(text(place.fact)), fact_id_of(place.fact, place.row), place.race, place.athlete,
           std::string(field.name));
  if (!ask.executeStep()) {
    ask.reset();
    if (!same(now, field.value)) set(place, field.name, field.value);
    return;
  }
  const std::int64_t word = ask.getColumn(0).getInt64();
  ask.reset();
  take_out_of_force(place, field.name);
  forget_shipped_saying(place, field.name);
  run(prepared("UPDATE sayings SET in_force = 1 WHERE id = ?"), static_cast<long>(word));
  if (is_known(field.value) && !same(now, field.value)) say(place, field.name, field.value, teller, false);
}

void Ledger::say(const Place& place, const char* field, const Value& value, const Teller& teller,
                 bool in_force) {
  run(prepared("INSERT INTO sayings (fact, fact_id, race_id, athlete_id, field, value, in_force, source_id, "
               "import_id) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
      std::string(text(place.fact)), fact_id_of(place.fact, place.row), place.race, place.athlete,
      std::string(field), text(value), in_force ? 1 : 0, teller.source, teller.import);
}

void Ledger::set(const Place& place, const char* field, const Value& value) {
  SQLite::Statement& change =
      prepared(fmt::format("UPDATE {} SET {} = ? WHERE rowid = ?", table_of(place.fact), field));
  bind(change, 1, value);
  change.bind(2, place.row);
  change.exec();
}

void Ledger::take_out_of_force(const Place& place, const char* field) {
  run(prepared(fmt::format("UPDATE sayings SET in_force = 0 WHERE {}", of_this_field)),
      std::string(text(place.fact)), fact_id_of(place.fact, place.row), place.race, place.athlete,
      std::string(field));
}

void Ledger::forget_shipped_saying(const Place& place, const char* field) {
  run(prepared(
          fmt::format("DELETE FROM sayings WHERE {} AND import_id IS NULL AND in_force = 0", of_this_field)),
      std::string(text(place.fact)), fact_id_of(place.fact, place.row), place.race, place.athlete,
      std::string(field));
}

std::optional<Teller> Ledger::teller_in_force(const Place& place, const char* field) {
  SQLite::Statement& ask = prepared(
      fmt::format("SELECT source_id, import_id FROM sayings WHERE {} AND in_force = 1", of_this_field));
  bind_all(ask, std::string(text(place.fact)), fact_id_of(place.fact, place.row), place.race, place.athlete,
           std::string(field));
  if (!ask.executeStep()) return std::nullopt;
  const Teller teller = teller_at(ask, 0);
  ask.reset();
  return teller;
}

/// Whether this very import said this very thing before.
bool Ledger::has_said(const Place& place, const Field& field, const Teller& teller) {
  SQLite::Statement& ask = prepared(
      fmt::format("SELECT 1 FROM sayings WHERE {} AND import_id = ?6 AND value = ?7", of_this_field));
  bind_all(ask, std::string(text(place.fact)), fact_id_of(place.fact, place.row), place.race, place.athlete,
           std::string(field.name), teller.import, text(field.value));
  const bool found = ask.executeStep();
  ask.reset();
  return found;
}

std::optional<Teller> Ledger::first_import_speaking(const Place& place) {
  SQLite::Statement& ask = prepared(
      "SELECT source_id, import_id FROM sayings WHERE fact = ? AND fact_id IS ? AND race_id IS ? AND "
      "athlete_id IS ? AND "
      "import_id IS NOT NULL ORDER BY import_id, id");
  bind_all(ask, std::string(text(place.fact)), fact_id_of(place.fact, place.row), place.race, place.athlete);
  if (!ask.executeStep()) return std::nullopt;
  const Teller teller = teller_at(ask, 0);
  ask.reset();
  return teller;
}

/// Who brought the athlete: her oldest fact's teller.
Teller Ledger::owner_of_athlete(long id) {
  SQLite::Statement& ask = prepared(
      "SELECT source_id, import_id FROM (SELECT source_id, import_id FROM marks WHERE athlete_id = ?1 UNION "
      "ALL "
      "SELECT source_id, import_id FROM results WHERE athlete_id = ?1) ORDER BY import_id IS NOT NULL, "
      "import_id");
  bind_all(ask, id);
  if (!ask.executeStep()) return {.source = source("the archive before this import"), .import = {}};
  const Teller teller = teller_at(ask, 0);
  ask.reset();
  return teller;
}

void Ledger::sweep_shipped() {
  constexpr std::array<Fact, 6> races_last{Fact::result, Fact::split,  Fact::segment,
                                           Fact::mark,   Fact::record, Fact::race};
  for (const Fact fact : races_last) {
    const bool is_race = fact == Fact::race;
    const bool in_race = fact == Fact::result || fact == Fact::split || fact == Fact::segment;
    SQLite::Statement all{database_, fmt::format("SELECT rowid, {}, {} FROM {} WHERE import_id IS NULL",
                                                 is_race   ? "id"
                                                 : in_race ? "race_id"
                                                           : "NULL",
                                                 is_race ? "NULL" : "athlete_id", table_of(fact))};
    std::vector<Place> unsaid;
    while (all.executeStep()) {
      Place place{.fact = fact, .row = all.getColumn(0).getInt64(), .race = {}, .athlete = {}};
      if (!all.isColumnNull(1)) place.race = text_at(all, 1);
      if (!all.isColumnNull(2)) place.athlete = all.getColumn(2).getInt64();
      if (!stated_[static_cast<std::size_t>(fact)].contains(place.row)) unsaid.push_back(std::move(place));
    }
    for (const Place& place : unsaid) {
      if (const auto heir = first_import_speaking(place)) {
        set(place, "source_id", std::int64_t{heir->source});
        set(place, "import_id", std::int64_t{*heir->import});
        run(prepared("DELETE FROM sayings WHERE fact = ? AND fact_id IS ? AND race_id IS ? AND athlete_id IS "
                     "? AND "
                     "import_id IS NULL"),
            std::string(text(place.fact)), fact_id_of(place.fact, place.row), place.race, place.athlete);
        continue;
      }
      const bool has_facts_of_imports =
          is_race &&
          row_where(
              "SELECT 1 FROM results WHERE race_id = ?1 UNION ALL SELECT 1 FROM splits WHERE race_id = ?1 "
              "UNION ALL SELECT 1 FROM segments WHERE race_id = ?1",
              {{"id", *place.race}});
      if (has_facts_of_imports) continue;
      run(prepared(fmt::format("DELETE FROM {} WHERE rowid = ?", table_of(fact))),
          static_cast<long>(place.row));
    }
  }
}

}  // namespace lastlap::archive
