#pragma once

// Takes the rows of sheets to the archive: who is meant, which race it is, what cannot be right; then states
// them.

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lastlap/archive/import.hpp"
#include "lastlap/archive/ledger.hpp"
#include "lastlap/archive/people.hpp"
#include "lastlap/archive/plausible.hpp"
#include "lastlap/archive/race_ids.hpp"

namespace lastlap::archive {

/// A sheet whose rows are to be stated, and in whose name.
struct SheetToState {
  const formats::Sheet* sheet = nullptr;
  std::string source;          ///< of rows that name none
  std::optional<long> import;  ///< none: it comes with lastlap
};

/// How a pass over sheets is to be made; shipped facts trust each other more than strange files.
struct ClerkRules {
  bool shipped = false;
  std::optional<measure::Date> day = {};  ///< of the import
  RaceContext context = {};
  std::map<std::string, long> same = {};  ///< search key of a name -> athlete
  std::function<bool(const std::string& stage, double share)> go_on = {};  ///< false: stop
  SportTables tables = {};
};

/// Told while the rows are stated; see ImportReport.
struct Findings {
  std::vector<base::Problem> bad_rows;
  std::vector<Doubt> doubts;
  std::vector<std::string> taken, warnings, new_races;
  std::vector<Correction> corrections;
  std::vector<std::array<Tally, 7>> facts;  ///< of each sheet
  int new_athletes = 0;
  bool stopped = false;
};

class Clerk {
 public:
  Clerk(SQLite::Database& database, ClerkRules rules);

  /// States all sheets, marks first (they know births), then races with their results, then the rest.
  void state(const std::vector<SheetToState>& sheets);
  const Findings& findings() const { return findings_; }
  Ledger& ledger() { return ledger_; }

 private:
  struct Race {
    std::string id;
    measure::Sex sex = measure::Sex::men;
    measure::Date date = measure::Date::of(1900, 1, 1);
    std::string event;
    double distance_m = 0;
    std::string source;  ///< of rows that name none
  };
  struct Row {  ///< of whichever table
    std::size_t sheet = 0;
    std::size_t line = 0;
  };
  struct Outcome {  ///< of a starter of this pass
    std::optional<int> place;
    std::optional<measure::Duration> time;
    std::string status;
    friend bool operator==(const Outcome&, const Outcome&) = default;
  };
  struct OddBirths {  ///< births of one year that no runner can have
    int rows = 0;
    Row first;
    std::string name;
    int age = 0;
  };
  struct Starter {
    long athlete = 0;
    std::vector<std::string> words;
    std::string bib;
  };
  using ResultsByRace = std::map<std::pair<std::size_t, std::string>,
                                 std::vector<std::pair<std::size_t, const formats::ResultRow*>>>;

  // people
  std::optional<long> who(const formats::Person& person, measure::Sex sex, std::optional<measure::Date> day,
                          Row row);
  long new_athlete(const formats::Person& person, measure::Sex sex);
  void complete(long athlete, const formats::Person& person, Row row);
  formats::Person believable(formats::Person person, std::optional<measure::Date> day, Row row);
  std::string country_of(const formats::Person& person, Row row);
  void tell_of_namesakes_of_the_other_sex(const formats::Person& person, measure::Sex sex, Row row);
  std::optional<long> runner(const Race& race, const formats::Person& person, const std::string& bib,
                             Row row);
  const std::vector<Starter>& starters_of(const std::string& race);
  std::vector<long> best_fitting(const std::vector<std::string>& words,
                                 const std::vector<Starter>& starters) const;
  std::optional<long> archived_starter(const Race& race, const formats::Person& person, Row row);
  std::optional<long> wearing(const std::string& bib, const Race& race);

