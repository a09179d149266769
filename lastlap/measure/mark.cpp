#include "lastlap/measure/mark.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <optional>

#include "lastlap/base/expect.hpp"

namespace lastlap::measure {
namespace {

// Binary floating point cannot hold 209.38: rounding up its neighbour above would give 209.39.
// No race is timed finer than a microsecond, so times are brought to whole microseconds first.
std::int64_t whole_microseconds(Duration raw) {
  base::expect(std::isfinite(raw.si()) && raw.si() >= 0.0 && raw.si() < 1e9,
               "a time is finite and not negative");
  return std::llround(raw.si() * 1e6);
}

/// "3:29.38" from 20938 hundredths and two decimals, "3:29.4" from 2094 tenths and one.
std::string clock_text(std::int64_t parts, int decimals) {
  const std::int64_t per_second = decimals == 2 ? 100 : 10;
  const std::int64_t seconds = parts / per_second;
  const std::int64_t fraction = parts % per_second;
  if (seconds < 60) return fmt::format("{}.{:0{}}", seconds, fraction, decimals);
  if (seconds < 3600) return fmt::format("{}:{:02}.{:0{}}", seconds / 60, seconds % 60, fraction, decimals);
  return fmt::format("{}:{:02}:{:02}.{:0{}}", seconds / 3600, seconds / 60 % 60, seconds % 60, fraction,
                     decimals);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes the digits at the front of `rest`; nothing unless there are between `least` and `most` of them.
std::optional<std::int64_t> take_digits(std::string_view& rest, std::size_t least, std::size_t most) {
  std::size_t count = 0;
  std::int64_t value = 0;
  while (count < rest.size() && count < most && is_digit(rest[count]))
    value = value * 10 + (rest[count++] - '0');
  if (count < least) return std::nullopt;
  rest.remove_prefix(count);
  return value;
}

std::optional<Duration> time_in(std::string_view rest) {
  auto whole = take_digits(rest, 1, 5);
  if (!whole) return std::nullopt;
  for (int colons = 0; !rest.empty() && rest.front() == ':'; ++colons) {
    rest.remove_prefix(1);
    const auto sixtieths = take_digits(rest, 2, 2);
    if (colons == 2 || !sixtieths || *sixtieths >= 60) return std::nullopt;
    whole = *whole * 60 + *sixtieths;
  }
  std::int64_t per_second = 1;
  if (!rest.empty() && rest.front() == '.') {
    rest.remove_prefix(1);
    const std::size_t before = rest.size();
    const auto fraction = take_digits(rest, 1, 6);
    if (!fraction) return std::nullopt;
    for (std::size_t digit = rest.size(); digit < before; ++digit) per_second *= 10;
    whole = *whole * per_second + *fraction;
  }
  if (!rest.empty()) return std::nullopt;
  // One division of whole numbers: the double nearest to what was written.
  return Duration{static_cast<double>(*whole) / static_cast<double>(per_second)};
}

}  // namespace

Mark Mark::of_raw_time(Duration raw) {
  return Mark{static_cast<long>((whole_microseconds(raw) + 9'999) / 10'000)};
}

std::string text(Mark mark) {
  return clock_text(mark.hundredths(), 2);
}

std::string text_of_mark(Duration raw) {
  return text(Mark::of_raw_time(raw));
}

std::string text_of_split(Duration raw) {
  return clock_text((whole_microseconds(raw) + 50'000) / 100'000, 1);
}

base::Result<Duration> read_time(std::string_view written) {
  if (const auto time = time_in(written)) return *time;
  return base::wrong("not a time", "", fmt::format("\"{}\"", written), "write 3:29.38, 58.6 or 209.38");
}

}  // namespace lastlap::measure
