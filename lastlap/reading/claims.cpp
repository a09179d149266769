#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <span>

#include "lastlap/measure/mark.hpp"
#include "lastlap/reading/claim.hpp"
#include "lastlap/reading/judge.hpp"
#include "lastlap/reading/occasion.hpp"
#include "lastlap/reading/people.hpp"
#include "lastlap/reading/rules.hpp"
#include "lastlap/reading/splits.hpp"

namespace lastlap::reading {
namespace {

std::string_view word_at(const Sentence& sentence, std::size_t at) {
  return at < sentence.tokens.size() ? std::string_view{sentence.tokens[at].word} : std::string_view{};
}

/// Makes the claims of one sentence after another.
class Reader {
 public:
  Reader(const Article& article, const Words& words, const Book& book, Occasions& occasions)
      : article_{article}, words_{words}, book_{book}, occasions_{occasions} {}

  void read(const Sentence& sentence, Mentions& mentions, const Grammar& grammar, const Mention* focus_before);
  std::vector<Claim> claims;

 private:
  const Mention* subject_of(const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* focus_before) const;
  const Mention* subject_before(const Match& match, const Sentence& sentence, const Mentions& mentions) const;
  const Mention* subject_behind(const Match& match, const Sentence& sentence, const Mentions& mentions) const;
  bool owns_a_person(const Sentence& sentence, const Mention& one) const;
  bool is_made_to(const Sentence& sentence, const Mention& one) const;
  bool starts_with_verb(const Sentence& sentence, std::size_t at) const;
  void take(const std::string& what, const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* who);
  void take_list(Claim claim, const Match& match, const Sentence& sentence, const Mentions& mentions);
  std::string record_spoken_of_;                               ///< its kind; empty before the first
  bool complete(Claim& claim, const std::string& what, const Match& match, const Sentence& sentence) const;
  const Mention* owner_of_second_time(const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* who) const;
  std::vector<const Mention*> sharing_with(const Sentence& sentence, const Mentions& mentions, const Mention* who, const Match& match) const;
  void share(const Claim& claim, const std::vector<const Mention*>& others);
  void give_times();
  void add_own_words(Claim& claim, const Match& match, const Sentence& sentence, const Mentions& mentions) const;
  bool is_new(const Claim& claim, const std::string& what, const Match& match, const Sentence& sentence);

