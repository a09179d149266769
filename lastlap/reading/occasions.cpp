#include <algorithm>
#include <map>

#include "lastlap/reading/article_day.hpp"
#include "lastlap/reading/occasion.hpp"

namespace lastlap::reading {

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
      } else if (mention.value == "article month") {
        if (!day_.day) break;
        const int months = day_.year * 12 + std::stoi(day_.day->text().substr(5, 2)) - 1 + mention.number;
        occasion.date.year = months / 12;
        occasion.date.month = months % 12 + 1;
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
  if (main_event_ != "1500" && named[main_event_] < 2) main_event_.clear();
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
