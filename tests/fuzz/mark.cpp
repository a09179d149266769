// A mark, a date or an event of any bytes: read and printed as the same, or refused.

#include <cmath>

#include "lastlap/base/expect.hpp"
#include "lastlap/measure/date.hpp"
#include "lastlap/measure/event.hpp"
#include "lastlap/measure/mark.hpp"
#include "tests/fuzz/text.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  if (const auto time = measure::read_time(text)) {
    base::expect(std::isfinite(time->si()) && time->si() >= 0, "a time is a number of seconds");
    const std::string printed = measure::text_of_mark(*time);
    const auto again = measure::read_time(printed);
    base::expect(again.has_value(), "a printed mark can be read");
    base::expect(measure::text_of_mark(*again) == printed, "a mark read again is the same mark");
    base::expect(measure::read_time(measure::text_of_split(*time)).has_value(), "a printed split can be read");
  }
  if (const auto date = measure::Date::read(text)) {
    base::expect(date->text() == text, "a date is printed as it was written");
    base::expect(date->day_before() < *date && date->days_since(date->day_before()) == 1, "the day before is a day before");
  }
  measure::event_named(text);
  return 0;
}
