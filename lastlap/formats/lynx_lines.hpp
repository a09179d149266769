#pragma once

// The lines of FinishLynx files: which is a race's, which a runner's.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/formats/cells.hpp"

namespace lastlap::formats {

using LynxCells = std::vector<std::string_view>;

/// Where things stand in a line of a race and in a line of a runner. FinishLynx manual, "Database Files".
enum RaceCell : std::size_t { event_number, round_number, heat_number, race_name, race_distance = 9 };
enum RunnerCell : std::size_t {
  runner_place, runner_id, runner_lane, last_name, first_name, affiliation, runner_time, splits = 10, behind_user_fields = 15
};

/// No race has more cells in a line: 200 splits, each with its lap, and twenty others.
inline constexpr std::size_t most_lynx_cells = 420;

/// The cell without blanks around it; empty where the line is shorter.
std::string_view cell(const LynxCells& cells, std::size_t at);

/// Lines of a runner may begin with a blank instead of an empty cell before her number; lines with a semicolon are comments.
class LynxLines {
 public:
  explicit LynxLines(std::string_view text);
  bool next(LynxCells& cells, std::string& problem);
  std::size_t line() const { return reader_.line(); }

 private:
  CellReader reader_;
};

/// Three numbers and a name.
bool is_race_line(const LynxCells& cells);
/// A race that nobody had entered before: without its numbers or its name, but with its distance.
bool is_bare_race_line(const LynxCells& cells);
/// A line with a runner's time where a race has the name of its template.
bool has_runners_time(const LynxCells& cells);
/// A runner's line that has the shape of a race's: "1,11,1,Lund,Ole,GBR,3:35.12".
bool is_runner_line(const LynxCells& cells);
/// A line within results that begins another race: three numbers and a name that tells an event, or the distance behind it.
bool begins_another_race(const LynxCells& cells);
/// Results rather than start lists: a line of a runner begins with her place, or with a status.
bool holds_results(std::string_view text, const std::string& file);

}  // namespace lastlap::formats
