#include "lastlap/archive/clerk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/archive/inside.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::archive {
namespace {

using formats::Person;
using formats::ResultRow;
using measure::Date;
using measure::Duration;
using measure::Sex;

constexpr std::size_t rows_between_steps = 512;
constexpr double same_time_s = 0.0005;
constexpr int fewest_in_common = 2;  // runners of one day, event and sex with the same times: the same race

Value whole(const std::optional<int>& value) { return value ? Value{std::int64_t{*value}} : Value{}; }
Value seconds(const std::optional<Duration>& value) { return value ? Value{value->si()} : Value{}; }
Value flag(bool value) { return Value{std::int64_t{value ? 1 : 0}}; }

/// "leader", pacemakers in brackets and pairs are nobody of the archive.
bool is_no_single_athlete(const std::string& name) {
  return name == "leader" || name.find('(') != std::string::npos || name.find('/') != std::string::npos;
}

/// With what a file tells of her: "Ali Hassan (KEN, 1990)".
std::string shown(const Person& person) {
  std::string about = person.country;
  const auto add = [&](const std::string& part) { about += (about.empty() ? "" : ", ") + part; };
  if (person.birth) add(person.birth->text());
  if (!person.birth && person.birth_year) add(std::to_string(*person.birth_year));
  return person.name + (about.empty() ? "" : " (" + about + ")");
}

std::string key_of(const Person& person, Sex sex) {
  return fmt::format("{}|{}|{}|{}|{}", person.name, measure::text(sex), person.birth ? person.birth->text() : "",
                     person.birth_year.value_or(0), person.country);
}

/// A record's sex is that of its name: "WR women".
Sex sex_of_record(const formats::RecordRow& row) {
  if (row.person.sex) return *row.person.sex;
  return row.record.find("women") == std::string::npos ? Sex::men : Sex::women;
}

}  // namespace

Clerk::Clerk(SQLite::Database& database, ClerkRules rules)
    : database_{database}, rules_{std::move(rules)}, ledger_{database}, people_{database}, limits_{database} {
  SQLite::Statement ids{database, "SELECT id FROM races"};
  while (ids.executeStep()) taken_ids_.insert(text_at(ids, 0));
  if (rules_.shipped) return;
  SQLite::Statement venues{database, "SELECT DISTINCT venue FROM races UNION SELECT DISTINCT venue FROM marks"};
  while (venues.executeStep()) {
    const std::string venue = text_at(venues, 0);
    if (venue.find('(') != std::string::npos) towns_.insert(slug(town_of(venue, {})));
  }
}

// ---------------------------------------------------------------------------------------------- the pass

void Clerk::state(const std::vector<SheetToState>& sheets) {
  sheets_ = sheets;
  findings_.facts.resize(sheets.size());
  for (const SheetToState& one : sheets) {
    const formats::Sheet& sheet = *one.sheet;
    findings_.bad_rows.insert(findings_.bad_rows.end(), sheet.bad_rows.begin(), sheet.bad_rows.end());
    rows_in_all_ += sheet.races.size() + sheet.results.size() + sheet.splits.size() + sheet.segments.size() +
                    sheet.marks.size() + sheet.records.size();
  }
  for (std::size_t i = 0; i < sheets.size(); ++i) marks(i);
  races_with_results();
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    splits(i);
    segments(i);
    records(i);
  }
  if (!findings_.stopped) recognise_names();
  if (rules_.shipped || findings_.stopped) return;
  tell_of_odd_births();
  look_at_races();
}

/// Names that were nobody's when their facts came may be somebody's now.
void Clerk::recognise_names() {
  SQLite::Statement records{database_, "SELECT id, written_name, record LIKE '%women%' FROM records WHERE athlete_id IS NULL"};
  SQLite::Statement link_record{database_, "UPDATE records SET athlete_id = ? WHERE id = ?"};
  while (records.executeStep()) {
    const auto namesakes = people_.namesakes(text_at(records, 1), records.getColumn(2).getInt() == 1 ? Sex::women : Sex::men);
    if (namesakes.size() == 1) run(link_record, namesakes.front(), static_cast<long>(records.getColumn(0).getInt64()));
  }
  for (const char* table : {"splits", "segments"}) {
    SQLite::Statement nameless{database_, fmt::format("SELECT id, race_id, written_name FROM {} WHERE athlete_id IS NULL", table)};
    SQLite::Statement link{database_, fmt::format("UPDATE {} SET athlete_id = ? WHERE id = ?", table)};
    while (nameless.executeStep()) {
      const std::string race = text_at(nameless, 1), name = text_at(nameless, 2);
      if (!stated_races_.contains(race) || is_no_single_athlete(name)) continue;
      const std::vector<std::string> words = sorted_words(name);
      for (const Starter& starter : starters_of(race)) {
        if (starter.words == words) run(link, starter.athlete, static_cast<long>(nameless.getColumn(0).getInt64()));
      }
    }
  }
}

