#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/archive/clerk.hpp"
#include "lastlap/archive/inside.hpp"

namespace lastlap::archive {
namespace {

using formats::ResultRow;

constexpr double same_time_s = 0.0005;
constexpr int first_year_of_timed_races = 1850;  // guess: stopwatches came to running tracks about then
constexpr int fewest_in_common = 2;  // runners of one day, event and sex with the same times: the same race

Value flag(bool value) {
  return Value{std::int64_t{value ? 1 : 0}};
}

}  // namespace

void Clerk::races_with_results() {
  std::map<std::string, int> sheets_with;
  std::vector<std::set<std::string>> own_keys(sheets_.size());
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    for (const formats::RaceRow& row : sheets_[i].sheet->races) {
      own_keys[i].insert(row.key);
      keys_[row.key] = {i, row.key};
      ++sheets_with[row.key];
    }
  }
  for (const auto& [key, count] : sheets_with) {
    if (count > 1) keys_.erase(key);
  }
  const auto place_of = [&](std::size_t sheet,
                            const std::string& key) -> std::pair<std::size_t, std::string> {
    const bool own = own_keys[sheet].contains(key);
    const auto elsewhere = keys_.find(key);
    return own || elsewhere == keys_.end() ? std::pair{sheet, key} : elsewhere->second;
  };
  ResultsByRace results;
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    std::map<std::string, std::pair<std::size_t, std::string>> places;
    for (const ResultRow& row : sheets_[i].sheet->results) {
      auto place = places.find(row.race);
      if (place == places.end()) place = places.emplace(row.race, place_of(i, row.race)).first;
      results[place->second].emplace_back(i, &row);
    }
  }
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    for (const formats::RaceRow& row : sheets_[i].sheet->races) {
      if (!step("races")) return;
      const auto found = results.find({i, row.key});
      static const std::vector<std::pair<std::size_t, const ResultRow*>> none;
      add_race(i, row, found == results.end() ? none : found->second);
    }
  }
  for (const auto& [place, rows] : results) {
    for (const auto& [sheet, row] : rows) {
      if (!step("results")) return;
      result(sheet, *row);
    }
  }
}

std::optional<Clerk::Race> Clerk::archived_race(const std::string& id) {
  SQLite::Statement ask{database_,
                        "SELECT r.sex, r.date, r.event, r.distance_m, s.text FROM races r JOIN sources s ON "
                        "s.id = r.source_id WHERE r.id = ?"};
  bind_all(ask, id);
  if (!ask.executeStep()) return std::nullopt;
  return Race{.id = id,
              .sex = sex_at(ask, 0),
              .date = date_at(ask, 1),
              .event = text_at(ask, 2),
              .distance_m = number_at(ask, 3),
              .source = ""};
}

/// The row with what the context adds. Nothing, with a bad row, if something is missing or cannot be.
std::optional<Clerk::Race> Clerk::described(std::size_t sheet, const formats::RaceRow& row) {
  const Row at{sheet, row.line};
  const RaceContext& context = rules_.context;
  const auto sex = row.sex ? row.sex : context.sex;
  const auto date = row.date ? row.date : context.date;
  const auto asked = measure::event_named(context.event);
  const bool is_another = row.distance && asked && std::abs((*row.distance - asked->distance).si()) > 1.0;
  std::string event = measure::event_named(row.event) ? row.event : is_another ? "" : context.event;
  if (event.empty() && row.distance) {
    if (const auto known = measure::event_of(*row.distance)) event = known->name;
  }
  const auto known = measure::event_named(event);
  if (!known) {
    left_aside_.insert({sheet, row.key});
    if (row.event.empty()) bad(at, "not a race", "its event is not told", "give --event");
    return std::nullopt;
  }
  if (!sex || !date) {
    const char* missing = sex ? "date is" : date ? "sex is" : "sex and date are";
    bad(at, "not a race", fmt::format("its {} not told", missing),
        sex    ? "give --date"
        : date ? "give --sex"
               : "give --sex and --date");
  } else if (is_possible_day(*date, at, "not a race")) {
    return Race{.id = "",
                .sex = *sex,
                .date = *date,
                .event = event,
                .distance_m = row.distance.value_or(known->distance).si(),
                .source = ""};
  }
  left_aside_.insert({sheet, row.key});
  return std::nullopt;
}

/// Neither later than today nor earlier than races were timed; else a bad row.
bool Clerk::is_possible_day(measure::Date day, Row row, const char* what) {
  if (rules_.shipped || !rules_.day) return true;
  if (day > *rules_.day) bad(row, what, fmt::format("{} is later than today, {}", day.text(), rules_.day->text()));
  else if (day.year() < first_year_of_timed_races) bad(row, what, fmt::format("{} is earlier than races were timed", day.text()), "look at its year");
  else return true;
  return false;
}

