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
  for (const Claim* beside_it : lastlap::reading::beside(reading_, claim)) {
    const Claim& other = *beside_it;
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
  for (const Claim* beside_it : lastlap::reading::beside(reading_, claim)) {
    const Claim& other = *beside_it;
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

/// Whether the only races of the archive that the claim can mean were run after the limit.
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


bool is_of_a_time(const Claim& claim) {
  return claim.time && (claim.kind == ClaimKind::result || claim.kind == ClaimKind::personal_best || claim.kind == ClaimKind::season_best || claim.kind == ClaimKind::record || claim.kind == ClaimKind::rank);
}

/// The occasions that a claim may be of, likeliest first. What its own words name is the only one; only the event may then be
/// another than the one spoken of last. Words that name none may be of what the article is about, or of any day.
std::vector<Occasion> occasions_of(const Claim& claim, long athlete, const Book& book, Date limit) {
  std::vector<Occasion> all{claim.occasion};
  all.insert(all.end(), claim.otherwise.begin(), claim.otherwise.end());
  // Papers print their own day above a race of the night before.
  for (std::size_t i = all.size(); i > 0; --i)
    if (Occasion one = all[i - 1]; one.date.day && one.date.covers(limit)) {
      one.date.day.reset();
      all.push_back(one);
    }
  if (!claim.said.event.empty()) return all;
  const std::string by_time = is_of_a_time(claim) ? event_by_time(claim, athlete, book, limit) : "";
  for (std::size_t i = all.size(); i > 0; --i) {
    const Occasion one = all[i - 1];
    if (one.event == (by_time.empty() ? "1500" : by_time) || (is_of_a_time(claim) && by_time.empty())) continue;
    Occasion other = one;
    other.event = by_time.empty() ? "1500" : by_time;
    if (!by_time.empty()) {
      all[i - 1] = other;
    } else {
      all.push_back(other);
    }
  }
  // "4:09.48 in Lille": over the distance at which she has run just that.
  if (is_of_a_time(claim) && claim.time->decimals >= 2)
    for (const BookMark& one : book.marks_of(athlete)) {
      if (one.performance.date > limit || !is_mark(*claim.time, one.performance.time.si())) continue;
      Occasion there = claim.occasion;
      there.event = one.performance.event;
      all.push_back(there);
    }
  return all;
}

/// What is found for one of those meant: the first occasion that bears the claim out, else the first that gives it the lie.
Finding found_for(const Claim& claim, long id, const Judge& judge, const Words& words, const Book& book, Date limit) {
  std::optional<Finding> conflict, nothing;
  std::vector<Occasion> all = occasions_of(claim, id, book, limit);
  // "His 3:28.71 is the second fastest": of any day.
  const bool of_a_place = !claim.said.series.empty() || !claim.said.town.empty() || claim.said.date.month;
  if (!of_a_place && claim.kind == ClaimKind::rank) {
    all.push_back(claim.said);
    all.back().event = all.front().event;
  }
  if (!of_a_place && claim.time && claim.time->decimals >= 2 && claim.kind != ClaimKind::margin && claim.kind != ClaimKind::segment) {
    all.push_back(claim.said);
    if (all.back().event.empty()) all.back().event = is_of_a_time(claim) ? event_by_time(claim, id, book, limit) : all.front().event;
  }
  // A report tells of the race of the night before, wherever it has been in between.
  constexpr int days_of_news = 2;  // guess
  const bool of_the_news = claim.kind == ClaimKind::result ? claim.time && claim.time->decimals >= 2 : (claim.kind == ClaimKind::place || claim.kind == ClaimKind::win) && claim.scope.empty();
  if (of_the_news && !of_a_place && claim.said.date.knows_nothing() && claim.said.round.empty())
    for (const BookMark& one : book.marks_of(id)) {
      const archive::Performance& mark = one.performance;
      if (mark.date > limit || limit.days_since(mark.date) > days_of_news || (!claim.said.event.empty() && claim.said.event != mark.event)) continue;
      Occasion news;
      news.event = mark.event;
      const std::string day = mark.date.text();
      news.date = {.year = mark.date.year(), .month = std::stoi(day.substr(5, 2)), .day = std::stoi(day.substr(8, 2)), .last_month = {}};
      all.push_back(news);
    }
  // "Second there in 3:54.52", there being a race that the archive lacks: what it says of the article's own race is no lie given.
  const bool of_a_known_day = claim.kind == ClaimKind::place && claim.said.date.knows_nothing() && !claim.occasion.town.empty() && claim.occasion.date.year;
  for (const Occasion& one : all) {
    Claim meant = claim;
    meant.occasion = one;
    if (meant.said.event.empty() && is_of_a_time(claim) && (claim.occasion.event.empty() || one.event != claim.occasion.event)) meant.said.event = one.event;
    Finding finding = is_later(meant, words, book, limit) && !judge.has_mark_there(meant, id) ? not_known(fmt::format("that is later than {}, the day asked about", limit.text())) : judge.of(meant, id);
    if (finding.verdict == Verdict::agrees || finding.verdict == Verdict::loose) return finding;
    auto& kept = finding.verdict == Verdict::conflicts ? conflict : nothing;
    const bool elsewhere = of_a_known_day && finding.verdict == Verdict::conflicts && one.town != claim.occasion.town;
    if (!kept && !elsewhere) kept = std::move(finding);
    if (elsewhere && !nothing) nothing = not_known("the archive has no such race");
  }
  // "He struck gold in Glasgow": over whatever distance.
  if (claim.said.event.empty() && of_a_place && (!claim.time || claim.kind == ClaimKind::margin) && claim.kind != ClaimKind::rank) {
    Claim meant = claim;
    meant.occasion.event.clear();
    Finding finding = judge.of(meant, id);
    if (finding.verdict == Verdict::agrees && (!is_later(meant, words, book, limit) || judge.has_mark_there(meant, id))) return finding;
  }
  return conflict ? *conflict : *nothing;
}

/// Agreement with one of those meant is agreement. A conflict with one of several is a doubt, unless the words name a race which only she is known to have run.
void settle(Claim& claim, const Judge& judge, const Words& words, const Book& book, Date limit) {
  if (claim.athletes.empty()) {
    claim.why = "the archive does not know " + claim.athlete;
    return;
  }
  std::vector<std::pair<long, Finding>> findings;
  for (const long id : claim.athletes) findings.emplace_back(id, found_for(claim, id, judge, words, book, limit));
  auto right = std::ranges::find_if(findings, [](const auto& one) { return one.second.verdict == Verdict::agrees || one.second.verdict == Verdict::loose; });
  const auto ran_otherwise = [](const auto& one) { return one.second.verdict == Verdict::conflicts && !one.second.race.empty(); };
  const bool is_named = !claim.said.series.empty() || !claim.said.town.empty();
  if (right == findings.end() && is_named && std::ranges::count_if(findings, ran_otherwise) == 1) right = std::ranges::find_if(findings, ran_otherwise);
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

/// "2 Ingebrigtsen 3:29.65": a place beside a time that is right is of the race of that time, where its words name no other.
void join_result(Claim& claim, const Reading& reading, const Book& book) {
  if (!claim.said.series.empty() || !claim.said.town.empty() || !claim.said.date.knows_nothing() || !(claim.scope.empty() || claim.scope == "medal" || claim.kind == ClaimKind::margin)) return;
  std::size_t near = 40;  // letters; guess
  const Occasion spoken_of = claim.occasion;
  bool joined = false;
  for (const Claim* beside_it : beside(reading, claim)) {
    const Claim& other = *beside_it;
    const bool its = other.kind == ClaimKind::result && other.sentence == claim.sentence && other.athlete == claim.athlete && other.verdict == Verdict::agrees && !other.race.empty() && other.time && other.time->decimals >= 2;
    const std::size_t away = other.start > claim.end ? other.start - claim.end : claim.start > other.end ? claim.start - other.end : 0;
    if (!its || away > near || (joined && away == near)) continue;
    near = away;
    const Date day = book.race(other.race)->heading.date;
    Occasion there = claim.said;
    there.event = book.race(other.race)->heading.event;
    there.date = {.year = day.year(), .month = std::stoi(day.text().substr(5, 2)), .day = std::stoi(day.text().substr(8, 2)), .last_month = {}};
    if (!joined) claim.otherwise.insert(claim.otherwise.begin(), spoken_of);
    claim.occasion = there;
    joined = true;
  }
}

}  // namespace

void judge(Reading& reading, const Words& words, const Book& book, const std::optional<measure::AsOf>& as_of) {
  const Judge judge{reading, words, book, limit_of(reading, as_of)};
  const auto of_place = [](const Claim& claim) { return claim.kind == ClaimKind::place || claim.kind == ClaimKind::win || claim.kind == ClaimKind::margin; };
  for (Claim& claim : reading.claims)
    if (claim.kind != ClaimKind::age && !of_place(claim)) settle(claim, judge, words, book, limit_of(reading, as_of));
  for (Claim& claim : reading.claims)
    if (of_place(claim)) {
      join_result(claim, reading, book);
      settle(claim, judge, words, book, limit_of(reading, as_of));
    }
  for (Claim& claim : reading.claims) judge.judge_beside(claim);
  for (Claim& claim : reading.claims) judge.judge_time_beside(claim);
  for (Claim& claim : reading.claims)
    if (claim.kind == ClaimKind::age) settle(claim, judge, words, book, limit_of(reading, as_of));
}

}  // namespace lastlap::reading
