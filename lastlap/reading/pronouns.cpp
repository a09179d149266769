#include "lastlap/reading/people.hpp"

#include <algorithm>
#include <set>

#include "lastlap/reading/subject.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

}  // namespace

const Mention* People::spoken_of(const Mentions& so_far, const Sentence& sentence, std::optional<measure::Sex> sex) const {
  const auto fits = [&](const Mention& one) {
    const auto own = sex_of(one);
    const bool speaks = answers(sentence) && one.athletes == interviewed_.back().athletes;
    return (!sex || !own || *own == *sex) && !speaks;
  };
  for (const Mention& one : so_far)
    if (one.kind == Kind::athlete && fits(one) && may_be_subject(sentence, so_far, one, words_)) return &one;
  // "Kipyegon's time broke the record she set": the sentence begins with what is hers.
  for (const Mention& one : so_far)
    if (one.kind == Kind::athlete && one.first <= 1 && one.by_name && sex && fits(one) && (one.genitive || word_at(sentence, one.last) == "'s") && !words_.has("person", word_at(sentence, one.last + (one.genitive ? 0 : 1)))) return &one;
  if (may_be_protagonist(sentence, sex)) return &protagonist_.back();
  if (!focus_.empty() && fits(focus_.back())) return &focus_.back();
  for (auto one = recent_.rbegin(); one != recent_.rend(); ++one)
    if (fits(*one)) return &*one;
  for (const Mention& one : so_far)
    if (one.kind == Kind::athlete && fits(one)) return &one;
  return nullptr;
}

/// "Kerr was behind him": somebody else than who the sentence is about.
const Mention* People::other_than_subject(const Mentions& so_far, const Sentence& sentence, measure::Sex sex) const {
  const Mention* subject = nullptr;
  for (const Mention& one : so_far)
    if (one.kind == Kind::athlete && may_be_subject(sentence, so_far, one, words_)) subject = &one;
  const auto fits = [&](const Mention& one) { return sex_of(one).value_or(sex) == sex && (!subject || one.athletes != subject->athletes); };
  for (auto one = so_far.rbegin(); one != so_far.rend(); ++one)
    if (one->kind == Kind::athlete && fits(*one)) return &*one;
  if (!last_subject_.empty() && fits(last_subject_.back())) return &last_subject_.back();
  for (auto one = recent_.rbegin(); one != recent_.rend(); ++one)
    if (fits(*one)) return &*one;
  return nullptr;
}

/// "He ran 3:31 in Rome", says his coach: whom the article is about, or the only one spoken of, but not who speaks.
const Mention* People::other_than_speaker(measure::Sex sex) const {
  if (speaker_.empty() || !speaker_.back().athletes.empty()) return nullptr;  // of rivals an athlete may speak, and of herself as "she" nobody
  if (!protagonist_.empty() && sex_of(protagonist_.back()) == sex) return &protagonist_.back();
  const Mention* only = nullptr;
  for (auto one = recent_.rbegin(); one != recent_.rend(); ++one) {
    if (one->athletes.empty() || sex_of(*one).value_or(sex) != sex) continue;
    if (only && only->athletes != one->athletes) return nullptr;  // two may be meant
    only = &*one;
  }
  return only;
}

bool People::pronoun_at(const Sentence& sentence, const Mentions& so_far, std::size_t at, Mention& found) const {
  const Token& token = sentence.tokens[at];
  const Mention* who = nullptr;
  bool genitive = false;
  for (const auto& [list, sex] : {std::pair{"men", measure::Sex::men}, std::pair{"women", measure::Sex::women}}) {
    const bool he = words_.has(std::string("he ") + list, token.word), his = words_.has(std::string("his ") + list, token.word);
    if (!he && !his) continue;
    genitive = his;
    static const Set behind_an_object{"by", "in", "at", "to", "with", "on", ",", ".", "and", "again", "there", "over", "but", "for", "when", "from", ";", "as"};
    const bool object = token.word == "him" || (his && token.word == "her" && behind_an_object.contains(word_at(sentence, at + 1)));
    genitive = genitive && !object;
    const bool of_a_participle = at > 0 && word_at(sentence, at - 1).ends_with("ing");
    // "Cheruiyot was cooked: it took him 42.9": of whom is spoken.
    static const Set things{"it", "that", "this", "which"};
    const bool of_a_thing = (at > 1 && things.contains(word_at(sentence, at - 2))) || (at > 2 && things.contains(word_at(sentence, at - 3)) && word_at(sentence, at - 2) == "had");
    who = token.quoted ? other_than_speaker(sex) : object && !of_a_participle && !of_a_thing ? other_than_subject(so_far, sentence, sex) : spoken_of(so_far, sentence, sex);
  }
  const bool first_person = token.word == "i" || token.word == "my" || token.word == "me";
  if (token.quoted && first_person && !speaker_.empty()) who = &speaker_.back();
  if (!token.quoted && !interviewed_.empty() && ((first_person && answers(sentence)) || (is_asked(sentence) && (token.word == "you" || token.word == "your")))) who = &interviewed_.back();
  if (first_person || token.word == "your") genitive = token.word == "my" || token.word == "your";
  if (!who) return false;
  found = *who;
  found.first = at;
  found.last = at + 1;
  found.by_name = false;
  found.genitive = genitive;
  return true;
}

}  // namespace lastlap::reading
