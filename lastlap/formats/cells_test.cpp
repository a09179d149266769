#include "lastlap/formats/cells.hpp"

#include <gtest/gtest.h>

#include <random>

namespace lastlap::formats {
namespace {

struct Line {
  std::size_t line;
  std::vector<std::string> cells;
  std::string problem;
  bool operator==(const Line&) const = default;
};

std::vector<Line> lines(std::string_view text, char separator = ',') {
  CellReader reader{text, separator};
  std::vector<std::string_view> cells;
  std::string problem;
  std::vector<Line> all;
  while (reader.next(cells, problem)) {
    all.push_back({reader.line(), {}, problem});
    if (problem.empty()) all.back().cells.assign(cells.begin(), cells.end());
  }
  return all;
}

TEST(Cells, QuotesHoldSeparatorsQuotesAndLineEnds) {
  EXPECT_EQ(lines("a,\"b, \"\"c\"\"\"\n\"one\ntwo\",d\r\nlast,"),
            (std::vector<Line>{{1, {"a", "b, \"c\""}, ""}, {2, {"one\ntwo", "d"}, ""}, {4, {"last", ""}, ""}}));
}

TEST(Cells, AQuoteInsideABareCellIsALetter) { EXPECT_EQ(lines("Ole \"Pil\" Lund,2").at(0).cells.at(0), "Ole \"Pil\" Lund"); }

TEST(Cells, BlankLinesAreNoRows) { EXPECT_EQ(lines("\n\r\na\n\n").size(), 1u); }

TEST(Cells, LinesEndAsAnySystemEndsThem) {
  EXPECT_EQ(lines("a,b\r\nc,d\re,\"f\rg\"\nh,i\r"),
            (std::vector<Line>{{1, {"a", "b"}, ""}, {2, {"c", "d"}, ""}, {3, {"e", "f\rg"}, ""}, {5, {"h", "i"}, ""}}));
  EXPECT_EQ(separator_of("a;b\rc,d,e,f"), ';');
}

TEST(Cells, ALineThatIsWrongDoesNotTakeTheNextOnesAlong) {
  const auto all = lines("a,\"b\nc,d\n\"e\"f,g\nh,i\n");
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].problem, "text stands behind a closing quote");
  EXPECT_EQ(all[1], (Line{2, {"c", "d"}, ""}));
  EXPECT_EQ(all[2].problem, "text stands behind a closing quote");
  EXPECT_EQ(all[3], (Line{4, {"h", "i"}, ""}));
  EXPECT_EQ(lines("a,\"b\nc,d\n").at(0).problem, "a quote is never closed");
  EXPECT_EQ(lines("a,\"b\nc,d\n").at(1).cells.at(1), "d");
}

TEST(Cells, TakeATimeInProportionToTheText) {
  // Lines that open quotes which nobody closes; looking for the end of the text on each would take hours.
  for (const std::string& line : {std::string("a,\"b\"\"\n"), std::string("\"a\n"), std::string("\"\"\"a\n"), std::string("\"\",\"\"\"\"\n")}) {
    std::string text = "\"";
    for (int i = 0; i < 200'000; ++i) text += line;
    EXPECT_GE(lines(text).size(), 199'999u);
  }
}

TEST(Cells, ARowOfTooManyIsNone) {
  const auto all = lines(std::string(most_cells_of_a_row, ',') + "\na,b\n");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].problem, "it has more cells than any row");
  EXPECT_EQ(all[1].cells.size(), 2u);
}

TEST(Cells, FindTheSeparatorOfAHeader) {
  EXPECT_EQ(separator_of("a,b,c\n;;;;"), ',');
  EXPECT_EQ(separator_of("a;b;c"), ';');
  EXPECT_EQ(separator_of("a\tb"), '\t');
  EXPECT_EQ(separator_of("\"a,b,c\";d"), ';');
  EXPECT_EQ(separator_of("a"), ',');
}

TEST(Cells, NoBytesBreakThem) {
  std::mt19937_64 dice{17};
  const std::string letters = "\"\",,\n\r;a ";
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (std::uint64_t n = dice() % 60; n > 0; --n) text += letters[dice() % letters.size()];
    std::size_t before = 0;
    for (const Line& line : lines(text)) {
      EXPECT_GT(line.line, before) << text;
      before = line.line;
    }
  }
}

}  // namespace
}  // namespace lastlap::formats
