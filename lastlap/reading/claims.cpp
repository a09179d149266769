#include <algorithm>

#include "lastlap/reading/article_day.hpp"
#include "lastlap/reading/claim.hpp"
#include "lastlap/reading/judge.hpp"
#include "lastlap/reading/library.hpp"
#include "lastlap/reading/occasion.hpp"
#include "lastlap/reading/people.hpp"
#include "lastlap/reading/reader.hpp"
#include "lastlap/reading/splits.hpp"

namespace lastlap::reading {

Reading read_claims(const Article& article, const Library& library, const std::optional<measure::AsOf>& as_of) {
  const auto& [words, book, grammar, towns, names] = library;
  const std::vector<Sentence> sentences = sentences_in(article.plain);
  std::vector<Mentions> mentions;
  for (const Sentence& sentence : sentences) mentions.push_back(mentions_in(sentence, words, towns));
  Reading reading;
  reading.day = day_of(sentences, mentions, words, book, as_of);
  People people{names, book, words, sentences, reading.day};
  Occasions occasions{words, book, reading.day};
  occasions.look_through(mentions);
  Reader reader{article, words, book, occasions};
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::optional<Mention> focus = people.focus() ? std::optional{*people.focus()} : std::nullopt;
    people.add(sentences[i], mentions[i]);
    mark_splits(sentences[i], mentions[i]);
    reader.read(sentences[i], mentions[i], grammar, focus ? &*focus : nullptr);
  }
  reading.claims = std::move(reader.claims);
  std::ranges::stable_sort(reading.claims, {}, [](const Claim& claim) { return claim.start; });
  judge(reading, words, book, as_of);
  return reading;
}

}  // namespace lastlap::reading
