#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/archive/names.hpp"
#include "lastlap/archive/sport_tables.hpp"
#include "lastlap/reading/judging.hpp"

namespace lastlap::reading {

using archive::AthleteMark;
using archive::RaceRecord;
using archive::RaceResult;
using archive::RecordKind;

namespace {

bool is_same(const AthleteMark& one, long athlete, const BookMark& own) {
  return one.athlete.id == athlete && one.performance.date == own.performance.date && std::abs((one.performance.time - own.performance.time).si()) < 0.005;
}

bool is_of_races(const std::string& kind) {
  return kind == "olympic" || kind == "championship" || kind == "meeting";
}

std::string told_of(const AthleteMark& mark) {
  return fmt::format("{} {} on {}", mark.athlete.name, mark_text(mark.performance.time.si()), mark.performance.date.text());
}

}  // namespace

std::string Judge::series_of(const std::string& competition) const {
  std::string longest;
  for (const auto& [key, series] : words_.series)
    if (competition.starts_with(series.archive) && series.archive.size() > longest.size()) longest = series.archive;
  return longest.empty() ? archive::series_of(competition) : longest;
}

bool Judge::is_of_kind(const archive::RecordName& listed, const std::string& kind, long athlete, const std::string& series) const {
  const std::string& country = who(athlete).country;
  if (kind.starts_with("world")) return listed.kind == RecordKind::world;
  if (kind.starts_with("national")) return listed.kind == RecordKind::national && listed.of == country;
  if (kind == "collegiate") return listed.kind == RecordKind::collegiate;
  if (kind == "meeting") return listed.kind == RecordKind::meeting && listed.of == series;
  if (is_of_races(kind)) return listed.kind == RecordKind::championship && listed.of == series;
  const auto area = words_.areas.find(archive::search_key(listed.of));
  return listed.kind == RecordKind::area && area != words_.areas.end() && area->second.contains(country);
}

archive::RecordHistory Judge::history_of(const std::string& kind, long athlete, const BookMark& own, const std::string& series) const {
  const archive::Performance& mark = own.performance;
  std::vector<AthleteMark> marks, listed;
  const auto counts = [&](const archive::Performance& one) { return one.event == mark.event && one.track == mark.track; };
  if (is_of_races(kind)) {
    for (const RaceRecord& race : book_.races) {
      const bool is_its = race.heading.event == mark.event && race.heading.track == mark.track && !archive::is_on_the_way(race.heading.round) && series_of(race.heading.competition) == series;
      for (const RaceResult& result : race.results)
        if (is_its && result.time && result.status == "OK" && result.athlete.sex == who(athlete).sex) marks.push_back({result.athlete, archive::mark_in(race.heading, result)});
    }
  }
  for (const auto& [id, other] : book_.athletes) {
    if (other.sex != who(athlete).sex) continue;
    const bool may = !is_of_races(kind) && kind != "collegiate" && may_hold(kind, other, who(athlete).country);
    if (may)
      for (const BookMark& one : book_.marks_of(id))
        if (counts(one.performance)) marks.push_back({other, one.performance});
    const auto records = book_.records.find(id);
    if (records == book_.records.end()) continue;
    for (const archive::RecordFact& fact : records->second) {
      const auto name = archive::read_record_name(fact.record, fact.performance.event, fact.performance.track);
      if (!name || !counts(fact.performance)) continue;
      if (may) marks.push_back({other, fact.performance});
      if (is_of_kind(*name, kind, athlete, series)) listed.push_back({other, fact.performance});
    }
  }
  return archive::record_history(std::move(marks), std::move(listed), measure::AsOf{limit_});
}

std::string Judge::series_of(long athlete, const BookMark& own) const {
  if (const RaceRecord* race = own.race.empty() ? nullptr : book_.race(own.race)) return series_of(race->heading.competition);
  const auto records = book_.records.find(athlete);
  if (records == book_.records.end()) return "";
  for (const archive::RecordFact& fact : records->second) {
    const auto name = archive::read_record_name(fact.record, fact.performance.event, fact.performance.track);
    const bool is_it = fact.performance.event == own.performance.event && is_same({who(athlete), fact.performance}, athlete, own);
    if (name && is_it && (name->kind == RecordKind::championship || name->kind == RecordKind::meeting)) return name->of;
  }
  return "";
}

Finding Judge::standing_in_history(const std::string& kind, long athlete, const BookMark& own) const {
  const std::string series = series_of(athlete, own);
  const archive::RecordHistory history = history_of(kind, athlete, own, series);
  const AthleteMark* bettered_by = nullptr;
  for (const archive::Milestone& one : history.milestones) {
    if (is_same(one.mark, athlete, own) && one.listed) return agreed("it is a listed record: " + told(own), own.race);
    // Who was behind another inside the old record broke it as well, as reports say.
    if (one.mark.performance.date < own.performance.date && one.mark.performance.time.si() < own.performance.time.si() - 0.005) bettered_by = &one.mark;
  }
  const auto conflict = [&](const AthleteMark& faster) {
    const std::string what = told_of(faster);
    return Finding{Verdict::conflicts, "no record: " + what, {{what, "", faster.performance.source}}, own.race};
  };
  if (bettered_by) return conflict(*bettered_by);
  for (const archive::Contradiction& one : history.contradictions) {
    if (!is_same(one.mark, athlete, own) || one.record.performance.date == own.performance.date) continue;
    if (one.why == archive::Contradiction::Why::newer_and_unlisted)
      return {Verdict::loose, "faster than the listed record, and no list names it: " + told(own), {{told_of(one.record), "", one.record.performance.source}}, own.race};
    return conflict(one.record);
  }
  if (is_of_races(kind) && series.empty()) return not_known("the archive does not have the race");
  if (kind == "olympic" && series != "Olympic Games") return not_known("that was not at the Olympic Games");
  if (kind == "collegiate") return not_known("no list in the archive names it as a collegiate record");
  if (kind == "meeting") return not_known("nobody had run faster there in the archive, which has not every year of it");
  const std::string where = is_of_races(kind) ? "had run faster there in the archive" : "in the archive who could hold it had run faster";
  return agreed("nobody " + where + " before " + told(own), own.race);
}

}  // namespace lastlap::reading
