#include "lastlap/reading/reader.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>

#include "lastlap/reading/doer.hpp"
#include "lastlap/reading/subject.hpp"

namespace lastlap::reading {
namespace {

bool is_object_pronoun(std::string_view word) {
  return word == "him" || word == "her" || word == "me";
}

/// Who stands before "and" and this one.
const Mention* paired_with(const Sentence& sentence, const Mentions& mentions, const Mention* who) {
  for (const Mention& one : mentions)
    if (who && one.kind == Kind::athlete && one.last + 1 == who->first && word_at(sentence, one.last) == "and") return &one;
  return nullptr;
}

/// Among whom somebody is ranked: "the fastest Briton", "the second fastest European"; empty: all.
std::string ranked_among(const Match& match, const Mentions& mentions, const Sentence& sentence) {
  for (const Mention& one : mentions)
    if (one.kind == Kind::nation && one.first >= match.first && one.first < match.last + 4 && (one.first < match.last + 1 || word_at(sentence, match.last) == "by" || word_at(sentence, match.last - 1) == "by")) return "national:" + one.value;
  for (std::size_t at = match.first; at < match.last; ++at)
    if (word_at(sentence, at) == "european") return "area:europe";
  return "";
}

/// "The field in Eugene includes A (3:29.23) and B (3:28.28)": bests, not run there.
bool lists_a_field(const Sentence& sentence, std::size_t before) {
  static const std::set<std::string_view> lists{"field", "entries", "lineup", "entrants", "starters"};
  static const std::set<std::string_view> verbs{"include", "includes", "included", "including", "features", "featured", "boasts", "contains", ":", "are"};
  bool field = false;
  for (std::size_t at = 0; at < before; ++at) {
    field = field || lists.contains(word_at(sentence, at));
    if (field && verbs.contains(word_at(sentence, at))) return true;
  }
  return false;
}

/// "Former", "twice", "three-time": a title of a year that is not said.
bool is_of_some_year(const Match& match, const Sentence& sentence) {
  static const std::set<std::string_view> words{"former", "ex", "once", "twice", "time", "times", "double", "triple", "multiple"};
  for (std::size_t at = match.first; at < match.last; ++at)
    if (words.contains(word_at(sentence, at))) return true;
  return false;
}

/// Whether the words say that it was not her: "pipped by Hoare for gold", "he beat me", "left open for her".
bool denies(const std::string& what, const Match& match, const Sentence& sentence, const Mention& who) {
  // "Pipped by Hoare for gold" is no win of who was pipped.
  if (const auto rival = match.parts.find("rival"); rival != match.parts.end() && (what == "beat" || what == "win over" || what == "medal"))
    for (std::size_t at = match.first; at < rival->second->first; ++at)
      if (word_at(sentence, at) == "by") return true;
  // "He beat me," said Kerr: who "he" is, nobody says; it is not Kerr.
  if (const auto rival = match.parts.find("rival"); rival != match.parts.end() && rival->second->athletes == who.athletes && !who.athletes.empty()) return true;
  // "The door left open for her, was second": not who was second.
  const bool given_to = match.rule->name == "medal for somebody" || match.rule->name == "victory for somebody";
  if (!who.by_name && !who.genitive && (who.first == match.first || given_to) && !sentence.tokens.empty() && who.first < sentence.tokens.size() && match.parts.contains("who") && is_object_pronoun(word_at(sentence, who.first))) return true;
  // "I had lost to Timothy twelve times": of no one race.
  for (std::size_t at = match.last; what == "beaten by" && at < match.last + 3; ++at)
    if (word_at(sentence, at) == "times") return true;
  return false;
}

/// Whether what was found makes no claim after all: of another sport, of another medal, of a day that nobody knows.
bool makes_none(const Claim& claim, const std::string& what, const Match& match, const Sentence& sentence, const Mentions& mentions) {
  if (claim.occasion.elsewhere) return true;
  // "He moved there at the age of 17": of a day that nobody knows.
  if (claim.kind == ClaimKind::age && match.rule->name == "as one so old" && word_at(sentence, match.first) == "at" && claim.said.series.empty() && !claim.said.date.year) return true;
  // "The bronze in Paris was claimed by Nuguse" is no win, nor is "won Commonwealth bronze".
  const bool of_another_medal = match.rule->name == "won by somebody" && std::ranges::any_of(mentions, [&](const Mention& one) { return one.kind == Kind::medal && one.number != 1 && one.first < match.first; });
  if (of_another_medal) return true;
  for (const Mention& one : mentions)
    if (what == "win" && one.kind == Kind::medal && one.number != 1 && one.first + 3 >= match.first && one.first < match.last + 3) return true;
  return claim.athletes.empty() && claim.kind != ClaimKind::result && claim.kind != ClaimKind::record && claim.kind != ClaimKind::win && claim.kind != ClaimKind::place;
}

/// Whom "beaten by NAME" was said of.
void add_who_was_beaten(Claim& claim, const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* who, const Words& words) {
  const Mention* beaten = subject_before(match, sentence, mentions, words);
  for (const Mention& one : mentions)
    if (!beaten && one.kind == Kind::athlete && one.athletes != who->athletes && may_be_subject(sentence, mentions, one, words)) beaten = &one;
  if (beaten && beaten->athletes != who->athletes) {
    claim.rivals = beaten->athletes;
    claim.rival = beaten->name;
  }
}

}  // namespace

const Mention* Reader::subject_of(const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* focus_before) const {
  if (const auto who = match.parts.find("who"); who != match.parts.end()) return who->second;
  // "Silver (3:52.56)": of whoever took it.
  if (const auto of = match.parts.find("of"); of != match.parts.end())
    if (const auto owner = owners_.find(of->second); owner != owners_.end()) return owner->second;
  if (const Mention* before = subject_before(match, sentence, mentions, words_)) return before;
  if (const Mention* behind = subject_behind(match, sentence, mentions, words_)) return behind;
  // "Gold went to Kipyegon in 3:52.96": better one beside the subject than nobody of this sentence.
  for (auto one = mentions.rbegin(); one != mentions.rend(); ++one)
    if (one->kind == Kind::athlete && one->last <= match.first && !owns_a_person(sentence, *one, words_)) return &*one;
  // "Crossing the line in 3:29.65, Ingebrigtsen took silver."
  const bool early = match.first <= 10;
  // "Sixth in Eugene in 2022 and pipped for gold in Birmingham, he ..."
  const std::size_t reach = match.first <= 1 ? 30 : 12;
  static const std::set<std::string_view> other_clauses{"which", "because", "when", "while", "but", "who", "where", "since", "that", "~", ";", "(", "before", "after", "as", "if"};
  std::size_t clause_end = match.last;
  while (clause_end < sentence.tokens.size() && !other_clauses.contains(word_at(sentence, clause_end))) ++clause_end;
  for (const Mention& one : mentions)
    if (early && one.first < clause_end && one.kind == Kind::athlete && one.first >= match.last && one.first - match.last <= reach && may_be_subject(sentence, mentions, one, words_)) return &one;
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
    // "Covered the final 800m in 1:57.20" is no result.
    if (part == "time" && claim.kind == ClaimKind::result && used_.contains({std::string(text(ClaimKind::segment)) + part, found->second})) return false;
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

/// The words from one token to another, both with it, as the claim's own.
void Reader::give_words(Claim& claim, const Sentence& sentence, std::size_t first, std::size_t last) const {
  const std::size_t start = sentence.tokens[first].start, end = sentence.tokens[std::min(last, sentence.tokens.size() - 1)].end;
  claim.start = article_.origin[start];
  claim.end = article_.origin[end];
  claim.text = std::string(article_.words(start, end));
}

/// Where and when, by its own words and by what was spoken of.
void Reader::give_occasion(Claim& claim, const Match& match, const Sentence& sentence, const Mentions& mentions) const {
  const bool stops = match.last > match.first + 1 && word_at(sentence, match.last - 1) == ";";  // it parts what is said from what follows
  const Span span{match.first, match.last - (stops ? 1 : 0), (claim.kind == ClaimKind::record && !match.parts.contains("rival")) || match.rule->name.starts_with("since")};
  claim.said = occasions_.said(sentence, named_, span);
  add_own_words(claim, match, sentence, mentions);
  add_event_of_record(claim, match, mentions);
  const bool of_a_place = claim.kind == ClaimKind::win || claim.kind == ClaimKind::place;
  if (!of_a_place && is_of_old(match, sentence)) claim.said = Occasion{.event = claim.said.event, .elsewhere = claim.said.elsewhere};
  claim.occasion = occasions_.completed(claim.said);
  // "The former world champion", "three times Olympic champion": of no year that was spoken of.
  if (match.parts.contains("title") && claim.said.town.empty() && claim.said.date.knows_nothing() && is_of_some_year(match, sentence)) {
    claim.occasion.date = {};
    claim.occasion.town.clear();
  }
  const bool names_none = claim.said.series.empty() && claim.said.town.empty() && claim.said.date.knows_nothing();
  if (names_none) claim.otherwise = {occasions_.main_occasion(claim.said)};
  if (const auto edition = occasions_.latest_edition(claim.occasion)) claim.otherwise.push_back(*edition);
  if (claim.kind == ClaimKind::result && lists_a_field(sentence, match.first)) claim.said = claim.occasion = Occasion{.sex = claim.occasion.sex};
}

void Reader::take(const std::string& what, const Match& match, const Sentence& sentence, const Mentions& mentions, const Mention* who) {
  Claim claim;
  if (!who || denies(what, match, sentence, *who) || !complete(claim, what, match, sentence)) return;
  claim.rule = match.rule->name;
  claim.sentence = sentence_;
  if (what.starts_with("that ")) return take_of_last_time(std::move(claim), match, sentence);
  if (what == "beaten by") add_who_was_beaten(claim, match, sentence, mentions, who, words_);
  claim.athletes = who->athletes;
  claim.athlete = who->athletes.empty() ? who->name : book_.athletes.at(who->athletes[0]).name;
  constexpr std::size_t near = 25;  // words
  const bool own = who->first < match.first && match.first - who->first < near && std::ranges::any_of(mentions, [&](const Mention& one) { return &one == who; });
  give_words(claim, sentence, own ? who->first : match.first, std::max(match.last, match.first + 1) - 1);
  if (claim.kind != ClaimKind::birth) give_occasion(claim, match, sentence, mentions);
  if (claim.kind == ClaimKind::rank && (claim.scope == "history" || claim.scope == "year")) claim.record = ranked_among(match, mentions, sentence);
  if (makes_none(claim, what, match, sentence, mentions)) return;
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

/// "It was a British record.": the one time given in the sentence before; nothing if it gave none, or several.
void Reader::take_of_last_time(Claim claim, const Match& match, const Sentence& sentence) {
  const auto gives_time = [&](const Claim& one) { return one.kind == ClaimKind::result && one.sentence + 1 == sentence_; };
  const auto last = std::find_if(claims.rbegin(), claims.rend(), gives_time);
  const auto is_another = [&](const Claim& one) { return gives_time(one) && (one.athletes != last->athletes || one.time->seconds != last->time->seconds); };
  if (last == claims.rend() || std::ranges::any_of(claims, is_another)) return;
  claim.athlete = last->athlete;
  claim.athletes = last->athletes;
  claim.time = last->time;
  claim.said = last->said;
  claim.occasion = last->occasion;
  claim.otherwise = last->otherwise;
  give_words(claim, sentence, match.first, std::max(match.last, match.first + 1) - 1);
  const auto same = [&](const Claim& one) { return one.kind == claim.kind && one.athletes == claim.athletes && one.time && one.time->seconds == claim.time->seconds && one.record == claim.record && one.sentence + 1 >= sentence_; };
  if (std::ranges::none_of(claims, same)) claims.push_back(std::move(claim));
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

}  // namespace lastlap::reading
