// Best lists of the archive, beside those that plain code makes of the files.

#include "lastlap/archive/best_list.hpp"

#include "tests/plain_facts.hpp"

namespace lastlap::tests {
namespace {

using archive::Archive;
using measure::AsOf;
using measure::Date;

class AskBest : public Ask {};

using Line = std::tuple<long, std::string, std::string>;  ///< time, date, who

/// The fastest of each, first by time, then by day, then by name.
std::vector<Line> plain_best(const std::vector<PlainMark>& runs) {
  std::map<std::string, Line> best;
  for (const PlainMark& run : runs) {
    const Line line{run.time, run.date, run.who};
    const auto [there, is_new] = best.try_emplace(run.who, line);
    if (!is_new && line < there->second) there->second = line;
  }
  std::vector<Line> lines;
  for (const auto& [name, line] : best) lines.push_back(line);
  std::sort(lines.begin(), lines.end());
  return lines;
}

TEST_F(AskBest, BestListsAreThoseOfTheFiles) {
  std::map<std::tuple<std::string, std::string, std::string, int>, std::vector<PlainMark>> lists;
  for (const PlainMark& run : all_runs("9999-12-31")) {
    lists[{run.event, run.sex, run.track, 0}].push_back(run);
    lists[{run.event, run.sex, run.track, std::stoi(run.date)}].push_back(run);
  }
  EXPECT_GT(lists.size(), 500u);
  for (const auto& [what, runs] : lists) {
    const auto& [event, sex, track, year] = what;
    const auto marks = archive->marks({.event = event, .sex = measure::sex_named(sex), .track = measure::track_named(track),
                                       .year = year ? std::optional{year} : std::nullopt}, always).value();
    std::vector<Line> said;
    for (const archive::Ranked& line : archive::best_list(marks, false))
      said.emplace_back(hundredths(line.mark.performance.time), line.mark.performance.date.text(), who(line.mark.athlete));
    EXPECT_EQ(said, plain_best(runs)) << event << ' ' << sex << ' ' << track << ' ' << year;
    EXPECT_EQ(archive::best_list(marks, true).size(), runs.size());
  }
}

TEST_F(AskBest, RanksInABestListAreSharedByEqualTimes) {
  for (const char* event : {"1500", "800", "mile"}) {
    const auto list = archive::best_list(archive->marks({.event = event, .sex = measure::Sex::women, .track = {}, .year = {}}, always).value(), true);
    for (const archive::Ranked& line : list) {
      const auto faster = std::ranges::count_if(list, [&](const archive::Ranked& other) {
        return hundredths(other.mark.performance.time) < hundredths(line.mark.performance.time);
      });
      EXPECT_EQ(line.rank, faster + 1);
    }
  }
}

}  // namespace
}  // namespace lastlap::tests
