#include "lastlap/reading/splits.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace lastlap::reading {
namespace {

/// Whether the words before a time tell of the way: "through 800m in", "passed 400 metres in 55.01 and 800 in a brisk".
bool is_led_by_the_way(const Sentence& sentence, const Mentions& mentions, std::size_t first) {
  static const std::set<std::string_view> ways{"bell", "halfway", "through", "passed", "passing", "passes", "past", "split", "splits", "opener", "opening", "pace", "reached", "reaching"};
  static const std::set<std::string_view> ends{"finish", "finished", "won", "win", "clocked", "line", "final", "heat", "semi", ".", ";", "before", "who", "when", "while", "ran", "home", "but", "faded", "fading", "slipped", "dropped", "took", "claimed", "became"};
  bool on_the_way = false;
  constexpr std::size_t reach = 16;
  for (std::size_t at = first > reach ? first - reach : 0; at < first; ++at) {
    const std::string_view word = word_at(sentence, at);
    const bool name = std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == Kind::athlete && one.first <= at && at < one.last; });
    if (ways.contains(word) && !name) on_the_way = true;
    const auto next = std::ranges::find(mentions, at + 1, &Mention::first);
    const bool goes_on = next != mentions.end() && (next->kind == Kind::number || next->kind == Kind::length || next->kind == Kind::time || next->kind == Kind::split || next->kind == Kind::decimal || next->kind == Kind::event);
    if (ends.contains(word) || (word == "," && word_at(sentence, at + 1) != "and") || (word == "and" && !goes_on && word_at(sentence, at + 1) != "the")) on_the_way = false;
    const auto one = std::ranges::find(mentions, at, &Mention::first);
    if (one != mentions.end() && one->kind == Kind::length) on_the_way = true;
  }
  return on_the_way;
}

/// "2:35.10 at the bell", "1:51.4 at 800m".
bool is_followed_by_the_way(const Sentence& sentence, const Mentions& mentions, std::size_t last) {
  for (std::size_t at = last; at < last + 4; ++at) {
    const std::string_view word = word_at(sentence, at);
    const Mention* known = mention_at(mentions, at);
    if (word == "," || word == "and" || word == ";" || word == "." || (known && known->kind == Kind::athlete)) return false;  // "3:52.56; 3 Georgia Bell"
    if (word == "bell" || word == "halfway") return true;
    const auto one = std::ranges::find(mentions, at, &Mention::first);
    if (one != mentions.end() && one->kind == Kind::length) return true;
  }
  return false;
}

/// "From 1200 (2:47.27)": a number of hundred metres right before a time in brackets.
bool is_behind_a_distance(const Sentence& sentence, const Mentions& mentions, std::size_t first) {
  if (first < 2 || word_at(sentence, first - 1) != "(") return false;
  const auto one = std::ranges::find(mentions, first - 2, &Mention::first);
  return one != mentions.end() && one->kind == Kind::number && one->number >= 200 && one->number % 100 == 0;
}

/// "Through 400m in 55.01 and 800m in 1:51.74": a distance passed, no event.
bool is_timed_on_the_way(const Sentence& sentence, const Mentions& mentions, const Mention& event) {
  if (word_at(sentence, event.last) != "in") return false;
  std::size_t at = event.last + 1;
  while (word_at(sentence, at) == "a" || word_at(sentence, at) == "about" || word_at(sentence, at) == "an" || word_at(sentence, at) == "just") ++at;
  const auto time = std::ranges::find(mentions, at, &Mention::first);
  return time != mentions.end() && (time->kind == Kind::time || time->kind == Kind::decimal) && is_led_by_the_way(sentence, mentions, event.first);
}

}  // namespace

void mark_splits(const Sentence& sentence, Mentions& mentions) {
  for (Mention& one : mentions)
    if (one.kind == Kind::event && is_timed_on_the_way(sentence, mentions, one)) one.kind = Kind::length;
  for (Mention& one : mentions)
    if (one.kind == Kind::time && (is_led_by_the_way(sentence, mentions, one.first) || is_followed_by_the_way(sentence, mentions, one.last) || is_behind_a_distance(sentence, mentions, one.first))) one.kind = Kind::split;
}

}  // namespace lastlap::reading
