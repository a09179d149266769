#pragma once

// Times as timing files write them, in every spelling.

#include <optional>
#include <string_view>

#include "lastlap/formats/sheet.hpp"
#include "lastlap/measure/quantity.hpp"

namespace lastlap::formats {

/// A time as a file has it.
struct ClockTime {
  measure::Duration raw;  ///< as written [s]
  int decimals = 0;       ///< digits written behind the second
  bool by_hand = false;   ///< marked with an h

  /// What the rules make of it [s]: rounded up to the hundredth, or to the tenth where a hand took it.
  measure::Duration official() const;
  /// The raw time where it is finer than the official one.
  std::optional<measure::Duration> finer() const;
  /// By hand where it is marked so, or given to the tenth (`tenths_are_by_hand`).
  Timing timing(bool tenths_are_by_hand) const;
};

/// Reads "3:29.38", "3:29,38", "3.29,38", "3'29\"38", "209.38", "12.8", "3:29.4h", "1:02:03.4", "1:58": hours, minutes, seconds and
/// up to six decimals, minutes and seconds below 60 and of two digits behind another unit. Nothing for anything else.
std::optional<ClockTime> clock_time(std::string_view written);

}  // namespace lastlap::formats
