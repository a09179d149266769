// What an article says of closing times and records is held against the same answers that lastlap archive race and records give.

#include <gtest/gtest.h>

#include "lastlap/archive/names.hpp"
#include "lastlap/archive/sport_tables.hpp"
#include "tests/reading.hpp"

namespace lastlap::tests {
namespace {

using reading::Claim;
using reading::ClaimKind;

/// The first claim of the kind in the text.
Claim claim_of(ClaimKind kind, const std::string& text, const std::string& as_of = "2025-12-31") {
  for (const Claim& claim : reading_of(text, as_of).claims)
    if (claim.kind == kind) return claim;
  ADD_FAILURE() << "no such claim in: " << text;
  return {};
}

std::string verdict_of(ClaimKind kind, const std::string& text, const std::string& as_of = "2025-12-31") {
  return std::string(reading::text(claim_of(kind, text, as_of).verdict));
}

TEST(Judge, HoldsAClosingTimeAgainstWhatTheArchiveWorksOut) {
  const std::string where = "At the 2023 World Championships in Budapest ";
  EXPECT_EQ(verdict_of(ClaimKind::segment, where + "Jakob Ingebrigtsen ran the last 300m in 40.12."), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::segment, where + "Jakob Ingebrigtsen ran the last 300m in 39.50."), "conflicts");
  EXPECT_EQ(verdict_of(ClaimKind::segment, where + "Josh Kerr ran the last 300m in 41.50."), "conflicts") << "slower than the leader's passing allows";
  EXPECT_EQ(verdict_of(ClaimKind::segment, where + "Josh Kerr ran the last 200m in 26.5."), "agrees");
}

TEST(Judge, SaysOfADisputedClosingTimeWhatStandsBesideIt) {
  const Claim claim = claim_of(ClaimKind::segment, "At the 2023 World Championships in Budapest Josh Kerr ran the last lap in 52.77.");
  EXPECT_EQ(reading::text(claim.verdict), "conflicts");
  EXPECT_NE(claim.why.find("disputed"), std::string::npos) << claim.why;
  EXPECT_NE(claim.why.find("at most 54.28"), std::string::npos) << claim.why;
}

TEST(Judge, TakesOfSeveralOfOneNameWhoRanTheRaceThatIsNamed) {
  const std::string there = " at the 2023 World Championships in Budapest in ";
  EXPECT_EQ(verdict_of(ClaimKind::result, "Ingebrigtsen was second in the 1500m" + there + "3:29.65."), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::result, "Ingebrigtsen was second in the 1500m" + there + "3:29.66."), "conflicts");
  EXPECT_EQ(verdict_of(ClaimKind::result, "Ingebrigtsen once ran the 1500m in 3:29.66."), "unknown");
}

// The archive has the marks of that night, and a race of a later year there.
TEST(Judge, TakesAMarkOfTheDayThoughOnlyALaterRaceIsKnown) {
  EXPECT_EQ(verdict_of(ClaimKind::result, "Sifan Hassan won the mile in Monaco in 4:12.33.", "2019-07-12"), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::win, "Sifan Hassan won the mile in Monaco in 4:12.33.", "2019-07-12"), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::result, "Faith Kipyegon won the mile in Monaco in 4:07.64.", "2019-07-12"), "unknown") << "that is of 2023";
}

TEST(Judge, ReportsOfWhatIsYetToComeAreOfThisRace) {
  const std::string report = "Friday's meeting was the last before the Athens Games. Hicham El Guerrouj (MAR) ran the 1500m in 3:27.64.";
  EXPECT_EQ(verdict_of(ClaimKind::result, report, "2004-08-07"), "agrees") << "and MAR is no month";
  EXPECT_EQ(verdict_of(ClaimKind::result, "Hicham El Guerrouj ran the 1500m in 3:27.64 in Mar 2004.", "2004-08-07"), "conflicts") << "but Mar 2004 is one";
}

TEST(Judge, AnAgeIsThatOfTheDayTheSentenceNames) {
  const auto giles = [](int age) { return "On 17 February 2021, aged " + std::to_string(age) + ", Elliot Giles won an indoor 800m in Torun in 1:43.63."; };
  EXPECT_EQ(verdict_of(ClaimKind::age, giles(26), "2025-07-01"), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::age, giles(27), "2025-07-01"), "conflicts");
  EXPECT_EQ(verdict_of(ClaimKind::age, giles(31), "2025-07-01"), "conflicts");
  EXPECT_EQ(verdict_of(ClaimKind::age, "Elliot Giles, 31, won an indoor 800m in Torun in 2021 in 1:43.63.", "2025-07-01"), "agrees") << "how old he is now";
}

TEST(Judge, NeverContradictsARecordThatIsListed) {
  EXPECT_EQ(verdict_of(ClaimKind::record, "Jakob Ingebrigtsen set the European record of 3:26.73 in Monaco in 2024."), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::record, "Faith Kipyegon set a world record of 3:49.11 in Florence in 2023."), "agrees") << "it was one, and is no longer";
  EXPECT_EQ(verdict_of(ClaimKind::record, "Jakob Ingebrigtsen set a world record of 3:27.14 in Silesia in 2023."), "conflicts");
}

TEST(Judge, GivesARecordOfAnAreaToItsRunnersAlone) {
  EXPECT_EQ(verdict_of(ClaimKind::record, "Faith Kipyegon set an African record of 3:49.11 in Florence in 2023."), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::record, "Faith Kipyegon set a European record of 3:49.11 in Florence in 2023."), "conflicts");
  EXPECT_EQ(verdict_of(ClaimKind::record, "Cole Hocker set a North American record of 3:27.65 in Paris in 2024."), "agrees");
}

TEST(Judge, KnowsOneSeriesOfGamesWhateverTheirTown) {
  EXPECT_EQ(verdict_of(ClaimKind::record, "Cole Hocker set an Olympic record of 3:27.65 in Paris in 2024."), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::record, "Sifan Hassan ran a championship record of 3:51.95 at the 2019 World Championships in Doha."), "agrees");
  EXPECT_EQ(verdict_of(ClaimKind::record, "Jakob Ingebrigtsen set an Olympic record of 3:32.38 in the semi-final in Paris in 2024."), "conflicts") << "3:28.32 in Tokyo was faster";
}

TEST(Judge, CountsACountryToTheAreaThatTheArchiveDoes) {
  const archive::SportTables tables = archive::read_sport_tables(LASTLAP_HOUSE "/data").value();
  std::map<std::string, std::set<std::string>> expected;
  for (const auto& [country, area] : tables.area_of_country)
    if (!area.empty()) expected[archive::search_key(area)].insert(country);
  EXPECT_EQ(shipped().library->words.areas, expected);
}

}  // namespace
}  // namespace lastlap::tests
