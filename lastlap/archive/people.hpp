#pragma once

// Who is meant by a person of a file: an athlete of the archive, nobody yet, or in doubt between several.

#include <SQLiteCpp/SQLiteCpp.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::archive {

/// An athlete among whom a person is looked for.
struct KnownPerson {
  long id = 0;
  std::string name;
  std::vector<std::string> words;  ///< of her search key, sorted: the order of names does not matter
  measure::Sex sex = measure::Sex::men;
  std::optional<measure::Date> birth;
  std::optional<int> birth_year;
  std::string country;
};

/// The answer to "who is this?".
struct Match {
  std::optional<long> athlete;  ///< whom she is taken for
  std::string because;          ///< empty if the name is hers to the letter; else what spoke for it
  std::vector<long> doubtful;   ///< who she may be, where nothing decides
};

/// All athletes of an archive by their names. Matching, in this order:
///
///  1. the same words, accents and order aside (or another spelling known of her), and nothing against it:
///  she is
///     taken. Against it are: another day or year of birth, and, where no birth is known of one of the two,
///     another country. A birth one year off, or of the same year on another day, decides nothing.
///  2. else a name spelt with ae, oe, ue or aa for ä, ö, ü or å, one with all her words or one that she has all words of, or an initial for a name: taken if
///  the day of
///     birth is the same, or the year and the country are; in doubt if nothing is against it, as is a family
///     name alone. A word with one letter changed is a doubt where the birth agrees (twins), else another
///     name;
///  3. else somebody of her given name, day of birth and country is a doubt: women marry and change their family name;
///  4. else nobody.
///
/// Several who could be taken are a doubt, unless one alone has her day of birth. The 1 January is no day of
/// birth in the sport's lists but says that only the year is known.
class People {
 public:
  explicit People(SQLite::Database& database);

  /// Whom `person` means, at a race or list of `sex`.
  Match find(const formats::Person& person, measure::Sex sex) const;
  /// Whom the facts that come with lastlap mean by a name: any athlete of exactly this name who could be of
  /// `birth`; among namesakes without one, whoever was nearest to a runner's best years on `day`.
  std::optional<long> shipped(const formats::Person& person, measure::Sex sex,
                              std::optional<measure::Date> day) const;
  /// The athletes with these words as their name.
  std::vector<long> namesakes(std::string_view name, measure::Sex sex) const;
  const KnownPerson& at(long id) const;

  /// From here on there is one more, or one more spelling, or a birth and country.
  void add(KnownPerson person);
  void add_spelling(long id, std::string_view name);
  void mend(long id, std::optional<measure::Date> birth, std::optional<int> birth_year,
            const std::string& country);

 private:
  std::vector<long> sharing_a_word(const std::vector<std::string>& words) const;
  std::vector<long> of_another_family_name(const formats::Person& person, measure::Sex sex) const;

  std::unordered_map<long, KnownPerson> known_;
  std::unordered_map<std::string, std::vector<long>> by_words_;
  std::unordered_map<std::string, std::vector<long>> by_word_;  ///< without substitutes
  std::map<measure::Date, std::vector<long>> by_birth_;
};

/// A word that more athletes share tells nobody, and those who share only it are not compared: of 5951 athletes of lists 54 are David.
inline constexpr std::size_t most_who_share_a_word = 2000;

/// The words of a name's search key, sorted.
std::vector<std::string> sorted_words(std::string_view name);
/// "Josh Kerr (GBR, 1997, #41)": to tell people of one name apart.
std::string told_apart(const KnownPerson& person);

/// How a name of a file fits one of the archive, words sorted.
enum class NameFit { none, near, family, part, initials, spelt, same };
/// same; spelt: with ae, oe, ue or aa for ä, ö, ü or å; initials: "j kerr" for "josh kerr"; part: all words of one are in the other, two at least;
/// family: the only word of one is in the other; near: one letter added, lost, changed or swapped in a word
/// of five at least.
NameFit fit_of_names(const std::vector<std::string>& one, const std::vector<std::string>& other);

}  // namespace lastlap::archive
