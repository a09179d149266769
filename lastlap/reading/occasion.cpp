#include "lastlap/reading/occasion.hpp"

#include <algorithm>
#include <set>

#include "lastlap/archive/names.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

}  // namespace

bool says_where_or_when(const Occasion& occasion) {
  return !occasion.series.empty() || !occasion.town.empty() || !occasion.date.knows_nothing();
}

bool tells_of_a_person(const Sentence& sentence, const Mention& mention) {
  static const Set people{"champion", "champions", "champ", "champs", "titleholder", "medallist", "medalist", "medallists", "medalists", "finalist", "finalists"};
  static const Set between{"1500", "1500m", "m", "mile", "800", "3000", "5000", "metres", "indoor", "outdoor", "gold", "silver", "bronze", "and", "european", "world", "olympic", "metre", "meter", "meters", "silver", "short", "track", "10000", "commonwealth", "diamond", "league", "ncaa", "us", "national"};
  // "Bronze medallist in Tokyo and world champion in Doha": Tokyo is of the first.
  if (mention.kind == Kind::town && word_at(sentence, mention.last) == "and") return false;
  for (std::size_t at = mention.last; at < mention.last + 6; ++at) {
    if (people.contains(word_at(sentence, at))) return true;
    if (!between.contains(word_at(sentence, at))) return false;
  }
  return false;
}

bool is_in_town(const std::string& venue, const std::string& town) {
  return (" " + archive::search_key(venue) + " ").find(" " + town + " ") != std::string::npos;
}

bool agree(const Occasion& one, const Occasion& other) {
  const auto same = [](const auto& a, const auto& b) { return a == b; };
  if (!one.series.empty() && !other.series.empty() && !same(one.series, other.series) && one.series != "diamond league" && other.series != "diamond league") return false;
  if (!one.town.empty() && !other.town.empty() && !same(one.town, other.town)) return false;
  if (one.date.year && other.date.year && !same(*one.date.year, *other.date.year)) return false;
  if (one.date.month && other.date.month && !same(*one.date.month, *other.date.month)) return false;
  if (!one.event.empty() && !other.event.empty() && !same(one.event, other.event)) return false;
  if (!one.round.empty() && !other.round.empty() && !same(one.round, other.round)) return false;
  return !(one.elsewhere || other.elsewhere) || one.elsewhere == other.elsewhere;
}

void fill(Occasion& occasion, const Occasion& other) {
  if (occasion.series.empty() || (occasion.series == "diamond league" && !other.series.empty())) occasion.series = other.series;
  if (occasion.town.empty()) occasion.town = other.town;
  if (!occasion.date.year) occasion.date.year = other.date.year;
  if (!occasion.date.month) {
    occasion.date.month = other.date.month;
    occasion.date.last_month = other.date.last_month;
  }
  if (!occasion.date.day) occasion.date.day = other.date.day;
  if (occasion.event.empty()) occasion.event = other.event;
  if (occasion.round.empty()) {
    occasion.round = other.round;
    occasion.round_number = other.round_number;
  }
  if (!occasion.sex) occasion.sex = other.sex;
  occasion.short_track = occasion.short_track || other.short_track;
  occasion.recent = occasion.recent || other.recent;
}

bool may_be(const archive::RaceHeading& race, const Occasion& occasion, const Words& words) {
  if (occasion.elsewhere) return false;
  if (!occasion.event.empty() && race.event != occasion.event) return false;
  if (occasion.sex && race.sex != *occasion.sex) return false;
  if (!occasion.date.covers(race.date)) return false;
  if (!occasion.town.empty() && !is_in_town(race.venue + " " + race.competition + " " + race.id, occasion.town)) return false;
  if (occasion.short_track && race.track != measure::TrackKind::short_200) return false;
  if (!occasion.round.empty()) {
    const bool last = race.round == "final" || race.round == "race";
    if (occasion.round == "final" ? !last : !race.round.starts_with(occasion.round)) return false;
    if (occasion.round_number > 0 && occasion.round != "final" && !race.round.ends_with(std::to_string(occasion.round_number))) return false;
  }
  if (occasion.series.empty()) return true;
  const auto series = words.series.find(occasion.series);
  if (series == words.series.end()) return false;
  if (series->second.archive.empty()) return race.round == "race";
  return race.competition.starts_with(series->second.archive);
}

}  // namespace lastlap::reading
