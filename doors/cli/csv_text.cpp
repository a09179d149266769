#include "doors/cli/csv_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "lastlap/base/expect.hpp"

namespace lastlap::cli {
namespace {

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string safe = "\"";
  for (const char c : cell) {
    if (c == '"') safe += '"';
    safe += c;
  }
  return safe + "\"";
}

}  // namespace

CsvText::CsvText(std::vector<std::string> header) : columns_{header.size()} {
  write(header);
}

void CsvText::add(const std::vector<std::string>& cells) {
  base::expect(cells.size() == columns_, "a row has a cell for each name of the header");
  write(cells);
}

void CsvText::write(const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) text_ += (i > 0 ? "," : "") + quoted(cells[i]);
  text_ += "\r\n";
}

std::string cell(const std::optional<int>& count) {
  return count ? std::to_string(*count) : "";
}
std::string cell(const std::optional<long>& count) {
  return count ? std::to_string(*count) : "";
}
std::string cell(const std::optional<measure::Duration>& time) {
  return time ? cell(*time) : "";
}
std::string cell(measure::Duration time) {
  const double hundredths = time.si() * 100.0;
  const bool whole = std::abs(hundredths - std::round(hundredths)) < 1e-6;
  return fmt::format("{:.{}f}", time.si(), whole ? 2 : 4);
}
std::string cell(measure::Distance distance) {
  return fmt::format("{:.10g}", std::round(distance.si() * 1000.0) / 1000.0);
}
std::string cell(bool yes) {
  return yes ? "yes" : "no";
}

}  // namespace lastlap::cli
