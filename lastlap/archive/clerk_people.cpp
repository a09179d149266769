#include <fmt/format.h>

#include <algorithm>

#include "lastlap/archive/clerk.hpp"
#include "lastlap/archive/inside.hpp"
#include "lastlap/archive/names.hpp"

namespace lastlap::archive {
namespace {

using formats::Person;
using measure::Date;
using measure::Sex;

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
  return fmt::format("{}|{}|{}|{}|{}", person.name, measure::text(sex),
                     person.birth ? person.birth->text() : "", person.birth_year.value_or(0), person.country);
}

}  // namespace

Person Clerk::believable(Person person, std::optional<Date> day, Row row) {
  if (person.birth && !person.birth_year) person.birth_year = person.birth->year();
  if (!day || !person.birth_year) return person;
  const int age = age_on(*day, person.birth, *person.birth_year);
  if (age < youngest_believed || age > oldest_believed) {
    // 1900 stands for "not known" as often as for 2000; 1903 is 2003.
    const bool lost_a_century =
        !person.birth && *person.birth_year % 100 != 0 && age >= 100 + youngest && age <= 100 + oldest;
    OddBirths& odd = odd_births_[{row.sheet, *person.birth_year, lost_a_century}];
    if (++odd.rows == 1) odd = {.rows = 1, .first = row, .name = person.name, .age = age};
    person.birth.reset();
    person.birth_year = lost_a_century ? std::optional{*person.birth_year + 100} : std::nullopt;
  } else if (age < youngest || age > oldest) {
    warn(row, fmt::format("{}: aged {} on {}", person.name, age, day->text()));
  }
  return person;
}

