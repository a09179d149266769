#include "lastlap/reading/judging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lastlap::reading {

using archive::RaceRecord;
using archive::RaceResult;

namespace {

/// Slack of a time computed from splits that are timed by hand or eye [s]; guess.
constexpr double split_slack_s = 0.15;
/// Nobody in contention is further behind the leader at the bell than this [s]; guess.
constexpr double most_behind_at_bell_s = 1.5;

/// Whether the margin is the gap [s], as written.
bool says_gap(const Claim& claim, double gap) {
  const double said = claim.time->seconds, unit = 0.51 * std::pow(10.0, -claim.time->decimals) + 0.005;
  return gap >= -0.001 && (claim.at_most ? gap < said + 0.005 : claim.at_least ? gap > said - 0.005 : std::abs(gap - said) <= unit);
}

}  // namespace

Finding Judge::margin(const Claim& claim, long athlete) const {
  if (!is_placed(claim.occasion)) return not_known("no race is named");
  std::optional<Finding> otherwise;
  for (const RaceRecord* race : finals(claim.occasion, athlete)) {
    const RaceResult* own = Book::result_in(*race, athlete);
    const RaceResult* other = other_of(claim, *race, athlete);
    if (!own || !own->time || !other || !other->time || own == other) continue;
    const double behind = own->time->si() - other->time->si(), gap = claim.scope == "ahead" ? -behind : behind;
    const bool right = says_gap(claim, gap);
    const std::string what = fmt::format("{} {}, {} {}: {:.2f} s", who(athlete).name, mark_text(own->time->si()), other->athlete.name, mark_text(other->time->si()), std::abs(behind));
    if (right) return agreed(what, race->heading.id);
    if (!otherwise) otherwise = Finding{Verdict::conflicts, "the archive says: " + what, {{what, race->heading.id, own->source}}, race->heading.id};
  }
  return otherwise ? *otherwise : margin_by_marks(claim, athlete);
}

/// Of a race that the archive has only as marks: two of one day, event and track.
Finding Judge::margin_by_marks(const Claim& claim, long athlete) const {
  std::optional<Finding> otherwise;
  for (const BookMark& own : book_.marks_of(athlete)) {
    if (!fits(own, claim.occasion) || !in_last_round(own.performance) || own.performance.place.empty()) continue;
    const int place = place_in(own.performance), wanted = claim.scope == "behind" ? 1 : claim.scope == "short" ? place - 1 : place + 1;
    const auto look_at = [&](long id) {
      for (const BookMark& other : book_.marks_of(id)) {
        const bool same = other.performance.event == own.performance.event && other.performance.date == own.performance.date && other.performance.venue == own.performance.venue && in_last_round(other.performance);
        if (!same || id == athlete || place == 0 || (claim.rivals.empty() && place_in(other.performance) != wanted)) continue;
        const double behind = own.performance.time.si() - other.performance.time.si(), gap = claim.scope == "ahead" ? -behind : behind;
        const std::string what = fmt::format("{} {}, {} {}: {:.2f} s", who(athlete).name, mark_text(own.performance.time.si()), who(id).name, mark_text(other.performance.time.si()), std::abs(behind));
        const bool right = says_gap(claim, gap);
        if (right || !otherwise) otherwise = right ? agreed(what, own.race) : Finding{Verdict::conflicts, "the archive says: " + what, {{what, own.race, own.performance.source}}, own.race};
        if (right) return true;
      }
      return false;
    };
    bool right = false;
    for (const long rival : claim.rivals) right = right || look_at(rival);
    if (claim.rivals.empty())
      for (const auto& [id, other] : book_.athletes) right = right || (other.sex == who(athlete).sex && look_at(id));
    if (right) return *otherwise;
  }
  const bool one_race = (!claim.occasion.town.empty() || !claim.occasion.series.empty()) && claim.occasion.date.year;
  return otherwise && one_race ? *otherwise : not_known("the archive has no times of the two in that race");
}