void Clerk::tell_of_odd_births() {
  for (const auto& [kind, odd] : odd_births_) {
    const auto& [sheet, year, lost_a_century] = kind;
    const std::string instead = lost_a_century ? fmt::format("taken for {}", year + 100) : "left aside";
    warn(odd.first, fmt::format("{}, born {}, would be {}; {} is {} ({} {})", odd.name, year, odd.age, year, instead, odd.rows,
                                odd.rows == 1 ? "row" : "rows"));
  }
}

bool Clerk::step(const char* stage) {
  if (findings_.stopped) return false;
  if (++rows_done_ % rows_between_steps == 0 && rules_.go_on) {
    const double share = static_cast<double>(rows_done_) / static_cast<double>(rows_in_all_);
    findings_.stopped = !rules_.go_on(stage, std::min(share, 1.0));
  }
  return !findings_.stopped;
}

std::string Clerk::where(Row row) const { return fmt::format("{}:{}", sheets_[row.sheet].sheet->file, row.line); }

void Clerk::bad(Row row, std::string what, std::string why, std::string hint) {
  findings_.bad_rows.push_back(
      {base::Problem::Kind::request, std::move(what), where(row), std::move(why), std::move(hint)});
}

void Clerk::warn(Row row, const std::string& text) {
  if (!rules_.shipped) findings_.warnings.push_back(where(row) + ": " + text);
}

Teller Clerk::teller(std::size_t sheet, const std::string& source, const std::string& otherwise) {
  const std::string& text = !source.empty() ? source : !otherwise.empty() ? otherwise : sheets_[sheet].source;
  return {.source = ledger_.source(text), .import = sheets_[sheet].import};
}

void Clerk::count(std::size_t sheet, Fact fact, Told told, Row row, const std::string& of) {
  Tally& tally = findings_.facts[sheet][static_cast<std::size_t>(fact)];
  constexpr std::array counts{&Tally::added, &Tally::agreed, &Tally::completed, &Tally::corrected, &Tally::overruled};
  tally.*counts[static_cast<std::size_t>(told)] += 1;
  for (const Change& change : ledger_.changes()) findings_.corrections.push_back({where(row), of, change});
}

// ---------------------------------------------------------------------------------------------- people

Person Clerk::believable(Person person, std::optional<Date> day, Row row) {
  if (person.birth && !person.birth_year) person.birth_year = person.birth->year();
  if (!day || !person.birth_year) return person;
  const int age = age_on(*day, person.birth, *person.birth_year);
  if (age < youngest_believed || age > oldest_believed) {
    // 1900 stands for "not known" as often as for 2000; 1903 is 2003.
    const bool lost_a_century = !person.birth && *person.birth_year % 100 != 0 && age >= 100 + youngest && age <= 100 + oldest;
    OddBirths& odd = odd_births_[{row.sheet, *person.birth_year, lost_a_century}];
    if (++odd.rows == 1) odd = {.rows = 1, .first = row, .name = person.name, .age = age};
    person.birth.reset();
    person.birth_year = lost_a_century ? std::optional{*person.birth_year + 100} : std::nullopt;
  } else if (age < youngest || age > oldest) {
    warn(row, fmt::format("{}: aged {} on {}", person.name, age, day->text()));
  }
  return person;
}

long Clerk::new_athlete(const Person& person, Sex sex) {
  SQLite::Statement add{database_,
                        "INSERT INTO athletes (name, name_key, sex, birth, country, birth_year) VALUES (?, ?, ?, ?, ?, ?)"};
  const auto year = person.birth ? std::optional{person.birth->year()} : person.birth_year;
  run(add, person.name, search_key(person.name), std::string(measure::text(sex)), person.birth, person.country, year);
  const long id = database_.getLastInsertRowid();
  people_.add({.id = id, .name = person.name, .words = {}, .sex = sex, .birth = person.birth, .birth_year = year, .country = person.country});
  ++findings_.new_athletes;
  return id;
}

