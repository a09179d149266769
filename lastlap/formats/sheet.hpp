#pragma once

// What one file of the sport says, as plain rows: the same shape whatever the format, so that the archive learns one thing
// only. Nothing here is matched with what is known already; names, dates and places stand as the file writes them.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"
#include "lastlap/measure/date.hpp"
#include "lastlap/measure/event.hpp"
#include "lastlap/measure/quantity.hpp"

namespace lastlap::formats {

/// A person as a file names her. `name` is in the order "Given Family" and spelt as a results list would
/// ("Jakob Ingebrigtsen", not "INGEBRIGTSEN Jakob"); `given` and `family` are filled where the file keeps them apart.
struct Person {
  std::string name;
  std::string given, family;
  std::optional<measure::Sex> sex;
  std::optional<measure::Date> birth;
  std::optional<int> birth_year;
  std::string country;  ///< three letters as the file has it, or empty
  std::string club;
  std::optional<int> number = {};  ///< in our own exports: rows of one number are one person, of two numbers two
};

/// How a time was taken; a hand time is one that the file marks so or gives to the tenth only.
enum class Timing { automatic, hand };

/// The key of the one race of a file that names none.
inline constexpr std::string_view untold_race = "(the race of the file)";

/// A race. `key` ties the other rows of this sheet to it and is no more than that unless `has_id` says that it is
/// an id of ours. Fields the file does not tell are empty.
struct RaceRow {
  std::size_t line = 0;
  std::string key;
  bool has_id = false;  ///< `key` is a readable id as lastlap writes it
  std::string title;    ///< as the file heads it: "16:30 | 100m M"
  std::string competition, round, event;  ///< round: "final", "semi-final 1", "heat 3", "race"; event: a name of measure::event_named, or as written
  std::optional<measure::Distance> distance;
  std::optional<measure::Sex> sex;
  std::optional<measure::Date> date;
  std::string venue;
  std::optional<measure::TrackKind> track;
  std::optional<bool> field_complete;
  std::string source;  ///< as the file names it; empty: the file itself is the source
};

struct ResultRow {
  std::size_t line = 0;
  std::string race;  ///< RaceRow::key, of this sheet or an id of the archive
  Person person;
  std::string bib;
  std::optional<int> place;
  std::optional<measure::Duration> time;  ///< official time [s], already rounded up to the hundredth (tenth by hand)
  std::optional<measure::Duration> raw_time;  ///< to the thousandth or finer, where the file gives it
  Timing timing = Timing::automatic;
  std::string status = "OK";  ///< "OK", "DNF", "DQ", "DNS"; "entered" on a start list
  std::string qualified;
  std::optional<int> start_order;
  std::string source;
};

/// No split is told before this [m]: what is nearer to the start cannot be written in the interface of World Athletics.
inline constexpr double shortest_split_m = 1.0;

struct SplitRow {
  std::size_t line = 0;
  std::string race;
  Person person;  ///< name "leader" where the file tells only the leader's time
  std::string bib;  ///< the runner's number, where a file names her by nothing else (then `person.name` is empty, here and in ResultRow)
  measure::Distance distance;
  std::optional<measure::Duration> time;
  std::optional<int> place;
  std::string source;
};

struct SegmentRow {
  std::size_t line = 0;
  std::string race;
  Person person;
  measure::Distance from, to;
  measure::Duration time;
  bool disputed = false;
  std::string source;
};

/// A dated mark from a list.
struct MarkRow {
  std::size_t line = 0;
  Person person;
  std::string event;
  measure::TrackKind track = measure::TrackKind::oval_400;
  measure::Duration time;
  measure::Date date = measure::Date::of(1900, 1, 1);
  std::string venue, place;
  std::optional<int> points;
  std::string source;
};

struct RecordRow {
  std::size_t line = 0;
  Person person;
  std::string event;
  measure::TrackKind track = measure::TrackKind::oval_400;
  measure::Duration time;
  measure::Date date = measure::Date::of(1900, 1, 1);
  std::string venue;
  std::string record;  ///< "WR men", as listed
  std::string source;
};

/// Everything one file says, and what in it cannot be right.
struct Sheet {
  std::string file;    ///< its name, for messages
  std::string format;  ///< "lastlap CSV", "FinishLynx LIF", "Olympic Data Feed", ...
  std::vector<RaceRow> races;
  std::vector<ResultRow> results;
  std::vector<SplitRow> splits;
  std::vector<SegmentRow> segments;
  std::vector<MarkRow> marks;
  std::vector<RecordRow> records;
  std::vector<base::Problem> bad_rows;  ///< every one, in the order of the file; where = "file:line"
  std::vector<std::string> remarks;     ///< what was understood but left aside: "100 m hurdles: not an event of lastlap" (its rows stay in the sheet)
  std::vector<std::string> understood;  ///< how something was taken that the file does not tell: "08/12/2023 as the 8 December 2023"
};

}  // namespace lastlap::formats
