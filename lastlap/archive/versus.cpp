#include "lastlap/archive/versus.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "lastlap/archive/career.hpp"
#include "lastlap/archive/listed_place.hpp"

namespace lastlap::archive {
namespace {

using measure::AsOf;
using measure::Duration;

constexpr int last_medal = 3;

bool finished(const Side& side) {
  return side.status == "OK";
}

/// A side that was on the line: did not start is no race.
bool started(const Side& side) {
  return side.status != "DNS";
}

Side side_of(const RaceResult& result) {
  return {result.place, result.time, result.status};
}

void judge(Meeting& meeting) {
  meeting.ahead = ahead_of(meeting.first, meeting.second).value_or(Ahead::level);
  if (meeting.first.time && meeting.second.time)
    meeting.margin = Duration{std::abs((meeting.first.time.value() - meeting.second.time.value()).si())};
  const Side& winner = meeting.ahead == Ahead::second ? meeting.second : meeting.first;
  meeting.medal = meeting.final && meeting.championship && gives_medals(*meeting.championship) && winner.place &&
                  *winner.place <= last_medal && meeting.ahead != Ahead::level;
}

Meeting meeting_in(const RaceHeading& race, const RaceResult& first, const RaceResult& second, const SportTables& tables) {
  const Championship* championship = tables.championship_of(race.competition);
  Meeting meeting{.date = race.date,
                  .race = race.id,
                  .competition = race.competition,
                  .venue = race.venue,
                  .event = race.event,
                  .round = race.round,
                  .track = race.track,
                  .final = is_final(race.round),
                  .championship = championship ? std::optional{championship->level} : std::nullopt,
                  .medal = false,
                  .first = side_of(first),
                  .second = side_of(second),
                  .ahead = Ahead::level,
                  .margin = {},
                  .source = first.source};
  judge(meeting);
  return meeting;
}

std::vector<Meeting> meetings_in_races(const Results& first, const Results& second, const SportTables& tables) {
  std::map<std::string, const RaceResult*> seconds;
  for (const auto& [race, result] : second) seconds[race.id] = &result;
  std::vector<Meeting> meetings;
  for (const auto& [race, result] : first) {
    if (is_on_the_way(race.round)) continue;
    const auto other = seconds.find(race.id);
    if (other == seconds.end() || !ahead_of(side_of(result), side_of(*other->second))) continue;
    meetings.push_back(meeting_in(race, result, *other->second, tables));
  }
  return meetings;
}

/// One race as lists tell of it.
using ListedRace = std::tuple<measure::Date, std::string, measure::TrackKind, std::string, std::string>;

std::optional<ListedRace> listed_race_of(const Performance& mark) {
  const ListedPlace place = read_listed_place(mark.place);
  if (!place.place || !place.names_its_race()) return std::nullopt;
  return ListedRace{mark.date, mark.event, mark.track, mark.venue, place.race};
}

/// Whether the places and times of a group can be those of one race.
bool fits_one_race(const std::map<long, Performance>& marks) {
  std::vector<std::pair<int, double>> in_order;
  for (const auto& [athlete, mark] : marks) in_order.emplace_back(*read_listed_place(mark.place).place, mark.time.si());
  std::ranges::sort(in_order);
  for (std::size_t i = 1; i < in_order.size(); ++i) {
    const auto [place, time_s] = in_order[i];
    const auto [place_before, time_before_s] = in_order[i - 1];
    if (place == place_before ? time_s != time_before_s : time_s < time_before_s) return false;
  }
  return true;
}

Meeting listed_meeting(const Performance& first, const Performance& second) {
  const ListedPlace place = read_listed_place(first.place);
  const auto side = [](const Performance& mark) { return Side{read_listed_place(mark.place).place, mark.time, "OK"}; };
  Meeting meeting{.date = first.date,
                  .race = "",
                  .competition = "",
                  .venue = first.venue,
                  .event = first.event,
                  .round = place.race,
                  .track = first.track,
                  .final = place.is_final(),
                  .championship = {},
                  .medal = false,
                  .first = side(first),
                  .second = side(second),
                  .ahead = Ahead::level,
                  .margin = {},
                  .source = first.source};
  judge(meeting);
  return meeting;
}

/// The championship whose earlier rounds the archive has, where a list tells the final's time and place only.
void name_its_championship(Meeting& meeting, const Results& of_first, const Results& of_second, const SportTables& tables) {
  Performance mark;
  mark.event = meeting.event;
  mark.track = meeting.track;
  mark.date = meeting.date;
  mark.venue = meeting.venue;
  for (const Results* results : {&of_first, &of_second}) {
    for (const auto& [race, result] : *results) {
      const Championship* championship = tables.championship_of(race.competition);
      if (!meeting.final || !championship || is_final(race.round) || is_on_the_way(race.round) || !is_at_the_games_of(race, mark)) continue;
      meeting.competition = race.competition;
      meeting.round = "final";
      meeting.championship = championship->level;
      return judge(meeting);
    }
  }
}

/// Whether an archived race tells of the same day and event: nobody runs two races with the same rival in a day.
bool told_by(const std::vector<Meeting>& races, const Meeting& listed) {
  return std::ranges::any_of(races, [&](const Meeting& race) {
    return race.date == listed.date && race.event == listed.event && race.track == listed.track;
  });
}

void keep_scores(Versus& both) {
  for (const Meeting& meeting : both.meetings) {
    both.all.count(meeting.ahead);
    both.by_year[meeting.date.year()].count(meeting.ahead);
    both.by_event[meeting.event].count(meeting.ahead);
    if (meeting.final) both.finals.count(meeting.ahead);
    if (meeting.final && meeting.championship) both.championship_finals.count(meeting.ahead);
    if (meeting.medal) both.medals.count(meeting.ahead);
  }
}

}  // namespace

std::string_view text(Ahead ahead) {
  if (ahead == Ahead::level) return "level";
  return ahead == Ahead::first ? "first" : "second";
}

void Score::count(Ahead ahead) {
  ++(ahead == Ahead::first ? first : ahead == Ahead::second ? second : level);
}

std::optional<Ahead> ahead_of(const Side& first, const Side& second) {
  if (!started(first) || !started(second)) return std::nullopt;
  if (finished(first) != finished(second)) return finished(first) ? Ahead::first : Ahead::second;
  if (!finished(first)) return Ahead::level;
  const auto by = [](const auto& one, const auto& other) {
    return one == other ? Ahead::level : one < other ? Ahead::first : Ahead::second;
  };
  if (!first.place && !second.place) return std::nullopt;
  if (first.place && second.place) return by(*first.place, *second.place);
  if (first.time && second.time) return by(first.time->si(), second.time->si());
  return Ahead::level;
}

ListedRaces::ListedRaces(const std::vector<AthleteMark>& marks) {
  std::map<ListedRace, std::map<long, Performance>> races;
  std::set<ListedRace> twice;  // with two marks of one athlete: two races under one name
  for (const AthleteMark& mark : marks) {
    const auto race = listed_race_of(mark.performance);
    if (race && !races[*race].emplace(mark.athlete.id, mark.performance).second) twice.insert(*race);
  }
  for (auto& [race, runners] : races) {
    if (runners.size() < 2 || twice.contains(race) || !fits_one_race(runners)) continue;
    for (const auto& [athlete, mark] : runners) of_athlete_[athlete].push_back(races_.size());
    races_.push_back(std::move(runners));
  }
}

std::vector<Meeting> ListedRaces::meetings(const Athlete& first, const Athlete& second) const {
  std::vector<Meeting> meetings;
  const auto races = of_athlete_.find(first.id);
  if (races == of_athlete_.end()) return meetings;
  for (const std::size_t race : races->second) {
    const auto rival = races_[race].find(second.id);
    if (rival != races_[race].end()) meetings.push_back(listed_meeting(races_[race].at(first.id), rival->second));
  }
  return meetings;
}

Versus versus_of(const Athlete& first, const Results& of_first, const Athlete& second, const Results& of_second,
                 const ListedRaces& listed, const SportTables& tables) {
  Versus both{.first = first, .second = second, .meetings = meetings_in_races(of_first, of_second, tables), .all = {}, .finals = {},
              .championship_finals = {}, .medals = {}, .by_year = {}, .by_event = {}};
  const std::vector<Meeting> archived = both.meetings;
  for (Meeting& meeting : listed.meetings(first, second)) {
    if (told_by(archived, meeting)) continue;
    name_its_championship(meeting, of_first, of_second, tables);
    both.meetings.push_back(std::move(meeting));
  }
  std::ranges::stable_sort(both.meetings, {}, &Meeting::date);
  keep_scores(both);
  return both;
}

base::Result<Versus> versus(const Archive& archive, const Athlete& first, const Athlete& second, const SportTables& tables,
                            const AsOf& as_of) {
  const auto of_first = archive.results(first, as_of), of_second = archive.results(second, as_of);
  if (!of_first) return tl::make_unexpected(of_first.error());
  if (!of_second) return tl::make_unexpected(of_second.error());
  // Archived races tell their own starters; two of one day and heading are not to become one.
  const auto marks = archive.marks({.event = "", .sex = first.sex, .track = {}, .year = {}, .listed_only = true}, as_of);
  if (!marks) return tl::make_unexpected(marks.error());
  return versus_of(first, *of_first, second, *of_second, ListedRaces{*marks}, tables);
}

}  // namespace lastlap::archive
