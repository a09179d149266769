#include "lastlap/reading/mention.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <set>

#include "lastlap/archive/names.hpp"
#include "lastlap/reading/spotter.hpp"

namespace lastlap::reading {

Mentions Spotter::all() {
  Mentions mentions;
  for (at_ = 0; at_ < tokens_.size();) {
    Mention found;
    if (!anything(found)) {
      ++at_;
      continue;
    }
    found.first = at_;
    at_ = std::max(found.last, at_ + 1);
    found.last = at_;
    mentions.push_back(std::move(found));
  }
  return mentions;
}

bool Spotter::anything(Mention& m) {
  return code(m) || money(m) || clock_time(m) || written_minutes(m) || fraction(m) || date(m) || closing(m) || record(m) || length(m) || decimal(m) || phrase(m, words_.phrases) ||
         phrase(m, towns_) || round(m) || ordinal(m) || count(m);
}

const Mention* mention_at(const Mentions& mentions, std::size_t at) {
  for (const Mention& one : mentions)
    if (one.first <= at && at < one.last) return &one;
  return nullptr;
}

const Mention* mention_from(const Mentions& mentions, std::size_t at) {
  const auto found = std::ranges::find(mentions, at, &Mention::first);
  return found == mentions.end() ? nullptr : &*found;
}

std::optional<int> count_in(const std::string& number) {
  if (number.empty() || number.size() > 5 || number.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::atoi(number.c_str());
}

Mentions mentions_in(const Sentence& sentence, const Words& words, const std::map<std::string, std::vector<Phrase>>& towns) {
  return Spotter{sentence, words, towns}.all();
}

std::map<std::string, std::vector<Phrase>> towns_of(const Book& book) {
  std::set<std::string> names;
  const auto add = [&](std::string_view venue) {
    venue = venue.substr(0, venue.find('('));
    while (!venue.empty()) {
      const std::size_t comma = std::min(venue.find(','), venue.size());
      const std::string key = archive::search_key(venue.substr(0, comma));
      // Many towns have a ground of that name.
      const bool anywhere = key == "olympic stadium" || key == "national stadium" || key == "stadium";
      if (key.size() >= 4 && !anywhere && key.find_first_of("0123456789") == std::string::npos) names.insert(key);
      venue.remove_prefix(std::min(comma + 1, venue.size()));
    }
  };
  for (const archive::RaceRecord& race : book.races) add(race.heading.venue);
  for (const auto& [athlete, marks] : book.marks)
    for (const BookMark& mark : marks) add(mark.performance.venue);
  std::map<std::string, std::vector<Phrase>> towns;
  for (const std::string& name : names) {
    Phrase phrase{{}, {Kind::town, name, 0}};
    for (const Token& token : words_in(name)) phrase.words.push_back(token.word);
    towns[phrase.words.front()].push_back(phrase);
  }
  for (auto& [first, phrases] : towns)
    std::ranges::stable_sort(phrases, std::greater{}, [](const Phrase& phrase) { return phrase.words.size(); });
  return towns;
}

}  // namespace lastlap::reading
