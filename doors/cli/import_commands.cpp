#include "doors/cli/import_commands.hpp"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "doors/cli/import_report.hpp"
#include "doors/cli/output.hpp"
#include "doors/cli/places.hpp"
#include "doors/cli/progress.hpp"
#include "doors/cli/table.hpp"
#include "doors/cli/write_file.hpp"
#include "lastlap/archive/export.hpp"
#include "lastlap/archive/import.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/formats/recognise.hpp"
#include "lastlap/formats/sheet_json.hpp"
#include "lastlap/formats/tables.hpp"
#include "lastlap/formats/world_athletics.hpp"

namespace lastlap::cli {
namespace {

using archive::Archive;
using archive::ImportReport;
using archive::ImportRequest;
using base::Result;
using measure::Date;

/// What the user wrote after `lastlap archive import ...`.
struct Asked {
  std::vector<std::string> files, same;
  std::string race, date, competition, venue, sex, event, round, track, source;
  std::string doubts = "apart";
  bool skip_bad = false;
  std::size_t most = 20;
  std::string one, other;
  std::vector<std::string> races;
  std::string format = "csv", out;
  bool all = false;
};

Date today() {
  const std::chrono::year_month_day day{
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  return Date::of(static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
}

Result<archive::RaceContext> context_in(const Asked& asked) {
  archive::RaceContext context{.race = asked.race,
                               .competition = asked.competition,
                               .round = asked.round,
                               .event = asked.event,
                               .venue = asked.venue,
                               .source = asked.source,
                               .sex = measure::sex_named(asked.sex),
                               .date = {},
                               .track = measure::track_named(asked.track)};
  if (!asked.event.empty() && !measure::event_named(asked.event)) {
    std::vector<std::string> names;
    for (const measure::Event& event : measure::all_events()) names.push_back(event.name);
    return base::wrong("no such event", "--event", "\"" + asked.event + "\"",
                       "it is one of " + base::joined(names));
  }
  if (!asked.sex.empty() && !context.sex)
    return base::wrong("no such sex", "--sex", "\"" + asked.sex + "\"", "it is men or women");
  if (!asked.track.empty() && !context.track)
    return base::wrong("no such track", "--track", "\"" + asked.track + "\"", "it is oval-400 or short-200");
  if (asked.date.empty()) return context;
  const auto date = Date::read(asked.date);
  if (!date) return base::wrong(date.error().what, "--date", date.error().why, date.error().hint);
  context.date = *date;
  return context;
}

Result<ImportRequest> request_in(const Asked& asked) {
  auto context = context_in(asked);
  if (!context) return tl::make_unexpected(context.error());
  ImportRequest request{
      .files = {}, .day = today(), .context = std::move(*context), .skip_bad = asked.skip_bad};
  if (asked.doubts != "apart" && asked.doubts != "stop")
    return base::wrong("no such way with doubts", "--doubts", "\"" + asked.doubts + "\"",
                       "it is apart or stop");
  request.doubtful = asked.doubts == "stop" ? archive::Doubtful::stop : archive::Doubtful::apart;
  for (const std::string& pair : asked.same) {
    const std::size_t sign = pair.find('=');
    if (sign == 0 || sign == pair.npos || sign + 1 == pair.size())
      return base::wrong("who is whom", "--as", "\"" + pair + "\"",
                         "write --as \"name in the file=name in the archive\"");
    request.same[pair.substr(0, sign)] = pair.substr(sign + 1);
  }
  for (const std::string& file : asked.files) {
    const auto bytes = read_file(file, formats::most_file_bytes);
    if (!bytes) return tl::make_unexpected(bytes.error());
    auto sheet = formats::read_sheet(*bytes, std::filesystem::path{file}.filename().string());
    if (!sheet) return tl::make_unexpected(sheet.error());
    request.files.push_back({.sheet = std::move(*sheet), .checksum = archive::checksum_of(*bytes)});
  }
  return request;
}

/// Says why nothing was imported: every bad row or doubt up to the limit, and one line for the whole.
ExitStatus refuse(const ImportReport& report, const Asked& asked) {
  if (stop_wished())
    return complain({base::Problem::Kind::failure, "stopped", "", "nothing is imported", ""});
  const auto more = [&](std::size_t count) {
    return count > asked.most ? fmt::format(", {} of them not shown", count - asked.most) : "";
  };
  if (!report.bad_rows.empty() && !asked.skip_bad) {
    for (std::size_t i = 0; i < std::min(asked.most, report.bad_rows.size()); ++i)
      complain(report.bad_rows[i]);
    return complain({base::Problem::Kind::request, "nothing is imported", "",
                     fmt::format("{} bad {}{}", report.bad_rows.size(),
                                 report.bad_rows.size() == 1 ? "row" : "rows", more(report.bad_rows.size())),
                     "mend them, or import the others with --skip-bad"});
  }
  for (std::size_t i = 0; i < std::min(asked.most, report.doubts.size()); ++i) {
    const archive::Doubt& doubt = report.doubts[i];
    complain({base::Problem::Kind::request, "in doubt who is meant", doubt.where,
              fmt::format("{} may be {}", doubt.name, base::joined(doubt.candidates, " or ")), ""});
  }
  return complain({base::Problem::Kind::request, "nothing is imported", "",
                   fmt::format("{} {}{}", report.doubts.size(), report.doubts.size() == 1 ? "doubt" : "doubts", more(report.doubts.size())),
                   "say who is whom with --as, or take them apart with --doubts apart"});
}

ExitStatus import(const Options& options, const Asked& asked) {
  auto request = request_in(asked);
  if (!request) return complain(request.error());
  auto archive = open_archive(options);
  if (!archive) return complain(archive.error());
  // Without the tables fewer records are looked at; the files come in all the same.
  if (auto tables = archive::read_sport_tables(options.facts)) request->tables = std::move(*tables);
  listen_for_stop();
  request->stop = &stop_wished();
  const auto report = [&] {
    Progress progress;
    request->progress = [&](const std::string& stage, double share) {
      progress.show("importing " + stage, share);
    };
    return archive::import_files(*archive, *request);
  }();
  if (!report) return complain(report.error());
  if (!report->done && !options.json) return refuse(*report, asked);
  if (report->done && !options.json) {
    for (std::size_t i = 0; i < std::min(asked.most, report->bad_rows.size()); ++i)
      complain(report->bad_rows[i]);
    if (report->bad_rows.size() > asked.most)
      complain({base::Problem::Kind::request, "and more bad rows", "",
                fmt::format("{} not shown", report->bad_rows.size() - asked.most), ""});
    return answer(text_of_import(*report, asked.most));
  }
  const ExitStatus said = answer(json_of_import(*report));
  return report->done ? said : refuse(*report, asked);
}

Result<archive::ExportFilter> filter_in(const Asked& asked) {
  const auto context = context_in(asked);
  if (!context) return tl::make_unexpected(context.error());
  const bool restricted = !asked.races.empty() || !asked.event.empty() || !asked.sex.empty();
  if (restricted == asked.all) {
    return base::wrong("what to export", "", asked.all ? "--all and a part of it" : "nothing is named",
                       "give --race, --event, --sex, or --all alone");
  }
  return archive::ExportFilter{.races = asked.races, .event = asked.event, .sex = context->sex};
}

/// The files that an export is, and where they go; what a format has no place for goes to `remarks`.
Result<std::vector<NewFile>> files_of(const formats::Sheet& sheet, const Asked& asked,
                                      std::vector<std::string>& remarks) {
  std::vector<NewFile> files;
  const std::filesystem::path out{asked.out};
  if (asked.format == "csv") {
    for (const auto table : {formats::Table::races, formats::Table::results, formats::Table::splits,
                             formats::Table::segments, formats::Table::marks, formats::Table::records}) {
      std::string text = formats::write_csv(sheet, table);
      if (!text.empty())
        files.push_back({out / fmt::format("{}.csv", formats::text(table)), std::move(text)});
    }
    return files;
  }
  if (asked.format == "json") return std::vector{NewFile{out, formats::write_json(sheet)}};
  if (asked.format == "wa-json") {
    formats::Written written = formats::write_wa_json(sheet);
    remarks = std::move(written.remarks);
    return std::vector{NewFile{out, std::move(written.text)}};
  }
  return base::wrong("no such format", "--format", "\"" + asked.format + "\"", "it is csv, json or wa-json");
}

ExitStatus export_facts(const Options& options, const Asked& asked) {
  const auto filter = filter_in(asked);
  if (!filter) return complain(filter.error());
  const auto archive = open_archive(options);
  if (!archive) return complain(archive.error());
  const auto sheet = archive::exported(*archive, *filter);
  if (!sheet) return complain(sheet.error());
  std::vector<std::string> remarks;
  const auto files = files_of(*sheet, asked, remarks);
  if (!files) return complain(files.error());
  if (asked.format == "csv") {
    if (const auto problem = make_folder(asked.out)) return complain(*problem);
  }
  if (const auto problem = write_files(*files)) return complain(*problem);
  std::string said;
  for (const NewFile& file : *files) said += file.file.string() + "\n";
  for (const std::string& remark : remarks) said += "left out: " + remark + "\n";
  return answer(files->empty() ? "There is nothing to export.\n" : said);
}

ExitStatus list_imports(const Options& options) {
  const auto archive = open_archive(options);
  if (!archive) return complain(archive.error());
  const auto all = archive::imports(*archive);
  if (!all) return complain(all.error());
  if (options.json) return answer(json_of_imports(*all));
  Table table{{{"date"}, {"file"}, {"format"}, {"new", true}, {"changed", true}, {"source"}}};
  for (const archive::ImportNote& one : *all)
    table.add({one.day.text(), one.file, one.format, std::to_string(one.facts_new),
               std::to_string(one.facts_changed), one.source});
  return answer(all->empty() ? "Nothing was imported yet.\n" : table.text());
}

ExitStatus declare_same(const Options& options, const Asked& asked) {
  auto archive = open_archive(options);
  if (!archive) return complain(archive.error());
  const auto one = archive->athlete(asked.one), other = archive->athlete(asked.other);
  if (!one) return complain(one.error());
  if (!other) return complain(other.error());
  const auto same = archive::declare_same(*archive, *one, *other);
  if (!same) return complain(same.error());
  return answer(
      fmt::format("{} (#{}) is now one with {} (#{}).\n", other->name, other->id, one->name, one->id));
}

}  // namespace

void add_import_commands(CLI::App& group, const Options& options, ExitStatus& status) {
  const auto asked = std::make_shared<Asked>();
  CLI::App& bring = *group.add_subcommand("import", "Bring files of the sport in: all or nothing");
  bring
      .add_option(
          "files", asked->files,
          "tables of ours, FinishLynx, Omega, Olympic Data Feed, World Athletics JSON, IsoLynx; also gzip'd")
      ->type_name("FILE")
      ->required();
  bring
      .add_option("--race", asked->race,
                  "the race's id, where the file is of one race: of the archive, or a new one")
      ->type_name("ID");
  bring.add_option("--date", asked->date, "the day, where the file tells none")->type_name("DATE");
  bring.add_option("--competition", asked->competition, "where the file tells none")->type_name("NAME");
  bring.add_option("--venue", asked->venue, "where the file tells none: \"Bislett Stadion, Oslo (NOR)\"")
      ->type_name("PLACE");
  bring.add_option("--sex", asked->sex, "men or women, where the file does not tell")->type_name("SEX");
  bring.add_option("--event", asked->event, "where the file tells none: 1500, mile, ...")->type_name("EVENT");
  bring.add_option("--round", asked->round, "where the file tells none: final, semi-final 1, heat 3")
      ->type_name("ROUND");
  bring.add_option("--track", asked->track, "oval-400 or short-200, where the file does not tell")
      ->type_name("TRACK");
  bring
      .add_option("--source", asked->source,
                  "what published it, where the rows do not say; else the file's name")
      ->type_name("TEXT");
  bring.add_option("--as", asked->same, "who is whom: \"name in the file=name in the archive\" (or =#12)")
      ->type_name("A=B");
  bring
      .add_option("--doubts", asked->doubts, "who may be several athletes is kept apart, or stops the import")
      ->type_name("apart|stop")
      ->capture_default_str();
  bring.add_flag("--skip-bad", asked->skip_bad, "import the good rows in spite of bad ones");
  bring.add_option("--most", asked->most, "how many bad rows, doubts, warnings to show")
      ->type_name("N")
      ->check(CLI::Range(0, 1000000))
      ->capture_default_str();
  bring.footer(
      "Example:\n  lastlap archive import races.csv results.csv.gz\n"
      "  lastlap archive import 017-2-01.lif --event 1500 --sex women --date 2024-06-30 --competition \"City "
      "Games\"");
  bring.callback([&options, &status, asked] { status = import(options, *asked); });

  CLI::App& out = *group.add_subcommand("export", "Write facts in force as files that import reads back");
  out.add_option("--format", asked->format,
                 "csv (a folder of our tables), json (our JSON), wa-json (World Athletics result import)")
      ->type_name("FORMAT")
      ->capture_default_str();
  out.add_option("--race", asked->races, "these races, with splits and segments")->type_name("ID");
  out.add_option("--event", asked->event, "only this event, with its marks and records")->type_name("EVENT");
  out.add_option("--sex", asked->sex, "only men or women")->type_name("SEX");
  out.add_flag("--all", asked->all, "everything");
  out.add_option("--out", asked->out, "the folder (csv) or file (json, wa-json) to write")
      ->type_name("PLACE")
      ->required();
  out.footer(
      "Example:\n  lastlap archive export --all --out my-archive\n"
      "  lastlap archive export --format json --race paris-2024-men-1500-final --out final.json");
  out.callback([&options, &status, asked] { status = export_facts(options, *asked); });

  CLI::App& list = *group.add_subcommand("imports", "List the files that were imported");
  list.footer("Example:\n  lastlap archive imports");
  list.callback([&options, &status] { status = list_imports(options); });

  CLI::App& same = *group.add_subcommand("same", "Make two athletes one: B was another spelling of A");
  same.add_option("A", asked->one, "the athlete who stays: a name, or #number")
      ->type_name("NAME")
      ->required();
  same.add_option("B", asked->other, "the athlete who becomes A")->type_name("NAME")->required();
  same.footer("Example:\n  lastlap archive same \"Narve Gilje Nordås\" \"#6012\"");
  same.callback([&options, &status, asked] { status = declare_same(options, *asked); });
}

}  // namespace lastlap::cli
