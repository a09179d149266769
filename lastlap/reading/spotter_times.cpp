#include "lastlap/reading/spotter.hpp"

#include <re2/re2.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

const Set minutes{"min", "mins", "minute", "minutes", "m"};
const Set seconds{"sec", "secs", "second", "seconds", "s"};

}  // namespace

/// "3:27.65 OR", "3:27.79 NR": what lists of results write behind a time.
bool Spotter::code(Mention& m) {
  static const std::map<std::string_view, std::pair<Kind, const char*>> codes{
      {"wr", {Kind::record, "world"}}, {"or", {Kind::record, "olympic"}}, {"nr", {Kind::record, "national"}}, {"ar", {Kind::record, "area"}}, {"er", {Kind::record, "area:europe"}},
      {"cr", {Kind::record, "championship"}}, {"mr", {Kind::record, "meeting"}}, {"pb", {Kind::best, "personal"}}, {"sb", {Kind::best, "season"}}, {"pr", {Kind::best, "personal"}}};
  const auto found = codes.find(word(at_));
  const bool behind_a_time = at_ > 0 && (number(at_ - 1) || (before() == "(" && at_ > 1 && number(at_ - 2)) || before() == ",");
  if (found == codes.end() || !tokens_[at_].capitals || !behind_a_time) return false;
  m.kind = found->second.first;
  m.value = found->second.second;
  m.last = at_ + 1;
  return true;
}

/// "$52.77", "52.77 percent", "1,500 people": a number that is none of ours, so that nothing else takes it.
bool Spotter::money(Mention& m) {
  static const Set signs{"$", "#", "&"};
  static const Set units{"%", "percent", "per", "points", "point", "million", "billion", "k", "km", "kilometres", "kilometers", "kph", "mph", "kg", "degrees",
                         "people", "fans", "spectators", "dollars", "euros", "pounds", "watts", "calories", "volts", "feet", "inches", "cm", "mm", "litres",
                         "shares", "votes", "words", "runners", "entries", "athletes", "days", "weeks", "hours", "hour", "hectares", "euro", "gmt"};
  if (!number(at_)) return false;
  const std::string_view after = word(at_ + 1);
  const bool kilometre_event = (after == "k" || after == "km") && event_of_metres(std::atof(std::string(word(at_)).c_str()) * 1000) != "";
  if (!signs.contains(before()) && (!units.contains(after) || kilometre_event)) return false;
  m.kind = Kind::number;
  m.number = -1;
  m.last = at_ + 1;
  return true;
}

std::size_t Spotter::behind_units(std::size_t at) const {
  while (minutes.contains(word(at)) || seconds.contains(word(at)) || (word(at) == "i" && tokens_[at].joined)) ++at;
  return at;
}

/// 3:29.38, 3.29.38, 3'29"38, 13:23, 1:02:03; not 20:15 of a day.
bool Spotter::clock_time(Mention& m) {
  if (!number(at_)) return false;
  static const RE2 with_hours{R"((\d):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?)"}, plain{R"((\d{1,2})[:.']([0-5]\d)(?:(?:[.:]|"|'')(\d{1,3}))?)"};
  const std::string& text = tokens_[at_].word;
  int hours = 0, minute = 0, second = 0;
  std::string decimals;
  if (RE2::FullMatch(text, with_hours, &hours, &minute, &second, &decimals)) {
    minute += hours * 60;
  } else if (!RE2::FullMatch(text, plain, &minute, &second, &decimals)) {
    return false;
  } else if (text.find(':') == std::string::npos && decimals.empty()) {
    return false;  // 52.77 has no minutes
  }
  m.kind = Kind::time;
  m.time = {minute * 60.0 + second, static_cast<int>(decimals.size())};
  if (!decimals.empty()) m.time.seconds += std::atof(("0." + decimals).c_str());
  m.last = at_ + 1;
  if (decimals.empty() && (of_a_day(m.last) || at_ == 0)) {
    m.kind = Kind::number;
    m.number = -1;
    return true;
  }
  m.last = behind_units(m.last);
  return true;
}

bool Spotter::of_a_day(std::size_t next) const {
  static const Set after{"am", "pm", "a.m.", "p.m.", "local", "bst", "gmt", "utc", "cet", "cest", "est", "edt", "et", "pt", "pst", "pdt", "uk", "o"};
  static const Set at{"at", "from", "until", "around", "before", "about", "since"};
  return after.contains(word(next)) || at.contains(before()) || (number(next) && word(next).find(':') != std::string_view::npos && word(next - 1) == "-");
}

