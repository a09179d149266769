#include "lastlap/runner/equivalents.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <iterator>
#include <string>

#include "lastlap/measure/least_squares.hpp"
#include "lastlap/measure/mark.hpp"
#include "lastlap/measure/number.hpp"
#include "lastlap/measure/purdy.hpp"
#include "lastlap/measure/riegel.hpp"
#include "lastlap/measure/scoring.hpp"
#include "lastlap/runner/critical_speed.hpp"
#include "lastlap/runner/endurance.hpp"
#include "lastlap/runner/peronnet_thibault.hpp"
#include "lastlap/runner/speed_reserve.hpp"
#include "lastlap/runner/vdot.hpp"

namespace lastlap::runner {

using measure::Distance;
using measure::Duration;
using measure::Observation;
using measure::Sex;
using measure::Speed;

namespace {

constexpr double marathon_m = 42195.0;
/// Marks whose times lie this far apart, longest over shortest, tell two parameters apart.
constexpr double telling_apart = 1.5;
/// A fit that leaves what is held by more than this factor says that the marks contradict the formula.
constexpr double contradicts = 2.0;

/// What a formula holds if the marks do not set it; our fits.
struct Held {
  PeronnetThibault peronnet_thibault;  ///< today's records, 800 m to the half marathon
  Distance in_hand;                    ///< mean of the protocol over 142 men and 127 women
  double sprint_over_aerobic = 0;      ///< of the records of 800 and 1500 m
  EnduranceCurve endurance;            ///< today's records, 800 m to the half marathon
};

const Held& held_for(Sex sex) {
  using measure::Reserve;
  using measure::SpecificPower;
  static const Held men{.peronnet_thibault = {Reserve{1689}, SpecificPower{29.62}, SpecificPower{-1.30}},
                        .in_hand = Distance{211.9},
                        .sprint_over_aerobic = 1.456,
                        .endurance = {Speed{6.861}, 0.1139, 0.0446}};
  static const Held women{.peronnet_thibault = {Reserve{1508}, SpecificPower{26.21}, SpecificPower{-0.80}},
                          .in_hand = Distance{222.8},
                          .sprint_over_aerobic = 1.440,
                          .endurance = {Speed{6.213}, 0.1096, 0.0435}};
  return sex == Sex::men ? men : women;
}

bool is_near(double fitted, double held) {
  return fitted / held > 1.0 / contradicts && fitted / held < contradicts;
}

/// What some marks, all in a formula's range, make of it.
struct Prediction {
  int fitted = 0;
  std::function<std::optional<Duration>(Distance)> time;
};

using Marks = std::vector<KnownMark>;  // at different distances

double mean_over(const Marks& marks, const auto& value) {
  double sum = 0;
  for (const KnownMark& mark : marks) sum += value(mark);
  return sum / static_cast<double>(marks.size());
}

/// Longest time over shortest.
double spread_of(const Marks& marks) {
  const auto [shortest, longest] = std::ranges::minmax(marks, {}, &KnownMark::time);
  return longest.time / shortest.time;
}

double speed_of(const KnownMark& mark) {
  return (mark.distance / mark.time).si();
}

template <class Model>
Prediction prediction_of(const Model& model, int fitted) {
  return {fitted, [model](Distance distance) { return std::optional{time_over(model, distance)}; }};
}

Prediction by_riegel(const Marks& marks, Sex) {
  // ln T = ln c + e ln D
  double exponent = measure::riegel_exponent;
  int fitted = 1;
  if (spread_of(marks) >= telling_apart) {
    std::vector<Observation<2>> seen;
    for (const KnownMark& mark : marks)
      seen.push_back({{1.0, std::log(mark.distance.si())}, std::log(mark.time.si())});
    const auto found = measure::least_squares<2>(seen);
    if (found && (*found)[1] > 1.0 && (*found)[1] < 1.2) exponent = (*found)[1], fitted = 2;
  }
  const double log_c = mean_over(marks, [&](const KnownMark& mark) {
    return std::log(mark.time.si()) - exponent * std::log(mark.distance.si());
  });
  return {fitted, [=](Distance distance) {
            return std::optional{Duration{std::exp(log_c + exponent * std::log(distance.si()))}};
          }};
}

Prediction by_purdy(const Marks& marks, Sex) {
  const double points =
      mean_over(marks, [](const KnownMark& mark) { return measure::purdy_points(mark.distance, mark.time); });
  return {1, [=](Distance distance) { return std::optional{measure::purdy_time(distance, points)}; }};
}

Prediction by_vdot(const Marks& marks, Sex) {
  const double vdot = mean_over(marks, vdot_of);
  return {1, [=](Distance distance) { return std::optional{time_over(distance, vdot)}; }};
}

Prediction by_points(const Marks& marks, Sex sex) {
  std::int64_t sum = 0;
  for (const KnownMark& mark : marks)
    sum +=
        measure::points_for(*measure::scoring_of(mark.distance, sex), measure::Mark::of_raw_time(mark.time));
  const std::int64_t points = sum / static_cast<std::int64_t>(marks.size());
  return {1, [=](Distance distance) -> std::optional<Duration> {
            const auto scoring = measure::scoring_of(distance, sex);
            if (!scoring || points < 1) return std::nullopt;
            const auto slowest = measure::slowest_mark_worth(*scoring, points);
            if (!slowest) return std::nullopt;
            return slowest->duration();
          }};
}

/// A and a factor on MAP - rest and E; or one factor on all three.
PeronnetThibault peronnet_thibault_in_ratio(const Marks& marks, const PeronnetThibault& held, int& fitted) {
  const double above_rest = held.aerobic.si() - resting_power_w_per_kg;
  std::vector<Observation<2>> two;
  std::vector<Observation<1>> one;
  for (const KnownMark& mark : marks) {
    const PowerShares share = power_shares(mark.time);
    const double demanded = power_demanded(held, mark).si() - resting_power_w_per_kg;
    const double anaerobic = held.anaerobic.si() * share.anaerobic;
    const double aerobic = above_rest * share.aerobic + held.endurance.si() * share.endurance;
    two.push_back({{anaerobic, aerobic}, demanded, 1.0 / demanded});
    one.push_back({{anaerobic + aerobic}, demanded, 1.0 / demanded});
  }
  const double scale = (*measure::least_squares<1>(one))[0];
  double anaerobic = scale, aerobic = scale;
  fitted = 1;
  if (spread_of(marks) >= telling_apart) {
    const auto found = measure::least_squares<2>(two);
    if (found && is_near((*found)[0], scale) && is_near((*found)[1], scale))
      anaerobic = (*found)[0], aerobic = (*found)[1], fitted = 2;
  }
  PeronnetThibault runner = held;
  runner.anaerobic = anaerobic * held.anaerobic;
  runner.aerobic = measure::SpecificPower{aerobic * above_rest + resting_power_w_per_kg};
  runner.endurance = aerobic * held.endurance;
  return runner;
}

Prediction by_peronnet_thibault(const Marks& marks, Sex sex) {
  const PeronnetThibault& held = held_for(sex).peronnet_thibault;
  int fitted = 0;
  const PeronnetThibault in_ratio = peronnet_thibault_in_ratio(marks, held, fitted);
  const auto [shortest, longest] = std::ranges::minmax(marks, {}, &KnownMark::time);
  if (marks.size() >= 3 && shortest.time.si() < maximal_aerobic_power_s &&
      longest.time.si() >= telling_apart * maximal_aerobic_power_s) {
    const auto all = peronnet_thibault_through(marks);
    if (all && is_near(all->anaerobic.si(), in_ratio.anaerobic.si()) &&
        is_near(all->aerobic.si(), in_ratio.aerobic.si()) &&
        is_near(all->endurance.si() / all->aerobic.si(), held.endurance.si() / held.aerobic.si()))
      return prediction_of(*all, 3);
  }
  return prediction_of(in_ratio, fitted);
}

Prediction by_critical_speed(const Marks& marks, Sex sex) {
  const Distance held = held_for(sex).in_hand;
  Marks of_protocol;
  std::ranges::copy_if(marks, std::back_inserter(of_protocol), [](const KnownMark& mark) {
    return std::ranges::find(protocol, mark.distance) != protocol.end();
  });
  if (!of_protocol.empty() && spread_of(of_protocol) >= telling_apart) {
    const auto found = critical_speed_through(of_protocol);
    if (found && is_near(found->in_hand.si(), held.si())) return prediction_of(*found, 2);
  }
  const double speed =
      mean_over(marks, [&](const KnownMark& mark) { return ((mark.distance - held) / mark.time).si(); });
  return prediction_of(CriticalSpeed{Speed{speed}, held}, 1);
}

Prediction by_speed_reserve(const Marks& marks, Sex sex) {
  const double ratio = held_for(sex).sprint_over_aerobic;
  if (spread_of(marks) >= telling_apart) {
    const auto found = speed_reserve_through(marks);
    if (found && is_near(found->sprint / found->aerobic - 1.0, ratio - 1.0)) return prediction_of(*found, 2);
  }
  const double aerobic = mean_over(marks, [&](const KnownMark& mark) {
    return speed_of(mark) / (speed_for({Speed{1.0}, Speed{ratio}}, mark.time).si());
  });
  return prediction_of(SpeedReserve{Speed{aerobic}, Speed{ratio * aerobic}}, 1);
}

bool are_on_both_sides_of_six_minutes(const Marks& marks) {
  const auto [shortest, longest] = std::ranges::minmax(marks, {}, &KnownMark::time);
  return shortest.time.si() * telling_apart <= time_at_most_uptake_s &&
         longest.time.si() >= time_at_most_uptake_s * telling_apart;
}

Prediction by_endurance(const Marks& marks, Sex sex) {
  const EnduranceCurve& held = held_for(sex).endurance;
  if (marks.size() >= 3 && are_on_both_sides_of_six_minutes(marks)) {
    const auto all = endurance_curve_through(marks);
    if (all && is_near(all->short_fall, held.short_fall) && is_near(all->long_fall, held.long_fall))
      return prediction_of(*all, 3);
  }
  // v = v_m (1 - q h), h what is held
  const EnduranceCurve unit{Speed{1.0}, held.short_fall, held.long_fall};
  const auto fall = [&](const KnownMark& mark) { return 1.0 - speed_for(unit, mark.time).si(); };
  if (spread_of(marks) >= telling_apart) {
    std::vector<Observation<2>> seen;
    for (const KnownMark& mark : marks)
      seen.push_back({{1.0, -fall(mark)}, speed_of(mark), 1.0 / speed_of(mark)});
    const auto found = measure::least_squares<2>(seen);
    if (found && (*found)[0] > 0.0 && is_near((*found)[1] / (*found)[0], 1.0)) {
      const double steeper = (*found)[1] / (*found)[0];
      return prediction_of(
          EnduranceCurve{Speed{(*found)[0]}, steeper * held.short_fall, steeper * held.long_fall}, 2);
    }
  }
  const double v =
      mean_over(marks, [&](const KnownMark& mark) { return speed_of(mark) / (1.0 - fall(mark)); });
  return prediction_of(EnduranceCurve{Speed{v}, held.short_fall, held.long_fall}, 1);
}

bool is_in_range(Formula formula, const KnownMark& mark, Sex sex) {
  const double metres = mark.distance.si(), seconds = mark.time.si();
  switch (formula) {
    case Formula::riegel:
    case Formula::vdot:
      return metres >= 1500.0;
    case Formula::purdy:
      return true;
    case Formula::points:
      return measure::scoring_of(mark.distance, sex).has_value();
    case Formula::peronnet_thibault:
      return metres >= 60.0 && metres <= marathon_m;
    case Formula::critical_speed:
      return seconds >= 120.0 && seconds <= 900.0;
    case Formula::speed_reserve:
      return seconds >= 3.0 && seconds <= 240.0;
    case Formula::endurance:
      return metres >= 800.0 && metres <= marathon_m;
  }
  return false;
}

Prediction prediction_by(Formula formula, const Marks& marks, Sex sex) {
  switch (formula) {
    case Formula::riegel:
      return by_riegel(marks, sex);
    case Formula::purdy:
      return by_purdy(marks, sex);
    case Formula::vdot:
      return by_vdot(marks, sex);
    case Formula::points:
      return by_points(marks, sex);
    case Formula::peronnet_thibault:
      return by_peronnet_thibault(marks, sex);
    case Formula::critical_speed:
      return by_critical_speed(marks, sex);
    case Formula::speed_reserve:
      return by_speed_reserve(marks, sex);
    case Formula::endurance:
      return by_endurance(marks, sex);
  }
  return {};
}

/// The best at each distance, shortest first.
Marks best_at_each_distance(std::span<const KnownMark> marks) {
  Marks best;
  for (const KnownMark& mark : marks) {
    const auto same = std::ranges::find_if(best, [&](const KnownMark& other) {
      return std::abs(other.distance.si() - mark.distance.si()) < 0.01;
    });
    if (same == best.end()) {
      best.push_back(mark);
    } else {
      same->time = std::min(same->time, mark.time);
    }
  }
  std::ranges::sort(best, {}, &KnownMark::distance);
  return best;
}

tl::unexpected<base::Problem> refused(std::string what, const KnownMark& mark, std::string hint) {
  return base::wrong(std::move(what), "",
                     std::to_string(mark.distance.si()) + " m in " + std::to_string(mark.time.si()) + " s",
                     std::move(hint));
}

base::Result<Marks> checked(std::span<const KnownMark> marks) {
  if (marks.empty()) return base::wrong("no mark to compare with", "", "", "give one, as 1500 m in 3:30.00");
  for (const KnownMark& mark : marks) {
    const double metres = mark.distance.si(), speed = speed_of(mark);
    if (!(metres >= 400.0 && metres <= marathon_m))
      return refused("not a distance these formulas know", mark, "give a mark of 400 m to the marathon");
    if (!(speed >= 2.5 && speed <= 10.5))
      return refused("not a mark anyone races to", mark, "look at its distance and its time");
  }
  return best_at_each_distance(marks);
}

}  // namespace

std::string_view text(Formula formula) {
  switch (formula) {
    case Formula::riegel:
      return "Riegel";
    case Formula::purdy:
      return "Purdy";
    case Formula::vdot:
      return "VDOT";
    case Formula::points:
      return "World Athletics points";
    case Formula::peronnet_thibault:
      return "Peronnet-Thibault";
    case Formula::critical_speed:
      return "critical speed";
    case Formula::speed_reserve:
      return "speed reserve";
    case Formula::endurance:
      return "Emig";
  }
  return "";
}

std::string_view range_of(Formula formula) {
  switch (formula) {
    case Formula::riegel:
    case Formula::vdot:
      return "1500 m and longer";
    case Formula::purdy:
      return "all distances";
    case Formula::points:
      return "events of the scoring tables";
    case Formula::peronnet_thibault:
      return "60 m to the marathon";
    case Formula::critical_speed:
      return "2 to 15 minutes";
    case Formula::speed_reserve:
      return "3 to 240 seconds";
    case Formula::endurance:
      return "800 m to the marathon";
  }
  return "";
}

std::span<const Distance> equivalent_distances() {
  static constexpr std::array<Distance, 8> distances{Distance{800},      Distance{1000}, Distance{1500},
                                                     Distance{1609.344}, Distance{2000}, Distance{3000},
                                                     Distance{5000},     Distance{10000}};
  return distances;
}

base::Result<std::vector<Equivalent>> equivalents(std::span<const KnownMark> marks, Sex sex) {
  const auto best = checked(marks);
  if (!best) return tl::make_unexpected(best.error());
  std::vector<Equivalent> table;
  for (const Formula formula : all_formulas) {
    Marks usable;
    std::ranges::copy_if(*best, std::back_inserter(usable),
                         [&](const KnownMark& mark) { return is_in_range(formula, mark, sex); });
    const Prediction prediction = usable.empty() ? Prediction{} : prediction_by(formula, usable, sex);
    for (const Distance distance : equivalent_distances()) {
      Equivalent cell{
          .formula = formula, .distance = distance, .time = std::nullopt, .fitted = prediction.fitted};
      if (prediction.time) cell.time = prediction.time(distance);
      if (cell.time && !is_in_range(formula, {distance, *cell.time}, sex)) cell.time.reset();
      table.push_back(cell);
    }
  }
  return table;
}

}  // namespace lastlap::runner
