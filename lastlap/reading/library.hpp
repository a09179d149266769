#pragma once

// What every article is read with: the words, the archive, and what is made of both.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "lastlap/reading/book.hpp"
#include "lastlap/reading/names.hpp"
#include "lastlap/reading/rules.hpp"
#include "lastlap/reading/words.hpp"

namespace lastlap::reading {

/// Made once; any number of articles may then be read with it, by several threads at a time: nothing in it changes.
struct Library {
  Library(Words its_words, Book its_book, Grammar its_grammar);
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  const Words words;
  const Book book;
  const Grammar grammar;
  const std::map<std::string, std::vector<Phrase>> towns;  ///< the archive's towns and grounds, by first word
  const Names names;
};

/// Errors: a rule of the grammar that is none.
base::Result<std::unique_ptr<const Library>> library_of(Words words, Book book);

}  // namespace lastlap::reading
