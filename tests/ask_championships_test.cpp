// Where results end before the final, listed marks go on: how well, told by the finals that the archive holds.

#include "lastlap/archive/career.hpp"

#include "tests/plain_facts.hpp"

namespace lastlap::tests {
namespace {

class AskChampionships : public Ask {};

TEST_F(AskChampionships, ListedMarksTellTheFinalsThatResultsTell) {
  std::set<std::tuple<std::string, std::string, std::string, long>> on_lists;
  for (const PlainMark& mark : plain().listed) on_lists.insert({mark.who, mark.event, mark.date, mark.time});
  int told = 0, wrong = 0, untold = 0;
  std::map<long, archive::Athlete> athletes;
  const auto results = archive->results(always).value();
  for (const auto& [race, result] : results) athletes[result.athlete.id] = result.athlete;
  for (const auto& [id, athlete] : athletes) {
    const auto whole = archive->results(athlete, always).value();
    auto marks = archive->performances(athlete, always).value();
    std::erase_if(marks, [&](const archive::Performance& mark) {
      return !on_lists.contains({who(athlete), mark.event, mark.date.text(), hundredths(mark.time)});
    });
    auto without_finals = whole;
    std::erase_if(without_finals, [](const auto& one) { return archive::is_final(one.first.round); });
    for (const archive::ChampionshipRun& run : archive::championships_of(without_finals, marks, {}, tables)) {
      const auto final = std::ranges::find_if(whole, [&](const auto& one) {
        return one.first.competition == run.competition && one.first.event == run.race.event && archive::is_final(one.first.round);
      });
      if (!archive::is_final(run.race.round)) {
        untold += final != whole.end();
      } else if (final != whole.end()) {
        ++(final->second.place == run.result.place && final->first.date == run.race.date ? told : wrong);
      }
    }
  }
  EXPECT_GT(told, 80) << untold << " finals of the archive are on no list, or their list has no place";
  EXPECT_EQ(wrong, 0) << told;
}

}  // namespace
}  // namespace lastlap::tests