  const Article& article_;
  const Words& words_;
  const Book& book_;
  Occasions& occasions_;
  std::vector<PlacedOccasion> named_;
  std::set<std::pair<std::string, const Mention*>> used_;      ///< kinds of claims that a mention has made
  std::set<const Mention*> blocked_;
  std::vector<std::pair<std::size_t, std::size_t>> blocked_words_;
  std::map<const Mention*, const Mention*> owners_;            ///< of the sentence's places and medals
  std::size_t sentence_ = 0, claims_before_ = 0;
};

/// "Muir's team-mate was fourth" says nothing of Muir.
bool Reader::owns_a_person(const Sentence& sentence, const Mention& one) const {
  const bool genitive = one.genitive || word_at(sentence, one.last) == "'s";
  const std::size_t next = one.genitive ? one.last : one.last + 1;
  return genitive && words_.has("person", word_at(sentence, next)) && word_at(sentence, next + 1) != "rival";
}

/// Whether the word begins a predicate whose subject stands right before it.
bool Reader::starts_with_verb(const Sentence& sentence, std::size_t at) const {
  static const std::set<std::string_view> no_verbs{"in", "with", "at", "of", "to", "and", "by", "for", "a", "an", "the", "only", "just", "from", "over", "behind", "home", "back", "out", "down", "up", "off"};
  return !no_verbs.contains(word_at(sentence, at)) && !sentence.tokens[at].number;
}

/// "Leaving Hull to take silver": Hull took it.
bool Reader::is_made_to(const Sentence& sentence, const Mention& one) const {
  static const std::set<std::string_view> verbs{"leaving", "leave", "left", "saw", "seeing", "allowed", "allowing", "helped", "helping", "forced", "forcing", "watched", "watching", "for", "with", "enabled", "enabling"};
  if (word_at(sentence, one.last) != "to") return false;
  for (std::size_t back = 1; back <= 4 && back <= one.first; ++back)
    if (verbs.contains(word_at(sentence, one.first - back))) return true;
  return false;
}

/// "Only Hassan was faster, and Kipyegon's 3:54.22 for silver": a genitive that begins a clause, up to the word.
bool owns_the_clause(const Sentence& sentence, const Mention& one, std::size_t up_to) {
  static const std::set<std::string_view> beginnings{"and", "but", "while", "as", "where", "when", "with"};
  if (one.first == 0 || !beginnings.contains(word_at(sentence, one.first - 1))) return false;
  if (word_at(sentence, one.first - 1) == "and" && (one.first < 2 || word_at(sentence, one.first - 2) != ",")) return false;
  for (std::size_t at = one.last; at < up_to; ++at)
    if (word_at(sentence, at) == ",") return false;
  return true;
}

const Mention* Reader::subject_before(const Match& match, const Sentence& sentence, const Mentions& mentions) const {
  const auto last_person_before = [&](std::size_t at) -> const Mention* {
    const Mention* found = nullptr;
    for (const Mention& one : mentions)
      if (one.kind == Kind::athlete && one.last <= at) found = &one;
    return found;
  };
  // "With NAME, 20, another three hundredths adrift": NAME, though beside the subject.
  std::size_t near = match.first;
  while (near > 0 && (word_at(sentence, near - 1) == "," || sentence.tokens[near - 1].number)) --near;
  for (const Mention& one : mentions)
    for (std::size_t back = 1; near < match.first && one.kind == Kind::athlete && one.last == near && back <= 4 && back <= one.first; ++back)
      if (word_at(sentence, one.first - back) == "with") return &one;
  const Mention* object = nullptr;
  for (std::size_t at = match.first; at > 0; --at) {
    const std::string_view word = word_at(sentence, at - 1);
    if (word == ";") break;
    if (word == ":" && std::ranges::none_of(mentions, [&](const Mention& one) { return one.kind == Kind::athlete && one.first == 0 && one.last + 1 == at; })) break;
    if (word == "who" || word == "whose") {
      const Mention* one = last_person_before(at - 1);
      // "It was Kerr, not Ingebrigtsen, who was crowned".
      if (one && one->first > 0 && word_at(sentence, one->first - 1) == "not") one = last_person_before(one->first - 1);
      if (one && word_at(sentence, one->last) == "," && word_at(sentence, one->last + 1) == "not") return one;
      // "Heyward (3:34.44), who set a best".
      const bool bracket = one && at >= 3 && word_at(sentence, at - 2) == "," && word_at(sentence, at - 3) == ")" && word_at(sentence, one->last) == "(" && at - 1 - one->last <= 8;
      if (one && (bracket || at - 1 - one->last <= 2)) return one;
    }
    for (const Mention& one : mentions) {
      if (one.kind != Kind::athlete || one.last != at || owns_a_person(sentence, one)) continue;
      // "KERR: silver in Paris": a name with a colon at the head of the line.
      if (one.first == 0 && word_at(sentence, one.last) == ":") return &one;
      if (at + 1 == match.first && is_made_to(sentence, one)) return &one;
      const bool adjacent = at == match.first && starts_with_verb(sentence, match.first) && !one.genitive;
      if (adjacent || People::may_be_subject(sentence, mentions, one, words_)) return &one;
      // "Kerr's time of": genitives speak of their own when nobody else is nearer.
      const bool genitive = one.genitive || word_at(sentence, one.last) == "'s";
      if (!genitive || match.first - at > 6) continue;
      if (owns_the_clause(sentence, one, match.first)) return &one;
      if (!object) object = &one;
    }
  }
  return object;
}

/// "Five days after finishing second to Kipyegon in 3:50.83, the Australian": a participle at the head of the sentence is of whom stands behind its comma.
const Mention* Reader::subject_behind(const Match& match, const Sentence& sentence, const Mentions& mentions) const {
  constexpr std::size_t head = 6;
  bool participle = false;
  for (std::size_t at = 0; at < head && at <= match.first; ++at) {
    const std::string_view word = word_at(sentence, at);
    if (word == ",") break;
    participle = participle || (word.size() > 4 && word.ends_with("ing") && !sentence.tokens[at].capital) || (at == 0 && word.size() > 4 && word.ends_with("ing"));
  }
  if (!participle) return nullptr;
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete && one.first >= match.last && one.first > 0 && word_at(sentence, one.first - 1) == "," && People::may_be_subject(sentence, mentions, one, words_)) return &one;
  return nullptr;
}

const Mention* Reader::subject_of(const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* focus_before) const {
  if (const auto who = match.parts.find("who"); who != match.parts.end()) return who->second;
  // "Silver (3:52.56)": of whoever took it.
  if (const auto of = match.parts.find("of"); of != match.parts.end())
    if (const auto owner = owners_.find(of->second); owner != owners_.end()) return owner->second;
  if (const Mention* before = subject_before(match, sentence, mentions)) return before;
  if (const Mention* behind = subject_behind(match, sentence, mentions)) return behind;
  // "Gold went to Kipyegon in 3:52.96": better one beside the subject than nobody of this sentence.
  for (auto one = mentions.rbegin(); one != mentions.rend(); ++one)
    if (one->kind == Kind::athlete && one->last <= match.first && !owns_a_person(sentence, *one)) return &*one;
  // "Crossing the line in 3:29.65, Ingebrigtsen took silver."
  const bool early = match.first <= 10;
  // "Sixth in Eugene in 2022 and pipped for gold in Birmingham, he ..."
  const std::size_t reach = match.first <= 1 ? 30 : 12;
  static const std::set<std::string_view> other_clauses{"which", "because", "when", "while", "but", "who", "where", "since", "that", "~", ";", "(", "before", "after", "as", "if"};
  std::size_t clause_end = match.last;
  while (clause_end < sentence.tokens.size() && !other_clauses.contains(word_at(sentence, clause_end))) ++clause_end;
  for (const Mention& one : mentions)
    if (early && one.first < clause_end && one.kind == Kind::athlete && one.first >= match.last && one.first - match.last <= reach && People::may_be_subject(sentence, mentions, one, words_)) return &one;
  return focus_before;
}

bool Reader::is_new(const Claim& claim, const std::string& what, const Match& match, const Sentence& sentence) {
  static const std::vector<std::string> valued{"time", "medal", "place", "num", "seg", "rec", "best", "date", "title", "rival"};
  bool is_fresh = true, has_value = false;
  for (const std::string& part : valued) {
    const auto found = match.parts.find(part);
    if (found == match.parts.end()) continue;
    if (blocked_.contains(found->second)) return false;
    if (part == "rival" && what.starts_with("margin")) continue;
    const std::string kind = std::string(text(claim.kind)) + part;
    if (part == "seg" || (part == "rec" && match.parts.contains("time"))) continue;
    has_value = true;
    is_fresh = is_fresh && !used_.contains({kind, found->second});
  }
  if (!is_fresh) return false;
  for (const std::string& part : valued)
    if (const auto found = match.parts.find(part); found != match.parts.end()) {
      if (part == "seg") continue;
      used_.insert({std::string(text(claim.kind)) + part, found->second});
    }
  if (has_value && claim.kind != ClaimKind::win) return true;
  // Two rules for one thing said once.
  for (auto one = claims.rbegin(); one != claims.rend() && one->end + 400 > claim.start; ++one) {
    // "Olympic gold in Tokyo, and world gold in Eugene": a medal of its own, behind the words of the first.
    const bool another_medal = match.parts.contains("medal") && article_.origin[sentence.tokens[match.first].start] >= one->end;
    const bool same = one->kind == claim.kind && one->athletes == claim.athletes && one->start < claim.end && claim.start < one->end && !another_medal;
    if (!same) continue;
    if (one->rivals.empty() && !claim.rivals.empty() && one->kind == ClaimKind::win) {
      one->rivals = claim.rivals;
      one->rival = claim.rival;
    }
    return false;
  }
  return true;
}

/// Fills in what the rule's parts say; false if they make no claim of this kind.
bool Reader::complete(Claim& claim, const std::string& what, const Match& match, const Sentence& sentence) const {
  const auto part = [&](const char* name) -> const Mention* {
    const auto found = match.parts.find(name);
    return found == match.parts.end() ? nullptr : found->second;
  };
  if (const Mention* time = part("time")) claim.time = time->time;
  if (const Mention* rival = part("rival")) {
    claim.rivals = rival->athletes;
    claim.rival = rival->athletes.size() == 1 ? book_.athletes.at(rival->athletes[0]).name : rival->name;
  }
  if (what == "beaten by") {
    claim.kind = ClaimKind::win;
    claim.scope = "ahead";
    return true;
  }
  if (what == "result") {
    claim.kind = ClaimKind::result;
    return claim.time.has_value() && claim.time->seconds >= 40;
  }
  if (what == "win" || what == "win over" || what == "title" || what == "beat") {
    claim.kind = ClaimKind::win;
    if (what == "beat") claim.scope = "ahead";
    if (what == "title") claim.scope = "title";
    if (const Mention* medal = part("medal"); medal && medal->number != 1) {
      claim.kind = ClaimKind::place;
      claim.number = medal->number;
    }
    return true;
  }
  if (what == "medal") {
    const Mention* medal = part("medal");
    if (!medal) return false;
    claim.kind = medal->number == 1 ? ClaimKind::win : ClaimKind::place;
    claim.number = medal->number;
    if (claim.kind == ClaimKind::win) claim.number.reset();
    claim.scope = "medal";
    return true;
  }
  if (what == "place") {
    const Mention* place = part("place") ? part("place") : part("num");
    if (!place || place->number < 1 || place->number > 40) return false;
    claim.number = place->number;
    claim.kind = place->number == 1 ? ClaimKind::win : ClaimKind::place;
    if (claim.kind == ClaimKind::win) claim.number.reset();
    return true;
  }
  if (what == "season best") {
    claim.kind = ClaimKind::season_best;
    return true;
  }
  if (what == "best") {
    const Mention* best = part("best");
    claim.kind = best && best->value == "season" ? ClaimKind::season_best : ClaimKind::personal_best;
    return true;
  }
  if (what == "record") {
    const Mention* record = part("rec");
    // "Muir's mark of 3:54.50 had stood for three years": of the record spoken of.
    if (!record && (record_spoken_of_.empty() || !claim.time)) return false;
    if (!record) {
      claim.kind = ClaimKind::record;
      claim.record = record_spoken_of_;
      return true;
    }
    claim.kind = ClaimKind::record;
    claim.record = record->value;
    // "Three world records", of no time and event, can be held against nothing.
    const bool several = word_at(sentence, record->last - 1) == "records";
    return claim.time || !several || !record->event.empty();
  }
  if (what == "segment") {
    const Mention* segment = part("seg");
    if (!segment || !claim.time || claim.time->seconds < 10 || claim.time->seconds > 150) return false;
    claim.kind = ClaimKind::segment;
    claim.segment_m = segment->metres;
    claim.scope = segment->number == 1 ? "lap" : "";
    return claim.time->seconds / segment->metres > 0.1 && claim.time->seconds / segment->metres < 0.25;
  }
  if (what.starts_with("margin")) {
    claim.kind = ClaimKind::margin;
    claim.scope = what == "margin behind" ? "behind" : what == "margin short" ? "short" : "ahead";
    if (!claim.time || claim.time->seconds > 60) return false;
    const Mention* time = part("time");
    std::string before;
    for (std::size_t at = time->first > 3 ? time->first - 3 : 0; at < time->first; ++at) before += std::string(word_at(sentence, at)) + " ";
    claim.at_most = before.find("less than ") != std::string::npos || before.find("under ") != std::string::npos || before.find("within ") != std::string::npos || before.find("nearly ") != std::string::npos || before.find("almost ") != std::string::npos || before.find("barely ") != std::string::npos;
    claim.at_least = before.find("more than ") != std::string::npos || before.find("over ") != std::string::npos;
    return true;
  }
  if (what.starts_with("rank")) {
    claim.kind = ClaimKind::rank;
    claim.scope = what.substr(5);
    const Mention* place = part("place");
    claim.number = place ? place->number : 1;
    return true;
  }
  if (what == "age") {
    claim.kind = ClaimKind::age;
    const Mention* number = part("num");
    if (!number || number->number < 13 || number->number > 60) return false;
    claim.number = number->number;
    return true;
  }
  if (what == "birth") {
    claim.kind = ClaimKind::birth;
    const Mention* date = part("date");
    if (!date || !date->date.year) return false;
    claim.occasion.date = date->date;
    return true;
  }
  return false;
}

/// "Dibaba's old mark of 3:50.07" was not set where the sentence is.
bool is_of_old(const Match& match, const Sentence& sentence) {
  static const std::set<std::string_view> old{"old", "previous", "former", "existing", "longstanding", "standing", "boasts", "boasting", "owns", "owning"};
  // "0.96 seconds off Dibaba's mark of 3:50.07": of another day.
  static const std::set<std::string_view> breaking{"off", "breaking", "broke", "beating", "eclipsing", "erasing", "lowering", "bettering", "bettered", "smashing", "surpassing", "improving", "improved"};
  const auto who = match.parts.find("who");
  if (who != match.parts.end() && who->second->first > 0 && breaking.contains(word_at(sentence, who->second->first - 1)) && (who->second->genitive || word_at(sentence, who->second->last) == "'s")) return true;
  constexpr std::size_t before = 4;
  for (std::size_t at = match.first > before ? match.first - before : 0; at < match.last; ++at)
    if (old.contains(word_at(sentence, at)) && word_at(sentence, at - (at > 0 ? 1 : 0)) != "year") return true;
  return false;
}

/// The rule's own words name the competition ("Olympic champion NAME") or the event ("the British mile record") best.
void Reader::add_own_words(Claim& claim, const Match& match, const Sentence& sentence, const Mentions& mentions) const {
  if (const auto event = match.parts.find("event"); event != match.parts.end()) claim.said.event = event->second->value;
  for (const Mention& one : mentions) {
    const bool within = one.first >= match.first && one.last <= match.last;
    const bool says_who = one.kind == Kind::competition && tells_of_a_person(sentence, one) && !match.parts.contains("title") && !match.parts.contains("medal") && match.rule->name != "became champion";
    if (within && one.kind == Kind::competition && !says_who && (claim.kind == ClaimKind::win || claim.kind == ClaimKind::place)) {
      // "Olympic champion in 2012": the year right behind belongs to it.
      const auto right_behind = [&](const PlacedOccasion& placed) { return placed.first >= match.last && placed.first < match.last + 3 && placed.occasion.series.empty(); };
      const bool dated = claim.said.series.empty() && std::ranges::any_of(named_, right_behind);
      if (dated) claim.said.series = one.value;
      if (claim.said.series != one.value) claim.said = Occasion{.series = one.value, .event = claim.said.event, .elsewhere = claim.said.elsewhere};
    }
    if (within && one.kind == Kind::record) {
      if (!one.event.empty() && claim.said.event != one.event) {
        claim.said.event = one.event;
        claim.said.round.clear();
      }
      if (!one.event.empty()) claim.said.elsewhere = false;
      claim.said.short_track = claim.said.short_track || one.short_track;
    }
  }
}

/// "A Norwegian mile record of 3:46.46": the time is of the record's event.
void add_event_of_record(Claim& claim, const Match& match, const Mentions& mentions) {
  const auto time = match.parts.find("time");
  if (time == match.parts.end() || !claim.said.event.empty()) return;
  constexpr std::size_t near = 4;
  for (const Mention& one : mentions)
    if (one.kind == Kind::record && !one.event.empty() && one.last <= time->second->first && time->second->first - one.last <= near) claim.said.event = one.event;
}

bool is_object_pronoun(std::string_view word) {
  return word == "him" || word == "her" || word == "me";
}

/// Among whom somebody is ranked: "the fastest Briton", "the second fastest European"; empty: all.
std::string ranked_among(const Match& match, const Mentions& mentions, const Sentence& sentence) {
  for (const Mention& one : mentions)
    if (one.kind == Kind::nation && one.first >= match.first && one.first < match.last + 4 && (one.first < match.last + 1 || word_at(sentence, match.last) == "by" || word_at(sentence, match.last - 1) == "by")) return "national:" + one.value;
  for (std::size_t at = match.first; at < match.last; ++at)
    if (word_at(sentence, at) == "european") return "area:europe";
  return "";
}

void Reader::take(const std::string& what, const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* who) {
  Claim claim;
  if (!who) return;
  // "Pipped by Hoare for gold" is no win of who was pipped.
  if (const auto rival = match.parts.find("rival"); rival != match.parts.end() && (what == "beat" || what == "win over" || what == "medal"))
    for (std::size_t at = match.first; at < rival->second->first; ++at)
      if (word_at(sentence, at) == "by") return;
  // "The door left open for her, was second": not who was second.
  const bool given_to = match.rule->name == "medal for somebody" || match.rule->name == "victory for somebody";
  if (!who->by_name && !who->genitive && (who->first == match.first || given_to) && !sentence.tokens.empty() && who->first < sentence.tokens.size() && match.parts.contains("who") && is_object_pronoun(word_at(sentence, who->first))) return;
  // "I had lost to Timothy twelve times": of no one race.
  for (std::size_t at = match.last; what == "beaten by" && at < match.last + 3; ++at)
    if (word_at(sentence, at) == "times") return;
  if (!complete(claim, what, match, sentence)) return;
  claim.rule = match.rule->name;
  claim.sentence = sentence_;
  const Mention* beaten = what == "beaten by" ? subject_before(match, sentence, mentions) : nullptr;
  for (const Mention& one : mentions)
    if (what == "beaten by" && !beaten && one.kind == Kind::athlete && one.athletes != who->athletes && People::may_be_subject(sentence, mentions, one, words_)) beaten = &one;
  if (beaten && beaten->athletes != who->athletes) {
    claim.rivals = beaten->athletes;
    claim.rival = beaten->name;
  }
  claim.athletes = who->athletes;
  claim.athlete = who->athletes.empty() ? who->name : book_.athletes.at(who->athletes[0]).name;
  const std::size_t last_token = std::max(match.last, match.first + 1) - 1;
  std::size_t first = match.first;
  if (who->first < first && first - who->first < 25 && !sentence.tokens.empty() && std::ranges::any_of(mentions, [&](const Mention& one) { return &one == who; })) first = who->first;
  const std::size_t start = sentence.tokens[first].start, end = sentence.tokens[std::min(last_token, sentence.tokens.size() - 1)].end;
  claim.start = article_.origin[start];
  claim.end = article_.origin[end];
  claim.text = std::string(article_.words(start, end));
  const Span span{match.first, match.last, (claim.kind == ClaimKind::record && !match.parts.contains("rival")) || match.rule->name.starts_with("since")};
  if (claim.kind != ClaimKind::birth) {
    claim.said = occasions_.said(sentence, named_, span);
    add_own_words(claim, match, sentence, mentions);
    add_event_of_record(claim, match, mentions);
    if (is_of_old(match, sentence)) claim.said = Occasion{.event = claim.said.event, .elsewhere = claim.said.elsewhere};
    claim.occasion = occasions_.completed(claim.said);
    const bool names_none = claim.said.series.empty() && claim.said.town.empty() && claim.said.date.knows_nothing();
    if (names_none) claim.otherwise = {occasions_.main_occasion(claim.said)};
    if (const auto edition = occasions_.latest_edition(claim.occasion)) claim.otherwise.push_back(*edition);
  }
  if (claim.kind == ClaimKind::rank && (claim.scope == "history" || claim.scope == "year")) claim.record = ranked_among(match, mentions, sentence);
  if (claim.occasion.elsewhere) return;
  // "The bronze in Paris was claimed by Nuguse" is no win, nor is "won Commonwealth bronze".
  const bool of_another_medal = match.rule->name == "won by somebody" && std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == Kind::medal && one.number != 1 && one.first < match.first; });
  if (of_another_medal) return;
  for (const Mention& one : mentions)
    if (what == "win" && one.kind == Kind::medal && one.number != 1 && one.first + 3 >= match.first && one.first < match.last + 3) return;
  if (claim.athletes.empty() && claim.kind != ClaimKind::result && claim.kind != ClaimKind::record && claim.kind != ClaimKind::win && claim.kind != ClaimKind::place) return;
  if (!claim.athletes.empty() && !claim.occasion.sex) claim.occasion.sex = book_.athletes.at(claim.athletes[0]).sex;
  if (!is_new(claim, what, match, sentence)) return;
  if (claim.kind == ClaimKind::rank && match.parts.contains("place")) blocked_.insert(match.parts.at("place"));
  const bool of_an_area = claim.record.starts_with("world") || claim.record.starts_with("national") || claim.record.starts_with("area");
  if (claim.kind == ClaimKind::record && (of_an_area || record_spoken_of_.empty())) record_spoken_of_ = claim.record;
  for (const auto& [name, part] : match.parts)
    if (name == "place" || name == "medal") owners_.emplace(part, who);
  claims.push_back(claim);
  take_list(std::move(claim), match, sentence, mentions);
}

