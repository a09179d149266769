#pragma once

// Who is meant: full names, surnames, pronouns, "the Norwegian", "the 26-year-old", the "I" of a quotation.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "lastlap/reading/mention.hpp"
#include "lastlap/reading/names.hpp"

namespace lastlap::reading {

/// Finds people sentence by sentence, remembering who was spoken of.
class People {
 public:
  /// Looks through the whole article for full names first: a surname means whoever has it in full anywhere.
  People(const Names& names, const Book& book, const Words& words, const std::vector<Sentence>& sentences, const ArticleDay& day);

  /// Adds the people of the next sentence to its mentions. `titles`: who won which series, to know "the Olympic champion".
  void add(const Sentence& sentence, Mentions& mentions);

  /// Whom the last sentence was about; nobody before the first name.
  const Mention* focus() const { return focus_.empty() ? nullptr : &focus_.back(); }

 private:
  std::vector<long> who_of(std::vector<long> candidates) const;
  bool starts_known(const std::vector<long>& ids) const;
  std::vector<long> known_by_given_name(const Sentence& sentence, std::size_t at) const;
  bool name_at(const Sentence& sentence, const Mentions& so_far, std::size_t at, Mention& found) const;
  bool unknown_person_at(const Sentence& sentence, std::size_t at, Mention& found) const;
  const Mention* other_than_subject(const Mentions& so_far, const Sentence& sentence, measure::Sex sex) const;
  const Mention* other_than_speaker(measure::Sex sex) const;
  std::vector<long> named_at_the_head(const std::vector<Sentence>& sentences) const;
  void find_protagonist(const std::vector<Sentence>& sentences);
  std::optional<long> named_alone_for_long(const std::vector<Sentence>& sentences) const;
  bool may_be_protagonist(const Sentence& sentence, std::optional<measure::Sex> sex) const;
  void find_interview(const std::vector<Sentence>& sentences);
  bool is_asked(const Sentence& sentence) const;
  bool answers(const Sentence& sentence) const;
  bool pronoun_at(const Sentence& sentence, const Mentions& so_far, std::size_t at, Mention& found) const;
  bool epithet_at(const Sentence& sentence, const Mentions& so_far, const Mentions& others, std::size_t at, Mention& found) const;
  bool countryman_at(const Sentence& sentence, const Mentions& so_far, const Mentions& others, std::size_t at, Mention& found) const;
  const Mention* spoken_of(const Mentions& so_far, const Sentence& sentence, std::optional<measure::Sex> sex) const;
  const Mention* of_country(const Mentions& so_far, const Sentence& sentence, const std::string& country) const;
  const Mention* of_age(int age) const;
  const Mention* champion_of(const std::string& series) const;
  std::optional<measure::Sex> sex_of(const Mention& mention) const;
  std::string country_of(const Mention& mention) const;
  void begin_paragraph(const Sentence& sentence);
  void remember(const Sentence& sentence, const Mentions& mentions);
  void find_speaker(const Sentence& sentence, const Mentions& mentions);

  const Names& names_;
  const Book& book_;
  const Words& words_;
  const ArticleDay& day_;
  std::vector<long> in_full_;                                    ///< named in full in this article, first mention first
  std::map<std::string, Mention> strangers_;                     ///< whom the archive does not know, by last word
  std::vector<Mention> recent_;                                  ///< latest last
  std::vector<Mention> focus_;                                   ///< at most one
  std::vector<Mention> topic_;                                   ///< whom the paragraph is about: its first subject
  std::size_t topic_paragraph_ = 0;
  std::vector<Mention> last_subject_;                            ///< of the last sentence that had one
  std::vector<Mention> speaker_;                                 ///< at most one
  std::size_t paragraph_ = 0;
  std::map<std::size_t, int> questions_;                         ///< paragraphs of an interview that ask; 2: labelled "Q:"
  std::vector<Mention> protagonist_;                             ///< at most one
  std::vector<long> last_named_;                                 ///< of the last sentence
  std::set<long> paragraph_named_;                               ///< by name, in the paragraph so far
  std::size_t last_paragraph_ = 0;
  std::vector<Mention> interviewed_;                             ///< at most one
};

}  // namespace lastlap::reading
