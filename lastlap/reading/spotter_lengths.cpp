#include "lastlap/reading/spotter.hpp"

#include <cstdlib>
#include <set>

#include "lastlap/measure/event.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

}  // namespace

bool is_metres(std::string_view word) {
  static const Set metres{"m", "metre", "metres", "meter", "meters"};
  return metres.contains(word);
}

std::string Spotter::event_of_metres(double length) {
  const auto event = measure::event_of(measure::Distance{length});
  return event ? event->name : "";
}

/// Metres of a number and its unit at `at`; `next` is behind them. 0: none.
double Spotter::metres_at(std::size_t at, std::size_t& next) const {
  if (!number(at)) {
    if (word(at) == "half" && (word(at + 1) == "lap" || word(at + 1) == "circuit")) return next = at + 2, 200;
    if (word(at) == "half" && word(at + 1) == "mile") return next = at + 2, 804.672;
    if (word(at) == "kilometre" || word(at) == "kilometer" || word(at) == "k") return next = at + 1, 1000;
    if (word(at) == "hundred") return next = at + (is_metres(word(at + 1)) ? 2 : 1), 100;
    return 0;
  }
  const auto count = count_in(tokens_[at].word);
  if (!count || *count < 50) return 0;
  next = at + 1;
  if (is_metres(word(next)) && !(word(next) == "m" && capital(next))) ++next;
  return *count;
}

/// "last lap", "final 400 metres", "closing two laps", "bell lap"
bool Spotter::closing(Mention& m) {
  if (!words_.has("last", word(at_))) return false;
  std::size_t at = at_ + 1, next = at + 1;
  double length = 0, count = 1;
  if (const auto laps = cardinal_at(at, next); laps && (word(next) == "laps" || word(next) == "circuits")) {
    count = *laps;
    length = 400;
    ++next;
  } else if (number(at) && count_in(tokens_[at].word) && (word(at + 1) == "laps")) {
    count = *count_in(tokens_[at].word);
    length = 400;
    next = at + 2;
  } else if (words_.has("lap", word(at))) {
    length = 400;
    next = at + 1;
  } else {
    length = metres_at(at, next);
  }
  const bool no_closing = length <= 0 || length >= 1500 || word(at_) == "concluding" || year_at(at);
  if (no_closing || word(next) == "final" || word(next) == "heats") return false;
  m.kind = Kind::closing;
  m.number = length == 400 && words_.has("lap", word(next - 1)) ? 1 : 0;
  m.metres = length * count;
  m.last = next;
  return true;
}

/// 1,500m, 5K, 800 metres, 200 meters to go: an event, or a length on the way.
bool Spotter::length(Mention& m) {
  static const Set ahead{"to", "remaining", "left", "out", "mark", "point", "from", "later", "into", "split", "checkpoint", "gone", "reached"};
  static const Set behind{"first", "opening", "through", "past", "reached", "passed", "passing", "reaching", "next", "middle", "with", "by", "initial", "another", "about", "some", "around", "only", "than"};
  if (!number(at_)) return false;
  std::size_t next = at_ + 1;
  double run = metres_at(at_, next);
  const bool kilometres = run == 0 && (word(at_ + 1) == "k" || word(at_ + 1) == "km") && tokens_[at_ + 1].joined;
  if (kilometres) {
    run = std::atof(tokens_[at_].word.c_str()) * 1000;
    next = at_ + 2;
  }
  if (run < 50 || (word(at_ + 1) == "year" || word(at_ + 1) == "strong")) return false;
  const bool unit = next > at_ + 1;
  const std::string event = event_of_metres(run);
  if (!unit && !bare_event(run, next)) return false;
  m.last = next;
  m.metres = run;
  const std::string_view led = before() == "the" ? before(2) : before();
  const bool passed = word(next) == "was" && (word(next + 1) == "passed" || word(next + 1) == "reached" || word(next + 1) == "covered");
  const bool timed = before() == "at" && at_ > 1 && number(at_ - 2);  // "2:11.8 at 800m"
  const bool on_the_way = run < 1500 && (passed || timed || ahead.contains(word(next)) || behind.contains(led) || (before() == "the" && behind.contains(before(2))));
  if (word(next) == "steeplechase" || word(next) == "hurdles" || word(next) == "steeple" || word(next) == "relay") {
    m.kind = Kind::other_event;
    m.last = next + 1;
  } else if (event.empty() && run >= 5000) {
    m.kind = Kind::other_event;
  } else if (event.empty() || on_the_way) {
    m.kind = Kind::length;
  } else {
    m.kind = Kind::event;
    m.value = event;
  }
  if (event.empty() && (run == 100 || run == 110 || run == 200 || run == 300) && unit &&
      Set{"final", "champion", "title", "gold", "dash", "race", "heats", "sprint", "sprinter", "olympic", "record"}.contains(word(next)))
    m.kind = Kind::other_event;
  return true;
}

/// "the 1500", "over 800": a number that is an event by its neighbours.
bool Spotter::bare_event(double run, std::size_t next) const {
  static const Set nouns{"final", "race", "title", "champion", "gold", "silver", "bronze", "heat", "heats", "semi", "crown", "record", "world", "olympic", "runner", "winner", "medal", "pb", "best", "runners", "start", "star", "podium", "specialist"};
  static const Set leads{"the", "over", "his", "her", "indoor", "outdoor", "a", "s"};
  const std::string_view next_word = word(next);
  if (event_of_metres(run).empty()) return false;
  if (run == 1500) return true;
  if (nouns.contains(next_word)) return true;
  return leads.contains(before()) && (next_word.empty() || next_word == "." || next_word == "," || next_word == "at" || next_word == "in" || next_word == "and");
}

}  // namespace lastlap::reading
