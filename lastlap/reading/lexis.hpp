#pragma once

// A text cut into words and sentences.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lastlap::reading {

/// A word, a number or a sign of the plain text.
struct Token {
  std::size_t start = 0, end = 0;  ///< in the plain text
  std::string word;                ///< in small letters; numbers without the comma of thousands
  bool capital = false;            ///< written with a capital letter
  bool capitals = false;           ///< written in capital letters
  bool number = false;
  bool quoted = false;             ///< within quotation marks
  bool joined = false;             ///< without a blank, or by a hyphen, to the word before it
};

/// The words of one sentence.
struct Sentence {
  std::vector<Token> tokens;
  std::size_t paragraph = 0;
  bool title = false;  ///< a line without a full stop, most of whose words have capitals: a headline
};

/// The word at a place of the sentence; nothing behind its end.
std::string_view word_at(const Sentence& sentence, std::size_t at);

/// Words and signs, without their sentences. "'s" is a word of its own, and so is each part of a hyphened word.
std::vector<Token> words_in(std::string_view plain);

/// The sentences of an article. A sentence ends with . ! or ? before a capital letter, and with its paragraph; a line
/// wrapped within a paragraph does not end it. None is longer than 400 words: what comes after is another.
std::vector<Sentence> sentences_in(std::string_view plain);

}  // namespace lastlap::reading
