#include <algorithm>

#include "lastlap/reading/clauses.hpp"
#include "lastlap/reading/occasion.hpp"

namespace lastlap::reading {
namespace {

/// "An Olympic record until Hocker's 3:27.65 in Paris": Hocker's was in Paris.
bool is_own_time(const PlacedOccasion& one, std::size_t first) {
  return one.until > 0 && first >= one.until;
}

/// How far an occasion is from what is said by the words from `first` to `last`; -1 within them.
int distance_of(const Sentence& sentence, const PlacedOccasion& one, std::size_t first, std::size_t last) {
  constexpr int far_away = 100;
  if (one.first < last && first < one.last) return -1;
  const bool after = one.first >= last;
  const bool opens_with_a_sign = word_at(sentence, first) == "," || word_at(sentence, first) == "and" || word_at(sentence, first) == ";";
  const std::size_t from = after ? last : one.last, to = after ? one.first : first + (opens_with_a_sign ? 1 : 0);
  int away = static_cast<int>(to - std::min(from, to)) + (after ? 0 : 1) + (one.other_time && !is_own_time(one, first) ? far_away : 0);
  for (std::size_t at = from; at < to; ++at) {
    const std::string_view word = word_at(sentence, at);
    // "In Tokyo he was third; in Budapest": of what comes behind.
    if (after && word == ";") away += far_away / 2;
    if (word == "," || word == ";" || word == "~") away += 4;
    if (word == "and" || word == "but" || word == "while" || word == "when" || word == "before" || word == "after" || word == "who") away += 4;
  }
  return away;
}

}  // namespace

Occasion Occasions::gathered(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span, const PlacedOccasion* of_list, const PlacedOccasion** nearest_one) const {
  const std::size_t first = span.first, last = span.last;
  // "Fourth (3:36.97)": as deep as what stands before the bracket.
  std::size_t at_depth = std::min(last > first ? last - 1 : first, sentence.tokens.size());
  while (at_depth > first && (word_at(sentence, at_depth) == "(" || word_at(sentence, at_depth - 1) == "(")) --at_depth;
  const int depth = deep_[at_depth];
  const auto distance = [&](const PlacedOccasion& one) { return &one == of_list ? -2 : distance_of(sentence, one, first, last); };
  // "(3:28.32, Tokyo 2021)"
  const auto in_same_brackets = [&](const PlacedOccasion& one) { return one.depth == depth + 1 && at_depth + 1 < last && one.first >= last && one.first - last <= 1 && (one.first == last || word_at(sentence, last) == ","); };
  std::vector<const PlacedOccasion*> nearest;
  for (const PlacedOccasion& one : named) {
    const bool of_another = of_list && &one != of_list && one.list == of_list->list;
    if (!of_another && (one.depth <= depth || in_same_brackets(one) || &one == of_list || (one.last <= first && first - one.last <= 1 && word_at(sentence, one.last) != ","))) nearest.push_back(&one);
  }
  std::ranges::stable_sort(nearest, {}, [&](const PlacedOccasion* one) { return (one->depth == depth || in_same_brackets(*one) ? 0 : 1000) + distance(*one); });
  Occasion occasion;
  for (const PlacedOccasion* one : nearest) {
    // "was second last year, and in May won": the year is not the month's.
    const auto months_only = [](const Occasion& it) { return it.date.month && !it.date.year; };
    const bool far = ((months_only(occasion) && one->occasion.date.year) || (months_only(one->occasion) && occasion.date.year)) && distance(*one) > 6;
    // "Second in 3:29.65, as he was when Wightman won in Oregon": of another's clause.
    const bool of_another = one->first >= last && one->depth == depth && parts_strongly(sentence, last, one->first) && std::ranges::any_of(names_at_, [&](std::size_t at) { return at > last && at < one->first; });
    if (of_another) continue;
    const bool other_time = one->other_time && !is_own_time(*one, first);
    if (other_time && (!span.of_record || one->of_a_thing)) continue;
    if (far || !agree(occasion, one->occasion) || (other_time && says_where_or_when(occasion))) continue;
    // What is said of another clause adds nothing to where or when this one was, unless it opens the sentence.
    const bool after = one->first >= last;
    const bool apart = (one->depth != depth && !in_same_brackets(*one)) || (!one->opens && part_clauses(sentence, after ? last : one->last, after ? one->first : first));
    Occasion more = one->occasion;
    constexpr int far_clause = 18;  // words, commas counted as four; guess
    if (apart && !one->opens && distance(*one) > far_clause && one->depth == depth && (named.size() > 1 || !after)) continue;
    if (apart && says_where_or_when(occasion)) more = Occasion{.sex = more.sex};
    if (nearest_one && !*nearest_one && says_where_or_when(one->occasion)) *nearest_one = one;
    fill(occasion, more);
    settle(occasion);
  }
  // "In the world finals of 2019 and 2022": the second year is of the same finals.
  if (of_list && of_list->occasion.series.empty() && of_list->occasion.town.empty())
    for (const PlacedOccasion& one : named)
      if (one.list == of_list->list && &one != of_list) {
        Occasion same = one.occasion;
        same.town.clear();
        same.date = {};
        fill(occasion, same);
        settle(occasion);
      }
  // "Better known over the steeplechase, he won": what stands behind a comma is not what she ran.
  const auto is_of_it = [&](const PlacedOccasion* one) {
    const std::size_t from = one->first >= last ? last : one->last, to = one->first >= last ? one->first : first;
    bool parted = one->depth != depth || part_clauses(sentence, from, to);
    for (std::size_t at = from; at < to; ++at) parted = parted || word_at(sentence, at) == ",";
    return one->occasion.elsewhere && (!parted || one->opens);
  };
  occasion.elsewhere = occasion.event.empty() && std::ranges::any_of(nearest, is_of_it);
  return occasion;
}

Occasion Occasions::said(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span) const {
  return gathered(sentence, named, span, nullptr);
}

/// "In Birmingham and in Munich, and was second both times": the two occasions named before; none if it is not said so.
std::vector<const PlacedOccasion*> both_times(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span) {
  constexpr std::size_t reach = 5;
  bool both = false;
  for (std::size_t at = span.last > 0 ? span.last - 1 : 0; at < span.last + reach; ++at)
    both = both || ((word_at(sentence, at) == "both" || word_at(sentence, at) == "each") && (word_at(sentence, at + 1) == "times" || word_at(sentence, at + 1) == "time" || word_at(sentence, at + 1) == "occasions"));
  std::vector<const PlacedOccasion*> before;
  for (const PlacedOccasion& one : named)
    if (both && one.last <= span.first && (!one.occasion.town.empty() || one.occasion.date.year) && !one.other_time) before.push_back(&one);
  if (before.size() > 2) std::erase_if(before, [](const PlacedOccasion* one) { return one->occasion.town.empty(); });
  return before.size() == 2 ? before : std::vector<const PlacedOccasion*>{};
}

std::vector<Occasion> Occasions::listed(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span) const {
  std::vector<Occasion> twice;
  for (const PlacedOccasion* one : both_times(sentence, named, span)) twice.push_back(gathered(sentence, named, span, one));
  if (!twice.empty()) return twice;
  const PlacedOccasion* one_of = nullptr;
  const Occasion nearest = gathered(sentence, named, span, nullptr, &one_of);
  // "World golds from London, Eugene and Budapest": the towns are the list, though the competition is nearer.
  if (one_of && one_of->list == 0 && one_of->occasion.town.empty() && one_of->occasion.date.knows_nothing())
    for (const PlacedOccasion& one : named)
      if (one.list > 0 && one.depth == one_of->depth && agree(one.occasion, nearest) && distance_of(sentence, one, span.first, span.last) < 12) {
        one_of = &one;
        break;
      }
  if (!one_of || one_of->list == 0) return {nearest};
  std::vector<Occasion> all;
  for (const PlacedOccasion& one : named)
    if (one.list == one_of->list) all.push_back(gathered(sentence, named, span, &one));
  return all;
}

}  // namespace lastlap::reading