/// What the row tells of an athlete beyond what is known of her; and how it spells her.
void Clerk::complete(long athlete, const Person& person, Row row) {
  const KnownPerson known = people_.at(athlete);
  // The 1 January stands for a year alone, and says nothing against a day.
  const bool only_year = person.birth && person.birth->text().ends_with("-01-01");
  const bool tells_birth = person.birth && known.birth != person.birth && !(known.birth && only_year);
  const bool tells_year = !person.birth && person.birth_year && !known.birth && known.birth_year != person.birth_year;
  const bool tells_country = known.country.empty() && !person.country.empty();
  if (tells_birth || tells_year || tells_country) {
    Fields fields;
    if (tells_birth) {
      fields.push_back({"birth", person.birth->text()});
      fields.push_back({"birth_year", std::int64_t{person.birth->year()}});
    }
    if (tells_year) fields.push_back({"birth_year", std::int64_t{*person.birth_year}});
    if (tells_country) fields.push_back({"country", person.country});
    if (rules_.shipped && known.birth) return;
    count(row.sheet, Fact::athlete, ledger_.athlete(athlete, fields, teller(row.sheet, "")), row, known.name);
    people_.mend(athlete, tells_birth ? person.birth : known.birth,
                 tells_birth  ? std::optional{person.birth->year()}
                 : tells_year ? person.birth_year
                              : known.birth_year,
                 tells_country ? person.country : known.country);
  }
  if (sorted_words(person.name) == known.words) return;
  SQLite::Statement add{database_, "INSERT OR IGNORE INTO spellings (athlete_id, name, name_key, import_id) VALUES (?, ?, ?, ?)"};
  run(add, athlete, person.name, search_key(person.name), sheets_[row.sheet].import);
  people_.add_spelling(athlete, person.name);
}

std::optional<long> Clerk::who(const Person& written, Sex sex, std::optional<Date> day, Row row) {
  if (rules_.shipped) {
    const auto known = people_.shipped(written, sex, day);
    if (known && written.birth) complete(*known, written, row);
    return known ? *known : new_athlete(written, sex);
  }
  const Person person = believable(written, day, row);
  const std::string key = key_of(person, sex);
  const std::pair numbered{person.number.value_or(0), search_key(person.name)};
  if (person.number) {
    if (const auto known = numbered_.find(numbered); known != numbered_.end()) {
      complete(known->second, person, row);
      return known->second;
    }
  } else if (const auto seen = seen_.find(key); seen != seen_.end()) {
    return seen->second;
  }
  if (search_key(written.name).empty()) {
    bad(row, "nobody is named", "the name is \"" + written.name + "\"");
    return std::nullopt;
  }
  const auto declared = rules_.same.find(search_key(person.name));
  const bool is_declared = declared != rules_.same.end() && people_.at(declared->second).sex == sex;
  Match match = is_declared ? Match{.athlete = declared->second, .because = "", .doubtful = {}} : people_.find(person, sex);
  if (person.number) {
    // Whoever has another number in this export is somebody else.
    if (match.athlete && has_number_.contains(*match.athlete)) match.athlete.reset();
    std::erase_if(match.doubtful, [&](long id) { return has_number_.contains(id); });
  }
  long id = 0;
  if (match.athlete) {
    id = *match.athlete;
    if (!match.because.empty())
      findings_.taken.push_back(fmt::format("{}: {} is taken for {}: {}", where(row), shown(person), told_apart(people_.at(id)), match.because));
    complete(id, person, row);
  } else {
    id = new_athlete(person, sex);
  }
  if (!match.doubtful.empty()) {
    Doubt doubt{.where = where(row), .name = shown(person), .candidates = {}, .kept_as = told_apart(people_.at(id))};
    for (const long candidate : match.doubtful) doubt.candidates.push_back(told_apart(people_.at(candidate)));
    findings_.doubts.push_back(std::move(doubt));
  }
  if (!person.number) return seen_[key] = id;
  has_number_.insert(id);
  return numbered_[numbered] = id;
}

