#include "lastlap/reading/clauses.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

/// "(2017)", "(Paris, 2024)": brackets that say where or when what stands before them was.
bool is_where_or_when(const Sentence& sentence, const Mentions& mentions, std::size_t open) {
  static const Set glue{",", "and", "in", "at", "the", "&", ";", "again"};
  bool any = false;
  for (std::size_t at = open + 1; at < sentence.tokens.size() && at < open + 24;) {
    if (word_at(sentence, at) == ")") return any;
    const Mention* known = mention_from(mentions, at);
    if (known && (known->kind == Kind::date || known->kind == Kind::town || known->kind == Kind::competition)) {
      any = true;
      at = known->last;
    } else if (glue.contains(word_at(sentence, at))) {
      ++at;
    } else {
      return false;
    }
  }
  return false;
}

/// Whether the comma at `at` parts two years or two towns of one list.
bool is_in_a_list(const Sentence& sentence, const Mentions& mentions, std::size_t at) {
  const Mention* next = mention_from(mentions, at + 1);
  if (!next || at == 0 || (next->kind != Kind::date && next->kind != Kind::town)) return false;
  return std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == next->kind && (one.last == at || (one.last + 1 == at && word_at(sentence, at - 1) == ")")); });
}

/// Where the aside that begins behind the comma at `at` ends; `at` itself if none begins there.
std::size_t end_of_aside(const Sentence& sentence, const Mentions& mentions, std::size_t at) {
  static const Set people{"champion", "medallist", "medalist", "winner", "finalist", "holder", "champions", "champ", "champs", "titleholder", "runner"};
  static const Set determiners{"the", "a", "an", "who", "whose", "himself", "herself"}, no_aside{"and", "but", "with", "while", "in", "at", "on", "as", "when", "he", "she", "it", "then", "to", "after", "before", "for"};
  const std::string_view next = word_at(sentence, at + 1);
  const Mention* first = mention_from(mentions, at + 1);
  // "NAME,", "the 23-year-old Welshman,"
  const bool behind_a_nation = std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == Kind::nation && one.last == at; });
  const bool behind_a_person = std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == Kind::athlete && !one.genitive && (one.last == at || (one.last < at && at - one.last <= 5 && (behind_a_nation || word_at(sentence, at - 1) == "old"))); });
  bool noun_next = false;
  for (std::size_t near = at + 1; near < at + 6 && word_at(sentence, near) != ","; ++near) noun_next = noun_next || people.contains(word_at(sentence, near));
  const bool tells_of_her = behind_a_person && !no_aside.contains(next) && !(first && (first->kind == Kind::athlete || first->kind == Kind::time));
  if (first && first->kind == Kind::athlete && !noun_next) return at;
  if (!determiners.contains(next) && !noun_next && !tells_of_her) return at;
  constexpr std::size_t longest_aside = 26;
  bool of_a_person = next == "who" || next == "whose" || tells_of_her;
  for (std::size_t end = at + 1; end < sentence.tokens.size() && end - at < longest_aside; ++end) {
    const std::string_view word = word_at(sentence, end);
    of_a_person = of_a_person || people.contains(word);
    if (word == ";" || ((word == "." || word == "\"") && end + 2 >= sentence.tokens.size())) return of_a_person && (next == "who" || noun_next) ? end : at;
    if (word == "," && !is_in_a_list(sentence, mentions, end)) return of_a_person ? end : at;
  }
  return at;
}

}  // namespace

std::vector<int> depths(const Sentence& sentence, const Mentions& mentions) {
  static const Set pronouns{"he", "she"}, new_clause{",", "and", "but", ";", "\"", "while", "when", "where", "who", "that", "as", "said", "after"};
  std::vector<int> depth(sentence.tokens.size() + 1, 0);
  std::vector<bool> bracket_counts;
  int brackets = 0;
  for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
    if (word_at(sentence, at) == "(") {
      bracket_counts.push_back(!is_where_or_when(sentence, mentions, at));
      brackets += bracket_counts.back() ? 1 : 0;
    }
    depth[at] += brackets;
    if (word_at(sentence, at) == ")" && !bracket_counts.empty()) {
      brackets -= bracket_counts.back() ? 1 : 0;
      bracket_counts.pop_back();
    }
    // "Ran 3:31.87 to beat the 3:33.96 he had run in Monaco": what had been before, up to the comma.
    if (at > 3 && word_at(sentence, at) == "had" && pronouns.contains(word_at(sentence, at - 1)) && !new_clause.contains(word_at(sentence, at - 2)))
      for (std::size_t inside = at; inside < sentence.tokens.size() && word_at(sentence, inside) != ","; ++inside) ++depth[inside];
    if (word_at(sentence, at) != ",") continue;
    const std::size_t end = end_of_aside(sentence, mentions, at);
    for (std::size_t inside = at + 1; inside < end; ++inside) ++depth[inside];
  }
  return depth;
}

bool opens_the_sentence(const Mentions& mentions, std::size_t first) {
  static const std::set<Kind> told{Kind::athlete, Kind::time, Kind::place, Kind::medal, Kind::decimal};
  return std::ranges::none_of(mentions, [&](const Mention& one) { return one.first < first && told.contains(one.kind); });
}

bool part_clauses(const Sentence& sentence, std::size_t from, std::size_t to) {
  static const Set parts{"and", "but", ";", ":", "so", "while", "before", "after", "when", "then", "who", "~", "whereas", "although", "though"};
  for (std::size_t at = from; at < to; ++at)
    if (parts.contains(word_at(sentence, at))) return true;
  return false;
}

bool parts_strongly(const Sentence& sentence, std::size_t from, std::size_t to) {
  static const Set parts{"but", "while", "before", "after", "when", "who", "~", "whereas", "although", "though", "because"};
  for (std::size_t at = from; at < to; ++at)
    if (parts.contains(word_at(sentence, at))) return true;
  return false;
}

}  // namespace lastlap::reading
