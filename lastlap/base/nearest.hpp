#pragma once

// What somebody may have meant by a name that nobody has.

#include <string>
#include <string_view>
#include <vector>

namespace lastlap::base {

/// Letters to add, drop, change or swap with their neighbour to get from one word to the other
/// (optimal string alignment, by bytes).
int edits_between(std::string_view one, std::string_view other);

/// The `most` candidates with the fewest edits from `word`, nearest first, ties in the candidates' order.
std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                 std::size_t most = 3);

/// "a, b, c"
std::string joined(const std::vector<std::string>& words, std::string_view between = ", ");

}  // namespace lastlap::base
