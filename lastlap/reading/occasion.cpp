#include "lastlap/reading/occasion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lastlap/archive/names.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

std::string_view word_at(const Sentence& sentence, std::size_t at) {
  return at < sentence.tokens.size() ? std::string_view{sentence.tokens[at].word} : std::string_view{};
}

/// Words that may stand between the parts of one occasion.
bool joins(const Sentence& sentence, std::size_t first, std::size_t last) {
  static const Set glue{"(", "from", "in", "at", "on", "the", "of", ",", "'s", "'", "men", "women", "mens", "womens", "indoor", "outdoor", "race", "over", "for", "event", "a", "his", "her", "short", "track",
                        "back", "during", "held", "staged", "individual", "early", "late", "meet", "meeting", "title", "gold", "inaugural", "then", "'", "edition", "s", "summer", "night", "bronze", "silver", "medal", "medals", "champion", "crown", "final"};
  if (last - first > 4) return false;
  for (std::size_t at = first; at < last; ++at)
    if (!glue.contains(word_at(sentence, at))) return false;
  return true;
}

bool names_occasion(Kind kind) {
  return kind == Kind::competition || kind == Kind::town || kind == Kind::date || kind == Kind::event || kind == Kind::round || kind == Kind::other_event;
}

/// "The record she set in Tokyo", "the title that he won in 2021": dates nothing else.
bool is_of_a_thing(const Sentence& sentence, const Mentions& mentions, std::size_t first) {
  static const Set things{"record"}, did{"set", "held", "established"};
  for (const Mention& one : mentions) {
    if (one.kind != Kind::athlete || one.first < 2) continue;
    const std::size_t verb = word_at(sentence, one.last) == "had" || word_at(sentence, one.last) == "has" ? one.last + 1 : one.last;
    const std::size_t thing = word_at(sentence, one.first - 1) == "that" || word_at(sentence, one.first - 1) == "which" ? one.first - 2 : one.first - 1;
    if (first > verb && first - verb <= 6 && did.contains(word_at(sentence, verb)) && things.contains(word_at(sentence, thing))) return true;
  }
  return false;
}

/// "Since 1983" and "until 2021" date something else than what is told.
bool is_of_another_time(const Sentence& sentence, const Mentions& mentions, std::size_t first) {
  // "Off the record set by Dibaba in 2015": of hers.
  static const Set ran{"set", "held", "run", "owned", "recorded", "clocked", "posted", "established", "shared"};
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete && one.last + 1 == first && one.first > 1 && word_at(sentence, one.first - 1) == "by" && ran.contains(word_at(sentence, one.first - 2))) return true;
  if (is_of_a_thing(sentence, mentions, first)) return true;
  bool other = false;
  for (std::size_t at = first > 5 ? first - 5 : 0; at < first; ++at) {
    const std::string_view lead = word_at(sentence, at);
    if ((lead == "since" && word_at(sentence, at + 1) != "then") || lead == "until" || lead == "till") other = true;
    if (lead == ",") other = false;
  }
  return other;
}

const Mention* mention_from(const Mentions& mentions, std::size_t at) {
  const auto found = std::ranges::find(mentions, at, &Mention::first);
  return found == mentions.end() ? nullptr : &*found;
}

/// "(2017)", "(Paris, 2024)": brackets that say where or when what stands before them was.
bool is_where_or_when(const Sentence& sentence, const Mentions& mentions, std::size_t open) {
  static const Set glue{",", "and", "in", "at", "the", "&", ";", "again"};
  bool any = false;
  for (std::size_t at = open + 1; at < sentence.tokens.size() && at < open + 24;) {
    if (word_at(sentence, at) == ")") return any;
    const Mention* known = mention_from(mentions, at);
    if (known && (known->kind == Kind::date || known->kind == Kind::town || known->kind == Kind::competition)) {
      any = true;
      at = known->last;
    } else if (glue.contains(word_at(sentence, at))) {
      ++at;
    } else {
      return false;
    }
  }
  return false;
}

/// Whether the comma at `at` parts two years or two towns of one list.
bool is_in_a_list(const Sentence& sentence, const Mentions& mentions, std::size_t at) {
  const Mention* next = mention_from(mentions, at + 1);
  if (!next || at == 0 || (next->kind != Kind::date && next->kind != Kind::town)) return false;
  return std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == next->kind && (one.last == at || (one.last + 1 == at && word_at(sentence, at - 1) == ")")); });
}

/// Whether nobody and nothing run stands before `first`: "At the World Championships in Budapest, ..."
bool opens_the_sentence(const Mentions& mentions, std::size_t first) {
  static const std::set<Kind> told{Kind::athlete, Kind::time, Kind::place, Kind::medal, Kind::decimal};
  return std::ranges::none_of(mentions, [&](const Mention& one) { return one.first < first && told.contains(one.kind); });
}

