#include "lastlap/formats/columns.hpp"

#include <algorithm>

#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

struct Name {
  std::string_view name;
  Column column;
};

/// Our own names first, in the order of Column; then what others call the same.
constexpr std::array names{
    Name{"race", Column::race}, Name{"competition", Column::competition}, Name{"round", Column::round}, Name{"event", Column::event},
    Name{"distance_m", Column::distance}, Name{"sex", Column::sex}, Name{"date", Column::date}, Name{"venue", Column::venue},
    Name{"track", Column::track}, Name{"field_complete", Column::field_complete}, Name{"title", Column::title},
    Name{"source", Column::source}, Name{"place", Column::place}, Name{"athlete", Column::athlete}, Name{"given", Column::given},
    Name{"family", Column::family}, Name{"country", Column::country}, Name{"club", Column::club}, Name{"birth", Column::birth},
    Name{"birth_year", Column::birth_year}, Name{"bib", Column::bib}, Name{"time_s", Column::time}, Name{"raw_time_s", Column::raw_time},
    Name{"timing", Column::timing}, Name{"status", Column::status}, Name{"qualified", Column::qualified},
    Name{"start_order", Column::start_order}, Name{"from_m", Column::from}, Name{"to_m", Column::to}, Name{"disputed", Column::disputed},
    Name{"points", Column::points}, Name{"record", Column::record}, Name{"athlete_number", Column::athlete_number},
    Name{"race_id", Column::race}, Name{"meeting", Column::competition}, Name{"distance", Column::distance}, Name{"gender", Column::sex},
    Name{"rank", Column::place}, Name{"pos", Column::place}, Name{"position", Column::place}, Name{"name", Column::athlete},
    Name{"runner", Column::athlete}, Name{"nation", Column::country}, Name{"nationality", Column::country}, Name{"nat", Column::country},
    Name{"noc", Column::country}, Name{"team", Column::club}, Name{"birth_date", Column::birth}, Name{"birthdate", Column::birth},
    Name{"date_of_birth", Column::birth}, Name{"dob", Column::birth}, Name{"yob", Column::birth_year}, Name{"time", Column::time},
    Name{"mark", Column::time}, Name{"lane", Column::start_order}, Name{"first_name", Column::given}, Name{"last_name", Column::family}};

/// "Time (s)" and "time-s" as "time_s".
std::string folded(std::string_view header) {
  std::string name;
  for (const char c : small_letters(trimmed(header))) {
    const bool parts = c == ' ' || c == '-' || c == '_';
    if (parts && !name.empty() && name.back() != '_') name += '_';
    if (!parts && c != '(' && c != ')') name += c;
  }
  return name;
}

}  // namespace

std::string_view name_of(Column column) { return names[static_cast<std::size_t>(column)].name; }

Columns::Columns(const std::vector<std::string_view>& header) : size_{header.size()} {
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = folded(header[i]);
    const auto known = std::ranges::find(names, std::string_view(name), &Name::name);
    if (known == names.end()) {
      if (!name.empty()) unknown_.push_back(plain(header[i]));
      continue;
    }
    auto& place = places_[static_cast<std::size_t>(known->column)];
    if (place && !twice_) twice_ = name_of(known->column);
    if (!place) place = i;
  }
}

}  // namespace lastlap::formats
