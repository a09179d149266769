#include "lastlap/formats/lynx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "lastlap/formats/clock.hpp"
#include "lastlap/formats/heading.hpp"
#include "lastlap/formats/laps.hpp"
#include "lastlap/formats/lynx_lines.hpp"
#include "lastlap/formats/naming.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/formats/status.hpp"
#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

class LynxReader {
 public:
  LynxReader(std::string file, bool results) : scribe_{std::move(file), results ? "FinishLynx results" : "FinishLynx start list"}, results_{results} {}

  Sheet read(std::string_view text) {
    LynxLines lines{text};
    LynxCells cells;
    std::string problem;
    for (bool first = true; lines.next(cells, problem) && scribe_.has_room(lines.line()); first = false) {
      if (!problem.empty()) scribe_.wrong(lines.line(), {"not a line of FinishLynx", problem, ""});
      else if (first || begins_another_race(cells) || (!results_ && !cell(cells, runner_place).empty())) add_race(cells, lines.line());
      else add_runner(cells, lines.line());
    }
    place_those_who_did_not_finish();
    return std::move(scribe_).done();
  }

 private:
  void add_race(const LynxCells& cells, std::size_t line) {
    place_those_who_did_not_finish();
    if (!is_race_line(cells) && !is_bare_race_line(cells)) {
      scribe_.wrong(line, {"not a race", "it does not begin with the numbers of event, round and heat, and a name", ""});
      race_ = std::nullopt;
      return;
    }
    const std::string_view name = cell(cells, race_name);
    Heading heading = heading_of(name);
    if (!heading.distance) take_distance(cell(cells, race_distance), heading);
    RaceRow race;
    race.line = line;
    race.key = fmt::format("{}-{}-{}", cell(cells, event_number), cell(cells, round_number), cell(cells, heat_number));
    race.title = plain(name.substr(0, most_word_bytes));
    race.event = heading.event;
    race.distance = heading.distance;
    race.sex = heading.sex;
    race.track = heading.track;
    race.round = round_of(heading, cells);
    if (!heading.is_known) scribe_.remark(remark_on_event(heading));
    scribe_.sheet.races.push_back(race);
    race_ = std::move(race);
  }

  /// The distance of the line, where the name says neither one nor a race of another kind.
  void take_distance(std::string_view written, Heading& heading) {
    const Heading said = heading_of(written);
    const bool is_other = heading_of(fmt::format("1500 m {}", heading.event)).distance == std::nullopt;
    if (!said.distance || is_other) return;
    heading.distance = said.distance;
    if (!said.is_known) return;
    heading.event = said.event;
    heading.is_known = true;
  }

  /// The round as the name says it with the heat's number, or the number alone: FinishLynx numbers rounds and does not name them.
  std::string round_of(const Heading& heading, const LynxCells& cells) {
    const int heat = whole_number(cell(cells, heat_number)).value_or(1);
    const std::string& round = heading.round;
    const bool has_number = !round.empty() && round.back() >= '0' && round.back() <= '9';
    if (has_number || (!round.empty() && heat <= 1 && round == "final")) return round;
    if (round.empty()) return heat <= 1 ? "race" : fmt::format("race {}", heat);
    return fmt::format("{} {}", round, heat);
  }

  void add_runner(const LynxCells& cells, std::size_t line) {
    if (!race_) return;
    ResultRow result;
    result.line = line;
    result.race = race_->key;
    result.bib = plain(cell(cells, runner_id).substr(0, most_word_bytes));
    result.person = person_of({cell(cells, first_name), cell(cells, last_name)});
    result.person.sex = race_->sex;
    result.person.club = plain(cell(cells, affiliation));
    result.start_order = whole_number(cell(cells, runner_lane));
    for (const std::string& word : {result.person.name, result.person.club})
      if (word.size() > most_word_bytes) return wrong(line, "a name is too long");
    if (result.bib.empty() && result.person.name.empty()) return wrong(line, "neither a number nor a name");
    if (result.person.name.empty()) scribe_.remark("a runner known by her number only");
    if (!take_outcome(cells, result)) return;
    if (results_) add_splits(cells, result);
    scribe_.sheet.results.push_back(std::move(result));
  }

  void wrong(std::size_t line, std::string why, std::string hint = {}) {
    scribe_.wrong(line, {results_ ? "not a result" : "not an entry", std::move(why), std::move(hint)});
  }

  /// Place, time and status; false with a bad row where one of them cannot be right.
  bool take_outcome(const LynxCells& cells, ResultRow& result) {
    result.status = "entered";
    if (!results_) return true;
    const std::string_view time = cell(cells, runner_time);
    // Who ran outside the competition has a time and no place.
    const std::string_view place = is_outside(cell(cells, runner_place)) ? std::string_view{} : cell(cells, runner_place);
    const auto in_place = status_of(place), in_time = status_of(time);
    if (in_place || in_time) {
      result.status = std::string(in_place ? *in_place : *in_time);
      if (result.status.empty()) result.status = "entered";
      return true;
    }
    if (!place.empty()) {
      result.place = whole_number(place);
      if (!result.place || *result.place < 1) {
        wrong(result.line, fmt::format("{} is neither a place nor a status", shown(place)), "docs/formats.md has the words");
        return false;
      }
    }
    if (!time.empty() && !take_time(time, result)) return false;
    if (result.place || result.time) result.status = "OK";
    else scribe_.remark("a runner without place, time or status");
    return true;
  }