std::optional<std::pair<double, int>> Spotter::seconds_at(std::size_t at, std::size_t& next) const {
  static const RE2 pattern{R"((\d{1,2})(?:\.(\d{1,3}))?)"};
  int whole = 0;
  std::string decimals;
  if (number(at) && RE2::FullMatch(tokens_[at].word, pattern, &whole, &decimals)) {
    next = at + 1;
    return std::pair{std::atof(tokens_[at].word.c_str()), static_cast<int>(decimals.size())};
  }
  const auto value = cardinal_at(at, next);
  if (!value) return std::nullopt;
  return std::pair{static_cast<double>(*value), 0};
}

std::optional<int> Spotter::cardinal_at(std::size_t at, std::size_t& next) const {
  const std::string two = std::string(word(at)) + " " + std::string(word(at + 1));
  if (const auto found = words_.cardinals.find(two); found != words_.cardinals.end()) {
    next = at + 2;
    return found->second;
  }
  const auto found = words_.cardinals.find(std::string(word(at)));
  if (found == words_.cardinals.end()) return std::nullopt;
  next = at + 1;
  return found->second;
}

/// "3min 29.38sec", "three minutes 45.34 seconds", "three minutes and 29 seconds", "3m 29.38s"
bool Spotter::written_minutes(Mention& m) {
  std::size_t next = at_;
  std::optional<int> minute;
  if (number(at_)) {
    minute = count_in(tokens_[at_].word);
    next = at_ + 1;
  } else {
    minute = cardinal_at(at_, next);
  }
  if (!minute || *minute > 59 || !minutes.contains(word(next))) return false;
  if (word(next) == "m" && !tokens_[next].joined) return false;
  ++next;
  while (word(next) == "," || word(next) == "and") ++next;
  std::size_t behind = next;
  const auto second = seconds_at(next, behind);
  if (!second || second->first >= 60) return false;
  const bool said = seconds.contains(word(behind));
  if (!said && second->second == 0) return false;
  m.kind = Kind::time;
  m.time = {*minute * 60.0 + second->first, second->second};
  m.last = said ? behind + 1 : behind;
  return true;
}

/// "half a second", "three hundredths of a second", "a second", "two tenths"
bool Spotter::fraction(Mention& m) {
  const auto part = [&](double value, int decimals, std::size_t last) {
    m.kind = Kind::decimal;
    m.time = {value, decimals};
    m.last = last;
    return true;
  };
  if (word(at_) == "half" && word(at_ + 1) == "a" && word(at_ + 2) == "second") return part(0.5, 1, at_ + 3);
  if (word(at_) == "a" && word(at_ + 1) == "second" && word(at_ + 2) != "and" && !capital(at_ + 2) &&
      Set{"behind", "clear", "ahead", "faster", "slower", "adrift", "off", "back", "down", "quicker", "later", "in"}.contains(word(at_ + 2)))
    return part(1, 0, at_ + 2);
  std::size_t next = at_;
  std::optional<int> parts = number(at_) ? count_in(tokens_[at_].word) : cardinal_at(at_, next);
  if (number(at_)) next = at_ + 1;
  if (word(at_) == "a" && (word(at_ + 1) == "hundredth" || word(at_ + 1) == "tenth" || word(at_ + 1) == "thousandth")) {
    parts = 1;
    next = at_ + 1;
  }
  if (!parts) return false;
  const std::string_view unit = word(next);
  const int decimals = unit.starts_with("tenth") ? 1 : unit.starts_with("hundredth") ? 2 : unit.starts_with("thousandth") ? 3 : 0;
  if (decimals == 0) return false;
  ++next;
  if (word(next) == "of" && word(next + 1) == "a" && word(next + 2) == "second") next += 3;
  return part(*parts / std::pow(10.0, decimals), decimals, next);
}

bool Spotter::decimal(Mention& m) {
  static const RE2 pattern{R"((\d{0,3})\.(\d{1,3}))"};
  std::string whole, decimals;
  const bool has_point = number(at_) && RE2::FullMatch(tokens_[at_].word, pattern, &whole, &decimals);
  std::size_t next = at_ + 1;
  if (!has_point) {
    // "53 seconds", "sixty seconds"
    const bool counted = number(at_) ? tokens_[at_].word.size() <= 3 && count_in(tokens_[at_].word) : cardinal_at(at_, next).has_value();
    if (!counted || !(word(next) == "seconds" || word(next) == "sec" || word(next) == "secs" || (word(next) == "second" && tokens_[next].joined))) return false;
    std::size_t ignored = 0;
    m.time = {number(at_) ? std::atof(tokens_[at_].word.c_str()) : static_cast<double>(*cardinal_at(at_, ignored)), 0};
  } else {
    m.time = {std::atof(tokens_[at_].word.c_str()), static_cast<int>(decimals.size())};
  }
  m.kind = Kind::decimal;
  m.last = seconds.contains(word(next)) ? next + 1 : next;
  return true;
}

}  // namespace lastlap::reading
