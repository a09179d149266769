#include "lastlap/formats/words.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>

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
  return day_first(cell);
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace lastlap::formats
