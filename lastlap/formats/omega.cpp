#include "lastlap/formats/omega.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <vector>

#include "lastlap/formats/cells.hpp"
#include "lastlap/formats/clock.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/formats/status.hpp"
#include "lastlap/formats/words.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::formats {
namespace {

using Cells = std::vector<std::string_view>;

constexpr std::array<std::string_view, 10> header_names{"event", "round", "heat", "lap", "bib", "lane", "idstatus", "time", "result", "rank"};
enum OmegaCell : std::size_t { event, round, heat, lap, bib, lane, id_status, time_units, result_text, rank };
/// The lap that is the finish.
constexpr int finish_lap = 9999;
/// Units of `Time` in a second.
constexpr double units_per_second = 10'000.0;
constexpr double thousandths_per_second = 1000.0;
/// A lap of more metres than this is none.
constexpr int most_metres = 100'000;
/// Beyond this [s] a number is no time of a race.
constexpr double most_seconds = 1e5;

struct Header {
  std::array<std::optional<std::size_t>, header_names.size()> places;
  bool is_omega() const {
    for (const OmegaCell needed : {event, round, heat, lap, bib, time_units})
      if (!places[needed]) return false;
    return true;
  }
};

Header header_in(const Cells& cells) {
  Header header;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto name = std::ranges::find(header_names, small_letters(trimmed(cells[i])));
    if (name != header_names.end()) header.places[static_cast<std::size_t>(name - header_names.begin())] = i;
  }
  return header;
}

/// One line of the text: a runner at a lap.
class OmegaLine {
 public:
  OmegaLine(const Header& header, const Cells& cells) : header_{header}, cells_{cells} {}
  std::string_view cell(OmegaCell which) const {
    const auto place = header_.places[which];
    return place && *place < cells_.size() ? trimmed(cells_[*place]) : std::string_view{};
  }
  std::string race() const { return fmt::format("{}-{}-{}", cell(event), cell(round), cell(heat)); }

 private:
  const Header& header_;
  const Cells& cells_;
};

/// The time of a line, in the tenths of milliseconds of `Time` or as `Result` prints it.
struct OmegaTime {
  std::optional<measure::Duration> raw, printed;
};

std::optional<std::string> problem_with(const OmegaLine& line) {
  for (const OmegaCell which : {event, round, heat})
    if (!whole_number(line.cell(which))) return fmt::format("{}: {} is no number", header_names[which], shown(line.cell(which)));
  if (plain(line.cell(bib)).empty()) return "no bib";
  if (line.cell(bib).size() > 20) return "a bib of more than 20 letters";
  if (!whole_number(line.cell(lap))) return fmt::format("lap: {} is no number", shown(line.cell(lap)));
  return std::nullopt;
}

/// `Result` checks `Time`: some writers count in thousandths. Where it is empty the unit is that of the file, `usual_per_second`.
std::optional<std::string> read_time(const OmegaLine& line, OmegaTime& time, double usual_per_second) {
  const std::string_view units = line.cell(time_units), printed = line.cell(result_text);
  if (!printed.empty() && !status_of(printed)) {
    const auto read = clock_time(printed);
    if (!read || read->raw.si() > most_seconds) return fmt::format("result: {} is not a time", shown(printed));
    time.printed = read->official();
  }
  if (time.printed && time.printed->si() == 0) time.printed = {};
  const auto count = units.empty() ? std::optional{0} : whole_number(units);
  if (count == 0) return std::nullopt;
  if (!count) return fmt::format("time: {} is no number of ten-thousandths of a second", shown(units));
  for (const double per_second : {usual_per_second, units_per_second, thousandths_per_second}) {
    time.raw = measure::Duration{*count / per_second};
    if (time.raw->si() > most_seconds) break;
    if (!time.printed || std::abs(time.raw->si() - time.printed->si()) < 0.1001) return std::nullopt;
  }
  if (time.raw->si() > most_seconds) return fmt::format("time: {} is no time of a race", shown(units));
  return fmt::format("time {} and result {} do not agree", shown(units), shown(printed));
}

/// How many units a second has in the first line whose result tells it; nothing where none does.
std::optional<double> unit_told_in(std::string_view text) {
  CellReader reader{text, separator_of(text)};
  Cells cells;
  std::string problem;
  reader.next(cells, problem);
  const Header header = header_in(cells);
  while (reader.next(cells, problem)) {
    const OmegaLine line{header, cells};
    OmegaTime time;
    const bool is_told = problem.empty() && !read_time(line, time, units_per_second) && time.printed && time.raw;
    if (is_told) return std::round(*whole_number(line.cell(time_units)) / time.raw->si() / thousandths_per_second) * thousandths_per_second;
  }
  return std::nullopt;
}

class OmegaReader {
 public:
  explicit OmegaReader(std::string file) : scribe_{std::move(file), "Omega results"} {}

