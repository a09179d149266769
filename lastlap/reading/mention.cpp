#include "lastlap/reading/mention.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>

#include "lastlap/archive/names.hpp"
#include "lastlap/measure/event.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

const Set minutes{"min", "mins", "minute", "minutes", "m"};
const Set seconds{"sec", "secs", "second", "seconds", "s"};
const Set metres{"m", "metre", "metres", "meter", "meters"};
const Set miles{"mile", "miles"};
const Set title_words{"title", "titles", "champion", "champions", "championship", "gold", "golds", "silver", "silvers", "bronze", "crown", "medal", "medals",
                      "medallist", "medalist", "final", "finals", "podium", "semi", "semis", "heat", "heats", "glory", "victory", "semifinal", "semifinals", "champ", "champs", "titleholder", "crowns"};

/// Walks along a sentence and takes mentions off it.
class Spotter {
 public:
  Spotter(const Sentence& sentence, const Words& words, const std::map<std::string, std::vector<Phrase>>& towns)
      : tokens_{sentence.tokens}, words_{words}, towns_{towns}, title_{sentence.title} {}

  Mentions all() {
    Mentions mentions;
    for (at_ = 0; at_ < tokens_.size();) {
      Mention found;
      if (!anything(found)) {
        ++at_;
        continue;
      }
      found.first = at_;
      at_ = std::max(found.last, at_ + 1);
      found.last = at_;
      mentions.push_back(std::move(found));
    }
    return mentions;
  }

 private:
  std::string_view word(std::size_t at) const { return at < tokens_.size() ? std::string_view{tokens_[at].word} : std::string_view{}; }
  std::string_view before(std::size_t steps = 1) const { return at_ >= steps ? word(at_ - steps) : std::string_view{}; }
  bool capital(std::size_t at) const { return at < tokens_.size() && tokens_[at].capital; }
  bool number(std::size_t at) const { return at < tokens_.size() && tokens_[at].number; }

  bool anything(Mention& m) {
    return code(m) || money(m) || clock_time(m) || written_minutes(m) || fraction(m) || date(m) || closing(m) || record(m) || length(m) || decimal(m) || phrase(m, words_.phrases) ||
           phrase(m, towns_) || round(m) || ordinal(m) || count(m);
  }

