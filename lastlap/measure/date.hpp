#pragma once

// Calendar dates, and "as of": nothing later than this date may be known.

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"

namespace lastlap::measure {

/// A calendar day, valid by construction.
class Date {
 public:
  /// Reads an ISO date, "2023-08-23". Errors: another shape, or a day the calendar lacks.
  static base::Result<Date> read(std::string_view iso);
  static Date of(int year, unsigned month, unsigned day);
  int year() const { return static_cast<int>(ymd_.year()); }
  std::string text() const;  ///< "2023-08-23"
  Date day_before() const;
  /// Days from `earlier` to this day; negative if `earlier` is later.
  int days_since(Date earlier) const;
  friend auto operator<=>(const Date&, const Date&) = default;

 private:
  explicit Date(std::chrono::year_month_day ymd) : ymd_{ymd} {}
  std::chrono::year_month_day ymd_{};
};

/// The date a question is asked as of: a fact counts when its date is on or before `last_known`.
struct AsOf {
  Date last_known;
  /// Everything known on the eve of a race on `day`.
  static AsOf eve_of(Date day) { return AsOf{day.day_before()}; }
  bool knows(Date day) const { return day <= last_known; }
};

}  // namespace lastlap::measure
