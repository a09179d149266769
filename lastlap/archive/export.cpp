#include "lastlap/archive/export.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "lastlap/archive/inside.hpp"

namespace lastlap::archive {
namespace {

using formats::Person;
using measure::Distance;
using measure::Duration;

/// Writes rows of the tables into a sheet, numbering athletes as they come.
class Copy {
 public:
  Copy(const SQLite::Database& database, const ExportFilter& filter) : database_{database}, filter_{filter} {}

  formats::Sheet sheet;

  void all() {
    races();
    results();
    splits();
    segments();
    if (!filter_.races.empty()) return;
    marks();
    records();
  }

 private:
  /// Columns `first` to `first` + 5: id, name, sex, birth, birth_year, country; `written` where there is no
  /// athlete.
  Person person_at(const SQLite::Statement& row, int first, const std::string& written) {
    Person person;
    if (row.isColumnNull(first)) {
      person.name = written;
      return person;
    }
    const long id = row.getColumn(first).getInt64();
    person.name = text_at(row, first + 1);
    person.birth = date_if_any_at(row, first + 3);
    if (!person.birth) person.birth_year = count_if_any_at(row, first + 4);
    person.country = text_at(row, first + 5);
    person.number = numbers_.try_emplace(id, static_cast<int>(numbers_.size()) + 1).first->second;
    return person;
  }

  /// Runs `take` on each row of `query` whose race, in the first column, is wanted.
  template <class Take>
  void each_of_races(const std::string& query, Take&& take) {
    SQLite::Statement ask{database_, query};
    while (ask.executeStep()) {
      if (races_.contains(text_at(ask, 0))) take(std::as_const(ask));
    }
  }

  bool is_wanted(const std::string& event, measure::Sex sex) const {
    return (filter_.event.empty() || event == filter_.event) && (!filter_.sex || sex == *filter_.sex);
  }

  void races() {
    SQLite::Statement ask{
        database_,
        fmt::format("SELECT {} FROM races r JOIN sources rs ON rs.id = r.source_id ORDER BY r.date, r.id",
                    heading_columns)};
    const std::set<std::string> named{filter_.races.begin(), filter_.races.end()};
    while (ask.executeStep()) {
      const RaceHeading race = heading_at(ask);
      const bool wanted = named.empty() ? is_wanted(race.event, race.sex) : named.contains(race.id);
      if (!wanted) continue;
      races_.insert(race.id);
      sheet.races.push_back({.key = race.id,
                             .has_id = true,
                             .title = {},
                             .competition = race.competition,
                             .round = race.round,
                             .event = race.event,
                             .distance = race.distance,
                             .sex = race.sex,
                             .date = race.date,
                             .venue = race.venue,
                             .track = race.track,
                             .field_complete = race.field_complete ? std::optional{true} : std::nullopt,
                             .source = race.source});
    }
  }

  void results() {
    each_of_races(
        fmt::format(R"sql(
      SELECT x.race_id, a.id, a.name, a.sex, a.birth, a.birth_year, x.country, x.place, x.time_s, x.raw_time_s, x.hand, x.status,
        x.qualified, x.start_order, x.bib, s.text
      FROM results x JOIN races r ON r.id = x.race_id JOIN athletes a ON a.id = x.athlete_id JOIN sources s ON s.id = {}
      ORDER BY r.date, r.id, x.place IS NULL, x.place, x.time_s IS NULL, x.time_s, a.name, a.birth_year, a.birth, x.country, x.bib, x.start_order)sql",
                                                         source_of_result),
        [&](const SQLite::Statement& row) {
          sheet.results.push_back(
              {.race = text_at(row, 0),
               .person = person_at(row, 1, ""),
               .bib = text_at(row, 14),
               .place = count_if_any_at(row, 7),
               .time = time_if_any_at(row, 8),
               .raw_time = time_if_any_at(row, 9),
               .timing = row.getColumn(10).getInt() == 1 ? formats::Timing::hand : formats::Timing::automatic,
               .status = text_at(row, 11),
               .qualified = text_at(row, 12),
               .start_order = count_if_any_at(row, 13),
               .source = text_at(row, 15)});
        });
  }

  void splits() {
    each_of_races(fmt::format(R"sql(
      SELECT p.race_id, a.id, a.name, a.sex, a.birth, a.birth_year, '', p.written_name, p.distance_m, p.time_s, p.place, s.text
      FROM splits p JOIN races r ON r.id = p.race_id LEFT JOIN athletes a ON a.id = p.athlete_id JOIN sources s ON s.id = {}
      ORDER BY r.date, r.id, p.distance_m, p.place IS NULL, p.place, p.time_s IS NULL, p.time_s, coalesce(a.name, p.written_name), a.birth_year, s.text)sql",
                                                         source_of_split),
                  [&](const SQLite::Statement& row) {
                    sheet.splits.push_back({.race = text_at(row, 0),
                                            .person = person_at(row, 1, text_at(row, 7)),
                                            .bib = {},
                                            .distance = Distance{number_at(row, 8)},
                                            .time = time_if_any_at(row, 9),
                                            .place = count_if_any_at(row, 10),
                                            .source = text_at(row, 11)});
                  });
  }

