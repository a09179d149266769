#include "lastlap/reading/subject.hpp"

#include <set>
#include <string_view>

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

/// Kinds of mentions that end what says where or when.
bool tells_where_or_when(Kind kind) {
  return kind == Kind::date || kind == Kind::town || kind == Kind::time || kind == Kind::decimal || kind == Kind::round || kind == Kind::split;
}

/// "Beating", "outfoxed": a verb, unless an article or a hyphen stands before it.
bool is_participle(const Token& token) {
  constexpr std::size_t least = 5;  // "wing", "red"
  return token.word.size() >= least && !token.capital && !token.joined && (token.word.ends_with("ing") || token.word.ends_with("ed"));
}

/// "Defending champion NAME" says who NAME is, not what was done to her.
bool names_the_holder(std::string_view word) {
  return word == "defending" || word == "reigning";
}

}  // namespace

bool may_be_subject(const Sentence& sentence, const Mentions& mentions, const Mention& mention, const Words& words) {
  if (mention.genitive || word_at(sentence, mention.last) == "'s" || word_at(sentence, mention.last) == "'") return false;
  static const Set nominative{"he", "she", "i", "you"}, objects{"him", "me"};
  // "Ran him down and got bronze": not he.
  if (!mention.by_name && objects.contains(word_at(sentence, mention.first))) return false;
  if (!mention.by_name && nominative.contains(word_at(sentence, mention.first))) return true;
  std::size_t at = mention.first;
  // Over adjectives and nations to the word that governs the name: "over fellow Norwegian favourite NAME".
  // "back of another stablemate, NAME": the name is the noun's.
  if (at > 1 && word_at(sentence, at - 1) == "," && words.has("person", word_at(sentence, at - 2))) --at;
  // "Right behind her Katie Snowden ran a best": the pronoun is another's, and the name begins what is told.
  static const Set pronouns{"him", "her", "them", "me", "us"};
  if (mention.by_name && at > 1 && pronouns.contains(word_at(sentence, at - 1)) && words.has("beside_the_subject", word_at(sentence, at - 2))) return true;
  const bool epithet = !mention.by_name && word_at(sentence, mention.first) == "the";
  for (int steps = 0; at > 0 && steps < 6; ++steps) {
    const std::string& word = sentence.tokens[at - 1].word;
    const Mention* before = mention_at(mentions, at - 1);
    // "For Kerr there was silver."
    if (at == 1 && word == "for") return true;
    if (word == "for" && at > 1 && word_at(sentence, at - 2) == ",") return true;  // "had to work, for Garcia closed"
    if (word == "with" && at > 1 && word_at(sentence, at - 2) == ",") return true;  // ", with Kerr next in 3:27.79"
    static const Set all{"everyone", "everybody", "all", "anyone", "anybody", "nobody", "none"};
    if (word == "but" && at > 1 && all.contains(word_at(sentence, at - 2))) return false;
    if (words.has("beside_the_subject", word)) return false;
    if (epithet) return true;
    if (word == "and" && steps == 0) {
      // "from Ingebrigtsen and Nordas": as the one before "and".
      const Mention* nearest = nullptr;
      for (const Mention& other : mentions)
        if (other.kind == Kind::athlete && other.last <= at - 1 && at - 1 - other.last <= 4) nearest = &other;
      return !nearest || may_be_subject(sentence, mentions, *nearest, words);
    }
    // "In Zurich on September 5 Nuguse": behind what says where or when, another part of the sentence begins.
    if (before && tells_where_or_when(before->kind)) return true;
    if (is_participle(sentence.tokens[at - 1]) && !before && !words.has("person", word) && !names_the_holder(word)) {
      static const Set determiners{"the", "a", "an", "his", "her", "'s", "another"};
      if (at < 2 || !determiners.contains(word_at(sentence, at - 2))) return at == 1;
      --at;
      continue;
    }
    static const Set particles{"down", "up", "out", "back", "away", "home"};
    const bool descriptive = word == "the" || word == "'s" || word == "his" || word == "her" || word == "another" || word == "their" || words.has("person", word) || word == "olympic" || word == "world" || names_the_holder(word) ||
                             word == "former" || word == "year" || word == "old" || word == "european" || particles.contains(word) || (sentence.tokens[at - 1].joined && word.size() > 1) || (before && before->kind != Kind::athlete);
    // "To overhaul Cheruiyot": whom the verb is about.
    if (!descriptive) return !(at > 1 && word_at(sentence, at - 2) == "to" && !sentence.tokens[at - 1].number && word.size() > 2);
    --at;
  }
  return true;
}

}  // namespace lastlap::reading
