// An article of any bytes against the shipped archive and words: claims whose words stand in it, or a refusal.

#include "lastlap/base/expect.hpp"
#include "tests/fuzz/text.hpp"
#include "tests/reading.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text{fuzz::text_of(bytes, size)};
  const auto article = reading::read_article(text, "article.txt");
  if (!article) {
    base::expect(!article.error().line().empty(), "a refusal says why");
    return 0;
  }
  const reading::Reading read = reading::read_claims(*article, *tests::shipped().library, std::nullopt);
  for (const reading::Claim& claim : read.claims) {
    base::expect(claim.start < claim.end && claim.end <= text.size(), "the words of a claim stand in the article");
    base::expect(article->page || claim.text == text.substr(claim.start, claim.end - claim.start), "its words are those of the article");
    base::expect(!claim.rule.empty() && !claim.why.empty(), "a claim has its rule and its reason");
    base::expect(claim.verdict != reading::Verdict::conflicts || !claim.against.empty(), "a conflict says with what");
  }
  return 0;
}
