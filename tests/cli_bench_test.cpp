// lastlap bench from outside: what it says, that it ends soon, and that its signature is the same every time.

#include <gtest/gtest.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

// With sanitizers races are too slow for its times to mean anything.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SKIP_IF_SLOW() GTEST_SKIP() << "nothing to measure with sanitizers"
#else
#define SKIP_IF_SLOW() static_cast<void>(0)
#endif

Outcome bench(const Words& more) {
  Words words{LASTLAP_BINARY, "bench"};
  words.insert(words.end(), more.begin(), more.end());
  return outcome_of(words, {"XDG_DATA_HOME=/nowhere"});  // it needs no archive
}

void expect_rate(const json& rate, int runners, int threads) {
  EXPECT_EQ(rate.at("runners"), runners);
  EXPECT_EQ(rate.at("threads"), threads);
  EXPECT_GT(rate.at("races").get<int>(), 0);
  EXPECT_NEAR(rate.at("races_per_s").get<double>() * rate.at("seconds").get<double>(), rate.at("races").get<double>(),
              1 + 0.0005 * rate.at("races_per_s").get<double>());
  // A 1500 m in steps of a tenth of a second: 2000 to 3500 of them, until the last has finished.
  const double steps = rate.at("agent_steps_per_s").get<double>() / rate.at("races_per_s").get<double>() / runners;
  EXPECT_GT(steps * 0.1, 200.0);
  EXPECT_LT(steps * 0.1, 350.0);
}

TEST(CliBench, AnswersInTheSchemaOfBench1WithinTenSeconds) {
  SKIP_IF_SLOW();
  const auto begun = std::chrono::steady_clock::now();
  const Outcome outcome = bench({"--threads", "2", "--json"});
  // Ten, and what other tests beside this one take.
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{20});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const json document = json::parse(outcome.out);
  EXPECT_EQ(document.at("schema"), "lastlap.bench/1");
  EXPECT_EQ(document.at("step_s"), 0.1);
  EXPECT_TRUE(document.at("instruction_set").is_string());
  ASSERT_EQ(document.at("by_threads").size(), 2u);
  for (int t : {1, 2}) expect_rate(document.at("by_threads").at(t - 1), 12, t);
  expect_rate(document.at("movement_only"), 1, 1);
  ASSERT_EQ(document.at("by_runners").size(), 4u);
  for (int i = 0; i < 4; ++i) expect_rate(document.at("by_runners").at(i), 4 * (i + 1), 1);
  ASSERT_FALSE(document.at("by_races").empty());
  EXPECT_EQ(document.at("by_races").at(0).at("races"), 64);
  const std::string manual = whole_text(LASTLAP_HOUSE "/docs/json-bench.md");
  for (const auto& [key, value] : document.items()) EXPECT_NE(manual.find("`" + key), std::string::npos) << key;
  for (const auto& [key, value] : document.at("movement_only").items()) EXPECT_NE(manual.find("`" + key), std::string::npos) << key;
}

TEST(CliBench, SaysTheSameSignatureInWordsAndWhateverTheThreads) {
  SKIP_IF_SLOW();
  const auto signature = [](const std::string& text) {
    const std::size_t at = text.find("Signature of 512 races ");
    return at == std::string::npos ? "none in " + text : text.substr(at, 39);
  };
  const Outcome one = bench({"--threads", "1"}), two = bench({"--threads", "2"});
  EXPECT_EQ(one.status, 0);
  EXPECT_NE(one.out.find("movement only"), std::string::npos);
  EXPECT_EQ(signature(one.out), signature(two.out));
}

}  // namespace
}  // namespace lastlap::tests
