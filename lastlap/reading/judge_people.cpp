#include "lastlap/reading/judging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace lastlap::reading {

using archive::RaceRecord;
using archive::RaceResult;
using measure::Date;

Finding Judge::rank(const Claim& claim, long athlete) const {
  if (claim.scope == "qualifiers" || claim.scope == "round") return rank_of_qualifiers(claim, athlete);
  if (claim.occasion.event.empty()) return not_known("no event is named");
  const int year = claim.said.date.year.value_or(reading_.day.year);
  const BookMark* own = nullptr;
  for (const BookMark& one : book_.marks_of(athlete)) {
    const bool counts = one.performance.event == claim.occasion.event && one.performance.date <= limit_ && (claim.scope != "year" || one.performance.date.year() == year) && (!claim.time || is_mark(*claim.time, one.performance.time.si()));
    if (counts && (!own || one.performance.time < own->performance.time)) own = &one;
  }
  if (!own) return not_known("the archive has no such mark");
  // As of the day it was run, or as of now: "the second fastest" is said of both.
  const Finding then = rank_on(claim, athlete, *own, own->performance.date);
  if (then.verdict == Verdict::agrees) return then;
  const Finding now = rank_on(claim, athlete, *own, limit_);
  return now.verdict == Verdict::agrees ? now : then;
}

Finding Judge::rank_on(const Claim& claim, long athlete, const BookMark& own, Date day) const {
  std::map<long, double> bests;
  for (const auto& [id, other] : book_.athletes) {
    if (other.sex != who(athlete).sex || !is_among(claim.record, other.country)) continue;
    for (const BookMark& one : book_.marks_of(id)) {
      const archive::Performance& mark = one.performance;
      const bool counts = mark.event == claim.occasion.event && mark.track == own.performance.track && mark.date <= day && (claim.scope != "year" || mark.date.year() == own.performance.date.year());
      if (counts) bests[id] = bests.contains(id) ? std::min(bests[id], mark.time.si()) : mark.time.si();
    }
  }
  const auto faster = std::ranges::count_if(bests, [&](const auto& one) { return one.second < own.performance.time.si() - 0.005 && one.first != athlete; });
  const int rank = static_cast<int>(faster) + 1;
  const std::string what = fmt::format("{} was then {} of those in the archive with {}", who(athlete).name, ordinal(rank), told(own));
  if (rank == *claim.number) return agreed(what, own.race);
  if (rank < *claim.number) return not_known(what + "; others may be missing");
  return {Verdict::conflicts, what, {{what, own.race, own.performance.source}}, own.race};
}

/// Whether a country's runners are ranked: all of them, or those of "national:GBR" or "area:europe".
bool Judge::is_among(const std::string& ranked, const std::string& country) const {
  if (ranked.starts_with("national:")) return country == ranked.substr(9);
  if (!ranked.starts_with("area:")) return true;
  const auto area = words_.areas.find(ranked.substr(5));
  return area != words_.areas.end() && area->second.contains(country);
}

Finding Judge::rank_of_qualifiers(const Claim& claim, long athlete) const {
  Occasion rounds = claim.occasion;
  rounds.round = claim.scope == "round" ? claim.said.round : claim.said.round == "semi-final" && claim.occasion.round != "final" ? "heat" : "semi-final";
  rounds.round_number = 0;
  rounds.date.day.reset();
  rounds.date.month.reset();
  const auto found = races(rounds, athlete);
  const RaceRecord* own_race = nullptr;
  for (const RaceRecord* race : found)
    if (Book::result_in(*race, athlete) && !own_race) own_race = race;
  if (!own_race) return not_known("the archive does not have that round");
  std::vector<double> times;
  for (const RaceRecord* race : found) {
    if (race->heading.competition != own_race->heading.competition) continue;
    for (const RaceResult& result : race->results)
      if (result.time && !result.qualified.empty()) times.push_back(result.time->si());
  }
  const RaceResult* own = Book::result_in(*own_race, athlete);
  if (!own->time || times.empty()) return not_known("the archive does not say who qualified");
  const int rank = 1 + static_cast<int>(std::ranges::count_if(times, [&](double time) { return time < own->time->si() - 0.005; }));
  const std::string what = fmt::format("{} in {}{}; {} fastest of {} qualifiers", own->place ? ordinal(*own->place) : "not placed", own_race->heading.id, time_of(*own), ordinal(rank), times.size());
  if (rank == *claim.number) return agreed(what, own_race->heading.id);
  return {Verdict::conflicts, what, {{what, own_race->heading.id, own->source}}, own_race->heading.id};
}

