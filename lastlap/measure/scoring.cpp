#include "lastlap/measure/scoring.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "lastlap/base/expect.hpp"

namespace lastlap::measure {
namespace {

constexpr auto men = Sex::men, women = Sex::women;
constexpr auto oval = TrackKind::oval_400, short_track = TrackKind::short_200;
constexpr auto fit_only = ScoringLight::fit_only;
constexpr Distance mile{1609.344}, two_miles{3218.688};

// a [1e-7/s^2] and b [0.01 s]. From an open parse of the printed tables, rounded to the decimals that published points leave
// open [WA-Scoring]; the rows of 10,000 m
// were checked on points that are not in data/.
constexpr std::array<Scoring, 38> table{{
    {Distance{400}, men, oval, 10210000, 7900},
    {Distance{400}, women, oval, 3350000, 11000},
    {Distance{800}, men, oval, 1980000, 18200},
    {Distance{800}, women, oval, 688000, 25000},
    {Distance{1000}, men, oval, 1123000, 23750},
    {Distance{1000}, women, oval, 382000, 33000},
    {Distance{1500}, men, oval, 406600, 38500},
    {Distance{1500}, women, oval, 134000, 54000},
    {mile, men, oval, 351000, 41500},
    {mile, women, oval, 116500, 58000},
    {Distance{2000}, men, oval, 218100, 52800},
    {Distance{2000}, women, oval, 67660, 75000},
    {Distance{3000}, men, oval, 81500, 84000},
    {Distance{3000}, women, oval, 25390, 120000},
    {two_miles, men, oval, 70300, 90480},
    {two_miles, women, oval, 21570, 129630},
    {Distance{5000}, men, oval, 27780, 144000},
    {Distance{5000}, women, oval, 8080, 210000},
    {Distance{10000}, men, oval, 5240, 315000},
    {Distance{10000}, women, oval, 1712, 450000},
    {Distance{400}, men, short_track, 9810000, 8060},
    {Distance{400}, women, short_track, 3224000, 11200},
    {Distance{800}, men, short_track, 1974000, 18400},
    {Distance{800}, women, short_track, 572000, 26400},
    {Distance{1000}, men, short_track, 1139000, 24000},
    {Distance{1000}, women, short_track, 347300, 34040},
    {Distance{1500}, men, short_track, 420000, 38600},
    {Distance{1500}, women, short_track, 136500, 54000},
    {mile, men, short_track, 369000, 41500},
    {mile, women, short_track, 115400, 58550},
    {Distance{2000}, men, short_track, 226000, 52800, fit_only},
    {Distance{2000}, women, short_track, 68500, 75220, fit_only},
    {Distance{3000}, men, short_track, 83220, 84000},
    {Distance{3000}, women, short_track, 25900, 120000},
    {two_miles, men, short_track, 72100, 90700},
    {two_miles, women, short_track, 22020, 129630},
    {Distance{5000}, men, short_track, 29000, 144000},
    {Distance{5000}, women, short_track, 8250, 210000},
}};

// 1e-7/s^2 times (0.01 s)^2: so many of these make a point. No product comes within a ten-thousandth of what 64 bits hold.
constexpr std::int64_t parts_of_a_point = 100'000'000'000;

}  // namespace

std::span<const Scoring> all_scorings() {
  return table;
}

std::optional<Scoring> scoring_of(Distance distance, Sex sex, TrackKind track) {
  const auto found = std::ranges::find_if(table, [&](const Scoring& row) {
    return std::abs(row.distance.si() - distance.si()) < 0.01 && row.sex == sex && row.track == track;
  });
  if (found == table.end()) return std::nullopt;
  return *found;
}

std::int64_t points_for(const Scoring& scoring, Mark mark) {
  base::expect(mark.hundredths() >= 0, "a mark is not negative");
  const std::int64_t faster = scoring.nothing_at - mark.hundredths();
  return faster <= 0 ? 0 : scoring.coefficient * faster * faster / parts_of_a_point;
}

std::optional<Mark> slowest_mark_worth(const Scoring& scoring, std::int64_t points) {
  base::expect(points >= 1, "points asked for are at least one");
  const Mark none = Mark::of_hundredths(static_cast<long>(scoring.nothing_at));
  if (points_for(scoring, Mark::of_hundredths(0)) < points) return std::nullopt;
  long enough = 0, too_slow = none.hundredths();
  while (too_slow - enough > 1) {
    const long middle = enough + (too_slow - enough) / 2;
    (points_for(scoring, Mark::of_hundredths(middle)) >= points ? enough : too_slow) = middle;
  }
  return Mark::of_hundredths(enough);
}

}  // namespace lastlap::measure
