#include "lastlap/formats/columns.hpp"

#include <fmt/format.h>

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
    Name{"heat", Column::heat},
    Name{"race_id", Column::race}, Name{"meeting", Column::competition}, Name{"meet", Column::competition}, Name{"championship", Column::competition},
    Name{"distance", Column::distance}, Name{"gender", Column::sex}, Name{"rank", Column::place}, Name{"rk", Column::place},
    Name{"pos", Column::place}, Name{"pl", Column::place}, Name{"position", Column::place}, Name{"name", Column::athlete},
    Name{"full_name", Column::athlete}, Name{"athlete_name", Column::athlete}, Name{"competitor", Column::athlete},
    Name{"runner", Column::athlete}, Name{"nation", Column::country}, Name{"nationality", Column::country}, Name{"nat", Column::country},
    Name{"noc", Column::country}, Name{"country_code", Column::country}, Name{"team", Column::club}, Name{"birth_date", Column::birth},
    Name{"birthdate", Column::birth}, Name{"date_of_birth", Column::birth}, Name{"dob", Column::birth}, Name{"born", Column::birth},
    Name{"yob", Column::birth_year}, Name{"year_of_birth", Column::birth_year}, Name{"time", Column::time}, Name{"mark", Column::time},
    Name{"result", Column::time}, Name{"performance", Column::time}, Name{"lane", Column::start_order}, Name{"first_name", Column::given},
    Name{"firstname", Column::given}, Name{"given_name", Column::given}, Name{"last_name", Column::family}, Name{"lastname", Column::family},
    Name{"surname", Column::family}, Name{"family_name", Column::family}, Name{"qual", Column::qualified}, Name{"q", Column::qualified},
    Name{"discipline", Column::event}, Name{"city", Column::venue}, Name{"town", Column::venue}, Name{"location", Column::venue},
    Name{"stadium", Column::venue}, Name{"score", Column::points}, Name{"results_score", Column::points}, Name{"section", Column::heat},
    // German
    Name{"wettkampf", Column::competition}, Name{"veranstaltung", Column::competition}, Name{"disziplin", Column::event}, Name{"bewerb", Column::event},
    Name{"wettbewerb", Column::event}, Name{"runde", Column::round}, Name{"lauf", Column::heat}, Name{"datum", Column::date}, Name{"ort", Column::venue},
    Name{"geschlecht", Column::sex}, Name{"rang", Column::place}, Name{"platz", Column::place}, Name{"nachname", Column::family},
    Name{"vorname", Column::given}, Name{"athlet", Column::athlete}, Name{"athletin", Column::athlete}, Name{"teilnehmer", Column::athlete},
    Name{"land", Column::country}, Name{"verein", Column::club}, Name{"jahrgang", Column::birth_year}, Name{"jg", Column::birth_year},
    Name{"geburtsdatum", Column::birth}, Name{"startnummer", Column::bib}, Name{"stnr", Column::bib}, Name{"bahn", Column::start_order},
    Name{"zeit", Column::time}, Name{"leistung", Column::time}, Name{"ergebnis", Column::time}, Name{"punkte", Column::points},
    // French, Swedish, Norwegian, Danish
    Name{"prénom", Column::given}, Name{"nom", Column::family}, Name{"pays", Column::country}, Name{"temps", Column::time},
    Name{"plats", Column::place}, Name{"plass", Column::place}, Name{"namn", Column::athlete}, Name{"navn", Column::athlete}, Name{"klubb", Column::club},
    Name{"klub", Column::club}, Name{"tid", Column::time}, Name{"dato", Column::date}, Name{"född", Column::birth}, Name{"född_år", Column::birth_year}};

/// A column by which lists are numbered: beside a place it tells nothing.
bool is_rank(std::string_view name) { return name == "rank" || name == "rk" || name == "rang"; }

/// "Time (s)" and "time-s" as "time_s", "Pos." as "pos"
std::string folded(std::string_view header) {
  std::string name;
  for (const char c : small_letters(trimmed(header))) {
    const bool parts = c == ' ' || c == '-' || c == '_';
    if (parts && !name.empty() && name.back() != '_') name += '_';
    if (!parts && std::string_view{"().:[]#"}.find(c) == std::string_view::npos) name += c;
  }
  while (name.ends_with('_')) name.pop_back();
  return name;
}

}  // namespace

std::string_view name_of(Column column) { return names[static_cast<std::size_t>(column)].name; }

std::size_t Columns::known() const {
  return static_cast<std::size_t>(std::ranges::count_if(places_, [](const auto& place) { return place.has_value(); }));
}

Columns::Columns(const std::vector<std::string_view>& header) : size_{header.size()} {
  const auto give_up = [&](std::size_t i) { unknown_.push_back(plain(header[i])); };
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = folded(header[i]);
    const auto known = std::ranges::find(names, std::string_view(name), &Name::name);
    if (known == names.end()) {
      if (!name.empty()) give_up(i);
      continue;
    }
    auto& place = places_[static_cast<std::size_t>(known->column)];
    const std::string before = place ? folded(header[*place]) : "";
    if (!place) {
      place = i;
    } else if (is_rank(name) != is_rank(before)) {
      give_up(is_rank(name) ? i : *place);
      if (is_rank(before)) place = i;
    } else if (!twice_) {
      twice_ = fmt::format("{} and {} both mean {}", shown(header[*place]), shown(header[i]), name_of(known->column));
    }
  }
}

}  // namespace lastlap::formats
