// lastlap_calibrate DATA TRACKED_FOLDER [--generations N] [--from NAME=VALUE ...]
//
// Fits what no paper gives (constants.cpp) to the tracked men's 1500 m final of Rome 2024, to published statistics of
// places in heats, and to winning times of men's finals; then prints the constants and, on luck that the fit
// never saw, what they give beside the fit's own evidence and beside races that the fit never saw. docs/calibration.md
// has the run that the shipped constants come from.

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "lastlap/base/expect.hpp"
#include "tools/calibrate/evidence.hpp"
// pagmo's headers last: they bring much along.
#include <pagmo/algorithm.hpp>
#include <pagmo/algorithms/cmaes.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>

namespace lastlap::calibrate {
namespace {

namespace fs = std::filesystem;

struct Fit {
  Evidence* evidence = nullptr;
  Constants start;
  double* best = nullptr;

  Constants constants_at(const pagmo::vector_double& x) const {
    Constants constants = start;
    const auto fitted = all_fitted();
    for (std::size_t i = 0; i < fitted.size(); ++i)
      constant(constants, fitted[i].name) = fitted[i].low + (fitted[i].high - fitted[i].low) * x[i];
    return constants;
  }
  pagmo::vector_double fitness(const pagmo::vector_double& x) const {
    const double value = misfit(compare(*evidence, constants_at(x), Draws{}));
    if (value < *best) {
      *best = value;
      std::string line = fmt::format("{:.2f}", value);
      Constants constants = constants_at(x);
      for (const Fitted& one : all_fitted()) line += fmt::format(" {}={:.4g}", one.name, constant(constants, one.name));
      fmt::print("{}\n", line);
      std::fflush(stdout);
    }
    return {value};
  }
  std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const {
    const std::size_t n = all_fitted().size();
    return {pagmo::vector_double(n, 0.0), pagmo::vector_double(n, 1.0)};
  }
};

Constants fitted_from(Evidence& evidence, const Constants& start, unsigned generations) {
  double best = std::numeric_limits<double>::max();
  const Fit fit{&evidence, start, &best};
  pagmo::vector_double from;
  Constants constants = start;
  for (const Fitted& one : all_fitted())
    from.push_back(std::clamp((constant(constants, one.name) - one.low) / (one.high - one.low), 0.02, 0.98));
  const pagmo::problem problem{fit};
  pagmo::population population{problem, 0u, 1u};
  std::mt19937 generator{1};
  std::normal_distribution<double> normal;
  for (int i = 0; i < 15; ++i) {
    pagmo::vector_double x = from;
    if (i > 0)
      for (double& one : x) one = std::clamp(one + 0.03 * normal(generator), 0.0, 1.0);
    population.push_back(x);
  }
  const pagmo::algorithm cmaes{pagmo::cmaes{generations, -1, -1, -1, -1, 0.04, 1e-6, 1e-6, false, true, 3u}};
  return fit.constants_at(cmaes.evolve(population).champion_x());
}

void print(const std::string& title, const std::vector<Comparison>& comparisons) {
  fmt::print("\n{}\n{:64}{:>12}{:>12}{:>8}\n", title, "", "simulated", "real", "off");
  for (const Comparison& one : comparisons) fmt::print("{:64}{:12.3f}{:12.3f}{:8.1f}\n", one.name, one.simulated, one.real, one.off());
  fmt::print("misfit {:.1f} over {} numbers\n", misfit(comparisons), comparisons.size());
}

int calibrate(const std::vector<std::string>& arguments) {
  const fs::path data = arguments.at(0), tracks = arguments.at(1);
  unsigned generations = 0;
  Constants constants;
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    if (arguments[i] == "--generations") {
      generations = static_cast<unsigned>(std::stoul(arguments.at(++i)));
    } else {
      const auto equals = arguments[i].find('=');
      constant(constants, arguments[i].substr(0, equals)) = std::stod(arguments[i].substr(equals + 1));
    }
  }
  const fs::path file = fs::temp_directory_path() / "lastlap-calibrate.sqlite";
  fs::remove(file);
  const auto archive = archive::Archive::open(file, data);
  if (!archive) throw base::Broken(archive.error().line());

  const auto men = measure::Sex::men, women = measure::Sex::women;
  Evidence fit, apart;
  fit.tracked.push_back(tracked_race(*archive, tracks / "rome-2024-men-1500-final.isotrack.csv.gz", men, measure::Date::of(2024, 6, 12)));
  apart.tracked.push_back(tracked_race(*archive, tracks / "rome-2024-women-1500-heat-1.isotrack.csv.gz", women, measure::Date::of(2024, 6, 7)));
  for (const char* heat : {"doha-2019-women-1500-heat-1", "doha-2019-women-1500-heat-3", "london-2017-women-1500-heat-3", "eugene-2022-men-1500-heat-1"})
    fit.heats.push_back(past_race(*archive, heat));
  for (const char* heat : {"paris-2024-men-1500-heat-1", "paris-2024-men-1500-heat-2", "paris-2024-men-1500-heat-3", "budapest-2023-men-1500-heat-4",
                           "budapest-2023-women-1500-heat-1"})
    apart.heats.push_back(past_race(*archive, heat));
  for (const char* games : {"sevilla-1999", "edmonton-2001", "paris-2003", "athina-2004", "osaka-2007", "beijing-2008", "berlin-2009", "daegu-2011",
                            "london-2012", "moskva-2013", "beijing-2015", "london-2017", "tokyo-2021", "eugene-2022"})
    fit.finals.push_back(past_race(*archive, fmt::format("{}-men-1500-final", games)));
  for (const char* games : {"sydney-2000", "doha-2019", "budapest-2023", "paris-2024"})
    apart.finals.push_back(past_race(*archive, fmt::format("{}-men-1500-final", games)));

  if (generations > 0) constants = fitted_from(fit, constants, generations);
  for (const Fitted& one : all_fitted()) fmt::print("{} = {:.4g}\n", one.name, constant(constants, one.name));
  const Draws fresh{.first = 5000, .of_twin = 60, .of_heats = 25, .of_finals = 400};
  print("What was fitted, on fresh luck", compare(fit, constants, fresh));
  print("What the fit never saw", compare(apart, constants, fresh));
  return 0;
}

}  // namespace
}  // namespace lastlap::calibrate

int main(int count, char** values) try {
  if (count < 3) {
    std::fputs("lastlap_calibrate DATA TRACKED_FOLDER [--generations N] [NAME=VALUE ...]\n", stderr);
    return 2;
  }
  return lastlap::calibrate::calibrate({values + 1, values + count});
} catch (const std::exception& problem) {
  std::fprintf(stderr, "lastlap_calibrate: %s\n", problem.what());
  return 1;
}
