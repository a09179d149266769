#include "lastlap/reading/judging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/archive/closing.hpp"

namespace lastlap::reading {

using archive::Closing;
using archive::RaceRecord;
using archive::RaceResult;

namespace {

/// Nobody in contention is further behind the leader at the bell than this [s]; guess.
constexpr double most_behind_at_bell_s = 1.5;

/// The last digit of a time as written [s]; reports cut off as often as they round.
double unit_of(const WrittenTime& said) {
  return std::pow(10.0, -said.decimals);
}

/// Whether the margin is the gap [s], as written.
bool says_gap(const Claim& claim, double gap) {
  const double said = claim.time->seconds, unit = 0.51 * std::pow(10.0, -claim.time->decimals) + 0.005;
  return gap >= -0.001 && (claim.at_most ? gap < said + 0.005 : claim.at_least ? gap > said - 0.005 : std::abs(gap - said) <= unit);
}

/// Whether the time as written may be this closing time: as it was published, or within what its digits leave open.
bool may_be_closing(const WrittenTime& said, const Closing& closing) {
  if (closing.basis == archive::Basis::published) return is_mark(said, closing.time.si());
  return std::abs(closing.time.si() - said.seconds) <= closing.tolerance.si() + unit_of(said);
}

/// Whether a runner in contention may have closed so, no slower than the leader's passing allows.
bool is_within(const WrittenTime& said, const Closing& bound) {
  const double open = bound.tolerance.si() + unit_of(said);
  return said.seconds <= bound.time.si() + open && said.seconds >= bound.time.si() - most_behind_at_bell_s - open;
}

/// "52.90 +- 0.06 for the last 400 m, computed"
std::string closing_words(const Closing& closing) {
  const std::string within = closing.basis == archive::Basis::published ? "" : fmt::format(" +- {:.2g}", closing.tolerance.si());
  const std::string how = closing.basis == archive::Basis::published ? "" : fmt::format(", {}", archive::text(closing.basis));
  return fmt::format("{}{:.2f}{} for the last {:g} m{}", closing.at_most ? "at most " : "", closing.time.si(), within, closing.last.si(), how);
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

/// By the closing times that the archive works out from splits, segments and finish (closing.hpp).
Finding Judge::segment_in(const Claim& claim, const RaceRecord& race, const RaceResult& own) {
  const bool short_lap = claim.scope == "lap" && race.heading.track == measure::TrackKind::short_200;
  const double last = *claim.segment_m * (short_lap ? 0.5 : 1.0);
  const std::string& id = race.heading.id;
  std::vector<Closing> closings = archive::closings_of(race);
  std::erase_if(closings, [&](const Closing& one) { return one.athlete != own.athlete.id || std::abs(one.last.si() - last) > 1.0; });
  const auto conflict = [&](const Closing& one, const std::string& how) {
    return Finding{Verdict::conflicts, how + closing_words(one), {{closing_words(one), id, one.source}}, id};
  };
  // What is certain speaks first.
  std::ranges::stable_partition(closings, [](const Closing& one) { return !one.disputed; });
  for (const Closing& one : closings)
    if (!one.disputed && !one.at_most && may_be_closing(*claim.time, one)) return agreed(closing_words(one), id);
  for (const Closing& one : closings)
    if (one.disputed && may_be_closing(*claim.time, one)) return conflict(closings.front(), written(*claim.time) + " is disputed: ");
  if (closings.empty()) return not_known("the archive has no time of that part");
  if (closings.front().at_most && is_within(*claim.time, closings.front())) return not_known("the archive knows only a bound: " + closing_words(closings.front()));
  return conflict(closings.front(), "the archive says: ");
}

}  // namespace lastlap::reading
