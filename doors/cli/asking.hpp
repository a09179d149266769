#pragma once

// What the questions to the archive have in common: how they are read, and the three forms of their answers.

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "doors/cli/csv_text.hpp"
#include "doors/cli/json_parts.hpp"
#include "doors/cli/options.hpp"
#include "lastlap/archive/sport_tables.hpp"
#include "lastlap/measure/event.hpp"

namespace lastlap::cli {

/// What the user wrote after `lastlap archive QUESTION`.
struct Question {
  std::vector<std::string> names;
  std::string race, event, sex, track, kind, of, as_of, out;
  std::optional<int> season, limit;
  bool all_marks = false, history = false, csv = false;
};

/// One answer in its three forms.
struct Told {
  std::string text;
  Json document;
  CsvText table;
};

using Tell = base::Result<Told> (*)(const Options&, const Question&);

/// Gives the command `--as-of` and `--csv`; when it is the one parsed, tells what was asked in the form that was asked for.
void answers(CLI::App& command, const Options& options, const std::shared_ptr<Question>& question, ExitStatus& status, Tell tell);

// What was written, read; errors name what there is.
base::Result<std::optional<measure::AsOf>> as_of_in(const std::string& written);
base::Result<std::optional<measure::Event>> event_in(const std::string& written);
base::Result<std::optional<measure::Sex>> sex_in(const std::string& written);
base::Result<std::optional<measure::TrackKind>> track_in(const std::string& written);

/// Asked without a date: everything the archive knows.
measure::AsOf known_at(const std::optional<measure::AsOf>& as_of);
std::string as_of_line(const std::optional<measure::AsOf>& as_of);  ///< "As of 2023-08-22.\n", or nothing

/// The archive and the tables of the sport.
struct Library {
  archive::Archive archive;
  archive::SportTables tables;
};
base::Result<Library> open_library(const Options& options);

// Words for people.
std::string mark_or_dash(const std::optional<measure::Duration>& time);
std::string count_or_dash(const std::optional<int>& count);
std::string dash_if_empty(const std::string& text);
std::string metres(measure::Distance distance);        ///< "1609.34"
std::string seconds(measure::Duration time);           ///< "0.27", "54.55", "1:02.10"
std::string event_words(const std::string& event, measure::TrackKind track);  ///< "1500 m", "mile, short track"

/// How many lines a list shows: those asked for, else `usual`; 0 is all.
std::size_t lines_to_show(const Question& question, std::size_t usual, std::size_t all);
/// "... and 12 more; --limit 0 shows all.\n", or nothing.
std::string and_more(std::size_t all, std::size_t shown);

}  // namespace lastlap::cli
