#include "lastlap/formats/cells.hpp"

#include <algorithm>

namespace lastlap::formats {
namespace {

bool ends_line(char c) { return c == '\n' || c == '\r'; }

}  // namespace

bool CellReader::next(std::vector<std::string_view>& cells, std::string& problem) {
  while (at_ < text_.size()) {
    row_line_ = line_;
    const std::size_t begin = at_, begin_line = line_;
    problem.clear();
    if (!read_row(cells, problem)) {
      // A quote may have swallowed lines that are well by themselves: read on behind the line on which the row began.
      at_ = begin;
      line_ = begin_line;
      skip_line();
      return true;
    }
    if (cells.size() > 1 || !cells.front().empty()) return true;
  }
  return false;
}

bool CellReader::read_row(std::vector<std::string_view>& cells, std::string& problem) {
  cells.clear();
  unquoted_.clear();
  while (true) {
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    std::string_view cell;
    if (!quoted) cell = bare_cell();
    else if (!quoted_cell(cell, problem)) return false;
    cells.push_back(cell);
    if (at_line_end()) return true;
    if (cells.size() == most_cells_of_a_row) {
      problem = "it has more cells than any row";
      return false;
    }
    if (text_[at_] != separator_) {
      problem = "text stands behind a closing quote";
      return false;
    }
    ++at_;
  }
}

std::string_view CellReader::bare_cell() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && !ends_line(text_[at_])) ++at_;
  return text_.substr(begin, at_ - begin);
}

bool CellReader::quoted_cell(std::string_view& cell, std::string& problem) {
  const std::size_t begin = ++at_;
  std::size_t lines = 0;
  bool doubled = false;
  for (; at_ < text_.size(); ++at_) {
    const bool in_pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
    if (ends_line(text_[at_]) && !in_pair) ++lines;
    if (text_[at_] != '"') continue;
    if (at_ + 1 == text_.size() || text_[at_ + 1] != '"') break;
    doubled = true;
    ++at_;
  }
  if (at_ >= text_.size() || text_[at_] != '"') {
    problem = "a quote is never closed";
    return false;
  }
  cell = text_.substr(begin, at_ - begin);
  ++at_;
  line_ += lines;
  if (!doubled) return true;
  std::string& plain = unquoted_.emplace_back();
  for (std::size_t i = 0; i < cell.size(); ++i) {
    plain += cell[i];
    if (cell[i] == '"') ++i;
  }
  cell = plain;
  return true;
}

bool CellReader::at_line_end() {
  if (at_ == text_.size()) return true;
  if (!ends_line(text_[at_])) return false;
  const bool in_pair = text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n';
  at_ += in_pair ? 2 : 1;
  ++line_;
  return true;
}

void CellReader::skip_line() {
  at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
  at_line_end();
}

char separator_of(std::string_view header) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const char c : header) {
    if (ends_line(c)) break;
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    commas += c == ',';
    semicolons += c == ';';
    tabs += c == '\t';
  }
  if (semicolons > commas && semicolons >= tabs) return ';';
  return tabs > commas ? '\t' : ',';
}

}  // namespace lastlap::formats