  void segments() {
    each_of_races(fmt::format(R"sql(
      SELECT g.race_id, a.id, a.name, a.sex, a.birth, a.birth_year, '', g.written_name, g.from_m, g.to_m, g.time_s, g.disputed, s.text
      FROM segments g JOIN races r ON r.id = g.race_id LEFT JOIN athletes a ON a.id = g.athlete_id JOIN sources s ON s.id = {}
      ORDER BY r.date, r.id, g.from_m, g.to_m, g.time_s, coalesce(a.name, g.written_name), a.birth_year, s.text)sql",
                                                         source_of_segment),
                  [&](const SQLite::Statement& row) {
                    sheet.segments.push_back({.race = text_at(row, 0),
                                              .person = person_at(row, 1, text_at(row, 7)),
                                              .from = Distance{number_at(row, 8)},
                                              .to = Distance{number_at(row, 9)},
                                              .time = Duration{number_at(row, 10)},
                                              .disputed = row.getColumn(11).getInt() == 1,
                                              .source = text_at(row, 12)});
                  });
  }

  void marks() {
    SQLite::Statement ask{database_, fmt::format(R"sql(
      SELECT a.id, a.name, a.sex, a.birth, a.birth_year, coalesce(nullif(m.country, ''), a.country), m.event, m.track, m.time_s, m.date, m.venue, m.place, m.points, s.text
      FROM marks m JOIN athletes a ON a.id = m.athlete_id JOIN sources s ON s.id = {}
      ORDER BY a.name_key, a.name, a.sex, a.birth_year, a.birth, a.country, a.id, m.date, m.event, m.track, m.time_s, m.place, m.venue, m.points, s.text)sql",
                                                         source_of_mark)};
    while (ask.executeStep()) {
      const measure::Sex sex = sex_at(ask, 2);
      if (!is_wanted(text_at(ask, 6), sex)) continue;
      Person person = person_at(ask, 0, "");
      person.sex = sex;
      sheet.marks.push_back({.person = std::move(person),
                             .event = text_at(ask, 6),
                             .track = track_at(ask, 7),
                             .time = Duration{number_at(ask, 8)},
                             .date = date_at(ask, 9),
                             .venue = text_at(ask, 10),
                             .place = text_at(ask, 11),
                             .points = count_if_any_at(ask, 12),
                             .source = text_at(ask, 13)});
    }
  }

  void records() {
    SQLite::Statement ask{database_, R"sql(
      SELECT a.id, a.name, a.sex, a.birth, a.birth_year, '', c.written_name, c.event, c.track, c.time_s, c.date, c.venue,
        c.record || c.note, s.text
      FROM records c LEFT JOIN athletes a ON a.id = c.athlete_id JOIN sources s ON s.id = c.source_id
      ORDER BY c.record, c.event, c.track, c.date, c.time_s, c.written_name, s.text)sql"};
    while (ask.executeStep()) {
      const std::string record = text_at(ask, 12);
      const measure::Sex sex =
          record.find("women") == std::string::npos ? measure::Sex::men : measure::Sex::women;
      if (!is_wanted(text_at(ask, 7), sex)) continue;
      sheet.records.push_back({.person = person_at(ask, 0, text_at(ask, 6)),
                               .event = text_at(ask, 7),
                               .track = track_at(ask, 8),
                               .time = Duration{number_at(ask, 9)},
                               .date = date_at(ask, 10),
                               .venue = text_at(ask, 11),
                               .record = record,
                               .source = text_at(ask, 13)});
    }
  }

  const SQLite::Database& database_;
  const ExportFilter& filter_;
  std::set<std::string> races_;
  std::map<long, int> numbers_;
};

}  // namespace

base::Result<formats::Sheet> exported(const Archive& archive, const ExportFilter& filter) {
  for (const std::string& id : filter.races) {
    // Says which are near.
    if (const auto race = archive.race(id); !race) return tl::make_unexpected(race.error());
  }
  return guarded(archive.inside().file, [&]() -> base::Result<formats::Sheet> {
    Copy copy{archive.inside().database, filter};
    copy.all();
    return std::move(copy.sheet);
  });
}

}  // namespace lastlap::archive