const std::vector<Clerk::Starter>& Clerk::starters_of(const std::string& race) {
  const auto known = starters_.find(race);
  if (known != starters_.end()) return known->second;
  std::vector<Starter> all;
  SQLite::Statement ask{database_, "SELECT athlete_id, bib FROM results WHERE race_id = ? ORDER BY place IS NULL, place, id"};
  bind_all(ask, race);
  while (ask.executeStep()) {
    const long athlete = ask.getColumn(0).getInt64();
    all.push_back({athlete, people_.at(athlete).words, text_at(ask, 1)});
  }
  return starters_[race] = std::move(all);
}

/// The one starter with this number.
std::optional<long> Clerk::wearing(const std::string& bib, const Race& race) {
  std::optional<long> found;
  for (const Starter& starter : starters_of(race.id)) {
    if (bib.empty() || starter.bib != bib) continue;
    if (found) return std::nullopt;
    found = starter.athlete;
  }
  return found;
}

/// Whom a report means within a race: the starter whose name fits best, if only one does; else an athlete of that name.
std::optional<long> Clerk::runner(const Race& race, const Person& person, const std::string& bib, Row row) {
  if (person.name.empty()) return wearing(bib, race);
  if (person.number) {
    const auto known = numbered_.find({*person.number, search_key(person.name)});
    if (known != numbered_.end()) return known->second;
  }
  if (is_no_single_athlete(person.name)) return std::nullopt;
  const std::vector<std::string> words = sorted_words(person.name);
  for (const NameFit fit : {NameFit::same, NameFit::initials, NameFit::part, NameFit::near}) {
    if (fit != NameFit::same && rules_.shipped) break;
    std::vector<long> fitting;
    for (const Starter& starter : starters_of(race.id)) {
      const bool is_family_name = fit == NameFit::part && words.size() == 1 && std::ranges::find(starter.words, words[0]) != starter.words.end();
      if (is_family_name || fit_of_names(words, starter.words) == fit) fitting.push_back(starter.athlete);
    }
    if (fitting.size() == 1) return fitting.front();
    if (fitting.size() > 1) {
      warn(row, fmt::format("{} may be several starters of {}; the name stands without an athlete", person.name, race.id));
      return std::nullopt;
    }
  }
  const auto namesakes = people_.namesakes(person.name, race.sex);
  return namesakes.size() == 1 ? std::optional{namesakes.front()} : std::nullopt;
}

// ---------------------------------------------------------------------------------------------- races

void Clerk::races_with_results() {
  std::map<std::string, int> sheets_with;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    for (const formats::RaceRow& row : sheets_[i].sheet->races) {
      keys_[row.key] = {i, row.key};
      ++sheets_with[row.key];
    }
  }
  for (const auto& [key, count] : sheets_with) {
    if (count > 1) keys_.erase(key);
  }
  const auto place_of = [&](std::size_t sheet, const std::string& key) -> std::pair<std::size_t, std::string> {
    const bool own = std::ranges::any_of(sheets_[sheet].sheet->races, [&](const formats::RaceRow& row) { return row.key == key; });
    const auto elsewhere = keys_.find(key);
    return own || elsewhere == keys_.end() ? std::pair{sheet, key} : elsewhere->second;
  };
  ResultsByRace results;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    std::map<std::string, std::pair<std::size_t, std::string>> places;
    for (const ResultRow& row : sheets_[i].sheet->results) {
      auto place = places.find(row.race);
      if (place == places.end()) place = places.emplace(row.race, place_of(i, row.race)).first;
      results[place->second].emplace_back(i, &row);
    }
  }
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    for (const formats::RaceRow& row : sheets_[i].sheet->races) {
      if (!step("races")) return;
      const auto found = results.find({i, row.key});
      static const std::vector<std::pair<std::size_t, const ResultRow*>> none;
      add_race(i, row, found == results.end() ? none : found->second);
    }
  }
  for (const auto& [place, rows] : results) {
    for (const auto& [sheet, row] : rows) {
      if (!step("results")) return;
      result(sheet, *row);
    }
  }
}

std::optional<Clerk::Race> Clerk::archived_race(const std::string& id) {
  SQLite::Statement ask{database_,
                        "SELECT r.sex, r.date, r.event, r.distance_m, s.text FROM races r JOIN sources s ON s.id = r.source_id WHERE r.id = ?"};
  bind_all(ask, id);
  if (!ask.executeStep()) return std::nullopt;
  return Race{.id = id, .sex = sex_at(ask, 0), .date = date_at(ask, 1), .event = text_at(ask, 2), .distance_m = number_at(ask, 3), .source = ""};
}

