#pragma once

// Marks as the sport reads and prints them: 3:29.38.

#include <compare>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"
#include "lastlap/measure/quantity.hpp"

namespace lastlap::measure {

/// An official time: whole hundredths of a second.
class Mark {
 public:
  constexpr Mark() = default;
  static constexpr Mark of_hundredths(long hundredths) { return Mark{hundredths}; }
  /// The official mark of a raw time: rounded UP to the hundredth (World Athletics rule for track races).
  static Mark of_raw_time(Duration raw);
  constexpr long hundredths() const { return hundredths_; }
  constexpr Duration duration() const { return Duration{static_cast<double>(hundredths_) / 100.0}; }
  friend constexpr auto operator<=>(Mark, Mark) = default;

 private:
  constexpr explicit Mark(long hundredths) : hundredths_{hundredths} {}
  long hundredths_ = 0;
};

/// "3:29.38", "58.64", "12:48.45", "1:02:03.40": as the sport prints a mark.
std::string text(Mark mark);
/// The same from a raw time, rounded up to the hundredth.
std::string text_of_mark(Duration raw);
/// A split or lap printed to the tenth, "1:54.2", rounded to nearest: what people say on a track.
std::string text_of_split(Duration raw);

/// Reads "3:29.38", "209.38", "58.6", "1:58", "13:23", "1:02:03.4"; minutes and seconds below 60 after a colon.
/// Errors: anything else, negative, or 60 and more after a colon ("2:61.3" is not a mark).
base::Result<Duration> read_time(std::string_view written);

}  // namespace lastlap::measure
