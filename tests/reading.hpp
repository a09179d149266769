#pragma once

// What the tests of reading need: the shipped archive as a book, the words, and claims as lines.

#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "lastlap/archive/archive.hpp"
#include "lastlap/base/expect.hpp"
#include "lastlap/reading/claim.hpp"
#include "lastlap/reading/library.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {

/// The shipped facts and words, opened once.
struct Shipped {
  TemporaryFolder folder;
  std::unique_ptr<const reading::Library> library;
};

inline const Shipped& shipped() {
  static const std::unique_ptr<const Shipped> all = [] {
    auto owned = std::make_unique<Shipped>();
    Shipped& made = *owned;
    const auto archive = archive::Archive::open(made.folder.path() / "archive.sqlite", LASTLAP_HOUSE "/data");
    base::expect(archive.has_value(), "the shipped facts make an archive");
    auto book = reading::open_book(*archive);
    base::expect(book.has_value(), "an archive can be read");
    std::vector<reading::WordFile> files;
    for (const std::string& name : reading::word_files()) files.push_back({name, whole_text(std::string(LASTLAP_HOUSE "/data/words/") + name)});
    auto words = reading::read_words(files);
    if (!words) throw std::runtime_error(words.error().line());
    auto library = reading::library_of(std::move(*words), std::move(*book));
    if (!library) throw std::runtime_error(library.error().line());
    made.library = std::move(*library);
    return owned;
  }();
  return *all;
}

/// The text read; a day of "" is not known.
inline reading::Reading reading_of(const std::string& text, const std::string& as_of = "") {
  const auto article = reading::read_article(text, "article.txt");
  if (!article) throw std::runtime_error(article.error().line());
  std::optional<measure::AsOf> day;
  if (!as_of.empty()) day = measure::AsOf{measure::Date::read(as_of).value()};
  return reading::read_claims(*article, *shipped().library, day);
}

/// "win | Josh Kerr | | agrees"
inline std::string line_of(const reading::Claim& claim) {
  const std::string value = claim.value();
  return std::string(reading::text(claim.kind)) + " | " + claim.athlete + " | " + value + (value.empty() ? "" : " ") + "| " + std::string(reading::text(claim.verdict));
}

inline std::vector<std::string> claims_of(const std::string& text, const std::string& as_of = "") {
  std::vector<std::string> lines;
  for (const reading::Claim& claim : reading_of(text, as_of).claims) lines.push_back(line_of(claim));
  return lines;
}

}  // namespace lastlap::tests
