#include "lastlap/reading/spotter.hpp"

#include <re2/re2.h>

#include <set>
#include <utility>

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

const Set title_words{"title", "titles", "champion", "champions", "championship", "gold", "golds", "silver", "silvers", "bronze", "crown", "medal", "medals",
                      "medallist", "medalist", "final", "finals", "podium", "semi", "semis", "heat", "heats", "glory", "victory", "semifinal", "semifinals", "champ", "champs", "titleholder", "crowns"};

}  // namespace

/// "British indoor mile record": an adjective of records, an event, "record".
bool Spotter::record(Mention& m) {
  static const Set between{"indoor", "outdoor", "short", "track", "area", "men", "women", "'s", "the", "all", "time", "long", "standing", "and"};
  const auto found = words_.phrases.find(tokens_[at_].word);
  if (found == words_.phrases.end()) return false;
  for (const Phrase& one : found->second) {
    const std::size_t size = one.words.size();
    if (one.meaning.kind != Kind::record || size < 2 || one.words.back() != "record" || size > 3) continue;
    std::size_t i = 0;
    while (i + 1 < size && word(at_ + i) == one.words[i]) ++i;
    if (i + 1 < size) continue;
    Mention whole;
    std::size_t next = at_ + i;
    for (std::size_t steps = 0; steps < 6 && word(next) != "record" && word(next) != "records"; ++steps) {
      const std::size_t here = std::exchange(at_, next);
      Mention event;
      const bool is_event = (length(event) || phrase(event, words_.phrases)) && (event.kind == Kind::event || event.kind == Kind::nation);
      at_ = here;
      if (is_event && event.kind == Kind::event) {
        whole.event = event.value;
        next = event.last;
      } else if (between.contains(word(next))) {
        whole.short_track = whole.short_track || word(next) == "indoor" || word(next) == "short";
        ++next;
      } else {
        break;
      }
    }
    if (word(next) != "record" && word(next) != "records") continue;
    m = whole;
    m.kind = Kind::record;
    m.value = one.meaning.value;
    for (const std::string& part : one.words) m.short_track = m.short_track || part == "indoor";
    m.last = next + 1;
    return true;
  }
  return false;
}

bool Spotter::phrase(Mention& m, const std::map<std::string, std::vector<Phrase>>& phrases) {
  const auto found = phrases.find(std::string(word(at_)));
  if (found == phrases.end()) return false;
  for (const Phrase& one : found->second) {
    std::size_t i = 0;
    while (i < one.words.size() && word(at_ + i) == one.words[i]) ++i;
    if (i < one.words.size() || !fits(one, at_ + i)) continue;
    m.kind = one.meaning.kind;
    m.value = one.meaning.value;
    m.number = one.meaning.number;
    m.last = at_ + i;
    if (const auto town = words_.event_towns.find(one.words.front()); m.kind == Kind::event && town != words_.event_towns.end()) m.name = town->second;
    if (m.kind == Kind::closing) m.metres = m.number;
    if (m.kind == Kind::date) m.date = {};
    return true;
  }
  return false;
}

/// Whether the phrase may stand here: names have capitals, an adjective of a competition needs its noun.
bool Spotter::fits(const Phrase& phrase, std::size_t next) const {
  const Kind kind = phrase.meaning.kind;
  if (kind == Kind::town || kind == Kind::nation) {
    if (!capital(at_)) return false;
    if (phrase.words.size() == 1 && phrase.words[0] == "us") return tokens_[at_].end - tokens_[at_].start == 2 && !title_ && before() == "the";
    return true;
  }
  // "At the Olympic Stadium" is no Games.
  static const std::set<std::string_view> grounds{"stadium", "stadion", "park", "village", "committee", "team", "squad"};
  if (kind == Kind::competition && grounds.contains(word(next))) return false;
  if (kind == Kind::competition && phrase.meaning.number == 1) {
    static const Set between{"1500", "1500m", "800", "mile", "m", "metres", "metre", "meters", "meter", "indoor", "outdoor", "athletics", "junior", "'s", "men", "women", "1,500m", "3000", "5000", "individual", "track", "10000", "short", "and", ",", "commonwealth", "european", "world", "olympic", "national"};
    for (std::size_t i = next; i < next + 7; ++i) {
      if (title_words.contains(word(i))) return true;
      if (!between.contains(word(i))) return i > next && (number(i - 1) || number(i - 2));
    }
    return false;
  }
  if (kind == Kind::competition && phrase.words.size() == 1) return capital(at_);
  if (kind == Kind::event && phrase.words.size() == 1 && phrase.words[0] == "miles") return false;
  if (kind == Kind::event && phrase.meaning.value == "mile")
    return !((before() == "a" && before(2) != "over") || before() == "half" || before() == "per" || before() == "quarter" || before() == "country" || before() == "extra" || before() == "full" || (number(at_ - 1) && at_ > 0));
  if (kind == Kind::other_event) return !(phrase.words.size() == 1 && (phrase.words[0] == "single" || phrase.words[0] == "shot" || phrase.words[0] == "film" || phrase.words[0] == "index")) || before() == "the";
  return true;
}

