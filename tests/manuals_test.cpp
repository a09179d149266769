// The manual of the plan file shows a plan that lastlap takes, and names every key.

#include <gtest/gtest.h>

#include <string>

#include "lastlap/tactics/plan_file.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

const std::string example_file = LASTLAP_HOUSE "/tests/plans/example.toml";

base::Result<tactics::Plan> read(const std::string& toml) {
  return tactics::read_plan(toml, "example.toml", [](std::string_view name) {
    return base::Result<std::string>{std::string(name)};
  });
}

TEST(PlanManual, ShowsTheExampleWordForWord) {
  EXPECT_NE(
      whole_text(LASTLAP_HOUSE "/docs/plan-file.md").find("```toml\n" + whole_text(example_file) + "```\n"),
      std::string::npos);
}

TEST(PlanManual, ItsExampleIsAPlan) {
  const auto plan = read(whole_text(example_file));
  ASSERT_TRUE(plan.has_value()) << plan.error().line();
  EXPECT_EQ(plan->phases.size(), 5u);
  EXPECT_EQ(plan->conditions.size(), 1u);
  EXPECT_EQ(tactics::problem_with(*plan, measure::Distance{1500}, 12), std::nullopt);
  EXPECT_EQ(plan->spread, tactics::Spread{}) << "the manual says that the example holds the usual spread";
}

TEST(PlanManual, ItsExampleReadsBackAsItIsWritten) {
  const auto plan = read(whole_text(example_file));
  ASSERT_TRUE(plan.has_value());
  const std::string once = tactics::write_plan(*plan, "");
  const auto again = read(once);
  ASSERT_TRUE(again.has_value()) << again.error().line();
  EXPECT_EQ(tactics::write_plan(*again, ""), once);
}

TEST(PlanManual, APlanThatContradictsItselfIsRefused) {
  const auto problem = [](const std::string& toml) {
    const auto plan = read(toml);
    return plan ? tactics::problem_with(*plan, measure::Distance{1500}, 12).value_or("") : plan.error().why;
  };
  const std::string start = "[[phase]]\nfrom_m = 1500\n";
  EXPECT_EQ(problem(start), "");
  EXPECT_NE(problem("[[phase]]\nfrom_m = 1600\n"), "");
  EXPECT_NE(problem(start + "place = 13\n"), "");
  EXPECT_NE(problem(start + "effort = 1.0\npace_s_per_400_m = 60\n"), "");
  EXPECT_NE(problem(start + start), "");
  EXPECT_NE(problem(start + "all_out = true\n[[phase]]\nfrom_m = 300\n"), "");
  EXPECT_NE(problem(start + "[[if]]\nat_m = 800\nthen = { from_m = 600 }\n"), "") << "asks nothing";
  EXPECT_NE(problem(start + "[[if]]\nat_m = 800\nin_first = 3\nthen = { from_m = 900 }\n"), "")
      << "begins before it is asked";
  EXPECT_NE(problem("athlete = \"A\"\n" + start + "cover = \"A\"\n"), "");
}

}  // namespace
}  // namespace lastlap::tests
