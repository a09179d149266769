#include "lastlap/archive/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/archive/inside.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/base/nearest.hpp"

namespace lastlap::archive {
namespace {

using formats::Person;
using measure::Date;
using measure::Sex;
using Words = std::vector<std::string>;

Words words_in(std::string_view key) {
  Words words;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(' '), key.size());
    if (end > 0) words.emplace_back(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return words;
}

/// What two dates of birth say of two people.
enum class Births { same_day, same_year, unknown, close, other };

/// A day of birth; nothing for the 1 January, by which lists say that they know only the year.
std::optional<Date> true_day(const std::optional<Date>& birth) {
  if (!birth || birth->text().ends_with("-01-01")) return std::nullopt;
  return birth;
}

std::optional<int> year_of(const std::optional<Date>& birth, const std::optional<int>& year) {
  return birth ? std::optional{birth->year()} : year;
}

Births births_of(const Person& person, const KnownPerson& known) {
  const auto one = true_day(person.birth), other = true_day(known.birth);
  const auto year = year_of(person.birth, person.birth_year),
             known_year = year_of(known.birth, known.birth_year);
  if (one && other && *one == *other) return Births::same_day;
  if (!year || !known_year) return Births::unknown;
  if (*year == *known_year) return one && other ? Births::close : Births::same_year;
  return std::abs(*year - *known_year) == 1 ? Births::close : Births::other;
}

bool countries_differ(const Person& person, const KnownPerson& known) {
  return !person.country.empty() && !known.country.empty() && person.country != known.country;
}

/// How sure it is that a person is an athlete whose name fits as it does.
enum class Standing { out, doubtful, taken };

Standing standing_of(NameFit fit, const Person& person, const KnownPerson& known) {
  const Births births = births_of(person, known);
  const bool other_country = countries_differ(person, known);
  const bool same_country = !person.country.empty() && person.country == known.country;
  if (fit == NameFit::none || births == Births::other) return Standing::out;
  if (fit == NameFit::same) {
    if (births == Births::close) return Standing::doubtful;
    return births == Births::unknown && other_country ? Standing::doubtful : Standing::taken;
  }
  // Twins share a day of birth, and their names may differ by a letter.
  if (births == Births::same_day) return fit == NameFit::near ? Standing::doubtful : Standing::taken;
  if (other_country) return Standing::out;
  if (fit == NameFit::family) return births == Births::close ? Standing::out : Standing::doubtful;
  if (fit == NameFit::near)
    return births == Births::same_year && same_country ? Standing::doubtful : Standing::out;
  if (births == Births::same_year) return same_country ? Standing::taken : Standing::doubtful;
  return births == Births::close ? Standing::out : Standing::doubtful;
}

std::string reason(NameFit fit, const Person& person, const KnownPerson& known) {
  if (fit == NameFit::same) return "";
  return births_of(person, known) == Births::same_day ? "same day of birth"
                                                      : "same year of birth and country";
}

bool has_all(const Words& words, const Words& of) {
  return std::ranges::includes(words, of);
}

/// Whether each word of `shorter` is a word of `longer` or, one letter long, the beginning of one; each for
/// itself.
bool fits_with_initials(const Words& shorter, Words longer) {
  for (const std::string& word : shorter) {
    if (word.size() == 1) continue;
    const auto found = std::ranges::find(longer, word);
    if (found == longer.end()) return false;
    longer.erase(found);
  }
  for (const std::string& word : shorter) {
    if (word.size() != 1) continue;
    const auto found =
        std::ranges::find_if(longer, [&](const std::string& full) { return full.starts_with(word); });
    if (found == longer.end()) return false;
    longer.erase(found);
  }
  return true;
}

bool has_initial_and_name(const Words& words) {
  const auto is_initial = [](const std::string& word) { return word.size() == 1; };
  return std::ranges::any_of(words, is_initial) && !std::ranges::all_of(words, is_initial);
}

/// Whether the names differ by one letter of one word.
bool one_letter_off(const Words& one, const Words& other) {
  if (one.size() != other.size()) return false;
  Words mine, theirs;
  std::ranges::set_difference(one, other, std::back_inserter(mine));
  std::ranges::set_difference(other, one, std::back_inserter(theirs));
  return mine.size() == 1 && theirs.size() == 1 && mine[0].size() >= 5 &&
         base::edits_between(mine[0], theirs[0]) == 1;
}

Words without_substitutes(Words words) {
  for (std::string& word : words) word = archive::without_substitutes(word);
  std::ranges::sort(words);
  return words;
}

/// The first word; names of files and of the archive begin with the given one.
std::string given_name(const Person& person) {
  const Words words = words_in(search_key(person.given.empty() ? person.name : person.given));
  return words.empty() ? "" : words.front();
}

double years_off(const KnownPerson& person, const std::optional<Date>& day) {
  constexpr double best_years =
      26.0;  // guess: the middle of middle-distance careers; only tells namesakes apart
  if (!person.birth || !day) return 20.0;
  return std::abs(day->days_since(*person.birth) / 365.25 - best_years);
}

}  // namespace

Words sorted_words(std::string_view name) {
  Words words = words_in(search_key(name));
  std::ranges::sort(words);
  return words;
}

std::string told_apart(const KnownPerson& person) {
  const auto year = year_of(person.birth, person.birth_year);
  return fmt::format("{} ({}{}{}#{})", person.name, person.country, person.country.empty() ? "" : ", ",
                     year ? fmt::format("{}, ", *year) : "", person.id);
}

NameFit fit_of_names(const Words& one, const Words& other) {
  if (one == other) return NameFit::same;
  if (one.size() == other.size() && without_substitutes(one) == without_substitutes(other)) return NameFit::spelt;
  const Words& shorter = one.size() <= other.size() ? one : other;
  const Words& longer = one.size() <= other.size() ? other : one;
  if (shorter.size() >= 2 && has_all(longer, shorter)) return NameFit::part;
  if ((has_initial_and_name(shorter) && fits_with_initials(shorter, longer)) ||
      (one.size() == other.size() && has_initial_and_name(longer) && fits_with_initials(longer, shorter)))
    return NameFit::initials;
  if (shorter.size() == 1 && shorter[0].size() > 1 && has_all(longer, shorter)) return NameFit::family;
  return one_letter_off(one, other) ? NameFit::near : NameFit::none;
}

People::People(SQLite::Database& database) {
  SQLite::Statement all{database,
                        "SELECT id, name, sex, birth, country, birth_year FROM athletes ORDER BY id"};
  while (all.executeStep()) {
    add({.id = all.getColumn(0).getInt64(),
         .name = text_at(all, 1),
         .words = {},
         .sex = sex_at(all, 2),
         .birth = date_if_any_at(all, 3),
         .birth_year = count_if_any_at(all, 5),
         .country = text_at(all, 4)});
  }
  SQLite::Statement spellings{database, "SELECT athlete_id, name FROM spellings ORDER BY athlete_id, name"};
  while (spellings.executeStep()) add_spelling(spellings.getColumn(0).getInt64(), text_at(spellings, 1));
}

void People::add(KnownPerson person) {
  if (person.words.empty()) person.words = sorted_words(person.name);
  by_words_[base::joined(person.words, " ")].push_back(person.id);
  for (const std::string& word : person.words) by_word_[archive::without_substitutes(word)].push_back(person.id);
  if (const auto day = true_day(person.birth)) by_birth_[*day].push_back(person.id);
  known_[person.id] = std::move(person);
}

void People::add_spelling(long id, std::string_view name) {
  auto& same = by_words_[base::joined(sorted_words(name), " ")];
  if (std::ranges::find(same, id) == same.end()) same.push_back(id);
}

void People::mend(long id, std::optional<Date> birth, std::optional<int> birth_year,
                  const std::string& country) {
  KnownPerson& person = known_.at(id);
  if (const auto day = true_day(birth); day && day != true_day(person.birth)) by_birth_[*day].push_back(id);
  person.birth = birth;
  person.birth_year = birth_year;
  person.country = country;
}

const KnownPerson& People::at(long id) const {
  return known_.at(id);
}

std::vector<long> People::namesakes(std::string_view name, Sex sex) const {
  const auto found = by_words_.find(base::joined(sorted_words(name), " "));
  if (found == by_words_.end()) return {};
  std::vector<long> all = found->second;
  std::erase_if(all, [&](long id) { return at(id).sex != sex; });
  return all;
}

std::vector<long> People::sharing_a_word(const Words& words) const {
  std::vector<long> all;
  for (const std::string& word : words) {
    if (word.size() < 2) continue;
    const auto found = by_word_.find(archive::without_substitutes(word));
    if (found != by_word_.end() && found->second.size() <= most_who_share_a_word) all.insert(all.end(), found->second.begin(), found->second.end());
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

/// Athletes of her given name, day of birth and country.
std::vector<long> People::of_another_family_name(const Person& person, Sex sex) const {
  const auto day = true_day(person.birth);
  const auto born = day ? by_birth_.find(*day) : by_birth_.end();
  std::vector<long> found;
  if (born == by_birth_.end() || person.country.empty()) return found;
  for (const long id : born->second) {
    const KnownPerson& known = at(id);
    const bool is_alike = known.sex == sex && true_day(known.birth) == day && known.country == person.country;
    if (is_alike && words_in(search_key(known.name)).front() == given_name(person)) found.push_back(id);
  }
  return found;
}

Match People::find(const Person& person, Sex sex) const {
  struct Candidate {
    long id;
    NameFit fit;
  };
  const Words words = sorted_words(person.name);
  Match match;
  std::vector<Candidate> takeable;
  const auto weigh = [&](long id, NameFit fit) {
    const Standing standing = standing_of(fit, person, at(id));
    if (standing == Standing::taken) takeable.push_back({id, fit});
    if (standing == Standing::doubtful) match.doubtful.push_back(id);
  };
  for (const long id : namesakes(person.name, sex)) weigh(id, NameFit::same);
  if (takeable.empty() && match.doubtful.empty()) {
    for (const long id : sharing_a_word(words)) {
      if (at(id).sex == sex) weigh(id, fit_of_names(words, at(id).words));
    }
  }
  if (takeable.empty() && match.doubtful.empty()) match.doubtful = of_another_family_name(person, sex);
  // Among several, one whose day of birth is hers is she.
  std::vector<Candidate> of_the_day = takeable;
  std::erase_if(of_the_day,
                [&](const Candidate& one) { return births_of(person, at(one.id)) != Births::same_day; });
  if (of_the_day.size() == 1) takeable = of_the_day;
  if (takeable.size() == 1) {
    match = {.athlete = takeable[0].id,
             .because = reason(takeable[0].fit, person, at(takeable[0].id)),
             .doubtful = {}};
  } else if (takeable.size() > 1) {
    match.doubtful.clear();
    for (const Candidate& one : takeable) match.doubtful.push_back(one.id);
  }
  return match;
}

std::optional<long> People::shipped(const Person& person, Sex sex, std::optional<Date> day) const {
  std::optional<long> likeliest;
  for (const long id : namesakes(person.name, sex)) {
    const KnownPerson& known = at(id);
    if (person.birth && known.birth && *person.birth != *known.birth) continue;
    if (!likeliest || years_off(known, day) < years_off(at(*likeliest), day)) likeliest = id;
  }
  return likeliest;
}

}  // namespace lastlap::archive
