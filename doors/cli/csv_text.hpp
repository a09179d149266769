#pragma once

// Tables for programs: comma-separated values as RFC 4180 has them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/measure/quantity.hpp"

namespace lastlap::cli {

/// A header and rows; lines end in CRLF, cells that need quotes get them.
class CsvText {
 public:
  CsvText() = default;
  explicit CsvText(std::vector<std::string> header);
  /// One cell for each name of the header.
  void add(const std::vector<std::string>& cells);
  const std::string& text() const { return text_; }

 private:
  void write(const std::vector<std::string>& cells);
  std::size_t columns_ = 0;
  std::string text_;
};

// Cells: what is not known is empty.
std::string cell(const std::optional<int>& count);
std::string cell(const std::optional<long>& count);
std::string cell(const std::optional<measure::Duration>& time);  ///< seconds, by the hundredth or as fine as they are
std::string cell(measure::Duration time);
std::string cell(measure::Distance distance);  ///< metres
std::string cell(bool yes);                    ///< "yes" or "no"

}  // namespace lastlap::cli