  // races
  void races_with_results();
  void add_race(std::size_t sheet, const formats::RaceRow& row,
                const std::vector<std::pair<std::size_t, const formats::ResultRow*>>& results);
  std::optional<Race> described(std::size_t sheet, const formats::RaceRow& row);
  std::optional<std::string> race_run_by(
      const Race& race, const std::vector<std::pair<std::size_t, const formats::ResultRow*>>& results);
  std::optional<std::string> race_headed(const Race& race, const formats::RaceRow& row);
  const std::vector<std::string>& not_stated_like(const Race& race) const;
  std::string round_of(const formats::RaceRow& row, bool is_new) const;
  void forget_if_empty(const std::string& race);
  std::optional<Race> archived_race(const std::string& id);
  const Race* race_of(std::size_t sheet, const std::string& key, std::size_t line);
  void state_race(std::size_t sheet, const formats::RaceRow& row, Race race, bool is_new, bool by_id);

  // rows
  void marks(std::size_t sheet);
  void result(std::size_t sheet, const formats::ResultRow& row);
  void correct_the_listed_mark(std::size_t sheet, const Race& race, long athlete, const formats::ResultRow& row);
  bool starts_anew(const Race& race, long athlete, const formats::ResultRow& row, Row at);
  void splits(std::size_t sheet);
  void segments(std::size_t sheet);
  void records(std::size_t sheet);
  std::string name_of_record(const formats::RecordRow& row, Row at);
  bool is_said_twice(const std::string& fact, double time_s, Row row, const char* what);
  void look_at_races();
  void tell_of_races_that_may_be_one();
  bool is_possible_day(measure::Date day, Row row, const char* what);
  void recognise_names();
  void tell_of_odd_births();

  Teller teller(std::size_t sheet, const std::string& source, const std::string& otherwise = "");
  std::string where(Row row) const;
  void bad(Row row, std::string what, std::string why, std::string hint = {});
  void warn(Row row, const std::string& text);
  void count(std::size_t sheet, Fact fact, Told told, Row row, const std::string& of);
  bool step(const char* stage);

  SQLite::Database& database_;
  ClerkRules rules_;
  Ledger ledger_;
  People people_;
  Limits limits_;
  std::vector<SheetToState> sheets_;
  std::map<std::pair<std::size_t, std::string>, Race> races_;        ///< by sheet and key
  std::map<std::string, std::pair<std::size_t, std::string>> keys_;  ///< a key of one sheet only -> where
  std::set<std::pair<std::size_t, std::string>>
      left_aside_;  ///< keys of races that are not lastlap's or are bad
  std::set<std::string> stated_races_, taken_ids_, towns_;
  std::map<std::tuple<std::string, std::string, measure::Sex>, std::vector<std::string>>
      not_stated_;  ///< races of the archive by day, event and sex, in the order they came, that this pass has not stated
  std::map<std::string, int> splits_of_;                                       ///< stated in this pass, by race
  std::map<std::tuple<long, std::string, std::string>, int> marks_of_a_day_;  ///< stated in this pass, by athlete, event and day
  std::map<std::pair<std::string, long>, Outcome> started_;  ///< race and athlete of this pass
  std::map<std::tuple<std::size_t, int, bool>, OddBirths>
      odd_births_;                              ///< by sheet, year and whether a century was lost
  std::unordered_map<std::string, long> seen_;  ///< a person as a file writes her -> whom she was taken for
  std::map<std::pair<int, std::string>, long> numbered_;  ///< a person by her number and name in an export
  std::set<long> has_number_;
  std::map<std::string, std::vector<Starter>> starters_, starters_before_;
  std::map<std::pair<std::size_t, std::string>, double> said_;    ///< times of splits and segments by sheet and whose they are
  std::set<std::pair<std::size_t, std::string>> told_countries_;  ///< by sheet, that are no codes
  std::set<std::pair<std::string, std::string>> strangers_;  ///< race and name of a split or segment that is no starter's
  Findings findings_;
  std::size_t rows_done_ = 0, rows_in_all_ = 1;
};

}  // namespace lastlap::archive
