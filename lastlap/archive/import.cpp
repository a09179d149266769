#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "lastlap/archive/facts.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/archive/statement.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/date.hpp"
#include "lastlap/measure/event.hpp"

namespace lastlap::archive {
namespace {

using measure::Date;
using measure::Sex;

/// One row being checked: hands out its cells as values and notes what cannot be right.
class Row {
 public:
  Row(const formats::CsvTable& table, const formats::CsvRow& row, std::vector<std::string>& complaints)
      : table_{&table}, row_{&row}, complaints_{&complaints} {}

  const std::string& text(const char* name) const { return table_->cell(*row_, name); }

  std::string filled(const char* name) const {
    if (text(name).empty()) complain(fmt::format("{} is empty", name));
    return text(name);
  }

  /// A number of at least 0, or nothing for an empty cell.
  std::optional<double> number_if_any(const char* name) const {
    const std::string& cell = text(name);
    if (cell.empty()) return std::nullopt;
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    const bool good =
        error == std::errc{} && end == cell.data() + cell.size() && std::isfinite(value) && value >= 0.0;
    if (!good) complain(fmt::format("{}: \"{}\" is not a number", name, cell));
    return value;
  }

  double number(const char* name) const {
    const auto value = number_if_any(name);
    if (!value) complain(fmt::format("{} is empty", name));
    return value.value_or(0.0);
  }

  std::optional<int> count_if_any(const char* name) const {
    const auto value = number_if_any(name);
    if (!value) return std::nullopt;
    if (*value != std::floor(*value) || *value > 1e6)
      complain(fmt::format("{}: \"{}\" is not a count", name, text(name)));
    return static_cast<int>(std::min(*value, 1e6));
  }

  Date date(const char* name) const {
    const auto read = Date::read(text(name));
    if (read) return *read;
    complain(fmt::format("{}: {} is not a date", name, read.error().why));
    return Date::of(1900, 1, 1);
  }

  std::optional<Date> date_if_any(const char* name) const {
    if (text(name).empty()) return std::nullopt;
    return date(name);
  }

  Sex sex() const {
    const auto sex = measure::sex_named(text("sex"));
    if (!sex) complain(fmt::format("sex: \"{}\" is neither men nor women", text("sex")));
    return sex.value_or(Sex::men);
  }

  std::string event() const {
    if (!measure::event_named(text("event")))
      complain(fmt::format("event: \"{}\" is not known", text("event")));
    return text("event");
  }

  std::string track() const {
    if (!measure::track_named(text("track")))
      complain(fmt::format("track: \"{}\" is not known", text("track")));
    return text("track");
  }

  bool yes(const char* name) const { return text(name) == "yes"; }

  void complain(const std::string& why) const { complaints_->push_back(table_->where(*row_) + ": " + why); }

 private:
  const formats::CsvTable* table_;
  const formats::CsvRow* row_;
  std::vector<std::string>* complaints_;
};

/// The archive's athletes by name and sex, found or made.
class Register {
 public:
  explicit Register(SQLite::Database& database)
      : add_{database, "INSERT INTO athletes (name, name_key, sex, birth, country, birth_year) "
                       "VALUES (?1, ?2, ?3, ?4, ?5, CAST(substr(?4, 1, 4) AS INTEGER))"},
        mend_{database, "UPDATE athletes SET birth = ?1, country = ?2, birth_year = CAST(substr(?1, 1, 4) AS INTEGER) "
                        "WHERE id = ?3"},
        database_{database} {
    SQLite::Statement all{database, "SELECT id, name, sex, birth FROM athletes ORDER BY id"};
    while (all.executeStep()) {
      people_[{text_at(all, 1), measure::sex_named(text_at(all, 2)).value_or(Sex::men)}].push_back(
          {all.getColumn(0).getInt64(), date_if_any_at(all, 3)});
    }
  }

  /// The athlete of a list that tells her birth.
  long listed(const std::string& name, Sex sex, std::optional<Date> birth, const std::string& country) {
    auto& namesakes = people_[{name, sex}];
    for (Person& person : namesakes) {
      if (person.birth != birth && person.birth && birth) continue;
      if (!person.birth && birth) {
        person.birth = birth;
        run(mend_, birth, country, person.id);
      }
      return person.id;
    }
    return add(name, sex, birth, country);
  }

  /// A starter of a race on `day`: among namesakes, the one whose age then was nearest to a runner's best
  /// years.
  long starter(const std::string& name, Sex sex, Date day, const std::string& country) {
    const auto& namesakes = people_[{name, sex}];
    const Person* likeliest = nullptr;
    for (const Person& person : namesakes) {
      if (!likeliest || years_off(person, day) < years_off(*likeliest, day)) likeliest = &person;
    }
    return likeliest ? likeliest->id : add(name, sex, std::nullopt, country);
  }

