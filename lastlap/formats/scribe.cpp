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

void Scribe::Notes::add(const std::string& text) {
  if (const auto known = place.find(text); known != place.end()) {
    ++texts[known->second].second;
  } else if (texts.size() < most_remarks) {
    place.emplace(text, texts.size());
    texts.emplace_back(text, 1);
  }
}

std::vector<std::string> Scribe::Notes::counted() const {
  std::vector<std::string> all;
  for (const auto& [text, times] : texts) all.push_back(times == 1 ? text : fmt::format("{} ({} times)", text, times));
  return all;
}

void Scribe::remark(const std::string& text) { remarks_.add(text); }

void Scribe::understood(const std::string& text) { understood_.add(text); }

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
  sheet.remarks = remarks_.counted();
  sheet.understood = understood_.counted();
  return std::move(sheet);
}

}  // namespace lastlap::formats
