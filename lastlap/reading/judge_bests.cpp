#include "lastlap/reading/judging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace lastlap::reading {

using archive::RaceRecord;
using archive::RaceResult;

const BookMark* Judge::performance_of(const Claim& claim, long athlete) const {
  bool contradicted = false;
  if (claim.time) {
    const BookMark* found = mark_of(claim, athlete, contradicted);
    return contradicted && is_placed(claim.said) ? nullptr : found;
  }
  const BookMark* fastest = nullptr;
  // "He has the British mile record": by his fastest.
  const bool holds = claim.kind == ClaimKind::record && !is_placed(claim.said) && !claim.said.event.empty();
  if (!is_placed(claim.occasion) && !holds) return nullptr;
  for (const BookMark& one : book_.marks_of(athlete)) {
    if (holds ? one.performance.event != claim.said.event || one.performance.date > limit_ : !fits(one, claim.occasion) || claim.occasion.event.empty()) continue;
    if (!fastest || one.performance.time < fastest->performance.time) fastest = &one;
  }
  return fastest;
}

Finding Judge::best(const Claim& claim, long athlete) const {
  const BookMark* own = performance_of(claim, athlete);
  if (!own && claim.time)
    if (Finding otherwise = result(claim, athlete); otherwise.verdict == Verdict::conflicts) return otherwise;
  if (!own) return claim.time ? too_fast_or_slow(claim, athlete) : not_known("the archive has no such mark");
  const bool season = claim.kind == ClaimKind::season_best;
  for (const BookMark& one : book_.marks_of(athlete)) {
    const bool comparable = one.performance.event == own->performance.event && one.performance.track == own->performance.track && one.performance.date < own->performance.date &&
                            (!season || one.performance.date.year() == own->performance.date.year());
    if (!comparable || one.performance.time.si() > own->performance.time.si() - 0.005) continue;
    const std::string what = fmt::format("{} had run {}", he(athlete), told(one));
    return {Verdict::conflicts, "the time is " + std::string(own->race.empty() ? "listed" : "right") + ", but " + what, {{what, one.race, one.performance.source}}, own->race};
  }
  return agreed(fmt::format("{} had run no faster before {}", he(athlete), told(*own)), own->race);
}

Finding Judge::too_fast_or_slow(const Claim& claim, long athlete) const {
  for (const BookMark& one : book_.marks_of(athlete)) {
    const bool before = one.performance.date <= limit_ && (!claim.occasion.date.year || one.performance.date.year() < *claim.occasion.date.year);
    if (!before || one.performance.event != claim.occasion.event || one.performance.time.si() > claim.time->seconds - 0.01) continue;
    if (claim.said.event.empty()) continue;
    const std::string what = fmt::format("{} had run {}", he(athlete), told(one));
    return {Verdict::conflicts, what, {{what, one.race, one.performance.source}}, ""};
  }
  return not_known("the archive has no such mark of " + who(athlete).name);
}

bool Judge::may_hold(const std::string& record, const archive::Athlete& athlete, const std::string& country) const {
  if (record.starts_with("national")) return athlete.country == country;
  if (!record.starts_with("area")) return true;
  for (const auto& [area, countries] : words_.areas)
    if (countries.contains(country)) return countries.contains(athlete.country);
  return false;
}

Finding Judge::record(const Claim& claim, long athlete) const {
  const BookMark* own = performance_of(claim, athlete);
  const std::string& kind = claim.record;
  const std::string event = own ? own->performance.event : claim.occasion.event;
  if (own && kind.starts_with("world") && kind != "world best" && (words_.has("unratified", event) || !archive::has_world_record(event, own->performance.track)))
    return {Verdict::loose, fmt::format("a world best: {} has no world record", event == "2-miles" ? "the two miles" : event), {{told(*own), own->race, own->performance.source}}, own->race};
  const bool short_track = own && own->performance.track == measure::TrackKind::short_200;
  if (short_track && !claim.said.short_track && !claim.occasion.short_track && kind.find("indoor") == std::string::npos && (kind == "world" || kind.starts_with("area"))) {
    Claim indoors = claim;
    indoors.said.short_track = true;
    Finding finding = record(indoors, athlete);
    if (finding.verdict == Verdict::agrees) return {Verdict::loose, "a record of the short track: " + told(*own), {{told(*own), own->race, own->performance.source}}, own->race};
    return finding;
  }
  if (kind.starts_with("national:") && kind.substr(9) != who(athlete).country)
    return {Verdict::conflicts, fmt::format("{} runs for {}", who(athlete).name, who(athlete).country), {{who(athlete).country, "", ""}}, ""};
  if (kind.starts_with("area:") && !who(athlete).country.empty() && !is_among(kind, who(athlete).country))
    return {Verdict::conflicts, fmt::format("{} runs for {}", who(athlete).name, who(athlete).country), {{who(athlete).country, "", ""}}, ""};
  if (!own && claim.time)
    if (Finding otherwise = result(claim, athlete); otherwise.verdict == Verdict::conflicts) return otherwise;
  if (!own) return not_known("the archive has no such mark of " + who(athlete).name);
  return standing_in_history(kind, athlete, *own);
}

}  // namespace lastlap::reading