  Sheet read(std::string_view text) {
    CellReader reader{text, separator_of(text)};
    Cells cells;
    std::string problem;
    reader.next(cells, problem);
    const Header header = header_in(cells);
    const std::size_t width = cells.size();
    const auto told = unit_told_in(text);
    per_second_ = told.value_or(units_per_second);
    is_unit_told_ = told.has_value();
    scribe_.remark("names and events: an Omega result text has numbers only");
    while (reader.next(cells, problem) && scribe_.has_room(reader.line())) {
      if (problem.empty() && cells.size() > width + 1) problem = fmt::format("{} cells where the header has {}", cells.size(), width);
      if (problem.empty()) add(OmegaLine{header, cells}, reader.line());
      else scribe_.wrong(reader.line(), {"not a result", problem, ""});
    }
    return std::move(scribe_).done();
  }

 private:
  void wrong(std::size_t line, std::string why) { scribe_.wrong(line, {"not a result", std::move(why), ""}); }

  void add(const OmegaLine& line, std::size_t number) {
    if (const auto problem = problem_with(line)) return wrong(number, *problem);
    OmegaTime time;
    if (const auto problem = read_time(line, time, per_second_)) return wrong(number, *problem);
    if (time.raw && !time.printed && !is_unit_told_) scribe_.understood("times without results as ten-thousandths of a second");
    const int at = *whole_number(line.cell(lap));
    if (at == finish_lap) return add_result(line, time, number);
    add_split(line, time, number, at);
  }

  void add_race(const OmegaLine& line, std::size_t number) {
    const std::string key = line.race();
    if (!races_.insert(key).second) return;
    RaceRow race;
    race.line = number;
    race.key = key;
    race.title = fmt::format("event {} round {} heat {}", line.cell(event), line.cell(round), line.cell(heat));
    const int heat_of_round = *whole_number(line.cell(heat));
    race.round = heat_of_round <= 1 ? "race" : fmt::format("race {}", heat_of_round);
    scribe_.sheet.races.push_back(std::move(race));
  }

  void add_result(const OmegaLine& line, const OmegaTime& time, std::size_t number) {
    ResultRow result;
    result.line = number;
    result.race = line.race();
    result.bib = plain(line.cell(bib));
    result.start_order = whole_number(line.cell(lane));
    if (result.start_order == 0) result.start_order = {};
    result.place = whole_number(line.cell(rank));
    if (result.place == 0) result.place = {};
    const auto status = status_in(line);
    if (!status) return wrong(number, fmt::format("idStatus: {} is no status", shown(line.cell(id_status))));
    result.status = *status;
    if (time.raw) {
      const ClockTime clock{.raw = *time.raw, .decimals = 4};
      result.time = clock.official();
      if (*result.time != *time.raw) result.raw_time = time.raw;
    } else {
      result.time = time.printed;
    }
    if (result.status != "OK") result.time = result.raw_time = {};
    if (result.status == "OK" && !result.time && !result.place) result.status = "entered";
    add_race(line, number);
    scribe_.sheet.results.push_back(std::move(result));
  }

  /// A number says nothing here (which number is which differs); a word does. A word may also stand as the result.
  std::optional<std::string> status_in(const OmegaLine& line) const {
    const std::string_view written = line.cell(id_status);
    if (const auto word = status_of(line.cell(result_text)); word && !word->empty()) return std::string(*word);
    if (written.empty() || whole_number(written)) return "OK";
    const auto word = status_of(written);
    if (!word || word->empty()) return std::nullopt;
    return std::string(*word);
  }

  /// Laps are counted, and where a lap ends is told only where it is written in metres (100 and more).
  void add_split(const OmegaLine& line, const OmegaTime& time, std::size_t number, int at) {
    const auto passed = time.raw ? time.raw : time.printed;
    if (!passed) return;
    if (at > most_metres) return wrong(number, fmt::format("lap: {} is neither a lap nor a distance", at));
    if (at < 100) return scribe_.remark("times of laps that do not tell their distances");
    scribe_.understood("laps of 100 and more as metres run");
    SplitRow split;
    split.line = number;
    split.race = line.race();
    split.bib = plain(line.cell(bib));
    split.distance = measure::Distance{static_cast<double>(at)};
    split.time = passed;
    add_race(line, number);
    scribe_.sheet.splits.push_back(std::move(split));
  }

  Scribe scribe_;
  double per_second_ = units_per_second;
  bool is_unit_told_ = false;
  std::set<std::string> races_;
};

}  // namespace

bool is_omega(std::string_view text) {
  CellReader reader{text, separator_of(text)};
  Cells cells;
  std::string problem;
  return reader.next(cells, problem) && problem.empty() && header_in(cells).is_omega();
}

base::Result<Sheet> read_omega(std::string_view text, std::string file) {
  if (!is_omega(text))
    return base::wrong("not an Omega result text", file + ":1", "its first line lacks one of Event, Round, Heat, Lap, Bib and Time");
  return OmegaReader{std::move(file)}.read(text);
}

}  // namespace lastlap::formats