/// Where the aside that begins behind the comma at `at` ends; `at` itself if none begins there.
std::size_t end_of_aside(const Sentence& sentence, const Mentions& mentions, std::size_t at) {
  static const Set people{"champion", "medallist", "medalist", "winner", "finalist", "holder", "champions", "champ", "champs", "titleholder", "runner"};
  static const Set determiners{"the", "a", "an", "who", "whose", "himself", "herself"}, no_aside{"and", "but", "with", "while", "in", "at", "on", "as", "when", "he", "she", "it", "then", "to", "after", "before", "for"};
  const std::string_view next = word_at(sentence, at + 1);
  const Mention* first = mention_from(mentions, at + 1);
  // "NAME,", "the 23-year-old Welshman,"
  const bool behind_a_nation = std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == Kind::nation && one.last == at; });
  const bool behind_a_person = std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == Kind::athlete && !one.genitive && (one.last == at || (one.last < at && at - one.last <= 5 && (behind_a_nation || word_at(sentence, at - 1) == "old"))); });
  bool noun_next = false;
  for (std::size_t near = at + 1; near < at + 6 && word_at(sentence, near) != ","; ++near) noun_next = noun_next || people.contains(word_at(sentence, near));
  const bool tells_of_her = behind_a_person && !no_aside.contains(next) && !(first && (first->kind == Kind::athlete || first->kind == Kind::time));
  if (first && first->kind == Kind::athlete && !noun_next) return at;
  if (!determiners.contains(next) && !noun_next && !tells_of_her) return at;
  constexpr std::size_t longest_aside = 26;
  bool of_a_person = next == "who" || next == "whose" || tells_of_her;
  for (std::size_t end = at + 1; end < sentence.tokens.size() && end - at < longest_aside; ++end) {
    const std::string_view word = word_at(sentence, end);
    of_a_person = of_a_person || people.contains(word);
    if (word == ";" || ((word == "." || word == "\"") && end + 2 >= sentence.tokens.size())) return of_a_person && (next == "who" || noun_next) ? end : at;
    if (word == "," && !is_in_a_list(sentence, mentions, end)) return of_a_person ? end : at;
  }
  return at;
}

/// How deep each word stands in brackets and in asides that tell who somebody is (", the silver medallist of Tokyo, ").
std::vector<int> depths(const Sentence& sentence, const Mentions& mentions) {
  static const Set pronouns{"he", "she"}, new_clause{",", "and", "but", ";", "\"", "while", "when", "where", "who", "that", "as", "said", "after"};
  std::vector<int> depth(sentence.tokens.size() + 1, 0);
  std::vector<bool> bracket_counts;
  int brackets = 0;
  for (std::size_t at = 0; at < sentence.tokens.size(); ++at) {
    if (word_at(sentence, at) == "(") {
      bracket_counts.push_back(!is_where_or_when(sentence, mentions, at));
      brackets += bracket_counts.back() ? 1 : 0;
    }
    depth[at] += brackets;
    if (word_at(sentence, at) == ")" && !bracket_counts.empty()) {
      brackets -= bracket_counts.back() ? 1 : 0;
      bracket_counts.pop_back();
    }
    // "Ran 3:31.87 to beat the 3:33.96 he had run in Monaco": what had been before, up to the comma.
    if (at > 3 && word_at(sentence, at) == "had" && pronouns.contains(word_at(sentence, at - 1)) && !new_clause.contains(word_at(sentence, at - 2)))
      for (std::size_t inside = at; inside < sentence.tokens.size() && word_at(sentence, inside) != ","; ++inside) ++depth[inside];
    if (word_at(sentence, at) != ",") continue;
    const std::size_t end = end_of_aside(sentence, mentions, at);
    for (std::size_t inside = at + 1; inside < end; ++inside) ++depth[inside];
  }
  return depth;
}

bool says_where_or_when(const Occasion& occasion) {
  return !occasion.series.empty() || !occasion.town.empty() || !occasion.date.knows_nothing();
}

int latest_year(const Book& book) {
  return book.races.empty() ? 0 : book.races.back().heading.date.year();
}