int Judge::age_on(Date birth, Date day) {
  const std::string born = birth.text(), now = day.text();
  return day.year() - birth.year() - (now.substr(5) < born.substr(5) ? 1 : 0);
}

Finding Judge::age(const Claim& claim, long athlete) const {
  const auto birth = who(athlete).birth;
  if (!birth) return not_known("the archive has no birth date of " + who(athlete).name);
  // Told of with a race, the age is that of the day of the race.
  std::optional<Date> day = reading_.day.day;
  std::string race;
  for (const Claim* beside_it : lastlap::reading::beside(reading_, claim)) {
    const Claim& other = *beside_it;
    const bool beside = other.sentence == claim.sentence && other.athletes == claim.athletes && !other.race.empty() && other.kind != ClaimKind::age && other.scope != "title";
    // "NAME, 26, won in ...": how old she is now.
    const bool past = beside && book_.race(other.race) && (claim.rule == "age before a name" || claim.rule == "as one so old" || claim.rule == "so old then");
    if (!past) continue;
    day = book_.race(other.race)->heading.date;
    race = other.race;
  }
  const std::string born = fmt::format("born {}", birth->text());
  // "As a 17-year-old in Berlin": of that year.
  if (claim.rule == "as one so old" && race.empty() && claim.said.date.year) {
    const int by_then = *claim.said.date.year - birth->year();
    if (*claim.number == by_then || *claim.number == by_then - 1) return agreed(fmt::format("{}, and that was in {}", born, *claim.said.date.year));
    return {Verdict::conflicts, fmt::format("{}: {} or {} in {}", born, by_then - 1, by_then, *claim.said.date.year), {{born, "", ""}}, ""};
  }
  if (!day && reading_.day.year == 0) return not_known(born + ", but the article's day is not known");
  if (!day) {
    const int by_year = reading_.day.year - birth->year();
    if (*claim.number == by_year || *claim.number == by_year - 1) return agreed(fmt::format("{}, and the article is of {}", born, reading_.day.year));
    return {Verdict::conflicts, fmt::format("{}: {} or {} in {}", born, by_year - 1, by_year, reading_.day.year), {{born, "", ""}}, ""};
  }
  // "On 17 February 2021, aged 27, he won": of the day that the sentence names, if it is not the article's.
  const bool then = claim.rule != "age before a name" && claim.rule != "so old now" && claim.said.date.year && *claim.said.date.year < day->year();
  if (race.empty() && then && claim.said.date.day && claim.said.date.month) {
    if (const auto told = Date::read(claim.said.date.text())) day = *told;
  } else if (race.empty() && then) {
    const int by_then = *claim.said.date.year - birth->year();
    if (*claim.number == by_then || *claim.number == by_then - 1) return agreed(fmt::format("{}, and that was in {}", born, *claim.said.date.year));
  }
  const int exact = age_on(*birth, *day);
  const std::string what = fmt::format("{}: {} on {}", born, exact, day->text());
  if (exact == *claim.number) return agreed(what, race);
  // "The Games of 2012 ended in the heats. She was 18."
  if (claim.rule == "so old now" && claim.occasion.date.year) {
    const int by_then = *claim.occasion.date.year - birth->year();
    if (*claim.number == by_then || *claim.number == by_then - 1) return agreed(fmt::format("{}, and that was in {}", born, *claim.occasion.date.year));
  }
  return {Verdict::conflicts, what, {{what, race, ""}}, race};
}

Finding Judge::birth(const Claim& claim, long athlete) const {
  const auto birth = who(athlete).birth;
  if (!birth) return not_known("the archive has no birth date of " + who(athlete).name);
  const std::string what = fmt::format("born {}", birth->text());
  if (claim.occasion.date.covers(*birth)) return agreed(what);
  return {Verdict::conflicts, "the archive says: " + what, {{what, "", ""}}, ""};
}

}  // namespace lastlap::reading
