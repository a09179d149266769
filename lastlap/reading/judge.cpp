#include "lastlap/reading/judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "lastlap/measure/event.hpp"
#include "lastlap/measure/mark.hpp"
#include "lastlap/reading/occasion.hpp"

namespace lastlap::reading {
namespace {

using archive::RaceRecord;
using archive::RaceResult;
using measure::Date;

/// Slack of a time computed from splits that are timed by hand or eye [s]; guess.
constexpr double split_slack_s = 0.15;
/// Nobody in contention is further behind the leader at the bell than this [s]; guess.
constexpr double most_behind_at_bell_s = 1.5;

/// Whether a time as written may be the mark: the same, or it cut off or rounded.
bool is_mark(const WrittenTime& written, double mark) {
  const double scale = std::pow(10.0, std::min(written.decimals, 2));
  const double said = std::round(written.seconds * scale), exact = std::round(mark * 100) / 100 * scale;
  return std::abs(said - std::floor(exact + 1e-6)) < 0.01 || std::abs(said - std::round(exact)) < 0.01 || std::abs(said - std::ceil(exact - 1e-6)) < 0.01;
}

std::string mark(double seconds) {
  return measure::text_of_mark(measure::Duration{seconds});
}

std::string ordinal(int place) {
  const bool teen = place % 100 >= 11 && place % 100 <= 13;
  const int last = teen ? 0 : place % 10;
  return fmt::format("{}{}", place, last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

/// What is found for one athlete that a claim may mean.
struct Finding {
  Verdict verdict = Verdict::unknown;
  std::string why;
  std::vector<Against> against;
  std::string race;
};

Finding agrees(std::string why, std::string race = {}) {
  return {Verdict::agrees, std::move(why), {}, std::move(race)};
}

Finding unknown(std::string why) {
  return {Verdict::unknown, std::move(why), {}, {}};
}

class Judge {
 public:
  Judge(const Reading& reading, const Words& words, const Book& book, Date limit) : reading_{reading}, words_{words}, book_{book}, limit_{limit} {}

  Finding of(const Claim& claim, long athlete) const {
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

 public:
  /// A place or win that nothing else judges, by the one result of its runner that its own words stand beside.
  void judge_beside(Claim& claim) const {
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

  /// "Was fourth in 8:24.93": the time of another day does not make it right where the place says which race is meant.
  void judge_time_beside(Claim& claim) const {
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

 private:
  const archive::Athlete& who(long id) const { return book_.athletes.at(id); }
  std::string he(long id) const { return who(id).sex == measure::Sex::women ? "she" : "he"; }

  /// Races of the occasion, known by the limit, latest first.
  std::vector<const RaceRecord*> races(const Occasion& occasion, long athlete) const {
    std::vector<const RaceRecord*> found;
    Occasion asked = occasion;
    asked.sex = who(athlete).sex;
    for (auto race = book_.races.rbegin(); race != book_.races.rend(); ++race)
      if (race->heading.date <= limit_ && may_be(race->heading, asked, words_)) found.push_back(&*race);
    return found;
  }

  /// The last rounds of the occasion unless it names a round.
  std::vector<const RaceRecord*> finals(Occasion occasion, long athlete) const {
    if (occasion.round.empty()) occasion.round = "final";
    return races(occasion, athlete);
  }

  static bool is_placed(const Occasion& occasion) {
    return !occasion.series.empty() || !occasion.town.empty() || !occasion.date.knows_nothing();
  }

  bool fits(const BookMark& one, const Occasion& occasion) const {
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

  std::string told(const BookMark& one) const {
    const archive::Performance& mark = one.performance;
    const std::string where = one.race.empty() ? mark.venue : one.race;
    return fmt::format("{} in {} m on {}, {}", measure::text_of_mark(mark.time), mark.event, mark.date.text(), where);
  }

  /// The marks that the claim's time may be, best fitting occasion first.
  const BookMark* mark_of(const Claim& claim, long athlete, bool& contradicted) const {
    contradicted = false;
    const BookMark *in_full = nullptr, *as_said = nullptr, *any = nullptr;
    for (const BookMark& one : book_.marks_of(athlete)) {
      if (one.performance.date > limit_ || !is_mark(*claim.time, one.performance.time.si())) continue;
      if (fits(one, claim.occasion)) in_full = &one;
      if (fits(one, claim.said)) as_said = &one;
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

  Finding result(const Claim& claim, long athlete) const {
    if (!claim.time) return unknown("no time is given");
    bool contradicted = false;
    if (const BookMark* found = mark_of(claim, athlete, contradicted)) {
      if (!contradicted) return agrees(fmt::format("{} ran {}", he(athlete), told(*found)), found->race);
      return {Verdict::conflicts, fmt::format("{} ran {}, not where or when this says", he(athlete), told(*found)), {{told(*found), found->race, found->performance.source}}, found->race};
    }
    const auto of_race = [&](const RaceRecord& race) -> std::optional<Finding> {
      const RaceResult* own = Book::result_in(race, athlete);
      if (!own || !own->time) return std::nullopt;
      const std::string what = fmt::format("{} ran {} in {}", he(athlete), mark(own->time->si()), race.heading.id);
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
    return too_fast(claim, athlete);
  }

  /// A time faster than her best by then cannot be hers: no list leaves out the fastest marks.
  Finding too_fast(const Claim& claim, long athlete) const {
    const BookMark* best = nullptr;
    const auto is_later_race = [&](const RaceRecord& race) { return race.heading.date > limit_ && may_be(race.heading, claim.occasion, words_); };
    if (is_placed(claim.occasion) && std::ranges::any_of(book_.races, is_later_race)) return unknown("that may be later than the day asked about");
    for (const BookMark& one : book_.marks_of(athlete)) {
      if (one.performance.date > limit_ || one.performance.event != claim.occasion.event) continue;
      if (!best || one.performance.time < best->performance.time) best = &one;
    }
    if (!best || claim.time->seconds + 1.0 > best->performance.time.si() || claim.said.event.empty()) return unknown("the archive has no such mark of " + who(athlete).name);
    return {Verdict::conflicts, fmt::format("faster than {} best by then, {}", he(athlete) == "he" ? "his" : "her", told(*best)), {{told(*best), best->race, best->performance.source}}, ""};
  }

  static const RaceResult* winner(const RaceRecord& race) {
    for (const RaceResult& result : race.results)
      if (result.place == 1) return &result;
    return nullptr;
  }

  std::string time_of(const RaceResult& result) const { return result.time ? " in " + mark(result.time->si()) : ""; }

  /// "he won in 2022 in 3:29.23": other editions of the same competition.
  std::optional<Against> other_year(const Claim& claim, long athlete, int place) const {
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

  Finding win(const Claim& claim, long athlete) const {
    if (claim.scope == "title") return title(claim, athlete, 1);
    return placed(claim, athlete, 1);
  }

  Finding place(const Claim& claim, long athlete) const {
    if (claim.scope == "medal" && !claim.occasion.date.year && claim.occasion.town.empty()) return title(claim, athlete, claim.number.value_or(0));
    return placed(claim, athlete, claim.number.value_or(0));
  }

  /// "Olympic champion", of no year.
  Finding title(const Claim& claim, long athlete, int place) const {
    Occasion any = claim.said;
    any.round = "final";
    any.recent = false;
    if (any.series.empty()) any.series = claim.occasion.series;
    const bool year_said = any.date.year.has_value();
    if (!year_said) any.town.clear();
    for (const RaceRecord* race : races(any, athlete)) {
      const RaceResult* own = Book::result_in(*race, athlete);
      if (own && own->place == place) return agrees(fmt::format("{} was {} in {}{}", he(athlete), ordinal(place), race->heading.id, time_of(*own)), race->heading.id);
    }
    any.event.clear();
    any.date = {};
    any.town.clear();
    for (const RaceRecord* race : races(any, athlete)) {
      const RaceResult* own = Book::result_in(*race, athlete);
      if (own && own->place == place && !year_said) return agrees(fmt::format("{} was {} in {}{}", he(athlete), ordinal(place), race->heading.id, time_of(*own)), race->heading.id);
    }
    return unknown("the archive has no such final");
  }

  Finding placed(const Claim& claim, long athlete, int place) const {
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
      return over_rivals(claim, race, athlete, agrees(fmt::format("{} was {} in {}{}", he(athlete), ordinal(place), race.heading.id, time_of(*own)), race.heading.id));
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

  static bool place_claims_a_title(const Claim& claim) {
    return claim.kind == ClaimKind::win && claim.rule != "came home first";
  }

  /// Whether the race tells who had that place: her own is known, or another's.
  static bool settles(const Claim&, const RaceRecord& race, long athlete, int place) {
    const RaceResult* own = Book::result_in(race, athlete);
    if (own && own->place) return true;
    return std::ranges::any_of(race.results, [&](const RaceResult& result) { return result.place == place; });
  }

  /// By the mark of the result beside it: "won the trials in 3:30.59".
  Finding beside(const Claim& claim, const Claim& result, long athlete) const {
    bool contradicted = false;
    const BookMark* mark = mark_of(result, athlete, contradicted);
    const int place = claim.kind == ClaimKind::win ? 1 : claim.number.value_or(0);
    if (!mark || contradicted || place_in(mark->performance) == 0 || !in_last_round(mark->performance)) return unknown("");
    const std::string what = fmt::format("{} was {} with {}", he(athlete), ordinal(place_in(mark->performance)), told(*mark));
    if (place_in(mark->performance) == place) return agrees(what, mark->race);
    return {Verdict::conflicts, what, {{what, mark->race, mark->performance.source}}, mark->race};
  }

  Finding by_marks(const Claim& claim, long athlete, int place) const {
    const BookMark* other = nullptr;
    int others = 0;
    const bool told_of = claim.occasion.date.year && (!claim.occasion.town.empty() || !claim.occasion.series.empty());
    if (!is_placed(claim.said) && !claim.time && !told_of) return unknown("the archive has no such race");
    for (const BookMark& one : book_.marks_of(athlete)) {
      if (!fits(one, claim.occasion) || (claim.occasion.round.empty() && !in_last_round(one.performance))) continue;
      if (!claim.occasion.series.empty() && one.race.empty() && claim.occasion.town.empty()) continue;
      if (claim.time && !is_mark(*claim.time, one.performance.time.si())) continue;
      if (place_in(one.performance) == place) return agrees(fmt::format("{} was {} with {}", he(athlete), ordinal(place), told(one)), one.race);
      if (place_in(one.performance) > 0) {
        other = &one;
        ++others;
      }
    }
    const bool one_day = !claim.occasion.event.empty() && !claim.occasion.town.empty() && claim.occasion.date.year;
    if (others != 1 || !one_day) return unknown("the archive has no such race");
    return {Verdict::conflicts, fmt::format("{} was {} with {}", he(athlete), ordinal(place_in(other->performance)), told(*other)), {{told(*other), other->race, other->performance.source}}, other->race};
  }

  /// The finding, unless a rival who should be behind was in front.
  Finding over_rivals(const Claim& claim, const RaceRecord& race, long athlete, Finding finding) const {
    const RaceResult* own = Book::result_in(race, athlete);
    for (const long rival : claim.rivals) {
      const RaceResult* other = Book::result_in(race, rival);
      if (!other || !other->place || !own || !own->place || *own->place < *other->place) continue;
      const std::string what = fmt::format("{} was {} in {}", who(rival).name, ordinal(*other->place), race.heading.id);
      return {Verdict::conflicts, "the archive says that " + what, {{what, race.heading.id, other->source}}, race.heading.id};
    }
    return finding;
  }

  /// "Kerr beat Ingebrigtsen": both in a race of the occasion.
  Finding ahead(const Claim& claim, long athlete) const {
    if (claim.rivals.empty()) return unknown("the archive does not know the rival");
    std::optional<Finding> otherwise;
    for (const long rival : claim.rivals) {
      if (rival == athlete) continue;
      for (const RaceRecord* race : races(claim.occasion, athlete)) {
        const RaceResult *own = Book::result_in(*race, athlete), *other = Book::result_in(*race, rival);
        if (!own || !other || !own->place) continue;
        if (!other->place || *own->place < *other->place)
          return agrees(fmt::format("{} was {} in {}, {} {}", he(athlete), ordinal(*own->place), race->heading.id, other->athlete.name, other->place ? ordinal(*other->place) : other->status), race->heading.id);
        const std::string what = fmt::format("{} was {} in {}, {} {}", other->athlete.name, ordinal(*other->place), race->heading.id, who(athlete).name, ordinal(*own->place));
        if (!otherwise) otherwise = Finding{Verdict::conflicts, "the archive says that " + what, {{what, race->heading.id, other->source}}, race->heading.id};
      }
    }
    return otherwise.value_or(unknown("the archive has no race of the two on that occasion"));
  }

  /// The mark that a best or record claim is about: by its time, or the fastest on the occasion.
  const BookMark* performance_of(const Claim& claim, long athlete) const {
    bool contradicted = false;
    if (claim.time) {
      const BookMark* found = mark_of(claim, athlete, contradicted);
      return contradicted && is_placed(claim.said) ? nullptr : found;
    }
    const BookMark* fastest = nullptr;
    if (!is_placed(claim.occasion)) return nullptr;
    for (const BookMark& one : book_.marks_of(athlete)) {
      if (!fits(one, claim.occasion) || claim.occasion.event.empty()) continue;
      if (!fastest || one.performance.time < fastest->performance.time) fastest = &one;
    }
    return fastest;
  }

  Finding best(const Claim& claim, long athlete) const {
    const BookMark* own = performance_of(claim, athlete);
    if (!own) return claim.time ? too_fast_or_slow(claim, athlete) : unknown("the archive has no such mark");
    const bool season = claim.kind == ClaimKind::season_best;
    for (const BookMark& one : book_.marks_of(athlete)) {
      const bool comparable = one.performance.event == own->performance.event && one.performance.track == own->performance.track && one.performance.date < own->performance.date &&
                              (!season || one.performance.date.year() == own->performance.date.year());
      if (!comparable || one.performance.time.si() > own->performance.time.si() - 0.005) continue;
      const std::string what = fmt::format("{} had run {}", he(athlete), told(one));
      return {Verdict::conflicts, "the time is " + std::string(own->race.empty() ? "listed" : "right") + ", but " + what, {{what, one.race, one.performance.source}}, own->race};
    }
    return agrees(fmt::format("{} had run no faster before {}", he(athlete), told(*own)), own->race);
  }

  /// A best that the archive lacks: one slower than what it has is none.
  Finding too_fast_or_slow(const Claim& claim, long athlete) const {
    for (const BookMark& one : book_.marks_of(athlete)) {
      const bool before = one.performance.date <= limit_ && (!claim.occasion.date.year || one.performance.date.year() < *claim.occasion.date.year);
      if (!before || one.performance.event != claim.occasion.event || one.performance.time.si() > claim.time->seconds - 0.01) continue;
      if (claim.said.event.empty()) continue;
      const std::string what = fmt::format("{} had run {}", he(athlete), told(one));
      return {Verdict::conflicts, what, {{what, one.race, one.performance.source}}, ""};
    }
    return unknown("the archive has no such mark of " + who(athlete).name);
  }

  bool may_hold(const std::string& record, const archive::Athlete& athlete, const std::string& country) const {
    if (record.starts_with("national")) return athlete.country == country;
    if (!record.starts_with("area")) return true;
    for (const auto& [area, countries] : words_.areas)
      if (countries.contains(country)) return countries.contains(athlete.country);
    return false;
  }

  bool is_listed(long athlete, const std::string& record, const BookMark& own) const {
    const auto listed = book_.records.find(athlete);
    if (listed == book_.records.end()) return false;
    const std::string wanted = record.starts_with("world") ? "W" : record.starts_with("area") ? "AR" : record.starts_with("national") ? "NR" : record == "olympic" ? "OR" : record == "championship" ? "CR" : "-";
    return std::ranges::any_of(listed->second, [&](const archive::RecordFact& fact) {
      const bool kind = wanted == "W" ? fact.record.starts_with("WR") : fact.record.starts_with(wanted);
      return kind && fact.performance.event == own.performance.event && std::abs(fact.performance.time.si() - own.performance.time.si()) < 0.005;
    });
  }

  Finding record(const Claim& claim, long athlete) const {
    const BookMark* own = performance_of(claim, athlete);
    const std::string& kind = claim.record;
    const std::string event = own ? own->performance.event : claim.occasion.event;
    if (own && kind.starts_with("world") && kind != "world best" && words_.has("unratified", event))
      return {Verdict::loose, fmt::format("a world best: {} has no world record", event == "2-miles" ? "the two miles" : event), {{told(*own), own->race, own->performance.source}}, own->race};
    if (kind.starts_with("national:") && kind.substr(9) != who(athlete).country)
      return {Verdict::conflicts, fmt::format("{} runs for {}", who(athlete).name, who(athlete).country), {{who(athlete).country, "", ""}}, ""};
    if (!own) return unknown("the archive has no such mark of " + who(athlete).name);
    if (kind == "meeting" || kind == "collegiate") return unknown("the archive keeps no such records");
    if (is_listed(athlete, kind, *own)) return agrees("it is a listed record: " + told(*own), own->race);
    if (kind == "olympic" || kind == "championship") return championship_record(claim, athlete, *own);
    for (const auto& [id, other] : book_.athletes) {
      if (other.sex != who(athlete).sex || !may_hold(kind, other, who(athlete).country)) continue;
      for (const BookMark& one : book_.marks_of(id)) {
        const archive::Performance& mark = one.performance;
        const bool before = mark.event == event && mark.track == own->performance.track && mark.date < own->performance.date && mark.time.si() < own->performance.time.si() - 0.005;
        if (!before) continue;
        const std::string what = fmt::format("{} had run {}", other.name, told(one));
        return {Verdict::conflicts, "no record: " + what, {{what, one.race, mark.source}}, own->race};
      }
      if (!book_.records.contains(id)) continue;
      for (const archive::RecordFact& fact : book_.records.at(id)) {
        const archive::Performance& mark = fact.performance;
        if (mark.event == event && mark.track == own->performance.track && mark.date < own->performance.date && mark.time.si() < own->performance.time.si() - 0.005) {
          const std::string what = fmt::format("{} had run {} on {}", other.name, measure::text_of_mark(mark.time), mark.date.text());
          return {Verdict::conflicts, "no record: " + what, {{what, "", mark.source}}, own->race};
        }
      }
    }
    return agrees("nobody in the archive who could hold it had run faster before " + told(*own), own->race);
  }

  Finding championship_record(const Claim& claim, long athlete, const BookMark& own) const {
    const RaceRecord* race = own.race.empty() ? nullptr : book_.race(own.race);
    if (!race) return unknown("the archive does not have the race");
    const std::string series = race->heading.competition.substr(0, race->heading.competition.find_first_of("0123456789"));
    for (const RaceRecord& other : book_.races) {
      if (other.heading.date >= race->heading.date || !other.heading.competition.starts_with(series) || other.heading.event != race->heading.event || other.heading.sex != race->heading.sex) continue;
      for (const RaceResult& result : other.results) {
        if (!result.time || result.time->si() > own.performance.time.si() - 0.005) continue;
        const std::string what = fmt::format("{} had run {} in {}", result.athlete.name, mark(result.time->si()), other.heading.id);
        return {Verdict::conflicts, "no record: " + what, {{what, other.heading.id, result.source}}, own.race};
      }
    }
    static_cast<void>(claim);
    static_cast<void>(athlete);
    return agrees("nobody had run faster there in the archive before " + told(own), own.race);
  }

  Finding margin(const Claim& claim, long athlete) const {
    if (!is_placed(claim.occasion)) return unknown("no race is named");
    std::optional<Finding> otherwise;
    for (const RaceRecord* race : finals(claim.occasion, athlete)) {
      const RaceResult* own = Book::result_in(*race, athlete);
      const RaceResult* other = other_of(claim, *race, athlete);
      if (!own || !own->time || !other || !other->time) continue;
      const double behind = own->time->si() - other->time->si(), gap = claim.scope == "ahead" ? -behind : behind;
      const double said = claim.time->seconds, unit = 0.51 * std::pow(10.0, -claim.time->decimals) + 0.005;
      const bool right = gap >= -0.001 && (claim.at_most ? gap < said + 0.005 : claim.at_least ? gap > said - 0.005 : std::abs(gap - said) <= unit);
      const std::string what = fmt::format("{} {}, {} {}: {:.2f} s", who(athlete).name, mark(own->time->si()), other->athlete.name, mark(other->time->si()), std::abs(behind));
      if (right) return agrees(what, race->heading.id);
      if (!otherwise) otherwise = Finding{Verdict::conflicts, "the archive says: " + what, {{what, race->heading.id, own->source}}, race->heading.id};
    }
    return otherwise.value_or(unknown("the archive has no times of the two in that race"));
  }

  static const RaceResult* other_of(const Claim& claim, const RaceRecord& race, long athlete) {
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

  Finding segment(const Claim& claim, long athlete) const {
    if (!is_placed(claim.occasion)) return unknown("no race is named");
    std::optional<Finding> nothing;
    for (const RaceRecord* race : finals(claim.occasion, athlete)) {
      const RaceResult* own = Book::result_in(*race, athlete);
      if (!own) continue;
      const Finding finding = segment_in(claim, *race, *own);
      if (finding.verdict != Verdict::unknown) return finding;
      if (!nothing) nothing = finding;
    }
    return nothing.value_or(unknown("the archive does not have the race"));
  }

  Finding segment_in(const Claim& claim, const RaceRecord& race, const RaceResult& own) const {
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
      const std::string what = fmt::format("{} at {:g} m with {} gives {}{:.2f}", mark(split.time->si()), from, mark(own.time->si()), is_own ? "" : "at most ", rest);
      if (is_own) {
        computed = std::abs(rest - said) <= split_slack_s + rounding ? agrees(what, race.heading.id) : conflict(what, split.source);
      } else if (split.place == 1 && !computed && (said > rest + split_slack_s + rounding || said < rest - most_behind_at_bell_s + split_slack_s)) {
        computed = conflict(what, split.source);
      }
    }
    for (const archive::SegmentFact& fact : race.segments) {
      const bool same = fact.athlete && fact.athlete->id == own.athlete.id && std::abs(fact.from.si() - from) < 1.0 && std::abs(fact.to.si() - end) < 1.0;
      if (!same) continue;
      const bool equal = is_mark(*claim.time, fact.time.si());
      const std::string what = fmt::format("{:.2f} for the last {:g} m", fact.time.si(), end - from);
      if (equal && !fact.disputed) return agrees(what, race.heading.id);
      if (fact.disputed && computed && computed->verdict == Verdict::conflicts) return *computed;
      if (fact.disputed) return leaders_bell(claim, race, own, from, fact.source);
      if (!computed || computed->verdict != Verdict::agrees) return conflict(what, fact.source);
    }
    return computed.value_or(unknown("the archive has no time of that part"));
  }

  /// A time that the archive disputes, with what the leader's split gives.
  Finding leaders_bell(const Claim& claim, const RaceRecord& race, const RaceResult& own, double from, const std::string& source) const {
    std::string what = fmt::format("{} is disputed", written(*claim.time));
    for (const archive::SplitFact& split : race.splits)
      if (std::abs(split.distance.si() - from) <= 1.0 && split.time && own.time)
        what = fmt::format("disputed: the leader's {} at {:g} m with {} gives about {:.2f}", mark(split.time->si()), from, mark(own.time->si()), own.time->si() - split.time->si());
    return {Verdict::conflicts, what, {{what, race.heading.id, source}}, race.heading.id};
  }

  Finding rank(const Claim& claim, long athlete) const {
    if (claim.scope == "qualifiers") return rank_of_qualifiers(claim, athlete);
    if (claim.occasion.event.empty()) return unknown("no event is named");
    std::vector<std::pair<double, long>> bests;
    const int year = claim.said.date.year.value_or(reading_.day.year);
    const BookMark* own = nullptr;
    for (const BookMark& one : book_.marks_of(athlete)) {
      const bool counts = one.performance.event == claim.occasion.event && one.performance.date <= limit_ && (claim.scope != "year" || one.performance.date.year() == year) && (!claim.time || is_mark(*claim.time, one.performance.time.si()));
      if (counts && (!own || one.performance.time < own->performance.time)) own = &one;
    }
    if (!own) return unknown("the archive has no such mark");
    const Date day = own->performance.date;
    for (const auto& [id, other] : book_.athletes) {
      if (other.sex != who(athlete).sex) continue;
      double best_time = 1e9;
      for (const BookMark& one : book_.marks_of(id)) {
        const archive::Performance& mark = one.performance;
        if (mark.event == claim.occasion.event && mark.track == own->performance.track && mark.date <= day && (claim.scope != "year" || mark.date.year() == day.year())) best_time = std::min(best_time, mark.time.si());
      }
      if (best_time < 1e9) bests.emplace_back(best_time, id);
    }
    std::ranges::sort(bests);
    const auto faster = std::ranges::count_if(bests, [&](const auto& one) { return one.first < own->performance.time.si() - 0.005 && one.second != athlete; });
    const int rank = static_cast<int>(faster) + 1;
    const std::string what = fmt::format("{} was then {} of those in the archive with {}", who(athlete).name, ordinal(rank), told(*own));
    if (rank == *claim.number) return agrees(what, own->race);
    if (rank < *claim.number) return unknown(what + "; others may be missing");
    return {Verdict::conflicts, what, {{what, own->race, own->performance.source}}, own->race};
  }

  Finding rank_of_qualifiers(const Claim& claim, long athlete) const {
    Occasion rounds = claim.occasion;
    rounds.round = claim.said.round == "semi-final" && claim.occasion.round != "final" ? "heat" : "semi-final";
    rounds.round_number = 0;
    rounds.date.day.reset();
    rounds.date.month.reset();
    const auto found = races(rounds, athlete);
    const RaceRecord* own_race = nullptr;
    for (const RaceRecord* race : found)
      if (Book::result_in(*race, athlete) && !own_race) own_race = race;
    if (!own_race) return unknown("the archive does not have that round");
    std::vector<double> times;
    for (const RaceRecord* race : found) {
      if (race->heading.competition != own_race->heading.competition) continue;
      for (const RaceResult& result : race->results)
        if (result.time && !result.qualified.empty()) times.push_back(result.time->si());
    }
    const RaceResult* own = Book::result_in(*own_race, athlete);
    if (!own->time || times.empty()) return unknown("the archive does not say who qualified");
    const int rank = 1 + static_cast<int>(std::ranges::count_if(times, [&](double time) { return time < own->time->si() - 0.005; }));
    const std::string what = fmt::format("{} in {}{}; {} fastest of {} qualifiers", own->place ? ordinal(*own->place) : "not placed", own_race->heading.id, time_of(*own), ordinal(rank), times.size());
    if (rank == *claim.number) return agrees(what, own_race->heading.id);
    return {Verdict::conflicts, what, {{what, own_race->heading.id, own->source}}, own_race->heading.id};
  }

  static int age_on(Date birth, Date day) {
    const std::string born = birth.text(), now = day.text();
    return day.year() - birth.year() - (now.substr(5) < born.substr(5) ? 1 : 0);
  }

  Finding age(const Claim& claim, long athlete) const {
    const auto birth = who(athlete).birth;
    if (!birth) return unknown("the archive has no birth date of " + who(athlete).name);
    // Told of with a race, the age is that of the day of the race.
    std::optional<Date> day = reading_.day.day;
    std::string race;
    for (const Claim& other : reading_.claims) {
      const bool beside = other.sentence == claim.sentence && other.athletes == claim.athletes && !other.race.empty() && other.kind != ClaimKind::age && other.scope != "title";
      // "NAME, 26, won in ...": how old she is now.
      const bool past = beside && book_.race(other.race) && claim.rule == "age before a name";
      if (!past) continue;
      day = book_.race(other.race)->heading.date;
      race = other.race;
    }
    const std::string born = fmt::format("born {}", birth->text());
    if (!day && reading_.day.year == 0) return unknown(born + ", but the article's day is not known");
    if (!day) {
      const int by_year = reading_.day.year - birth->year();
      if (*claim.number == by_year || *claim.number == by_year - 1) return agrees(fmt::format("{}, and the article is of {}", born, reading_.day.year));
      return {Verdict::conflicts, fmt::format("{}: {} or {} in {}", born, by_year - 1, by_year, reading_.day.year), {{born, "", ""}}, ""};
    }
    const int exact = age_on(*birth, *day);
    const std::string what = fmt::format("{}: {} on {}", born, exact, day->text());
    if (exact == *claim.number) return agrees(what, race);
    return {Verdict::conflicts, what, {{what, race, ""}}, race};
  }

  Finding birth(const Claim& claim, long athlete) const {
    const auto birth = who(athlete).birth;
    if (!birth) return unknown("the archive has no birth date of " + who(athlete).name);
    const std::string what = fmt::format("born {}", birth->text());
    if (claim.occasion.date.covers(*birth)) return agrees(what);
    return {Verdict::conflicts, "the archive says: " + what, {{what, "", ""}}, ""};
  }

  const Reading& reading_;
  const Words& words_;
  const Book& book_;
  Date limit_;
};

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
