#include "doors/cli/import_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::cli {
namespace {

using archive::Correction;
using archive::Doubt;
using archive::Fact;
using archive::ImportReport;
using archive::Tally;
using Json = nlohmann::ordered_json;

std::string counted(int count, const char* one, const char* many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// "748 new, 5 known before"; empty if nothing was said.
std::string text_of(const Tally& tally) {
  std::vector<std::string> parts;
  const auto add = [&](int count, const char* what) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, what));
  };
  add(tally.added, "new");
  add(tally.agreed, "known before");
  add(tally.completed, "completed");
  add(tally.corrected, "corrected");
  add(tally.overruled, "differing");
  return base::joined(parts);
}

std::string text_of_file(const archive::FileReport& file) {
  std::string text = fmt::format("{} ({})", file.file, file.format);
  if (file.known_already) return text + ": imported before, nothing to do\n";
  text += "\n";
  constexpr std::array kinds{"races", "results", "splits", "segments", "marks", "records", "athletes"};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (const std::string tally = text_of(file.facts[i]); !tally.empty())
      text += fmt::format("  {:<9} {}\n", kinds[i], tally);
  }
  for (const std::string& one : file.understood) text += fmt::format("  understood: {}\n", one);
  for (const std::string& remark : file.remarks) text += fmt::format("  left aside: {}\n", remark);
  return text;
}

std::string text_of_doubt(const Doubt& doubt) {
  return fmt::format("{}: {} may be {}; kept apart as {}", doubt.where, doubt.name,
                     base::joined(doubt.candidates, " or "), doubt.kept_as);
}

/// "3:29.38" of "209.38" where the field is a time; other words as they are.
std::string shown(const std::string& field, const std::string& value) {
  const bool is_time = field == "time_s" || field == "raw_time_s";
  double seconds = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (!is_time || read.ec != std::errc{} || read.ptr != value.data() + value.size()) return value;
  const bool is_fine = std::abs(seconds * 100 - std::round(seconds * 100)) > 1e-6;
  return is_fine ? value + " s" : measure::text_of_mark(measure::Duration{seconds});
}

std::string text_of_correction(const Correction& one) {
  const std::string& field = one.change.field;
  return fmt::format("{}: {}: {} was {} ({}), is {}", one.where, one.of, field, shown(field, one.change.was),
                     one.change.source_before, shown(field, one.change.is));
}

/// A heading and its entries, as many as are to be shown.
std::string listed(const std::string& heading, const std::vector<std::string>& entries, std::size_t most) {
  if (entries.empty()) return "";
  std::string text = fmt::format("\n{}\n", heading);
  for (std::size_t i = 0; i < std::min(most, entries.size()); ++i) text += fmt::format("  {}\n", entries[i]);
  if (entries.size() > most)
    text += fmt::format("  and {} more; --most {} lists them all\n", entries.size() - most, entries.size());
  return text;
}

template <class Entry>
std::vector<std::string> lines(const std::vector<Entry>& entries, std::string (*text)(const Entry&)) {
  std::vector<std::string> all;
  for (const Entry& entry : entries) all.push_back(text(entry));
  return all;
}

Json json(const Tally& tally) {
  return {{"new", tally.added},
          {"agreed", tally.agreed},
          {"completed", tally.completed},
          {"corrected", tally.corrected},
          {"overruled", tally.overruled}};
}

Json json(const archive::FileReport& file) {
  Json facts = Json::object();
  for (std::size_t i = 0; i < file.facts.size(); ++i)
    facts[std::string(archive::text(static_cast<Fact>(i)))] = json(file.facts[i]);
  return {{"file", file.file},
          {"format", file.format},
          {"known_already", file.known_already},
          {"facts", facts},
          {"understood", file.understood},
          {"left_aside", file.remarks}};
}

Json json(const base::Problem& problem) {
  return {{"what", problem.what}, {"where", problem.where}, {"why", problem.why}, {"hint", problem.hint}};
}

Json json(const Doubt& doubt) {
  return {{"where", doubt.where},
          {"athlete", doubt.name},
          {"candidates", doubt.candidates},
          {"kept_as", doubt.kept_as}};
}

Json json(const Correction& one) {
  return {{"where", one.where},    {"fact", one.of},      {"field", one.change.field},
          {"was", one.change.was}, {"is", one.change.is}, {"source_before", one.change.source_before}};
}

template <class Values>
Json list(const Values& values) {
  Json all = Json::array();
  for (const auto& value : values) all.push_back(json(value));
  return all;
}

/// A file's name may be no UTF-8, and JSON must be.
std::string text_of(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string text_of_import(const ImportReport& report, std::size_t most) {
  std::string text;
  for (const archive::FileReport& file : report.files) text += text_of_file(file);
  const auto count = [](const auto& entries) { return static_cast<int>(entries.size()); };
  text += listed("New races", report.new_races, most);
  if (report.new_athletes > 0)
    text += fmt::format("\n{}\n", counted(report.new_athletes, "new athlete", "new athletes"));
  text += listed(counted(count(report.doubts), "doubt", "doubts") +
                     " who is meant; lastlap archive same A B makes two athletes one",
                 lines(report.doubts, text_of_doubt), most);
  text += listed("Taken for athletes of another spelling", report.taken, most);
  text += listed(counted(count(report.corrections), "correction", "corrections"),
                 lines(report.corrections, text_of_correction), most);
  text += listed(counted(count(report.warnings), "warning", "warnings"), report.warnings, most);
  return text;
}

std::string json_of_import(const ImportReport& report) {
  const Json document{{"schema", "lastlap.import/1"},
                      {"done", report.done},
                      {"files", list(report.files)},
                      {"new_races", report.new_races},
                      {"new_athletes", report.new_athletes},
                      {"bad_rows", list(report.bad_rows)},
                      {"doubts", list(report.doubts)},
                      {"taken", report.taken},
                      {"corrections", list(report.corrections)},
                      {"warnings", report.warnings}};
  return text_of(document);
}

std::string json_of_imports(const std::vector<archive::ImportNote>& imports) {
  Json all = Json::array();
  for (const archive::ImportNote& one : imports) {
    all.push_back({{"file", one.file},
                   {"format", one.format},
                   {"checksum", one.checksum},
                   {"source", one.source},
                   {"date", one.day.text()},
                   {"facts_new", one.facts_new},
                   {"facts_changed", one.facts_changed}});
  }
  return text_of(Json{{"schema", "lastlap.imports/1"}, {"imports", all}});
}

}  // namespace lastlap::cli
