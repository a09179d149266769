#include "lastlap/archive/closing.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace lastlap::archive {
namespace {

using measure::Distance;
using measure::Duration;

/// Distances are published to the centimetre (1609.34), events known to the millimetre (1609.344).
constexpr double same_place_m = 0.01;
/// Finish times are rounded up to the hundredth.
constexpr double finish_tolerance_s = 0.01;

bool same_place(Distance one, Distance other) {
  return std::abs((one - other).si()) < same_place_m;
}

struct Runner {
  std::string name;
  std::optional<long> athlete;
  friend bool operator==(const Runner&, const Runner&) = default;
};

template <class Fact>
Runner runner_of(const Fact& fact) {
  if (fact.athlete) return {fact.athlete->name, fact.athlete->id};
  return {fact.written_name, std::nullopt};
}

template <class Time>
Runner runner_in(const Time& time) {
  return {time.name, time.athlete};
}

bool disagree(Duration one, Duration its_tolerance, Duration other, Duration other_tolerance) {
  return std::abs((one - other).si()) > (its_tolerance + other_tolerance).si() + 1e-9;
}

std::vector<Passing> published_passings(const RaceRecord& race) {
  std::vector<Passing> passings;
  for (const SplitFact& split : race.splits) {
    if (!split.time) continue;
    const Runner runner = runner_of(split);
    passings.push_back({runner.name, runner.athlete, split.distance, *split.time, half_last_digit(*split.time),
                        Basis::published, false, split.place, split.source});
  }
  for (const RaceResult& result : race.results) {
    if (!result.time || result.status != "OK") continue;
    passings.push_back({result.athlete.name, result.athlete.id, race.heading.distance, *result.time,
                        Duration{finish_tolerance_s}, Basis::published, false, result.place, result.source});
  }
  return passings;
}

/// The passing at the other end of a segment, from one at this end.
Passing beyond(const Passing& known, const SegmentFact& segment, bool at_start) {
  const Duration time = at_start ? known.time - segment.time : known.time + segment.time;
  return {known.name,
          known.athlete,
          at_start ? segment.from : segment.to,
          time,
          known.tolerance + half_last_digit(segment.time),
          Basis::computed,
          segment.disputed || known.disputed,
          std::nullopt,
          segment.source};
}

bool is_said_already(const std::vector<Passing>& passings, const Passing& found) {
  return std::ranges::any_of(passings, [&](const Passing& one) {
    return runner_in(one) == runner_in(found) && same_place(one.at, found.at) &&
           !disagree(one.time, one.tolerance, found.time, found.tolerance);
  });
}

/// Adds what the segments say beyond the published passings; a chain of segments is followed to its end.
void add_from_segments(const RaceRecord& race, std::vector<Passing>& passings) {
  std::vector<bool> used(race.segments.size());
  for (std::size_t round = 0; round < race.segments.size(); ++round) {
    for (std::size_t i = 0; i < race.segments.size(); ++i) {
      if (used[i]) continue;
      const SegmentFact& segment = race.segments[i];
      const auto known_at = [&](Distance place) {
        return std::ranges::find_if(passings, [&](const Passing& passing) {
          return runner_in(passing) == runner_of(segment) && same_place(passing.at, place);
        });
      };
      const auto end = known_at(segment.to), start = known_at(segment.from);
      if (end == passings.end() && start == passings.end()) continue;
      used[i] = true;
      Passing found = end != passings.end() ? beyond(*end, segment, true) : beyond(*start, segment, false);
      if (!is_said_already(passings, found)) passings.push_back(std::move(found));
    }
  }
}

/// A time that only a disputed one contradicts stands.
void mark_disputes(std::vector<Passing>& passings) {
  const std::vector<Passing> before = passings;
  for (Passing& one : passings) {
    for (const Passing& other : before) {
      const bool of_one = runner_in(one) == runner_in(other) && same_place(one.at, other.at);
      if (of_one && !other.disputed && disagree(one.time, one.tolerance, other.time, other.tolerance)) one.disputed = true;
    }
  }
}

/// Places are often published without a time, which a closing time may give.
void add_places(const RaceRecord& race, std::vector<Passing>& passings) {
  for (const SplitFact& split : race.splits) {
    if (split.time || !split.place) continue;
    for (Passing& passing : passings) {
      if (!passing.place && runner_in(passing) == runner_of(split) && same_place(passing.at, split.distance))
        passing.place = split.place;
    }
  }
}

void add_published(const RaceRecord& race, std::vector<Closing>& closings) {
  for (const SegmentFact& segment : race.segments) {
    if (!same_place(segment.to, race.heading.distance)) continue;
    const Runner runner = runner_of(segment);
    closings.push_back({runner.name, runner.athlete, race.heading.distance - segment.from, segment.time,
                        half_last_digit(segment.time), Basis::published, false, segment.disputed, segment.source});
  }
}

Closing closing_between(const Passing& passing, const Passing& finish) {
  return {finish.name,
          finish.athlete,
          finish.at - passing.at,
          finish.time - passing.time,
          passing.tolerance + finish.tolerance,
          Basis::computed,
          false,
          passing.disputed,
          passing.source};
}

/// Those of the runners' own passings that say something new, or something else than what was published.
void add_computed(const std::vector<Passing>& passings, const std::vector<Passing>& finishes,
                  std::vector<Closing>& closings) {
  for (const Passing& finish : finishes) {
    for (const Passing& passing : passings) {
      if (runner_in(passing) != runner_in(finish) || passing.at >= finish.at || same_place(passing.at, finish.at)) continue;
      const Closing computed = closing_between(passing, finish);
      const auto published = std::ranges::find_if(closings, [&](const Closing& closing) {
        return closing.basis == Basis::published && runner_in(closing) == runner_in(computed) &&
               same_place(closing.last, computed.last);
      });
      if (published == closings.end()) {
        closings.push_back(computed);
      } else if (passing.basis == Basis::published &&
                 disagree(published->time, published->tolerance, computed.time, computed.tolerance)) {
        published->disputed = true;
        closings.push_back(computed);
      }
    }
  }
}

/// Whoever finished passed each place no earlier than who led there.
void add_bounds(const std::vector<Passing>& passings, const std::vector<Passing>& finishes,
                std::vector<Closing>& closings) {
  for (const Passing& leader : passings) {
    if (leader.place != 1 || leader.disputed) continue;
    for (const Passing& finish : finishes) {
      if (runner_in(finish) == runner_in(leader) || leader.at >= finish.at || same_place(leader.at, finish.at)) continue;
      Closing bound = closing_between(leader, finish);
      bool known = false;
      for (Closing& closing : closings) {
        if (closing.at_most || runner_in(closing) != runner_in(bound) || !same_place(closing.last, bound.last)) continue;
        // A disputed time tells no more than the bound beside it.
        known = known || !closing.disputed;
        // Slower than the bound: she would have been ahead of the leader.
        if (closing.time > bound.time + bound.tolerance + closing.tolerance) closing.disputed = true;
      }
      if (known) continue;
      bound.basis = Basis::behind_leader;
      bound.at_most = true;
      closings.push_back(bound);
    }
  }
}

}  // namespace

