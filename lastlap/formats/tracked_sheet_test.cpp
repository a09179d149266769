#include "lastlap/formats/tracked_sheet.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lastlap::formats {
namespace {

/// A tag that runs `metres` at a steady speed, ten fixes a second.
IsoLynxTag steady(const std::string& surname, double metres, double seconds) {
  IsoLynxTag tag{"ID 1", surname, {}};
  const double speed = metres / seconds;
  for (int i = 1; i / 10.0 < seconds + 0.1; ++i) tag.fixes.push_back({i / 10.0, 1, 1, speed, std::min(metres, speed * i / 10.0)});
  return tag;
}

TEST(TrackedSheet, HasASplitEachHundredMetresAndTheFinish) {
  const Sheet sheet = sheet_of_tracked({"race.csv", {steady("WESTER-LUND", 800, 120)}});
  ASSERT_EQ(sheet.races.size(), 1u);
  EXPECT_EQ(sheet.races[0].event, "800");
  EXPECT_EQ(sheet.races[0].key, "tracked");
  ASSERT_EQ(sheet.splits.size(), 8u);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_EQ(sheet.splits[i].distance.si(), 100.0 * static_cast<double>(i + 1));
    EXPECT_NEAR(sheet.splits[i].time->si(), 15.0 * static_cast<double>(i + 1), 0.011);
  }
  EXPECT_EQ(sheet.splits[0].person.name, "Wester-Lund");
  EXPECT_EQ(sheet.results.at(0).place, 1);
  EXPECT_FALSE(sheet.results.at(0).time);
}

TEST(TrackedSheet, PlacesAreToldOnlyWhereTheClockCanTell) {
  const Sheet sheet = sheet_of_tracked({"race.csv", {steady("C", 800, 125), steady("A", 800, 120), steady("B", 800, 120.1)}});
  ASSERT_EQ(sheet.results.size(), 3u);
  EXPECT_EQ(sheet.results[0].person.name, "A");
  EXPECT_FALSE(sheet.results[0].place);
  EXPECT_FALSE(sheet.results[1].place);
  EXPECT_EQ(sheet.results[2].place, 3);
}

TEST(TrackedSheet, ATagThatStopsOrSleepsHasNoResult) {
  IsoLynxTag silent = steady("B", 800, 121);
  std::erase_if(silent.fixes, [](const IsoLynxFix& fix) { return fix.race_m > 350 && fix.race_m < 470; });
  const Sheet sheet = sheet_of_tracked({"race.csv", {steady("A", 800, 120), silent, steady("C", 500, 80), {"ID 9", "D", {}}}});
  EXPECT_EQ(sheet.results.size(), 2u);
  const auto of = [&](const char* name) { return std::ranges::count(sheet.splits, std::string(name), [](const SplitRow& split) { return split.person.name; }); };
  EXPECT_EQ(of("B"), 7);
  EXPECT_EQ(of("C"), 5);
  EXPECT_EQ(of("D"), 0);
}

TEST(TrackedSheet, ARaceOfNoKnownDistanceIsARemark) {
  const Sheet sheet = sheet_of_tracked({"race.csv", {steady("A", 700, 120)}});
  EXPECT_TRUE(sheet.results.empty());
  EXPECT_EQ(sheet.remarks, (std::vector<std::string>{"the tags end at no distance of an event of lastlap"}));
}

}  // namespace
}  // namespace lastlap::formats
