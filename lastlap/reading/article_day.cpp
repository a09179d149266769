#include "lastlap/reading/article_day.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lastlap/reading/occasion.hpp"

namespace lastlap::reading {
namespace {

/// "MONACO, July 12, 2019 (Press Agency) - NAME ran ...": the date ends an agency's line, within the first words of a paragraph.
bool is_of_an_agency(const Sentence& sentence, const Mention& date) {
  constexpr std::size_t longest_town = 6;  // words; guess
  if (date.first == 0 || date.first > longest_town) return false;
  static const std::set<std::string_view> ends{"(", "-", "\u2013", "\u2014", ":", "~"};
  for (std::size_t at = 0; at < date.first; ++at)
    if (!sentence.tokens[at].capital && sentence.tokens[at].word != "," && sentence.tokens[at].word != "(" && sentence.tokens[at].word != ")") return false;
  return ends.contains(word_at(sentence, date.last));
}

/// A full date on a short line of its own, as papers print it above or below a text, or in an agency's line.
std::optional<measure::Date> printed_day(const std::vector<Sentence>& sentences, const std::vector<Mentions>& mentions) {
  static const std::set<std::string_view> leads{"published", "posted", "updated", "date", "on", "by"};
  constexpr std::size_t longest_line = 14;  // words; guess
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const auto ends_with_a_date = [&](std::size_t at) { return !mentions[at].empty() && mentions[at].back().kind == Kind::date && mentions[at].back().last + 1 >= sentences[at].tokens.size(); };
    const bool dateline = (i < 4 && ends_with_a_date(i)) || std::ranges::any_of(sentences[i].tokens, [](const Token& token) { return token.word == "published" || token.word == "posted" || token.word == "updated"; });
    const bool short_line = (dateline || (i < 4 && sentences[i].tokens.size() <= 7)) && sentences[i].tokens.size() <= longest_line;
    for (const Mention& one : mentions[i])
      if ((short_line || (i < 4 && is_of_an_agency(sentences[i], one))) && one.kind == Kind::date && one.date.year && one.date.month && one.date.day) {
        const auto day = measure::Date::read(one.date.text());
        if (day) return *day;
      }
  }
  return std::nullopt;
}

}  // namespace

int latest_year(const Book& book) {
  return book.races.empty() ? 0 : book.races.back().heading.date.year();
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

}  // namespace lastlap::reading