/// "Won in 2019, 2022 and 2023" says as much of each year.
void Reader::take_list(Claim claim, const Match& match, const Sentence& sentence, const Mentions& mentions) {
  if ((claim.kind != ClaimKind::win && claim.kind != ClaimKind::place) || claim.time || is_of_old(match, sentence)) return;
  const std::vector<Occasion> all = occasions_.listed(sentence, named_, {match.first, match.last});
  if (all.size() < 2 || (match.turns > 1 && match.turns != all.size())) return;
  const std::size_t first_at = claims.size() - 1;
  bool first = true;
  for (std::size_t i = 0; i < all.size(); ++i) {
    // "Fourth and second in 2019 and 2022": each of its own.
    if (match.turns > 1 && i != match.turn) continue;
    claim.said = all[i];
    if (claim.said.series.empty()) add_own_words(claim, match, sentence, mentions);
    claim.occasion = occasions_.completed(claim.said);
    if (!claim.occasion.sex && !claim.athletes.empty()) claim.occasion.sex = book_.athletes.at(claim.athletes[0]).sex;
    claim.otherwise.clear();
    if (const auto edition = occasions_.latest_edition(claim.occasion)) claim.otherwise = {*edition};
    if (first) claims[first_at] = claim;
    if (!first && !claim.occasion.elsewhere) claims.push_back(claim);
    first = false;
  }
}

