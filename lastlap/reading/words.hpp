#pragma once

// The tables of words that reading goes by: data/words/*.toml, which anybody can add to (docs/reading.md).

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lastlap/base/result.hpp"

namespace lastlap::reading {

/// What a phrase of the tables stands for; the letters are those that the rules of grammar.toml write.
enum class Kind : char {
  athlete = 'A',      ///< a person
  best = 'B',         ///< a personal or a season's best
  competition = 'C',
  date = 'Y',
  decimal = 'D',      ///< seconds with a point, no minutes: a closing time, a margin
  event = 'E',
  closing = 'G',      ///< the last 400 m
  length = 'L',       ///< any other distance on the way
  medal = 'M',
  medallist = 'U',
  number = 'N',
  nation = 'J',
  other_event = 'X',
  place = 'P',        ///< an ordinal
  record = 'O',
  round = 'R',
  split = 'S',        ///< a time on the way
  time = 'T',
  town = 'V',
};

/// A phrase's meaning. `value` is the table's: "1500", "world", "NOR", "budapest"; `number` where it is one.
struct Meaning {
  Kind kind = Kind::event;
  std::string value;
  int number = 0;
};

struct Phrase {
  std::vector<std::string> words;  ///< as words_in cuts them
  Meaning meaning;
};

/// A competition of several years.
struct Series {
  std::string key;
  std::string archive;              ///< how the archive's names of it begin; empty: none does
  std::string town;                 ///< where it always is, if so
  std::map<int, std::string> towns; ///< by year
  std::map<int, int> called;        ///< years it is called by that are not those it was held in
};

/// A rule as written in grammar.toml.
struct RuleText {
  std::string name, pattern;
  std::vector<std::string> claims;
  bool hypothetical = false;        ///< holds also behind "if" and "would"
  std::vector<std::string> with;    ///< phrases, one of which must stand in the sentence; none: no matter
};

/// All tables.
struct Words {
  std::map<std::string, std::vector<Phrase>> phrases;  ///< by first word, longest first
  std::map<std::string, Series> series;                ///< by key
  std::map<std::string, std::set<std::string>> lists;  ///< "saying", "person", ...
  std::map<std::string, int> cardinals, ordinals, months;
  std::map<std::string, std::pair<int, int>> seasons;
  std::map<std::string, std::set<std::string>> areas;  ///< countries by area
  std::map<std::string, std::string> event_towns;      ///< by the first word of an event that one town alone has: "bowerman" -> "eugene"
  std::map<std::string, std::string> nicknames;        ///< given names by what they are cut to: "jenny" -> "jennifer"
  std::map<std::string, std::string> macros;           ///< of the rules
  std::vector<RuleText> rules;

  bool has(std::string_view list, std::string_view word) const;
};

/// A file of the folder of words.
struct WordFile {
  std::string name;  ///< "competitions.toml"
  std::string text;
};

/// Reads the tables. Errors: no TOML, a missing table, a value of the wrong type (file, line and what).
base::Result<Words> read_words(const std::vector<WordFile>& files);

/// The files that read_words needs.
const std::vector<std::string>& word_files();

}  // namespace lastlap::reading
