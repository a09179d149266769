#include "lastlap/base/nearest.hpp"

#include <algorithm>
#include <utility>

namespace lastlap::base {

int edits_between(std::string_view one, std::string_view other) {
  // Row i holds the edits from the first i letters of `one` to every beginning of `other`.
  std::vector<int> two_above(other.size() + 1), above(other.size() + 1), row(other.size() + 1);
  for (std::size_t j = 0; j <= other.size(); ++j) row[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= one.size(); ++i) {
    std::swap(two_above, above);
    std::swap(above, row);
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= other.size(); ++j) {
      const int change = one[i - 1] == other[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
  }
  return row[other.size()];
}

std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                 std::size_t most) {
  std::vector<std::pair<int, const std::string*>> by_edits;
  by_edits.reserve(candidates.size());
  for (const std::string& candidate : candidates)
    by_edits.emplace_back(edits_between(word, candidate), &candidate);
  std::ranges::stable_sort(by_edits, {}, [](const auto& entry) { return entry.first; });
  std::vector<std::string> found;
  for (std::size_t i = 0; i < std::min(most, by_edits.size()); ++i) found.push_back(*by_edits[i].second);
  return found;
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

}  // namespace lastlap::base
