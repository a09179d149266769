#include "lastlap/reading/people.hpp"

#include <algorithm>
#include <set>

#include "lastlap/archive/names.hpp"
#include "lastlap/base/nearest.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;
using Cut = std::vector<std::string>;

/// Words that make two capitalised words an institution or a place.
const Set no_surnames{"club", "college", "university", "games", "league", "championships", "stadium", "park", "street", "road", "athletics", "association", "board", "classic",
                      "school", "park", "city", "united", "times", "news", "centre", "center", "arena", "track", "field", "mile", "trust", "foundation", "sports", "group", "diamond",
                      "the", "a", "an", "and", "of", "is", "was", "in", "on", "to", "for", "s", "'s", "who", "has", "had", "will", "said"};

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

std::string_view word_at(const Sentence& sentence, std::size_t at) {
  return at < sentence.tokens.size() ? std::string_view{sentence.tokens[at].word} : std::string_view{};
}

const Mention* mention_at(const Mentions& mentions, std::size_t at) {
  for (const Mention& one : mentions)
    if (one.first <= at && at < one.last) return &one;
  return nullptr;
}

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

People::People(const Book& book, const Words& words, const std::vector<Sentence>& sentences, const ArticleDay& day) : book_{book}, words_{words}, day_{day} {
  learn_names();
  for (const Sentence& sentence : sentences)
    for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
      const Found found = full_name_at(sentence, at);
      for (const long id : found.ids)
        if (std::ranges::find(in_full_, id) == in_full_.end()) in_full_.push_back(id);
    }
  find_interview(sentences);
  find_protagonist(sentences);
}