/// A full date on a short line of its own, as papers print it above or below a text.
std::optional<measure::Date> printed_day(const std::vector<Sentence>& sentences, const std::vector<Mentions>& mentions) {
  static const Set leads{"published", "posted", "updated", "date", "on", "by"};
  constexpr std::size_t longest_line = 14;  // words; guess
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto ends_with_a_date = [&](std::size_t at) { return !mentions[at].empty() && mentions[at].back().kind == Kind::date && mentions[at].back().last + 1 >= sentences[at].tokens.size(); };
    const bool dateline = (i < 4 && ends_with_a_date(i)) || std::ranges::any_of(sentences[i].tokens, [](const Token& token) { return token.word == "published" || token.word == "posted" || token.word == "updated"; });
    if (!(dateline || (i < 4 && sentences[i].tokens.size() <= 7)) || sentences[i].tokens.size() > longest_line) continue;
    for (const Mention& one : mentions[i])
      if (one.kind == Kind::date && one.date.year && one.date.month && one.date.day) {
        const auto day = measure::Date::read(one.date.text());
        if (day) return *day;
      }
  }
  return std::nullopt;
}

}  // namespace

bool tells_of_a_person(const Sentence& sentence, const Mention& mention) {
  static const Set people{"champion", "champions", "champ", "champs", "titleholder", "medallist", "medalist", "medallists", "medalists", "finalist", "finalists"};
  static const Set between{"1500", "1500m", "m", "mile", "800", "3000", "5000", "metres", "indoor", "outdoor", "gold", "silver", "bronze", "and", "european", "world", "olympic", "metre", "meter", "meters", "silver", "short", "track", "10000", "commonwealth", "diamond", "league", "ncaa", "us", "national"};
  for (std::size_t at = mention.last; at < mention.last + 6; ++at) {
    if (people.contains(word_at(sentence, at))) return true;
    if (!between.contains(word_at(sentence, at))) return false;
  }
  return false;
}

bool is_in_town(const std::string& venue, const std::string& town) {
  return (" " + archive::search_key(venue) + " ").find(" " + town + " ") != std::string::npos;
}

bool agree(const Occasion& one, const Occasion& other) {
  const auto same = [](const auto& a, const auto& b) { return a == b; };
  if (!one.series.empty() && !other.series.empty() && !same(one.series, other.series) && one.series != "diamond league" && other.series != "diamond league") return false;
  if (!one.town.empty() && !other.town.empty() && !same(one.town, other.town)) return false;
  if (one.date.year && other.date.year && !same(*one.date.year, *other.date.year)) return false;
  if (one.date.month && other.date.month && !same(*one.date.month, *other.date.month)) return false;
  if (!one.event.empty() && !other.event.empty() && !same(one.event, other.event)) return false;
  if (!one.round.empty() && !other.round.empty() && !same(one.round, other.round)) return false;
  return !(one.elsewhere || other.elsewhere) || one.elsewhere == other.elsewhere;
}

void fill(Occasion& occasion, const Occasion& other) {
  if (occasion.series.empty() || (occasion.series == "diamond league" && !other.series.empty())) occasion.series = other.series;
  if (occasion.town.empty()) occasion.town = other.town;
  if (!occasion.date.year) occasion.date.year = other.date.year;
  if (!occasion.date.month) {
    occasion.date.month = other.date.month;
    occasion.date.last_month = other.date.last_month;
  }
  if (!occasion.date.day) occasion.date.day = other.date.day;
  if (occasion.event.empty()) occasion.event = other.event;
  if (occasion.round.empty()) {
    occasion.round = other.round;
    occasion.round_number = other.round_number;
  }
  if (!occasion.sex) occasion.sex = other.sex;
  occasion.short_track = occasion.short_track || other.short_track;
  occasion.recent = occasion.recent || other.recent;
}

bool may_be(const archive::RaceHeading& race, const Occasion& occasion, const Words& words) {
  if (occasion.elsewhere) return false;
  if (!occasion.event.empty() && race.event != occasion.event) return false;
  if (occasion.sex && race.sex != *occasion.sex) return false;
  if (!occasion.date.covers(race.date)) return false;
  if (!occasion.town.empty() && !is_in_town(race.venue + " " + race.competition + " " + race.id, occasion.town)) return false;
  if (occasion.short_track && race.track != measure::TrackKind::short_200) return false;
  if (!occasion.round.empty()) {
    const bool last = race.round == "final" || race.round == "race";
    if (occasion.round == "final" ? !last : !race.round.starts_with(occasion.round)) return false;
    if (occasion.round_number > 0 && occasion.round != "final" && !race.round.ends_with(std::to_string(occasion.round_number))) return false;
  }
  if (occasion.series.empty()) return true;
  const auto series = words.series.find(occasion.series);
  if (series == words.series.end()) return false;
  if (series->second.archive.empty()) return race.round == "race";
  return race.competition.starts_with(series->second.archive);
}

