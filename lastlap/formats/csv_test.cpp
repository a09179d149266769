#include "lastlap/formats/csv.hpp"

#include <gtest/gtest.h>

#include "lastlap/base/expect.hpp"

namespace lastlap::formats {
namespace {

using Cells = std::vector<std::string>;

CsvTable table(std::string_view text) {
  return read_csv(text, "t.csv", {}).value();
}
std::string refusal(std::string_view text, const Cells& required = {}) {
  const auto read = read_csv(text, "t.csv", required);
  return read ? "read" : read.error().line();
}

TEST(Csv, GivesCellsByHeaderName) {
  const CsvTable t = table("athlete,time_s\nJosh Kerr,209.38\n");
  EXPECT_EQ(t.cell(t.rows.at(0), "time_s"), "209.38");
  EXPECT_EQ(t.where(t.rows.at(0)), "t.csv:2");
}

TEST(Csv, QuotedCellsHoldCommasQuotesAndLineEnds) {
  const CsvTable t = table("a,b\n\"x, \"\"y\"\"\",\"one\ntwo\"\nlast,\"\"\n");
  EXPECT_EQ(t.rows.at(0).cells, (Cells{"x, \"y\"", "one\ntwo"}));
  EXPECT_EQ(t.rows.at(1).cells, (Cells{"last", ""}));
  EXPECT_EQ(t.rows.at(1).line, 4u);
}

TEST(Csv, LineEndsOfWindowsAndAByteOrderMarkAreNoText) {
  const CsvTable t = table(
      "\xEF\xBB\xBF"
      "a,b\r\n1,\"2\"\r\n3,4\r");
  EXPECT_EQ(t.header, (Cells{"a", "b"}));
  EXPECT_EQ(t.rows.at(0).cells, (Cells{"1", "2"}));
  EXPECT_EQ(t.rows.at(1).cells, (Cells{"3", "4"}));
}

TEST(Csv, TheLastLineNeedsNoEndAndMayEndInAnEmptyCell) {
  EXPECT_EQ(table("a,b\n1,").rows.at(0).cells, (Cells{"1", ""}));
}

TEST(Csv, BlankLinesAreNoRows) {
  EXPECT_EQ(table("a,b\n\n1,2\n\r\n").rows.size(), 1u);
}

TEST(Csv, RefusesWithFileAndLine) {
  const std::string bad = "not a table of comma-separated values, t.csv:";
  EXPECT_EQ(refusal(""), bad + "1: it is empty");
  EXPECT_EQ(refusal("a,b\n1,2\n1,2,3\n"), bad + "3: 3 cells where the header has 2");
  EXPECT_EQ(refusal("a,b\n1\n"), bad + "2: 1 cells where the header has 2");
  EXPECT_EQ(refusal("a,b\nx\"y\",2\n"), bad + "2: a quote inside a bare cell");
  EXPECT_EQ(refusal("a,b\n\"x\"y,2\n"), bad + "2: text after a closing quote");
  EXPECT_EQ(refusal("a,b\n1,2\n\"x,2\n"), bad + "3: a quote is never closed");
  EXPECT_EQ(refusal("a,a\n"), bad + "1: the column \"a\" stands twice");
  EXPECT_EQ(refusal("a,b\n", {"c"}), bad + "1: the column \"c\" is missing");
  EXPECT_EQ(refusal("a,b\n1,\xff\n"), bad + "2: not UTF-8");
}

TEST(Csv, AskingForAColumnThatIsNotThereIsOurBug) {
  const CsvTable t = table("a\n1\n");
  EXPECT_THROW(t.cell(t.rows.at(0), "b"), base::Broken);
}

}  // namespace
}  // namespace lastlap::formats
