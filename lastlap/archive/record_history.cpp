#include "lastlap/archive/record_history.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace lastlap::archive {
namespace {

long hundredths(const AthleteMark& mark) {
  return std::lround(mark.performance.time.si() * 100.0);
}

bool same_mark(const AthleteMark& one, const AthleteMark& other) {
  return one.athlete.name == other.athlete.name && one.performance.date == other.performance.date &&
         hundredths(one) == hundredths(other);
}

/// What one day brought.
struct Day {
  std::vector<AthleteMark> marks, listed;
};

/// A mark may come from a list of marks and one of records; the first is kept, for it says the place.
void leave_each_once(std::vector<AthleteMark>& marks) {
  std::vector<AthleteMark> kept;
  for (AthleteMark& mark : marks) {
    const bool is_kept = std::ranges::any_of(kept, [&](const AthleteMark& one) { return same_mark(one, mark); });
    if (!is_kept) kept.push_back(std::move(mark));
  }
  marks = std::move(kept);
}

std::map<measure::Date, Day> days_of(std::vector<AthleteMark> marks, std::vector<AthleteMark> listed,
                                     const measure::AsOf& as_of) {
  std::map<measure::Date, Day> days;
  for (AthleteMark& mark : marks) {
    if (as_of.knows(mark.performance.date)) days[mark.performance.date].marks.push_back(std::move(mark));
  }
  for (AthleteMark& mark : listed) {
    if (as_of.knows(mark.performance.date)) days[mark.performance.date].listed.push_back(std::move(mark));
  }
  for (auto& [date, day] : days) {
    std::ranges::stable_sort(day.marks, {}, hundredths);
    leave_each_once(day.marks);
    std::ranges::stable_sort(day.listed, {}, hundredths);
  }
  return days;
}

/// Goes through the days, oldest first.
class Historian {
 public:
  void note(const Day& day) {
    for (const AthleteMark& record : day.listed) note_listed(record, day);
    if (history.in_force) {
      note_against_the_list(day);
    } else if (!day.marks.empty()) {
      note_fastest(day.marks);
    }
  }

  RecordHistory history;

 private:
  void note_listed(const AthleteMark& record, const Day& day) {
    // A list shortens venues; the mark itself says more, such as the place.
    const auto known = std::ranges::find_if(day.marks, [&](const AthleteMark& mark) { return same_mark(mark, record); });
    const AthleteMark& mark = known == day.marks.end() ? record : *known;
    if (history.in_force && hundredths(*history.in_force) < hundredths(record)) {
      history.contradictions.push_back({mark, Contradiction::Why::listed_but_slower, *history.in_force});
      return;
    }
    for (const Milestone& before : history.milestones) {
      if (!before.listed && hundredths(before.mark) < hundredths(record))
        history.contradictions.push_back({before.mark, Contradiction::Why::older_and_faster, mark});
    }
    if (!history.in_force || hundredths(record) < hundredths(*history.in_force)) history.in_force = mark;
    if (is_fastest_yet(record)) add(mark, true);
  }

  void note_against_the_list(const Day& day) {
    for (const AthleteMark& mark : day.marks) {
      if (hundredths(mark) >= hundredths(*history.in_force)) return;
      history.contradictions.push_back({mark, Contradiction::Why::newer_and_unlisted, *history.in_force});
    }
  }

  /// The fastest of the day, and who ran as fast.
  void note_fastest(const std::vector<AthleteMark>& marks) {
    for (const AthleteMark& mark : marks) {
      if (hundredths(mark) > hundredths(marks.front()) || !is_fastest_yet(mark)) return;
      add(mark, false);
    }
  }

  bool is_fastest_yet(const AthleteMark& mark) const {
    return history.milestones.empty() || hundredths(mark) <= hundredths(history.milestones.back().mark);
  }

  void add(const AthleteMark& mark, bool listed) {
    const bool equals =
        !history.milestones.empty() && hundredths(mark) == hundredths(history.milestones.back().mark);
    history.milestones.push_back({mark, listed, equals});
  }
};

}  // namespace

std::optional<Milestone> RecordHistory::fastest() const {
  if (milestones.empty()) return std::nullopt;
  return milestones.back();
}

RecordHistory record_history(std::vector<AthleteMark> marks, std::vector<AthleteMark> listed,
                             const measure::AsOf& as_of) {
  Historian historian;
  for (const auto& [date, day] : days_of(std::move(marks), std::move(listed), as_of)) {
    if (!historian.history.since) historian.history.since = date;
    historian.note(day);
  }
  return historian.history;
}

}  // namespace lastlap::archive
