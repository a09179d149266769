#include "lastlap/archive/names.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lastlap/base/expect.hpp"
#include "lastlap/base/nearest.hpp"

namespace lastlap::archive {
namespace {

constexpr std::size_t shown_candidates = 6;

/// What stands in a key for one code point of a case-folded, decomposed name.
std::string key_of(UChar32 c) {
  static constexpr std::array<std::pair<UChar32, const char*>, 9> plain{{{0x00F8, "o"},
                                                                         {0x0142, "l"},
                                                                         {0x0111, "d"},
                                                                         {0x00F0, "d"},
                                                                         {0x00FE, "th"},
                                                                         {0x00E6, "ae"},
                                                                         {0x0153, "oe"},
                                                                         {0x0131, "i"},
                                                                         {0x0127, "h"}}};
  const auto special = std::ranges::find(plain, c, &std::pair<UChar32, const char*>::first);
  if (special != plain.end()) return special->second;
  const bool apostrophe = c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x02BB || c == 0x02BC;
  if (apostrophe || u_charType(c) == U_NON_SPACING_MARK) return "";
  if (!u_isalnum(c)) return " ";
  std::string utf8;
  icu::UnicodeString(c).toUTF8String(utf8);
  return utf8;
}

/// The key of a name that is all ASCII, as most are: the same, some ten times as fast.
std::optional<std::string> plain_key(std::string_view name) {
  std::string key;
  key.reserve(name.size());
  for (const char c : name) {
    if (static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (c >= 'A' && c <= 'Z') {
      key += static_cast<char>(c - 'A' + 'a');
    } else if (letter) {
      key += c;
    } else if (c != '\'' && c != '`' && !key.empty() && key.back() != ' ') {
      key += ' ';
    }
  }
  if (key.ends_with(' ')) key.pop_back();
  return key;
}

using Words = std::vector<std::string>;

Words words_in(std::string_view key) {
  Words words;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find(' '), key.size());
    if (end > 0) words.emplace_back(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return words;
}

using Fits = bool (*)(std::string_view word, std::string_view asked);

/// Finds asked word `which` a word of the name that fits, moving earlier ones to other words where that helps; `owner` is the
/// asked word that has each word of the name. An augmenting path: time grows with the cube of the words at worst.
bool seat(const Words& asked, std::size_t which, const Words& name, Fits fits,
          std::vector<std::optional<std::size_t>>& owner, std::vector<bool>& tried) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (tried[i] || !fits(name[i], asked[which])) continue;
    tried[i] = true;
    if (owner[i] && !seat(asked, *owner[i], name, fits, owner, tried)) continue;
    owner[i] = which;
    return true;
  }
  return false;
}

/// Whether each asked word fits a word of the name of its own.
bool all_fit(const Words& asked, const Words& name, Fits fits) {
  if (asked.size() > name.size()) return false;
  std::vector<std::optional<std::size_t>> owner(name.size());
  for (std::size_t which = 0; which < asked.size(); ++which) {
    std::vector<bool> tried(name.size());
    if (!seat(asked, which, name, fits, owner, tried)) return false;
  }
  return true;
}

std::optional<int> year_of_birth(const Athlete& athlete) {
  return athlete.birth ? std::optional{athlete.birth->year()} : athlete.birth_year;
}

Words words_of(const KnownName& known) {
  Words words = words_in(known.key);
  if (const auto year = year_of_birth(known.athlete)) words.push_back(std::to_string(*year));
  return words;
}

using Candidates = std::vector<const KnownName*>;

/// Each athlete once, whatever her spellings; who is in no archive (0) is told by the name alone.
void add(Candidates& candidates, const KnownName& one) {
  const auto is_she = [&](const KnownName* other) { return one.athlete.id != 0 && other->athlete.id == one.athlete.id; };
  if (std::ranges::none_of(candidates, is_she)) candidates.push_back(&one);
}

Candidates fitting(const Words& asked, const std::vector<KnownName>& known) {
  static constexpr std::array<Fits, 3> ways{
      [](std::string_view word, std::string_view part) { return word == part; },
      [](std::string_view word, std::string_view part) { return word.starts_with(part); },
      [](std::string_view word, std::string_view part) { return word.find(part) != std::string_view::npos; }};
  Candidates found;
  for (const Fits fits : ways) {
    for (const KnownName& one : known) {
      if (all_fit(asked, words_of(one), fits)) add(found, one);
    }
    if (!found.empty()) return found;
  }
  const Words alike = words_in(without_substitutes(base::joined(asked, " ")));
  for (const KnownName& one : known) {
    if (all_fit(alike, words_in(without_substitutes(base::joined(words_of(one), " "))), ways[1])) add(found, one);
  }
  return found;
}

/// The name as it can be asked for among `candidates`: with the year of birth where another has the name, with the number
/// too where that does not tell them apart.
std::string shown(const KnownName& one, const Candidates& candidates) {
  const auto year = year_of_birth(one.athlete);
  const std::string key = search_key(one.athlete.name);  // not that of a spelling
  bool by_name = true, by_year = year.has_value();
  for (const KnownName* other : candidates) {
    if (other == &one || search_key(other->athlete.name) != key) continue;
    by_name = false;
    by_year = by_year && year_of_birth(other->athlete) && year_of_birth(other->athlete) != year;
  }
  if (by_name) return one.athlete.name;
  if (by_year) return fmt::format("{} ({})", one.athlete.name, *year);
  const std::string& country = one.athlete.country;
  return fmt::format("{} ({}{}{}#{})", one.athlete.name, country, country.empty() ? "" : ", ",
                     year ? fmt::format("{}, ", *year) : "", one.athlete.id);
}

std::string listed(const Candidates& candidates) {
  Words names;
  for (const KnownName* one : candidates) names.push_back(shown(*one, candidates));
  const std::size_t more = names.size() - std::min(names.size(), shown_candidates);
  names.resize(names.size() - more);
  return base::joined(names) + (more > 0 ? fmt::format(" or {} more", more) : "");
}

Candidates nearest_to(std::string_view key, const std::vector<KnownName>& known) {
  std::vector<std::pair<int, const KnownName*>> by_edits;
  for (const KnownName& one : known) {
    int edits = base::edits_between(key, one.key);
    for (const std::string& word : words_in(one.key)) edits = std::min(edits, base::edits_between(key, word));
    by_edits.emplace_back(edits, &one);
  }
  std::ranges::stable_sort(by_edits, {}, [](const auto& entry) { return entry.first; });
  Candidates nearest;
  for (std::size_t i = 0; i < by_edits.size() && nearest.size() < 3; ++i) add(nearest, *by_edits[i].second);
  return nearest;
}

}  // namespace

