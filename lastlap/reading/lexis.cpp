#include "lastlap/reading/lexis.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace lastlap::reading {
namespace {

constexpr std::size_t most_words = 400;
/// A line at least this long that ends without a full stop was wrapped [letters]; guess.
constexpr std::size_t wrapped_line = 50;

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string small(std::string_view word) {
  std::string text;
  for (const char c : word) text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

/// "1,500" -> "1500"
std::string without_commas(std::string number) {
  // "3.28,32", as half of Europe writes it.
  if (const std::size_t comma = number.find(','); comma != std::string::npos && comma + 3 == number.size() && number.find_first_of(".:") < comma) number[comma] = '.';
  std::erase(number, ',');
  return number;
}

const RE2& word_pattern() {
  // In this order: times with signs (3'29"38), numbers of all spellings, ordinals, words, the genitive, signs.
  static const RE2 pattern{
      R"re((\d{1,2}[.:]\d{2},\d{2}\b|\d{1,2}'\d{2}(?:"|'')\d{1,3}|\d{1,3}(?:,\d{3})+|\d+(?:[:.]\d+)+|\d+(?:st|nd|rd|th)\b|\d+|[.]\d+)|((?:[?]*[A-Za-z])+(?:'(?:[?]*[A-Za-z]){2,})?|(?:[A-Z]\.){2,})|('[sS]\b|'[tT]\b)|([,;:.!?()"~\n/$%&#+=-]))re"};
  return pattern;
}

/// "'ll", "'re", "'ve": what is left of a verb.
bool is_short_verb(const std::string& tail) {
  return tail == "ll" || tail == "re" || tail == "ve";
}

/// Where a second word begins within one ("AdKerr" -> 2); 0 if none does. "McDonald" and "DeBues" are one word.
std::size_t inner_name(std::string_view word) {
  static constexpr std::array<std::string_view, 12> prefixes{"Mc", "Mac", "De", "Di", "La", "Le", "Du", "Fitz", "Van", "Von", "Des", "St"};
  for (std::size_t i = 2; i + 1 < word.size(); ++i) {
    if (!is_capital(word[i]) || is_capital(word[i - 1]) || is_capital(word[i + 1]) || !std::isalpha(static_cast<unsigned char>(word[i - 1]))) continue;
    return std::ranges::find(prefixes, word.substr(0, i)) == prefixes.end() ? i : 0;
  }
  return 0;
}

/// Sentences do not end behind these.
bool is_abbreviation(const std::string& word) {
  static constexpr std::array<std::string_view, 16> known{"mr", "mrs", "ms", "dr", "st", "jr", "sr", "vs", "no", "sgt", "prof", "rev", "approx", "sec", "min", "feb"};
  return word.size() == 1 || std::ranges::find(known, word) != known.end();
}

/// Whether the end of line at `at` ends a paragraph: before a blank line, behind a full stop, or behind a short line.
bool ends_paragraph(std::string_view plain, std::size_t at) {
  std::size_t next = at + 1;
  while (next < plain.size() && plain[next] == ' ') ++next;
  if (next >= plain.size() || plain[next] == '\n') return true;
  std::size_t begin = at;
  while (begin > 0 && plain[begin - 1] != '\n' && at - begin < wrapped_line) --begin;
  std::size_t last = at;
  while (last > begin && plain[last - 1] == ' ') --last;
  const char end = last > begin ? plain[last - 1] : '.';
  const bool stopped = end == '.' || end == '!' || end == '?' || end == '"' || end == ':';
  return stopped ? is_capital(plain[next]) || plain[next] == '"' || std::isdigit(static_cast<unsigned char>(plain[next])) : at - begin < wrapped_line;
}

bool looks_like_title(const Sentence& sentence) {
  std::size_t words = 0, capitals = 0;
  for (const Token& token : sentence.tokens) {
    if (token.number || token.word.size() < 4) continue;
    ++words;
    capitals += token.capital ? 1 : 0;
  }
  return words >= 3 && capitals * 10 >= words * 7;
}

}  // namespace

std::string_view word_at(const Sentence& sentence, std::size_t at) {
  return at < sentence.tokens.size() ? std::string_view{sentence.tokens[at].word} : std::string_view{};
}

std::vector<Token> words_in(std::string_view plain) {
  std::vector<Token> tokens;
  re2::StringPiece rest{plain.data(), plain.size()}, number, word, genitive, sign;
  bool quoted = false;
  while (RE2::FindAndConsume(&rest, word_pattern(), &number, &word, &genitive, &sign)) {
    const re2::StringPiece found = !number.empty() ? number : !word.empty() ? word : !genitive.empty() ? genitive : sign;
    Token token;
    token.start = static_cast<std::size_t>(found.data() - plain.data());
    token.end = token.start + found.size();
    token.word = small({found.data(), found.size()});
    token.number = !number.empty();
    token.capital = is_capital(*found.data());
    token.capitals = found.size() > 1 && std::all_of(found.begin(), found.end(), is_capital);
    if (token.number) token.word = without_commas(token.word);
    if (const std::size_t inner = inner_name({found.data(), found.size()}); inner > 0 && !word.empty()) {
      // Words run together, as web pages do: "AdKerr".
      Token before = token;
      before.end = token.start + inner;
      before.word = token.word.substr(0, inner);
      before.quoted = quoted;
      before.joined = !tokens.empty() && tokens.back().end == token.start;
      tokens.push_back(std::move(before));
      token.start += inner;
      token.word = token.word.substr(inner);
      token.capital = true;
    }
    if (const std::size_t tail = token.word.find('\''); !word.empty() && tail != std::string::npos && tail > 0 && is_short_verb(token.word.substr(tail + 1))) {
      Token before = token;
      before.end = token.start + tail;
      before.word = token.word.substr(0, tail);
      before.quoted = quoted;
      before.joined = !tokens.empty() && tokens.back().end == token.start;
      tokens.push_back(std::move(before));
      token.start += tail;
      token.word = token.word.substr(tail);
      token.capital = false;
    }
    if (token.word == "\"") quoted = !quoted;
    if (token.word == "\n" && ends_paragraph(plain, token.start)) quoted = false;
    token.quoted = quoted;
    const bool hyphen = tokens.size() >= 2 && tokens.back().word == "-" && tokens.back().start == tokens[tokens.size() - 2].end && tokens.back().end == token.start;
    if (hyphen && (token.number || !word.empty())) tokens.pop_back();
    token.joined = hyphen || (!tokens.empty() && tokens.back().end == token.start);
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::vector<Sentence> sentences_in(std::string_view plain) {
  std::vector<Sentence> sentences(1);
  std::size_t paragraph = 0;
  const auto end_sentence = [&](bool stopped) {
    if (!stopped) sentences.back().title = looks_like_title(sentences.back());
    if (!sentences.back().tokens.empty()) sentences.emplace_back();
    sentences.back().paragraph = paragraph;
  };
  const std::vector<Token> tokens = words_in(plain);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.word == "\n") {
      if (!ends_paragraph(plain, token.start)) continue;
      ++paragraph;
      end_sentence(false);
      continue;
    }
    auto& words = sentences.back().tokens;
    const bool stop = token.word == "." || token.word == "!" || token.word == "?";
    // "1. NAME 3:29.38; 2. NAME": the number of a line of results.
    const bool listed = stop && !words.empty() && words.back().number && words.back().word.size() <= 2 && (words.size() == 1 || words[words.size() - 2].word == ";" || words[words.size() - 2].word == "," || words[words.size() - 2].word == ":");
    const bool abbreviated = listed || (stop && token.word == "." && !words.empty() && words.back().capital && is_abbreviation(words.back().word));
    words.push_back(token);
    const std::size_t next = i + 1 < tokens.size() && tokens[i + 1].word == "\"" ? i + 2 : i + 1;
    const bool new_start = next >= tokens.size() || tokens[next].capital || tokens[next].number || tokens[next].word == "\n" || tokens[next].word == "\"";
    const bool apart = i + 1 >= tokens.size() || !tokens[i + 1].joined || tokens[i + 1].word == "\"" || tokens[i + 1].word == "\n";
    if (stop && !abbreviated && new_start && apart) {
      if (i + 1 < tokens.size() && tokens[i + 1].word == "\"" && tokens[i + 1].joined) words.push_back(tokens[++i]);
      end_sentence(true);
    } else if (words.size() >= most_words) {
      end_sentence(true);
    }
  }
  end_sentence(true);
  if (sentences.back().tokens.empty()) sentences.pop_back();
  return sentences;
}

}  // namespace lastlap::reading
