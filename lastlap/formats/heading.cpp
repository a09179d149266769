#include "lastlap/formats/heading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

using Words = std::vector<std::string>;
using Tongues = std::span<const std::string_view>;

constexpr std::array men{std::string_view{"men"}, std::string_view{"man"}, std::string_view{"mens"}, std::string_view{"m"},
                         std::string_view{"male"}, std::string_view{"boys"}, std::string_view{"herren"}, std::string_view{"männer"},
                         std::string_view{"maenner"}, std::string_view{"männlich"}, std::string_view{"jungen"}, std::string_view{"hommes"},
                         std::string_view{"homme"}, std::string_view{"messieurs"}, std::string_view{"herrar"}, std::string_view{"män"},
                         std::string_view{"pojkar"}, std::string_view{"menn"}, std::string_view{"uomini"}, std::string_view{"hombres"}};
constexpr std::array women{std::string_view{"women"}, std::string_view{"woman"}, std::string_view{"womens"}, std::string_view{"w"},
                           std::string_view{"f"}, std::string_view{"female"}, std::string_view{"girls"}, std::string_view{"ladies"},
                           std::string_view{"frauen"}, std::string_view{"damen"}, std::string_view{"weiblich"}, std::string_view{"mädchen"},
                           std::string_view{"femmes"}, std::string_view{"femme"}, std::string_view{"dames"}, std::string_view{"damer"},
                           std::string_view{"kvinnor"}, std::string_view{"kvinner"}, std::string_view{"flickor"}, std::string_view{"donne"},
                           std::string_view{"mujeres"}};
constexpr std::array metres{std::string_view{"m"}, std::string_view{"meter"}, std::string_view{"meters"}, std::string_view{"metre"},
                            std::string_view{"metres"}, std::string_view{"metern"}, std::string_view{"mètres"}, std::string_view{"mtr"},
                            std::string_view{"metros"}, std::string_view{"metri"}};
constexpr std::array miles{std::string_view{"mile"}, std::string_view{"miles"}, std::string_view{"mi"}, std::string_view{"meile"},
                           std::string_view{"meilen"}, std::string_view{"mille"}, std::string_view{"milles"}};
/// Words of races that are no plain run.
constexpr std::array other_races{
    std::string_view{"hurdles"}, std::string_view{"hurdle"}, std::string_view{"hürden"}, std::string_view{"huerden"}, std::string_view{"hü"},
    std::string_view{"h"}, std::string_view{"hh"}, std::string_view{"mh"}, std::string_view{"lh"}, std::string_view{"haies"}, std::string_view{"häck"},
    std::string_view{"hekk"}, std::string_view{"steeple"}, std::string_view{"steeplechase"}, std::string_view{"sc"}, std::string_view{"st"},
    std::string_view{"msc"}, std::string_view{"hindernis"}, std::string_view{"hindernislauf"}, std::string_view{"hi"}, std::string_view{"hinder"}, std::string_view{"relay"}, std::string_view{"medley"},
    std::string_view{"staffel"}, std::string_view{"stafett"}, std::string_view{"relais"}, std::string_view{"x"}, std::string_view{"walk"},
    std::string_view{"gehen"}, std::string_view{"bahngehen"}, std::string_view{"marche"}, std::string_view{"gång"}, std::string_view{"road"},
    std::string_view{"km"}, std::string_view{"kmw"}, std::string_view{"mw"}, std::string_view{"rollstuhl"}, std::string_view{"wheelchair"}};
constexpr std::array finals{std::string_view{"final"}, std::string_view{"finals"}, std::string_view{"finale"}, std::string_view{"endlauf"},
                            std::string_view{"a-final"}};
constexpr std::array semis{std::string_view{"semi"}, std::string_view{"semis"}, std::string_view{"semifinal"}, std::string_view{"semifinals"},
                           std::string_view{"semifinale"}, std::string_view{"halbfinale"}, std::string_view{"demi"}, std::string_view{"sf"},
                           std::string_view{"zwischenlauf"}, std::string_view{"zwischenläufe"}};