/// The row with what the context adds. Nothing, with a bad row, if something is missing or cannot be.
std::optional<Clerk::Race> Clerk::described(std::size_t sheet, const formats::RaceRow& row) {
  const Row at{sheet, row.line};
  const RaceContext& context = rules_.context;
  const auto sex = row.sex ? row.sex : context.sex;
  const auto date = row.date ? row.date : context.date;
  std::string event = measure::event_named(row.event) ? row.event : context.event;
  if (event.empty() && row.distance) {
    if (const auto known = measure::event_of(*row.distance)) event = known->name;
  }
  const auto known = measure::event_named(event);
  if (!known) {
    left_aside_.insert({sheet, row.key});
    if (row.event.empty()) bad(at, "not a race", "its event is not told", "give --event");
    return std::nullopt;
  }
  const char* missing = !sex ? "sex" : !date ? "date" : nullptr;
  if (missing) {
    bad(at, "not a race", fmt::format("its {} is not told", missing), fmt::format("give --{}", missing));
  } else if (rules_.day && *date > *rules_.day) {
    bad(at, "not a race", fmt::format("{} is later than today, {}", date->text(), rules_.day->text()));
  } else {
    return Race{.id = "", .sex = *sex, .date = *date, .event = event, .distance_m = row.distance.value_or(known->distance).si(), .source = ""};
  }
  left_aside_.insert({sheet, row.key});
  return std::nullopt;
}

/// The archive's race of that day, event and sex in which some of these ran the same times.
std::optional<std::string> Clerk::race_run_by(const Race& race, const std::vector<std::pair<std::size_t, const ResultRow*>>& results) {
  std::map<std::string, int> in_common;
  int with_time = 0;
  SQLite::Statement ask{database_,
                        "SELECT x.race_id FROM results x JOIN races r ON r.id = x.race_id WHERE x.athlete_id = ? AND r.date = ? AND "
                        "r.event = ? AND r.sex = ? AND abs(x.time_s - ?) < ?"};
  SQLite::Statement any{database_, "SELECT 1 FROM races WHERE date = ? AND event = ? AND sex = ?"};
  bind_all(any, race.date, race.event, std::string(measure::text(race.sex)));
  if (!any.executeStep()) return std::nullopt;
  for (const auto& [sheet, row] : results) {
    if (!row->time) continue;
    ++with_time;
    const auto athlete = who(row->person, race.sex, race.date, {sheet, row->line});
    if (!athlete) continue;
    ask.reset();
    bind_all(ask, *athlete, race.date, race.event, std::string(measure::text(race.sex)), row->time->si(), same_time_s);
    while (ask.executeStep()) ++in_common[text_at(ask, 0)];
  }
  std::optional<std::string> found;
  int most = std::min(fewest_in_common, std::max(with_time, 1)) - 1;
  for (const auto& [id, count] : in_common) {
    if (count > most && !stated_races_.contains(id)) {
      found = id;
      most = count;
    }
  }
  return found;
}

/// The archive's race with the same headings, where no result tells it.
std::optional<std::string> Clerk::race_headed(const Race& race, const formats::RaceRow& row) {
  SQLite::Statement ask{database_,
                        "SELECT r.id FROM races r WHERE r.date = ? AND r.event = ? AND r.sex = ? AND r.competition = ? AND r.round = ? "
                        "AND (r.venue = ?6 OR ?6 = '') ORDER BY r.id"};
  bind_all(ask, race.date, race.event, std::string(measure::text(race.sex)),
           row.competition.empty() ? rules_.context.competition : row.competition, row.round,
           row.venue.empty() ? rules_.context.venue : row.venue);
  while (ask.executeStep()) {
    if (!stated_races_.contains(text_at(ask, 0))) return text_at(ask, 0);
  }
  return std::nullopt;
}

void Clerk::add_race(std::size_t sheet, const formats::RaceRow& row, const std::vector<std::pair<std::size_t, const ResultRow*>>& results) {
  const Row at{sheet, row.line};
  if (races_.contains({sheet, row.key})) return bad(at, "not a race", fmt::format("\"{}\" stands twice", row.key));
  const bool has_our_id = row.has_id && is_race_id(row.key);
  const std::string id = has_our_id ? row.key : rules_.context.race;
  auto race = id.empty() ? std::nullopt : archived_race(id);
  const bool is_known = race.has_value();
  if (!race) race = described(sheet, row);
  if (!race) return;
  race->source = row.source;
  if (!id.empty()) {
    race->id = id;
    return state_race(sheet, row, *race, !is_known, has_our_id);
  }
  auto same = race_run_by(*race, results);
  if (!same) same = race_headed(*race, row);
  race->id = same.value_or("");
  state_race(sheet, row, *race, !same, false);
}

