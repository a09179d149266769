#include "lastlap/reading/people.hpp"

#include <algorithm>

#include "lastlap/archive/names.hpp"

namespace lastlap::reading {

/// Who is named in what stands above the text: paragraphs of one sentence without a full stop at its end.
std::vector<long> People::named_at_the_head(const std::vector<Sentence>& sentences) const {
  std::vector<long> ids;
  constexpr std::size_t most = 6;  // sentences
  for (std::size_t i = 0; i < sentences.size() && i < most; ++i) {
    const Sentence& sentence = sentences[i];
    if (sentence.tokens.empty() || sentence.tokens.back().word == "." || sentence.tokens.back().word == "\"") break;
    for (std::size_t at = 0; at < sentence.tokens.size(); ++at)
      for (const long id : in_full_)
        if (sentence.tokens[at].capital && sentence.tokens[at].word == names_.name_of(id).back() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

/// Whom the article is about: named by surname at least so often, and three times as often as anybody else; or alone above
/// the text, and at least half as often as anybody else; or first above it, and as often as anybody else. Guesses.
void People::find_protagonist(const std::vector<Sentence>& sentences) {
  std::map<std::string, int> named;
  for (const long id : in_full_) named[names_.name_of(id).back()] = 0;
  for (const Sentence& sentence : sentences)
    for (const Token& token : sentence.tokens)
      if (const auto found = named.find(token.word); token.capital && found != named.end()) ++found->second;
  const auto is_about = [&](long id) {
    Mention who;
    who.kind = Kind::athlete;
    who.athletes = {id};
    who.name = archive::search_key(book_.athletes.at(id).name);
    protagonist_ = {who};
  };
  constexpr int least = 4;
  const std::vector<long> heading = named_at_the_head(sentences);
  for (const long id : in_full_) {
    const int times = named[names_.name_of(id).back()];
    const bool most = std::ranges::all_of(named, [&](const auto& one) { return one.first == names_.name_of(id).back() || one.second * 3 <= times; });
    // Named with others, she must be named first, and as often as any.
    const int as_often = heading.size() == 1 ? 2 * times : times;
    const bool heads = !heading.empty() && heading.front() == id && std::ranges::all_of(named, [&](const auto& one) { return one.second <= as_often; });
    if ((!heads && (times < least || !most)) || !protagonist_.empty()) continue;
    is_about(id);
  }
  if (!protagonist_.empty()) return;
  if (const std::optional<long> alone = named_alone_for_long(sentences)) is_about(*alone);
}

/// Who is named first, if nobody else is for a long while, and of whose surname there is one: a portrait may name its runner once.
std::optional<long> People::named_alone_for_long(const std::vector<Sentence>& sentences) const {
  constexpr std::size_t long_while = 10;  // sentences; guess
  std::map<std::string_view, std::vector<long>> of_surname;
  for (const long id : in_full_) of_surname[names_.name_of(id).back()].push_back(id);
  std::optional<std::pair<std::size_t, std::string_view>> first;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    for (const Token& token : sentences[i].tokens) {
      const auto found = token.capital ? of_surname.find(token.word) : of_surname.end();
      if (found == of_surname.end() || (first && first->second == found->first)) continue;
      if (!first) {
        first = {i, found->first};
        continue;
      }
      const std::vector<long>& named = of_surname[first->second];
      if (i - first->first < long_while || named.size() != 1) return std::nullopt;
      return named.front();
    }
  return std::nullopt;
}

/// "She" at the head of a paragraph, or behind a sentence that named her too, is whom the article is about.
bool People::may_be_protagonist(const Sentence& sentence, std::optional<measure::Sex> sex) const {
  if (protagonist_.empty() || !sex || sex_of(protagonist_.back()) != *sex || answers(sentence)) return false;
  return sentence.paragraph != last_paragraph_ || std::ranges::find(last_named_, protagonist_.back().athletes.front()) != last_named_.end();
}

/// An interview has lines that ask, and answers in the first person without quotation marks, of whom it names first.
void People::find_interview(const std::vector<Sentence>& sentences) {
  std::size_t firsts = 0;
  for (const Sentence& sentence : sentences) {
    if (sentence.tokens.empty()) continue;
    const bool labelled = (word_at(sentence, 0) == "q" || word_at(sentence, 0) == "question") && (word_at(sentence, 1) == ":" || word_at(sentence, 1) == ".");
    const bool asks = sentence.tokens.back().word == "?" && !sentence.tokens.back().quoted;
    if (labelled) questions_[sentence.paragraph] = 2;
    if (asks) questions_[sentence.paragraph] = std::max(questions_[sentence.paragraph], 1);
    for (const Token& token : sentence.tokens) firsts += token.word == "i" && token.capital && !token.quoted ? 1 : 0;
  }
  const auto labelled = std::ranges::count_if(questions_, [](const auto& one) { return one.second == 2; });
  constexpr std::size_t least_firsts = 4;
  constexpr int least_questions = 3;
  const bool interview = firsts >= least_firsts && (labelled >= 2 || static_cast<int>(questions_.size()) >= least_questions) && !in_full_.empty();
  if (!interview) return questions_.clear();
  if (labelled >= 2) std::erase_if(questions_, [](const auto& one) { return one.second < 2; });
  Mention who;
  who.kind = Kind::athlete;
  who.athletes = {in_full_.front()};
  who.name = archive::search_key(book_.athletes.at(in_full_.front()).name);
  interviewed_ = {who};
}

bool People::is_asked(const Sentence& sentence) const {
  return questions_.contains(sentence.paragraph);
}

bool People::answers(const Sentence& sentence) const {
  return !questions_.empty() && sentence.paragraph > questions_.begin()->first && !is_asked(sentence);
}

}  // namespace lastlap::reading
