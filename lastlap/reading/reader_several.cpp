#include "lastlap/reading/reader.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace lastlap::reading {

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
    if (claim.said.series.empty()) add_own_words(claim, match, sentence, mentions, true);
    claim.occasion = occasions_.completed(claim.said);
    if (!claim.occasion.sex && !claim.athletes.empty()) claim.occasion.sex = book_.athletes.at(claim.athletes[0]).sex;
    claim.otherwise.clear();
    if (const auto edition = occasions_.latest_edition(claim.occasion)) claim.otherwise = {*edition};
    if (first) claims[first_at] = claim;
    if (!first && !claim.occasion.elsewhere) claims.push_back(claim);
    first = false;
  }
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

}  // namespace lastlap::reading
