#include "doors/cli/field.hpp"

#include <oneapi/tbb/task_arena.h>

#include <set>

#include "doors/cli/places.hpp"
#include "doors/cli/write_file.hpp"
#include "lastlap/archive/field.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/tactics/plan_file.hpp"

namespace lastlap::cli {
namespace {

base::Result<std::string> name_in_field(const study::StudiedRace& studied, std::string_view name) {
  std::vector<archive::KnownName> known;
  for (const study::Profile& profile : studied.profiles) {
    archive::Athlete athlete;
    athlete.name = profile.athlete;
    known.push_back({athlete, archive::search_key(profile.athlete)});
  }
  auto meant = archive::athlete_meant(name, known);
  if (meant) return meant->name;
  base::Problem problem = meant.error();
  problem.what = problem.what.find("ambiguous") != std::string::npos ? "ambiguous athlete" : "no such athlete in this field";
  return tl::make_unexpected(problem);
}

base::Result<race::Prepared> with_plan_file(const study::StudiedRace& studied, const race::Prepared& prepared, const std::string& written,
                                            std::set<int>& planned) {
  const std::size_t equals = written.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == written.size())
    return base::wrong("not a plan", "--plan " + written, "it must read NAME=FILE", "for example --plan \"Kerr=plan.toml\"");
  const std::string name = written.substr(0, equals), file = written.substr(equals + 1);
  const auto runner = starter_named(studied, name);
  if (!runner) return tl::make_unexpected(runner.error());
  if (!planned.insert(*runner).second)
    return base::wrong("two plans for one runner", "--plan " + written, studied.profiles[*runner].athlete + " has one already",
                       "give each runner one plan");
  const auto text = read_file(file);
  if (!text) return tl::make_unexpected(text.error());
  auto plan = tactics::read_plan(*text, file, [&](std::string_view who) { return name_in_field(studied, who); });
  if (!plan) return tl::make_unexpected(plan.error());
  const std::string& athlete = studied.profiles[*runner].athlete;
  if (!plan->athlete.empty() && plan->athlete != athlete)
    return base::wrong("a plan for somebody else", file, "it is for " + plan->athlete + ", not for " + athlete,
                       "change --plan or the file's athlete");
  plan->athlete = athlete;
  auto with = prepared.with_plan(*runner, *plan);
  if (!with) {
    base::Problem problem = with.error();
    problem.where = file + ", " + problem.where;
    return tl::make_unexpected(problem);
  }
  return with;
}

}  // namespace

base::Result<int> starter_named(const study::StudiedRace& studied, const std::string& name) {
  const auto athlete = name_in_field(studied, name);
  if (!athlete) return tl::make_unexpected(athlete.error());
  for (std::size_t r = 0; r < studied.profiles.size(); ++r)
    if (studied.profiles[r].athlete == *athlete) return static_cast<int>(r);
  return base::wrong("no such athlete in this field", name, "", "");
}

base::Result<OnTheLine> on_the_line(const Options& options, const std::string& written, const std::string& as_of,
                                    const std::vector<std::string>& plans) {
  std::optional<measure::AsOf> known;
  if (!as_of.empty()) {
    const auto date = measure::Date::read(as_of);
    if (!date) return base::wrong(date.error().what, "--as-of", date.error().why, date.error().hint);
    known = measure::AsOf{*date};
  }
  auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  const auto to_run = archive::race_asked_for(*archive, written, known);
  if (!to_run) return tl::make_unexpected(to_run.error());
  oneapi::tbb::task_arena arena(options.threads > 0 ? options.threads : oneapi::tbb::task_arena::automatic);
  auto studied = arena.execute([&] { return study::study(*to_run); });
  if (!studied) return tl::make_unexpected(studied.error());
  auto prepared = race::Prepared::from(studied->race);
  if (!prepared) return tl::make_unexpected(prepared.error());
  std::set<int> planned;
  for (const std::string& plan : plans) {
    auto with = with_plan_file(*studied, *prepared, plan, planned);
    if (!with) return tl::make_unexpected(with.error());
    prepared = std::move(with);
  }
  return OnTheLine{std::move(*studied), std::move(*prepared)};
}

}  // namespace lastlap::cli
