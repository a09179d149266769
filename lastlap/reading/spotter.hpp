#pragma once

// Finds the mentions of a sentence, people aside.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lastlap/reading/mention.hpp"

namespace lastlap::reading {

/// "m", "metre", "metres" ...
bool is_metres(std::string_view word);

/// Walks along a sentence and takes mentions off it.
class Spotter {
 public:
  Spotter(const Sentence& sentence, const Words& words, const std::map<std::string, std::vector<Phrase>>& towns)
      : tokens_{sentence.tokens}, words_{words}, towns_{towns}, title_{sentence.title} {}
  Mentions all();

 private:
  std::string_view word(std::size_t at) const { return at < tokens_.size() ? std::string_view{tokens_[at].word} : std::string_view{}; }
  std::string_view before(std::size_t steps = 1) const { return at_ >= steps ? word(at_ - steps) : std::string_view{}; }
  bool capital(std::size_t at) const { return at < tokens_.size() && tokens_[at].capital; }
  bool number(std::size_t at) const { return at < tokens_.size() && tokens_[at].number; }
  bool anything(Mention& m);

  // Times, and numbers that are none of ours.
  bool code(Mention& m);
  bool money(Mention& m);
  std::size_t behind_units(std::size_t at) const;
  bool clock_time(Mention& m);
  bool of_a_day(std::size_t next) const;
  std::optional<std::pair<double, int>> seconds_at(std::size_t at, std::size_t& next) const;
  std::optional<int> cardinal_at(std::size_t at, std::size_t& next) const;
  bool written_minutes(Mention& m);
  bool fraction(Mention& m);
  bool decimal(Mention& m);

  // Dates.
  std::optional<int> month_at(std::size_t at) const;
  std::optional<int> year_at(std::size_t at) const;
  std::optional<int> day_at(std::size_t at) const;
  void year_behind(Mention& m, std::size_t at) const;
  bool years_away(Mention& m);
  bool date(Mention& m);
  bool named_month(Mention& m, int named);

  // Distances: events, and lengths on the way.
  static std::string event_of_metres(double length);
  double metres_at(std::size_t at, std::size_t& next) const;
  bool closing(Mention& m);
  bool length(Mention& m);
  bool bare_event(double run, std::size_t next) const;

  // Phrases of the tables, rounds and places.
  bool record(Mention& m);
  bool phrase(Mention& m, const std::map<std::string, std::vector<Phrase>>& phrases);
  bool fits(const Phrase& phrase, std::size_t next) const;
  bool round(Mention& m);
  std::optional<int> ordinal_at(std::size_t at) const;
  int ordinal_before() const;
  bool ordinal(Mention& m);
  bool count(Mention& m);

  const std::vector<Token>& tokens_;
  const Words& words_;
  const std::map<std::string, std::vector<Phrase>>& towns_;
  bool title_;
  std::size_t at_ = 0;
};

}  // namespace lastlap::reading
