#include "lastlap/archive/career.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "lastlap/archive/listed_place.hpp"
#include "lastlap/archive/race_ids.hpp"

namespace lastlap::archive {
namespace {

using measure::AsOf;

constexpr int last_medal = 3;
/// The first and the last day of one championship lie at most so far apart: the Olympic Games' athletics take ten.
constexpr int most_days_of_games = 16;
/// Heats and final of one event lie at most so far apart, and no other meeting of the town between them.
constexpr int most_days_to_the_final = 8;

double metres_of(const std::string& event) {
  const auto known = measure::event_named(event);
  return known ? known->distance.si() : 0.0;
}

/// The fastest of each group, and of equal ones the first, in the order of the groups.
template <class Group>
std::vector<Performance> fastest_of_each(const std::vector<Performance>& marks, Group&& group) {
  std::map<decltype(group(marks.front())), Performance> fastest;
  for (const Performance& mark : marks) {
    const auto [best, is_new] = fastest.try_emplace(group(mark), mark);
    if (!is_new && mark.time < best->second.time) best->second = mark;
  }
  std::vector<Performance> in_order;
  for (auto& [key, mark] : fastest) in_order.push_back(std::move(mark));
  return in_order;
}

/// When a milestone was bettered: the day of the next that does not equal it.
std::optional<measure::Date> bettered_on(const RecordHistory& history, std::size_t milestone) {
  for (std::size_t next = milestone + 1; next < history.milestones.size(); ++next) {
    if (history.milestones[next].mark.performance.time < history.milestones[milestone].mark.performance.time)
      return history.milestones[next].mark.performance.date;
  }
  return std::nullopt;
}

/// "final" for the place "2", "semi-final 2" for "4sf2", "heat 1" for "1h1"; empty for another.
std::string round_of(const ListedPlace& place) {
  if (!place.place) return "";
  if (place.race.empty()) return "final";
  if (place.race.starts_with("sf")) return "semi-final " + place.race.substr(2);
  if (place.race.starts_with("h")) return "heat " + place.race.substr(1);
  return "";
}

/// Goes on to the round that a listed mark tells of, if it can only be of this championship.
void go_on_by(const Performance& mark, ChampionshipRun& run) {
  const ListedPlace place = read_listed_place(mark.place);
  const std::string round = round_of(place);
  if (!is_at_the_games_of(run.race, mark) || round.empty() || rank_of_round(round) <= rank_of_round(run.race.round)) return;
  run.race.id.clear();
  run.race.round = round;
  run.race.date = mark.date;
  run.race.source = run.result.source = mark.source;
  run.result.place = place.place;
  run.result.time = mark.time;
  run.result.status = "OK";
}

/// The championship by the archive's races of those days, of whatever event; else by its series and year.
std::string competition_of(const std::string& series, measure::Date day, const std::vector<RaceHeading>& races, const SportTables& tables) {
  for (const RaceHeading& race : races) {
    const Championship* championship = tables.championship_of(race.competition);
    if (championship && championship->series == series && std::abs(race.date.days_since(day)) <= most_days_of_games) return race.competition;
  }
  return fmt::format("{} {}", series, day.year());
}

/// A championship record was set at that championship, also where the archive has no result of hers there; a list of marks may say in which round.
void add_run_of(const RecordFact& record, const std::vector<Performance>& marks, const std::vector<RaceHeading>& races, const SportTables& tables,
                std::vector<ChampionshipRun>& runs) {
  const Performance& set = record.performance;
  const auto name = read_record_name(record.record, set.event, set.track);
  if (!name || name->kind != RecordKind::championship) return;
  const bool is_told = std::ranges::any_of(runs, [&](const ChampionshipRun& run) {
    return run.series == name->of && run.race.event == set.event && run.race.track == set.track && std::abs(run.race.date.days_since(set.date)) <= most_days_of_games;
  });
  const auto level = std::ranges::find(tables.championships, name->of, &Championship::series);
  if (is_told || level == tables.championships.end()) return;
  const auto mark = std::ranges::find_if(marks, [&](const Performance& one) { return one.event == set.event && one.track == set.track && one.date == set.date; });
  const ListedPlace place = mark == marks.end() ? ListedPlace{} : read_listed_place(mark->place);
  ChampionshipRun& run = runs.emplace_back();
  run.competition = competition_of(name->of, set.date, races, tables);
  run.series = name->of;
  run.level = level->level;
  run.race.event = set.event;
  run.race.track = set.track;
  run.race.sex = name->sex;
  run.race.date = set.date;
  run.race.venue = set.venue;
  run.race.round = round_of(place);
  run.race.competition = run.competition;
  run.race.source = run.result.source = set.source;
  run.result.place = place.place;
  run.result.time = set.time;
  run.result.status = "OK";
}

std::optional<int> medal_of(const ChampionshipRun& run) {
  const bool won = is_final(run.race.round) && gives_medals(run.level) && run.result.status == "OK" && run.result.place &&
                   *run.result.place <= last_medal;
  return won ? run.result.place : std::nullopt;
}

/// Whether the archive holds the final of this championship, complete.
bool was_run_without(const std::vector<RaceHeading>& races, const RaceHeading& round) {
  return std::ranges::any_of(races, [&](const RaceHeading& race) {
    return race.competition == round.competition && race.event == round.event && race.track == round.track && race.sex == round.sex &&
           is_final(race.round) && race.field_complete;
  });
}

bool is_of(const AthleteMark& mark, const Athlete& athlete) {
  return mark.athlete.id == athlete.id;
}

bool among_milestones(const RecordHistory& history, const AthleteMark& mark) {
  return std::ranges::any_of(history.milestones, [&](const Milestone& one) {
    return one.listed && is_of(one.mark, mark.athlete) && one.mark.performance.date == mark.performance.date;
  });
}

}  // namespace

bool is_at_the_games_of(const RaceHeading& earlier, const Performance& mark) {
  const int days = mark.date.days_since(earlier.date);
  return mark.event == earlier.event && mark.track == earlier.track && days > 0 && days <= most_days_to_the_final &&
         town_of(mark.venue, {}) == town_of(earlier.venue, {});
}

std::vector<Performance> bests_of(const std::vector<Performance>& marks) {
  return fastest_of_each(marks, [](const Performance& mark) { return std::tuple(metres_of(mark.event), mark.event, mark.track); });
}

std::vector<Performance> season_bests_of(const std::vector<Performance>& marks) {
  return fastest_of_each(marks, [](const Performance& mark) {
    return std::tuple(metres_of(mark.event), mark.event, mark.track, mark.date.year());
  });
}

std::vector<ChampionshipRun> championships_of(const std::vector<std::pair<RaceHeading, RaceResult>>& results,
                                              const std::vector<Performance>& marks, const std::vector<RaceHeading>& races,
                                              const SportTables& tables, const std::vector<RecordFact>& records) {
  std::vector<ChampionshipRun> runs;
  for (const auto& [race, result] : results) {
    const Championship* championship = tables.championship_of(race.competition);
    if (!championship || result.status == "DNS" || is_on_the_way(race.round)) continue;
    const auto same = std::ranges::find_if(runs, [&, &of = race](const ChampionshipRun& run) {
      return run.competition == of.competition && run.race.event == of.event && run.race.track == of.track;
    });
    ChampionshipRun& run = same == runs.end() ? runs.emplace_back() : *same;
    if (same != runs.end() && rank_of_round(race.round) < rank_of_round(run.race.round)) continue;
    run = {.competition = race.competition, .series = championship->series, .level = championship->level, .race = race, .result = result,
           .medal = {}, .sure = true};
  }
  for (const RecordFact& record : records) add_run_of(record, marks, races, tables, runs);
  std::ranges::stable_sort(runs, {}, [](const ChampionshipRun& run) { return run.race.date; });
  for (ChampionshipRun& run : runs) {
    for (const Performance& mark : marks) go_on_by(mark, run);
    run.medal = medal_of(run);
    run.sure = is_final(run.race.round) || was_run_without(races, run.race);
  }
  return runs;
}

Medals medals_of(const std::vector<ChampionshipRun>& runs, Level level) {
  Medals medals;
  for (const ChampionshipRun& run : runs) {
    if (!run.medal || run.level != level) continue;
    ++(*run.medal == 1 ? medals.gold : *run.medal == 2 ? medals.silver : medals.bronze);
  }
  return medals;
}

std::vector<Held> held_by(const Athlete& athlete, const std::vector<Record>& records) {
  std::vector<Held> held;
  for (const Record& record : records) {
    const RecordHistory& history = record.history;
    for (std::size_t i = 0; i < history.milestones.size(); ++i) {
      const Milestone& milestone = history.milestones[i];
      const bool counts = milestone.listed || record.name.kind == RecordKind::world;
      if (counts && is_of(milestone.mark, athlete))
        held.push_back({record.name, milestone.mark, milestone.listed, bettered_on(history, i)});
    }
    // A listed record that faster marks contradict is no milestone, and yet it is listed.
    if (history.in_force && is_of(*history.in_force, athlete) && !among_milestones(history, *history.in_force))
      held.push_back({record.name, *history.in_force, true, std::nullopt});
  }
  std::ranges::stable_sort(held, {}, [](const Held& one) { return one.mark.performance.date; });
  return held;
}

base::Result<Career> career_of(const Archive& archive, const Athlete& athlete, const SportTables& tables, const AsOf& as_of) {
  Career career;
  career.athlete = athlete;
  auto marks = archive.performances(athlete, as_of);
  if (!marks) return tl::make_unexpected(marks.error());
  auto results = archive.results(athlete, as_of);
  if (!results) return tl::make_unexpected(results.error());
  auto listed = archive.records(athlete, as_of);
  if (!listed) return tl::make_unexpected(listed.error());
  const RecordQuestion question{.event = "", .sex = athlete.sex, .track = {}, .kind = {}, .of = ""};
  const auto material = record_material(archive, question, as_of);
  if (!material) return tl::make_unexpected(material.error());
  career.bests = bests_of(*marks);
  career.season_bests = season_bests_of(*marks);
  const auto races = archive.races({.event = "", .sex = {}, .year = {}, .as_of = as_of});
  if (!races) return tl::make_unexpected(races.error());
  career.championships = championships_of(*results, *marks, *races, tables, *listed);
  career.held = held_by(athlete, records_of(*material, question, tables, as_of));
  career.marks = std::move(*marks);
  career.results = std::move(*results);
  career.records = std::move(*listed);
  return career;
}

}  // namespace lastlap::archive
