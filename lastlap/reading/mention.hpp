#pragma once

// What single words of a sentence stand for: a time, a date, a competition, a person.

#include <optional>
#include <string>
#include <vector>

#include "lastlap/reading/claim.hpp"
#include "lastlap/reading/lexis.hpp"
#include "lastlap/reading/words.hpp"

namespace lastlap::reading {

/// Some words with a meaning.
struct Mention {
  Kind kind = Kind::event;
  std::size_t first = 0, last = 0;   ///< tokens of the sentence; `last` is behind the last one
  std::string value;                 ///< as in the tables
  int number = 0;                    ///< a place, a count, years to add
  WrittenTime time;
  WrittenDate date;
  std::string event;                 ///< of a record: "the British mile record"
  bool short_track = false;          ///< of a record: "the European indoor record"
  double metres = 0;                 ///< of a length
  std::vector<long> athletes;        ///< whom the archive may mean
  std::string name;                  ///< of a person: as written
  bool by_name = false;              ///< not a pronoun, not "the Norwegian"
  bool genitive = false;             ///< "Kerr's", "his"
};

/// The mentions of a sentence, in order, none overlapping another.
using Mentions = std::vector<Mention>;

/// The mention that the word at this place belongs to, or that begins with it; none if there is none.
const Mention* mention_at(const Mentions& mentions, std::size_t at);
const Mention* mention_from(const Mentions& mentions, std::size_t at);

/// Everything but people. `towns`: the archive's, beside those of the tables.
Mentions mentions_in(const Sentence& sentence, const Words& words, const std::map<std::string, std::vector<Phrase>>& towns);

/// The towns and grounds of the archive as phrases, by first word.
std::map<std::string, std::vector<Phrase>> towns_of(const Book& book);

/// Whether `number` is a whole number below 10000; its value.
std::optional<int> count_in(const std::string& number);

}  // namespace lastlap::reading