  /// "3:27.65 OR", "3:27.79 NR": what lists of results write behind a time.
  bool code(Mention& m) {
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
  bool money(Mention& m) {
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

  static std::string event_of_metres(double length) {
    const auto event = measure::event_of(measure::Distance{length});
    return event ? event->name : "";
  }

  std::size_t behind_units(std::size_t at) const {
    while (minutes.contains(word(at)) || seconds.contains(word(at)) || (word(at) == "i" && tokens_[at].joined)) ++at;
    return at;
  }

  /// 3:29.38, 3.29.38, 3'29"38, 13:23, 1:02:03; not 20:15 of a day.
  bool clock_time(Mention& m) {
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

  bool of_a_day(std::size_t next) const {
    static const Set after{"am", "pm", "a.m.", "p.m.", "local", "bst", "gmt", "utc", "cet", "cest", "est", "edt", "et", "pt", "pst", "pdt", "uk", "o"};
    static const Set at{"at", "from", "until", "around", "before", "about", "since"};
    return after.contains(word(next)) || at.contains(before()) || (number(next) && word(next).find(':') != std::string_view::npos && word(next - 1) == "-");
  }

  std::optional<std::pair<double, int>> seconds_at(std::size_t at, std::size_t& next) const {
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

  std::optional<int> cardinal_at(std::size_t at, std::size_t& next) const {
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
  bool written_minutes(Mention& m) {
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
  bool fraction(Mention& m) {
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

  bool decimal(Mention& m) {
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

  std::optional<int> month_at(std::size_t at) const {
    const auto found = words_.months.find(std::string(word(at)));
    if (found == words_.months.end() || !capital(at)) return std::nullopt;
    return found->second;
  }

  std::optional<int> year_at(std::size_t at) const {
    static const RE2 pattern{R"((?:1[89]|20)\d\d)"};
    if (!number(at) || tokens_[at].end - tokens_[at].start != 4 || !RE2::FullMatch(tokens_[at].word, pattern)) return std::nullopt;
    if (metres.contains(word(at + 1)) && (word(at + 1) != "m" || tokens_[at + 1].joined)) return std::nullopt;
    return std::atoi(tokens_[at].word.c_str());
  }

  std::optional<int> day_at(std::size_t at) const {
    static const RE2 pattern{R"((\d{1,2})(?:st|nd|rd|th)?)"};
    int day = 0;
    if (!number(at) || !RE2::FullMatch(tokens_[at].word, pattern, &day) || day < 1 || day > 31) return std::nullopt;
    return day;
  }

  /// A year behind the date that ends before `at`, maybe behind a comma or "of".
  void year_behind(Mention& m, std::size_t at) const {
    m.last = at;
    if (word(at) == "," || word(at) == "of") ++at;
    if (const auto year = year_at(at)) {
      m.date.year = year;
      m.last = at + 1;
    }
  }

  /// "eight years ago", "four years earlier", "two years later"
  bool years_away(Mention& m) {
    static const std::map<std::string_view, std::pair<const char*, int>> ways{{"ago", {"article", -1}}, {"earlier", {"named", -1}}, {"before", {"named", -1}}, {"previously", {"named", -1}}, {"later", {"named", 1}}, {"on", {"named", 1}}, {"afterwards", {"named", 1}}};
    std::size_t next = at_ + 1;
    const auto years = number(at_) ? count_in(tokens_[at_].word) : cardinal_at(at_, next);
    if (!years || *years > 60 || (word(next) != "years" && word(next) != "year")) return false;
    const auto way = ways.find(word(next + 1));
    if (way == ways.end()) return false;
    m = {};
    m.kind = Kind::date;
    m.value = way->second.first;
    m.number = *years * way->second.second;
    m.last = next + 2;
    return true;
  }

  bool date(Mention& m) {
    if (years_away(m)) return true;
    m.kind = Kind::date;
    static const RE2 dotted{R"((\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d))"};
    int day = 0, month = 0, year = 0;
    if (number(at_) && RE2::FullMatch(tokens_[at_].word, dotted, &day, &month, &year) && day <= 31 && month <= 12) {
      m.date = {.year = year, .month = month, .day = day, .last_month = {}};
      m.last = at_ + 1;
      return true;
    }
    if (const auto iso_year = year_at(at_); iso_year && at_ + 2 < tokens_.size() && tokens_[at_ + 1].joined && tokens_[at_ + 2].joined && day_at(at_ + 1) && day_at(at_ + 2) && *day_at(at_ + 1) <= 12) {
      m.date = {.year = iso_year, .month = day_at(at_ + 1), .day = day_at(at_ + 2), .last_month = {}};
      m.last = at_ + 3;
      return true;
    }
    if (const auto first = day_at(at_)) {
      const std::size_t next = word(at_ + 1) == "of" ? at_ + 2 : at_ + 1;
      if (const auto named = month_at(next)) {
        m.date.day = first;
        m.date.month = named;
        year_behind(m, next + 1);
        return true;
      }
    }
    if (const auto named = month_at(at_)) return named_month(m, *named);
    if (const auto season = words_.seasons.find(std::string(word(at_))); season != words_.seasons.end() && year_at(at_ + 1)) {
      m.date = {.year = year_at(at_ + 1), .month = season->second.first, .day = {}, .last_month = season->second.second};
      m.last = at_ + 2;
      return true;
    }
    if (const auto alone = year_at(at_)) {
      if ((before() == "over" || before() == "the") && *alone == 2000 && word(at_ + 1) != "olympics" && word(at_ + 1) != "olympic") return false;
      m.date.year = alone;
      m.last = at_ + 1;
      return true;
    }
    m = {};
    return false;
  }

  bool named_month(Mention& m, int named) {
    static const Set leading{"in", "since", "last", "this", "early", "late", "mid", "of", "until", "during", "by", "from", "on", "next", "and", "every", ",", "(", "both", "for"};
    m.date.month = named;
    if (const auto day = day_at(at_ + 1); day && !(number(at_ + 1) && metres.contains(word(at_ + 2)))) {
      m.date.day = day;
      year_behind(m, at_ + 2);
      return true;
    }
    year_behind(m, at_ + 1);
    if (m.date.year || leading.contains(before())) return true;
    m = {};
    return false;
  }

  /// Metres of a number and its unit at `at`; `next` is behind them. 0: none.
  double metres_at(std::size_t at, std::size_t& next) const {
    if (!number(at)) {
      if (word(at) == "half" && (word(at + 1) == "lap" || word(at + 1) == "circuit")) return next = at + 2, 200;
      if (word(at) == "half" && word(at + 1) == "mile") return next = at + 2, 804.672;
      if (word(at) == "kilometre" || word(at) == "kilometer" || word(at) == "k") return next = at + 1, 1000;
      if (word(at) == "hundred") return next = at + (metres.contains(word(at + 1)) ? 2 : 1), 100;
      return 0;
    }
    const auto count = count_in(tokens_[at].word);
    if (!count || *count < 50) return 0;
    next = at + 1;
    if (metres.contains(word(next)) && !(word(next) == "m" && capital(next))) ++next;
    return *count;
  }

  /// "last lap", "final 400 metres", "closing two laps", "bell lap"
  bool closing(Mention& m) {
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
  bool length(Mention& m) {
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
    const bool on_the_way = run < 1500 && (ahead.contains(word(next)) || behind.contains(led) || (before() == "the" && behind.contains(before(2))));
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
  bool bare_event(double run, std::size_t next) const {
    static const Set nouns{"final", "race", "title", "champion", "gold", "silver", "bronze", "heat", "heats", "semi", "crown", "record", "world", "olympic", "runner", "winner", "medal", "pb", "best", "runners", "start", "star", "podium", "specialist"};
    static const Set leads{"the", "over", "his", "her", "indoor", "outdoor", "a", "s"};
    const std::string_view next_word = word(next);
    if (event_of_metres(run).empty()) return false;
    if (run == 1500) return true;
    if (nouns.contains(next_word)) return true;
    return leads.contains(before()) && (next_word.empty() || next_word == "." || next_word == "," || next_word == "at" || next_word == "in" || next_word == "and");
  }

  /// "British indoor mile record": an adjective of records, an event, "record".
  bool record(Mention& m) {
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

  bool phrase(Mention& m, const std::map<std::string, std::vector<Phrase>>& phrases) {
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

  bool all_capitals(std::size_t at) const { return tokens_[at].capital; }

  /// Whether the phrase may stand here: names have capitals, an adjective of a competition needs its noun.
  bool fits(const Phrase& phrase, std::size_t next) const {
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
  bool round(Mention& m) {
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

  std::optional<int> ordinal_at(std::size_t at) const {
    if (at >= tokens_.size()) return std::nullopt;
    static const RE2 pattern{R"((\d{1,3})(?:st|nd|rd|th))"};
    int value = 0;
    if (RE2::FullMatch(tokens_[at].word, pattern, &value)) return value;
    const auto found = words_.ordinals.find(tokens_[at].word);
    if (found == words_.ordinals.end()) return std::nullopt;
    return found->second;
  }

  /// "first" of "first heat", "first of three heats"
  int ordinal_before() const {
    for (std::size_t back = 1; back <= 5 && back <= at_; ++back) {
      if (const auto found = ordinal_at(at_ - back)) return *found <= 6 ? *found : 0;
      std::size_t ignored = 0;
      const std::string_view here = word(at_ - back);
      if (here != "of" && here != "the" && here != "his" && here != "her" && !cardinal_at(at_ - back, ignored)) return 0;
    }
    return 0;
  }

  bool ordinal(Mention& m) {
    const auto value = ordinal_at(at_);
    if (!value) return false;
    m.kind = Kind::place;
    m.number = *value;
    m.last = at_ + 1;
    return true;
  }

  bool count(Mention& m) {
    m.kind = Kind::number;
    std::size_t next = at_ + 1;
    const auto value = number(at_) ? count_in(tokens_[at_].word) : cardinal_at(at_, next);
    if (!number(at_) && !value) return false;
    m.number = value.value_or(-1);
    m.last = next;
    return true;
  }

  const std::vector<Token>& tokens_;
  const Words& words_;
  const std::map<std::string, std::vector<Phrase>>& towns_;
  bool title_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<int> count_in(const std::string& number) {
  if (number.empty() || number.size() > 5 || number.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::atoi(number.c_str());
}

Mentions mentions_in(const Sentence& sentence, const Words& words, const std::map<std::string, std::vector<Phrase>>& towns) {
  return Spotter{sentence, words, towns}.all();
}

std::map<std::string, std::vector<Phrase>> towns_of(const Book& book) {
  std::set<std::string> names;
  const auto add = [&](std::string_view venue) {
    venue = venue.substr(0, venue.find('('));
    while (!venue.empty()) {
      const std::size_t comma = std::min(venue.find(','), venue.size());
      const std::string key = archive::search_key(venue.substr(0, comma));
      // Many towns have a ground of that name.
      const bool anywhere = key == "olympic stadium" || key == "national stadium" || key == "stadium";
      if (key.size() >= 4 && !anywhere && key.find_first_of("0123456789") == std::string::npos) names.insert(key);
      venue.remove_prefix(std::min(comma + 1, venue.size()));
    }
  };
  for (const archive::RaceRecord& race : book.races) add(race.heading.venue);
  for (const auto& [athlete, marks] : book.marks)
    for (const BookMark& mark : marks) add(mark.performance.venue);
  std::map<std::string, std::vector<Phrase>> towns;
  for (const std::string& name : names) {
    Phrase phrase{{}, {Kind::town, name, 0}};
    for (const Token& token : words_in(name)) phrase.words.push_back(token.word);
    towns[phrase.words.front()].push_back(phrase);
  }
  for (auto& [first, phrases] : towns)
    std::ranges::stable_sort(phrases, std::greater{}, [](const Phrase& phrase) { return phrase.words.size(); });
  return towns;
}

}  // namespace lastlap::reading
