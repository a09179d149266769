#include "lastlap/formats/words.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <vector>

namespace lastlap::formats {
namespace {

constexpr std::size_t most_shown_bytes = 40;

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Letters that every terminal and file may hold as they are.
bool is_plain_ascii(std::string_view text) {
  char before = ' ';
  for (const char c : text) {
    if (c < ' ' || c > '~' || (c == ' ' && before == ' ')) return false;
    before = c;
  }
  return true;
}

/// Calls `each` with every character of `text`, U+FFFD where the bytes are none.
template <class Each>
void for_each_character(std::string_view text, Each each) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::size_t at = 0; at < text.size();) {
    UChar32 character = 0;
    U8_NEXT(bytes, at, text.size(), character);
    each(character < 0 ? 0xFFFD : character);
  }
}

void append(std::string& text, UChar32 character) {
  std::array<std::uint8_t, 4> bytes{};
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, character);
  text.append(reinterpret_cast<const char*>(bytes.data()), length);
}

/// Blanks, controls, and marks that turn the direction of what follows them.
bool is_kept_as_blank(UChar32 character) {
  return ::u_isUWhiteSpace(character) || ::u_iscntrl(character) || ::u_charType(character) == U_FORMAT_CHAR || character == 0xFEFF;
}

std::optional<measure::Date> day_of(std::string_view year, std::string_view month, std::string_view of_month) {
  const auto read = measure::Date::read(fmt::format("{}-{:0>2}-{:0>2}", year, month, of_month));
  return read ? std::optional{*read} : std::nullopt;
}

/// The number of a month by its name or the beginning of it, in small letters; 0 for another word.
int month_called(std::string_view word) {
  // English, German, French, Spanish, Italian, Scandinavian, as far as three or four letters tell them.
  constexpr std::array<std::array<std::string_view, 6>, 12> months{{{"jan", "jän", "ene", "gen", "janv", ""},
                                                                    {"feb", "fév", "fev", "févr", "", ""},
                                                                    {"mar", "mär", "maa", "mrz", "", ""},
                                                                    {"apr", "avr", "abr", "", "", ""},
                                                                    {"may", "mai", "maj", "mag", "", ""},
                                                                    {"jun", "juin", "giu", "", "", ""},
                                                                    {"jul", "juil", "lug", "", "", ""},
                                                                    {"aug", "aoû", "ago", "aou", "", ""},
                                                                    {"sep", "set", "sept", "", "", ""},
                                                                    {"oct", "okt", "ott", "", "", ""},
                                                                    {"nov", "", "", "", "", ""},
                                                                    {"dec", "dez", "déc", "dic", "des", ""}}};
  for (std::size_t month = 0; month < months.size(); ++month)
    for (const std::string_view name : months[month])
      if (!name.empty() && word.starts_with(name)) return static_cast<int>(month) + 1;
  return 0;
}

/// "12 Aug 2023", "12. August 2023", "12-AUG-2023", "Aug 12, 2023": words and numbers, the year last and of four digits.
std::optional<measure::Date> with_month_named(std::string_view cell) {
  std::vector<std::string> parts;
  const std::string small = small_letters(cell);
  for (std::size_t at = 0; at < small.size() && parts.size() < 4;) {
    const std::size_t begin = small.find_first_not_of(" .,-/", at);
    if (begin == small.npos) break;
    const std::size_t end = std::min(small.find_first_of(" .,-/", begin), small.size());
    parts.push_back(small.substr(begin, end - begin));
    at = end;
  }
  if (parts.size() != 3 || parts[2].size() != 4) return std::nullopt;
  const std::size_t named = whole_number(parts[0]) ? 1 : 0;
  const int month = month_called(parts[named]);
  const auto of_month = whole_number(parts[1 - named]);
  if (month == 0 || !of_month || parts[1 - named].size() > 2) return std::nullopt;
  return day_of(parts[2], std::to_string(month), parts[1 - named]);
}

std::optional<measure::Date> day_first(std::string_view cell) {
  const std::size_t first = cell.find_first_of("./"), second = first == cell.npos ? first : cell.find(cell[first], first + 1);
  if (second == cell.npos || first > 2 || second - first > 3) return std::nullopt;
  return day_of(cell.substr(second + 1), cell.substr(first + 1, second - first - 1), cell.substr(0, first));
}

}  // namespace

std::string_view trimmed(std::string_view word) {
  while (true) {
    if (!word.empty() && is_blank(word.front())) word.remove_prefix(1);
    else if (!word.empty() && is_blank(word.back())) word.remove_suffix(1);
    else if (word.starts_with("\xC2\xA0")) word.remove_prefix(2);
    else if (word.ends_with("\xC2\xA0")) word.remove_suffix(2);
    else return word;
  }
}

std::string plain(std::string_view cell) {
  cell = trimmed(cell);
  if (is_plain_ascii(cell)) return std::string(cell);
  std::string text;
  for_each_character(cell, [&](UChar32 character) {
    if (!is_kept_as_blank(character)) append(text, character == 0xFFFD ? '?' : character);
    else if (!text.empty() && text.back() != ' ') text += ' ';
  });
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string shown(std::string_view cell) {
  const bool is_long = cell.size() > most_shown_bytes;
  if (is_long) {
    cell = cell.substr(0, most_shown_bytes);
    while (!cell.empty() && (static_cast<unsigned char>(cell.back()) & 0xC0u) == 0x80u) cell.remove_suffix(1);
    if (!cell.empty() && static_cast<unsigned char>(cell.back()) >= 0xC0u) cell.remove_suffix(1);
  }
  return fmt::format("\"{}{}\"", plain(cell), is_long ? "..." : "");
}

std::string small_letters(std::string_view word) {
  if (std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    std::string plain{word};
    for (char& c : plain) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return plain;
  }
  std::string text;
  text.reserve(word.size());
  for_each_character(word, [&](UChar32 character) { append(text, ::u_tolower(character)); });
  return text;
}

std::optional<int> whole_number(std::string_view cell) {
  int value = 0;
  if (cell.empty() || cell.size() > 9) return std::nullopt;
  for (const char c : cell) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<double> decimal_number(std::string_view cell) {
  if (cell.empty() || cell.size() > 18 || cell.find_first_not_of("0123456789.,") != cell.npos) return std::nullopt;
  std::string text{cell};
  std::ranges::replace(text, ',', '.');
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<measure::Date> day(std::string_view cell) {
  if (cell.size() > 10 && cell[10] == 'T') cell = cell.substr(0, 10);
  if (const auto read = measure::Date::read(cell)) return *read;
  if (cell.size() == 8 && whole_number(cell)) return day_of(cell.substr(0, 4), cell.substr(4, 2), cell.substr(6));
  if (const auto numbers = day_first(cell)) return numbers;
  return cell.size() <= most_shown_bytes ? with_month_named(cell) : std::nullopt;
}

bool may_have_month_first(std::string_view cell) {
  const std::size_t slash = cell.find('/');
  if (slash == cell.npos) return false;
  const auto first = whole_number(trimmed(cell.substr(0, slash)));
  const std::string_view rest = cell.substr(slash + 1);
  const auto second = whole_number(trimmed(rest.substr(0, rest.find('/'))));
  return first && second && *first != *second && *first <= 12 && *second <= 12;
}

}  // namespace lastlap::formats