void Clerk::state_race(std::size_t sheet, const formats::RaceRow& row, Race race, bool is_new, bool by_id) {
  const Row at{sheet, row.line};
  const RaceContext& context = rules_.context;
  const std::string competition = row.competition.empty() ? context.competition : row.competition;
  const std::string venue = row.venue.empty() ? context.venue : row.venue;
  std::string round = row.round.empty() ? context.round : row.round;
  if (round.empty() && is_new) round = "race";
  if (race.id.empty()) {
    race.id = new_race_id({.venue = venue, .competition = competition, .round = round, .title = row.title, .event = race.event, .sex = race.sex, .date = race.date},
                          towns_, taken_ids_);
  }
  if (stated_races_.contains(race.id)) return bad(at, "not a race", fmt::format("{} stands twice", race.id));
  if (is_new && !rules_.shipped) findings_.new_races.push_back(race.id);
  // A row that does not name our race tells more of it and corrects nothing.
  const bool only_fills = !is_new && !by_id;
  const auto track = row.track ? row.track : context.track;
  Fields fields{{"competition", competition, only_fills},
                {"round", round, only_fills},
                {"event", by_id && measure::event_named(row.event) ? row.event : race.event, only_fills},
                {"distance_m", by_id && row.distance ? row.distance->si() : race.distance_m, only_fills},
                {"sex", std::string(measure::text(by_id && row.sex ? *row.sex : race.sex)), only_fills},
                {"date", (by_id && row.date ? *row.date : race.date).text(), only_fills},
                {"venue", venue, only_fills}};
  if (is_new || track) fields.push_back({"track", std::string(measure::text(track.value_or(measure::TrackKind::oval_400))), only_fills});
  if (is_new || row.field_complete || rules_.shipped) fields.push_back({"field_complete", flag(row.field_complete.value_or(false)), only_fills});
  count(sheet, Fact::race, ledger_.race(race.id, fields, teller(sheet, row.source, context.source)), at, race.id);
  stated_races_.insert(race.id);
  taken_ids_.insert(race.id);
  races_[{sheet, row.key}] = std::move(race);
}

const Clerk::Race* Clerk::race_of(std::size_t sheet, const std::string& key, std::size_t line) {
  std::pair<std::size_t, std::string> place{sheet, key};
  if (const auto elsewhere = keys_.find(key); !races_.contains(place) && elsewhere != keys_.end()) place = elsewhere->second;
  if (const auto known = races_.find(place); known != races_.end()) return &known->second;
  if (left_aside_.contains(place)) return nullptr;
  const std::string& id = key.empty() ? rules_.context.race : key;
  if (auto archived = rules_.shipped || id.empty() ? std::nullopt : archived_race(id)) return &(races_[place] = std::move(*archived));
  const std::string why = id.empty() ? "its race is not told" : fmt::format("race \"{}\" is in none of the files nor in the archive", id);
  bad({sheet, line}, "whose race is not known", why, id.empty() ? "give --race" : "import the file of races with it");
  return nullptr;
}

void Clerk::look_at_races() {
  std::set<std::string> touched = stated_races_;
  for (const auto& [place, race] : races_) touched.insert(race.id);
  for (const std::string& id : touched) {
    const auto race = race_in(database_, id);
    if (!race) continue;
    for (const std::string& finding : disagreements(*race)) findings_.warnings.push_back(id + ": " + finding);
  }
  const bool about_records = std::ranges::any_of(findings_.facts, [](const auto& facts) {
    const Tally& marks = facts[static_cast<std::size_t>(Fact::mark)];
    const Tally& records = facts[static_cast<std::size_t>(Fact::record)];
    return marks.added + marks.corrected + records.added + records.corrected > 0;
  });
  if (!about_records) return;
  for (const std::string& finding : records_out_of_order(database_)) findings_.warnings.push_back(finding);
}

// ---------------------------------------------------------------------------------------------- rows

