#include "doors/cli/pace_command.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "doors/cli/output.hpp"
#include "doors/cli/places.hpp"
#include "doors/cli/write_file.hpp"
#include "lastlap/archive/starters.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/mark.hpp"
#include "lastlap/pacing/keller.hpp"
#include "lastlap/pacing/literature.hpp"
#include "lastlap/pacing/timed_run.hpp"
#include "lastlap/race/shelter.hpp"
#include "lastlap/report/equivalents.hpp"
#include "lastlap/report/pace.hpp"
#include "lastlap/report/page.hpp"
#include "lastlap/runner/alone.hpp"

namespace lastlap::cli {
namespace {

using base::Result;
using measure::Distance;

/// What the user wrote after `lastlap pace`.
struct Asked {
  std::string athlete, distance = "1500", track = "oval-400", as_of, sex, model, solver, out, equivalents;
  double behind_m = 0;
  bool even = false;
};

/// "1500", "1609.344" or an event's name.
Result<Distance> distance_in(const std::string& written, double longest_m) {
  if (const auto event = measure::event_named(written)) return event->distance;
  double metres = 0;
  const auto read = std::from_chars(written.data(), written.data() + written.size(), metres);
  constexpr double shortest_m = 50;
  if (read.ec == std::errc{} && read.ptr == written.data() + written.size()) {
    if (metres >= shortest_m && metres <= longest_m) return Distance{metres};
    return base::wrong("not a distance to pace", "--distance " + written, "", fmt::format("it lies between {:g} and {:g} m", shortest_m, longest_m));
  }
  return base::wrong("not a distance", "--distance " + written, "", "metres as a number, or mile, or 2-miles");
}

template <class Kind>
Result<Kind> word_in(const std::optional<Kind>& meant, const std::string& option, const std::string& written, const std::string& known) {
  if (meant) return *meant;
  return base::wrong("no such " + option, "--" + option + " " + written, "", "it is " + known);
}

/// The athlete with all that was known of her on the day; asked without a day, on that of her latest mark.
struct Known {
  archive::Starter starter;
  measure::Sex sex = measure::Sex::men;
  measure::AsOf as_of{measure::Date::of(1900, 1, 1)};
};

/// Nothing if it was not said.
Result<std::optional<measure::Sex>> sex_in(const Asked& asked) {
  if (asked.sex.empty()) return std::optional<measure::Sex>{};
  const auto meant = word_in(measure::sex_named(asked.sex), "sex", asked.sex, "men or women");
  if (!meant) return tl::make_unexpected(meant.error());
  return std::optional{*meant};
}

Result<Known> known_of(const Options& options, const Asked& asked) {
  const auto said = sex_in(asked);
  if (!said) return tl::make_unexpected(said.error());
  std::optional<measure::Sex> sex = *said;
  auto as_of = measure::AsOf{measure::Date::of(9999, 12, 31)};
  if (!asked.as_of.empty()) {
    const auto date = measure::Date::read(asked.as_of);
    if (!date) return base::wrong(date.error().what, "--as-of", date.error().why, date.error().hint);
    as_of = measure::AsOf{*date};
  }
  const auto archive = open_archive(options);
  if (!archive) return tl::make_unexpected(archive.error());
  const auto athlete = archive->athlete(asked.athlete, sex);
  if (!athlete) return tl::make_unexpected(athlete.error());
  if (!sex) sex = athlete->sex;
  if (!sex) return base::wrong("men's or women's abilities?", athlete->name, "the archive does not say", "add --sex men or --sex women");
  auto starter = archive::known_starter(*archive, *athlete, as_of);
  if (!starter) return tl::make_unexpected(starter.error());
  if (asked.as_of.empty() && !starter->performances.empty()) as_of.last_known = starter->performances.back().date;
  return Known{std::move(*starter), *sex, as_of};
}

Result<report::Pace> own_pace(const Options& options, const Asked& asked) {
  constexpr double longest_m = 10000;
  const auto distance = distance_in(asked.distance, longest_m);
  if (!distance) return tl::make_unexpected(distance.error());
  const auto track = word_in(measure::track_named(asked.track), "track", asked.track, "oval-400 or short-200");
  if (!track) return tl::make_unexpected(track.error());
  if (asked.behind_m > distance->si())
    return base::wrong("a pacemaker past the finish", fmt::format("--behind {:g}", asked.behind_m), fmt::format("the race is {:g} m long", distance->si()),
                       "give metres from the start");
  const auto known = known_of(options, asked);
  if (!known) return tl::make_unexpected(known.error());
  const auto estimate = study::estimate(known->starter, known->sex, known->as_of);
  if (!estimate) return tl::make_unexpected(estimate.error());
  const track::Oval oval = track::oval_of(*track);
  const pacing::Course course = pacing::oval_course(oval, *distance, {.shelter = race::shelter_close_behind, .until = Distance{asked.behind_m}});
  const pacing::TimedRun even = pacing::even_run(estimate->abilities, course);
  const auto run = asked.even ? Result<pacing::TimedRun>(even) : pacing::fastest_run(estimate->abilities, course);
  if (!run) return tl::make_unexpected(run.error());
  const runner::Ground ground{.bend_share = oval.metres_on_bends(distance->si()) / distance->si(), .radius_m = oval.radius_m};
  return report::pace_of(*run, course,
                         {.name = known->starter.name,
                          .country = known->starter.country,
                          .sex = known->sex,
                          .as_of = known->as_of,
                          .track = *track,
                          .estimate = *estimate,
                          .behind = Distance{asked.behind_m},
                          .shelter = race::shelter_close_behind,
                          .change = run->change,
                          .even_pace = even.time,
                          .even_effort = runner::time_alone(estimate->abilities, *distance, ground)});
}

Result<report::Pace> literature_pace(const Asked& asked) {
  const bool keller = asked.model == "keller";
  const std::string solver = asked.solver.empty() ? (keller ? "exact" : "general") : asked.solver;
  if (!keller && solver == "exact") return base::wrong("no exact solution", "--solver exact", "only Keller's race has one", "use --solver general");
  constexpr double longest_m = 42195;
  const auto distance = distance_in(asked.distance, longest_m);
  if (!distance) return tl::make_unexpected(distance.error());
  const pacing::KellerRunner keller_runner;
  if (solver == "exact") return report::pace_of(pacing::fastest_race(keller_runner, *distance));
  const pacing::AftalionRunner aftalion_runner;
  const pacing::Course course = pacing::straight_course(*distance);
  const auto race = keller ? pacing::fastest(pacing::Collocated<pacing::KellerEquations>{pacing::KellerEquations{keller_runner}}, course)
                           : pacing::fastest(pacing::Collocated<pacing::AftalionEquations>{pacing::AftalionEquations{aftalion_runner}}, course);
  if (!race) return tl::make_unexpected(race.error());
  return report::pace_of(*race, asked.model, keller ? keller_runner.reserve : aftalion_runner.reserve);
}

Result<report::Pace> pace_asked_for(const Options& options, const Asked& asked) {
  if (!asked.model.empty() && asked.model != "keller" && asked.model != "aftalion")
    return base::wrong("no such model", "--model " + asked.model, "", "it is keller or aftalion; without it, lastlap's own runner");
  if (!asked.solver.empty() && asked.solver != "exact" && asked.solver != "general")
    return base::wrong("no such solver", "--solver " + asked.solver, "", "it is exact or general");
  if (asked.model.empty()) {
    if (asked.athlete.empty()) return base::wrong("whose race?", "lastlap pace", "neither an athlete nor a model is named", "lastlap pace \"Josh Kerr\", or --model keller");
    if (asked.solver == "exact") return base::wrong("no exact solution", "--solver exact", "only Keller's race has one", "leave it out");
    return own_pace(options, asked);
  }
  if (!asked.athlete.empty()) return base::wrong("an athlete or a model, not both", asked.athlete, "--model " + asked.model + " is a runner of its own", "leave one out");
  if (asked.even || asked.behind_m > 0)
    return base::wrong("not with --model", asked.even ? "--even" : "--behind", "the models of the literature know neither air nor an even pace", "name an athlete instead");
  return literature_pace(asked);
}

Result<report::Equivalents> equivalents_asked_for(const Asked& asked) {
  if (!asked.athlete.empty() || !asked.model.empty() || !asked.out.empty() || asked.even || asked.behind_m > 0)
    return base::wrong("not with --equivalents", asked.athlete.empty() ? "lastlap pace" : asked.athlete, "it takes a mark, --distance and --sex only", "leave the rest out");
  constexpr double marathon_m = 42195;
  const auto distance = distance_in(asked.distance, marathon_m);
  if (!distance) return tl::make_unexpected(distance.error());
  const auto time = measure::read_time(asked.equivalents);
  if (!time) return base::wrong(time.error().what, "--equivalents " + asked.equivalents, time.error().why, time.error().hint);
  const auto sex = sex_in(asked);
  if (!sex) return tl::make_unexpected(sex.error());
  const runner::KnownMark mark{.distance = *distance, .time = *time};
  const measure::Sex whose = sex->value_or(measure::Sex::men);
  auto cells = runner::equivalents({&mark, 1}, whose);
  if (!cells) return tl::make_unexpected(cells.error());
  return report::Equivalents{.mark = mark, .sex = whose, .cells = std::move(*cells)};
}

std::string text_of(const report::Json& document, int indent) {
  return document.dump(indent, ' ', false, report::Json::error_handler_t::replace) + "\n";
}

ExitStatus run_pace(const Options& options, const Asked& asked) {
  if (!asked.equivalents.empty()) {
    const auto equivalents = equivalents_asked_for(asked);
    if (!equivalents) return complain(equivalents.error());
    return answer(options.json ? text_of(report::equivalents_document(*equivalents), 2) : report::equivalents_words(*equivalents));
  }
  const std::filesystem::path folder = asked.out;
  if (!asked.out.empty())
    if (const auto problem = make_folder(folder)) return complain(*problem);
  const auto start = std::chrono::steady_clock::now();
  auto pace = pace_asked_for(options, asked);
  if (!pace) return complain(pace.error());
  pace->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const report::Json document = report::pace_document(*pace);
  if (!asked.out.empty()) {
    const auto problem = write_files({{folder / "pace.json", text_of(document, 2)}, {folder / "pace.html", report::page(document)}});
    if (problem) return complain(*problem);
  }
  if (options.json) return answer(text_of(document, 2));
  return answer(report::pace_words(*pace) +
                (asked.out.empty() ? "" : fmt::format("Written: {} and {}.\n", (folder / "pace.json").string(), (folder / "pace.html").string())));
}

}  // namespace

void add_pace_command(CLI::App& app, const Options& options, ExitStatus& status) {
  const auto asked = std::make_shared<Asked>();
  CLI::App* pace = app.add_subcommand("pace", "Find one runner's fastest race against the clock, with splits and a programme for the light");
  pace->add_option("ATHLETE", asked->athlete, "an athlete of the archive: any part of the name that means one");
  pace->add_option("--distance", asked->distance, "metres, or mile, or 2-miles")->type_name("DISTANCE")->capture_default_str();
  pace->add_option("--behind", asked->behind_m, "sheltered close behind a pacemaker, up to these metres from the start")->type_name("METRES")->check(CLI::Range(0.0, 42195.0));
  pace->add_flag("--even", asked->even, "the best even pace instead of the fastest race");
  pace->add_option("--track", asked->track, "oval-400 or short-200")->type_name("TRACK")->capture_default_str();
  pace->add_option("--as-of", asked->as_of, "use only what was known on this day (default: that of the latest mark)")->type_name("DATE");
  pace->add_option("--sex", asked->sex, "men or women, where the name or the archive leaves it open")->type_name("SEX");
  pace->add_option("--model", asked->model, "a runner of the literature instead: keller or aftalion")->type_name("MODEL");
  pace->add_option("--solver", asked->solver, "for --model keller: exact (default) or general")->type_name("SOLVER");
  pace->add_option("--equivalents", asked->equivalents, "what a mark over --distance is worth at the other distances, formula by formula")->type_name("MARK");
  pace->add_option("--out", asked->out, "a folder for pace.json and pace.html")->type_name("DIR");
  pace->footer(
      "Examples:\n"
      "  lastlap pace \"Josh Kerr\" --distance mile --behind 1000 --out out\n"
      "  lastlap pace \"Kipyegon\" --even --as-of 2023-06-01\n"
      "  lastlap pace --model keller --distance 800 --json\n"
      "  lastlap pace --equivalents 3:30.00 --distance 1500 --sex men");
  pace->callback([&options, &status, asked] { status = run_pace(options, *asked); });
}

}  // namespace lastlap::cli
