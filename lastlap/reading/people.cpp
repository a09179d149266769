#include "lastlap/reading/people.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "lastlap/archive/names.hpp"
#include "lastlap/reading/subject.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

/// Words that make two capitalised words an institution or a place.
const Set no_surnames{"club", "college", "university", "games", "league", "championships", "stadium", "park", "street", "road", "athletics", "association", "board", "classic",
                      "school", "park", "city", "united", "times", "news", "centre", "center", "arena", "track", "field", "mile", "trust", "foundation", "sports", "group", "diamond",
                      "the", "a", "an", "and", "of", "is", "was", "in", "on", "to", "for", "s", "'s", "who", "has", "had", "will", "said"};

}  // namespace

People::People(const Names& names, const Book& book, const Words& words, const std::vector<Sentence>& sentences, const ArticleDay& day) : names_{names}, book_{book}, words_{words}, day_{day} {
  for (const Sentence& sentence : sentences)
    for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
      const Names::Found found = names_.full_name_at(sentence, at);
      for (const long id : found.ids)
        if (std::ranges::find(in_full_, id) == in_full_.end()) in_full_.push_back(id);
    }
  find_interview(sentences);
  find_protagonist(sentences);
}

std::vector<long> People::who_of(std::vector<long> candidates) const {
  if (candidates.size() < 2) return candidates;
  for (auto one = recent_.rbegin(); one != recent_.rend(); ++one)
    if (one->by_name && one->athletes.size() == 1 && std::ranges::find(candidates, one->athletes[0]) != candidates.end()) return one->athletes;
  std::vector<long> named;
  for (const long id : in_full_)
    if (std::ranges::find(candidates, id) != candidates.end()) named.push_back(id);
  if (!named.empty()) return {named.front()};
  // The best known first.
  std::ranges::stable_sort(candidates, std::greater{}, [&](long id) { return names_.starts(id); });
  return candidates;
}

/// Whom a given name alone means: who was named in full, or, from the lips of a runner, the one of that name who has run most finals.
std::vector<long> People::known_by_given_name(const Sentence& sentence, std::size_t at) const {
  const std::string given = names_.given_name(sentence.tokens[at].word);
  if (words_.has("before_a_name", sentence.tokens[at].word)) return {};
  std::vector<long> ids;
  for (const long id : in_full_)
    if (names_.given_name(names_.name_of(id).front()) == given) ids.push_back(id);
  if (ids.size() == 1 && std::ranges::any_of(recent_, [&](const Mention& one) { return one.athletes == ids; })) return ids;
  // "Ingebrigtsen led. And Jakob was fourth."
  for (auto one = recent_.rbegin(); ids.empty() && one != recent_.rend(); ++one)
    for (const long id : one->athletes)
      if (names_.given_name(names_.name_of(id).front()) == given) return {id};
  std::vector<long> by_starts = names_.called(given);
  if (!ids.empty() || by_starts.empty() || !(sentence.tokens[at].quoted || answers(sentence))) return {};
  std::ranges::sort(by_starts, std::greater{}, [&](long id) { return names_.starts(id); });
  constexpr int least = 4;  // races in the archive; guess
  if (names_.starts(by_starts[0]) < least || (by_starts.size() > 1 && names_.starts(by_starts[1]) * 2 > names_.starts(by_starts[0]))) return {};
  return {by_starts[0]};
}

/// Whether one of them has run finals enough to be meant by a surname that is also a word.
bool People::starts_known(const std::vector<long>& ids) const {
  constexpr int least = 4;  // races in the archive; guess
  return std::ranges::any_of(ids, [&](long id) { return names_.starts(id) >= least; });
}