ArticleDay day_of(const std::vector<Sentence>& sentences, const std::vector<Mentions>& mentions, const Words& words, const Book& book,
                  const std::optional<measure::AsOf>& as_of) {
  if (as_of) return {as_of->last_known, as_of->last_known.year(), "given"};
  if (const auto printed = printed_day(sentences, mentions)) return {*printed, printed->year(), "from the text"};
  int year = 0;
  bool recent = false;
  Occasion told;
  const ArticleDay not_known;  // outlives who refers to it
  Occasions unaware{words, book, not_known};
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    for (const PlacedOccasion& placed : unaware.in(sentences[i], mentions[i])) {
      const Occasion& occasion = placed.occasion;
      recent = recent || occasion.recent;
      const bool known = occasion.date.year && *occasion.date.year <= latest_year(book) + 1;
      if (known && *occasion.date.year > year) {
        year = *occasion.date.year;
        told = occasion;
      } else if (known && *occasion.date.year == year) {
        fill(told, occasion);
      }
    }
  }
  if (year == 0) return {std::nullopt, 0, "not known"};
  ArticleDay day{std::nullopt, year, fmt::format("inferred: {} is the latest year it names", year)};
  if (!recent || told.series.empty()) return day;
  // "Last night", of a championship that the archive knows: written after its final, with nothing later known.
  told.round = "final";
  if (told.event.empty()) told.event = "1500";
  for (const archive::RaceRecord& race : book.races)
    if (may_be(race.heading, told, words)) {
      day.day = race.heading.date;
      day.how = fmt::format("inferred: it tells of {}", race.heading.id);
    }
  return day;
}

void Occasions::put(Occasion& occasion, const Mention& mention) {
  switch (mention.kind) {
    case Kind::competition:
      occasion.series = mention.value;
      break;
    case Kind::town:
      occasion.town = mention.value;
      break;
    case Kind::event:
      occasion.event = mention.value;
      if (!mention.name.empty()) occasion.town = mention.name;
      break;
    case Kind::other_event:
      occasion.elsewhere = true;
      break;
    case Kind::round:
      occasion.round = mention.value;
      occasion.round_number = mention.number;
      break;
    case Kind::date:
      if (mention.value == "article") {
        if (day_.year > 0) occasion.date.year = day_.year + mention.number;
      } else if (mention.value == "named") {
        const bool known = named_year_ > 0 && (day_.year == 0 || named_year_ + mention.number <= day_.year);
        if (known) occasion.date.year = named_year_ + mention.number;
      } else if (mention.value == "recent") {
        occasion.recent = true;
      } else {
        if (mention.date.year) occasion.date.year = mention.date.year;
        if (mention.date.month) {
          occasion.date.month = mention.date.month;
          occasion.date.last_month = mention.date.last_month;
        }
        if (mention.date.day) occasion.date.day = mention.date.day;
      }
      break;
    default:
      break;
  }
}

/// The year by the town, the town by the year, "2020" of the Games of 2021, a month by the article's day.
void Occasions::settle(Occasion& occasion) const {
  for (const auto& [key, series] : words_.series) {
    if (occasion.series != key && !(occasion.series.empty() && occasion.date.year && !occasion.town.empty())) continue;
    if (!occasion.date.year || occasion.date.month) continue;
    const auto called = series.called.find(*occasion.date.year);
    if (called == series.called.end()) continue;
    const auto town = series.towns.find(called->second);
    if (!occasion.town.empty() && (town == series.towns.end() || town->second != occasion.town)) continue;
    if (occasion.series.empty()) occasion.series = key;
    occasion.date.year = called->second;
  }
  const auto series = words_.series.find(occasion.series);
  const int latest = day_.year > 0 ? day_.year : latest_year(book_);
  if (series != words_.series.end()) {
    if (!occasion.date.year && !occasion.town.empty())
      for (const auto& [year, town] : series->second.towns)
        if (town == occasion.town && (year <= latest || !occasion.date.year)) occasion.date.year = year;
    if (occasion.date.year && occasion.town.empty())
      if (const auto town = series->second.towns.find(*occasion.date.year); town != series->second.towns.end()) occasion.town = town->second;
  }
}

void Occasions::look_through(const std::vector<Mentions>& mentions) {
  std::map<std::string, int> named;
  for (const Mentions& sentence : mentions)
    for (const Mention& one : sentence)
      if (one.kind == Kind::event && !one.value.empty() && ++named[one.value] > named[main_event_]) main_event_ = one.value;
  // Unless another is named twice as often, it is the 1500 m.
  if (named["1500"] > 0 && named[main_event_] < named["1500"] * 2) main_event_ = "1500";
  if (named[main_event_] < 2) main_event_.clear();
}