/// Three letters, as federations call countries; other words tell nobody apart and are left aside.
std::string Clerk::country_of(const Person& person, Row row) {
  const std::string& written = person.country;
  const bool is_code = written.size() == 3 && std::ranges::all_of(written, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
  if (rules_.shipped || written.empty()) return written;
  if (is_code) {
    std::string code = written;
    for (char& c : code) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    return code;
  }
  if (told_countries_.insert({row.sheet, written}).second)
    warn(row, fmt::format("the country \"{}\" is no code of three letters and is left aside", written));
  return "";
}

/// A file without a column of sexes may hold women and men under one heading.
void Clerk::tell_of_namesakes_of_the_other_sex(const Person& person, Sex sex, Row row) {
  const auto others = people_.namesakes(person.name, sex == Sex::men ? Sex::women : Sex::men);
  if (others.empty() || person.sex) return;
  warn(row, fmt::format("{} is new among the {}; the archive knows {} of the {}", person.name, measure::text(sex),
                        told_apart(people_.at(others.front())), measure::text(sex == Sex::men ? Sex::women : Sex::men)));
}

long Clerk::new_athlete(const Person& person, Sex sex) {
  SQLite::Statement add{
      database_,
      "INSERT INTO athletes (name, name_key, sex, birth, country, birth_year) VALUES (?, ?, ?, ?, ?, ?)"};
  const auto year = person.birth ? std::optional{person.birth->year()} : person.birth_year;
  run(add, person.name, search_key(person.name), std::string(measure::text(sex)), person.birth,
      person.country, year);
  const long id = database_.getLastInsertRowid();
  people_.add({.id = id,
               .name = person.name,
               .words = {},
               .sex = sex,
               .birth = person.birth,
               .birth_year = year,
               .country = person.country});
  ++findings_.new_athletes;
  return id;
}

/// What the row tells of an athlete beyond what is known of her; and how it spells her.
void Clerk::complete(long athlete, const Person& person, Row row) {
  const KnownPerson known = people_.at(athlete);
  // The 1 January stands for a year alone, and says nothing against a day.
  const bool only_year = person.birth && person.birth->text().ends_with("-01-01");
  const bool tells_birth = person.birth && known.birth != person.birth && !(known.birth && only_year);
  const bool tells_year =
      !person.birth && person.birth_year && !known.birth && known.birth_year != person.birth_year;
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
  SQLite::Statement add{
      database_,
      "INSERT OR IGNORE INTO spellings (athlete_id, name, name_key, import_id) VALUES (?, ?, ?, ?)"};
  run(add, athlete, person.name, search_key(person.name), sheets_[row.sheet].import);
  people_.add_spelling(athlete, person.name);
}

std::optional<long> Clerk::who(const Person& written, Sex sex, std::optional<Date> day, Row row) {
  if (rules_.shipped) {
    const auto known = people_.shipped(written, sex, day);
    if (known && written.birth) complete(*known, written, row);
    return known ? *known : new_athlete(written, sex);
  }
  Person person = believable(written, day, row);
  person.country = country_of(written, row);
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
  Match match = is_declared ? Match{.athlete = declared->second, .because = "", .doubtful = {}}
                            : people_.find(person, sex);
  if (person.number) {
    // Whoever has another number in this export is somebody else.
    if (match.athlete && has_number_.contains(*match.athlete)) match.athlete.reset();
    std::erase_if(match.doubtful, [&](long id) { return has_number_.contains(id); });
    // An export that comes back to its own archive means her of whom the archive knows just as much.
    std::vector<long> known_as_well = match.doubtful;
    std::erase_if(known_as_well, [&](long id) {
      const KnownPerson& known = people_.at(id);
      return known.name != person.name || known.birth != person.birth || known.birth_year != person.birth_year || known.country != person.country;
    });
    if (!match.athlete && known_as_well.size() == 1) match = {.athlete = known_as_well[0], .because = "", .doubtful = {}};
  }
  long id = 0;
  if (match.athlete) {
    id = *match.athlete;
    if (!match.because.empty())
      findings_.taken.push_back(fmt::format("{}: {} is taken for {}: {}", where(row), shown(person),
                                            told_apart(people_.at(id)), match.because));
    complete(id, person, row);
  } else {
    tell_of_namesakes_of_the_other_sex(person, sex, row);
    id = new_athlete(person, sex);
  }
  if (!match.doubtful.empty()) {
    Doubt doubt{
        .where = where(row), .name = shown(person), .candidates = {}, .kept_as = told_apart(people_.at(id))};
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
  SQLite::Statement ask{
      database_, "SELECT athlete_id, bib FROM results WHERE race_id = ? ORDER BY place IS NULL, place, id"};
  bind_all(ask, race);
  while (ask.executeStep()) {
    const long athlete = ask.getColumn(0).getInt64();
    all.push_back({athlete, people_.at(athlete).words, text_at(ask, 1)});
  }
  return starters_[race] = std::move(all);
}

/// The starters whose names fit best.
std::vector<long> Clerk::best_fitting(const std::vector<std::string>& words,
                                      const std::vector<Starter>& starters) const {
  for (const NameFit fit :
       {NameFit::same, NameFit::spelt, NameFit::initials, NameFit::part, NameFit::family, NameFit::near}) {
    if (fit != NameFit::same && rules_.shipped) break;
    std::vector<long> fitting;
    for (const Starter& starter : starters) {
      if (fit_of_names(words, starter.words) == fit) fitting.push_back(starter.athlete);
    }
    if (!fitting.empty()) return fitting;
  }
  return {};
}

/// The starter of an archived race whom another file of that race calls by a shorter name, "Ingebrigtsen".
std::optional<long> Clerk::archived_starter(const Race& race, const Person& person, Row row) {
  const bool is_new = std::ranges::find(findings_.new_races, race.id) != findings_.new_races.end();
  if (rules_.shipped || is_new || person.birth || person.birth_year || person.number) return std::nullopt;
  const auto [known, is_first] = starters_before_.try_emplace(race.id);
  if (is_first) known->second = starters_of(race.id);
  const std::vector<std::string> words = sorted_words(person.name);
  const std::vector<long> fitting = best_fitting(words, known->second);
  if (fitting.size() != 1) return std::nullopt;
  if (people_.at(fitting[0]).words != words) {
    findings_.taken.push_back(fmt::format("{}: {} is taken for {}: a starter of {}", where(row),
                                          shown(person), told_apart(people_.at(fitting[0])), race.id));
  }
  return fitting.front();
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

/// Whom a report means within a race: the starter whose name fits best, if only one does; else an athlete of
/// that name.
std::optional<long> Clerk::runner(const Race& race, const Person& person, const std::string& bib, Row row) {
  if (person.name.empty()) return wearing(bib, race);
  if (person.number) {
    const auto known = numbered_.find({*person.number, search_key(person.name)});
    if (known != numbered_.end()) return known->second;
  }
  if (is_no_single_athlete(person.name)) return std::nullopt;
  const std::vector<long> fitting = best_fitting(sorted_words(person.name), starters_of(race.id));
  if (fitting.size() == 1) return fitting.front();
  if (fitting.size() > 1) {
    warn(row, fmt::format("{} may be several starters of {}; the name stands without an athlete", person.name,
                          race.id));
    return std::nullopt;
  }
  if (!starters_of(race.id).empty() && strangers_.insert({race.id, person.name}).second)
    warn(row, fmt::format("{} is none of the starters of {} that the archive knows", person.name, race.id));
  const auto namesakes = people_.namesakes(person.name, race.sex);
  return namesakes.size() == 1 ? std::optional{namesakes.front()} : std::nullopt;
}

/// Names that were nobody's when their facts came may be somebody's now.
void Clerk::recognise_names() {
  SQLite::Statement records{
      database_, "SELECT id, written_name, record LIKE '%women%' FROM records WHERE athlete_id IS NULL"};
  SQLite::Statement link_record{database_, "UPDATE records SET athlete_id = ? WHERE id = ?"};
  while (records.executeStep()) {
    const auto namesakes =
        people_.namesakes(text_at(records, 1), records.getColumn(2).getInt() == 1 ? Sex::women : Sex::men);
    if (namesakes.size() == 1)
      run(link_record, namesakes.front(), static_cast<long>(records.getColumn(0).getInt64()));
  }
  for (const char* table : {"splits", "segments"}) {
    SQLite::Statement nameless{
        database_, fmt::format("SELECT id, race_id, written_name FROM {} WHERE athlete_id IS NULL", table)};
    SQLite::Statement link{database_, fmt::format("UPDATE {} SET athlete_id = ? WHERE id = ?", table)};
    while (nameless.executeStep()) {
      const std::string race = text_at(nameless, 1), name = text_at(nameless, 2);
      if (!stated_races_.contains(race) || is_no_single_athlete(name)) continue;
      const std::vector<std::string> words = sorted_words(name);
      for (const Starter& starter : starters_of(race)) {
        if (starter.words == words)
          run(link, starter.athlete, static_cast<long>(nameless.getColumn(0).getInt64()));
      }
    }
  }
}

}  // namespace lastlap::archive
