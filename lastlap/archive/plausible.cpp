#include "lastlap/archive/plausible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "lastlap/archive/inside.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/archive/records.hpp"
#include "lastlap/measure/mark.hpp"
#include "lastlap/measure/scoring.hpp"

namespace lastlap::archive {
namespace {

using measure::Date;
using measure::Duration;
using measure::Sex;

constexpr std::int64_t most_points = 1400;  // where the printed tables end; no record is worth 1350
constexpr std::int64_t points_of_a_good_race = 1000;
constexpr double times_a_good_race =
    2.0;  // guess: twice a good time is a walk; a minute or the event may be wrong
constexpr double photo_finish_s = 0.0005;

std::string mark(double time_s) {
  return measure::text_of_mark(Duration{time_s});
}

std::optional<measure::Scoring> scoring_of_event(const std::string& event, Sex sex) {
  const auto known = measure::event_named(event);
  return known ? measure::scoring_of(known->distance, sex) : std::nullopt;
}

std::string name_of(const RaceResult& result) {
  return result.athlete.name;
}

const RaceResult* result_of(const RaceRecord& race, const std::optional<Athlete>& athlete) {
  if (!athlete) return nullptr;
  const auto found =
      std::ranges::find_if(race.results, [&](const RaceResult& r) { return r.athlete.id == athlete->id; });
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
        findings.push_back(fmt::format("{} is place {} in {}, {} place {} in {}", name_of(*before),
                                       *before->place, mark(before->time->si()), name_of(result),
                                       *result.place, mark(result.time->si())));
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
    const bool is_it = split.athlete && split.athlete->id == athlete.id && split.time &&
                       std::abs(split.distance.si() - distance_m) < 0.01;
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
                                   segment.from.si(), segment.to.si(), mark(segment.time.si()), mark(*to),
                                   mark(*from), mark(std::max(*to - *from, 0.0))));
  }
}

void times_of_those_who_did_not_finish(const RaceRecord& race, std::vector<std::string>& findings) {
  for (const RaceResult& result : race.results) {
    const bool out = result.status == "DNF" || result.status == "DNS";
    if (out && result.place)
      findings.push_back(
          fmt::format("{} has the status {} and place {}", name_of(result), result.status, *result.place));
  }
}

/// Whose a mark is, as far as records ask.
struct Runner {
  std::string country;
  std::optional<int> born;
  int year = 0;  ///< of the mark
  std::string competition;  ///< of a result
};

/// Whether a mark of the event and sex could have been this record.
bool could_be(const RecordName& record, const Runner& runner, const SportTables& tables) {
  const Championship* championship = tables.championship_of(runner.competition);
  switch (record.kind) {
    case RecordKind::world:
      return true;
    case RecordKind::area:
      return search_key(tables.area_of(runner.country)) == search_key(record.of);
    case RecordKind::national:
      return runner.country == record.of;
    case RecordKind::under_20:
      return runner.born && runner.year - *runner.born < under_20_years;
    case RecordKind::championship:
      return championship && championship->series == record.of;
    case RecordKind::meeting:
      return !championship && !runner.competition.empty() && series_of(runner.competition) == record.of;
    case RecordKind::collegiate:
      break;
  }
  return false;
}

}  // namespace

int age_on(Date day, const std::optional<Date>& birth, int birth_year) {
  if (!birth) return day.year() - birth_year;
  const bool before_birthday = day.text().substr(5) < birth->text().substr(5);
  return day.year() - birth->year() - (before_birthday ? 1 : 0);
}

std::string impossible_time(const std::string& event, Sex sex, double time_s) {
  const auto scoring = scoring_of_event(event, sex);
  if (!scoring || measure::points_for(*scoring, measure::Mark::of_raw_time(Duration{time_s})) <= most_points)
    return "";
  return fmt::format("{} over {} is faster than any {} can run", mark(time_s), event,
                     sex == Sex::men ? "man" : "woman");
}

Limits::Limits(SQLite::Database& database) {
  // A record's sex is that of its name.
  SQLite::Statement records{
      database,
      "SELECT event, record, time_s FROM records WHERE record LIKE 'WR%' OR record LIKE 'world best%'"};
  while (records.executeStep()) {
    const Sex sex = text_at(records, 1).find("women") == std::string::npos ? Sex::men : Sex::women;
    const auto [fastest, is_first] =
        fastest_s_.try_emplace({text_at(records, 0), sex}, number_at(records, 2));
    if (!is_first) fastest->second = std::min(fastest->second, number_at(records, 2));
  }
}

