#include "lastlap/reading/spotter.hpp"

#include <re2/re2.h>

#include <cstdlib>
#include <map>
#include <set>

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

}  // namespace

std::optional<int> Spotter::month_at(std::size_t at) const {
  const auto found = words_.months.find(std::string(word(at)));
  if (found == words_.months.end() || !capital(at)) return std::nullopt;
  // "Hicham El Guerrouj (MAR)": Morocco, not March.
  if (at > 0 && at < tokens_.size() && tokens_[at].capitals && word(at) == "mar" && !number(at - 1) && !number(at + 1)) return std::nullopt;
  return found->second;
}

std::optional<int> Spotter::year_at(std::size_t at) const {
  static const RE2 pattern{R"((?:1[89]|20)\d\d)"};
  if (!number(at) || tokens_[at].end - tokens_[at].start != 4 || !RE2::FullMatch(tokens_[at].word, pattern)) return std::nullopt;
  if (is_metres(word(at + 1)) && (word(at + 1) != "m" || tokens_[at + 1].joined)) return std::nullopt;
  return std::atoi(tokens_[at].word.c_str());
}

std::optional<int> Spotter::day_at(std::size_t at) const {
  static const RE2 pattern{R"((\d{1,2})(?:st|nd|rd|th)?)"};
  int day = 0;
  if (!number(at) || !RE2::FullMatch(tokens_[at].word, pattern, &day) || day < 1 || day > 31) return std::nullopt;
  return day;
}

/// A year behind the date that ends before `at`, maybe behind a comma or "of".
void Spotter::year_behind(Mention& m, std::size_t at) const {
  m.last = at;
  if (word(at) == "," || word(at) == "of") ++at;
  if (const auto year = year_at(at)) {
    m.date.year = year;
    m.last = at + 1;
  }
}

/// "eight years ago", "four years earlier", "two years later"
bool Spotter::years_away(Mention& m) {
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

bool Spotter::date(Mention& m) {
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

bool Spotter::named_month(Mention& m, int named) {
  static const Set leading{"in", "since", "last", "this", "early", "late", "mid", "of", "until", "during", "by", "from", "on", "next", "and", "every", ",", "(", "both", "for"};
  m.date.month = named;
  if (const auto day = day_at(at_ + 1); day && !(number(at_ + 1) && is_metres(word(at_ + 2)))) {
    m.date.day = day;
    year_behind(m, at_ + 2);
    return true;
  }
  year_behind(m, at_ + 1);
  if (m.date.year || leading.contains(before())) return true;
  m = {};
  return false;
}

}  // namespace lastlap::reading