/// Who is named in what stands above the text: paragraphs of one sentence without a full stop at its end.
std::vector<long> People::named_at_the_head(const std::vector<Sentence>& sentences) const {
  std::vector<long> ids;
  constexpr std::size_t most = 6;  // sentences
  for (std::size_t i = 0; i < sentences.size() && i < most; ++i) {
    const Sentence& sentence = sentences[i];
    if (sentence.tokens.empty() || sentence.tokens.back().word == "." || sentence.tokens.back().word == "\"") break;
    for (std::size_t at = 0; at < sentence.tokens.size(); ++at)
      for (const long id : in_full_)
        if (sentence.tokens[at].capital && sentence.tokens[at].word == name_of(id).back() && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

/// Whom the article is about: named by surname at least so often, and three times as often as anybody else; or alone above
/// the text, and at least half as often as anybody else; or first above it, and as often as anybody else. Guesses.
void People::find_protagonist(const std::vector<Sentence>& sentences) {
  std::map<std::string, int> named;
  for (const long id : in_full_) named[name_of(id).back()] = 0;
  for (const Sentence& sentence : sentences)
    for (const Token& token : sentence.tokens)
      if (const auto found = named.find(token.word); token.capital && found != named.end()) ++found->second;
  constexpr int least = 4;
  const std::vector<long> heading = named_at_the_head(sentences);
  for (const long id : in_full_) {
    const int times = named[name_of(id).back()];
    const bool most = std::ranges::all_of(named, [&](const auto& one) { return one.first == name_of(id).back() || one.second * 3 <= times; });
    // Named with others, she must be named first, and as often as any.
    const int as_often = heading.size() == 1 ? 2 * times : times;
    const bool heads = !heading.empty() && heading.front() == id && std::ranges::all_of(named, [&](const auto& one) { return one.second <= as_often; });
    if ((!heads && (times < least || !most)) || !protagonist_.empty()) continue;
    Mention who;
    who.kind = Kind::athlete;
    who.athletes = {id};
    who.name = archive::search_key(book_.athletes.at(id).name);
    protagonist_ = {who};
  }
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

void People::learn_names() {
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

void People::add_surname(const Cut& surname, const Name& name) {
  auto& entries = by_surname_[surname.front()];
  const auto same = std::ranges::find(entries, surname, &std::pair<Cut, std::vector<long>>::first);
  if (same != entries.end()) {
    same->second.push_back(name.id);
  } else {
    entries.emplace_back(surname, std::vector<long>{name.id});
  }
  std::ranges::stable_sort(entries, std::greater{}, [](const auto& entry) { return entry.first.size(); });
}

People::Found People::full_name_at(const Sentence& sentence, std::size_t at) const {
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

People::Found People::surname_at(const Sentence& sentence, std::size_t at) const {
  if (!sentence.tokens[at].capital && sentence.tokens[at].word.size() > 3) return {};
  const auto found = by_surname_.find(sentence.tokens[at].word);
  if (found == by_surname_.end()) return {};
  for (const auto& [surname, ids] : found->second)
    if (stands_at(sentence, at, surname) && sentence.tokens[at + surname.size() - 1].capital) return {ids, at + surname.size(), false};
  return {};
}

People::Found People::misspelt_at(const Sentence& sentence, std::size_t at) const {
  const Token& token = sentence.tokens[at];
  if (!token.capital || token.word.size() < least_letters || words_.has("before_a_name", token.word)) return {};
  std::vector<long> near;
  for (const long id : in_full_) {
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

std::vector<long> People::who_of(std::vector<long> candidates) const {
  if (candidates.size() < 2) return candidates;
  for (auto one = recent_.rbegin(); one != recent_.rend(); ++one)
    if (one->by_name && one->athletes.size() == 1 && std::ranges::find(candidates, one->athletes[0]) != candidates.end()) return one->athletes;
  std::vector<long> named;
  for (const long id : in_full_)
    if (std::ranges::find(candidates, id) != candidates.end()) named.push_back(id);
  if (!named.empty()) return {named.front()};
  // The best known first.
  std::ranges::stable_sort(candidates, std::greater{}, [&](long id) {
    const auto found = starts_.find(id);
    return found == starts_.end() ? 0 : found->second;
  });
  return candidates;
}

bool People::is_given_name(const std::string& word) const {
  return by_first_.contains(given_name(word)) || words_.has("given", word);
}

/// The words of an athlete's search key.
const Cut& People::name_of(long id) const {
  return names_[name_at_.at(id)].words;
}

std::string People::given_name(const std::string& word) const {
  const auto found = words_.nicknames.find(word);
  return found == words_.nicknames.end() ? word : found->second;
}

/// Whom a given name alone means: who was named in full, or, from the lips of a runner, the one of that name who has run most finals.
std::vector<long> People::known_by_given_name(const Sentence& sentence, std::size_t at) const {
  const std::string given = given_name(sentence.tokens[at].word);
  if (words_.has("before_a_name", sentence.tokens[at].word)) return {};
  std::vector<long> ids;
  for (const long id : in_full_)
    if (given_name(name_of(id).front()) == given) ids.push_back(id);
  if (ids.size() == 1 && std::ranges::any_of(recent_, [&](const Mention& one) { return one.athletes == ids; })) return ids;
  // "Ingebrigtsen led. And Jakob was fourth."
  for (auto one = recent_.rbegin(); ids.empty() && one != recent_.rend(); ++one)
    for (const long id : one->athletes)
      if (given_name(name_of(id).front()) == given) return {id};
  const auto namesakes = by_first_.find(given);
  if (!ids.empty() || namesakes == by_first_.end() || !(sentence.tokens[at].quoted || answers(sentence))) return {};
  const auto starts = [&](std::size_t name) {
    const auto found = starts_.find(names_[name].id);
    return found == starts_.end() ? 0 : found->second;
  };
  std::vector<std::size_t> by_starts = namesakes->second;
  std::ranges::sort(by_starts, std::greater{}, starts);
  constexpr int least = 4;  // races in the archive; guess
  if (starts(by_starts[0]) < least || (by_starts.size() > 1 && starts(by_starts[1]) * 2 > starts(by_starts[0]))) return {};
  return {names_[by_starts[0]].id};
}

/// Whether one of them has run finals enough to be meant by a surname that is also a word.
bool People::starts_known(const std::vector<long>& ids) const {
  constexpr int least = 4;  // races in the archive; guess
  return std::ranges::any_of(ids, [&](long id) { return starts_.contains(id) && starts_.at(id) >= least; });
}

bool People::name_at(const Sentence& sentence, const Mentions& so_far, std::size_t at, Mention& found) const {
  const auto& tokens = sentence.tokens;
  if (tokens[at].number) return false;
  Found name = full_name_at(sentence, at);
  if (name.ids.empty()) {
    name = surname_at(sentence, at);
    if (name.ids.empty()) name = misspelt_at(sentence, at);
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
        !words_.has("person", tokens[at - 1].word) && (!first || is_given_name(tokens[at - 1].word)) && tokens[at - 1].word != "i")
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
  if (sentence.title || !is_given_name(tokens[at].word)) return false;
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

std::optional<measure::Sex> People::sex_of(const Mention& mention) const {
  if (mention.athletes.empty()) return std::nullopt;
  return book_.athletes.at(mention.athletes.front()).sex;
}

std::string People::country_of(const Mention& mention) const {
  return mention.athletes.empty() ? "" : book_.athletes.at(mention.athletes.front()).country;
}

bool People::may_be_subject(const Sentence& sentence, const Mentions& mentions, const Mention& mention, const Words& words) {
  if (mention.genitive || word_at(sentence, mention.last) == "'s" || word_at(sentence, mention.last) == "'") return false;
  static const Set nominative{"he", "she", "i", "you"}, objects{"him", "me"};
  // "Ran him down and got bronze": not he.
  if (!mention.by_name && objects.contains(word_at(sentence, mention.first))) return false;
  if (!mention.by_name && nominative.contains(word_at(sentence, mention.first))) return true;
  std::size_t at = mention.first;
  // Over adjectives and nations to the word that governs the name: "over fellow Norwegian favourite NAME".
  // "back of another stablemate, NAME": the name is the noun's.
  if (at > 1 && word_at(sentence, at - 1) == "," && words.has("person", word_at(sentence, at - 2))) --at;
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

const Mention* People::of_country(const Mentions& so_far, const Sentence& sentence, const std::string& country) const {
  // "Second to NAME, the Kenyan": another Kenyan.
  for (auto one = so_far.rbegin(); one != so_far.rend(); ++one)
    if (one->kind == Kind::athlete && country_of(*one) == country && may_be_subject(sentence, so_far, *one, words_)) return &*one;
  if (!focus_.empty() && country_of(focus_.back()) == country) return &focus_.back();
  for (auto one = recent_.rbegin(); one != recent_.rend(); ++one)
    if (country_of(*one) == country) return &*one;
  for (auto one = so_far.rbegin(); one != so_far.rend(); ++one)
    if (one->kind == Kind::athlete && country_of(*one) == country) return &*one;
  return nullptr;
}

/// Whom the text is about, if she is that old; else the last of those spoken of lately who is.
const Mention* People::of_age(int age) const {
  const auto is_of_age = [&](const Mention& one) {
    if (one.athletes.empty() || day_.year == 0) return false;
    const auto birth = book_.athletes.at(one.athletes.front()).birth;
    if (!birth) return false;
    const int by_year = day_.year - birth->year();
    const bool had_birthday = !day_.day || day_.day->text().substr(5) >= birth->text().substr(5);
    return age == (had_birthday ? by_year : by_year - 1) || (!day_.day && age == by_year - 1);
  };
  if (!last_subject_.empty() && is_of_age(last_subject_.back())) return &last_subject_.back();
  constexpr std::size_t lately = 8;
  for (std::size_t i = recent_.size(); i > 0 && recent_.size() - i < lately; --i) {
    const Mention& one = recent_[i - 1];
    if (is_of_age(one)) return &one;
  }
  return nullptr;
}

const Mention* People::champion_of(const std::string& series) const {
  const auto found = words_.series.find(series);
  if (found == words_.series.end() || found->second.archive.empty()) return nullptr;
  for (auto race = book_.races.rbegin(); race != book_.races.rend(); ++race) {
    if (!race->heading.competition.starts_with(found->second.archive) || race->heading.round != "final") continue;
    for (const archive::RaceResult& result : race->results)
      if (result.place == 1)
        for (auto one = recent_.rbegin(); one != recent_.rend(); ++one)
          if (one->athletes == std::vector{result.athlete.id}) return &*one;
  }
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
    who = token.quoted ? nullptr : object && !of_a_participle ? other_than_subject(so_far, sentence, sex) : spoken_of(so_far, sentence, sex);
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

/// "Three hundredths behind his countryman": another of his country, of whom was spoken before.
bool People::countryman_at(const Sentence& sentence, const Mentions& so_far, const Mentions& others, std::size_t at, Mention& found) const {
  static const Set possessives{"his", "her"}, kin{"countryman", "countrywoman", "compatriot"};
  if (!possessives.contains(word_at(sentence, at)) || sentence.tokens[at].quoted) return false;
  const std::size_t noun = word_at(sentence, at + 1) == "fellow" ? at + 2 : at + 1;
  const Mention* name = mention_at(others, noun + 1);
  if (!kin.contains(word_at(sentence, noun)) || (name && name->kind == Kind::athlete)) return false;
  const Mention* own = spoken_of(so_far, sentence, std::nullopt);
  if (!own || country_of(*own).empty()) return false;
  for (auto one = recent_.rbegin(); one != recent_.rend(); ++one) {
    if (one->athletes == own->athletes || country_of(*one) != country_of(*own) || sex_of(*one) != sex_of(*own)) continue;
    found = *one;
    found.first = at;
    found.last = noun + 1;
    found.by_name = found.genitive = false;
    return true;
  }
  return false;
}

bool People::epithet_at(const Sentence& sentence, const Mentions& so_far, const Mentions& others, std::size_t at, Mention& found) const {
  if (word_at(sentence, at) != "the") return false;
  // Behind "NAME, " it tells of NAME.
  if (at >= 2 && word_at(sentence, at - 1) == "," && !so_far.empty() && so_far.back().kind == Kind::athlete && so_far.back().last == at - 1) return false;
  // "was the winner" says what somebody was.
  static const Set copulas{"was", "is", "were", "be", "became", "as", "being", "becoming", "remains", "remained", "becomes", "become", "crowned"};
  const bool cleft = at > 1 && word_at(sentence, at - 2) == "it" && (word_at(sentence, at - 1) == "was" || word_at(sentence, at - 1) == "is");  // "it was the American who won"
  if (at > 0 && !cleft && copulas.contains(word_at(sentence, at - 1))) return false;
  std::string country, series;
  std::size_t next = at + 1, steps = 0;
  bool person = false, aged = false;
  int age = 0;
  for (; next < sentence.tokens.size() && steps < 7; ++steps) {
    const std::string& word = sentence.tokens[next].word;
    const Mention* known = mention_at(others, next);
    if (word == "year" && word_at(sentence, next + 1) == "old") {
      aged = true;
      if (const Mention* number = mention_at(others, next - 1); number && number->kind == Kind::number) age = number->number;
      next += 2;
      if (!mention_at(others, next) && !words_.has("person", word_at(sentence, next)) && !sentence.tokens[std::min(next, sentence.tokens.size() - 1)].capital) break;
      continue;
    }
    if (words_.has("person", word)) {
      person = true;
      ++next;
      if (!words_.has("person", word_at(sentence, next))) break;
      continue;
    }
    if (known && known->kind == Kind::nation) {
      country = known->value;
      next = known->last;
      continue;
    }
    if (known && known->kind == Kind::competition) {
      series = known->value;
      next = known->last;
      continue;
    }
    const bool adjective = known ? (known->kind == Kind::number || known->kind == Kind::event || known->kind == Kind::town || known->kind == Kind::medal || known->kind == Kind::other_event)
                                 : sentence.tokens[next].capital || word == "reigning" || word == "defending" || word == "young" || word == "tall" || word == "former" || word == "big" || word == "veteran" || word == "double" || word == "time" || word == "great" || word == "brilliant" || word == "old" || word == "new" || word == "in" || word == "form" || word == "local" || word == "home" || word == "world" || word == "olympic";
    if (!adjective || word == "," || sentence.tokens[next].number) {
      if (known && known->kind == Kind::number) {
        next = known->last;
        continue;
      }
      break;
    }
    next = known ? known->last : next + 1;
  }
  // "the Norwegian" alone, if no noun follows that it describes.
  static const Set behind_a_noun{"", ",", ".", ")", ";", "~", "'s", "who", "was", "is", "had", "has", "to", "in", "at", "for", "and", "with", "by", "over", "from", "on", "but", "took", "won", "ran", "finished", "could", "did",
                                 "led", "went", "held", "kept", "made", "came", "crossed", "clocked", "closed", "kicked", "moved", "surged", "then", "again", "still", "never", "into", "as", "when", "while", "before", "after",
                                 "set", "posted", "running", "winning", "taking", "became", "beat", "out", "off", "down", "up", "hit", "struck", "claimed", "stormed", "broke", "produced", "passed", "swept", "eased", "!", "?", ":", "\"", "would", "will", "said", "because", "whose", "having", "being", "faded", "missed", "earned", "secured", "powered", "settled", "responded", "pulled", "looked", "of", "finishing", "clocking", "leading", "fading", "that", "back", "past", "home", "also"};
  const Mention* last_known = mention_at(others, next - 1);
  const Mention* following = mention_at(others, next);
  const bool value_follows = following && (following->kind == Kind::time || following->kind == Kind::place || following->kind == Kind::medal);
  const bool past = word_at(sentence, next).ends_with("ed") || word_at(sentence, next).ends_with("ing") || words_.has("beside_the_subject", word_at(sentence, next));
  const bool alone = last_known && last_known->kind == Kind::nation && (value_follows || past || behind_a_noun.contains(word_at(sentence, next)));
  if (!person && !aged && !alone) return false;
  if (const Mention* name = mention_at(others, next); name && name->kind == Kind::athlete) return false;
  if (next < sentence.tokens.size() && sentence.tokens[next].capital && !mention_at(others, next)) return false;
  const Mention* aged_so = aged && age > 0 && country.empty() ? of_age(age) : nullptr;
  const Mention* who = aged_so ? aged_so : !country.empty() ? of_country(so_far, sentence, country) : !series.empty() && person ? champion_of(series) : spoken_of({}, sentence, std::nullopt);
  if (!series.empty() && !who) who = nullptr;
  if (!who) return false;
  found = *who;
  found.first = at;
  found.last = aged || !series.empty() ? at + 1 : next;
  found.by_name = false;
  found.genitive = false;
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
