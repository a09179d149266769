#pragma once

// How a record came down, mark by mark, as far as the archive's marks tell.

#include <optional>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::archive {

/// A mark that no known mark before it had bettered.
struct Milestone {
  AthleteMark mark;
  bool listed = false;  ///< a list of records names it
  bool equals = false;  ///< as fast as the one before it
};

/// A mark that cannot stand beside a listed record.
struct Contradiction {
  enum class Why {
    older_and_faster,    ///< the mark is older than the listed record and faster: the record was none, or the mark did not count
    newer_and_unlisted,  ///< faster than the record listed before it, yet no list names it: annulled, not ratified, or the list is old
    listed_but_slower,   ///< itself listed, yet slower than what was listed before
  };
  AthleteMark mark;
  Why why = Why::newer_and_unlisted;
  AthleteMark record;  ///< the listed record it contradicts
};

/// A record through time.
struct RecordHistory {
  std::vector<Milestone> milestones;            ///< oldest first, each at least as fast as all before
  std::optional<AthleteMark> in_force;          ///< the listed record; a contradiction does not unseat it
  std::vector<Contradiction> contradictions;
  std::optional<measure::Date> since;           ///< the oldest mark that was looked at
  /// The fastest mark of the milestones; nothing if no mark is known.
  std::optional<Milestone> fastest() const;
};

/// The history that `marks`, all of one kind (event, sex, track, and say country), and the records `listed` for that kind give. Until a
/// record is listed, every mark that is the fastest of its day and of all days before is a milestone; from its day on only listed
/// marks are, for lists know of ratification and marks do not. What happened on a day depends on earlier days only, so the
/// milestones as of an earlier date are the first of these. Marks after the as-of date are left out. Times are compared by the hundredth.
RecordHistory record_history(std::vector<AthleteMark> marks, std::vector<AthleteMark> listed, const measure::AsOf& as_of);

}  // namespace lastlap::archive
