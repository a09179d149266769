#include "lastlap/reading/library.hpp"

#include <utility>

namespace lastlap::reading {

Library::Library(Words its_words, Book its_book, Grammar its_grammar)
    : words{std::move(its_words)}, book{std::move(its_book)}, grammar{std::move(its_grammar)}, towns{towns_of(book)}, names{book, words} {}

base::Result<std::unique_ptr<const Library>> library_of(Words words, Book book) {
  auto grammar = Grammar::of(words);
  if (!grammar) return tl::make_unexpected(grammar.error());
  return std::make_unique<const Library>(std::move(words), std::move(book), std::move(*grammar));
}

}  // namespace lastlap::reading
