#include "lastlap/reading/reader.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace lastlap::reading {
namespace {

/// The mention of a rule's part; none where the rule has no such part.
const Mention* part_of(const Match& match, const char* name) {
  const auto found = match.parts.find(name);
  return found == match.parts.end() ? nullptr : found->second;
}

/// A win or a place: the kind that a place or a medal of this number makes.
void place(Claim& claim, int number) {
  claim.kind = number == 1 ? ClaimKind::win : ClaimKind::place;
  claim.number.reset();
  if (number != 1) claim.number = number;
}

bool complete_win(Claim& claim, const std::string& what, const Match& match) {
  claim.kind = ClaimKind::win;
  if (what == "beat" || what == "beaten by") claim.scope = "ahead";
  if (what == "title") claim.scope = "title";
  if (what == "beaten by") return true;
  if (const Mention* medal = part_of(match, "medal"); medal && medal->number != 1) place(claim, medal->number);
  return true;
}

bool complete_medal(Claim& claim, const Match& match) {
  const Mention* medal = part_of(match, "medal");
  if (!medal) return false;
  place(claim, medal->number);
  claim.scope = "medal";
  return true;
}

bool complete_place(Claim& claim, const Match& match) {
  const Mention* place_said = part_of(match, "place") ? part_of(match, "place") : part_of(match, "num");
  constexpr int most = 40;  // runners of the fullest finals and heats
  if (!place_said || place_said->number < 1 || place_said->number > most) return false;
  place(claim, place_said->number);
  return true;
}

bool complete_best(Claim& claim, const std::string& what, const Match& match) {
  const Mention* best = part_of(match, "best");
  claim.kind = what == "season best" || (best && best->value == "season") ? ClaimKind::season_best : ClaimKind::personal_best;
  return true;
}

bool complete_record(Claim& claim, const Match& match, const Sentence& sentence, const std::string& spoken_of) {
  const Mention* record = part_of(match, "rec");
  claim.kind = ClaimKind::record;
  claim.record = record ? record->value : spoken_of;
  // "Muir's mark of 3:54.50 had stood for three years": of the record spoken of.
  if (!record) return !spoken_of.empty() && claim.time;
  // "Three world records", of no time and event, can be held against nothing.
  const bool several = word_at(sentence, record->last - 1) == "records";
  return claim.time || !several || !record->event.empty();
}

bool complete_segment(Claim& claim, const Match& match) {
  const Mention* segment = part_of(match, "seg");
  if (!segment || !claim.time || claim.time->seconds < 10 || claim.time->seconds > 150) return false;
  claim.kind = ClaimKind::segment;
  claim.segment_m = segment->metres;
  claim.scope = segment->number == 1 ? "lap" : "";
  // Between 4 and 10 m/s: nobody closes slower or faster.
  return claim.time->seconds / segment->metres > 0.1 && claim.time->seconds / segment->metres < 0.25;
}

/// "Closed in 52.9": of the last lap, if it is a time for one.
bool complete_last_lap(Claim& claim) {
  constexpr double fastest = 48, slowest = 65;  // seconds; guess
  claim.kind = ClaimKind::segment;
  claim.segment_m = 400;
  claim.scope = "lap";
  return claim.time && claim.time->seconds >= fastest && claim.time->seconds <= slowest;
}

bool complete_margin(Claim& claim, const std::string& what, const Match& match, const Sentence& sentence) {
  claim.kind = ClaimKind::margin;
  claim.scope = what == "margin behind" ? "behind" : what == "margin short" ? "short" : "ahead";
  if (!claim.time || claim.time->seconds > 60) return false;
  // "Four seconds down on the winner": whoever won, not who was spoken of.
  const Mention* rival = part_of(match, "rival");
  if (rival && !rival->by_name && word_at(sentence, rival->first) == "the" && word_at(sentence, rival->first + 1) == "winner") {
    claim.rivals.clear();
    claim.rival.clear();
  }
  const Mention* time = part_of(match, "time");
  std::string before;
  for (std::size_t at = time->first > 3 ? time->first - 3 : 0; at < time->first; ++at) before += std::string(word_at(sentence, at)) + " ";
  const auto says = [&](const char* words) { return before.find(words) != std::string::npos; };
  claim.at_most = says("less than ") || says("under ") || says("within ") || says("nearly ") || says("almost ") || says("barely ");
  claim.at_least = says("more than ") || says("over ");
  return true;
}

bool complete_rank(Claim& claim, const std::string& what, const Match& match) {
  claim.kind = ClaimKind::rank;
  claim.scope = what.substr(std::string("rank ").size());
  const Mention* place_said = part_of(match, "place");
  claim.number = place_said ? place_said->number : 1;
  return true;
}

bool complete_age(Claim& claim, const Match& match) {
  claim.kind = ClaimKind::age;
  const Mention* number = part_of(match, "num");
  if (!number || number->number < 13 || number->number > 60) return false;
  claim.number = number->number;
  return true;
}

/// "It was a British record.": of the time that the sentence before gave somebody.
bool complete_said_of_a_time(Claim& claim, const std::string& what, const Match& match) {
  if (what == "that best") return complete_best(claim, what, match);
  if (what == "that rank") {
    // "Only three men have run faster.": fourth.
    const Mention* faster = part_of(match, "num");
    claim.kind = ClaimKind::rank;
    claim.scope = "history";
    if (faster) claim.number = faster->number + 1;
    return faster && faster->number > 0;
  }
  claim.kind = ClaimKind::record;
  claim.record = part_of(match, "rec")->value;
  return true;
}

bool complete_birth(Claim& claim, const Match& match) {
  claim.kind = ClaimKind::birth;
  const Mention* date = part_of(match, "date");
  if (!date || !date->date.year) return false;
  claim.occasion.date = date->date;
  return true;
}

bool complete_result(Claim& claim) {
  claim.kind = ClaimKind::result;
  return claim.time.has_value() && claim.time->seconds >= 40;
}

}  // namespace

