#include "lastlap/formats/scribe.hpp"

#include <fmt/format.h>

namespace lastlap::formats {

Scribe::Scribe(std::string file, std::string format) {
  sheet.file = std::move(file);
  sheet.format = std::move(format);
}

void Scribe::wrong(std::size_t line, Fault fault) {
  if (sheet.bad_rows.size() > most_bad_rows) return;
  if (sheet.bad_rows.size() == most_bad_rows)
    fault = {"too many bad rows", fmt::format("{} stand before this one", most_bad_rows), "is it the file that was meant?"};
  sheet.bad_rows.push_back({base::Problem::Kind::request, std::move(fault.what), fmt::format("{}:{}", sheet.file, line),
                            std::move(fault.why), std::move(fault.hint)});
}

void Scribe::remark(const std::string& text) {
  if (const auto known = place_of_remark_.find(text); known != place_of_remark_.end()) {
    ++remarks_[known->second].second;
  } else if (remarks_.size() < most_remarks) {
    place_of_remark_.emplace(text, remarks_.size());
    remarks_.emplace_back(text, 1);
  }
}

bool Scribe::has_room(std::size_t line) {
  if (is_full_ || sheet.bad_rows.size() > most_bad_rows) return false;
  const std::size_t rows = sheet.races.size() + sheet.results.size() + sheet.splits.size() + sheet.segments.size() +
                           sheet.marks.size() + sheet.records.size();
  if (rows < most_rows) return true;
  is_full_ = true;
  wrong(line, {"too many rows", fmt::format("{} stand before this one", most_rows), "split the file"});
  return false;
}

Sheet Scribe::done() && {
  for (const auto& [text, times] : remarks_)
    sheet.remarks.push_back(times == 1 ? text : fmt::format("{} ({} times)", text, times));
  return std::move(sheet);
}

}  // namespace lastlap::formats
