#include "lastlap/formats/cells.hpp"

#include <algorithm>

namespace lastlap::formats {

bool CellReader::next(std::vector<std::string_view>& cells, std::string& problem) {
  while (at_ < text_.size()) {
    row_line_ = line_;
    const std::size_t begin = at_, begin_line = line_;
    problem.clear();
    if (!read_row(cells, problem)) {
      // A quote may have swallowed lines that are well by themselves: read on behind the line on which the row began.
      no_line_ends_before_ = std::max(no_line_ends_before_, at_);
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
    if (text_[at_] != separator_) {
      problem = "text stands behind a closing quote";
      return false;
    }
    ++at_;
  }
}

std::string_view CellReader::bare_cell() {
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') ++at_;
  std::string_view cell = text_.substr(begin, at_ - begin);
  const bool ends_line = at_ == text_.size() || text_[at_] == '\n';
  if (ends_line && cell.ends_with('\r')) cell.remove_suffix(1);
  return cell;
}

bool CellReader::quoted_cell(std::string_view& cell, std::string& problem) {
  const std::size_t begin = ++at_;
  std::size_t lines = 0;
  bool doubled = false;
  for (; at_ < text_.size(); ++at_) {
    if (text_[at_] == '\n') {
      if (at_ < no_line_ends_before_) break;
      ++lines;
    }
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
  if (at_ < text_.size() && text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n')) ++at_;
  if (at_ == text_.size()) return true;
  if (text_[at_] != '\n') return false;
  ++at_;
  ++line_;
  return true;
}

void CellReader::skip_line() {
  at_ = std::min(text_.find('\n', at_), text_.size());
  if (at_ == text_.size()) return;
  ++at_;
  ++line_;
}

char separator_of(std::string_view header) {
  std::size_t commas = 0, semicolons = 0, tabs = 0;
  bool quoted = false;
  for (const char c : header) {
    if (c == '\n') break;
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