  /// The one athlete with this name and sex; nothing if there is none or more than one.
  std::optional<long> only(const std::string& name, Sex sex) const {
    const auto found = people_.find({name, sex});
    if (found == people_.end() || found->second.size() != 1) return std::nullopt;
    return found->second.front().id;
  }

 private:
  struct Person {
    long id;
    std::optional<Date> birth;
  };

  static double years_off(const Person& person, Date day) {
    constexpr double best_years =
        26.0;  // guess: the middle of middle-distance careers; only tells namesakes apart
    if (!person.birth) return 20.0;
    return std::abs(day.days_since(*person.birth) / 365.25 - best_years);
  }

  long add(const std::string& name, Sex sex, std::optional<Date> birth, const std::string& country) {
    run(add_, name, search_key(name), std::string(measure::text(sex)), birth, country);
    const long id = database_.getLastInsertRowid();
    people_[{name, sex}].push_back({id, birth});
    return id;
  }

  std::map<std::pair<std::string, Sex>, std::vector<Person>> people_;
  SQLite::Statement add_, mend_;
  SQLite::Database& database_;
};

/// "1500m short track" -> "1500" on short-200; nothing for an event lastlap does not know.
std::optional<std::pair<std::string, std::string>> event_and_track(std::string written) {
  const std::string short_track = " short track";
  const bool is_short = written.ends_with(short_track);
  if (is_short) written.resize(written.size() - short_track.size());
  if (written == "Mile") written = "mile";
  if (written == "2 miles") written = "2-miles";
  if (written.size() > 1 && written.ends_with('m') && written[written.size() - 2] == '0') written.pop_back();
  if (!measure::event_named(written)) return std::nullopt;
  return std::pair{written, std::string(is_short ? "short-200" : "oval-400")};
}

/// "WR women" is a women's record.
Sex sex_of_record(const std::string& record) {
  return record.find("women") == std::string::npos ? Sex::men : Sex::women;
}

/// Puts one kind of fact after the other into the tables.
class Import {
 public:
  Import(SQLite::Database& database, const Facts& facts)
      : database_{database},
        facts_{facts},
        register_{database},
        source_{database,
                "INSERT INTO sources (text) VALUES (?) ON CONFLICT (text) DO UPDATE SET text = text RETURNING id"} {}

  std::vector<std::string> all() {
    marks();
    races();
    results();
    splits();
    segments();
    records();
    return complaints_;
  }

 private:
  struct RaceDay {
    Sex sex;
    Date date;
  };

  template <class Do>
  void each(const formats::CsvTable& table, Do&& take) {
    for (const formats::CsvRow& row : table.rows) take(Row{table, row, complaints_});
  }

  long source(const Row& row) {
    const std::string text = row.filled("source");
    const auto known = sources_.find(text);
    if (known != sources_.end()) return known->second;
    source_.reset();
    source_.bind(1, text);
    source_.executeStep();
    const long id = source_.getColumn(0).getInt64();
    source_.reset();
    return sources_[text] = id;
  }

  const RaceDay* race_of(const Row& row) {
    const auto race = race_days_.find(row.text("race"));
    if (race != race_days_.end()) return &race->second;
    row.complain(fmt::format("race: \"{}\" is not in races.csv", row.text("race")));
    return nullptr;
  }

  /// Whom a report means by `name`: a starter of the race, else the only athlete of that name.
  std::optional<long> runner(const std::string& race, const std::string& name, Sex sex) const {
    const auto starter = starters_.find({race, name});
    if (starter != starters_.end()) return starter->second;
    return register_.only(name, sex);
  }

  void marks() {
    SQLite::Statement add{database_,
                          "INSERT INTO marks (athlete_id, event, track, time_s, date, venue, place, points, country, "
                          "source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    each(facts_.marks, [&](const Row& row) {
      const long athlete =
          register_.listed(row.filled("athlete"), row.sex(), row.date_if_any("birth"), row.text("country"));
      run(add, athlete, row.event(), row.track(), row.number("time_s"), row.date("date"), row.text("venue"),
          row.text("place"), row.count_if_any("points"), row.text("country"), source(row));
    });
  }

  void races() {
    SQLite::Statement add{database_,
                          "INSERT INTO races (id, competition, round, event, distance_m, sex, date, venue, "
                          "track, field_complete, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    each(facts_.races, [&](const Row& row) {
      const std::string id = row.filled("race");
      const RaceDay day{row.sex(), row.date("date")};
      if (!race_days_.emplace(id, day).second)
        return row.complain(fmt::format("race: \"{}\" stands twice", id));
      run(add, id, row.text("competition"), row.text("round"), row.event(), row.number("distance_m"),
          std::string(measure::text(day.sex)), day.date, row.text("venue"), row.track(),
          row.yes("field_complete") ? 1 : 0, source(row));
    });
  }