/// Fills in what the rule's parts say; false if they make no claim of this kind.
bool Reader::complete(Claim& claim, const std::string& what, const Match& match, const Sentence& sentence) const {
  if (const Mention* time = part_of(match, "time")) claim.time = time->time;
  if (const Mention* rival = part_of(match, "rival")) {
    claim.rivals = rival->athletes;
    claim.rival = rival->athletes.size() == 1 ? book_.athletes.at(rival->athletes[0]).name : rival->name;
  }
  if (what == "result") return complete_result(claim);
  if (what == "win" || what == "win over" || what == "title" || what == "beat" || what == "beaten by") return complete_win(claim, what, match);
  if (what == "medal") return complete_medal(claim, match);
  if (what == "place") return complete_place(claim, match);
  if (what == "best" || what == "season best") return complete_best(claim, what, match);
  if (what == "that record" || what == "that best" || what == "that rank") return complete_said_of_a_time(claim, what, match);
  if (what == "record") return complete_record(claim, match, sentence, record_spoken_of_);
  if (what == "segment") return complete_segment(claim, match);
  if (what == "last lap") return complete_last_lap(claim);
  if (what.starts_with("margin")) return complete_margin(claim, what, match, sentence);
  if (what.starts_with("rank")) return complete_rank(claim, what, match);
  if (what == "age") return complete_age(claim, match);
  if (what == "birth") return complete_birth(claim, match);
  return false;
}

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
void Reader::add_own_words(Claim& claim, const Match& match, const Sentence& sentence, const Mentions& mentions, bool listed) const {
  if (const auto event = match.parts.find("event"); event != match.parts.end()) claim.said.event = event->second->value;
  for (const Mention& one : mentions) {
    const bool within = one.first >= match.first && one.last <= match.last;
    const bool says_who = one.kind == Kind::competition && tells_of_a_person(sentence, one) && !match.parts.contains("title") && !match.parts.contains("medal") && match.rule->name != "became champion";
    if (within && one.kind == Kind::competition && !says_who && (claim.kind == ClaimKind::win || claim.kind == ClaimKind::place)) {
      // "Olympic champion in 2012", "the champion of 2012, NAME", "the 2012 Olympic champion": the year beside it belongs to it.
      const auto right_behind = [&](const PlacedOccasion& placed) {
        const bool before = placed.last == one.first && !placed.occasion.date.knows_nothing();
        return (before || placed.first >= one.last) && placed.first < match.last + 3 && placed.occasion.series.empty();
      };
      // "The champion of 2023, A, and the champion of 2022, B": of the year among its own words.
      const auto is_own = [&](const PlacedOccasion& placed) {
        const bool says = placed.occasion.date.year || !placed.occasion.town.empty();
        const bool beside = (placed.first >= one.last && placed.last <= match.last) || placed.first == match.last || (placed.last == one.first && placed.occasion.date.year);
        return says && beside && placed.occasion.series.empty();
      };
      const auto own = std::ranges::find_if(named_, is_own);
      const bool said_so = std::ranges::any_of(named_, [&](const PlacedOccasion& placed) { return is_own(placed) && agree(claim.said, placed.occasion); });
      if (own != named_.end() && !said_so && !listed) claim.said = Occasion{.town = own->occasion.town, .date = own->occasion.date, .event = claim.said.event};
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

void add_event_of_record(Claim& claim, const Match& match, const Mentions& mentions) {
  const auto time = match.parts.find("time");
  if (time == match.parts.end() || !claim.said.event.empty()) return;
  constexpr std::size_t near = 4;
  for (const Mention& one : mentions)
    if (one.kind == Kind::record && !one.event.empty() && one.last <= time->second->first && time->second->first - one.last <= near) claim.said.event = one.event;
}

}  // namespace lastlap::reading
