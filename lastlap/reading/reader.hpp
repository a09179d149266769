#pragma once

// Sentence by sentence: what the rules find becomes claims, each with who, what, where and when.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/reading/occasion.hpp"
#include "lastlap/reading/rules.hpp"

namespace lastlap::reading {

/// Makes the claims of one sentence after another.
class Reader {
 public:
  Reader(const Article& article, const Words& words, const Book& book, Occasions& occasions)
      : article_{article}, words_{words}, book_{book}, occasions_{occasions} {}

  void read(const Sentence& sentence, Mentions& mentions, const Grammar& grammar, const Mention* focus_before);
  std::vector<Claim> claims;

 private:
  const Mention* subject_of(const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* focus_before) const;
  void take(const std::string& what, const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* who);
  void give_words(Claim& claim, const Sentence& sentence, std::size_t first, std::size_t last) const;
  void give_occasion(Claim& claim, const Match& match, const Sentence& sentence, const Mentions& mentions) const;
  void take_list(Claim claim, const Match& match, const Sentence& sentence, const Mentions& mentions);
  void take_of_last_time(Claim claim, const Match& match, const Sentence& sentence);
  bool complete(Claim& claim, const std::string& what, const Match& match, const Sentence& sentence) const;
  const Mention* owner_of_second_time(const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* who) const;
  std::vector<const Mention*> sharing_with(const Sentence& sentence, const Mentions& mentions, const Mention* who, const Match& match) const;
  void share(const Claim& claim, const std::vector<const Mention*>& others);
  void give_times();
  /// `listed`: its year is one of a list, and stays.
  void add_own_words(Claim& claim, const Match& match, const Sentence& sentence, const Mentions& mentions, bool listed = false) const;
  bool is_new(const Claim& claim, const std::string& what, const Match& match, const Sentence& sentence);

  const Article& article_;
  const Words& words_;
  const Book& book_;
  Occasions& occasions_;
  std::vector<PlacedOccasion> named_;
  std::set<std::pair<std::string, const Mention*>> used_;      ///< kinds of claims that a mention has made
  std::set<const Mention*> blocked_;
  std::vector<std::pair<std::size_t, std::size_t>> blocked_words_;
  std::map<const Mention*, const Mention*> owners_;            ///< of the sentence's places and medals
  std::string record_spoken_of_;                               ///< its kind; empty before the first
  std::size_t sentence_ = 0, claims_before_ = 0;
};

/// "Dibaba's old mark of 3:50.07" was not set where the sentence is.
bool is_of_old(const Match& match, const Sentence& sentence);
/// "A Norwegian mile record of 3:46.46": the time is of the record's event.
void add_event_of_record(Claim& claim, const Match& match, const Mentions& mentions);

}  // namespace lastlap::reading
