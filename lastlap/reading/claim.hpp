#pragma once

// What an article claims, and how it stands against the record.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "lastlap/measure/date.hpp"
#include "lastlap/reading/article.hpp"
#include "lastlap/reading/book.hpp"
#include "lastlap/reading/words.hpp"

namespace lastlap::reading {

enum class ClaimKind { result, win, place, personal_best, season_best, record, margin, segment, rank, age, birth };

enum class Verdict {
  agrees,     ///< the archive says the same
  conflicts,  ///< the archive says something else
  loose,      ///< true only with a qualification
  unknown,    ///< the archive holds nothing to judge by
};

/// A day, a month or a year, as an article gives it.
struct WrittenDate {
  std::optional<int> year;
  std::optional<int> month, day;
  std::optional<int> last_month;  ///< of a season that begins with `month`

  bool knows_nothing() const { return !year && !month && !day; }
  bool covers(const measure::Date& date) const;
  std::string text() const;  ///< "2021-08-07", "2021-05", "2021", ""
};

/// Where and when, as far as an article's words say.
struct Occasion {
  std::string series{};                ///< a key of competitions.toml
  std::string town{};
  WrittenDate date{};
  std::string event{};                 ///< "1500"
  std::string round{};                 ///< "final", "semi-final", "heat"
  int round_number = 0;
  std::optional<measure::Sex> sex{};
  bool short_track = false;
  bool recent = false;                 ///< "last night": the race the article tells of
  bool elsewhere = false;              ///< an event that is no flat race of the middle distances
};

/// A time as written, of so many decimals.
struct WrittenTime {
  double seconds = 0;
  int decimals = 0;
};

/// What stands against a claim, or beside it: what the archive says, and who says so.
struct Against {
  std::string what;    ///< "he won in 2022 in 3:29.23"
  std::string race;    ///< empty: no single race
  std::string source;
};

/// One claim.
struct Claim {
  ClaimKind kind = ClaimKind::result;
  std::size_t start = 0, end = 0;      ///< bytes of the article
  std::string text;                    ///< the words there
  std::string athlete;                 ///< as the archive writes her, else as the article does
  std::vector<long> athletes;          ///< whom the archive may mean; one is certain, none is unknown to it
  std::vector<long> rivals;            ///< beaten, or behind whom
  std::string rival;
  std::optional<WrittenTime> time;
  bool at_most = false;                ///< "less than half a second"
  bool at_least = false;
  std::optional<int> number;           ///< place, rank, age
  std::string record;                  ///< kind of a record, as in records.toml
  std::string scope;                   ///< of a rank: "qualifiers", "history", "year"
  std::optional<double> segment_m;     ///< the last so many metres
  Occasion said;                       ///< by the words of the same sentence
  Occasion occasion;                   ///< with what was spoken of before
  std::vector<Occasion> otherwise;     ///< what else it may be of, likeliest first
  std::size_t sentence = 0;            ///< of the article, from 0
  std::string rule;
  Verdict verdict = Verdict::unknown;
  std::vector<Against> against;
  std::string why;                     ///< the verdict in a sentence
  std::string race;                    ///< id, where one race is meant

  std::string value() const;           ///< "3:29.38", "6", "1997-10-08"
};

/// The day an article was written, and how that is known.
struct ArticleDay {
  std::optional<measure::Date> day;
  int year = 0;                        ///< 0: not known
  std::string how;                     ///< "given", "from the text", "inferred from ...", "not known"
};

/// An article, read.
struct Reading {
  ArticleDay day;
  std::vector<Claim> claims;           ///< in the order of the text
};

std::string_view text(ClaimKind kind);  ///< "result", "personal best", ...
std::string_view text(Verdict verdict);
std::string written(const WrittenTime& time);  ///< "3:29.38" with as many decimals as the article gave

struct Library;  // library.hpp

/// The claims of an article, each judged. Nothing later than `as_of` counts; without it, nothing later than the
/// article's own day where that is known.
Reading read_claims(const Article& article, const Library& library, const std::optional<measure::AsOf>& as_of);

}  // namespace lastlap::reading
