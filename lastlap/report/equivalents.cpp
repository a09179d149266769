#include "lastlap/report/equivalents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/measure/mark.hpp"

namespace lastlap::report {
namespace {

std::string name_of(measure::Distance distance) {
  const auto event = measure::event_of(distance);
  return event ? event->name : fmt::format("{:g}", distance.si());
}

const runner::Equivalent* cell(const Equivalents& equivalents, runner::Formula formula, measure::Distance distance) {
  const auto found = std::find_if(equivalents.cells.begin(), equivalents.cells.end(), [&](const runner::Equivalent& equivalent) {
    return equivalent.formula == formula && equivalent.distance == distance;
  });
  return found == equivalents.cells.end() ? nullptr : &*found;
}

}  // namespace

Json equivalents_document(const Equivalents& equivalents) {
  Json json{{"schema", "lastlap.equivalents/1"},
            {"sex", std::string(measure::text(equivalents.sex))},
            {"distance_m", equivalents.mark.distance.si()},
            {"time_s", equivalents.mark.time.si()},
            {"formulas", Json::array()}};
  for (const runner::Formula formula : runner::all_formulas) {
    Json row{{"formula", std::string(runner::text(formula))}, {"holds", std::string(runner::range_of(formula))}, {"times", Json::array()}};
    for (const measure::Distance distance : runner::equivalent_distances()) {
      const runner::Equivalent* equivalent = cell(equivalents, formula, distance);
      Json time{{"distance_m", distance.si()}, {"time_s", nullptr}};
      if (equivalent != nullptr && equivalent->time) time["time_s"] = std::round(equivalent->time->si() * 1e3) / 1e3;
      if (equivalent != nullptr) row["parameters_fitted"] = equivalent->fitted;
      row["times"].push_back(time);
    }
    json["formulas"].push_back(row);
  }
  return json;
}

std::string equivalents_words(const Equivalents& equivalents) {
  std::string text = fmt::format("{} over {}, {}: worth at the other distances\n\n", measure::text_of_mark(equivalents.mark.time),
                                 name_of(equivalents.mark.distance), measure::text(equivalents.sex));
  text += fmt::format("{:<24}", "formula");
  for (const measure::Distance distance : runner::equivalent_distances()) text += fmt::format("  {:>8}", name_of(distance));
  text += "  holds\n";
  for (const runner::Formula formula : runner::all_formulas) {
    text += fmt::format("{:<24}", runner::text(formula));
    for (const measure::Distance distance : runner::equivalent_distances()) {
      const runner::Equivalent* equivalent = cell(equivalents, formula, distance);
      text += fmt::format("  {:>8}", equivalent != nullptr && equivalent->time ? measure::text_of_mark(*equivalent->time) : "-");
    }
    text += fmt::format("  {}\n", runner::range_of(formula));
  }
  return text + "\nA dash: outside what the formula holds for. What one mark leaves open stands at our fits; docs/models.md.\n";
}

}  // namespace lastlap::report