void Clerk::result(std::size_t sheet, const ResultRow& row) {
  const Row at{sheet, row.line};
  const Race* race = race_of(sheet, row.race, row.line);
  if (!race) return;
  if (row.time) {
    if (const std::string why = impossible_time(race->event, race->sex, row.time->si()); !why.empty()) return bad(at, "not a result", why);
    if (const std::string what = limits_.unlikely(race->event, race->sex, row.time->si()); !what.empty()) warn(at, row.person.name + ": " + what);
  }
  if (row.person.sex && *row.person.sex != race->sex)
    return bad(at, "not a result", fmt::format("{} is of the {}, {} is a race of the {}", row.person.name, measure::text(*row.person.sex), race->id, measure::text(race->sex)));
  const auto athlete = row.person.name.empty() ? wearing(row.bib, *race) : who(row.person, race->sex, race->date, at);
  if (!athlete && row.person.name.empty()) {
    return bad(at, "not a result", fmt::format("only the number \"{}\" is told, and no starter of {} is known by it", row.bib, race->id),
               "import the start list before");
  }
  if (!athlete || !starts_anew(*race, *athlete, row, at)) return;
  if (starters_.contains(race->id)) starters_.erase(race->id);
  const Fields fields{{"country", row.person.country},
                      {"place", whole(row.place)},
                      {"time_s", seconds(row.time)},
                      {"raw_time_s", seconds(row.raw_time)},
                      {"hand", flag(row.timing == formats::Timing::hand)},
                      {"status", row.status},
                      {"qualified", row.qualified},
                      {"start_order", whole(row.start_order)},
                      {"bib", row.bib}};
  const Told told = ledger_.result(race->id, *athlete, fields, teller(sheet, row.source, race->source));
  count(sheet, Fact::result, told, at, race->id + ", " + row.person.name);
}

/// Whether the row says more than an earlier one on the same starter. A row said twice says nothing, nor does one on a starter
/// who finished that she did not start; anything else is two people, or wrong.
bool Clerk::starts_anew(const Race& race, long athlete, const ResultRow& row, Row at) {
  const Outcome outcome{row.place, row.time, row.status};
  const auto [before, is_first] = started_.try_emplace({race.id, athlete}, outcome);
  if (is_first) return true;
  const auto is_entry = [](const Outcome& one) { return !one.time && !one.place && (one.status == "DNS" || one.status == "entered"); };
  if (outcome == before->second || is_entry(outcome)) {
    warn(at, fmt::format("{} stands twice in {}; this row is left aside", row.person.name, race.id));
    return false;
  }
  if (is_entry(before->second)) {
    before->second = outcome;
    return true;
  }
  bad(at, "not a result", fmt::format("{} starts twice in {}", row.person.name, race.id), "take one of the two rows out");
  return false;
}

void Clerk::splits(std::size_t sheet) {
  SQLite::Statement against{database_, R"sql(
    SELECT distance_m, time_s FROM splits WHERE race_id = ?1 AND athlete_id IS ?2 AND (?2 IS NOT NULL OR written_name = ?3) AND time_s IS NOT NULL
    UNION ALL SELECT r.distance_m, x.time_s FROM results x JOIN races r ON r.id = x.race_id
    WHERE x.race_id = ?1 AND x.athlete_id = ?2 AND x.time_s IS NOT NULL)sql"};
  for (const formats::SplitRow& row : sheets_[sheet].sheet->splits) {
    if (!step("splits")) return;
    const Row at{sheet, row.line};
    const Race* race = race_of(sheet, row.race, row.line);
    if (!race) continue;
    if (row.distance.si() > race->distance_m + 0.01) {
      bad(at, "not a split", fmt::format("{:g} m is beyond the finish of {}", row.distance.si(), race->id));
      continue;
    }
    const auto athlete = runner(*race, row.person, row.bib, at);
    const std::string name = row.person.name.empty() && athlete ? people_.at(*athlete).name : row.person.name;
    if (name.empty()) {
      bad(at, "not a split", fmt::format("only the number \"{}\" is told, and no starter of {} is known by it", row.bib, race->id));
      continue;
    }
    std::string falls;
    against.reset();
    bind_all(against, race->id, athlete, name);
    while (row.time && against.executeStep()) {
      const double distance = number_at(against, 0), time = number_at(against, 1);
      const bool before = distance < row.distance.si() - 0.01, behind = distance > row.distance.si() + 0.01;
      if ((before && time >= row.time->si()) || (behind && time <= row.time->si()))
        falls = fmt::format("{} is at {:g} m in {}, but at {:g} m in {}", name, row.distance.si(), measure::text_of_mark(*row.time), distance, measure::text_of_mark(Duration{time}));
    }
    if (!falls.empty()) {
      bad(at, "not a split", falls);
      continue;
    }
    const Told told = ledger_.split(race->id, athlete, name, row.distance.si(), {{"time_s", seconds(row.time)}, {"place", whole(row.place)}}, teller(sheet, row.source, race->source));
    count(sheet, Fact::split, told, at, fmt::format("{}, {} at {:g} m", race->id, name, row.distance.si()));
  }
}

