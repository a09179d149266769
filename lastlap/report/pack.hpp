#pragma once

// What a pack measured, as JSON and as text. docs/pack.md is the manual.

#include <string>
#include <vector>

#include "lastlap/pack/measures.hpp"
#include "lastlap/report/documents.hpp"

namespace lastlap::report {

/// The measures of a tracked race, or of simulated ones, and where they come from.
struct PackAnswer {
  bool is_tracked = false;
  std::string source;  ///< the file, or the race's id
  std::string title;
  std::string as_of;   ///< empty for a tracked race
  std::uint64_t seed = 0;
  pack::Measures measures;
  std::vector<pack::Spread> spread;  ///< from race to race; empty for one race
  std::vector<std::string> remarks;
  double seconds = 0;
};

/// schema "lastlap.pack/1"
Json pack_document(const PackAnswer& answer);

/// Quantiles and numbers under the names in pack_columns(), those of `beside`, if any, a line below.
std::vector<std::string> pack_columns();
std::vector<std::vector<std::string>> pack_rows(const PackAnswer& answer, const PackAnswer* beside);
/// What the race is like at each 100 m, under the names in hundred_columns().
std::vector<std::string> hundred_columns();
std::vector<std::vector<std::string>> hundred_rows(const PackAnswer& answer, const PackAnswer* beside);
/// Which race, how many of them, remarks.
std::string pack_heading(const PackAnswer& answer);

}  // namespace lastlap::report
