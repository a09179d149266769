// How well articles are read: against the claims listed beside articles we were given (not ours to keep here; skipped without them),
// and against articles of our own in other manners.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>

#include "lastlap/formats/csv.hpp"
#include "tests/reading.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;
using reading::Claim;

const fs::path given = fs::path(LASTLAP_HOUSE).parent_path() / "shared" / "articles";
const fs::path ours = fs::path(LASTLAP_HOUSE) / "tests" / "reading";

struct Score {
  int listed = 0, found = 0, taken = 0, right = 0, verdicts_right = 0;
  double recall() const { return 100.0 * found / listed; }
  double precision() const { return 100.0 * right / taken; }
  double verdicts() const { return 100.0 * verdicts_right / right; }
};

/// A claim somebody expects. Empty parts may be anything.
struct Listed {
  std::string kind, athlete, value, year, verdict;
};

bool is_meant(const Listed& listed, const Claim& claim) {
  const std::string kind{reading::text(claim.kind)};
  const bool year = listed.year.empty() || claim.kind == reading::ClaimKind::age || claim.kind == reading::ClaimKind::birth || claim.occasion.date.text().starts_with(listed.year) ||
                    claim.race.find(listed.year) != std::string::npos || !claim.occasion.date.year;
  return kind == listed.kind && claim.athlete == listed.athlete && (listed.value.empty() || claim.value() == listed.value) && year;
}

/// Takes claims off the lists: first those whose verdict is the listed one.
/// `tell`: says what was missed, what was taken besides, and which verdicts differ.
void score(std::vector<Listed> listed, std::vector<Claim> claims, const std::vector<Listed>& also_true, const std::string& name, Score& total, bool tell = true) {
  total.listed += static_cast<int>(listed.size());
  total.taken += static_cast<int>(claims.size());
  const auto take = [&](std::vector<Listed>& list, bool same_verdict, bool once) {
    for (auto row = list.begin(); row != list.end();) {
      const auto fits = [&](const Claim& claim) { return is_meant(*row, claim) && (!same_verdict || reading::text(claim.verdict) == row->verdict); };
      const auto claim = std::ranges::find_if(claims, fits);
      if (claim == claims.end()) {
        ++row;
        continue;
      }
      ++total.right;
      total.verdicts_right += reading::text(claim->verdict) == row->verdict ? 1 : 0;
      if (tell && reading::text(claim->verdict) != row->verdict) std::cout << name << ": verdict " << line_of(*claim) << ", listed " << row->verdict << "\n";
      claims.erase(claim);
      total.found += once ? 1 : 0;
      row = list.erase(row);
    }
  };
  take(listed, true, true);
  take(listed, false, true);
  std::vector<Listed> others = also_true;
  take(others, true, false);
  if (!tell) return;
  for (const Listed& row : listed) std::cout << name << ": missed " << row.kind << " | " << row.athlete << " | " << row.value << "\n";
  for (const Claim& claim : claims) std::cout << name << ": not listed " << line_of(claim) << "\n";
}

void print(const char* what, const Score& score) {
  std::cout << what << ": " << score.found << " of " << score.listed << " found (" << score.recall() << " %), " << score.right << " of " << score.taken << " right (" << score.precision() << " %), "
            << score.verdicts_right << " of " << score.right << " verdicts right (" << score.verdicts() << " %)\n";
}

/// The claims of a file; of an article's own, those behind `mark` ("? ": true, but nothing that a reader must take out).
std::vector<Listed> lines_of(const fs::path& file, std::string* as_of, const std::string& only = "", const std::string& mark = "") {
  std::vector<Listed> rows;
  std::istringstream in{whole_text(file)};
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("@ ") && as_of) *as_of = line.substr(2);
    const bool marked = line.starts_with("? ");
    if (marked != !mark.empty()) continue;
    if (marked) line.erase(0, mark.size());
    std::vector<std::string> cells;
    std::istringstream parts{line};
    for (std::string cell; std::getline(parts, cell, '|');) {
      cell.erase(0, cell.find_first_not_of(' '));
      cell.erase(cell.find_last_not_of(' ') + 1);
      cells.push_back(cell);
    }
    if (line.starts_with("#") || cells.size() < 4) continue;
    const std::size_t first = only.empty() ? 0 : 1;
    if (!only.empty() && cells[0] != only) continue;
    rows.push_back({cells[first], cells[first + 1], cells[first + 2], "", cells[first + 3]});
  }
  return rows;
}

