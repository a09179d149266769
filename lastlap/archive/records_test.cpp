#include "lastlap/archive/records.hpp"

#include <gtest/gtest.h>

namespace lastlap::archive {
namespace {

using measure::AsOf;
using measure::Date;
using measure::Sex;
using measure::TrackKind;

const AsOf always{Date::of(9999, 12, 31)};

std::string read(const char* written, const char* event = "1500", TrackKind track = TrackKind::oval_400) {
  const auto name = read_record_name(written, event, track);
  return name ? std::string(text(name->kind)) + "|" + name->of + "|" + std::string(measure::text(name->sex)) + "|" + title_of(*name) : "nothing";
}

TEST(RecordName, IsReadAsListsWriteIt) {
  EXPECT_EQ(read("WR men"), "world||men|world record");
  EXPECT_EQ(read("WR short track women", "1500", TrackKind::short_200), "world||women|world short track record");
  EXPECT_EQ(read("world best men", "2-miles"), "world||men|world best");
  EXPECT_EQ(read("OR women"), "championship|Olympic Games|women|Olympic record");
  EXPECT_EQ(read("CR World Championships men"), "championship|World Championships|men|World Championships record");
  EXPECT_EQ(read("AR Europe men"), "area|Europe|men|European record");
  EXPECT_EQ(read("NR GBR men"), "national|GBR|men|GBR national record");
  EXPECT_EQ(read("MR Herculis Monaco women"), "meeting|Herculis Monaco|women|Herculis Monaco meeting record");
  EXPECT_EQ(read("WU20R men"), "under-20||men|world under-20 record");
  EXPECT_EQ(read("CLR men"), "collegiate||men|collegiate record");
  EXPECT_EQ(read("WR"), "nothing") << "of whom?";
  EXPECT_EQ(read("PB men"), "nothing");
}

TEST(RecordsOf, OfTwoMilesAndOf2000OnTheShortTrackAreBests) {
  EXPECT_FALSE(has_world_record("2-miles", TrackKind::oval_400));
  EXPECT_FALSE(has_world_record("2-miles", TrackKind::short_200));
  EXPECT_FALSE(has_world_record("2000", TrackKind::short_200));
  EXPECT_TRUE(has_world_record("2000", TrackKind::oval_400));
  EXPECT_TRUE(has_world_record("mile", TrackKind::short_200));
}

/// A mark of somebody born in `birth_year`, on the last day of 2020.
AthleteMark mark_of(int birth_year, const char* country) {
  AthleteMark mark;
  mark.athlete.name = "Somebody";
  mark.athlete.sex = Sex::women;
  mark.athlete.country = country;
  mark.athlete.birth_year = birth_year;
  mark.performance.event = "1500";
  mark.performance.time = measure::Duration{250};
  mark.performance.date = Date::of(2020, 12, 31);
  return mark;
}

std::string kinds_of(const AthleteMark& mark, const RecordQuestion& question = {}) {
  SportTables tables;
  tables.area_of_country["NOR"] = "Europe";
  RecordMaterial material;
  material.marks = {mark};
  std::string kinds;
  for (const Record& record : records_of(material, question, tables, always)) kinds += std::string(text(record.name.kind)) + " ";
  return kinds;
}

TEST(RecordsOf, UnderTwentyIsByTheYearOfBirth) {
  EXPECT_EQ(kinds_of(mark_of(2001, "NOR")), "world area under-20 national ");
  EXPECT_EQ(kinds_of(mark_of(2000, "NOR")), "world area national ");
}

TEST(RecordsOf, OfATeamWithoutAreaAreNoAreaRecords) {
  EXPECT_EQ(kinds_of(mark_of(1990, "EOR")), "world national ");
}

TEST(RecordsOf, AreOnlyThoseAskedFor) {
  EXPECT_EQ(kinds_of(mark_of(1990, "NOR"), {.event = "800", .sex = {}, .track = {}, .kind = {}, .of = ""}), "");
  EXPECT_EQ(kinds_of(mark_of(1990, "NOR"), {.event = "", .sex = Sex::men, .track = {}, .kind = {}, .of = ""}), "");
  EXPECT_EQ(kinds_of(mark_of(1990, "NOR"), {.event = "", .sex = {}, .track = {}, .kind = RecordKind::area, .of = "EUROPE"}), "area ");
}

TEST(RecordsOf, AWorldRecordIsTheBestOfHerCountryToo) {
  const AthleteMark mark = mark_of(1990, "NOR");
  SportTables tables;
  tables.area_of_country["NOR"] = "Europe";
  RecordMaterial material;
  material.listed = {{.record = "WR women", .performance = mark.performance, .athlete = mark.athlete, .written_name = mark.athlete.name}};
  std::string told;
  for (const Record& record : records_of(material, {}, tables, always)) {
    ASSERT_EQ(record.history.milestones.size(), 1u);
    told += std::string(text(record.name.kind)) + (record.history.in_force ? " listed " : " fastest known ");
  }
  EXPECT_EQ(told, "world listed area fastest known national fastest known ");
}

}  // namespace
}  // namespace lastlap::archive
