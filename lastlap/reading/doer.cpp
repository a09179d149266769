#include "lastlap/reading/doer.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "lastlap/reading/subject.hpp"

namespace lastlap::reading {
namespace {

/// Whether the word begins a predicate whose subject stands right before it.
bool starts_with_verb(const Sentence& sentence, std::size_t at) {
  static const std::set<std::string_view> no_verbs{"in", "with", "at", "of", "to", "and", "by", "for", "a", "an", "the", "only", "just", "from", "over", "behind", "home", "back", "out", "down", "up", "off"};
  return !no_verbs.contains(word_at(sentence, at)) && !sentence.tokens[at].number;
}

/// "Leaving Hull to take silver": Hull took it.
bool is_made_to(const Sentence& sentence, const Mention& one) {
  static const std::set<std::string_view> verbs{"leaving", "leave", "left", "saw", "seeing", "allowed", "allowing", "helped", "helping", "forced", "forcing", "watched", "watching", "for", "with", "enabled", "enabling",
                                                "chased", "chasing", "pushed", "pushing", "paced", "pacing", "drove", "driving", "towed", "towing", "dragged", "dragging", "guided", "guiding", "pulled", "pulling"};
  static const std::set<std::string_view> ends{"line", "tape", "finish", "bell", "straight"};
  if (word_at(sentence, one.last) != "to") return false;
  // "Chased Kerr to the line in 3:29.65": who chased.
  if (ends.contains(word_at(sentence, one.last + 1)) || ends.contains(word_at(sentence, one.last + 2))) return false;
  for (std::size_t back = 1; back <= 4 && back <= one.first; ++back)
    if (verbs.contains(word_at(sentence, one.first - back))) return true;
  return false;
}

/// "Only Hassan was faster, and Kipyegon's 3:54.22 for silver": a genitive that begins a clause, up to the word.
bool owns_the_clause(const Sentence& sentence, const Mention& one, std::size_t up_to) {
  static const std::set<std::string_view> beginnings{"and", "but", "while", "as", "where", "when", "with"};
  if (one.first == 0 || !beginnings.contains(word_at(sentence, one.first - 1))) return false;
  if (word_at(sentence, one.first - 1) == "and" && (one.first < 2 || word_at(sentence, one.first - 2) != ",")) return false;
  for (std::size_t at = one.last; at < up_to; ++at)
    if (word_at(sentence, at) == ",") return false;
  return true;
}

}  // namespace

bool owns_a_person(const Sentence& sentence, const Mention& one, const Words& words) {
  const bool genitive = one.genitive || word_at(sentence, one.last) == "'s";
  const std::size_t next = one.genitive ? one.last : one.last + 1;
  return genitive && words.has("person", word_at(sentence, next)) && word_at(sentence, next + 1) != "rival";
}

const Mention* subject_before(const Match& match, const Sentence& sentence, const Mentions& mentions, const Words& words) {
  const auto last_person_before = [&](std::size_t at) -> const Mention* {
    const Mention* found = nullptr;
    for (const Mention& one : mentions)
      if (one.kind == Kind::athlete && one.last <= at) found = &one;
    return found;
  };
  // "With NAME, 20, another three hundredths adrift": NAME, though beside the subject.
  std::size_t near = match.first;
  while (near > 0 && (word_at(sentence, near - 1) == "," || sentence.tokens[near - 1].number)) --near;
  for (const Mention& one : mentions)
    for (std::size_t back = 1; near < match.first && one.kind == Kind::athlete && one.last == near && back <= 4 && back <= one.first; ++back)
      if (word_at(sentence, one.first - back) == "with") return &one;
  const Mention* object = nullptr;
  for (std::size_t at = match.first; at > 0; --at) {
    const std::string_view word = word_at(sentence, at - 1);
    if (word == ";") break;
    if (word == ":" && std::ranges::none_of(mentions, [&](const Mention& one) { return one.kind == Kind::athlete && one.first == 0 && one.last + 1 == at; })) break;
    if (word == "who" || word == "whose") {
      const Mention* one = last_person_before(at - 1);
      // "It was Kerr, not Ingebrigtsen, who was crowned".
      if (one && one->first > 0 && word_at(sentence, one->first - 1) == "not") one = last_person_before(one->first - 1);
      if (one && word_at(sentence, one->last) == "," && word_at(sentence, one->last + 1) == "not") return one;
      // "Heyward (3:34.44), who set a best".
      const bool bracket = one && at >= 3 && word_at(sentence, at - 2) == "," && word_at(sentence, at - 3) == ")" && word_at(sentence, one->last) == "(" && at - 1 - one->last <= 8;
      if (one && (bracket || at - 1 - one->last <= 2)) return one;
    }
    for (const Mention& one : mentions) {
      if (one.kind != Kind::athlete || one.last != at || owns_a_person(sentence, one, words)) continue;
      // "KERR: silver in Paris": a name with a colon at the head of the line.
      if (one.first == 0 && word_at(sentence, one.last) == ":") return &one;
      if (match.first > at && match.first - at <= 5 && is_made_to(sentence, one)) return &one;
      const bool adjacent = at == match.first && starts_with_verb(sentence, match.first) && !one.genitive;
      if (adjacent || may_be_subject(sentence, mentions, one, words)) return &one;
      // "Kerr's time of": genitives speak of their own when nobody else is nearer.
      const bool genitive = one.genitive || word_at(sentence, one.last) == "'s";
      if (!genitive || match.first - at > 6) continue;
      if (owns_the_clause(sentence, one, match.first)) return &one;
      if (!object) object = &one;
    }
  }
  return object;
}

const Mention* subject_behind(const Match& match, const Sentence& sentence, const Mentions& mentions, const Words& words) {
  constexpr std::size_t head = 6;
  bool participle = false;
  for (std::size_t at = 0; at < head && at <= match.first; ++at) {
    const std::string_view word = word_at(sentence, at);
    if (word == ",") break;
    participle = participle || (word.size() > 4 && word.ends_with("ing") && !sentence.tokens[at].capital) || (at == 0 && word.size() > 4 && word.ends_with("ing"));
  }
  if (!participle) return nullptr;
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete && one.first >= match.last && one.first > 0 && word_at(sentence, one.first - 1) == "," && may_be_subject(sentence, mentions, one, words)) return &one;
  return nullptr;
}

}  // namespace lastlap::reading