TEST(Reading, FindsTheClaimsOfArticlesWeWereGiven) {
  if (!fs::exists(given / "claims.csv")) GTEST_SKIP() << "the articles are not here";
  const auto table = formats::read_csv(whole_text(given / "claims.csv"), "claims.csv", {"article", "kind", "athlete", "value", "date_or_year", "verdict"});
  ASSERT_TRUE(table.has_value());
  std::map<std::string, std::vector<Listed>> listed;
  for (const formats::CsvRow& row : table->rows)
    listed[table->cell(row, "article")].push_back({table->cell(row, "kind"), table->cell(row, "athlete"), table->cell(row, "value"), table->cell(row, "date_or_year").substr(0, 4), table->cell(row, "verdict")});
  Score total;
  for (const auto& [name, rows] : listed)
    score(rows, reading_of(whole_text(given / name)).claims, lines_of(ours / "also-true.txt", nullptr, name), name, total);
  print("articles given", total);
  EXPECT_GE(total.recall(), 85);
  EXPECT_GE(total.precision(), 90);
  EXPECT_GE(total.verdicts(), 90);
}

/// The scores of a folder's articles, each printed, together.
Score score_of(const std::vector<std::string>& names, const fs::path& folder = ours, bool tell = true) {
  Score total;
  for (const std::string& name : names) {
    std::string as_of;
    const auto listed = lines_of(folder / (name + ".claims"), &as_of);
    EXPECT_FALSE(listed.empty()) << name;
    Score own;
    score(listed, reading_of(whole_text(folder / (name + ".txt")), as_of).claims, lines_of(folder / (name + ".claims"), nullptr, "", "? "), name, own, tell);
    print(name.c_str(), own);
    total.listed += own.listed;
    total.found += own.found;
    total.taken += own.taken;
    total.right += own.right;
    total.verdicts_right += own.verdicts_right;
  }
  return total;
}

/// Per cent of a set of articles: of the claims listed found, of those taken right, of verdicts right.
struct Bounds {
  int found, right, verdicts;
};
void reads_at_least(const char* title, const std::vector<std::string>& articles, const Bounds& least) {
  const Score total = score_of(articles);
  print(title, total);
  EXPECT_GE(total.recall(), least.found);
  EXPECT_GE(total.precision(), least.right);
  EXPECT_GE(total.verdicts(), least.verdicts);
}

TEST(Reading, ReadsArticlesOfOtherManners) {
  reads_at_least("articles of our own", {"live-paris-2024", "analysis-women-2023", "federation-2022", "agency-2021"}, {.found = 95, .right = 95, .verdicts = 95});
}

TEST(Reading, ReadsEightArticlesInFurtherManners) {
  reads_at_least("eight more of our own", {"profile-cheruiyot-2024", "report-eugene-2022", "preview-women-2024", "regional-doha-2019", "analysis-prefontaine-2023", "release-glasgow-2024", "feature-paris-2024", "web-mile-2024"}, {.found = 91, .right = 96, .verdicts = 96});
}

/// Articles nobody has mended the rules by are scored without a look at what was missed: LASTLAP_ARTICLES names their folder, and
/// LASTLAP_ARTICLES_TOLD says to tell more than the totals.
TEST(Reading, ScoresAFolderOfArticles) {
  const char* folder = std::getenv("LASTLAP_ARTICLES");
  if (!folder) GTEST_SKIP() << "LASTLAP_ARTICLES names no folder";
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".claims") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  ASSERT_FALSE(names.empty());
  print("all of them", score_of(names, folder, std::getenv("LASTLAP_ARTICLES_TOLD") != nullptr));
}

TEST(Reading, ReadsSixArticlesOfOtherWriters) {
  reads_at_least("six articles of other writers", {"agency-london-2017", "championship-munich-2022", "wrap-2024", "interview-wightman-2022", "morning-after-london-2017", "five-things-paris-2024"}, {.found = 92, .right = 97, .verdicts = 98});
}

/// Six articles that were held out: nobody had looked at them when the rules read them so (the figures of docs/reading.md). They are here
/// so that the totals do not fall.
TEST(Reading, ReadsSixArticlesThatWereHeldOut) {
  // At first sight 72, 86 and 89.
  reads_at_least("six articles that were held out", {"held-out-02", "held-out-04", "held-out-06", "held-out-08", "held-out-10", "held-out-12"}, {.found = 86, .right = 95, .verdicts = 92});
}

/// The last that were strange: at first sight 88, 88 and 99; then one thing was mended, that "him" is nobody who does anything.
TEST(Reading, ReadsTheFourLastStrangeArticles) {
  reads_at_least("four last strange articles", {"strange-1", "strange-2", "strange-3", "strange-4"}, {.found = 96, .right = 97, .verdicts = 99});
}

/// The next four that were strange, labelled by somebody else: at first sight 87, 96 and 92; then mended.
TEST(Reading, ReadsTheFourStrangeArticlesAfterThose) {
  reads_at_least("four strange articles after those", {"strange-5", "strange-6", "strange-7", "strange-8"}, {.found = 93, .right = 97, .verdicts = 96});
}

/// And four more, labelled by somebody else: at first sight 80, 90 and 94; then mended.
TEST(Reading, ReadsTheNewestFourStrangeArticles) {
  reads_at_least("newest four strange articles", {"strange-9", "strange-10", "strange-11", "strange-12"}, {.found = 97, .right = 96, .verdicts = 94});
}

