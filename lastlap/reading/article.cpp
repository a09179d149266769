#include "lastlap/reading/article.hpp"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lastlap/base/expect.hpp"
#include "lastlap/reading/page.hpp"

namespace lastlap::reading {
namespace {

/// What the bytes 0x80 to 0x9F of Windows-1252 mean; 0 where they mean nothing.
constexpr std::array<char16_t, 32> windows_1252{
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Signs and letters that decompose into nothing an English keyboard has.
constexpr std::array<std::pair<UChar32, const char*>, 43> plain_signs{{
    {0x2018, "'"}, {0x2019, "'"}, {0x201A, "'"}, {0x2032, "'"}, {0x02BC, "'"}, {0x00B4, "'"}, {0x201C, "\""}, {0x201D, "\""},
    {0x201E, "\""}, {0x2033, "\""}, {0x00AB, "\""}, {0x00BB, "\""}, {0x2039, "'"}, {0x203A, "'"}, {0x2014, "~"}, {0x2015, "~"},
    {0x2026, "~"}, {0x2013, "-"}, {0x2010, "-"}, {0x2011, "-"}, {0x2012, "-"}, {0x2212, "-"}, {0x00AD, ""}, {0x200B, ""},
    {0xFEFF, ""}, {0x20AC, "$"}, {0x00A3, "$"}, {0x00A5, "$"}, {0x00A0, " "}, {0x202F, " "}, {0x2009, " "}, {0x2028, "\n"}, {0x2029, "\n"}, {0x00F8, "o"}, {0x00D8, "O"},
    {0x0142, "l"}, {0x0141, "L"}, {0x0111, "d"}, {0x00F0, "d"}, {0x00E6, "ae"}, {0x0153, "oe"}, {0x0131, "i"}, {0x00DF, "ss"}}};

/// What stands in the plain text for one letter; "?" for a letter of another alphabet.
std::string plain_of(UChar32 letter) {
  if (letter < 0x80) return letter == '\r' || letter == '\t' || letter == '\f' ? " " : std::string(1, static_cast<char>(letter));
  const auto sign = std::ranges::find(plain_signs, letter, &std::pair<UChar32, const char*>::first);
  if (sign != plain_signs.end()) return sign->second;
  if (u_charType(letter) == U_NON_SPACING_MARK) return "";
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normal = icu::Normalizer2::getNFKDInstance(status);
  base::expect(U_SUCCESS(status), "ICU brings its normalization data");
  icu::UnicodeString parts;
  if (!normal->getDecomposition(letter, parts)) return u_isalpha(letter) ? "?" : " ";
  std::string plain;
  for (int32_t at = 0; at < parts.length(); at = parts.moveIndex32(at, 1)) {
    const UChar32 part = parts.char32At(at);
    if (part < 0x80) plain += static_cast<char>(part);
  }
  return plain.empty() ? "?" : plain;
}

/// The first letter of `bytes` (UTF-8) and how many bytes it takes; a negative number where they are not UTF-8.
UChar32 letter_of(icu::StringPiece bytes, int32_t& length) {
  const auto byte = [&](int32_t i) { return static_cast<UChar32>(static_cast<unsigned char>(bytes.data()[i])); };
  const UChar32 lead = byte(0);
  length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  if (length == 0 || length > bytes.size()) return length = 1, -1;
  if (length == 1) return lead;
  UChar32 letter = lead & (0x7F >> length);
  for (int32_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return length = 1, -1;
    letter = (letter << 6) | (byte(i) & 0x3F);
  }
  const bool overlong = (length == 3 && letter < 0x800) || (length == 4 && letter < 0x10000);
  if (overlong || letter > 0x10FFFF || (letter >= 0xD800 && letter < 0xE000)) return -1;
  return letter;
}

/// The letter of `bytes` at `at`, which moves behind it; a negative number where the bytes are not UTF-8.
UChar32 next_letter(const std::string& bytes, int32_t& at, Encoding encoding) {
  UChar32 letter = 0;
  if (encoding == Encoding::windows_1252) {
    letter = static_cast<unsigned char>(bytes[static_cast<std::size_t>(at++)]);
    if (letter >= 0x80 && letter < 0xA0) letter = windows_1252[static_cast<std::size_t>(letter - 0x80)];
    return letter == 0 ? ' ' : letter;
  }
  icu::StringPiece rest{bytes.data() + at, static_cast<int32_t>(std::min<std::size_t>(4, bytes.size() - static_cast<std::size_t>(at)))};
  int32_t length = 0;
  letter = letter_of(rest, length);
  at += length;
  return letter;
}

bool is_utf_8(const std::string& bytes) {
  for (int32_t at = 0; at < static_cast<int32_t>(bytes.size());)
    if (next_letter(bytes, at, Encoding::utf_8) < 0) return false;
  return true;
}

/// A dash with blanks about it parts a sentence; one within a word joins it.
void mark_parting_dashes(std::string& plain) {
  for (std::size_t i = 1; i + 1 < plain.size(); ++i)
    if (plain[i] == '-' && plain[i - 1] == ' ' && plain[i + 1] == ' ') plain[i] = '~';
}

/// The plain letters of `text`, and where in it each begins.
TracedText plain_of_all(const std::string& text, Encoding encoding) {
  TracedText article;
  std::string& plain = article.text;
  plain.reserve(text.size());
  article.origin.reserve(text.size() + 1);
  for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
    const auto from = static_cast<std::uint32_t>(at);
    const UChar32 letter = next_letter(text, at, encoding);
    if (letter > 0 && letter < 0x80 && letter != '\r' && letter != '\t' && letter != '\f') {
      plain += static_cast<char>(letter);
      article.origin.push_back(from);
      continue;
    }
    const std::string letters = plain_of(letter);
    plain += letters;
    article.origin.insert(article.origin.end(), letters.size(), from);
  }
  article.origin.push_back(static_cast<std::uint32_t>(text.size()));
  mark_parting_dashes(plain);
  return article;
}

/// The file in UTF-8.
TracedText utf_8_of(const std::string& bytes, Encoding encoding) {
  TracedText traced;
  for (int32_t at = 0; at < static_cast<int32_t>(bytes.size());) {
    const auto from = static_cast<std::uint32_t>(at);
    std::string letter;
    icu::UnicodeString(next_letter(bytes, at, encoding)).toUTF8String(letter);
    traced.text += letter;
    traced.origin.insert(traced.origin.end(), letter.size(), from);
  }
  traced.origin.push_back(static_cast<std::uint32_t>(bytes.size()));
  return traced;
}

void make_plain(Article& article) {
  TracedText plain = plain_of_all(article.bytes, article.encoding);
  article.plain = std::move(plain.text);
  article.origin = std::move(plain.origin);
}

base::Result<void> make_plain_of_page(Article& article) {
  auto shown = shown_text(utf_8_of(article.bytes, article.encoding), article.name);
  if (!shown) return tl::make_unexpected(shown.error());
  article.page = true;
  TracedText plain = plain_of_all(shown->text, Encoding::utf_8);
  article.plain = std::move(plain.text);
  article.in_shown = std::move(plain.origin);
  for (const std::uint32_t at : article.in_shown) article.origin.push_back(shown->origin[at]);
  article.shown = std::move(shown->text);
  return {};
}

}  // namespace

std::string_view Article::words(std::size_t first, std::size_t last) const {
  base::expect(first <= last && last < origin.size(), "words lie within the article");
  const std::string_view all = page ? shown : bytes;
  const auto& from = page ? in_shown : origin;
  return all.substr(from[first], from[last] - from[first]);
}

base::Result<Article> read_article(std::string bytes, std::string name) {
  if (bytes.size() > most_article_bytes)
    return base::wrong("too long for an article", name, fmt::format("{} MiB", bytes.size() >> 20), fmt::format("it may have {} MiB", most_article_bytes >> 20));
  if (bytes.find('\0') != std::string::npos) return base::wrong("not a text", name, "it has zero bytes", "hand in the article as plain text");
  Article article;
  article.name = std::move(name);
  article.bytes = std::move(bytes);
  if (!is_utf_8(article.bytes)) article.encoding = Encoding::windows_1252;
  if (looks_like_html(article.bytes)) {
    if (const auto read = make_plain_of_page(article); !read) return tl::make_unexpected(read.error());
  } else {
    make_plain(article);
  }
  return article;
}

Position position_of(const Article& article, std::size_t at, Position position) {
  base::expect(position.byte <= at, "positions are counted forwards");
  for (; position.byte < std::min(at, article.bytes.size()); ++position.byte) {
    const auto byte = static_cast<unsigned char>(article.bytes[position.byte]);
    if (byte == '\n') {
      ++position.line;
      position.column = 1;
    } else if (article.encoding == Encoding::windows_1252 || (byte & 0xC0) != 0x80) {
      ++position.column;
    }
  }
  return position;
}

}  // namespace lastlap::reading
