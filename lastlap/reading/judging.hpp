#pragma once

// One claim held against the archive; the answers stand in judge_*.cpp by what they judge.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lastlap/archive/records.hpp"
#include "lastlap/reading/claim.hpp"
#include "lastlap/reading/occasion.hpp"

namespace lastlap::reading {

/// Whether a time as written may be the mark [s]: the same, or it cut off or rounded.
bool is_mark(const WrittenTime& written, double mark);
/// "3:29.38"
std::string mark_text(double seconds);
/// "2nd"
std::string ordinal(int place);

/// What is found for one athlete that a claim may mean.
struct Finding {
  Verdict verdict = Verdict::unknown;
  std::string why;
  std::vector<Against> against;
  std::string race;
};

Finding agreed(std::string why, std::string race = {});
Finding not_known(std::string why);

/// The claims of the same sentence as one of them (claims are in the order of the text).
std::vector<const Claim*> beside(const Reading& reading, const Claim& claim);

class Judge {
 public:
  Judge(const Reading& reading, const Words& words, const Book& book, measure::Date limit) : reading_{reading}, words_{words}, book_{book}, limit_{limit} {}

  Finding of(const Claim& claim, long athlete) const;
  /// Whether a mark of hers, known by the limit, is of the claim's occasion: the archive may have it without its race.
  bool has_mark_there(const Claim& claim, long athlete) const;
  /// A place or win that nothing else judges, by the one result of its runner that its own words stand beside.
  void judge_beside(Claim& claim) const;
  /// "Was fourth in 8:24.93": the time of another day does not make it right where the place says which race is meant.
  void judge_time_beside(Claim& claim) const;

 private:
  // judging.cpp
  const archive::Athlete& who(long id) const;
  std::string he(long id) const;
  /// Races of the occasion, known by the limit, latest first.
  std::vector<const archive::RaceRecord*> races(const Occasion& occasion, long athlete) const;
  /// The last rounds of the occasion unless it names a round.
  std::vector<const archive::RaceRecord*> finals(Occasion occasion, long athlete) const;
  static bool is_placed(const Occasion& occasion);
  bool fits(const BookMark& one, const Occasion& occasion) const;
  std::string told(const BookMark& one) const;
  /// The marks that the claim's time may be, best fitting occasion first.
  const BookMark* mark_of(const Claim& claim, long athlete, bool& contradicted) const;
  static const archive::RaceResult* winner(const archive::RaceRecord& race);
  std::string time_of(const archive::RaceResult& result) const;

  // judge_places.cpp
  Finding result(const Claim& claim, long athlete) const;
  std::optional<Finding> only_mark_there(const Claim& claim, long athlete) const;
  /// A time faster than her best by then cannot be hers: no list leaves out the fastest marks.
  Finding too_fast(const Claim& claim, long athlete) const;
  /// "he won in 2022 in 3:29.23": other editions of the same competition.
  std::optional<Against> other_year(const Claim& claim, long athlete, int place) const;
  Finding win(const Claim& claim, long athlete) const;
  Finding place(const Claim& claim, long athlete) const;
  /// "Olympic champion", of no year.
  Finding title(const Claim& claim, long athlete, int place) const;
  Finding placed(const Claim& claim, long athlete, int place) const;
  static bool place_claims_a_title(const Claim& claim);
  /// Whether the race tells who had that place: her own is known, or another's.
  static bool settles(const Claim&, const archive::RaceRecord& race, long athlete, int place);
  /// By the mark of the result beside it: "won the trials in 3:30.59".
  Finding beside(const Claim& claim, const Claim& result, long athlete) const;
  Finding by_marks(const Claim& claim, long athlete, int place) const;
  /// The finding, unless a rival who should be behind was in front.
  Finding over_rivals(const Claim& claim, const archive::RaceRecord& race, long athlete, Finding finding) const;
  /// "Kerr beat Ingebrigtsen": both in a race of the occasion.
  Finding ahead(const Claim& claim, long athlete) const;

  // judge_bests.cpp
  /// The mark that a best or record claim is about: by its time, or the fastest on the occasion.
  const BookMark* performance_of(const Claim& claim, long athlete) const;
  Finding best(const Claim& claim, long athlete) const;
  /// A best that the archive lacks: one slower than what it has is none.
  Finding too_fast_or_slow(const Claim& claim, long athlete) const;
  bool may_hold(const std::string& record, const archive::Athlete& athlete, const std::string& country) const;
  Finding record(const Claim& claim, long athlete) const;

  // judge_records.cpp
  /// What a competition is called each year, as competitions.toml or else the archive says.
  std::string series_of(const std::string& competition) const;
  /// That in which the mark was set, by its race or by what it is listed as; empty: not known.
  std::string series_of(long athlete, const BookMark& own) const;
  /// Whether a listed record is one of the kind claimed of this mark.
  bool is_of_kind(const archive::RecordName& listed, const std::string& kind, long athlete, const std::string& series) const;
  /// The record's history as the archive derives it (record_history.hpp), from the marks and lists that the kind claimed asks for.
  archive::RecordHistory history_of(const std::string& kind, long athlete, const BookMark& own, const std::string& series) const;
  /// Where the mark stands in the history of that record.
  Finding standing_in_history(const std::string& kind, long athlete, const BookMark& own) const;

  // judge_endings.cpp
  Finding margin_by_marks(const Claim& claim, long athlete) const;
  Finding margin(const Claim& claim, long athlete) const;
  static const archive::RaceResult* other_of(const Claim& claim, const archive::RaceRecord& race, long athlete);
  Finding segment(const Claim& claim, long athlete) const;
  static Finding segment_in(const Claim& claim, const archive::RaceRecord& race, const archive::RaceResult& own);

  // judge_people.cpp
  Finding rank(const Claim& claim, long athlete) const;
  Finding rank_on(const Claim& claim, long athlete, const BookMark& own, measure::Date day) const;
  bool is_among(const std::string& ranked, const std::string& country) const;
  Finding rank_of_qualifiers(const Claim& claim, long athlete) const;
  static int age_on(measure::Date birth, measure::Date day);
  Finding age(const Claim& claim, long athlete) const;
  Finding birth(const Claim& claim, long athlete) const;

  const Reading& reading_;
  const Words& words_;
  const Book& book_;
  measure::Date limit_;
};

}  // namespace lastlap::reading
