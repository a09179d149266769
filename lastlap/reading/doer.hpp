#pragma once

// Who did it: whom the words of a match are about, by what stands before and behind them.

#include "lastlap/reading/rules.hpp"

namespace lastlap::reading {

/// The last person before the match who may be its doer; none if nobody may.
const Mention* subject_before(const Match& match, const Sentence& sentence, const Mentions& mentions, const Words& words);
/// "Five days after finishing second, the Australian": who stands behind a participle at the head of the sentence.
const Mention* subject_behind(const Match& match, const Sentence& sentence, const Mentions& mentions, const Words& words);
/// "Muir's team-mate was fourth" says nothing of Muir.
bool owns_a_person(const Sentence& sentence, const Mention& one, const Words& words);

}  // namespace lastlap::reading