bool People::name_at(const Sentence& sentence, const Mentions& so_far, std::size_t at, Mention& found) const {
  const auto& tokens = sentence.tokens;
  if (tokens[at].number) return false;
  Names::Found name = names_.full_name_at(sentence, at);
  if (name.ids.empty()) {
    name = names_.surname_at(sentence, at);
    if (name.ids.empty()) name = names_.misspelt_at(sentence, at, in_full_);
    if (name.ids.empty()) {
      // A given name alone, of one who was named in full.
      if (!tokens[at].capital || (at + 1 < tokens.size() && tokens[at + 1].capital && !sentence.title)) return false;
      const std::vector<long> ids = known_by_given_name(sentence, at);
      if (ids.empty()) return false;
      name = {ids, at + 1, false};
    }
    const bool also_word = words_.has("also_words", tokens[at].word);
    const bool named = std::ranges::any_of(name.ids, [&](long id) { return std::ranges::find(in_full_, id) != in_full_.end(); });
    static const Set deeds{"'s", "was", "won", "took", "finished", "came", "ran"};
    if (also_word && !named && !(at + 1 < tokens.size() && deeds.contains(tokens[at + 1].word) && tokens[at].word != "may" && starts_known(name.ids))) return false;
    // "Gjert Ingebrigtsen" is another: a capitalised word before the surname is a given name unless the tables say not.
    const bool capital_before = at > 0 && tokens[at - 1].capital && !tokens[at - 1].number && !tokens[at - 1].quoted == !tokens[at].quoted;
    const bool first = at == 1 || tokens[at].joined;
    if (capital_before && !name.full && !sentence.title && !mention_at(so_far, at - 1) && !words_.has("before_a_name", tokens[at - 1].word) &&
        !words_.has("person", tokens[at - 1].word) && (!first || names_.is_given_name(tokens[at - 1].word)) && tokens[at - 1].word != "i")
      return false;
    name.ids = who_of(name.ids);
  } else {
    name.ids = who_of(name.ids);
  }
  found.kind = Kind::athlete;
  found.first = at;
  found.last = name.last;
  found.athletes = name.ids;
  found.by_name = true;
  for (std::size_t i = at; i < name.last; ++i) found.name += (found.name.empty() ? "" : " ") + tokens[i].word;
  return true;
}

bool People::unknown_person_at(const Sentence& sentence, std::size_t at, Mention& found) const {
  const auto& tokens = sentence.tokens;
  if (!tokens[at].capital || tokens[at].number) return false;
  if (const auto stranger = strangers_.find(tokens[at].word); stranger != strangers_.end() && !(at > 0 && tokens[at - 1].capital)) {
    found = stranger->second;
    found.first = at;
    found.last = at + 1;
    return true;
  }
  if (sentence.title || !names_.is_given_name(tokens[at].word)) return false;
  std::size_t next = at + 1;
  while (next < tokens.size() && next < at + 4 && tokens[next].capital && !tokens[next].number && !no_surnames.contains(tokens[next].word) && tokens[next].word.size() > 1) ++next;
  if (next == at + 1) return false;
  if (next < tokens.size() && tokens[next].capital && no_surnames.contains(tokens[next].word)) return false;
  found.kind = Kind::athlete;
  found.first = at;
  found.last = next;
  found.by_name = true;
  for (std::size_t i = at; i < next; ++i) found.name += (found.name.empty() ? "" : " ") + std::string(1, static_cast<char>(tokens[i].word[0] - 'a' + 'A')) + tokens[i].word.substr(1);
  return true;
}

void People::find_speaker(const Sentence& sentence, const Mentions& mentions) {
  if (sentence.paragraph != paragraph_) {
    paragraph_ = sentence.paragraph;
  }
  for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
    const Token& token = sentence.tokens[at];
    if (token.quoted || !words_.has("saying", token.word)) continue;
    const Mention* nearest = nullptr;
    std::size_t best = 8;
    for (const Mention& one : mentions) {
      if (one.kind != Kind::athlete || one.genitive || sentence.tokens[one.first].quoted) continue;
      const std::size_t away = one.last <= at ? at - one.last : one.first - at;
      if (away >= best) continue;
      best = away;
      nearest = &one;
    }
    const auto is_pronoun = [&](std::size_t near) { return word_at(sentence, near) == "he" || word_at(sentence, near) == "she"; };
    if (nearest) {
      speaker_ = {*nearest};
    } else if (!focus_.empty() && (is_pronoun(at + 1) || (at > 0 && is_pronoun(at - 1)))) {
      speaker_ = {focus_.back()};
    }
    return;
  }
}

/// A new paragraph goes on with whom the last one was about, not with whom it ended.
void People::begin_paragraph(const Sentence& sentence) {
  if (sentence.paragraph == topic_paragraph_) return;
  topic_paragraph_ = sentence.paragraph;
  if (!topic_.empty()) focus_ = topic_;
  // "He was 30 on that night", after a paragraph about several others: of whom the text is about.
  if (!protagonist_.empty() && (paragraph_named_.size() != 1 || paragraph_named_.contains(protagonist_.back().athletes.front()))) focus_ = protagonist_;
  paragraph_named_.clear();
  if (answers(sentence)) focus_ = interviewed_;
  topic_.clear();
}

