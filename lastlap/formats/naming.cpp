#include "lastlap/formats/naming.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

std::vector<UChar32> characters_of(std::string_view text) {
  std::vector<UChar32> characters;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, text.size(), character);
    characters.push_back(character < 0 ? '?' : character);
  }
  return characters;
}

std::string text_of(const std::vector<UChar32>& characters) {
  std::string text;
  for (const UChar32 character : characters) {
    std::array<std::uint8_t, 4> bytes{};
    std::size_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, character);
    text.append(reinterpret_cast<const char*>(bytes.data()), length);
  }
  return text;
}

/// Capitals of a word that has no small letter but the "c" of "McSWEYN"; 0 for another word.
std::size_t capitals_of(const std::vector<UChar32>& word) {
  std::size_t capitals = 0, small = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (::u_isUUppercase(word[i])) ++capitals;
    const bool of_mc = i == 1 && word[0] == 'M' && word[1] == 'c';
    if (::u_isULowercase(word[i]) && !of_mc) ++small;
  }
  return small == 0 ? capitals : 0;
}

/// Every letter small but the first, those behind a hyphen or an apostrophe, and the third of "Mc".
void make_small(std::vector<UChar32>& word) {
  const bool of_mc = word.size() > 2 && word[0] == 'M' && word[1] == 'c';
  for (std::size_t i = 1; i < word.size(); ++i) {
    const UChar32 before = word[i - 1];
    const bool begins = before == '-' || before == '\'' || before == 0x2019 || before == ' ' || (of_mc && i == 2);
    if (!begins) word[i] = ::u_tolower(word[i]);
  }
}

std::vector<std::string_view> words_in(std::string_view name) {
  std::vector<std::string_view> words;
  for (name = trimmed(name); !name.empty(); name = trimmed(name)) {
    const std::size_t end = std::min(name.find(' '), name.size());
    words.push_back(name.substr(0, end));
    name.remove_prefix(end);
  }
  return words;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) {
    if (!text.empty()) text += ' ';
    text += words[i];
  }
  return text;
}

/// How many words at the front, or at the end, stand in capitals: none unless one of them has three, for "JJ" is a given name.
std::size_t words_in_capitals(const std::vector<std::string_view>& words, bool from_the_end) {
  std::size_t count = 0, longest = 0;
  while (count < words.size()) {
    const std::size_t capitals = capitals_of(characters_of(words[from_the_end ? words.size() - 1 - count : count]));
    if (capitals < 2) break;
    longest = std::max(longest, capitals);
    ++count;
  }
  return longest >= 3 ? count : 0;
}

/// Whether any byte could be a capital that stands behind another: most names have none, and need no second look.
bool may_hold_capitals(std::string_view name) {
  int run = 0;
  for (const char c : name) {
    const bool small = c >= 'a' && c <= 'z';
    run = small || c == ' ' ? 0 : run + 1;
    if (run >= 2) return true;
  }
  return name.find(',') != name.npos;
}

}  // namespace

std::string in_small_letters(std::string_view family) {
  std::string name = plain(family);
  if (!may_hold_capitals(name)) return name;
  std::string text;
  for (const std::string_view word : words_in(name)) {
    std::vector<UChar32> characters = characters_of(word);
    if (capitals_of(characters) >= 2) make_small(characters);
    if (!text.empty()) text += ' ';
    text += text_of(characters);
  }
  return text;
}

Person person_of(GivenAndFamily names) {
  Person person;
  // A dash stands where there is no name.
  const auto is_dash = [](const std::string& part) { return part == "-" || part == "\xE2\x80\x93"; };
  person.given = plain(names.given);
  person.family = in_small_letters(names.family);
  if (is_dash(person.given)) person.given.clear();
  if (is_dash(person.family)) person.family.clear();
  person.name = fmt::format("{}{}{}", person.given, person.given.empty() || person.family.empty() ? "" : " ", person.family);
  return person;
}

Person person_named(std::string_view written) {
  const std::string name = plain(written);
  Person person;
  person.name = name;
  if (!may_hold_capitals(name)) return person;
  if (const std::size_t comma = name.find(','); comma != name.npos) {
    const std::string_view given = trimmed(std::string_view(name).substr(comma + 1));
    if (given.find(',') == given.npos && !given.empty() && comma > 0) return person_of({given, std::string_view(name).substr(0, comma)});
    return person;
  }
  const std::vector<std::string_view> words = words_in(name);
  const std::size_t count = words.size(), first = words_in_capitals(words, false), last = words_in_capitals(words, true);
  if (first > 0 && first < count) return person_of({joined(words, first, count), joined(words, 0, first)});
  if (last > 0 && last < count) return person_of({joined(words, 0, count - last), joined(words, count - last, count)});
  return person;
}

}  // namespace lastlap::formats
