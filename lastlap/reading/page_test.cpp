#include "lastlap/reading/page.hpp"

#include <gtest/gtest.h>

#include "lastlap/reading/article.hpp"
#include "tests/reading.hpp"

namespace lastlap::reading {
namespace {

const std::string page = "<!DOCTYPE html>\n<html><head><title>Kerr</title><script>\"Cole Hocker won gold in Budapest in 3:00.00\"</script></head>\n"
                         "<body><nav>Athletics</nav><article><h1>Gold</h1><p><b>Josh&nbsp;Kerr</b> won the world 1500m title in\nBudapest in <i>3:29.38</i> on 23 August 2023, Narve Gilje Nord&aring;s (3:29.68) was third &amp; glad.</p></article>"
                         "<footer>Cole Hocker won gold in Budapest.</footer></body></html>";

TEST(Page, ShowsWhatAReaderSees) {
  const auto article = read_article(page, "page.html");
  ASSERT_TRUE(article.has_value());
  EXPECT_TRUE(article->page);
  EXPECT_EQ(article->plain, "Gold\n\nJosh Kerr won the world 1500m title in Budapest in 3:29.38 on 23 August 2023, Narve Gilje Nordas (3:29.68) was third & glad.\n\n");
}

TEST(Page, PointsIntoTheFile) {
  const Reading read = tests::reading_of(page);
  ASSERT_GE(read.claims.size(), 4U);
  for (const Claim& claim : read.claims) {
    const std::string bytes = page.substr(claim.start, claim.end - claim.start);
    EXPECT_NE(claim.athlete, "Cole Hocker");
    EXPECT_EQ(claim.text.find('<'), std::string::npos) << claim.text;
    const bool win = claim.kind == ClaimKind::win;
    EXPECT_TRUE(!win || bytes.starts_with("Josh&nbsp;Kerr</b> won the world 1500m title")) << bytes;
  }
  EXPECT_EQ(read.claims[0].text.substr(0, 14), "Josh\xc2\xa0Kerr won");
}

TEST(Page, TakesTheSameClaimsAsTheText) {
  EXPECT_EQ(tests::claims_of("<p>Narve Gilje Nord&aring;s took bronze at the 2023 <b>World Championships</b> in Budapest in 3:29.68.</p>"), tests::claims_of("Narve Gilje Nord\xe5s took bronze at the 2023 World Championships in Budapest in 3:29.68."));
  EXPECT_EQ(tests::claims_of("<p>Narve Gilje Nord\xe5s took bronze at the 2023 World Championships in Budapest in 3:29.68.</p>"), tests::claims_of("Narve Gilje Nord\xe5s took bronze at the 2023 World Championships in Budapest in 3:29.68."));
}

TEST(Page, RefusesTagsWithoutEnd) {
  std::string deep = "<html>", open = "<html>";
  for (int i = 0; i < 600; ++i) deep += "<div>";
  for (int i = 0; i < 500; ++i) open += "<b id=" + std::to_string(i) + ">";
  for (int i = 0; i < 5000; ++i) open += "<p>";
  EXPECT_FALSE(read_article(deep, "deep.html").has_value());
  EXPECT_FALSE(read_article(open, "open.html").has_value());
}

}  // namespace
}  // namespace lastlap::reading