  void results() {
    SQLite::Statement add{database_,
                          "INSERT INTO results (race_id, athlete_id, country, place, time_s, status, "
                          "qualified, start_order, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    each(facts_.results, [&](const Row& row) {
      const RaceDay* day = race_of(row);
      if (!day) return;
      const std::string race = row.text("race"), name = row.filled("athlete");
      const long athlete = register_.starter(name, day->sex, day->date, row.text("country"));
      if (!starters_.emplace(std::pair{race, name}, athlete).second)
        return row.complain(name + " starts twice");
      run(add, race, athlete, row.text("country"), row.count_if_any("place"), row.number_if_any("time_s"),
          row.filled("status"), row.text("qualified"), row.count_if_any("start_order"), source(row));
    });
  }

  void splits() {
    SQLite::Statement add{database_,
                          "INSERT INTO splits (race_id, athlete_id, written_name, distance_m, time_s, place, "
                          "source_id) VALUES (?, ?, ?, ?, ?, ?, ?)"};
    each(facts_.splits, [&](const Row& row) {
      const RaceDay* day = race_of(row);
      if (!day) return;
      const std::string race = row.text("race"), name = row.filled("athlete");
      run(add, race, runner(race, name, day->sex), name, row.number("distance_m"),
          row.number_if_any("time_s"), row.count_if_any("place"), source(row));
    });
  }

  void segments() {
    SQLite::Statement add{database_,
                          "INSERT INTO segments (race_id, athlete_id, written_name, from_m, to_m, time_s, "
                          "disputed, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"};
    each(facts_.segments, [&](const Row& row) {
      const RaceDay* day = race_of(row);
      if (!day) return;
      const std::string race = row.text("race"), name = row.filled("athlete");
      run(add, race, runner(race, name, day->sex), name, row.number("from_m"), row.number("to_m"),
          row.number("time_s"), row.yes("disputed") ? 1 : 0, source(row));
    });
  }

  // What stands in brackets behind a record may tell of later days, so it is kept apart as a note.
  void records() {
    SQLite::Statement add{database_,
                          "INSERT INTO records (athlete_id, written_name, event, track, time_s, date, venue, "
                          "record, note, source_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    each(facts_.records, [&](const Row& row) {
      const auto event = event_and_track(row.text("event"));
      if (!event) return row.complain(fmt::format("event: \"{}\" is not known", row.text("event")));
      const std::string written = row.filled("record"), name = row.filled("athlete");
      const std::size_t bracket = std::min(written.find(" ("), written.size());
      run(add, register_.only(name, sex_of_record(written)), name, event->first, event->second,
          row.number("time_s"), row.date("date"), row.text("venue"), written.substr(0, bracket),
          written.substr(bracket), source(row));
    });
  }

  SQLite::Database& database_;
  const Facts& facts_;
  Register register_;
  SQLite::Statement source_;
  std::map<std::string, long> sources_;
  std::map<std::string, RaceDay> race_days_;
  std::map<std::pair<std::string, std::string>, long> starters_;
  std::vector<std::string> complaints_;
};

void take_out_shipped_facts(SQLite::Database& database) {
  for (const char* table : {"marks", "results", "splits", "segments", "records", "races"})
    database.exec(fmt::format("DELETE FROM {} WHERE import_id IS NULL", table));
}

void forget_what_no_fact_names(SQLite::Database& database) {
  const auto forget = [&](const char* table, const char* column, std::initializer_list<const char*> tables) {
    std::string named;
    for (const char* other : tables)
      named += fmt::format("{}SELECT {} FROM {} WHERE {} IS NOT NULL", named.empty() ? "" : " UNION ", column, other, column);
    database.exec(fmt::format("DELETE FROM {} WHERE id NOT IN ({})", table, named));
  };
  forget("athletes", "athlete_id", {"marks", "results", "splits", "segments", "records", "sayings", "claims", "spellings"});
  forget("sources", "source_id", {"marks", "races", "results", "splits", "segments", "records", "sayings", "claims", "imports"});
}

}  // namespace

base::Result<void> import_facts(SQLite::Database& database, const Facts& facts) {
  take_out_shipped_facts(database);
  std::vector<std::string> complaints = Import{database, facts}.all();
  forget_what_no_fact_names(database);
  if (complaints.empty()) return {};
  constexpr std::size_t shown = 5;
  const std::size_t more = complaints.size() - std::min(complaints.size(), shown);
  complaints.resize(complaints.size() - more);
  return base::failed(
      "the shipped facts cannot be right", "",
      base::joined(complaints, " | ") + (more > 0 ? fmt::format(" | and {} more", more) : ""));
}

}  // namespace lastlap::archive
