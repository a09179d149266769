#include "doors/cli/asking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "doors/cli/output.hpp"
#include "doors/cli/places.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::cli {

using base::Result;
using measure::AsOf;
using measure::Date;

void answers(CLI::App& command, const Options& options, const std::shared_ptr<Question>& question, ExitStatus& status,
             Tell tell) {
  command.add_option("--as-of", question->as_of, "only what was known at the end of this day, as 2023-08-22")->type_name("DATE");
  command.add_flag("--csv", question->csv, "answer as a table of comma-separated values");
  command.callback([&options, &status, question, tell] {
    if (options.json && question->csv) {
      status = complain({base::Problem::Kind::request, "two forms of one answer", "--json --csv", "", "ask for one of them"});
      return;
    }
    const auto told = tell(options, *question);
    status = told ? answer(question->csv ? told->table.text() : options.json ? text(told->document) : told->text)
                  : complain(told.error());
  });
}

Result<std::optional<AsOf>> as_of_in(const std::string& written) {
  if (written.empty()) return std::optional<AsOf>{};
  const auto date = Date::read(written);
  if (!date) return base::wrong(date.error().what, "--as-of", date.error().why, date.error().hint);
  return std::optional{AsOf{*date}};
}

Result<std::optional<measure::Event>> event_in(const std::string& written) {
  if (written.empty()) return std::optional<measure::Event>{};
  if (auto event = measure::event_named(written)) return event;
  std::vector<std::string> names;
  for (const measure::Event& event : measure::all_events()) names.push_back(event.name);
  return base::wrong("no such event", "--event", "\"" + written + "\"", "it is one of " + base::joined(names));
}

Result<std::optional<measure::Sex>> sex_in(const std::string& written) {
  if (written.empty()) return std::optional<measure::Sex>{};
  if (auto sex = measure::sex_named(written)) return sex;
  return base::wrong("no such sex", "--sex", "\"" + written + "\"", "it is men or women");
}

Result<std::optional<measure::TrackKind>> track_in(const std::string& written) {
  if (written.empty()) return std::optional<measure::TrackKind>{};
  if (auto track = measure::track_named(written)) return track;
  return base::wrong("no such track", "--track", "\"" + written + "\"", "it is oval-400 or short-200");
}

AsOf known_at(const std::optional<AsOf>& as_of) {
  return as_of.value_or(AsOf{Date::of(9999, 12, 31)});
}

std::string as_of_line(const std::optional<AsOf>& as_of) {
  return as_of ? fmt::format("As of {}.\n", as_of->last_known.text()) : "";
}

Result<Library> open_library(const Options& options) {
  auto tables = archive::read_sport_tables(options.facts);
  if (!tables) return tl::make_unexpected(tables.error());
  auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  return Library{std::move(*archive), std::move(*tables)};
}

std::string mark_or_dash(const std::optional<measure::Duration>& time) {
  return time ? measure::text_of_mark(*time) : "-";
}

std::string count_or_dash(const std::optional<int>& count) {
  return count ? std::to_string(*count) : "-";
}

std::string dash_if_empty(const std::string& text) {
  return text.empty() ? "-" : text;
}

std::string metres(measure::Distance distance) {
  return fmt::format("{:g}", std::round(distance.si() * 100.0) / 100.0);
}

std::string seconds(measure::Duration time) {
  const long hundredths = std::lround(time.si() * 100.0);
  return (hundredths < 0 ? "-" : "") + measure::text(measure::Mark::of_hundredths(std::abs(hundredths)));
}

std::string event_words(const std::string& event, measure::TrackKind track) {
  const bool bare = std::ranges::all_of(event, [](char c) { return c >= '0' && c <= '9'; });
  const std::string words = event == "2-miles" ? "two miles" : bare ? event + " m" : event;
  return words + (track == measure::TrackKind::short_200 ? ", short track" : "");
}

std::size_t lines_to_show(const Question& question, std::size_t usual, std::size_t all) {
  const std::size_t asked = question.limit ? static_cast<std::size_t>(*question.limit) : usual;
  return asked == 0 ? all : std::min(asked, all);
}

std::string and_more(std::size_t all, std::size_t shown) {
  return all > shown ? fmt::format("... and {} more; --limit 0 shows all.\n", all - shown) : "";
}

}  // namespace lastlap::cli
