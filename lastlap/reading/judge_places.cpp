#include "lastlap/reading/judging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lastlap::reading {

using archive::RaceRecord;
using archive::RaceResult;

Finding Judge::result(const Claim& claim, long athlete) const {
  if (!claim.time) return not_known("no time is given");
  bool contradicted = false;
  if (const BookMark* found = mark_of(claim, athlete, contradicted)) {
    if (!contradicted) return agreed(fmt::format("{} ran {}", he(athlete), told(*found)), found->race);
    return {Verdict::conflicts, fmt::format("{} ran {}, not where or when this says", he(athlete), told(*found)), {{told(*found), found->race, found->performance.source}}, found->race};
  }
  const auto of_race = [&](const RaceRecord& race) -> std::optional<Finding> {
    const RaceResult* own = Book::result_in(race, athlete);
    if (!own || !own->time) return std::nullopt;
    const std::string what = fmt::format("{} ran {} in {}", he(athlete), mark_text(own->time->si()), race.heading.id);
    return Finding{Verdict::conflicts, "the archive says that " + what, {{what, race.heading.id, own->source}}, race.heading.id};
  };
  if (is_placed(claim.occasion)) {
    for (const RaceRecord* race : finals(claim.occasion, athlete)) {
      const RaceResult* own = Book::result_in(*race, athlete);
      const bool near = own && own->time && (claim.occasion.round == "final" || std::abs(own->time->si() - claim.time->seconds) < 3);
      if (near)
        if (auto found = of_race(*race)) return *found;
    }
  }
  if (auto listed = only_mark_there(claim, athlete)) return *listed;
  return too_fast(claim, athlete);
}

/// The one mark that is listed of her in that event, town and year, where the time said is near it and yet another.
std::optional<Finding> Judge::only_mark_there(const Claim& claim, long athlete) const {
  if (claim.occasion.event.empty() || claim.occasion.town.empty() || !claim.occasion.date.year) return std::nullopt;
  const BookMark* only = nullptr;
  for (const BookMark& one : book_.marks_of(athlete)) {
    if (!fits(one, claim.occasion) || !in_last_round(one.performance)) continue;
    if (only) return std::nullopt;
    only = &one;
  }
  constexpr double near = 0.02;  // of the time; guess
  if (!only || std::abs(only->performance.time.si() - claim.time->seconds) > near * claim.time->seconds) return std::nullopt;
  return Finding{Verdict::conflicts, fmt::format("{} ran {}", he(athlete), told(*only)), {{told(*only), only->race, only->performance.source}}, only->race};
}

Finding Judge::too_fast(const Claim& claim, long athlete) const {
  const BookMark* best = nullptr;
  const auto is_later_race = [&](const RaceRecord& race) { return race.heading.date > limit_ && may_be(race.heading, claim.occasion, words_); };
  if (is_placed(claim.occasion) && std::ranges::any_of(book_.races, is_later_race)) return not_known("that may be later than the day asked about");
  for (const BookMark& one : book_.marks_of(athlete)) {
    if (one.performance.date > limit_ || one.performance.event != claim.occasion.event) continue;
    if (!best || one.performance.time < best->performance.time) best = &one;
  }
  if (!best || claim.time->seconds + 1.0 > best->performance.time.si() || claim.said.event.empty()) return not_known("the archive has no such mark of " + who(athlete).name);
  return {Verdict::conflicts, fmt::format("faster than {} best by then, {}", he(athlete) == "he" ? "his" : "her", told(*best)), {{told(*best), best->race, best->performance.source}}, ""};
}

std::optional<Against> Judge::other_year(const Claim& claim, long athlete, int place) const {
  if (claim.occasion.series.empty()) return std::nullopt;
  Occasion any;
  any.series = claim.occasion.series;
  any.event = claim.occasion.event;
  any.round = "final";
  for (const RaceRecord* race : races(any, athlete)) {
    const RaceResult* own = Book::result_in(*race, athlete);
    if (!own || own->place != place || may_be(race->heading, claim.occasion, words_)) continue;
    const std::string what = place == 1 ? fmt::format("{} won in {}{}", he(athlete), race->heading.date.year(), time_of(*own))
                                        : fmt::format("{} was {} in {}{}", he(athlete), ordinal(place), race->heading.date.year(), time_of(*own));
    return Against{what, race->heading.id, own->source};
  }
  return std::nullopt;
}