/// "In London (2017), Eugene and Budapest": occasions of one list. "And in Zurich he ..." begins another clause.
void find_lists(const Sentence& sentence, const Mentions& mentions, std::vector<PlacedOccasion>& placed) {
  static const Set glue{",", "and", "in", "at", "again", "&", "then", "the", "both", ")", "(", "as", "well", "plus"};
  const auto opens_a_clause = [&](const PlacedOccasion& one) {
    const std::size_t next = one.last + (word_at(sentence, one.last) == "," || word_at(sentence, one.last) == ")" ? 1 : 0);
    const Mention* who = mention_from(mentions, next);
    return who && who->kind == Kind::athlete;
  };
  int lists = 0;
  for (std::size_t i = 1; i < placed.size(); ++i) {
    PlacedOccasion &one = placed[i - 1], &other = placed[i];
    bool parted = false, only_glue = other.first >= one.last && other.first - one.last <= 5;
    for (std::size_t at = one.last; at < other.first && only_glue; ++at) {
      parted = parted || word_at(sentence, at) == "," || word_at(sentence, at) == "and" || word_at(sentence, at) == "&";
      only_glue = glue.contains(word_at(sentence, at));
    }
    const Occasion &a = one.occasion, &b = other.occasion;
    const bool alike = (!a.town.empty() && !b.town.empty() && a.town != b.town) || (a.date.year && b.date.year && a.date.year != b.date.year) || (!a.series.empty() && !b.series.empty() && a.series != b.series);
    // "Commonwealth bronze in 2018 and European bronze in Berlin": each has its own.
    const bool own_values = std::ranges::any_of(mentions, [&](const Mention& m) { return (m.kind == Kind::medal || m.kind == Kind::place || m.kind == Kind::time) && m.first >= one.first && m.first < other.last; });
    if (own_values || !only_glue || !parted || !alike || one.depth != other.depth || opens_a_clause(other)) continue;
    if (one.list == 0) one.list = ++lists;
    other.list = one.list;
  }
}

std::vector<PlacedOccasion> Occasions::in(const Sentence& sentence, const Mentions& mentions) {
  std::vector<PlacedOccasion> placed;
  // An event named on the way ("the 2000 m record") is not what the next paragraph is about.
  if (sentence.paragraph != paragraph_ && !main_event_.empty()) current_.event = main_event_;
  paragraph_ = sentence.paragraph;
  const std::vector<int> deep = deep_ = depths(sentence, mentions);
  names_at_.clear();
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete) names_at_.push_back(one.first);
  for (const Mention& mention : mentions) {
    const auto is_medal_before = [&](std::size_t at) { return std::ranges::any_of(mentions, [&](const Mention& one) { return one.last == at && one.kind == Kind::medal; }); };
    // "Rio gold medallist NAME": where it was won, not where NAME ran this time.
    const bool of_a_person = mention.kind == Kind::town && (tells_of_a_person(sentence, mention) || (mention.first > 0 && ((word_at(sentence, mention.first - 1) == "from" && !is_medal_before(mention.first - 1)) || (word_at(sentence, mention.first - 1) == "of" && std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == Kind::athlete && one.last + 1 == mention.first; })))));
    const int depth = deep[mention.first] + (of_a_person ? 1 : 0);
    if (!names_occasion(mention.kind) || (mention.kind == Kind::competition && tells_of_a_person(sentence, mention))) continue;
    Occasion alone;
    put(alone, mention);
    const bool same = !placed.empty() && placed.back().depth == depth && joins(sentence, placed.back().last, mention.first) && agree(placed.back().occasion, alone);
    const bool both = same && !(mention.kind == Kind::town && !placed.back().occasion.town.empty());
    if (!both) placed.push_back({{}, mention.first, mention.last, depth, is_of_another_time(sentence, mentions, mention.first), opens_the_sentence(mentions, mention.first)});
    PlacedOccasion& here = placed.back();
    here.of_a_thing = here.of_a_thing || is_of_a_thing(sentence, mentions, mention.first);
    put(here.occasion, mention);
    here.last = mention.last;
    for (std::size_t near = mention.first > 4 ? mention.first - 4 : 0; near < mention.first + 3; ++near) {
      const std::string_view word = word_at(sentence, near);
      if (word == "men" || word == "mens") here.occasion.sex = measure::Sex::men;
      if (word == "women" || word == "womens") here.occasion.sex = measure::Sex::women;
      if ((word == "indoor" || word == "indoors" || (word == "short" && word_at(sentence, near + 1) == "track")) && near + 3 >= mention.first) here.occasion.short_track = true;
    }
    // Each year is known to the relative dates after it, in this sentence too.
    Occasion settled = here.occasion;
    settle(settled);
    // "In Tokyo he was third. A year later": of the last championships there.
    int latest = 0;
    if (!settled.date.year && settled.series.empty() && mention.kind == Kind::town)
      for (const auto& [key, series] : words_.series)
        if (key == "world" || key == "olympics")
          for (const auto& [year, town] : series.towns)
            if (town == settled.town && year <= day_.year) latest = std::max(latest, year);
    const auto next = std::ranges::find(mentions, mention.last, &Mention::first);
    const bool dated_next = next != mentions.end() && next->kind == Kind::date && next->value == "named";
    if (latest > 0 && !dated_next) named_year_ = latest;
    if (settled.date.year && mention.value != "article") named_year_ = *settled.date.year;
    if (settled.date.year && mention.value == "article" && mention.number < 0) named_year_ = *settled.date.year;
  }
  // "In May": of the article's year, unless another is spoken of.
  for (PlacedOccasion& one : placed)
    if (one.occasion.date.month && !one.occasion.date.year && day_.day && (named_year_ == 0 || named_year_ == day_.year))
      one.occasion.date.year = *one.occasion.date.month <= std::stoi(day_.day->text().substr(5, 2)) ? day_.year : day_.year - 1;
  for (PlacedOccasion& one : placed) settle(one.occasion);
  find_lists(sentence, mentions, placed);
  return placed;
}

