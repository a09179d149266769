#pragma once

// Words of a file, made fit to be kept and to be shown.

#include <optional>
#include <string>
#include <string_view>

#include "lastlap/measure/date.hpp"

namespace lastlap::formats {

/// Without blanks around it (blank, tab, line ends, no-break space).
std::string_view trimmed(std::string_view word);

/// A cell fit to be kept: trimmed, control characters and runs of blanks as one blank, wrong UTF-8 as "?".
std::string plain(std::string_view cell);

/// A cell fit to be shown in a message: as `plain`, cut short, in quotes.
std::string shown(std::string_view cell);

/// The same letters, small: A to Z and what ICU knows of the rest.
std::string small_letters(std::string_view word);

/// A whole number of at most nine digits; nothing for another text.
std::optional<int> whole_number(std::string_view cell);
/// A number with a decimal point or comma; finite and not negative. Nothing for another text.
std::optional<double> decimal_number(std::string_view cell);

/// A day: "2023-08-23", "23.08.2023", "23/08/2023", "20230823", "23 Aug 2023", "Aug 23, 2023", or a day and time of ISO 8601
/// ("2023-08-23T19:15:00+02:00").
std::optional<measure::Date> day(std::string_view cell);
/// Whether a day with slashes would be another if its month stood first: "08/12/2023".
bool may_have_month_first(std::string_view cell);

}  // namespace lastlap::formats
