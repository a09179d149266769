#pragma once

// A press text made plain: letters without accents, one kind of quotation mark, every letter knowing its place in the file.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"

namespace lastlap::reading {

/// More than this is no article [bytes].
inline constexpr std::size_t most_article_bytes = std::size_t{16} << 20;

/// How the bytes of an article spell letters.
enum class Encoding { utf_8, windows_1252 };

/// An article as read.
struct Article {
  std::string name;                   ///< the file's name, "-" for standard input
  std::string bytes;                  ///< as handed in
  Encoding encoding = Encoding::utf_8;
  bool page = false;                  ///< HTML, of which only what is shown is read
  std::string shown;                  ///< in UTF-8, of a page
  std::string plain;                  ///< ASCII only
  std::vector<std::uint32_t> origin;  ///< of each letter of `plain`, and of its end: the byte of `bytes` it begins at
  std::vector<std::uint32_t> in_shown;  ///< the same of `shown`, of a page

  /// The words from one letter of `plain` to another: of the file, or of what a page shows.
  std::string_view words(std::size_t first, std::size_t last) const;
};

/// Where a byte stands for a person: lines and columns from 1, columns in letters.
struct Position {
  std::size_t byte = 0, line = 1, column = 1;
};

/// Makes an article of any bytes: UTF-8, or else Windows-1252, whose every byte is a letter.
/// Of a web page what it shows is read; places still count the bytes of the file.
/// Errors: more than `most_article_bytes`; no text in it (a zero byte); a page too tangled.
base::Result<Article> read_article(std::string bytes, std::string name);

/// The position of byte `at`, counted on from one that is not behind it.
Position position_of(const Article& article, std::size_t at, Position from = {});

}  // namespace lastlap::reading