/// A record or best without a time was set in the one time that the sentence gives its runner.
void Reader::give_times() {
  for (std::size_t i = claims_before_; i < claims.size(); ++i) {
    Claim& claim = claims[i];
    const bool wants = !claim.time && (claim.kind == ClaimKind::record || claim.kind == ClaimKind::personal_best || claim.kind == ClaimKind::season_best || (claim.kind == ClaimKind::rank && (claim.scope == "year" || claim.scope == "history")));
    if (!wants) continue;
    const auto is_its = [&](const Claim& other) { return other.sentence == sentence_ && other.kind == ClaimKind::result && other.athletes == claim.athletes && other.athlete == claim.athlete; };
    const auto its = std::span{claims}.subspan(claims_before_);
    if (std::ranges::count_if(its, is_its) == 1) claim.time = std::ranges::find_if(its, is_its)->time;
  }
}

/// Who stands before "and" and this one.
const Mention* paired_with(const Sentence& sentence, const Mentions& mentions, const Mention* who) {
  for (const Mention& one : mentions)
    if (who && one.kind == Kind::athlete && one.last + 1 == who->first && word_at(sentence, one.last) == "and") return &one;
  return nullptr;
}

/// "Ran 3:55.69 to take silver ahead of Hassan in 3:56.00": who has a time already, and another's name stands right before the second one.
const Mention* Reader::owner_of_second_time(const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* who) const {
  static const std::set<std::string_view> before{"in", "with", "on", "at"};
  const auto time = match.parts.find("time");
  if (!who || match.parts.contains("who") || time == match.parts.end() || match.rule->claims != std::vector<std::string>{"result"} || time->second->first < 2) return nullptr;
  const std::size_t in = time->second->first - 1;
  const auto has_one = [&](const Claim& claim) { return claim.sentence == sentence_ && claim.kind == ClaimKind::result && claim.athletes == who->athletes && claim.time && claim.time->seconds != time->second->time.seconds; };
  if (!before.contains(word_at(sentence, in)) || std::none_of(claims.begin() + static_cast<std::ptrdiff_t>(claims_before_), claims.end(), has_one)) return nullptr;
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete && one.last == in && one.athletes != who->athletes && !one.genitive) return &one;
  return nullptr;
}

