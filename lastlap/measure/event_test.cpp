#include "lastlap/measure/event.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace lastlap::measure {
namespace {

TEST(Event, AMileIsAMile) {
  EXPECT_EQ(event_named("mile")->distance, Distance{1609.344});
  EXPECT_EQ(event_named("2-miles")->distance.si(), 2 * 1609.344);
}

TEST(Event, AnUnknownWordIsNoEvent) {
  for (const char* word : {"", "1500m", "Mile", "10000"}) EXPECT_FALSE(event_named(word)) << word;
}

TEST(Event, EveryEventIsFoundByItsNameAndItsDistance) {
  for (const Event& event : all_events()) {
    EXPECT_EQ(event_named(event.name)->distance, event.distance);
    EXPECT_EQ(event_of(event.distance)->name, event.name);
  }
}

TEST(Event, ADistanceIsMatchedToTheCentimetre) {
  EXPECT_EQ(event_of(Distance{1609.34})->name, "mile");
  EXPECT_FALSE(event_of(Distance{1609.3}));
}

TEST(Event, TheListRunsFromShortToLong) {
  EXPECT_TRUE(
      std::ranges::is_sorted(all_events(), {}, [](const Event& event) { return event.distance.si(); }));
}

TEST(Event, SexesAndTracksReadBackWhatTheyPrint) {
  for (const Sex sex : {Sex::men, Sex::women}) EXPECT_EQ(sex_named(text(sex)), sex);
  for (const TrackKind track : {TrackKind::oval_400, TrackKind::short_200})
    EXPECT_EQ(track_named(text(track)), track);
  EXPECT_FALSE(sex_named("Men"));
  EXPECT_FALSE(track_named("oval"));
}

}  // namespace
}  // namespace lastlap::measure
