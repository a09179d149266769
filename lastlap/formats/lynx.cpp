#include "lastlap/formats/lynx.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "lastlap/formats/cells.hpp"
#include "lastlap/formats/clock.hpp"
#include "lastlap/formats/heading.hpp"
#include "lastlap/formats/laps.hpp"
#include "lastlap/formats/naming.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/formats/status.hpp"
#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

using Cells = std::vector<std::string_view>;

/// Where things stand in a line of a race and in a line of a runner. FinishLynx manual, "Database Files".
enum RaceCell : std::size_t { event_number, round_number, heat_number, race_name, race_distance = 9 };
enum RunnerCell : std::size_t { runner_place, runner_id, runner_lane, last_name, first_name, affiliation, runner_time, splits = 10, behind_user_fields = 15 };

/// No race has more cells in a line: 200 splits, each with its lap, and twenty others.
constexpr std::size_t most_cells = 420;

std::string_view cell(const Cells& cells, std::size_t at) { return at < cells.size() ? trimmed(cells[at]) : std::string_view{}; }

bool is_race_line(const Cells& cells) {
  return cells.size() >= 4 && whole_number(cell(cells, event_number)) && whole_number(cell(cells, round_number)) &&
         whole_number(cell(cells, heat_number)) && !cell(cells, race_name).empty();
}

/// What stands behind lines of comment.
std::string_view without_comments(std::string_view text) {
  while (text.starts_with(';')) text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  return text;
}

/// Lines of a runner may begin with a blank instead of an empty cell before her number; lines with a semicolon are comments.
class LynxLines {
 public:
  explicit LynxLines(std::string_view text) : reader_{text, separator_of(without_comments(text))} {}
  bool next(Cells& cells, std::string& problem) {
    while (reader_.next(cells, problem)) {
      if (problem.empty() && cells.front().starts_with(';')) continue;
      const std::string_view front = cells.front();
      if (problem.empty() && (front.starts_with(' ') || front.starts_with('\t')) && !trimmed(front).empty()) cells.insert(cells.begin(), "");
      if (problem.empty() && std::ranges::all_of(cells, [](std::string_view c) { return trimmed(c).empty(); })) continue;
      if (problem.empty() && cells.size() > most_cells) problem = fmt::format("{} cells are no line of a race", cells.size());
      return true;
    }
    return false;
  }
  std::size_t line() const { return reader_.line(); }

 private:
  CellReader reader_;
};

/// Results rather than start lists: a line of a runner begins with her place, or with a status.
bool holds_results(std::string_view text, const std::string& file) {
  LynxLines lines{text};
  Cells cells;
  std::string problem;
  bool first = true, timed = false;
  for (std::size_t races = 0; lines.next(cells, problem); first = false) {
    if (first || !problem.empty()) continue;
    if (!cell(cells, runner_place).empty()) {
      if (!is_race_line(cells) || status_of(cell(cells, runner_place))) return true;
      // "2,2875,5,Weber,Maren": a runner in second place has the shape of a race; the place tells, for races count up slowly.
      if (races == 0 && whole_number(cell(cells, runner_place)) == 1 && !cell(cells, first_name).empty()) return true;
      ++races;
    } else if (cells.size() > runner_time && clock_time(cell(cells, runner_time))) {
      timed = true;
    }
  }
  return timed && !small_letters(file).ends_with(".evt");
}

class LynxReader {
 public:
  LynxReader(std::string file, bool results) : scribe_{std::move(file), results ? "FinishLynx results" : "FinishLynx start list"}, results_{results} {}

  Sheet read(std::string_view text) {
    LynxLines lines{text};
    Cells cells;
    std::string problem;
    for (bool first = true; lines.next(cells, problem) && scribe_.has_room(lines.line()); first = false) {
      if (!problem.empty()) scribe_.wrong(lines.line(), {"not a line of FinishLynx", problem, ""});
      else if (first || (!results_ && !cell(cells, runner_place).empty())) add_race(cells, lines.line());
      else add_runner(cells, lines.line());
    }
    return std::move(scribe_).done();
  }

 private:
  void add_race(const Cells& cells, std::size_t line) {
    if (!is_race_line(cells)) {
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
  std::string round_of(const Heading& heading, const Cells& cells) {
    const int heat = *whole_number(cell(cells, heat_number));
    const std::string& round = heading.round;
    const bool has_number = !round.empty() && round.back() >= '0' && round.back() <= '9';
    if (has_number || (!round.empty() && heat <= 1 && round == "final")) return round;
    if (round.empty()) return heat <= 1 ? "race" : fmt::format("race {}", heat);
    return fmt::format("{} {}", round, heat);
  }

  void add_runner(const Cells& cells, std::size_t line) {
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
  bool take_outcome(const Cells& cells, ResultRow& result) {
    result.status = "entered";
    if (!results_) return true;
    const std::string_view place = cell(cells, runner_place), time = cell(cells, runner_time);
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

  /// Cumulative splits stand in their own cell, or behind the user's; laps and gaps stand there too.
  void add_splits(const Cells& cells, const ResultRow& result) {
    if (!race_->distance || !result.time) return;
    const measure::Duration finish = result.raw_time.value_or(*result.time);
    std::vector<measure::Duration> times;
    std::string_view rest = cell(cells, splits);
    while (!rest.empty()) {
      // "58.12 (58.12), 1:59.30 (1:01.18)": laps stand in brackets.
      const std::size_t end = std::min(rest.find_first_of(" ;,/"), rest.size());
      if (const auto time = clock_time(rest.substr(0, end))) times.push_back(time->raw);
      rest = trimmed(rest.substr(std::min(end + 1, rest.size())));
    }
    const bool own_cell = !times.empty();
    for (std::size_t i = behind_user_fields; !own_cell && i < cells.size(); ++i) {
      const auto time = clock_time(cell(cells, i));
      if (!time || (!times.empty() && time->raw <= times.back())) break;
      times.push_back(time->raw);
    }
    const auto passings = passings_of(times, *race_->distance, finish);
    if (!passings && own_cell) scribe_.remark("splits that do not tell at which distances");
    for (const Passing& passing : passings.value_or(std::vector<Passing>{})) {
      SplitRow split;
      split.line = result.line;
      split.race = result.race;
      split.person = result.person;
      split.distance = passing.distance;
      split.time = passing.time;
      scribe_.sheet.splits.push_back(std::move(split));
    }
  }

  Scribe scribe_;
  bool results_;
  std::optional<RaceRow> race_;  ///< nothing behind a race that could not be read: its runners belong to nobody
};

}  // namespace

bool is_lynx(std::string_view text) {
  LynxLines lines{text.substr(0, 1 << 16)};
  Cells cells;
  std::string problem;
  return lines.next(cells, problem) && problem.empty() && is_race_line(cells);
}

base::Result<Sheet> read_lynx(std::string_view text, std::string file) {
  if (!is_lynx(text))
    return base::wrong("not a file of FinishLynx", file + ":1", "it does not begin with the numbers of event, round and heat, and a name");
  const bool results = holds_results(text, file);
  return LynxReader{std::move(file), results}.read(text);
}

}  // namespace lastlap::formats
