#pragma once

// Whom a sentence is about.

#include "lastlap/reading/mention.hpp"

namespace lastlap::reading {

/// Whether a mention is who its sentence is about, so far as the words before it tell.
bool may_be_subject(const Sentence& sentence, const Mentions& mentions, const Mention& mention, const Words& words);

}  // namespace lastlap::reading
