#pragma once

// How a sentence is built: its asides and brackets, and what parts one thing told from the next.

#include <vector>

#include "lastlap/reading/mention.hpp"

namespace lastlap::reading {

/// How deep each word stands in brackets and in asides that tell who somebody is (", the silver medallist of Tokyo, ").
std::vector<int> depths(const Sentence& sentence, const Mentions& mentions);
/// Whether nobody and nothing run stands before `first`: "At the World Championships in Budapest, ..."
bool opens_the_sentence(const Mentions& mentions, std::size_t first);
/// Words from one place to another that part one thing told from the next; `parts_strongly`: not "and".
bool part_clauses(const Sentence& sentence, std::size_t from, std::size_t to);
bool parts_strongly(const Sentence& sentence, std::size_t from, std::size_t to);

}  // namespace lastlap::reading