std::string_view text(Basis basis) {
  switch (basis) {
    case Basis::published:
      return "published";
    case Basis::computed:
      return "computed";
    case Basis::behind_leader:
      break;
  }
  return "behind-leader";
}

Duration half_last_digit(Duration published) {
  for (const double digit_s : {1.0, 0.1, 0.01}) {
    const double digits = published.si() / digit_s;
    if (std::abs(digits - std::round(digits)) < 1e-6) return Duration{digit_s / 2.0};
  }
  return Duration{0.0005};
}

std::vector<Passing> passings_of(const RaceRecord& race) {
  std::vector<Passing> passings = published_passings(race);
  add_from_segments(race, passings);
  mark_disputes(passings);
  add_places(race, passings);
  std::ranges::stable_sort(passings, [](const Passing& one, const Passing& other) {
    return std::tuple(one.at.si(), one.time.si()) < std::tuple(other.at.si(), other.time.si());
  });
  return passings;
}

std::vector<Section> sections_of_leaders(const std::vector<Passing>& passings) {
  std::vector<Section> sections;
  Distance from{0};
  Duration since{0}, tolerance{0};
  for (const Passing& passing : passings) {
    if (passing.place != 1 || passing.disputed || same_place(passing.at, from)) continue;
    sections.push_back({from, passing.at, passing.time - since, passing.tolerance + tolerance});
    from = passing.at;
    since = passing.time;
    tolerance = passing.tolerance;
  }
  return sections;
}

std::optional<Duration> gap_of(const std::vector<Passing>& passings, const Passing& passing) {
  const Passing* leader = nullptr;
  int known = 0;
  for (const Passing& other : passings) {
    if (other.disputed || !same_place(other.at, passing.at)) continue;
    ++known;
    const bool leads = !leader || (other.place == 1 && leader->place != 1) ||
                       (other.place == leader->place && other.time < leader->time);
    if (leads) leader = &other;
  }
  if (passing.disputed || known < 2 || passing.time < leader->time) return std::nullopt;
  return passing.time - leader->time;
}

std::vector<Closing> closings_of(const RaceRecord& race) {
  const std::vector<Passing> passings = passings_of(race);
  std::vector<Passing> finishes;
  std::ranges::copy_if(passings, std::back_inserter(finishes), [&](const Passing& passing) {
    return passing.basis == Basis::published && same_place(passing.at, race.heading.distance);
  });
  std::vector<Closing> closings;
  add_published(race, closings);
  add_computed(passings, finishes, closings);
  add_bounds(passings, finishes, closings);
  std::ranges::stable_sort(closings, [](const Closing& one, const Closing& other) {
    return std::tuple(-one.last.si(), one.at_most, one.time.si()) < std::tuple(-other.last.si(), other.at_most, other.time.si());
  });
  return closings;
}

}  // namespace lastlap::archive
