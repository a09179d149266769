#include "lastlap/formats/tracked_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "lastlap/formats/naming.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/measure/event.hpp"

namespace lastlap::formats {
namespace {

/// Splits stand this far apart [m], as photographs of a race's order do.
constexpr double spacing_m = 100.0;
/// A tag's distance ends this near the race's own [m]; what ends farther off is no race's distance, or did not finish.
constexpr double near_finish_m = 1.0;
/// Beyond this [s] a tag was silent for too long to say when it passed a mark.
constexpr double longest_silence_s = 2.0;

/// The tags' clock agrees with official times within 0.15 s (the four races of Rome 2024), so two tags this near at the finish [s] do
/// not tell who was first.
constexpr double same_time_s = 0.3;

/// A tag's passings in the order of the course; its distance never steps back here.
struct Passings {
  std::map<int, double> times_s;  ///< by hundreds of metres
  double furthest_m = 0;
  std::optional<double> finish_s;
};

double furthest(const IsoLynxTag& tag) {
  double most = 0;
  for (const IsoLynxFix& fix : tag.fixes) most = std::max(most, fix.race_m);
  return most;
}

/// The race's distance: the known event at which the most tags end.
std::optional<measure::Event> event_run(const IsoLynxRace& race) {
  std::optional<measure::Event> best;
  std::size_t most = 0;
  for (const measure::Event& event : measure::all_events()) {
    const auto ends_there = [&](const IsoLynxTag& tag) { return std::abs(furthest(tag) - event.distance.si()) <= near_finish_m; };
    const auto tags = static_cast<std::size_t>(std::ranges::count_if(race.tags, ends_there));
    if (tags > most) best = event;
    most = std::max(most, tags);
  }
  return best;
}

/// When `mark` was passed between two fixes, by a straight line.
double between(const IsoLynxFix& before, const IsoLynxFix& behind, double mark_m) {
  const double share = (mark_m - before.race_m) / (behind.race_m - before.race_m);
  return before.time_s + share * (behind.time_s - before.time_s);
}

Passings passings_of_tag(const IsoLynxTag& tag, double race_m) {
  Passings passings;
  IsoLynxFix last{};
  for (const IsoLynxFix& fix : tag.fixes) {
    if (!(fix.race_m > last.race_m) || fix.time_s < last.time_s || fix.race_m > race_m + near_finish_m) continue;
    const bool spoke = fix.time_s - last.time_s <= longest_silence_s;
    const double finish = race_m - 1e-9;
    for (double mark = (std::floor(last.race_m / spacing_m) + 1) * spacing_m; spoke && mark <= fix.race_m && mark < finish; mark += spacing_m)
      passings.times_s[static_cast<int>(std::lround(mark / spacing_m))] = between(last, fix, mark);
    if (spoke && last.race_m < finish && fix.race_m >= finish) passings.finish_s = between(last, fix, race_m);
    last = fix;
  }
  passings.furthest_m = last.race_m;
  return passings;
}

double to_hundredths(double seconds) { return std::round(seconds * 100.0) / 100.0; }

class TrackedSheet {
 public:
  TrackedSheet(const IsoLynxRace& race, std::optional<measure::Event> event)
      : scribe_{race.file, "IsoLynx tracks"}, event_{std::move(event)} {
    add_race();
    for (const IsoLynxTag& tag : race.tags) add_runner(tag);
  }
  Sheet done() && {
    add_results();
    if (nameless_ > 0) scribe_.remark(fmt::format("{} tags without a surname", nameless_));
    return std::move(scribe_).done();
  }

 private:
  struct Runner {
    Person person;
    Passings passings;
  };

  void add_race() {
    RaceRow race;
    race.line = 1;
    race.key = "tracked";
    race.title = scribe_.sheet.file;
    race.event = event_ ? event_->name : "";
    if (event_) race.distance = event_->distance;
    if (!event_) scribe_.remark("the tags end at no distance of an event of lastlap");
    scribe_.sheet.races.push_back(std::move(race));
  }

  void add_runner(const IsoLynxTag& tag) {
    if (tag.fixes.empty()) return scribe_.remark("a tag that never woke");
    if (tag.surname.empty()) {
      ++nameless_;
      return;
    }
    if (!event_) return;
    Runner runner{person_of({"", tag.surname}), passings_of_tag(tag, event_->distance.si())};
    for (const auto& [hundreds, seconds] : runner.passings.times_s) add_split(runner.person, hundreds * spacing_m, seconds);
    if (runner.passings.finish_s) add_split(runner.person, event_->distance.si(), *runner.passings.finish_s);
    else scribe_.remark("a tag that did not reach the finish: no result");
    runners_.push_back(std::move(runner));
  }

  void add_split(const Person& person, double metres, double seconds) {
    if (!(seconds > 0)) return;
    SplitRow split;
    split.line = 1;
    split.race = "tracked";
    split.person = person;
    split.distance = measure::Distance{metres};
    split.time = measure::Duration{to_hundredths(seconds)};
    scribe_.sheet.splits.push_back(std::move(split));
  }

  void add_results() {
    std::erase_if(runners_, [](const Runner& runner) { return !runner.passings.finish_s; });
    std::ranges::stable_sort(runners_, {}, [](const Runner& runner) { return *runner.passings.finish_s; });
    for (std::size_t i = 0; i < runners_.size(); ++i) {
      ResultRow result;
      result.line = 1;
      result.race = "tracked";
      result.person = runners_[i].person;
      const auto apart = [&](std::size_t one, std::size_t other) {
        return std::abs(*runners_[one].passings.finish_s - *runners_[other].passings.finish_s) >= same_time_s;
      };
      const bool is_told = (i == 0 || apart(i - 1, i)) && (i + 1 == runners_.size() || apart(i, i + 1));
      if (is_told) result.place = static_cast<int>(i) + 1;
      else scribe_.remark("a place that is not told: another tag finished within 0.3 s");
      scribe_.sheet.results.push_back(std::move(result));
    }
  }

  Scribe scribe_;
  std::optional<measure::Event> event_;
  std::vector<Runner> runners_;
  std::size_t nameless_ = 0;
};

}  // namespace

Sheet sheet_of_tracked(const IsoLynxRace& race) { return TrackedSheet{race, event_run(race)}.done(); }

}  // namespace lastlap::formats