/// "Kessler (3:29.45), Laros and Arese all ran bests": those named before the last of them; "all ran bests: A 3:29.45, B and C": those behind.
std::vector<const Mention*> Reader::sharing_with(const Sentence& sentence, const Mentions& mentions, const Mention* who, const Match& match) const {
  std::vector<const Mention*> sharing;
  if (!who || (!match.parts.contains("best") && !match.parts.contains("rec")) || match.parts.contains("time")) return sharing;
  std::vector<const Mention*> named;
  for (const Mention& one : mentions)
    if (one.kind == Kind::athlete && !one.genitive && one.by_name) named.push_back(&one);
  const auto own = std::ranges::find(named, who);
  if (own == named.end()) return sharing;
  // Between two of a list stand only commas, "and", and what is in brackets.
  const auto are_listed = [&](const Mention& one, const Mention& next) {
    bool bracket = false, joined = false;
    for (std::size_t at = one.last; at < next.first; ++at) {
      const std::string_view word = word_at(sentence, at);
      const Mention* time = nullptr;
      for (const Mention& other : mentions)
        if (other.kind == Kind::time && other.first <= at && at < other.last) time = &other;
      if (word == "(") bracket = true;
      joined = joined || word == "," || word == "and" || word == "&";
      if (!bracket && !time && word != "," && word != "and" && word != "&" && word != "in") return false;
      if (word == ")") bracket = false;
    }
    return joined;
  };
  const bool colon_before = who->first > 0 && word_at(sentence, who->first - 1) == ":" && match.last <= who->first;
  if (colon_before) {
    for (auto one = own; std::next(one) != named.end() && are_listed(**one, **std::next(one)); ++one) sharing.push_back(*std::next(one));
    return sharing;
  }
  const bool before_verb = who->last <= match.first && match.first - who->last <= 6;
  bool ends_list = false;
  for (auto one = own; before_verb && one != named.begin() && are_listed(**std::prev(one), **one); --one) {
    for (std::size_t at = (*std::prev(one))->last; at < (*one)->first; ++at) ends_list = ends_list || word_at(sentence, at) == "and";
    if (!ends_list) break;  // "Behind A, B ran a best."
    sharing.push_back(*std::prev(one));
  }
  return sharing;
}