/// A new race may be one of the archive that is called otherwise: one day, event and sex, no other round, and some of its runners.
void Clerk::tell_of_races_that_may_be_one() {
  SQLite::Statement ask{database_, R"sql(
    SELECT r.id, count(*) FROM races n JOIN races r ON r.date = n.date AND r.event = n.event AND r.sex = n.sex AND r.id != n.id
      AND (r.round = n.round OR r.round = 'race' OR n.round = 'race')
      JOIN results x ON x.race_id = n.id AND x.status != 'DNS' JOIN results y ON y.race_id = r.id AND y.athlete_id = x.athlete_id AND y.status != 'DNS'
    WHERE n.id = ? GROUP BY r.id HAVING count(*) >= ? ORDER BY count(*) DESC, r.id)sql"};
  const std::set<std::string> added{findings_.new_races.begin(), findings_.new_races.end()};
  for (const std::string& id : findings_.new_races) {
    ask.reset();
    bind_all(ask, id, fewest_in_common);
    while (ask.executeStep()) {
      const std::string other = text_at(ask, 0);
      if (added.contains(other)) continue;
      findings_.warnings.push_back(fmt::format("{} may be {} of the archive: {} runners are in both on one day; if so, import its file with --race {}",
                                               id, other, ask.getColumn(1).getInt(), other));
    }
  }
}

/// The archive's race of that day, event and sex in which some of these ran the same times.
std::optional<std::string> Clerk::race_run_by(
    const Race& race, const std::vector<std::pair<std::size_t, const ResultRow*>>& results) {
  std::map<std::string, int> in_common;
  int with_time = 0;
  SQLite::Statement ask{database_,
                        "SELECT x.race_id FROM results x JOIN races r ON r.id = x.race_id WHERE x.athlete_id "
                        "= ? AND r.date = ? AND "
                        "r.event = ? AND r.sex = ? AND abs(x.time_s - ?) < ?"};
  if (not_stated_like(race).empty()) return std::nullopt;
  for (const auto& [sheet, row] : results) {
    if (!row->time) continue;
    ++with_time;
    const auto athlete = who(row->person, race.sex, race.date, {sheet, row->line});
    if (!athlete) continue;
    ask.reset();
    bind_all(ask, *athlete, race.date, race.event, std::string(measure::text(race.sex)), row->time->si(),
             same_time_s);
    while (ask.executeStep()) ++in_common[text_at(ask, 0)];
  }
  std::optional<std::string> found;
  int most = std::min(fewest_in_common, std::max(with_time, 1)) - 1;
  for (const auto& [id, count] : in_common) {
    if (count > most && !stated_races_.contains(id)) {
      found = id;
      most = count;
    }
  }
  return found;
}

/// The round of the row, else of the context; a new race has one in any case.
std::string Clerk::round_of(const formats::RaceRow& row, bool is_new) const {
  const std::string round = row.round.empty() ? rules_.context.round : row.round;
  return round.empty() && is_new ? "race" : round;
}

/// The archive's race with the same headings, where no result tells it; of several the one that came first, for files
/// keep their order.
std::optional<std::string> Clerk::race_headed(const Race& race, const formats::RaceRow& row) {
  SQLite::Statement ask{database_, "SELECT 1 FROM races r WHERE r.id = ? AND r.competition = ? AND r.round = ? AND (r.venue = ?4 OR ?4 = '')"};
  for (const std::string& id : not_stated_like(race)) {
    ask.reset();
    bind_all(ask, id, row.competition.empty() ? rules_.context.competition : row.competition, round_of(row, true),
             row.venue.empty() ? rules_.context.venue : row.venue);
    if (ask.executeStep()) return id;
  }
  return std::nullopt;
}

/// The archive's races of that day, event and sex that this pass has not stated, in the order they came.
const std::vector<std::string>& Clerk::not_stated_like(const Race& race) const {
  static const std::vector<std::string> none;
  const auto found = not_stated_.find({race.date.text(), race.event, race.sex});
  return found == not_stated_.end() ? none : found->second;
}

/// Takes back a race that an import brought without anybody in it: its results have told that it is another.
void Clerk::forget_if_empty(const std::string& race) {
  SQLite::Statement ask{database_,
                        "SELECT 1 FROM races WHERE id = ?1 AND import_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
                        "results WHERE race_id = ?1) AND NOT EXISTS (SELECT 1 FROM splits WHERE race_id = ?1) "
                        "AND NOT EXISTS (SELECT 1 FROM segments WHERE race_id = ?1)"};
  bind_all(ask, race);
  if (!ask.executeStep()) return;
  for (const char* forget : {"DELETE FROM sayings WHERE race_id = ?", "DELETE FROM races WHERE id = ?"}) {
    SQLite::Statement take_back{database_, forget};
    run(take_back, race);
  }
}