/// Words from one place to another that part one thing told from the next.
bool part_clauses(const Sentence& sentence, std::size_t from, std::size_t to) {
  static const Set parts{"and", "but", ";", ":", "so", "while", "before", "after", "when", "then", "who", "~", "whereas", "although", "though"};
  for (std::size_t at = from; at < to; ++at)
    if (parts.contains(word_at(sentence, at))) return true;
  return false;
}

/// How far an occasion is from what is said by the words from `first` to `last`; -1 within them.
int distance_of(const Sentence& sentence, const PlacedOccasion& one, std::size_t first, std::size_t last) {
  constexpr int far_away = 100;
  if (one.first < last && first < one.last) return -1;
  const bool after = one.first >= last;
  const bool opens_with_a_sign = word_at(sentence, first) == "," || word_at(sentence, first) == "and" || word_at(sentence, first) == ";";
  const std::size_t from = after ? last : one.last, to = after ? one.first : first + (opens_with_a_sign ? 1 : 0);
  int away = static_cast<int>(to - std::min(from, to)) + (after ? 0 : 1) + (one.other_time ? far_away : 0);
  for (std::size_t at = from; at < to; ++at) {
    const std::string_view word = word_at(sentence, at);
    if (word == "," || word == ";" || word == "~") away += 4;
    if (word == "and" || word == "but" || word == "while" || word == "when" || word == "before" || word == "after" || word == "who") away += 4;
  }
  return away;
}

/// Whether another clause than one joined by "and" begins between.
bool parts_strongly(const Sentence& sentence, std::size_t from, std::size_t to) {
  static const Set parts{"but", "while", "before", "after", "when", "who", "~", "whereas", "although", "though", "because"};
  for (std::size_t at = from; at < to; ++at)
    if (parts.contains(word_at(sentence, at))) return true;
  return false;
}

