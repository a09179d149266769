#include "lastlap/reading/judging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/measure/mark.hpp"

namespace lastlap::reading {

bool is_mark(const WrittenTime& written, double mark) {
  const double scale = std::pow(10.0, std::min(written.decimals, 2));
  const double said = std::round(written.seconds * scale), exact = std::round(mark * 100) / 100 * scale;
  return std::abs(said - std::floor(exact + 1e-6)) < 0.01 || std::abs(said - std::round(exact)) < 0.01 || std::abs(said - std::ceil(exact - 1e-6)) < 0.01;
}

std::string mark_text(double seconds) {
  return measure::text_of_mark(measure::Duration{seconds});
}

std::string ordinal(int place) {
  const bool teen = place % 100 >= 11 && place % 100 <= 13;
  const int last = teen ? 0 : place % 10;
  return fmt::format("{}{}", place, last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

std::vector<const Claim*> beside(const Reading& reading, const Claim& claim) {
  const auto first = std::ranges::lower_bound(reading.claims, claim.sentence, {}, &Claim::sentence);
  std::vector<const Claim*> found;
  for (auto one = first; one != reading.claims.end() && one->sentence == claim.sentence; ++one) found.push_back(&*one);
  return found;
}

Finding agreed(std::string why, std::string race) {
  return {Verdict::agrees, std::move(why), {}, std::move(race)};
}

Finding not_known(std::string why) {
  return {Verdict::unknown, std::move(why), {}, {}};
}

using archive::RaceRecord;
using archive::RaceResult;

const archive::Athlete& Judge::who(long id) const {
  return book_.athletes.at(id);
}

std::string Judge::he(long id) const {
  return who(id).sex == measure::Sex::women ? "she" : "he";
}

std::vector<const RaceRecord*> Judge::races(const Occasion& occasion, long athlete) const {
  std::vector<const RaceRecord*> found;
  Occasion asked = occasion;
  asked.sex = who(athlete).sex;
  for (auto race = book_.races.rbegin(); race != book_.races.rend(); ++race)
    if (race->heading.date <= limit_ && may_be(race->heading, asked, words_)) found.push_back(&*race);
  return found;
}

std::vector<const RaceRecord*> Judge::finals(Occasion occasion, long athlete) const {
  if (occasion.round.empty()) occasion.round = "final";
  return races(occasion, athlete);
}

bool Judge::is_placed(const Occasion& occasion) {
  return !occasion.series.empty() || !occasion.town.empty() || !occasion.date.knows_nothing();
}

bool Judge::fits(const BookMark& one, const Occasion& occasion) const {
  const archive::Performance& mark = one.performance;
  if (mark.date > limit_ || !occasion.date.covers(mark.date)) return false;
  if (!occasion.event.empty() && mark.event != occasion.event) return false;
  if (occasion.short_track && mark.track != measure::TrackKind::short_200) return false;
  const RaceRecord* race = one.race.empty() ? nullptr : book_.race(one.race);
  if (!occasion.town.empty() && !is_in_town(mark.venue + (race ? " " + race->heading.competition + " " + one.race : ""), occasion.town)) return false;
  const bool rounds = occasion.round == "heat" ? mark.place.find('h') != std::string::npos : occasion.round == "semi-final" ? mark.place.find("sf") != std::string::npos : true;
  if (!rounds || (occasion.round == "final" && !in_last_round(mark))) return false;
  if (race && !occasion.series.empty()) {
    const Series& series = words_.series.at(occasion.series);
    if (!series.archive.empty() && !race->heading.competition.starts_with(series.archive)) return false;
  }
  return true;
}

bool Judge::has_mark_there(const Claim& claim, long athlete) const {
  return std::ranges::any_of(book_.marks_of(athlete), [&](const BookMark& one) { return fits(one, claim.occasion); });
}

std::string Judge::told(const BookMark& one) const {
  const archive::Performance& mark = one.performance;
  const std::string where = one.race.empty() ? mark.venue : one.race;
  return fmt::format("{} in {} m on {}, {}", mark_text(mark.time.si()), mark.event, mark.date.text(), where);
}

const BookMark* Judge::mark_of(const Claim& claim, long athlete, bool& contradicted) const {
  contradicted = false;
  const BookMark *in_full = nullptr, *as_said = nullptr, *any = nullptr;
  for (const BookMark& one : book_.marks_of(athlete)) {
    if (one.performance.date > limit_ || !is_mark(*claim.time, one.performance.time.si())) continue;
    if (fits(one, claim.occasion)) in_full = &one;
    if (fits(one, claim.said)) as_said = &one;
    // "Second in Paris in 3:50.83, ... in the 2000m": so exact a time in that town was run over its own distance.
    if (Occasion there = claim.said.town.empty() ? claim.occasion : claim.said; !as_said && claim.time->decimals >= 2 && !there.town.empty()) {
      there.event.clear();
      if (fits(one, there)) as_said = &one;
    }
    any = &one;
  }
  if (in_full) return in_full;
  const bool exact = claim.time->decimals >= 2;
  if (as_said && (exact || is_placed(claim.said))) return as_said;
  if (any && exact) {
    contradicted = true;
    return any;
  }
  return nullptr;
}

const RaceResult* Judge::winner(const RaceRecord& race) {
  for (const RaceResult& result : race.results)
    if (result.place == 1) return &result;
  return nullptr;
}

std::string Judge::time_of(const RaceResult& result) const {
  return result.time ? " in " + mark_text(result.time->si()) : "";
}

}  // namespace lastlap::reading
