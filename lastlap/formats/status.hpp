#pragma once

// What files write instead of a place or a time, in one table.

#include <optional>
#include <string_view>
#include <vector>

namespace lastlap::formats {

/// A word of a file and what it means: "OK", "DNF", "DQ", "DNS", "entered"; empty: nothing that is known, the row is left aside.
struct StatusWord {
  std::string_view word;  ///< in small letters, without dots and blanks
  std::string_view status;
};

/// Every word that is known.
const std::vector<StatusWord>& status_words();

/// What `cell` means, whatever its dots, blanks and capitals, and a rule behind it ("DQ TR17.2.3"); nothing for another word.
std::optional<std::string_view> status_of(std::string_view cell);

/// Whether the word says, where a place should be, that she ran outside the competition: "a.K.", "o.W.", "exh", "guest".
bool is_outside(std::string_view cell);

}  // namespace lastlap::formats
