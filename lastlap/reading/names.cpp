#include "lastlap/reading/names.hpp"

#include <algorithm>
#include <functional>

#include "lastlap/archive/names.hpp"
#include "lastlap/base/nearest.hpp"

namespace lastlap::reading {
namespace {

using Cut = std::vector<std::string>;

/// Shorter words differ by a letter from too many others; guess.
constexpr std::size_t least_letters = 6;

Cut cut(const std::string& key) {
  Cut words;
  for (const Token& token : words_in(key)) words.push_back(token.word);
  return words;
}

bool stands_at(const Sentence& sentence, std::size_t at, const Cut& words) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (at + i >= sentence.tokens.size() || sentence.tokens[at + i].word != words[i]) return false;
  return true;
}

}  // namespace

Names::Names(const Book& book, const Words& words) : book_{book}, words_{words} {
  for (const archive::RaceRecord& race : book_.races)
    for (const archive::RaceResult& result : race.results) ++starts_[result.athlete.id];
  for (const auto& [id, athlete] : book_.athletes) {
    Name name{id, cut(archive::search_key(athlete.name)), {}};
    if (name.words.size() < 2) continue;
    const std::size_t space = athlete.name.rfind(' ');
    name.surname = cut(archive::search_key(athlete.name.substr(space + 1)));
    by_first_[given_name(name.words.front())].push_back(names_.size());
    add_surname(name.surname, name);
    if (name.words.size() > name.surname.size() + 1) {
      Cut longer{name.words.end() - static_cast<std::ptrdiff_t>(name.surname.size()) - 1, name.words.end()};
      add_surname(longer, name);
    }
    name_at_[id] = names_.size();
    names_.push_back(std::move(name));
  }
}

void Names::add_surname(const Cut& surname, const Name& name) {
  auto& entries = by_surname_[surname.front()];
  const auto same = std::ranges::find(entries, surname, &std::pair<Cut, std::vector<long>>::first);
  if (same != entries.end()) {
    same->second.push_back(name.id);
  } else {
    entries.emplace_back(surname, std::vector<long>{name.id});
  }
  std::ranges::stable_sort(entries, std::greater{}, [](const auto& entry) { return entry.first.size(); });
}

Names::Found Names::full_name_at(const Sentence& sentence, std::size_t at) const {
  const auto& tokens = sentence.tokens;
  Found best;
  if (!tokens[at].capital || at + 1 >= tokens.size()) return best;
  const auto try_name = [&](const Name& name) {
    std::size_t next = at + 1;
    for (std::size_t i = 1; i < name.words.size() && next < tokens.size(); ++i) {
      if (tokens[next].word == name.words[i]) {
        ++next;
      } else if (i + 1 == name.words.size() && tokens[next].capital && next + 1 < tokens.size() && tokens[next + 1].word == name.words[i] && !tokens[next].number) {
        next += 2;  // a middle name that the archive lacks
      } else if (i + 1 == name.words.size()) {
        return;
      }
    }
    if (next - at < 2 || tokens[next - 1].word != name.words.back() || !tokens[next - 1].capital) return;
    if (next > best.last) best = {{}, next, true};
    if (next == best.last) best.ids.push_back(name.id);
  };
  if (const auto found = by_first_.find(given_name(tokens[at].word)); found != by_first_.end())
    for (const std::size_t i : found->second) try_name(names_[i]);
  if (!best.ids.empty()) return best;
  // The right given name with a surname one letter off.
  if (const auto found = by_first_.find(given_name(tokens[at].word)); found != by_first_.end() && tokens[at + 1].capital && tokens[at + 1].word.size() >= least_letters) {
    for (const std::size_t i : found->second)
      if (base::edits_between(tokens[at + 1].word, names_[i].words.back()) == 1) best.ids.push_back(names_[i].id);
    if (best.ids.size() == 1) return {best.ids, at + 2, true};
    best.ids.clear();
  }
  // "Mo Farah", "J. Ingebrigtsen": the beginning of a given name before a surname.
  const std::size_t next = word_at(sentence, at + 1) == "." ? at + 2 : at + 1;
  if (next >= tokens.size() || !tokens[next].capital || tokens[at].word.size() > 3) return best;
  const Found surname = surname_at(sentence, next);
  for (const long id : surname.ids) {
    const std::string key = archive::search_key(book_.athletes.at(id).name);
    if (key.starts_with(tokens[at].word)) best.ids.push_back(id);
  }
  if (!best.ids.empty()) best.last = surname.last;
  best.full = best.ids.size() == 1;
  return best;
}

Names::Found Names::surname_at(const Sentence& sentence, std::size_t at) const {
  if (!sentence.tokens[at].capital && sentence.tokens[at].word.size() > 3) return {};
  const auto found = by_surname_.find(sentence.tokens[at].word);
  if (found == by_surname_.end()) return {};
  for (const auto& [surname, ids] : found->second)
    if (stands_at(sentence, at, surname) && sentence.tokens[at + surname.size() - 1].capital) return {ids, at + surname.size(), false};
  return {};
}

Names::Found Names::misspelt_at(const Sentence& sentence, std::size_t at, const std::vector<long>& in_full) const {
  const Token& token = sentence.tokens[at];
  if (!token.capital || token.word.size() < least_letters || words_.has("before_a_name", token.word)) return {};
  std::vector<long> near;
  for (const long id : in_full) {
    const Cut& words = name_of(id);
    if (words.back().size() >= least_letters && base::edits_between(token.word, words.back()) == 1) near.push_back(id);
  }
  if (near.size() == 1) return {near, at + 1, false};
  if (at == 0) return {};
  // With the right given name before it, nobody else need have been named.
  const auto given = by_first_.find(given_name(sentence.tokens[at - 1].word));
  if (given == by_first_.end() || !sentence.tokens[at - 1].capital) return {};
  for (const std::size_t i : given->second)
    if (base::edits_between(token.word, names_[i].words.back()) == 1) near.push_back(names_[i].id);
  return near.size() == 1 ? Found{near, at + 1, true} : Found{};
}

bool Names::is_given_name(const std::string& word) const {
  return by_first_.contains(given_name(word)) || words_.has("given", word);
}

std::string Names::given_name(const std::string& word) const {
  const auto found = words_.nicknames.find(word);
  return found == words_.nicknames.end() ? word : found->second;
}

const Cut& Names::name_of(long id) const {
  return names_[name_at_.at(id)].words;
}

int Names::starts(long id) const {
  const auto found = starts_.find(id);
  return found == starts_.end() ? 0 : found->second;
}

std::vector<long> Names::called(const std::string& given) const {
  std::vector<long> ids;
  if (const auto found = by_first_.find(given_name(given)); found != by_first_.end())
    for (const std::size_t at : found->second) ids.push_back(names_[at].id);
  return ids;
}

}  // namespace lastlap::reading