void Clerk::segments(std::size_t sheet) {
  for (const formats::SegmentRow& row : sheets_[sheet].sheet->segments) {
    if (!step("segments")) return;
    const Row at{sheet, row.line};
    const Race* race = race_of(sheet, row.race, row.line);
    if (!race) continue;
    if (row.to.si() > race->distance_m + 0.01) {
      bad(at, "not a segment", fmt::format("{:g} m is beyond the finish of {}", row.to.si(), race->id));
      continue;
    }
    const Told told = ledger_.segment(race->id, runner(*race, row.person, "", at), row.person.name, row.from.si(), row.to.si(),
                                      {{"time_s", row.time.si()}, {"disputed", flag(row.disputed)}}, teller(sheet, row.source, race->source));
    count(sheet, Fact::segment, told, at, fmt::format("{}, {} from {:g} m to {:g} m", race->id, row.person.name, row.from.si(), row.to.si()));
  }
}

void Clerk::marks(std::size_t sheet) {
  for (const formats::MarkRow& row : sheets_[sheet].sheet->marks) {
    if (!step("marks")) return;
    const Row at{sheet, row.line};
    if (!measure::event_named(row.event)) continue;
    const auto sex = row.person.sex ? row.person.sex : rules_.context.sex;
    if (!sex) {
      bad(at, "not a mark", "the athlete's sex is not told", "give --sex");
      continue;
    }
    if (rules_.day && row.date > *rules_.day) {
      bad(at, "not a mark", fmt::format("{} is later than today, {}", row.date.text(), rules_.day->text()));
      continue;
    }
    if (const std::string why = impossible_time(row.event, *sex, row.time.si()); !why.empty()) {
      bad(at, "not a mark", why);
      continue;
    }
    if (const std::string what = rules_.shipped ? "" : limits_.unlikely(row.event, *sex, row.time.si()); !what.empty()) warn(at, row.person.name + ": " + what);
    const auto athlete = who(row.person, *sex, row.date, at);
    if (!athlete) continue;
    // A list words the venue in its own way; that is no correction.
    const Fields fields{{"venue", row.venue, true}, {"place", row.place}, {"points", whole(row.points)}, {"country", row.person.country}};
    const Told told = ledger_.mark(*athlete, row.event, std::string(measure::text(row.track)), row.date.text(), row.time.si(), fields, teller(sheet, row.source, rules_.context.source));
    count(sheet, Fact::mark, told, at, fmt::format("{}, {} of {}", row.person.name, row.event, row.date.text()));
  }
}

// What stands in brackets behind a record may tell of later days, so it is kept apart as a note.
void Clerk::records(std::size_t sheet) {
  for (const formats::RecordRow& row : sheets_[sheet].sheet->records) {
    if (!step("records")) return;
    const Row at{sheet, row.line};
    if (!measure::event_named(row.event)) continue;
    const std::size_t bracket = std::min(row.record.find(" ("), row.record.size());
    const auto namesakes = people_.namesakes(row.person.name, sex_of_record(row));
    auto athlete = namesakes.size() == 1 ? std::optional{namesakes.front()} : std::nullopt;
    if (const auto numbered = numbered_.find({row.person.number.value_or(0), search_key(row.person.name)}); numbered != numbered_.end())
      athlete = numbered->second;
    const Fields fields{{"time_s", row.time.si()}, {"venue", row.venue}, {"note", row.record.substr(bracket)}};
    const Told told = ledger_.record(athlete, row.person.name, row.event, std::string(measure::text(row.track)), row.date.text(), row.record.substr(0, bracket), fields, teller(sheet, row.source, rules_.context.source));
    count(sheet, Fact::record, told, at, fmt::format("{}, {} {}", row.person.name, row.record, row.event));
  }
}

}  // namespace lastlap::archive