const RaceResult* Judge::other_of(const Claim& claim, const RaceRecord& race, long athlete) {
  for (const long rival : claim.rivals)
    if (const RaceResult* result = Book::result_in(race, rival)) return result;
  if (!claim.rivals.empty()) return nullptr;
  const RaceResult* own = Book::result_in(race, athlete);
  if (!own || !own->place) return nullptr;
  const int wanted = claim.scope == "behind" ? 1 : claim.scope == "short" ? *own->place - 1 : *own->place + 1;
  for (const RaceResult& result : race.results)
    if (result.place == wanted) return &result;
  return nullptr;
}

Finding Judge::segment(const Claim& claim, long athlete) const {
  if (!is_placed(claim.occasion)) return not_known("no race is named");
  std::optional<Finding> nothing;
  for (const RaceRecord* race : finals(claim.occasion, athlete)) {
    const RaceResult* own = Book::result_in(*race, athlete);
    if (!own) continue;
    const Finding finding = segment_in(claim, *race, *own);
    if (finding.verdict != Verdict::unknown) return finding;
    if (!nothing) nothing = finding;
  }
  return nothing.value_or(not_known("the archive does not have the race"));
}

Finding Judge::segment_in(const Claim& claim, const RaceRecord& race, const RaceResult& own) const {
  const double said = claim.time->seconds, rounding = std::pow(10.0, -claim.time->decimals);
  const bool short_lap = claim.scope == "lap" && race.heading.track == measure::TrackKind::short_200;
  const double end = race.heading.distance.si(), from = end - *claim.segment_m * (short_lap ? 0.5 : 1.0);
  const auto conflict = [&](const std::string& what, const std::string& source) {
    return Finding{Verdict::conflicts, "the archive says: " + what, {{what, race.heading.id, source}}, race.heading.id};
  };
  std::optional<Finding> computed;
  for (const archive::SplitFact& split : race.splits) {
    if (std::abs(split.distance.si() - from) > 1.0 || !split.time || !own.time) continue;
    const double rest = own.time->si() - split.time->si();
    const bool is_own = split.athlete && split.athlete->id == own.athlete.id;
    const std::string what = fmt::format("{} at {:g} m with {} gives {}{:.2f}", mark_text(split.time->si()), from, mark_text(own.time->si()), is_own ? "" : "at most ", rest);
    if (is_own) {
      computed = std::abs(rest - said) <= split_slack_s + rounding ? agreed(what, race.heading.id) : conflict(what, split.source);
    } else if (split.place == 1 && !computed && (said > rest + split_slack_s + rounding || said < rest - most_behind_at_bell_s + split_slack_s)) {
      computed = conflict(what, split.source);
    }
  }
  for (const archive::SegmentFact& fact : race.segments) {
    const bool same = fact.athlete && fact.athlete->id == own.athlete.id && std::abs(fact.from.si() - from) < 1.0 && std::abs(fact.to.si() - end) < 1.0;
    if (!same) continue;
    const bool equal = is_mark(*claim.time, fact.time.si());
    const std::string what = fmt::format("{:.2f} for the last {:g} m", fact.time.si(), end - from);
    if (equal && !fact.disputed) return agreed(what, race.heading.id);
    if (fact.disputed && computed && computed->verdict == Verdict::conflicts) return *computed;
    if (fact.disputed) return leaders_bell(claim, race, own, from, fact.source);
    if (!computed || computed->verdict != Verdict::agrees) return conflict(what, fact.source);
  }
  return computed.value_or(not_known("the archive has no time of that part"));
}

Finding Judge::leaders_bell(const Claim& claim, const RaceRecord& race, const RaceResult& own, double from, const std::string& source) const {
  std::string what = fmt::format("{} is disputed", written(*claim.time));
  for (const archive::SplitFact& split : race.splits)
    if (std::abs(split.distance.si() - from) <= 1.0 && split.time && own.time)
      what = fmt::format("disputed: the leader's {} at {:g} m with {} gives about {:.2f}", mark_text(split.time->si()), from, mark_text(own.time->si()), own.time->si() - split.time->si());
  return {Verdict::conflicts, what, {{what, race.heading.id, source}}, race.heading.id};
}

}  // namespace lastlap::reading
