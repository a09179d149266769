#pragma once

// What a mark is worth at the other distances, by each formula: the table of `lastlap pace --equivalents`.

#include <string>
#include <vector>

#include "lastlap/measure/event.hpp"
#include "lastlap/report/documents.hpp"
#include "lastlap/runner/equivalents.hpp"

namespace lastlap::report {

/// A mark and what the formulas make of it.
struct Equivalents {
  runner::KnownMark mark;
  measure::Sex sex = measure::Sex::men;
  std::vector<runner::Equivalent> cells;  ///< as runner::equivalents gives them
};

/// schema "lastlap.equivalents/1"
Json equivalents_document(const Equivalents& equivalents);
/// Formulas down, distances across.
std::string equivalents_words(const Equivalents& equivalents);

}  // namespace lastlap::report
