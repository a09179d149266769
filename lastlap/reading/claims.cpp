#include <algorithm>

#include "lastlap/reading/article_day.hpp"
#include "lastlap/reading/claim.hpp"
#include "lastlap/reading/judge.hpp"
#include "lastlap/reading/occasion.hpp"
#include "lastlap/reading/people.hpp"
#include "lastlap/reading/reader.hpp"
#include "lastlap/reading/rules.hpp"
#include "lastlap/reading/splits.hpp"

namespace lastlap::reading {

base::Result<Reading> read_claims(const Article& article, const Words& words, const Book& book, const std::optional<measure::AsOf>& as_of) {
  const auto grammar = Grammar::of(words);
  if (!grammar) return tl::make_unexpected(grammar.error());
  const std::vector<Sentence> sentences = sentences_in(article.plain);
  const auto towns = towns_of(book);
  std::vector<Mentions> mentions;
  for (const Sentence& sentence : sentences) mentions.push_back(mentions_in(sentence, words, towns));
  Reading reading;
  reading.day = day_of(sentences, mentions, words, book, as_of);
  const Names names{book, words};
  People people{names, book, words, sentences, reading.day};
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
  std::ranges::stable_sort(reading.claims, {}, [](const Claim& claim) { return claim.start; });
  judge(reading, words, book, as_of);
  return reading;
}

}  // namespace lastlap::reading