/// The same claim of others, who share its words.
void Reader::share(const Claim& claim, const std::vector<const Mention*>& others) {
  const Claim first = claim;
  for (const Mention* one : others) {
    Claim shared = first;
    shared.athletes = one->athletes;
    shared.athlete = one->athletes.empty() ? one->name : book_.athletes.at(one->athletes[0]).name;
    claims.push_back(std::move(shared));
  }
}

void Reader::read(const Sentence& sentence, Mentions& mentions, const Grammar& grammar, const Mention* focus_before) {
  used_.clear();
  blocked_.clear();
  blocked_words_.clear();
  owners_.clear();
  claims_before_ = claims.size();
  named_ = occasions_.in(sentence, mentions);
  const bool has_value = std::ranges::any_of(mentions, [](const Mention& one) { return one.kind == Kind::athlete; }) || focus_before;
  if (has_value) {
    const bool dated = !named_.empty();
    for (const Match& match : grammar.matches(sentence, mentions)) {
      if (match.rule->claims.size() == 1 && match.rule->claims[0] == "nothing") {
        for (const auto& [name, mention] : match.parts) blocked_.insert(mention);
        if (match.parts.empty()) blocked_words_.emplace_back(match.first, match.last);
        // "The mark of 3:28.81 set by Farah in Monaco in 2013": Monaco is of that mark alone.
        constexpr std::size_t behind = 8;
        if (match.rule->name == "a record of a time set by a stranger")
          std::erase_if(named_, [&](const PlacedOccasion& placed) { return placed.first >= match.first && placed.first < match.last + behind; });
        continue;
      }
      if (std::ranges::any_of(blocked_words_, [&](const auto& words) { return match.first < words.second && words.first < match.last; })) continue;
      if (!match.rule->hypothetical && is_unsaid(sentence, match, words_, dated)) continue;
      for (const Match& turn : turns_of(match)) {
        const Mention* who = subject_of(turn, sentence, mentions, focus_before);
        if (const Mention* object = owner_of_second_time(turn, sentence, mentions, who)) who = object;
        // "A and B ran their best, as the two came fifth and sixth."
        if (turn.turns == 2 && turn.turn == 0 && !turn.parts.contains("who"))
          if (const Mention* first = paired_with(sentence, mentions, who)) who = first;
        const std::vector<const Mention*> others = turn.parts.contains("who") ? std::vector<const Mention*>{} : sharing_with(sentence, mentions, who, turn);
        for (const std::string& what : match.rule->claims) {
          const std::size_t before = claims.size();
          take(what, turn, sentence, mentions, who);
          if (claims.size() == before + 1) share(claims.back(), others);
        }
      }
    }
  }
  give_times();
  occasions_.remember(sentence, named_);
  ++sentence_;
}

