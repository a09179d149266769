#pragma once

// Where and when: competitions, towns, dates, events and rounds put together, and remembered from sentence to sentence.

#include <map>
#include <string>
#include <vector>

#include "lastlap/reading/mention.hpp"

namespace lastlap::reading {

/// An occasion and the words that name it.
struct PlacedOccasion {
  Occasion occasion;
  std::size_t first = 0, last = 0;
  int depth = 0;            ///< within how many brackets and asides
  bool other_time = false;  ///< "since 1983": it dates something else
  bool opens = false;       ///< the sentence, before anybody is named: it holds for all of it
  int list = 0;             ///< the same number: "in London, Eugene and Budapest"; 0: of no list
  bool of_a_thing = false;  ///< "the record she set in Tokyo": it dates that record alone
  std::size_t until = 0;    ///< behind "until": what is said behind that word is of this time; 0: not so
};

/// The words that a claim was found in.
struct Span {
  std::size_t first = 0, last = 0;
  bool of_record = false;   ///< "since 1985" is only said of a record
};

/// Follows an article's occasions.
class Occasions {
 public:
  Occasions(const Words& words, const Book& book, const ArticleDay& day) : words_{words}, book_{book}, day_{day} {}

  /// Looks through the whole article first for the event that it is about.
  void look_through(const std::vector<Mentions>& mentions);
  /// The occasions that a sentence names.
  std::vector<PlacedOccasion> in(const Sentence& sentence, const Mentions& mentions);
  /// The occasion of something said: the nearest named ones, of its own clause.
  Occasion said(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span) const;
  /// The same, or all of them where the nearest is one of a list.
  std::vector<Occasion> listed(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span) const;
  /// The same with what was spoken of before.
  Occasion completed(Occasion said) const;
  /// What the article is about, with what was said: for words that name no occasion and do not fit the last one.
  Occasion main_occasion(const Occasion& said) const;
  /// Championships named without a year, as held last by the article's day.
  std::optional<Occasion> latest_edition(const Occasion& occasion) const;
  /// Remembers the occasions of a sentence for the next.
  void remember(const Sentence& sentence, const std::vector<PlacedOccasion>& named);

 private:
  /// `of_list`: the one of a list to begin with; `nearest_one` is told which one it began with.
  Occasion gathered(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span, const PlacedOccasion* of_list, const PlacedOccasion** nearest_one = nullptr) const;
  void find_main(const Occasion& last);
  void put(Occasion& occasion, const Mention& mention);
  void settle(Occasion& occasion) const;

  const Words& words_;
  const Book& book_;
  const ArticleDay& day_;
  std::vector<int> deep_;                     ///< how deep each word of the sentence stands in brackets and asides
  std::vector<std::size_t> names_at_;         ///< where people stand in the sentence
  Occasion current_;
  Occasion main_;                             ///< the first one named with a competition: what the article is about
  std::string main_event_;                    ///< the event that the article names most
  std::map<std::string, Occasion> by_series_;
  int placed_sentences_ = 0;                  ///< sentences so far that said where or when
  int named_year_ = 0;
  std::size_t paragraph_ = 0;
};

/// Whether it says where or when at all.
bool says_where_or_when(const Occasion& occasion);
/// Whether two accounts may be of the same occasion.
bool agree(const Occasion& one, const Occasion& other);
/// What `occasion` does not say, from `other`.
void fill(Occasion& occasion, const Occasion& other);

/// Whether a race may be meant, by everything the occasion says.
bool may_be(const archive::RaceHeading& race, const Occasion& occasion, const Words& words);
/// "Olympic champion", "world silver medallist": whether a competition's name says who somebody is, not where.
bool tells_of_a_person(const Sentence& sentence, const Mention& mention);
/// Whether the place of a mark or race is the town meant.
bool is_in_town(const std::string& venue, const std::string& town);

}  // namespace lastlap::reading