Finding Judge::win(const Claim& claim, long athlete) const {
  if (claim.scope == "title") return title(claim, athlete, 1);
  return placed(claim, athlete, 1);
}

Finding Judge::place(const Claim& claim, long athlete) const {
  if (claim.scope == "medal" && !claim.occasion.date.year && claim.occasion.town.empty()) return title(claim, athlete, claim.number.value_or(0));
  const Finding found = placed(claim, athlete, claim.number.value_or(0));
  // "Muir has won world bronze", of no year: in any of them.
  const bool of_no_year = claim.scope == "medal" && !claim.said.series.empty() && !claim.said.date.year && claim.said.town.empty() && claim.said.round.empty();
  if (found.verdict != Verdict::conflicts || !of_no_year) return found;
  const Finding any = title(claim, athlete, claim.number.value_or(0));
  return any.verdict == Verdict::agrees ? any : found;
}

Finding Judge::title(const Claim& claim, long athlete, int place) const {
  Occasion any = claim.said;
  any.round = "final";
  any.recent = false;
  if (any.series.empty()) any.series = claim.occasion.series;
  const bool year_said = any.date.year.has_value();
  if (!year_said) any.town.clear();
  for (const RaceRecord* race : races(any, athlete)) {
    const RaceResult* own = Book::result_in(*race, athlete);
    if (own && own->place == place) return agreed(fmt::format("{} was {} in {}{}", he(athlete), ordinal(place), race->heading.id, time_of(*own)), race->heading.id);
  }
  if (year_said)
    if (Finding listed = by_marks(claim, athlete, place); listed.verdict == Verdict::agrees) return listed;
  any.event.clear();
  any.date = {};
  any.town.clear();
  for (const RaceRecord* race : races(any, athlete)) {
    const RaceResult* own = Book::result_in(*race, athlete);
    if (own && own->place == place && !year_said) return agreed(fmt::format("{} was {} in {}{}", he(athlete), ordinal(place), race->heading.id, time_of(*own)), race->heading.id);
  }
  return not_known("the archive has no such final");
}

Finding Judge::placed(const Claim& claim, long athlete, int place) const {
  auto found = is_placed(claim.occasion) ? finals(claim.occasion, athlete) : std::vector<const RaceRecord*>{};
  const auto took = [&](const std::vector<const RaceRecord*>& list) -> const RaceRecord* {
    for (const RaceRecord* race : list) {
      const RaceResult* own = Book::result_in(*race, athlete);
      if (own && own->place == place) return race;
    }
    return nullptr;
  };
  const auto said_so = [&](const RaceRecord& race) {
    const RaceResult* own = Book::result_in(race, athlete);
    return over_rivals(claim, race, athlete, agreed(fmt::format("{} was {} in {}{}", he(athlete), ordinal(place), race.heading.id, time_of(*own)), race.heading.id));
  };
  if (const RaceRecord* race = took(found)) return said_so(*race);
  // A heat or a semi-final, when no round is named.
  if (claim.said.round.empty() && claim.scope != "medal" && is_placed(claim.occasion))
    if (const RaceRecord* race = took(races(claim.occasion, athlete)); race && !place_claims_a_title(claim)) return said_so(*race);
  if (const Finding listed = by_marks(claim, athlete, place); listed.verdict == Verdict::agrees) return listed;
  std::erase_if(found, [&](const RaceRecord* race) { return !settles(claim, *race, athlete, place); });
  if (found.empty()) return by_marks(claim, athlete, place);
  const RaceRecord& race = *found.front();
  Finding finding{Verdict::conflicts, "", {}, race.heading.id};
  if (const RaceResult* own = Book::result_in(race, athlete); own && own->place) {
    finding.against.push_back({fmt::format("{} was {} in {}{}", he(athlete), ordinal(*own->place), race.heading.id, time_of(*own)), race.heading.id, own->source});
  }
  for (const RaceResult& result : race.results)
    if (result.place == place) finding.against.push_back({fmt::format("{} {} {}{}", result.athlete.name, place == 1 ? "won" : "was " + ordinal(place) + " in", race.heading.id, time_of(result)), race.heading.id, result.source});
  if (const auto other = other_year(claim, athlete, place)) finding.against.insert(finding.against.begin(), *other);
  finding.why = "the archive says that " + (finding.against.empty() ? "it was not so" : finding.against.front().what);
  return finding;
}