constexpr std::array quarters{std::string_view{"quarter"}, std::string_view{"quarterfinal"}, std::string_view{"viertelfinale"},
                              std::string_view{"qf"}};
constexpr std::array heats{std::string_view{"heat"}, std::string_view{"heats"}, std::string_view{"prelim"}, std::string_view{"prelims"},
                           std::string_view{"preliminary"}, std::string_view{"vorlauf"}, std::string_view{"vorläufe"}, std::string_view{"vl"}, std::string_view{"série"},
                           std::string_view{"séries"}, std::string_view{"serie"}, std::string_view{"försök"}, std::string_view{"forsøk"}};
constexpr std::array races{std::string_view{"race"}, std::string_view{"section"}, std::string_view{"zeitlauf"}, std::string_view{"zeitläufe"}, std::string_view{"lauf"},
                           std::string_view{"zeitendlauf"}, std::string_view{"zeitendläufe"}};
constexpr std::array indoors{std::string_view{"indoor"}, std::string_view{"indoors"}, std::string_view{"halle"}, std::string_view{"inomhus"},
                             std::string_view{"salle"}};

bool is_one_of(std::string_view word, Tongues words) { return std::ranges::find(words, word) != words.end(); }
bool is_number(std::string_view word) { return !word.empty() && word.find_first_not_of("0123456789") == word.npos; }

/// Letters and digits part words, and part each other: "1500m" is "1500", "m". A comma, point or blank between a one- or
/// two-digit number and exactly three more digits joins thousands: "1,500".
Words words_of(std::string_view title) {
  const std::string small = small_letters(title);
  Words words;
  char before = ' ';
  for (std::size_t i = 0; i < small.size(); ++i) {
    const char c = small[i];
    const bool digit = c >= '0' && c <= '9', letter = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    const bool was_digit = before >= '0' && before <= '9', was_letter = before != ' ' && !was_digit;
    if (digit || letter) {
      if ((digit && was_digit) || (letter && was_letter)) words.back() += c;
      else words.emplace_back(1, c);
      before = c;
      continue;
    }
    const auto digits_behind = std::min(small.find_first_not_of("0123456789", i + 1), small.size()) - i - 1;
    const bool joins = was_digit && (c == ',' || c == '.' || c == ' ') && words.back().size() <= 2 && digits_behind == 3;
    if (!joins) before = ' ';
  }
  return words;
}

/// Without the clock that meeting software puts in front: "16:30 | 100m M".
std::string_view without_clock(std::string_view title) {
  const std::size_t bar = title.find('|');
  if (bar == title.npos) return title;
  const std::string_view front = trimmed(title.substr(0, bar));
  const bool is_clock = !front.empty() && front.size() <= 8 && front.find_first_not_of("0123456789:.") == front.npos;
  return is_clock ? title.substr(bar + 1) : title;
}

std::optional<measure::Sex> sex_of_word(const std::string& word, const std::string& next) {
  if (is_one_of(word, men)) return measure::Sex::men;
  if (is_one_of(word, women)) return measure::Sex::women;
  // Age groups: "M35", "W40", "mju 20", "wju 18", "wjb", "mja", "wu 18", "m u 23".
  const bool age_behind = is_number(next);
  for (const std::string_view male : {"mj", "mju", "mu", "mja", "mjb", "mk", "mku"})
    if (word == male && (age_behind || word.size() == 3 || word == "mj")) return measure::Sex::men;
  for (const std::string_view female : {"wj", "wju", "wu", "wja", "wjb", "wk", "wku"})
    if (word == female && (age_behind || word.size() == 3 || word == "wj")) return measure::Sex::women;
  return std::nullopt;
}

/// The distance [m] that words `at` and behind say, and how many words say it.
struct Said {
  double metres = 0;
  std::size_t words = 0;
  bool has_unit = false;
};

