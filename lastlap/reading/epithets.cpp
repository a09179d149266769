#include "lastlap/reading/people.hpp"

#include <algorithm>
#include <set>

#include "lastlap/reading/subject.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

}  // namespace

std::optional<measure::Sex> People::sex_of(const Mention& mention) const {
  if (mention.athletes.empty()) return std::nullopt;
  return book_.athletes.at(mention.athletes.front()).sex;
}

std::string People::country_of(const Mention& mention) const {
  return mention.athletes.empty() ? "" : book_.athletes.at(mention.athletes.front()).country;
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
    // "The American Olympic bronze medallist": the American.
    if (known && known->kind == Kind::medallist && !country.empty()) {
      person = true;
      next = known->last;
      break;
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
                                 "set", "posted", "running", "winning", "taking", "became", "beat", "out", "off", "down", "up", "hit", "struck", "claimed", "stormed", "broke", "produced", "passed", "swept", "eased", "!", "?", ":", "\"", "would", "will", "said", "because", "whose", "having", "being", "faded", "missed", "earned", "secured", "powered", "settled", "responded", "pulled", "looked", "of", "finishing", "clocking", "leading", "fading", "that", "back", "past", "home", "also",
                                 "sat", "stood", "lay", "got", "gave", "let", "knew", "saw", "found", "felt", "fell", "grew", "left", "lost", "spent", "drew", "swung", "hung", "clung", "dug", "shot", "flew", "rose", "drove", "fought", "put", "chose",
                                 "the", "a", "an", "his", "her", "must", "may", "might", "can", "should", "does", "needs", "wants", "leads", "sits", "bided", "simply", "always", "only", "just", "duly", "finally", "himself", "herself", "coming", "who'd", "threw", "kept", "told", "shook", "tore", "bit", "woke"};
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

}  // namespace lastlap::reading
