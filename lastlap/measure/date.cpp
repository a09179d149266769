#include "lastlap/measure/date.hpp"

#include <fmt/format.h>

#include "lastlap/base/expect.hpp"

namespace lastlap::measure {
namespace {

/// The number written by `digits`, or -1 if one of them is no digit.
int number_in(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

base::Result<Date> Date::read(std::string_view iso) {
  const auto not_a_date = [&] {
    return base::wrong("not a date", "", fmt::format("\"{}\"", iso), "write year-month-day, as 2023-08-23");
  };
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return not_a_date();
  const int year = number_in(iso.substr(0, 4));
  const int month = number_in(iso.substr(5, 2));
  const int day = number_in(iso.substr(8, 2));
  if (year < 0 || month < 0 || day < 0) return not_a_date();
  const std::chrono::year_month_day ymd{std::chrono::year{year},
                                        std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return not_a_date();
  return Date{ymd};
}

Date Date::of(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                        std::chrono::day{day}};
  base::expect(ymd.ok() && year >= 0 && year <= 9999, "a date is a day of the calendar");
  return Date{ymd};
}

std::string Date::text() const {
  return fmt::format("{:04}-{:02}-{:02}", year(), static_cast<unsigned>(ymd_.month()),
                     static_cast<unsigned>(ymd_.day()));
}

Date Date::day_before() const {
  return Date{std::chrono::sys_days{ymd_} - std::chrono::days{1}};
}

int Date::days_since(Date earlier) const {
  return static_cast<int>((std::chrono::sys_days{ymd_} - std::chrono::sys_days{earlier.ymd_}).count());
}

}  // namespace lastlap::measure