bool Judge::place_claims_a_title(const Claim& claim) {
  return claim.kind == ClaimKind::win && claim.rule != "came home first";
}

bool Judge::settles(const Claim&, const RaceRecord& race, long athlete, int place) {
  const RaceResult* own = Book::result_in(race, athlete);
  if (own && own->place) return true;
  return std::ranges::any_of(race.results, [&](const RaceResult& result) { return result.place == place; });
}

Finding Judge::beside(const Claim& claim, const Claim& result, long athlete) const {
  bool contradicted = false;
  const BookMark* mark = mark_of(result, athlete, contradicted);
  const int place = claim.kind == ClaimKind::win ? 1 : claim.number.value_or(0);
  if (!mark || contradicted || place_in(mark->performance) == 0 || !in_last_round(mark->performance)) return not_known("");
  const std::string what = fmt::format("{} was {} with {}", he(athlete), ordinal(place_in(mark->performance)), told(*mark));
  if (place_in(mark->performance) == place) return agreed(what, mark->race);
  return {Verdict::conflicts, what, {{what, mark->race, mark->performance.source}}, mark->race};
}

Finding Judge::by_marks(const Claim& claim, long athlete, int place) const {
  const BookMark* other = nullptr;
  int others = 0;
  const bool told_of = claim.occasion.date.day || (claim.occasion.date.year && (!claim.occasion.town.empty() || !claim.occasion.series.empty()));
  if (!is_placed(claim.said) && !claim.time && !told_of) return not_known("the archive has no such race");
  for (const BookMark& one : book_.marks_of(athlete)) {
    if (!fits(one, claim.occasion) || (claim.occasion.round.empty() && !in_last_round(one.performance))) continue;
    if (!claim.occasion.series.empty() && one.race.empty() && claim.occasion.town.empty()) continue;
    if (claim.time && !is_mark(*claim.time, one.performance.time.si())) continue;
    if (place_in(one.performance) == place) return agreed(fmt::format("{} was {} with {}", he(athlete), ordinal(place), told(one)), one.race);
    if (place_in(one.performance) > 0) {
      other = &one;
      ++others;
    }
  }
  const bool one_day = !claim.occasion.event.empty() && !claim.occasion.town.empty() && claim.occasion.date.year;
  if (others != 1 || !one_day) return not_known("the archive has no such race");
  return {Verdict::conflicts, fmt::format("{} was {} with {}", he(athlete), ordinal(place_in(other->performance)), told(*other)), {{told(*other), other->race, other->performance.source}}, other->race};
}

Finding Judge::over_rivals(const Claim& claim, const RaceRecord& race, long athlete, Finding finding) const {
  const RaceResult* own = Book::result_in(race, athlete);
  for (const long rival : claim.rivals) {
    const RaceResult* other = Book::result_in(race, rival);
    if (!other || !other->place || !own || !own->place || *own->place < *other->place) continue;
    const std::string what = fmt::format("{} was {} in {}", who(rival).name, ordinal(*other->place), race.heading.id);
    return {Verdict::conflicts, "the archive says that " + what, {{what, race.heading.id, other->source}}, race.heading.id};
  }
  return finding;
}

Finding Judge::ahead(const Claim& claim, long athlete) const {
  if (claim.rivals.empty()) return not_known("the archive does not know the rival");
  std::optional<Finding> otherwise;
  for (const long rival : claim.rivals) {
    if (rival == athlete) continue;
    for (const RaceRecord* race : races(claim.occasion, athlete)) {
      const RaceResult *own = Book::result_in(*race, athlete), *other = Book::result_in(*race, rival);
      if (!own || !other || !own->place) continue;
      if (!other->place || *own->place < *other->place)
        return agreed(fmt::format("{} was {} in {}, {} {}", he(athlete), ordinal(*own->place), race->heading.id, other->athlete.name, other->place ? ordinal(*other->place) : other->status), race->heading.id);
      const std::string what = fmt::format("{} was {} in {}, {} {}", other->athlete.name, ordinal(*other->place), race->heading.id, who(athlete).name, ordinal(*own->place));
      if (!otherwise) otherwise = Finding{Verdict::conflicts, "the archive says that " + what, {{what, race->heading.id, other->source}}, race->heading.id};
    }
  }
  return otherwise.value_or(not_known("the archive has no race of the two on that occasion"));
}

}  // namespace lastlap::reading