void drop_doubles(std::vector<Claim>& claims) {
  std::ranges::stable_sort(claims, {}, [](const Claim& claim) { return claim.start; });
}

}  // namespace

bool WrittenDate::covers(const measure::Date& date) const {
  if (year && date.year() != *year) return false;
  const std::string iso = date.text();
  const int its_month = std::stoi(iso.substr(5, 2)), its_day = std::stoi(iso.substr(8, 2));
  if (month && last_month) return its_month >= *month && its_month <= *last_month;
  if (month && its_month != *month) return false;
  return !day || its_day == *day;
}

std::string WrittenDate::text() const {
  if (!year) return "";
  std::string text = fmt::format("{:04}", *year);
  if (!month || last_month) return text;
  text += fmt::format("-{:02}", *month);
  return day ? text + fmt::format("-{:02}", *day) : text;
}

std::string_view text(ClaimKind kind) {
  switch (kind) {
    case ClaimKind::result: return "result";
    case ClaimKind::win: return "win";
    case ClaimKind::place: return "place";
    case ClaimKind::personal_best: return "personal best";
    case ClaimKind::season_best: return "season best";
    case ClaimKind::record: return "record";
    case ClaimKind::margin: return "margin";
    case ClaimKind::segment: return "segment";
    case ClaimKind::rank: return "rank";
    case ClaimKind::age: return "age";
    case ClaimKind::birth: return "birth";
  }
  return "";
}

