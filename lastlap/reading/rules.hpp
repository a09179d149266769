#pragma once

// The grammar: rules of data/words/grammar.toml over sentences whose known words have become tags ("A0 won the E1 in T2").

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lastlap/reading/mention.hpp"

namespace re2 {
class RE2;
}

namespace lastlap::reading {

/// A rule that held somewhere in a sentence.
struct Match {
  const RuleText* rule = nullptr;
  std::size_t first = 0, last = 0;              ///< tokens
  std::map<std::string, const Mention*> parts;  ///< by the names of the rule's groups: "who", "time", ...
  std::size_t turn = 0, turns = 1;              ///< of "fifth and sixth": which, of how many
};

/// "{who} and {who2} were {place} and {place2}": a match for each number.
std::vector<Match> turns_of(const Match& match);

/// The sentence as rules see it.
struct Tagged {
  std::string text;                      ///< " A0 won the E1 . "
  std::vector<std::size_t> place;        ///< of every letter: the token it belongs to
};

/// Writes the tags of the mentions and the other words, in small letters.
Tagged tagged(const Sentence& sentence, const Mentions& mentions);

/// The rules, ready to be held against sentences.
class Grammar {
 public:
  /// Errors: a pattern that is none, or that asks for a piece nobody wrote.
  static base::Result<Grammar> of(const Words& words);
  Grammar(Grammar&&) noexcept;
  Grammar& operator=(Grammar&&) noexcept;
  ~Grammar();

  /// Where rules hold, in the order of the rules, then of the text.
  std::vector<Match> matches(const Sentence& sentence, const Mentions& mentions) const;

 private:
  Grammar();
  struct Rule {
    RuleText text;
    std::unique_ptr<re2::RE2> pattern;
  };
  std::vector<Rule> rules_;
};

/// Whether the words say that the match did not happen: "if", "hopes to", "never"; `narrative` "would" did.
bool is_unsaid(const Sentence& sentence, const Match& match, const Words& words, bool dated);

}  // namespace lastlap::reading