void Clerk::add_race(std::size_t sheet, const formats::RaceRow& row,
                     const std::vector<std::pair<std::size_t, const ResultRow*>>& results) {
  const Row at{sheet, row.line};
  if (races_.contains({sheet, row.key}))
    return bad(at, "not a race", fmt::format("\"{}\" stands twice", row.key));
  const bool has_our_id = row.has_id && is_race_id(row.key);
  const std::string id = has_our_id ? row.key : rules_.context.race;
  auto race = id.empty() ? std::nullopt : archived_race(id);
  const bool is_known = race.has_value();
  if (!race) race = described(sheet, row);
  if (!race) return;
  race->source = row.source;
  if (!id.empty()) {
    race->id = id;
    return state_race(sheet, row, *race, !is_known, has_our_id);
  }
  auto same = race_run_by(*race, results);
  const auto headed = race_headed(*race, row);
  if (!same) same = headed;
  if (headed && headed != same) forget_if_empty(*headed);
  race->id = same.value_or("");
  state_race(sheet, row, *race, !same, false);
}

void Clerk::state_race(std::size_t sheet, const formats::RaceRow& row, Race race, bool is_new, bool by_id) {
  const Row at{sheet, row.line};
  const RaceContext& context = rules_.context;
  const std::string competition = row.competition.empty() ? context.competition : row.competition;
  const std::string venue = row.venue.empty() ? context.venue : row.venue;
  const std::string round = round_of(row, is_new);
  if (race.id.empty()) {
    race.id = new_race_id({.venue = venue,
                           .competition = competition,
                           .round = round,
                           .title = row.title,
                           .event = race.event,
                           .sex = race.sex,
                           .date = race.date},
                          towns_, taken_ids_);
  }
  if (stated_races_.contains(race.id)) return bad(at, "not a race", fmt::format("{} stands twice", race.id));
  if (is_new && !rules_.shipped) findings_.new_races.push_back(race.id);
  // A row that does not name our race tells more of it and corrects nothing.
  const bool only_fills = !is_new && !by_id;
  const auto track = row.track ? row.track : context.track;
  Fields fields{{"competition", competition, only_fills},
                {"round", round, only_fills},
                {"event", by_id && measure::event_named(row.event) ? row.event : race.event, only_fills},
                {"distance_m", by_id && row.distance ? row.distance->si() : race.distance_m, only_fills},
                {"sex", std::string(measure::text(by_id && row.sex ? *row.sex : race.sex)), only_fills},
                {"date", (by_id && row.date ? *row.date : race.date).text(), only_fills},
                {"venue", venue, only_fills}};
  if (is_new || track)
    fields.push_back(
        {"track", std::string(measure::text(track.value_or(measure::TrackKind::oval_400))), only_fills});
  if (is_new || row.field_complete || rules_.shipped)
    fields.push_back({"field_complete", flag(row.field_complete.value_or(false)), only_fills});
  count(sheet, Fact::race, ledger_.race(race.id, fields, teller(sheet, row.source, context.source)), at,
        race.id);
  stated_races_.insert(race.id);
  if (const auto like = not_stated_.find({race.date.text(), race.event, race.sex}); like != not_stated_.end()) std::erase(like->second, race.id);
  taken_ids_.insert(race.id);
  races_[{sheet, row.key}] = std::move(race);
}

const Clerk::Race* Clerk::race_of(std::size_t sheet, const std::string& key, std::size_t line) {
  std::pair<std::size_t, std::string> place{sheet, key};
  if (const auto elsewhere = keys_.find(key); !races_.contains(place) && elsewhere != keys_.end())
    place = elsewhere->second;
  if (const auto known = races_.find(place); known != races_.end()) return &known->second;
  if (left_aside_.contains(place)) return nullptr;
  const std::string& id = key.empty() || key == formats::untold_race ? rules_.context.race : key;
  if (auto archived = rules_.shipped || id.empty() ? std::nullopt : archived_race(id))
    return &(races_[place] = std::move(*archived));
  const std::string why = id.empty()
                              ? "its race is not told"
                              : fmt::format("race \"{}\" is in none of the files nor in the archive", id);
  bad({sheet, line}, "whose race is not known", why,
      id.empty() ? "give --race" : "import the file of races with it");
  return nullptr;
}

}  // namespace lastlap::archive