/// "final", "heat three", "the first of three heats", "second semi-final"
bool Spotter::round(Mention& m) {
  static const Set last{"final", "finals"};
  static const Set not_a_race{"lap", "straight", "bend", "turn", "push", "year", "sprint", "kick", "time", "day", "circuit", "stretch", "straightaway", "stages", "surge", "result", "corner",
                              "hundred", "burst", "effort", "strides", "placings", "step", "steps", "metre", "metres", "season", "training", "session", "race", "analysis", "part", "third", "quarter", "drive", "preparations", "hurdle", "word", "chance"};
  m.kind = Kind::round;
  m.last = at_ + 1;
  const std::string_view here = word(at_);
  if (last.contains(here)) {
    m.value = "final";
    return !not_a_race.contains(word(at_ + 1)) && !number(at_ + 1);
  }
  if (here == "semi" || here == "semis" || here == "semifinal" || here == "semifinals") {
    m.value = "semi-final";
    while (word(m.last) == "final" || word(m.last) == "finals") ++m.last;
  } else if (here == "heat" || here == "heats" || here == "prelims" || here == "preliminaries") {
    m.value = "heat";
  } else if (here == "repechage" || here == "repechages") {
    m.value = "repechage heat";
  } else {
    return false;
  }
  std::size_t next = m.last;
  if (const auto counted = number(m.last) ? count_in(tokens_[m.last].word) : cardinal_at(m.last, next); counted && *counted < 10 && word(m.last) != "seconds") {
    m.number = *counted;
    m.last = number(m.last) ? m.last + 1 : next;
  }
  if (m.number == 0) m.number = ordinal_before();
  return true;
}

std::optional<int> Spotter::ordinal_at(std::size_t at) const {
  if (at >= tokens_.size()) return std::nullopt;
  static const RE2 pattern{R"((\d{1,3})(?:st|nd|rd|th))"};
  int value = 0;
  if (RE2::FullMatch(tokens_[at].word, pattern, &value)) return value;
  const auto found = words_.ordinals.find(tokens_[at].word);
  if (found == words_.ordinals.end()) return std::nullopt;
  return found->second;
}

/// "first" of "first heat", "first of three heats"
int Spotter::ordinal_before() const {
  for (std::size_t back = 1; back <= 5 && back <= at_; ++back) {
    if (const auto found = ordinal_at(at_ - back)) return *found <= 6 ? *found : 0;
    std::size_t ignored = 0;
    const std::string_view here = word(at_ - back);
    if (here != "of" && here != "the" && here != "his" && here != "her" && !cardinal_at(at_ - back, ignored)) return 0;
  }
  return 0;
}

bool Spotter::ordinal(Mention& m) {
  const auto value = ordinal_at(at_);
  if (!value) return false;
  m.kind = Kind::place;
  m.number = *value;
  m.last = at_ + 1;
  return true;
}

bool Spotter::count(Mention& m) {
  m.kind = Kind::number;
  std::size_t next = at_ + 1;
  const auto value = number(at_) ? count_in(tokens_[at_].word) : cardinal_at(at_, next);
  if (!number(at_) && !value) return false;
  m.number = value.value_or(-1);
  m.last = next;
  return true;
}

}  // namespace lastlap::reading
