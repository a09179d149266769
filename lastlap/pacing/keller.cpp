#include "lastlap/pacing/keller.hpp"

#include <array>
#include <cmath>

#include "lastlap/base/expect.hpp"

namespace lastlap::pacing {
namespace {

using measure::Distance;
using measure::Duration;
using measure::Reserve;
using measure::Speed;

/// The runner as plain SI numbers: F [m/s^2], tau [s], sigma [W/kg], E0 [J/kg], d [s].
struct Numbers {
  double push, tau, sigma, reserve, delay;
};

Numbers numbers_of(const KellerRunner& runner) {
  return {runner.strongest_push.si(), runner.resistance_time.si(), runner.supply.si(), runner.reserve.si(), runner.supply_delay.si()};
}

/// What breathing has supplied until t [J/kg].
double supplied_until(const Numbers& n, double t) {
  return n.delay > 0 ? n.sigma * (t + n.delay * std::expm1(-t / n.delay)) : n.sigma * t;
}

// The first phase: all out from standing.
double speed_all_out(const Numbers& n, double t) { return -n.push * n.tau * std::expm1(-t / n.tau); }
double along_all_out(const Numbers& n, double t) { return n.push * n.tau * (t + n.tau * std::expm1(-t / n.tau)); }
double reserve_all_out(const Numbers& n, double t) { return n.reserve + supplied_until(n, t) - n.push * along_all_out(n, t); }
double time_all_out(const Numbers& n, double along) {
  double t = along / (n.push * n.tau) + n.tau;  // the asymptote, from which Newton comes down without leaving the right side
  for (int i = 0; i < 60; ++i) {
    const double speed = speed_all_out(n, t);
    const double change = (along_all_out(n, t) - along) / speed;
    t -= change;
    if (std::fabs(change) < 1e-13 * t) break;
  }
  return t;
}

/// The time between `low` and `high` where a function that falls through zero does so.
template <class Function>
double falls_through_zero(Function f, double low, double high) {
  for (int i = 0; i < 200 && high - low > 1e-13 * high; ++i) {
    const double middle = 0.5 * (low + high);
    (f(middle) > 0 ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

double critical_time(const Numbers& n) {
  double high = 1.0;
  while (reserve_all_out(n, high) > 0) high *= 2.0;
  return falls_through_zero([&](double t) { return reserve_all_out(n, t); }, 0.0, high);
}

/// The last phase: the reserve is empty, f = sigma(t) / v, so (v^2)' = 2 sigma(t) - 2 v^2 / tau.
///   v^2 = a + b exp(-t/d) + C exp(-2 (t - t2)/tau),  a = sigma tau,  b = -2 sigma / (2/tau - 1/d).
struct LastPhase {
  Numbers n;
  double begins, speed;  // t2, V

  double delayed_part(double t) const {
    return n.delay > 0 ? -2.0 * n.sigma / (2.0 / n.tau - 1.0 / n.delay) * std::exp(-t / n.delay) : 0.0;
  }
  double speed_after(double s) const {
    const double steady = n.sigma * n.tau;
    const double surplus = speed * speed - steady - delayed_part(begins);
    return std::sqrt(std::fmax(steady + delayed_part(begins + s) + surplus * std::exp(-2.0 * s / n.tau), 0.0));
  }
  double along_after(double s) const {
    if (n.delay > 0) return along_by_quadrature(s);
    // D3 = tau (-(v2 - v1) + (c/2) (ln (v2+c)^2 - ln (v1+c)^2 + 2 s/tau)), c = sqrt(sigma tau).
    const double c = std::sqrt(n.sigma * n.tau), v2 = speed_after(s);
    return n.tau * (speed - v2 + c * (std::log((v2 + c) / (speed + c)) + s / n.tau));
  }

 private:
  /// Five-point Gauss-Legendre, panels of at most a quarter of tau: error below 1e-10 m.
  double along_by_quadrature(double s) const {
    static constexpr std::array<double, 3> point{0.0, 0.5384693101056831, 0.9061798459386640};
    static constexpr std::array<double, 3> weight{0.5688888888888889, 0.4786286704993665, 0.2369268850561891};
    const int panels = 1 + static_cast<int>(std::fmin(4.0 * s / n.tau, 4000.0));
    const double half = 0.5 * s / panels;
    double along = 0;
    for (int i = 0; i < panels; ++i) {
      const double middle = (2 * i + 1) * half;
      along += weight[0] * speed_after(middle);
      for (int k = 1; k < 3; ++k) along += weight[k] * (speed_after(middle - half * point[k]) + speed_after(middle + half * point[k]));
    }
    return along * half;
  }
};

LastPhase last_phase_of(const KellerRace& race) { return {numbers_of(race.runner), race.cruise_ends.si(), race.cruise.si()}; }

KellerRace race_all_out(const KellerRunner& runner, Distance distance) {
  const Numbers n = numbers_of(runner);
  const double time = time_all_out(n, distance.si());
  const double speed = speed_all_out(n, time);
  return {.runner = runner,
          .distance = distance,
          .time = Duration{time},
          .cruise = Speed{speed},
          .cruise_begins = Duration{time},
          .cruise_ends = Duration{time},
          .end_speed = Speed{speed},
          .all_out = true};
}

/// The speed that breathing alone holds for ever.
double held_for_ever(const Numbers& n) { return std::sqrt(n.sigma * n.tau); }

/// The minimum of a function with one valley, by golden section.
template <class Function>
double lowest(Function f, double low, double high) {
  const double golden = 0.5 * (std::sqrt(5.0) - 1.0);
  double left = high - golden * (high - low), right = low + golden * (high - low);
  double at_left = f(left), at_right = f(right);
  for (int i = 0; i < 80; ++i) {
    if (at_left < at_right) {
      high = right;
      right = left, at_right = at_left;
      left = high - golden * (high - low);
      at_left = f(left);
    } else {
      low = left;
      left = right, at_left = at_right;
      right = low + golden * (high - low);
      at_right = f(right);
    }
  }
  return 0.5 * (low + high);
}

}  // namespace

AllOut longest_all_out(const KellerRunner& runner) {
  const Numbers n = numbers_of(runner);
  const double time = critical_time(n);
  return {Distance{along_all_out(n, time)}, Duration{time}};
}

KellerRace race_at_cruise(const KellerRunner& runner, Distance distance, Speed cruise) {
  const Numbers n = numbers_of(runner);
  const double v = cruise.si();
  base::expect(v > held_for_ever(n) && v < n.push * n.tau, "a cruising speed that empties the reserve and can be reached");
  const double t1 = -n.tau * std::log1p(-v / (n.push * n.tau));
  const double x1 = along_all_out(n, t1);
  if (x1 >= distance.si()) return race_all_out(runner, distance);
  const double e1 = reserve_all_out(n, t1);
  base::expect(e1 >= 0, "a cruising speed that is reached before the reserve is empty");
  const double spent = v * v / n.tau;
  const auto reserve = [&](double t) { return e1 + supplied_until(n, t) - supplied_until(n, t1) - spent * (t - t1); };
  const double time_if_held = t1 + (distance.si() - x1) / v;
  KellerRace race{.runner = runner,
                  .distance = distance,
                  .time = Duration{time_if_held},
                  .cruise = cruise,
                  .cruise_begins = Duration{t1},
                  .cruise_ends = Duration{time_if_held},
                  .end_speed = cruise};
  if (reserve(time_if_held) >= 0) return race;
  // Cruising costs more than breathing ever supplies, so the reserve falls throughout and passes zero once.
  race.cruise_ends = Duration{falls_through_zero(reserve, t1, time_if_held)};
  const LastPhase last = last_phase_of(race);
  const double rest = distance.si() - x1 - v * (last.begins - t1);
  double s = rest / v;
  for (int i = 0; i < 60; ++i) {
    const double change = (last.along_after(s) - rest) / last.speed_after(s);
    s -= change;
    if (std::fabs(change) < 1e-12) break;
  }
  race.time = Duration{last.begins + s};
  race.end_speed = Speed{last.speed_after(s)};
  return race;
}

KellerRace fastest_race(const KellerRunner& runner, Distance distance) {
  base::expect(distance.si() > 0, "a race goes forward");
  const Numbers n = numbers_of(runner);
  base::expect(std::fabs(2.0 * n.delay - n.tau) > 1e-6, "a supply whose delay is not half the resistance time");
  if (distance <= longest_all_out(runner).distance) return race_all_out(runner, distance);
  const double fastest_cruise = speed_all_out(n, critical_time(n)) * (1 - 1e-12);
  const auto time = [&](double v) { return race_at_cruise(runner, distance, Speed{v}).time.si(); };
  return race_at_cruise(runner, distance, Speed{lowest(time, held_for_ever(n) * (1 + 1e-9), fastest_cruise)});
}

Speed KellerRace::speed_at(Duration when) const {
  if (when < cruise_begins) return Speed{speed_all_out(numbers_of(runner), when.si())};
  if (all_out || when <= cruise_ends) return cruise;
  return Speed{last_phase_of(*this).speed_after((when - cruise_ends).si())};
}

Reserve KellerRace::reserve_at(Duration when) const {
  const Numbers n = numbers_of(runner);
  if (when <= cruise_begins) return Reserve{reserve_all_out(n, when.si())};
  if (when >= cruise_ends && cruise_ends < time) return Reserve{0.0};
  const double t1 = cruise_begins.si(), t = when.si();
  return Reserve{reserve_all_out(n, t1) + supplied_until(n, t) - supplied_until(n, t1) -
                 cruise.si() * cruise.si() / n.tau * (t - t1)};
}

Duration KellerRace::time_at(Distance at) const {
  const Numbers n = numbers_of(runner);
  const double t1 = cruise_begins.si(), x1 = along_all_out(n, t1);
  if (at.si() <= 0) return Duration{0.0};
  if (at.si() <= x1) return Duration{time_all_out(n, at.si())};
  const double x2 = x1 + cruise.si() * (cruise_ends.si() - t1);
  if (all_out || at.si() <= x2) return Duration{t1 + (at.si() - x1) / cruise.si()};
  const LastPhase last = last_phase_of(*this);
  double s = (at.si() - x2) / cruise.si();
  for (int i = 0; i < 60; ++i) {
    const double change = (last.along_after(s) - (at.si() - x2)) / last.speed_after(s);
    s -= change;
    if (std::fabs(change) < 1e-12) break;
  }
  return Duration{last.begins + s};
}

}  // namespace lastlap::pacing