Occasion Occasions::gathered(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span, const PlacedOccasion* of_list, const PlacedOccasion** nearest_one) const {
  const std::size_t first = span.first, last = span.last;
  // "Fourth (3:36.97)": as deep as what stands before the bracket.
  std::size_t at_depth = std::min(last > first ? last - 1 : first, sentence.tokens.size());
  while (at_depth > first && (word_at(sentence, at_depth) == "(" || word_at(sentence, at_depth - 1) == "(")) --at_depth;
  const int depth = deep_[at_depth];
  const auto distance = [&](const PlacedOccasion& one) { return &one == of_list ? -2 : distance_of(sentence, one, first, last); };
  // "(3:28.32, Tokyo 2021)"
  const auto in_same_brackets = [&](const PlacedOccasion& one) { return one.depth == depth + 1 && at_depth + 1 < last && one.first >= last && one.first - last <= 1 && (one.first == last || word_at(sentence, last) == ","); };
  std::vector<const PlacedOccasion*> nearest;
  for (const PlacedOccasion& one : named) {
    const bool of_another = of_list && &one != of_list && one.list == of_list->list;
    if (!of_another && (one.depth <= depth || in_same_brackets(one) || &one == of_list || (one.last <= first && first - one.last <= 1 && word_at(sentence, one.last) != ","))) nearest.push_back(&one);
  }
  std::ranges::stable_sort(nearest, {}, [&](const PlacedOccasion* one) { return (one->depth == depth || in_same_brackets(*one) ? 0 : 1000) + distance(*one); });
  Occasion occasion;
  for (const PlacedOccasion* one : nearest) {
    // "was second last year, and in May won": the year is not the month's.
    const auto months_only = [](const Occasion& it) { return it.date.month && !it.date.year; };
    const bool far = ((months_only(occasion) && one->occasion.date.year) || (months_only(one->occasion) && occasion.date.year)) && distance(*one) > 6;
    // "Second in 3:29.65, as he was when Wightman won in Oregon": of another's clause.
    const bool of_another = one->first >= last && one->depth == depth && parts_strongly(sentence, last, one->first) && std::ranges::any_of(names_at_, [&](std::size_t at) { return at > last && at < one->first; });
    if (of_another) continue;
    if (one->other_time && (!span.of_record || one->of_a_thing)) continue;
    if (far || !agree(occasion, one->occasion) || (one->other_time && says_where_or_when(occasion))) continue;
    // What is said of another clause adds nothing to where or when this one was, unless it opens the sentence.
    const bool after = one->first >= last;
    const bool apart = (one->depth != depth && !in_same_brackets(*one)) || (!one->opens && part_clauses(sentence, after ? last : one->last, after ? one->first : first));
    Occasion more = one->occasion;
    constexpr int far_clause = 18;  // words, commas counted as four; guess
    if (apart && !one->opens && distance(*one) > far_clause && one->depth == depth && (named.size() > 1 || !after)) continue;
    if (apart && says_where_or_when(occasion)) more = Occasion{.sex = more.sex};
    if (nearest_one && !*nearest_one && says_where_or_when(one->occasion)) *nearest_one = one;
    fill(occasion, more);
    settle(occasion);
  }
  // "In the world finals of 2019 and 2022": the second year is of the same finals.
  if (of_list && of_list->occasion.series.empty() && of_list->occasion.town.empty())
    for (const PlacedOccasion& one : named)
      if (one.list == of_list->list && &one != of_list) {
        Occasion same = one.occasion;
        same.town.clear();
        same.date = {};
        fill(occasion, same);
        settle(occasion);
      }
  // "Better known over the steeplechase, he won": what stands behind a comma is not what she ran.
  const auto is_of_it = [&](const PlacedOccasion* one) {
    const std::size_t from = one->first >= last ? last : one->last, to = one->first >= last ? one->first : first;
    bool parted = one->depth != depth || part_clauses(sentence, from, to);
    for (std::size_t at = from; at < to; ++at) parted = parted || word_at(sentence, at) == ",";
    return one->occasion.elsewhere && (!parted || one->opens);
  };
  occasion.elsewhere = occasion.event.empty() && std::ranges::any_of(nearest, is_of_it);
  return occasion;
}

Occasion Occasions::said(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span) const {
  return gathered(sentence, named, span, nullptr);
}

std::vector<Occasion> Occasions::listed(const Sentence& sentence, const std::vector<PlacedOccasion>& named, const Span& span) const {
  const PlacedOccasion* one_of = nullptr;
  const Occasion nearest = gathered(sentence, named, span, nullptr, &one_of);
  // "World golds from London, Eugene and Budapest": the towns are the list, though the competition is nearer.
  if (one_of && one_of->list == 0 && one_of->occasion.town.empty() && one_of->occasion.date.knows_nothing())
    for (const PlacedOccasion& one : named)
      if (one.list > 0 && one.depth == one_of->depth && agree(one.occasion, nearest) && distance_of(sentence, one, span.first, span.last) < 12) {
        one_of = &one;
        break;
      }
  if (!one_of || one_of->list == 0) return {nearest};
  std::vector<Occasion> all;
  for (const PlacedOccasion& one : named)
    if (one.list == one_of->list) all.push_back(gathered(sentence, named, span, &one));
  return all;
}

Occasion Occasions::main_occasion(const Occasion& said) const {
  Occasion main = main_;
  if (!main.date.year && day_.year > 0) main.date.year = day_.year;
  main.date.month.reset();
  main.date.day.reset();
  if (!said.event.empty()) main.event = said.event;
  if (!said.round.empty()) {
    main.round = said.round;
    main.round_number = said.round_number;
  }
  main.sex = said.sex;
  settle(main);
  return main;
}

std::optional<Occasion> Occasions::latest_edition(const Occasion& occasion) const {
  const auto series = words_.series.find(occasion.series);
  if (series == words_.series.end() || occasion.date.year || !occasion.town.empty()) return std::nullopt;
  Occasion latest = occasion;
  for (const auto& [year, town] : series->second.towns)
    if (day_.year == 0 || year <= day_.year) latest.date.year = year;
  if (!latest.date.year) return std::nullopt;
  settle(latest);
  return latest;
}