Said distance_at(const Words& words, std::size_t at) {
  const std::string none, &word = words[at], &next = at + 1 < words.size() ? words[at + 1] : none;
  constexpr double mile = 1609.344;  // [m], exactly
  if (is_one_of(word, std::span{miles}.first(2))) return {mile, 1, true};
  if ((word == "one" || word == "1") && is_one_of(next, miles)) return {mile, 2, true};
  if ((word == "two" || word == "2") && is_one_of(next, miles)) return {2 * mile, 2, true};
  const auto number = whole_number(word);
  if (!number || *number < 1 || *number > 100'000) return {};
  if (is_one_of(next, metres)) return {static_cast<double>(*number), 2, true};
  if (*number >= 60) return {static_cast<double>(*number), 1, false};
  return {};
}

/// The distance of the title: one with its unit, or else the first number that could be one.
std::optional<Said> distance_in(const Words& words, std::size_t& at) {
  std::optional<Said> bare;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Said said = distance_at(words, i);
    if (said.words == 0 || (bare && !said.has_unit)) continue;
    at = i;
    if (said.has_unit) return said;
    bare = said;
  }
  return bare;
}

/// "2" of "Vorlauf 2", "heat 2", "2. Vorlauf"; empty if there is none.
std::string number_beside(const Words& words, std::size_t at) {
  const auto is_small = [&](std::size_t i) { return i < words.size() && is_number(words[i]) && words[i].size() <= 2; };
  if (is_small(at + 1)) return fmt::format(" {}", words[at + 1]);
  if (at > 0 && is_small(at - 1)) return fmt::format(" {}", words[at - 1]);
  return "";
}

std::string round_in(const Words& words) {
  struct Round {
    Tongues words;
    std::string_view name;
  };
  const std::array rounds{Round{semis, "semi-final"}, Round{quarters, "quarter-final"}, Round{heats, "heat"}, Round{finals, "final"},
                          Round{races, "race"}};
  const bool second_chance = std::ranges::find(words, "repechage") != words.end() || std::ranges::find(words, "repêchage") != words.end();
  for (const Round& round : rounds)
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!is_one_of(words[i], round.words)) continue;
      // "semi-final 1" is two words and a number.
      const bool named_final = i + 1 < words.size() && is_one_of(words[i + 1], finals);
      return fmt::format("{}{}{}", second_chance ? "repechage " : "", round.name, number_beside(words, named_final ? i + 1 : i));
    }
  return second_chance ? "repechage" : "";
}

std::optional<measure::TrackKind> track_in(const Words& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (is_one_of(words[i], indoors)) return measure::TrackKind::short_200;
    if (words[i] == "short" && i + 1 < words.size() && words[i + 1] == "track") return measure::TrackKind::short_200;
  }
  return std::nullopt;
}

}  // namespace

std::optional<measure::Sex> sex_called(std::string_view word) {
  const std::string small = small_letters(trimmed(word));
  return sex_of_word(small, "");
}

Heading heading_of(std::string_view title) {
  const std::string_view said = without_clock(title);
  const Words words = words_of(said);
  Heading heading{.event = plain(said), .is_known = false, .distance = {}, .sex = {}, .track = track_in(words), .round = round_in(words)};
  std::size_t at = 0;
  const auto distance = distance_in(words, at);
  bool other = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (distance && i >= at && i < at + distance->words) continue;
    other = other || is_one_of(words[i], other_races);
    if (!heading.sex) heading.sex = sex_of_word(words[i], i + 1 < words.size() ? words[i + 1] : "");
  }
  if (!distance || other) return heading;
  heading.distance = measure::Distance{distance->metres};
  if (const auto event = measure::event_of(*heading.distance)) {
    heading.event = event->name;
    heading.is_known = true;
  } else {
    heading.event = fmt::format("{:g} m", distance->metres);
  }
  return heading;
}

std::string remark_on_event(const Heading& heading) {
  return fmt::format("{}: not an event of lastlap", heading.event.empty() ? "a race without a name" : heading.event);
}

}  // namespace lastlap::formats
