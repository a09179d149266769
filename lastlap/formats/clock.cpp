#include "lastlap/formats/clock.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "lastlap/formats/words.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::formats {
namespace {

/// The digits of a time and what stands between them: "3:29.38" has three numbers and ":.".
struct Pieces {
  std::array<std::int64_t, 4> number{};
  std::array<int, 4> digits{};
  std::size_t count = 0;
  std::string between;
};

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<Pieces> pieces_of(std::string_view text) {
  Pieces pieces;
  while (true) {
    if (pieces.count == pieces.number.size() || text.empty() || !is_digit(text.front())) return std::nullopt;
    std::int64_t& number = pieces.number[pieces.count];
    int& digits = pieces.digits[pieces.count];
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
      number = number * 10 + (text.front() - '0');
      if (++digits > 6) return std::nullopt;
    }
    ++pieces.count;
    if (text.empty()) return pieces;
    pieces.between += text.front();
    text.remove_prefix(1);
  }
}

/// Whether the last number is a fraction; nothing where the separators are no clock's.
std::optional<bool> ends_in_fraction(const std::string& between) {
  for (const std::string_view with : {".", ",", ":.", ":,", ".,", "..", "'\"", "'.", "',", "::.", "::,", "..,", "..."})
    if (between == with) return true;
  for (const std::string_view without : {"", ":", "::", "'"})
    if (between == without) return false;
  return std::nullopt;
}

}  // namespace

measure::Duration ClockTime::official() const {
  const double per_second = by_hand ? 10.0 : 100.0;
  if (!by_hand) return measure::Mark::of_raw_time(raw).duration();
  // To whole microseconds first, as Mark does, so that 209.4 stays 209.4.
  return measure::Duration{std::ceil(std::round(raw.si() * 1e6) / (1e6 / per_second)) / per_second};
}

std::optional<measure::Duration> ClockTime::finer() const {
  // A tenth with a nought behind it is no finer than a tenth.
  if (decimals <= (by_hand ? 1 : 2) || (by_hand && raw == official())) return std::nullopt;
  return raw;
}

Timing ClockTime::timing(bool tenths_are_by_hand) const {
  return by_hand || (tenths_are_by_hand && decimals == 1) ? Timing::hand : Timing::automatic;
}

std::optional<ClockTime> clock_time(std::string_view written) {
  written = trimmed(written);
  ClockTime time;
  if (!written.empty() && (written.back() == 'h' || written.back() == 'H')) {
    time.by_hand = true;
    written.remove_suffix(1);
  }
  const auto pieces = pieces_of(trimmed(written));
  if (!pieces) return std::nullopt;
  const auto fraction = ends_in_fraction(pieces->between);
  if (!fraction) return std::nullopt;
  const std::size_t units = pieces->count - (*fraction ? 1 : 0);
  std::int64_t whole = 0;
  for (std::size_t unit = 0; unit < units; ++unit) {
    if (unit > 0 && (pieces->digits[unit] != 2 || pieces->number[unit] >= 60)) return std::nullopt;
    whole = whole * 60 + pieces->number[unit];
  }
  std::int64_t per_second = 1;
  if (*fraction) {
    time.decimals = pieces->digits[units];
    for (int digit = 0; digit < time.decimals; ++digit) per_second *= 10;
    whole = whole * per_second + pieces->number[units];
  }
  // One division of whole numbers: the double nearest to what was written.
  time.raw = measure::Duration{static_cast<double>(whole) / static_cast<double>(per_second)};
  return time;
}

}  // namespace lastlap::formats
