#include "lastlap/tactics/plan.hpp"

#include <fmt/format.h>

#include <cmath>

#include "lastlap/measure/mark.hpp"

namespace lastlap::tactics {
namespace {

std::string ordinal(int place) {
  static const char* const words[] = {"", "first", "second", "third", "fourth", "fifth", "sixth",
                                      "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"};
  if (place <= 12) return words[place];
  const char* const ending = place < 20 ? "th" : place % 10 == 1 ? "st" : place % 10 == 2 ? "nd" : place % 10 == 3 ? "rd" : "th";
  return fmt::format("{}{}", place, ending);
}

std::string lap_time(measure::Speed pace) { return measure::text_of_split(measure::Duration{400.0 / pace.si()}); }

}  // namespace

std::string_view text(Line line) {
  switch (line) {
    case Line::rail: return "rail";
    case Line::shoulder: return "shoulder";
    case Line::wide: return "wide";
  }
  return "";
}

std::optional<Line> line_named(std::string_view word) {
  for (Line line : {Line::rail, Line::shoulder, Line::wide})
    if (text(line) == word) return line;
  return std::nullopt;
}

std::optional<std::string> problem_with(const Plan& plan, measure::Distance distance, int runners) {
  if (plan.phases.empty()) return "it has no phase";
  if (static_cast<int>(plan.phases.size()) > most_phases) return fmt::format("it has more than {} phases", most_phases);
  if (static_cast<int>(plan.conditions.size()) > most_conditions)
    return fmt::format("it has more than {} conditions", most_conditions);
  for (std::size_t p = 0; p < plan.phases.size(); ++p) {
    const Phase& phase = plan.phases[p];
    const double from = phase.from.si();
    const std::string which = fmt::format("the phase at {:.0f} m to go", from);
    if (!(from > 0.0) || from > distance.si() + 0.5) return which + " lies outside the race";
    if (p > 0 && from > plan.phases[p - 1].from.si()) return which + " stands after one nearer the finish";
    if (p > 0 && from == plan.phases[p - 1].from.si() && phase.condition == plan.phases[p - 1].condition)
      return which + " is given twice";
    if (phase.place < 0 || phase.place > runners) return fmt::format("{} wants place {} of {}", which, phase.place, runners);
    if (phase.pace && phase.effort) return which + " gives both a pace and an effort";
    if (phase.cover == plan.athlete && !plan.athlete.empty()) return which + " covers the plan's own runner";
    if (p > 0 && plan.phases[p - 1].all_out && !phase.all_out && !phase.condition)
      return which + " comes after going all out, from which there is no way back";
    if (phase.condition) {
      const int asked = *phase.condition;
      if (asked < 0 || asked >= static_cast<int>(plan.conditions.size())) return which + " names no condition";
      if (plan.conditions[asked].at.si() > distance.si() - from + 0.5)
        return which + fmt::format(" begins before its condition is asked, at {:.0f} m", plan.conditions[asked].at.si());
    }
  }
  if (plan.phases.front().condition) return "its first phase hangs on a condition; say what to do from the start";
  for (const Condition& condition : plan.conditions) {
    if (!(condition.at.si() > 0.0) || condition.at.si() >= distance.si()) return "a condition is asked outside the race";
    if (!condition.slower_than && !condition.faster_than && !condition.not_in_first && !condition.in_first)
      return fmt::format("the condition at {:.0f} m asks nothing", condition.at.si());
    if (condition.slower_than && condition.faster_than && *condition.slower_than >= *condition.faster_than)
      return fmt::format("the condition at {:.0f} m can never be met: slower and faster exclude each other", condition.at.si());
    if (condition.not_in_first && condition.in_first && *condition.not_in_first >= *condition.in_first)
      return fmt::format("the condition at {:.0f} m can never be met: its places exclude each other", condition.at.si());
  }
  return std::nullopt;
}

std::string words(const Phase& phase, measure::Distance race_distance) {
  std::string said = phase.from >= race_distance ? "From the gun" : fmt::format("{:.0f} m to go", phase.from.si());
  said += ": ";
  std::string wish;
  // So far out nobody sprints: all out is the hardest pace that lasts to the line.
  constexpr double long_drive_m = 300.0;
  if (phase.all_out && phase.from.si() > long_drive_m) wish = "go, from here the hardest pace you can hold to the line";
  else if (phase.all_out) wish = "kick, all out to the line";
  else if (phase.place == 1) wish = "to the front";
  else if (phase.place > 1) wish = fmt::format("be about {}", ordinal(phase.place));
  else wish = "stay where you are";
  switch (phase.line) {
    case Line::rail: wish += phase.all_out ? ", by the shortest way" : ", on the rail"; break;
    case Line::shoulder: wish += ", on the shoulder, the way out open"; break;
    case Line::wide: wish += ", wide, where nobody can box you in"; break;
  }
  if (!phase.cover.empty() && !phase.all_out)
    wish += fmt::format("; do not let {} get more than {:.1f} m away", phase.cover, phase.cover_gap.si());
  if (phase.pace && !phase.all_out) wish += fmt::format("; if in front, laps of {}", lap_time(*phase.pace));
  return said + wish + ".";
}

std::string words(const Condition& condition) {
  std::string said = fmt::format("If at {:.0f} m", condition.at.si());
  std::string joint = " ";
  const auto add = [&](const std::string& part) { said += joint + part; joint = " and "; };
  if (condition.slower_than) add(fmt::format("the race is slower than {}", measure::text_of_split(*condition.slower_than)));
  if (condition.faster_than) add(fmt::format("the race is faster than {}", measure::text_of_split(*condition.faster_than)));
  if (condition.not_in_first) add(fmt::format("you are not in the first {}", *condition.not_in_first));
  if (condition.in_first) add(fmt::format("you are in the first {}", *condition.in_first));
  return said;
}

}  // namespace lastlap::tactics
