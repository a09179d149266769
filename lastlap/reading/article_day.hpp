#pragma once

// The day an article was written.

#include "lastlap/reading/mention.hpp"

namespace lastlap::reading {

/// Given, on a line of its own, or inferred from the latest year it names.
ArticleDay day_of(const std::vector<Sentence>& sentences, const std::vector<Mentions>& mentions, const Words& words, const Book& book,
                  const std::optional<measure::AsOf>& as_of);

/// The year of the archive's last race; 0 of an empty one.
int latest_year(const Book& book);

}  // namespace lastlap::reading