Occasion Occasions::completed(Occasion occasion) const {
  if (occasion.elsewhere) return occasion;
  if (occasion.recent && !main_.series.empty() && (occasion.series.empty() || occasion.series == main_.series)) {
    // "Last night": the race that the article is about, whatever other distances the sentence names.
    Occasion tonight = main_;
    tonight.recent = true;
    tonight.date.month.reset();
    tonight.date.day.reset();
    if (day_.year > 0 && tonight.date.year != day_.year) {
      tonight.date.year = day_.year;
      tonight.town.clear();
    }
    settle(tonight);
    tonight.round = occasion.round.empty() ? "final" : occasion.round;
    tonight.round_number = occasion.round_number;
    if (occasion.date.month) return occasion;
    return tonight;
  }
  if (occasion.recent && main_.series.empty() && !occasion.series.empty() && !occasion.date.year && day_.year > 0) {
    occasion.date.year = day_.year;
    settle(occasion);
  }
  if (!says_where_or_when(occasion)) {
    const Occasion& last_named = occasion.recent ? main_ : current_;
    if (agree(occasion, last_named) || occasion.event.empty()) {
      fill(occasion, last_named);
      if (occasion.recent && occasion.round.empty()) occasion.round = "final";
    }
  } else {
    if (!occasion.series.empty() && !occasion.date.year)
      if (const auto before = by_series_.find(occasion.series); before != by_series_.end() && agree(occasion, before->second)) fill(occasion, before->second);
    if (occasion.series.empty() && occasion.town.empty() && occasion.date.year && !occasion.date.month) {
      // A year alone: of the same competition.
      Occasion other = current_;
      other.town.clear();
      other.date = {};
      if (occasion.event.empty() || occasion.event == other.event) fill(occasion, other);
    } else if (occasion.event.empty() && (agree(occasion, current_) || !occasion.series.empty() || !occasion.town.empty())) {
      occasion.event = current_.event;
    }
  }
  settle(occasion);
  return occasion;
}

/// The first occasion named with a competition; until one is, within the first lines, the first one with a town.
void Occasions::find_main(const Occasion& last) {
  constexpr int first_lines = 8;
  const bool is_first = ++placed_sentences_ <= first_lines;
  if (!main_.series.empty() || (last.series.empty() && (!main_.town.empty() || last.town.empty() || !is_first))) return;
  if (!main_.town.empty() && !is_first) return;
  main_ = last;
  const auto series = words_.series.find(main_.series);
  // "Tuesday's Olympic final": those of the article's year.
  if (series != words_.series.end() && !main_.date.year && main_.town.empty() && series->second.towns.contains(day_.year)) main_.date.year = day_.year;
  settle(main_);
}

void Occasions::remember(const Sentence&, const std::vector<PlacedOccasion>& named) {
  Occasion last;
  if (std::ranges::any_of(named, [](const PlacedOccasion& one) { return one.occasion.recent; }) && !main_.series.empty()) {
    current_ = completed(Occasion{.recent = true});
    current_.recent = false;
    return;
  }
  for (const PlacedOccasion& one : named) {
    if (one.depth > 0 || one.other_time || one.occasion.elsewhere) continue;
    if (!says_where_or_when(one.occasion)) {
      if (agree(last, one.occasion)) fill(last, one.occasion);
      continue;
    }
    Occasion next = one.occasion;
    if (agree(next, last)) fill(next, last);
    last = next;
  }
  if (!last.series.empty() && !last.date.year)
    if (const auto before = by_series_.find(last.series); before != by_series_.end() && agree(last, before->second)) fill(last, before->second);
  const bool recently = std::ranges::any_of(named, [](const PlacedOccasion& one) { return one.occasion.recent; });
  if (recently && !last.series.empty() && !last.date.year && day_.year > 0) last.date.year = day_.year;
  settle(last);
  if (last.event.empty()) last.event = current_.event;
  if (!last.sex) last.sex = current_.sex;
  if (says_where_or_when(last)) {
    if (last.series.empty() && last.town.empty()) {
      Occasion same = current_;
      if (agree(last, same)) fill(last, same);
    }
    current_ = last;
    if (!last.series.empty()) by_series_[last.series] = last;
    find_main(last);
    if (!main_.date.year && last.series == main_.series && last.date.year) fill(main_, last);
  } else if (!last.event.empty()) {
    if (agree(current_, last) || !says_where_or_when(current_)) current_.event = last.event;
    if (!last.round.empty()) {
      current_.round = last.round;
      current_.round_number = last.round_number;
    }
  }
}

}  // namespace lastlap::reading
