#include <algorithm>
#include <set>

#include "lastlap/reading/clauses.hpp"
#include "lastlap/reading/occasion.hpp"

namespace lastlap::reading {
namespace {

using Set = std::set<std::string_view>;

/// Words that may stand between the parts of one occasion.
bool joins(const Sentence& sentence, std::size_t first, std::size_t last) {
  static const Set glue{"(", "from", "in", "at", "on", "the", "of", ",", "'s", "'", "men", "women", "mens", "womens", "indoor", "outdoor", "race", "over", "for", "event", "a", "his", "her", "short", "track",
                        "back", "during", "held", "staged", "individual", "early", "late", "meet", "meeting", "title", "gold", "inaugural", "then", "'", "edition", "s", "summer", "night", "bronze", "silver", "medal", "medals", "champion", "crown", "final"};
  if (last - first > 4) return false;
  for (std::size_t at = first; at < last; ++at)
    if (!glue.contains(word_at(sentence, at))) return false;
  return true;
}

/// Where the "until" stands that this occasion is behind; 0 for none near.
std::size_t until_before(const Sentence& sentence, std::size_t first) {
  constexpr std::size_t reach = 5;
  for (std::size_t at = first; at > 0 && first - at < reach; --at)
    if (word_at(sentence, at - 1) == "until" || word_at(sentence, at - 1) == "till") return at;
  return 0;
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

/// "The last meeting before the Athens Games", "ahead of this summer's Olympics": what is told came sooner.
bool is_yet_to_come(const Sentence& sentence, std::size_t first) {
  static const Set between{"the", "this", "next", "coming", "home", "its", "their", "his", "her", "summer", "month", "week", "year", "'s"};
  std::size_t at = first;
  while (at > 0 && first - at < 4 && between.contains(word_at(sentence, at - 1))) --at;
  if (at == 0 || at == first) return false;  // "before Paris" may be a place on the way
  return word_at(sentence, at - 1) == "before" || (at > 1 && word_at(sentence, at - 1) == "of" && word_at(sentence, at - 2) == "ahead");
}

/// "Since 1983" and "until 2021" date something else than what is told.
bool is_of_another_time(const Sentence& sentence, const Mentions& mentions, std::size_t first) {
  // "Off the record set by Dibaba in 2015": of hers.
  static const Set ran{"set", "held", "run", "owned", "recorded", "clocked", "posted", "established", "shared"};
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete && one.last + 1 == first && one.first > 1 && word_at(sentence, one.first - 1) == "by" && ran.contains(word_at(sentence, one.first - 2))) return true;
  if (is_of_a_thing(sentence, mentions, first) || is_yet_to_come(sentence, first)) return true;
  bool other = false;
  for (std::size_t at = first > 5 ? first - 5 : 0; at < first; ++at) {
    const std::string_view lead = word_at(sentence, at);
    if ((lead == "since" && word_at(sentence, at + 1) != "then") || lead == "until" || lead == "till") other = true;
    if (lead == ",") other = false;
  }
  return other;
}

/// "The 1500m and 5000m in Athens in 2004": the first event was there too.
void share_with_the_event_before(const Sentence& sentence, std::vector<PlacedOccasion>& placed) {
  for (std::size_t i = 1; i < placed.size(); ++i) {
    PlacedOccasion &one = placed[i - 1], &other = placed[i];
    const bool event_only = !one.occasion.event.empty() && !says_where_or_when(one.occasion) && !other.occasion.event.empty() && other.occasion.event != one.occasion.event;
    bool joined = other.first > one.last && other.first - one.last <= 2 && one.depth == other.depth;
    for (std::size_t at = one.last; at < other.first && joined; ++at) joined = word_at(sentence, at) == "and" || word_at(sentence, at) == "the" || word_at(sentence, at) == "&";
    if (!event_only || !joined) continue;
    const std::string event = one.occasion.event;
    one.occasion = other.occasion;
    one.occasion.event = event;
  }
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

}  // namespace

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
    // "The 25-year-old from Sydney crossed in 3:30.12": not run there.
    const bool home = of_a_person && mention.first > 1 && word_at(sentence, mention.first - 1) == "from" && (word_at(sentence, mention.first - 2) == "old" || words_.has("person", word_at(sentence, mention.first - 2)));
    if (home) continue;
    const int depth = deep[mention.first] + (of_a_person ? 1 : 0);
    if (!names_occasion(mention.kind) || (mention.kind == Kind::competition && tells_of_a_person(sentence, mention))) continue;
    Occasion alone;
    put(alone, mention);
    const bool same = !placed.empty() && placed.back().depth == depth && joins(sentence, placed.back().last, mention.first) && agree(placed.back().occasion, alone);
    const bool both = same && !(mention.kind == Kind::town && !placed.back().occasion.town.empty());
    if (!both) placed.push_back({{}, mention.first, mention.last, depth, is_of_another_time(sentence, mentions, mention.first), opens_the_sentence(mentions, mention.first)});
    if (placed.back().first == mention.first) placed.back().until = until_before(sentence, mention.first);
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
    // "Last August", in an August: of the year before.
    const bool last_month = mention.kind == Kind::date && mention.date.month && !mention.date.year && mention.first > 0 && word_at(sentence, mention.first - 1) == "last" && day_.day;
    if (last_month && !here.occasion.date.year && *mention.date.month >= std::stoi(day_.day->text().substr(5, 2))) here.occasion.date.year = day_.year - 1;
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
    // "Rio, the previous summer": of the year named before.
    const auto next = std::ranges::find(mentions, mention.last + (word_at(sentence, mention.last) == "," ? 1 : 0), &Mention::first);
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
  share_with_the_event_before(sentence, placed);
  find_lists(sentence, mentions, placed);
  return placed;
}

}  // namespace lastlap::reading
