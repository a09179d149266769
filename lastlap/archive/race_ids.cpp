#include "lastlap/archive/race_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "lastlap/archive/names.hpp"

namespace lastlap::archive {
namespace {

constexpr std::size_t most_letters = 64;  // of an id: still fits a table's column on a wide terminal

std::vector<std::string> parts_of(std::string_view text, char between) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(between), text.size());
    std::string part{text.substr(0, end)};
    while (part.starts_with(' ')) part.erase(0, 1);
    while (part.ends_with(' ')) part.pop_back();
    if (!part.empty()) parts.push_back(std::move(part));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

/// "final" -> "final", "semi-final 2" -> "semi-2", "repechage heat 1" -> "repechage-1", "race" -> "".
std::string suffix_of(const std::string& round) {
  std::string suffix = slug(round);
  if (suffix == "race") return "";
  for (const auto& [from, to] :
       {std::pair{"semi-final", "semi"}, {"repechage-heat", "repechage"}, {"quarter-final", "quarter"}}) {
    if (suffix.starts_with(from)) suffix = to + suffix.substr(std::string_view{from}.size());
  }
  return suffix;
}

void add(std::string& id, const std::string& part) {
  if (!part.empty()) id += "-" + part;
}

/// The words of a race's headings that its id lacks: "national-events".
std::string what_tells_apart(const RaceNaming& race, const std::string& id) {
  for (const std::string& heading : {race.title, race.competition}) {
    std::string words;
    for (const std::string& word : parts_of(slug(heading), '-')) {
      const bool is_there = fmt::format("-{}-", id).find(fmt::format("-{}-", word)) != std::string::npos;
      const bool is_empty_word =
          word == "final" || word == "of" || word == "the" || word == "and" || word.size() < 2;
      if (!is_there && !is_empty_word && !words.ends_with(word)) words += (words.empty() ? "" : "-") + word;
    }
    if (!words.empty()) return words;
  }
  return "";
}

std::string cut(std::string id) {
  if (id.size() > most_letters) id.resize(most_letters);
  while (id.ends_with('-')) id.pop_back();
  return id;
}

}  // namespace

std::string slug(std::string_view words) {
  std::string text = search_key(words);
  std::string plain;
  for (const char c : text) {
    const bool good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (good) plain += c;
    if (!good && !plain.empty() && plain.back() != '-') plain += '-';
  }
  while (plain.ends_with('-')) plain.pop_back();
  return plain;
}

bool is_race_id(std::string_view word) {
  return !word.empty() && word.size() <= most_letters && word == slug(word);
}

std::string town_of(std::string_view venue, const std::set<std::string>& towns) {
  const std::size_t bracket = venue.find('(');
  std::vector<std::string> parts = parts_of(venue.substr(0, bracket), ',');
  const auto is_state = [](const std::string& part) {
    return part.size() == 2 && std::ranges::all_of(part, [](char c) { return c >= 'A' && c <= 'Z'; });
  };
  while (parts.size() > 1 && is_state(parts.back())) parts.pop_back();
  if (bracket != venue.npos || parts.size() > 1) return parts.empty() ? std::string(venue) : parts.back();
  const std::string words = fmt::format("-{}-", slug(venue));
  std::string longest;
  for (const std::string& town : towns) {
    if (town.size() > longest.size() && words.find(fmt::format("-{}-", town)) != std::string::npos)
      longest = town;
  }
  return longest.empty() ? std::string(venue) : longest;
}

std::string new_race_id(const RaceNaming& race, const std::set<std::string>& towns,
                        const std::set<std::string>& taken) {
  std::string id = slug(town_of(race.venue.empty() ? race.competition : race.venue, towns));
  if (id.empty()) id = "race";
  add(id, fmt::format("{}", race.date.year()));
  add(id, std::string(measure::text(race.sex)));
  add(id, slug(race.event));
  add(id, suffix_of(race.round));
  id = cut(id);
  if (!taken.contains(id)) return id;
  std::string longer = id;
  add(longer, what_tells_apart(race, id));
  longer = cut(longer);
  if (!taken.contains(longer)) return longer;
  const auto numbered = [&](std::size_t number) { return fmt::format("{}-{}", cut(id.substr(0, most_letters - 8)), number); };
  const auto is_taken = [&](std::size_t number) { return taken.contains(numbered(number)); };
  // Numbers are given in turn, so that a free one is found by doubling and then halving: only so many are taken.
  std::size_t below = 1, free = 2;
  while (is_taken(free)) below = std::exchange(free, 2 * free);
  while (free - below > 1) {
    const std::size_t middle = below + (free - below) / 2;
    (is_taken(middle) ? below : free) = middle;
  }
  return numbered(free);
}

}  // namespace lastlap::archive
