#include "lastlap/reading/claim.hpp"

#include <fmt/format.h>

#include <cmath>

namespace lastlap::reading {

bool WrittenDate::covers(const measure::Date& date) const {
  if (year && date.year() != *year) return false;
  const std::string iso = date.text();
  const int its_month = std::stoi(iso.substr(5, 2)), its_day = std::stoi(iso.substr(8, 2));
  if (month && last_month) return its_month >= *month && its_month <= *last_month;
  if (month && its_month != *month) return false;
  return !day || its_day == *day;
}

std::string WrittenDate::text() const {
  if (!year) return "";
  std::string text = fmt::format("{:04}", *year);
  if (!month || last_month) return text;
  text += fmt::format("-{:02}", *month);
  return day ? text + fmt::format("-{:02}", *day) : text;
}

std::string_view text(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::result: return "result";
    case ClaimKind::win: return "win";
    case ClaimKind::place: return "place";
    case ClaimKind::personal_best: return "personal best";
    case ClaimKind::season_best: return "season best";
    case ClaimKind::record: return "record";
    case ClaimKind::margin: return "margin";
    case ClaimKind::segment: return "segment";
    case ClaimKind::rank: return "rank";
    case ClaimKind::age: return "age";
    case ClaimKind::birth: return "birth";
  }
  return "";
}

std::string_view text(Verdict verdict) {
  switch (verdict) {
    case Verdict::agrees: return "agrees";
    case Verdict::conflicts: return "conflicts";
    case Verdict::loose: return "loose";
    case Verdict::unknown: return "unknown";
  }
  return "";
}

std::string written(const WrittenTime& time) {
  const double scale = std::pow(10.0, time.decimals);
  const auto parts = static_cast<long long>(std::llround(time.seconds * scale));
  const auto per_second = static_cast<long long>(scale);
  const long long whole = parts / per_second, fraction = parts % per_second;
  std::string text = whole < 60 ? fmt::format("{}", whole) : fmt::format("{}:{:02}", whole / 60, whole % 60);
  return time.decimals > 0 ? text + fmt::format(".{:0{}}", fraction, time.decimals) : text;
}

std::string Claim::value() const {
  if (kind == ClaimKind::birth) return occasion.date.text();
  const bool of_place = kind == ClaimKind::win || kind == ClaimKind::place || kind == ClaimKind::rank || kind == ClaimKind::age;
  if (time && !of_place) return written(*time);
  return number ? std::to_string(*number) : "";
}

}  // namespace lastlap::reading
