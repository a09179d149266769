#pragma once

// The names of the archive's athletes, laid out to be found in a text: in full, by surname, cut short, one letter off.

#include <map>
#include <string>
#include <vector>

#include "lastlap/reading/book.hpp"
#include "lastlap/reading/lexis.hpp"
#include "lastlap/reading/words.hpp"

namespace lastlap::reading {

/// Made once for all articles. Book and words must outlive it.
class Names {
 public:
  Names(const Book& book, const Words& words);

  /// Whom the words at a place may name, and where the name ends.
  struct Found {
    std::vector<long> ids;
    std::size_t last = 0;
    bool full = false;
  };
  Found full_name_at(const Sentence& sentence, std::size_t at) const;
  Found surname_at(const Sentence& sentence, std::size_t at) const;
  /// A surname one letter off: of those named in full, or behind the right given name of anybody.
  Found misspelt_at(const Sentence& sentence, std::size_t at, const std::vector<long>& in_full) const;

  bool is_given_name(const std::string& word) const;
  /// The given name that a nickname is cut from; else the word itself.
  std::string given_name(const std::string& word) const;
  /// All of a given name.
  std::vector<long> called(const std::string& given) const;
  /// The words of an athlete's search key.
  const std::vector<std::string>& name_of(long id) const;
  /// Races of the archive.
  int starts(long id) const;

 private:
  struct Name {
    long id = 0;
    std::vector<std::string> words;    ///< of the search key
    std::vector<std::string> surname;  ///< the last words of it
  };
  void add_surname(const std::vector<std::string>& surname, const Name& name);

  const Book& book_;
  const Words& words_;
  std::vector<Name> names_;
  std::map<std::string, std::vector<std::size_t>> by_first_;  ///< names by given name, nicknames aside
  std::map<long, std::size_t> name_at_;                       ///< by athlete, into `names_`
  std::map<long, int> starts_;
  std::map<std::string, std::vector<std::pair<std::vector<std::string>, std::vector<long>>>> by_surname_;  ///< by its first word
};

}  // namespace lastlap::reading
