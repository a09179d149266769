#include "doors/cli/pack_commands.hpp"

#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "doors/cli/field.hpp"
#include "doors/cli/output.hpp"
#include "doors/cli/progress.hpp"
#include "doors/cli/table.hpp"
#include "doors/cli/write_file.hpp"
#include "lastlap/formats/gunzip.hpp"
#include "lastlap/formats/isolynx.hpp"
#include "lastlap/pack/tracked.hpp"
#include "lastlap/plan/verdict.hpp"
#include "lastlap/race/replay.hpp"
#include "lastlap/report/pack.hpp"
#include "lastlap/report/page.hpp"
#include "lastlap/study/positions.hpp"

namespace lastlap::cli {
namespace {

namespace fs = std::filesystem;

/// Races are measured by the slow reference, one by one.
constexpr int most_races = 10'000;
/// Twice the longest tracked race that we can think of, unpacked.
constexpr std::size_t most_tracked_bytes = std::size_t{128} << 20;

/// What the user wrote after `lastlap pack`.
struct Asked {
  std::string what, beside, as_of, out;
  int races = 20;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Whether the words name a file of tags rather than a race: a file that is there, or a name that only a file can have.
bool names_tags(const std::string& what) {
  if (what.ends_with(".toml")) return false;
  std::error_code ignored;
  return fs::exists(what, ignored) || what.find('/') != std::string::npos || what.ends_with(".gz") || what.ends_with(".csv");
}

/// "final" of "races/final.isotrack.csv.gz"
std::string title_of(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.substr(0, name.find('.', 1));
}

base::Result<report::PackAnswer> measured_tags(const std::string& file) {
  auto text = read_file(file, most_tracked_bytes);
  if (!text) return tl::make_unexpected(text.error());
  if (formats::is_gzip(*text)) text = formats::gunzip(*text, file);
  if (!text) return tl::make_unexpected(text.error());
  if (!formats::is_isolynx(*text))
    return base::wrong("not a race followed by radio tags", file, "its third line does not begin \"Time,X,Y\"",
                       "give a file of tags as docs/pack.md shows, a race's id, or a race file that ends in .toml");
  const auto race = formats::read_isolynx(*text, file);
  if (!race) return tl::make_unexpected(race.error());
  auto tracked = pack::tracked_race(*race);
  if (!tracked) return tl::make_unexpected(tracked.error());
  report::PackAnswer answer;
  answer.is_tracked = true;
  answer.source = file;
  answer.title = title_of(file);
  answer.measures = pack::measures_of(tracked->positions);
  answer.remarks = std::move(tracked->remarks);
  return answer;
}

/// The measures of races `first` to `first + races - 1` of the judgement's luck; those not run when a stop is wished are left out.
std::vector<pack::Measures> measured_races(const race::Prepared& prepared, const Options& options, int races) {
  listen_for_stop();
  Progress progress;
  std::vector<pack::Measures> all;
  tbb::task_arena arena(options.threads > 0 ? options.threads : static_cast<int>(tbb::task_arena::automatic));
  const int at_a_time = 8 * arena.max_concurrency();
  while (static_cast<int>(all.size()) < races && !(stop_wished() && !all.empty())) {
    const auto first = all.size();
    const auto now = std::min<std::size_t>(static_cast<std::size_t>(at_a_time), static_cast<std::size_t>(races) - first);
    all.resize(first + now);
    arena.execute([&] {
      tbb::parallel_for(first, first + now, [&](std::size_t race) {
        const race::Replay replay = race::replay_of(prepared, options.seed, plan::luck_of_judgement + race);
        all[race] = pack::measures_of(study::positions_of(prepared, replay));
      });
    });
    progress.show("measuring races", static_cast<double>(all.size()) / races);
  }
  return all;
}

base::Result<report::PackAnswer> measured_field(const Options& options, const Asked& asked, const std::string& what) {
  const auto line = on_the_line(options, what, asked.as_of, {});
  if (!line) return tl::make_unexpected(line.error());
  const std::vector<pack::Measures> races = measured_races(line->prepared, options, asked.races);
  report::PackAnswer answer;
  answer.source = line->studied.race.id;
  answer.title = line->studied.source.title;
  answer.as_of = line->studied.source.as_of.last_known.text();
  answer.seed = options.seed;
  answer.measures = pack::pooled(races);
  if (races.size() > 1) answer.spread = pack::spread_over(races);
  answer.remarks = line->studied.remarks;
  if (static_cast<int>(races.size()) < asked.races)
    answer.remarks.push_back(fmt::format("Stopped early, after {} of {} races.", races.size(), asked.races));
  return answer;
}

base::Result<report::PackAnswer> measured(const Options& options, const Asked& asked, const std::string& what) {
  const auto start = std::chrono::steady_clock::now();
  auto answer = names_tags(what) ? measured_tags(what) : measured_field(options, asked, what);
  if (answer) answer->seconds = seconds_since(start);
  return answer;
}

/// The first column stands left, the others right.
std::string table_of(const std::vector<std::string>& names, std::vector<std::vector<std::string>> rows) {
  std::vector<Column> columns;
  for (const std::string& name : names) columns.push_back({name, !columns.empty()});
  Table table(columns);
  for (auto& row : rows) table.add(std::move(row));
  return table.text();
}

std::string text_of(const report::Json& document) {
  return document.dump(2, ' ', false, report::Json::error_handler_t::replace) + "\n";
}

ExitStatus run_pack(const Options& options, const Asked& asked) {
  if (!asked.out.empty())
    if (const auto problem = make_folder(asked.out)) return complain(*problem);
  const auto own = measured(options, asked, asked.what);
  if (!own) return complain(own.error());
  std::optional<report::PackAnswer> beside;
  if (!asked.beside.empty()) {
    auto other = measured(options, asked, asked.beside);
    if (!other) return complain(other.error());
    beside = std::move(*other);
  }
  const report::PackAnswer* other = beside ? &*beside : nullptr;
  report::Json document = report::pack_document(*own);
  if (other) document["beside"] = report::pack_document(*other);
  const fs::path page = fs::path(asked.out) / "pack.html";
  if (!asked.out.empty())
    if (const auto problem = write_file(page, report::page(document))) return complain(*problem);
  if (options.json) return answer(text_of(document));
  std::string text = report::pack_heading(*own);
  if (other) text += "beside: " + report::pack_heading(*other);
  text += "\n" + table_of(report::pack_columns(), report::pack_rows(*own, other));
  text += "\n" + table_of(report::hundred_columns(), report::hundred_rows(*own, other));
  text += "\nGaps in metres when the leader comes by. docs/pack.md says what each measure counts.\n";
  if (!asked.out.empty()) text += fmt::format("Written: {}.\n", page.string());
  return answer(text);
}

}  // namespace

void add_pack_commands(CLI::App& app, const Options& options, ExitStatus& status) {
  const auto asked = std::make_shared<Asked>();
  CLI::App* pack = app.add_subcommand("pack", "Measure how a pack runs: width, gaps, boxing in, overtaking");
  pack->add_option("WHAT", asked->what, "a tracked race (a file of radio tags, packed by gzip or not), a race in the archive, or a TOML file of your own")->required();
  pack->add_option("--races", asked->races, "how many races to simulate and measure; a tracked race is one")->type_name("N")->check(CLI::Range(1, most_races))->capture_default_str();
  pack->add_option("--as-of", asked->as_of, "simulate with only what was known on this day (default: the day before the race)")->type_name("DATE");
  pack->add_option("--beside", asked->beside, "another tracked or simulated race, to stand beside")->type_name("WHAT");
  pack->add_option("--out", asked->out, "a folder for pack.html: the same in pictures")->type_name("DIR");
  pack->footer("Example:\n  lastlap pack final.isotrack.csv.gz --beside paris-2024-men-1500-final --races 100");
  pack->callback([&options, &status, asked] { status = run_pack(options, *asked); });
}

}  // namespace lastlap::cli
