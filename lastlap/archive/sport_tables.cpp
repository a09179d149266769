#include "lastlap/archive/sport_tables.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "lastlap/archive/names.hpp"
#include "lastlap/formats/csv.hpp"

namespace lastlap::archive {
namespace {

constexpr std::array<std::pair<Level, std::string_view>, 6> levels{{{Level::global, "global"},
                                                                    {Level::area, "area"},
                                                                    {Level::games, "games"},
                                                                    {Level::national, "national"},
                                                                    {Level::collegiate, "collegiate"},
                                                                    {Level::age_group, "age-group"}}};

base::Result<formats::CsvTable> table_of(const std::filesystem::path& file, const std::vector<std::string>& columns) {
  std::ifstream in{file, std::ios::binary};
  if (!in) {
    return base::failed("cannot read a table of lastlap", file.string(), "",
                        "name the folder of the shipped facts in the environment variable LASTLAP_DATA");
  }
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  auto table = formats::read_csv(text, file.string(), columns);
  if (!table) return base::failed(table.error().what, table.error().where, table.error().why);
  return table;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Where a year from 1800 to 2099 stands as a word of its own.
std::size_t place_of_year(std::string_view name) {
  for (std::size_t at = 0; at + 4 <= name.size(); ++at) {
    const std::string_view year = name.substr(at, 4);
    const bool digits = std::ranges::all_of(year, is_digit);
    const bool alone = (at == 0 || !is_digit(name[at - 1])) && (at + 4 == name.size() || !is_digit(name[at + 4]));
    if (digits && alone && (year.starts_with("18") || year.starts_with("19") || year.starts_with("20"))) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::string_view text(Level level) {
  return std::ranges::find(levels, level, &std::pair<Level, std::string_view>::first)->second;
}

std::optional<Level> level_named(std::string_view word) {
  const auto found = std::ranges::find(levels, word, &std::pair<Level, std::string_view>::second);
  if (found == levels.end()) return std::nullopt;
  return found->first;
}

bool gives_medals(Level level) {
  return level == Level::global || level == Level::area || level == Level::games;
}

std::string SportTables::area_of(std::string_view country) const {
  const auto found = area_of_country.find(std::string(country));
  return found == area_of_country.end() ? "" : found->second;
}

std::vector<std::string> SportTables::areas() const {
  std::set<std::string> all;
  for (const auto& [country, area] : area_of_country) all.insert(area);
  return {all.begin(), all.end()};
}

const Championship* SportTables::championship_of(std::string_view competition) const {
  const std::string key = search_key(competition);
  const Championship* longest = nullptr;
  for (const Championship& one : championships) {
    const bool fits = key.starts_with(one.begins) && (key.size() == one.begins.size() || key[one.begins.size()] == ' ');
    if (fits && (!longest || one.begins.size() > longest->begins.size())) longest = &one;
  }
  return longest;
}

base::Result<SportTables> read_sport_tables(const std::filesystem::path& folder) {
  SportTables tables;
  const auto areas = table_of(folder / "areas.csv", {"country", "name", "area"});
  if (!areas) return tl::make_unexpected(areas.error());
  for (const formats::CsvRow& row : areas->rows) {
    tables.area_of_country[areas->cell(row, "country")] = areas->cell(row, "area");
    tables.country_of_name[search_key(areas->cell(row, "name"))] = areas->cell(row, "country");
  }
  const auto championships = table_of(folder / "championships.csv", {"begins", "series", "level"});
  if (!championships) return tl::make_unexpected(championships.error());
  for (const formats::CsvRow& row : championships->rows) {
    const auto level = level_named(championships->cell(row, "level"));
    if (!level) {
      return base::failed("no such level of a championship", championships->where(row),
                          "\"" + championships->cell(row, "level") + "\"",
                          "it is global, area, games, national, collegiate or age-group");
    }
    tables.championships.push_back(
        {search_key(championships->cell(row, "begins")), championships->cell(row, "series"), *level});
  }
  return tables;
}

std::string series_of(std::string_view competition) {
  const std::size_t year = place_of_year(competition);
  std::string_view series = year == std::string_view::npos || year == 0 ? competition : competition.substr(0, year);
  while (series.ends_with(' ') || series.ends_with('-') || series.ends_with(',')) series.remove_suffix(1);
  return std::string(series);
}

int rank_of_round(std::string_view round) {
  const std::string key = search_key(round);
  constexpr std::array<std::pair<std::string_view, int>, 6> ranks{
      {{"final", 5}, {"race", 5}, {"semi", 4}, {"quarter", 3}, {"repechage", 2}, {"split times", 0}}};
  for (const auto& [begins, rank] : ranks) {
    if (key.starts_with(begins)) return rank;
  }
  return 1;
}

bool is_final(std::string_view round) {
  return rank_of_round(round) == 5;
}

bool is_on_the_way(std::string_view round) {
  return rank_of_round(round) == 0;
}

}  // namespace lastlap::archive