void People::remember(const Sentence& sentence, const Mentions& mentions) {
  const Mention* subject = nullptr;
  for (const Mention& one : mentions) {
    if (one.kind != Kind::athlete) continue;
    if (one.by_name) recent_.push_back(one);
    if (one.athletes.empty() && one.last - one.first >= 2) strangers_.emplace(sentence.tokens[one.last - 1].word, one);
    // "His best dates from a race that Kiprop won.": of him.
    if (!subject && one.genitive && one.first == 0 && !sentence.tokens[0].quoted) subject = &one;
    if (!subject && !sentence.tokens[one.first].quoted && may_be_subject(sentence, mentions, one, words_)) subject = &one;
  }
  if (!subject)
    for (const Mention& one : mentions)
      if (one.kind == Kind::athlete && one.by_name && !subject && (one.genitive || word_at(sentence, one.last) == "'s")) subject = &one;
  last_paragraph_ = sentence.paragraph;
  last_named_.clear();
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete && one.athletes.size() == 1 && one.by_name) paragraph_named_.insert(one.athletes[0]);
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete && one.athletes.size() == 1) last_named_.push_back(one.athletes[0]);
  const bool sure = subject != nullptr;
  // "The defeat ended the reign of Kiprop.": whom the next sentence goes on about.
  const auto is_named = [](const Mention& one) { return one.kind == Kind::athlete && one.by_name; };
  // "That had won him the title, with Nuguse second.": about him.
  const auto is_told_of = [&](const Mention& one) { return one.kind == Kind::athlete && !one.by_name && !one.genitive && !sentence.tokens[one.first].quoted; };
  const auto pronoun = std::ranges::find_if(mentions, is_told_of);
  const auto name = std::ranges::find_if(mentions, is_named);
  const bool aside = name != mentions.end() && name->first > 0 && word_at(sentence, name->first - 1) == "with";
  if (aside && pronoun != mentions.end() && (!subject || subject == &*name)) subject = &*pronoun;
  if (!subject && std::ranges::count_if(mentions, is_named) == 1) subject = &*std::ranges::find_if(mentions, is_named);
  if (subject) last_subject_ = focus_ = {*subject};
  if (subject && topic_.empty() && (sure || topic_paragraph_ == 0)) topic_ = {*subject};
  constexpr std::size_t remembered = 64;
  if (recent_.size() > 2 * remembered) recent_.erase(recent_.begin(), recent_.end() - remembered);
}

void People::add(const Sentence& sentence, Mentions& mentions) {
  begin_paragraph(sentence);
  const Mentions others = mentions;
  Mentions people;
  const auto taken = [&](std::size_t first, std::size_t last) {
    for (std::size_t at = first; at < last; ++at)
      if (const Mention* known = mention_at(others, at); known && known->kind != Kind::town && known->kind != Kind::place && known->kind != Kind::number && known->kind != Kind::nation) return true;
    return false;
  };
  // Names first, so that "he" may look at names, and "the Norwegian" knows that no name follows.
  for (std::size_t at = 0; at < sentence.tokens.size();) {
    Mention found;
    const bool name = (name_at(sentence, others, at, found) || unknown_person_at(sentence, at, found)) && !taken(found.first, found.last);
    if (name) people.push_back(found);
    at = name ? found.last : at + 1;
  }
  Mentions with_names = others;
  for (const Mention& one : people) {
    std::erase_if(with_names, [&](const Mention& other) { return other.first < one.last && one.first < other.last; });
    with_names.push_back(one);
  }
  find_speaker(sentence, people);
  Mentions in_order;
  std::size_t next_name = 0;
  for (std::size_t at = 0; at < sentence.tokens.size();) {
    Mention found;
    if (next_name < people.size() && people[next_name].first == at) {
      found = people[next_name++];
    } else if (!countryman_at(sentence, in_order, with_names, at, found) && !pronoun_at(sentence, in_order, at, found) && !epithet_at(sentence, in_order, with_names, at, found)) {
      ++at;
      continue;
    }
    in_order.push_back(found);
    at = found.last;
  }
  for (const Mention& one : in_order) {
    std::erase_if(mentions, [&](const Mention& other) { return other.first < one.last && one.first < other.last; });
    mentions.push_back(one);
  }
  std::ranges::sort(mentions, {}, &Mention::first);
  remember(sentence, mentions);
}

}  // namespace lastlap::reading