/// The hardest so far, written in shapes that journalists use and programmers forget: at first sight 62, 80 and 84; what is not found is what comes next.
TEST(Reading, ReadsEightArticlesInShapesThatProgrammersForget) {
  reads_at_least("eight in forgotten shapes", {"strange-13", "strange-14", "strange-15", "strange-16", "strange-17", "strange-18", "strange-19", "strange-20"}, {.found = 62, .right = 81, .verdicts = 89});
}

// "MONACO, July 12, 2019 (Press) -": an agency's line says the day.
TEST(Reading, AnAgencysLineSaysTheDay) {
  for (const char* line : {"MONACO, July 12, 2019 (Continental Press) - ", "PARIS, 12 July 2019 (CP) \u2014 "}) {
    const reading::Reading read = reading_of(std::string("Hassan takes mile record\n\n") + line + "Sifan Hassan ran the fastest mile in history by a woman on Friday, 4:12.33.\n", "");
    ASSERT_TRUE(read.day.day.has_value()) << line << read.day.how;
    EXPECT_EQ(read.day.day->text(), "2019-07-12");
  }
  EXPECT_FALSE(reading_of("It was in Monaco on July 12, 2019 (a Friday) that Sifan Hassan ran 4:12.33.\n", "").day.day.has_value()) << "that is a sentence";
}

// "He ran 3:31.13", says his coach: of whom the article is about.
TEST(Reading, ACoachSpeaksOfHisRunner) {
  const auto claims = reading_of("Elliot Giles runs on. Elliot Giles is 31, and Elliot Giles is still quick, as Giles says.\n\n\"Winding up,\" snorts Jon Bigg, his coach. \"In Rome last month he ran 3:31.13 and he sulked.\"\n", "2025-07-01").claims;
  const auto found = std::ranges::find_if(claims, [](const auto& claim) { return claim.kind == reading::ClaimKind::result; });
  ASSERT_NE(found, claims.end());
  EXPECT_EQ(found->athlete, "Elliot Giles");
}

// A portrait names its runner once, and then nobody else for long: "he" is its runner wherever a stranger was named between.
TEST(Reading, APortraitMayNameItsRunnerOnce) {
  std::string text = "Elliot Giles cuts the cake.\n\n";
  for (int i = 0; i < 11; ++i) text += "It is a warm day by the track, and there is tea. ";
  const std::string coach = "\n\n\"Winding up,\" snorts Jon Bigg, his coach. \"In Rome last month he ran 3:31.13 and he sulked.\"\n";
  text += "Neil Gourley is there too.";
  const auto runner_of = [](const std::string& article) {
    for (const reading::Claim& claim : reading_of(article, "2025-07-01").claims)
      if (claim.kind == reading::ClaimKind::result) return claim.athlete;
    return std::string();
  };
  EXPECT_EQ(runner_of(text + coach), "Elliot Giles");
  EXPECT_NE(runner_of("Elliot Giles cuts the cake for Josh Kerr.\n\n" + text.substr(text.find("It is")) + coach), "Josh Kerr");
}

TEST(Reading, NothingLaterThanTheDayCounts) {
  const std::string text = "Josh Kerr won silver in the 1500m at the Paris Olympics in 3:27.79.";
  for (const Claim& claim : reading_of(text, "2024-08-05").claims) EXPECT_EQ(claim.verdict, reading::Verdict::unknown) << line_of(claim);
  for (const Claim& claim : reading_of(text, "2024-08-07").claims) EXPECT_EQ(claim.verdict, reading::Verdict::agrees) << line_of(claim);
}

TEST(Reading, SaysWhereTheWordsStand) {
  const std::string text = "Zurich\xe2\x80\x99s night: Jakob Ingebrigtsen won the European 1500m title in M\xc3\xbcnchen in 2022.";
  for (const Claim& claim : reading_of(text).claims) {
    EXPECT_EQ(text.substr(claim.start, claim.end - claim.start), claim.text);
    EXPECT_FALSE(claim.rule.empty());
  }
  EXPECT_FALSE(reading_of(text).claims.empty());
}

TEST(Reading, TakesLettersOfWindows1252) {
  EXPECT_EQ(claims_of("Narve Gilje Nord\xe5s took bronze at the 2023 World Championships in Budapest in 3:29.68."),
            claims_of("Narve Gilje Nord\xc3\xa5s took bronze at the 2023 World Championships in Budapest in 3:29.68."));
}

TEST(Reading, RefusesWhatIsNoArticle) {
  EXPECT_FALSE(reading::read_article(std::string("Kerr\0won", 8), "bytes").has_value());
  EXPECT_FALSE(reading::read_article(std::string(reading::most_article_bytes + 1, 'a'), "long").has_value());
  EXPECT_TRUE(reading_of("").claims.empty());
}

}  // namespace
}  // namespace lastlap::tests