  bool take_time(std::string_view written, ResultRow& result) {
    const auto time = clock_time(written);
    if (!time || !(time->raw.si() > 0) || time->raw.si() > 1e5) {
      wrong(result.line, fmt::format("{} is not a time", shown(written)), "write 3:29.38, 58.6 or 209.38");
      return false;
    }
    result.time = time->official();
    result.raw_time = time->finer();
    result.timing = time->timing(true);
    return true;
  }

  /// Splits stand in their own cell, or behind the user's; gaps and speeds stand there too.
  void add_splits(const LynxCells& cells, const ResultRow& result) {
    if (!race_->distance) return;
    std::vector<measure::Duration> written = times_in(cell(cells, splits));
    const bool own_cell = !written.empty();
    for (std::size_t i = behind_user_fields; !own_cell && i < cells.size(); ++i) {
      const auto time = clock_time(cell(cells, i));
      if (!time) break;
      written.push_back(time->raw);
    }
    if (!result.time) {
      if (result.status == "DNF") those_who_did_not_finish_.push_back({result, times_among(written, {})});
      return;
    }
    const measure::Duration finish = result.raw_time.value_or(*result.time);
    const auto passings = passings_of(times_among(written, finish), *race_->distance, finish);
    if (!passings && own_cell) scribe_.remark("splits that do not tell at which distances");
    if (!passings) return;
    if (distances_.empty()) {
      for (const Passing& passing : *passings) distances_.push_back(passing.distance);
    }
    add_passings(*passings, result);
  }

  /// "58.12 (58.12), 1:59.30 (1:01.18)": laps stand in brackets.
  static std::vector<measure::Duration> times_in(std::string_view written) {
    std::vector<measure::Duration> times;
    while (!written.empty() && times.size() <= most_lynx_cells) {
      const std::size_t end = std::min(written.find_first_of(" ;,/"), written.size());
      if (const auto time = clock_time(written.substr(0, end))) times.push_back(time->raw);
      written = trimmed(written.substr(std::min(end + 1, written.size())));
    }
    return times;
  }

  void add_passings(const std::vector<Passing>& passings, const ResultRow& result) {
    std::string metres;
    for (const Passing& passing : passings) {
      SplitRow split;
      split.line = result.line;
      split.race = result.race;
      split.person = result.person;
      if (split.person.name.empty()) split.bib = result.bib;
      split.distance = passing.distance;
      split.time = passing.time;
      scribe_.sheet.splits.push_back(std::move(split));
      metres += fmt::format("{}{:g}", metres.empty() ? "" : ", ", passing.distance.si());
    }
    scribe_.understood(fmt::format("split times without distances as those at {} m, laps before the finish", metres));
  }

  /// Who did not finish passed where the finishers of her race did.
  void place_those_who_did_not_finish() {
    for (const auto& [result, times] : those_who_did_not_finish_) {
      if (const auto passings = passings_at(distances_, times)) add_passings(*passings, result);
      else if (!times.empty()) scribe_.remark("splits of a runner who did not finish, that do not tell at which distances");
    }
    those_who_did_not_finish_.clear();
    distances_.clear();
  }

  Scribe scribe_;
  bool results_;
  std::optional<RaceRow> race_;  ///< nothing behind a race that could not be read: its runners belong to nobody
  std::vector<measure::Distance> distances_;  ///< at which the finishers of this race were timed
  std::vector<std::pair<ResultRow, std::vector<measure::Duration>>> those_who_did_not_finish_;
};

/// Whether the first line can be read and is what `is` asks for.
template <class Is>
bool first_line(std::string_view text, Is is) {
  LynxLines lines{text.substr(0, 1 << 16)};
  LynxCells cells;
  std::string problem;
  return lines.next(cells, problem) && problem.empty() && is(cells);
}

}  // namespace

bool is_lynx(std::string_view text) {
  return first_line(text, [](const LynxCells& cells) { return (is_race_line(cells) && !is_runner_line(cells)) || is_bare_race_line(cells); });
}

bool lacks_its_race(std::string_view text) { return first_line(text, is_runner_line); }

base::Result<Sheet> read_lynx(std::string_view text, std::string file) {
  if (!is_lynx(text)) {
    return base::wrong("not a file of FinishLynx", file + ":1",
                       lacks_its_race(text) ? "it begins with a runner; the line of her race is missing"
                                            : "it does not begin with the numbers of event, round and heat, and a name");
  }
  const bool results = holds_results(text, file);
  return LynxReader{std::move(file), results}.read(text);
}

}  // namespace lastlap::formats