std::string Limits::unlikely(const std::string& event, Sex sex, double time_s) const {
  const auto fastest = fastest_s_.find({event, sex});
  if (fastest != fastest_s_.end() && time_s < fastest->second - photo_finish_s)
    return fmt::format("{} over {} is faster than the record, {}", mark(time_s), event,
                       mark(fastest->second));
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

std::vector<SlowRecord> records_out_of_order(SQLite::Database& database, const SportTables& tables) {
  SQLite::Statement ask{database, R"sql(
    WITH faster AS (
      SELECT m.event, m.track, m.time_s, m.date, a.name, a.sex, coalesce(nullif(m.country, ''), a.country) AS country,
             coalesce(CAST(substr(a.birth, 1, 4) AS INTEGER), a.birth_year) AS born, '' AS competition
      FROM marks m JOIN athletes a ON a.id = m.athlete_id
      UNION ALL
      SELECT r.event, r.track, x.time_s, r.date, a.name, a.sex, coalesce(nullif(x.country, ''), a.country),
             coalesce(CAST(substr(a.birth, 1, 4) AS INTEGER), a.birth_year), r.competition
      FROM results x JOIN races r ON r.id = x.race_id JOIN athletes a ON a.id = x.athlete_id
      WHERE x.status = 'OK' AND x.time_s IS NOT NULL AND r.round NOT LIKE 'split times%')
    SELECT c.id, c.record, c.event, c.track, c.date, c.time_s, c.written_name, f.time_s, f.name, f.date, f.country, f.born, f.competition
    FROM records c CROSS JOIN faster f ON f.event = c.event AND f.sex = CASE WHEN c.record LIKE '%women%' THEN 'women' ELSE 'men' END
      AND f.date < c.date AND f.time_s < c.time_s - 0.0005 AND (c.track = 'oval-400' OR f.track = 'short-200')
    ORDER BY c.record, c.event, c.date, c.id, f.time_s)sql"};
  std::vector<SlowRecord> findings;
  std::set<std::int64_t> told;
  while (ask.executeStep()) {
    const std::int64_t id = ask.getColumn(0).getInt64();
    const auto name = read_record_name(text_at(ask, 1), text_at(ask, 2), track_at(ask, 3));
    const Runner runner{.country = text_at(ask, 10), .born = count_if_any_at(ask, 11), .year = date_at(ask, 9).year(), .competition = text_at(ask, 12)};
    if (told.contains(id) || !name || !could_be(*name, runner, tables)) continue;
    told.insert(id);
    findings.push_back({text_at(ask, 2), date_at(ask, 4), date_at(ask, 9),
                        fmt::format("{} {} of {} ({}, {}) is slower than {} by {} of {}", text_at(ask, 1), text_at(ask, 2), text_at(ask, 4), mark(number_at(ask, 5)),
                                    text_at(ask, 6), mark(number_at(ask, 7)), text_at(ask, 8), text_at(ask, 9))});
  }
  // One kind of record only gets better.
  SQLite::Statement kinds{database, R"sql(
    SELECT c.record, c.event, c.date, c.time_s, c.written_name, b.time_s, b.written_name, b.date, c.id, min(b.time_s)
    FROM records c JOIN records b ON b.record = c.record AND b.event = c.event AND b.track = c.track AND b.date < c.date AND b.time_s < c.time_s - 0.0005
    GROUP BY c.id ORDER BY c.record, c.event, c.date)sql"};
  while (kinds.executeStep()) {
    if (told.contains(kinds.getColumn(8).getInt64())) continue;
    findings.push_back({text_at(kinds, 1), date_at(kinds, 2), date_at(kinds, 7),
                        fmt::format("{} {} of {} ({}, {}) is slower than the earlier one, {} by {} of {}", text_at(kinds, 0), text_at(kinds, 1), text_at(kinds, 2),
                                    mark(number_at(kinds, 3)), text_at(kinds, 4), mark(number_at(kinds, 5)), text_at(kinds, 6), text_at(kinds, 7))});
  }
  return findings;
}

}  // namespace lastlap::archive