std::string_view text(Verdict verdict) {
  switch (verdict) {
    case Verdict::agrees: return "agrees";
    case Verdict::conflicts: return "conflicts";
    case Verdict::loose: return "loose";
    case Verdict::unknown: return "unknown";
  }
  return "";
}

std::string written(const WrittenTime& time) {
  const double scale = std::pow(10.0, time.decimals);
  const auto parts = static_cast<long long>(std::llround(time.seconds * scale));
  const auto per_second = static_cast<long long>(scale);
  const long long whole = parts / per_second, fraction = parts % per_second;
  std::string text = whole < 60 ? fmt::format("{}", whole) : fmt::format("{}:{:02}", whole / 60, whole % 60);
  return time.decimals > 0 ? text + fmt::format(".{:0{}}", fraction, time.decimals) : text;
}

std::string Claim::value() const {
  if (kind == ClaimKind::birth) return occasion.date.text();
  const bool of_place = kind == ClaimKind::win || kind == ClaimKind::place || kind == ClaimKind::rank || kind == ClaimKind::age;
  if (time && !of_place) return written(*time);
  return number ? std::to_string(*number) : "";
}

base::Result<Reading> read_claims(const Article& article, const Words& words, const Book& book, const std::optional<measure::AsOf>& as_of) {
  const auto grammar = Grammar::of(words);
  if (!grammar) return tl::make_unexpected(grammar.error());
  const std::vector<Sentence> sentences = sentences_in(article.plain);
  const auto towns = towns_of(book);
  std::vector<Mentions> mentions;
  for (const Sentence& sentence : sentences) mentions.push_back(mentions_in(sentence, words, towns));
  Reading reading;
  reading.day = day_of(sentences, mentions, words, book, as_of);
  People people{book, words, sentences, reading.day};
  Occasions occasions{words, book, reading.day};
  occasions.look_through(mentions);
  Reader reader{article, words, book, occasions};
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::optional<Mention> focus = people.focus() ? std::optional{*people.focus()} : std::nullopt;
    people.add(sentences[i], mentions[i]);
    mark_splits(sentences[i], mentions[i]);
    reader.read(sentences[i], mentions[i], *grammar, focus ? &*focus : nullptr);
  }
  reading.claims = std::move(reader.claims);
  drop_doubles(reading.claims);
  judge(reading, words, book, as_of);
  return reading;
}

}  // namespace lastlap::reading
