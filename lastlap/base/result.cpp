#include "lastlap/base/result.hpp"

namespace lastlap::base {

std::string Problem::line() const {
  std::string line = what;
  if (!where.empty()) line += ", " + where;
  if (!why.empty()) line += ": " + why;
  if (!hint.empty()) line += "; " + hint;
  return line;
}

}  // namespace lastlap::base