std::string search_key(std::string_view name) {
  if (const auto plain = plain_key(name)) return *plain;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  base::expect(U_SUCCESS(status), "ICU brings its normalization data");
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())));
  text = decompose->normalize(text.foldCase(), status);
  base::expect(U_SUCCESS(status), "any text can be decomposed");
  std::string key;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const std::string part = key_of(text.char32At(at));
    if (part == " " && (key.empty() || key.back() == ' ')) continue;
    key += part;
  }
  if (key.ends_with(' ')) key.pop_back();
  return key;
}

std::string without_substitutes(std::string_view key) {
  std::string plain;
  for (const char c : key) {
    const char before = plain.empty() ? ' ' : plain.back();
    const bool substitute = (c == 'e' && (before == 'a' || before == 'o' || before == 'u')) || (c == 'a' && before == 'a');
    if (!substitute) plain += c;
  }
  return plain;
}

base::Result<Athlete> athlete_meant(std::string_view name, const std::vector<KnownName>& known) {
  const std::string key = search_key(name);
  if (key.empty()) return base::wrong("no athlete named", std::string(name), "the name is empty");
  Candidates candidates;
  for (const KnownName& one : known) {
    if (one.key == key) add(candidates, one);
  }
  if (candidates.empty()) candidates = fitting(words_in(key), known);
  if (candidates.size() == 1) return candidates.front()->athlete;
  if (candidates.empty()) {
    const Candidates nearest = nearest_to(key, known);
    const std::string hint = nearest.empty() ? "" : "the nearest are " + listed(nearest);
    return base::wrong("no such athlete", std::string(name), "", hint);
  }
  const std::string names = listed(candidates);
  return base::wrong("ambiguous athlete", std::string(name), "could be " + names,
                     names.find('#') == names.npos ? "write more of the name, or add the year of birth"
                                                   : "write more of the name, the year of birth, or the number alone (#12)");
}

}  // namespace lastlap::archive
