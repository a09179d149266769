#include "lastlap/reading/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "lastlap/reading/judging.hpp"

namespace lastlap::reading {

using measure::Date;

Finding Judge::of(const Claim& claim, long athlete) const {
  switch (claim.kind) {
    case ClaimKind::result: return result(claim, athlete);
    case ClaimKind::win: return claim.scope == "ahead" ? ahead(claim, athlete) : win(claim, athlete);
    case ClaimKind::place: return place(claim, athlete);
    case ClaimKind::personal_best:
    case ClaimKind::season_best: return best(claim, athlete);
    case ClaimKind::record: return record(claim, athlete);
    case ClaimKind::margin: return margin(claim, athlete);
    case ClaimKind::segment: return segment(claim, athlete);
    case ClaimKind::rank: return rank(claim, athlete);
    case ClaimKind::age: return age(claim, athlete);
    case ClaimKind::birth: return birth(claim, athlete);
  }
  return {};
}

void Judge::judge_beside(Claim& claim) const {
  const bool of_place = (claim.kind == ClaimKind::win || claim.kind == ClaimKind::place) && claim.scope.empty();
  if (claim.verdict != Verdict::unknown || !of_place || claim.athletes.size() != 1) return;
  const Claim* only = nullptr;
  constexpr std::size_t near = 60;  // letters; guess
  for (const Claim& other : reading_.claims) {
    const bool its = other.kind == ClaimKind::result && other.sentence == claim.sentence && other.athletes == claim.athletes && other.verdict == Verdict::agrees;
    if (!its || other.start > claim.end + near || claim.start > other.end + near || !agree(other.said, claim.said)) continue;
    if (only) return;
    only = &other;
  }
  if (!only) return;
  const Finding finding = beside(claim, *only, claim.athletes[0]);
  if (finding.verdict == Verdict::unknown) return;
  claim.verdict = finding.verdict;
  claim.why = finding.why;
  claim.against = finding.against;
  claim.race = finding.race;
}

void Judge::judge_time_beside(Claim& claim) const {
  const bool of_time = (claim.kind == ClaimKind::result || claim.kind == ClaimKind::record) && claim.time && claim.athletes.size() == 1;
  if (!of_time || claim.verdict != Verdict::agrees || is_placed(claim.said)) return;
  constexpr std::size_t near = 60;  // letters; guess
  for (const Claim& other : reading_.claims) {
    const bool its = other.kind == ClaimKind::place && other.sentence == claim.sentence && other.athletes == claim.athletes && other.verdict == Verdict::agrees && other.number && is_placed(other.occasion);
    if (!its || other.start > claim.end + near || claim.start > other.end + near || other.said.event != claim.said.event) continue;
    const BookMark* meant = nullptr;
    bool same = false;
    for (const BookMark& one : book_.marks_of(claim.athletes[0])) {
      if (!fits(one, other.occasion) || !in_last_round(one.performance) || place_in(one.performance) != *other.number) continue;
      if (!meant) meant = &one;
      same = same || is_mark(*claim.time, one.performance.time.si());
    }
    if (!meant || same || is_placed(other.said) || other.occasion.date.knows_nothing()) continue;
    const std::string what = fmt::format("{} ran {}", he(claim.athletes[0]), told(*meant));
    claim.verdict = Verdict::conflicts;
    claim.why = "the archive says that " + what;
    claim.against = {{what, meant->race, meant->performance.source}};
    claim.race = meant->race;
    return;
  }
}

namespace {

Date limit_of(const Reading& reading, const std::optional<measure::AsOf>& as_of) {
  if (as_of) return as_of->last_known;
  if (reading.day.day) return *reading.day.day;
  return Date::of(reading.day.year > 0 ? reading.day.year : 9999, 12, 31);
}

/// Whether the only races the claim can mean were run after the limit.
bool is_later(const Claim& claim, const Words& words, const Book& book, Date limit) {
  if (claim.kind == ClaimKind::age || claim.kind == ClaimKind::birth || claim.scope == "title") return false;
  if (claim.occasion.date.year && *claim.occasion.date.year > limit.year()) return true;
  const bool placed = !claim.occasion.series.empty() || !claim.occasion.town.empty() || claim.occasion.date.year;
  bool later = false;
  for (auto race = book.races.rbegin(); placed && race != book.races.rend(); ++race) {
    if (!may_be(race->heading, claim.occasion, words)) continue;
    if (race->heading.date <= limit) return false;
    later = true;
  }
  return later;
}

/// The one event in which such a time is near her best; empty if there are several or none.
std::string event_by_time(const Claim& claim, long athlete, const Book& book, Date limit) {
  // From 2 % faster than the best to 6 % slower: the mile takes 8 % longer than 1500 m; guess.
  constexpr double faster = 0.98, slower = 1.06;
  std::map<std::string, double> bests;
  for (const BookMark& one : book.marks_of(athlete)) {
    if (one.performance.date > limit) continue;
    const auto found = bests.emplace(one.performance.event, one.performance.time.si()).first;
    found->second = std::min(found->second, one.performance.time.si());
  }
  std::string event;
  for (const auto& [name, best] : bests) {
    if (claim.time->seconds < best * faster || claim.time->seconds > best * slower) continue;
    if (!event.empty()) return "";
    event = name;
  }
  return event;
}

/// Agreement with one of those meant is agreement; a conflict with one of several is a doubt.
void settle(Claim& claim, const Judge& judge, const Words& words, const Book& book, Date limit) {
  if (claim.athletes.empty()) {
    claim.why = "the archive does not know " + claim.athlete;
    return;
  }
  if (is_later(claim, words, book, limit)) {
    claim.why = fmt::format("that is later than {}, the day asked about", limit.text());
    return;
  }
  std::vector<std::pair<long, Finding>> findings;
  const bool of_event = claim.kind == ClaimKind::result || claim.kind == ClaimKind::personal_best || claim.kind == ClaimKind::season_best || claim.kind == ClaimKind::record;
  for (const long id : claim.athletes) {
    Claim meant = claim;
    if (of_event && claim.time && claim.occasion.event.empty()) meant.occasion.event = meant.said.event = event_by_time(claim, id, book, limit);
    Finding finding = judge.of(meant, id);
    // Words that name no occasion may be of what the article is about, not of what it mentioned last.
    if (finding.verdict != Verdict::agrees && finding.verdict != Verdict::loose && claim.otherwise) {
      meant.occasion = *claim.otherwise;
      if (const Finding other = judge.of(meant, id); other.verdict == Verdict::agrees) finding = other;
    }
    // Championships have no mile: their race is the 1500 m, whatever was spoken of before.
    if (finding.verdict == Verdict::unknown && claim.said.event.empty() && claim.occasion.event == "mile" && (!claim.said.series.empty() || !claim.said.town.empty())) {
      meant.occasion = claim.occasion;
      meant.occasion.event = "1500";
      finding = judge.of(meant, id);
    }
    findings.emplace_back(id, std::move(finding));
  }
  const auto right = std::ranges::find_if(findings, [](const auto& one) { return one.second.verdict == Verdict::agrees || one.second.verdict == Verdict::loose; });
  if (right == findings.end() && findings.size() > 1) {
    claim.why = "several are called so";
    return;
  }
  const auto& [id, finding] = right == findings.end() ? findings.front() : *right;
  claim.athletes = {id};
  claim.athlete = book.athletes.at(id).name;
  claim.verdict = finding.verdict;
  claim.why = finding.why;
  claim.against = finding.against;
  claim.race = finding.race;
}

}  // namespace

void judge(Reading& reading, const Words& words, const Book& book, const std::optional<measure::AsOf>& as_of) {
  const Judge judge{reading, words, book, limit_of(reading, as_of)};
  for (Claim& claim : reading.claims)
    if (claim.kind != ClaimKind::age) settle(claim, judge, words, book, limit_of(reading, as_of));
  for (Claim& claim : reading.claims) judge.judge_beside(claim);
  for (Claim& claim : reading.claims) judge.judge_time_beside(claim);
  for (Claim& claim : reading.claims)
    if (claim.kind == ClaimKind::age) settle(claim, judge, words, book, limit_of(reading, as_of));
}

}  // namespace lastlap::reading
