#include "lastlap/archive/plausible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/archive/inside.hpp"
#include "lastlap/measure/mark.hpp"
#include "lastlap/measure/scoring.hpp"

namespace lastlap::archive {
namespace {

using measure::Date;
using measure::Duration;
using measure::Sex;

constexpr std::int64_t most_points = 1400;      // where the printed tables end; no record is worth 1350
constexpr std::int64_t points_of_a_good_race = 1000;
constexpr double times_a_good_race = 2.0;       // guess: twice a good time is a walk; a minute or the event may be wrong
constexpr double photo_finish_s = 0.0005;

std::string mark(double time_s) { return measure::text_of_mark(Duration{time_s}); }

std::optional<measure::Scoring> scoring_of_event(const std::string& event, Sex sex) {
  const auto known = measure::event_named(event);
  return known ? measure::scoring_of(known->distance, sex) : std::nullopt;
}

std::string name_of(const RaceResult& result) { return result.athlete.name; }

const RaceResult* result_of(const RaceRecord& race, const std::optional<Athlete>& athlete) {
  if (!athlete) return nullptr;
  const auto found = std::ranges::find_if(race.results, [&](const RaceResult& r) { return r.athlete.id == athlete->id; });
  return found == race.results.end() ? nullptr : &*found;
}

void places_against_times(const RaceRecord& race, std::vector<std::string>& findings) {
  const RaceResult* before = nullptr;
  for (const RaceResult& result : race.results) {  // by place
    if (!result.place || !result.time || result.status != "OK") continue;
    if (before) {
      const double gap = (*result.time - *before->time).si();
      const bool out_of_order = *result.place > *before->place && gap < -photo_finish_s;
      const bool same_place_other_time = *result.place == *before->place && std::abs(gap) > photo_finish_s;
      if (out_of_order || same_place_other_time) {
        findings.push_back(fmt::format("{} is place {} in {}, {} place {} in {}", name_of(*before), *before->place,
                                       mark(before->time->si()), name_of(result), *result.place, mark(result.time->si())));
      }
    }
    before = &result;
  }
}

/// When the runner was at a distance: a split of hers, or the finish.
std::optional<double> time_at(const RaceRecord& race, const Athlete& athlete, double distance_m) {
  if (std::abs(distance_m) < 0.01) return 0.0;
  if (std::abs(race.heading.distance.si() - distance_m) < 0.01) {
    const RaceResult* result = result_of(race, athlete);
    return result && result->time ? std::optional{result->time->si()} : std::nullopt;
  }
  for (const SplitFact& split : race.splits) {
    const bool is_it = split.athlete && split.athlete->id == athlete.id && split.time && std::abs(split.distance.si() - distance_m) < 0.01;
    if (is_it) return split.time->si();
  }
  return std::nullopt;
}

void segments_against_splits(const RaceRecord& race, std::vector<std::string>& findings) {
  for (const SegmentFact& segment : race.segments) {
    if (!segment.athlete || segment.disputed) continue;
    const auto from = time_at(race, *segment.athlete, segment.from.si());
    const auto to = time_at(race, *segment.athlete, segment.to.si());
    if (!from || !to || std::abs(*to - *from - segment.time.si()) <= segment_tolerance_s) continue;
    findings.push_back(fmt::format("{}: {:g} m to {:g} m in {}, but {} less {} is {}", segment.athlete->name,
                                   segment.from.si(), segment.to.si(), mark(segment.time.si()), mark(*to), mark(*from),
                                   mark(std::max(*to - *from, 0.0))));
  }
}

void times_of_those_who_did_not_finish(const RaceRecord& race, std::vector<std::string>& findings) {
  for (const RaceResult& result : race.results) {
    const bool out = result.status == "DNF" || result.status == "DNS";
    if (out && result.place) findings.push_back(fmt::format("{} has the status {} and place {}", name_of(result), result.status, *result.place));
  }
}

}  // namespace

int age_on(Date day, const std::optional<Date>& birth, int birth_year) {
  if (!birth) return day.year() - birth_year;
  const bool before_birthday = day.text().substr(5) < birth->text().substr(5);
  return day.year() - birth->year() - (before_birthday ? 1 : 0);
}

std::string impossible_time(const std::string& event, Sex sex, double time_s) {
  const auto scoring = scoring_of_event(event, sex);
  if (!scoring || measure::points_for(*scoring, measure::Mark::of_raw_time(Duration{time_s})) <= most_points) return "";
  return fmt::format("{} over {} is faster than any {} can run", mark(time_s), event, sex == Sex::men ? "man" : "woman");
}

Limits::Limits(SQLite::Database& database) {
  // A record's sex is that of its name.
  SQLite::Statement records{database, "SELECT event, record, time_s FROM records WHERE record LIKE 'WR%' OR record LIKE 'world best%'"};
  while (records.executeStep()) {
    const Sex sex = text_at(records, 1).find("women") == std::string::npos ? Sex::men : Sex::women;
    const auto [fastest, is_first] = fastest_s_.try_emplace({text_at(records, 0), sex}, number_at(records, 2));
    if (!is_first) fastest->second = std::min(fastest->second, number_at(records, 2));
  }
}

std::string Limits::unlikely(const std::string& event, Sex sex, double time_s) const {
  const auto fastest = fastest_s_.find({event, sex});
  if (fastest != fastest_s_.end() && time_s < fastest->second - photo_finish_s)
    return fmt::format("{} over {} is faster than the record, {}", mark(time_s), event, mark(fastest->second));
  const auto scoring = scoring_of_event(event, sex);
  const auto good = scoring ? measure::slowest_mark_worth(*scoring, points_of_a_good_race) : std::nullopt;
  if (good && time_s > times_a_good_race * good->duration().si())
    return fmt::format("{} over {} is slow beyond a race", mark(time_s), event);
  return "";
}

std::vector<std::string> disagreements(const RaceRecord& race) {
  std::vector<std::string> findings;
  places_against_times(race, findings);
  times_of_those_who_did_not_finish(race, findings);
  segments_against_splits(race, findings);
  return findings;
}

std::vector<std::string> records_out_of_order(SQLite::Database& database) {
  // World records only: what stands for areas, nations and championships needs more than a mark tells. A short track's
  // mark counts for the record of any track, not the reverse.
  SQLite::Statement ask{database, R"sql(
    SELECT c.record, c.event, c.date, c.time_s, c.written_name, m.time_s, a.name, m.date, min(m.time_s)
    FROM records c JOIN marks m ON m.event = c.event AND m.date < c.date AND m.time_s < c.time_s - 0.0005
      AND (c.record NOT LIKE '%short track%' OR m.track = 'short-200')
    JOIN athletes a ON a.id = m.athlete_id
      AND a.sex = CASE WHEN c.record LIKE '%women%' THEN 'women' ELSE 'men' END
    WHERE c.record LIKE 'WR%' OR c.record LIKE 'world best%'
    GROUP BY c.id ORDER BY c.record, c.event, c.date)sql"};
  std::vector<std::string> findings;
  while (ask.executeStep()) {
    findings.push_back(fmt::format("{} {} of {} ({}, {}) is slower than {} by {} of {}", text_at(ask, 0), text_at(ask, 1),
                                   text_at(ask, 2), mark(number_at(ask, 3)), text_at(ask, 4), mark(number_at(ask, 5)),
                                   text_at(ask, 6), text_at(ask, 7)));
  }
  return findings;
}

}  // namespace lastlap::archive
