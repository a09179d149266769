#include "lastlap/tactics/sight.hpp"

#include <gtest/gtest.h>

#include <set>

#include "lastlap/tactics/manners.hpp"

namespace lastlap::tactics {
namespace {

TEST(Wavering, GoesThereAndBackWithinItsLengthAndNeverJumps) {
  const Waver<double> waver{.rate = 1.0 / 200, .begins = 0.25};
  double lowest = 1, highest = -1, before = wavering(waver, 0.0);
  for (double gone = 0; gone <= 1500; gone += 0.5) {
    const double now = wavering(waver, gone);
    EXPECT_LE(std::abs(now - before), 4.0 * 0.5 / 200 + 1e-12);
    EXPECT_NEAR(now, wavering(waver, gone + 200), 1e-9);
    lowest = std::min(lowest, now), highest = std::max(highest, now), before = now;
  }
  EXPECT_NEAR(lowest, -1.0, 0.01);
  EXPECT_NEAR(highest, 1.0, 0.01);
  EXPECT_DOUBLE_EQ(wavering(waver, 0.0), 0.0);  // a quarter on: half way down
}

// A field missing from the list, named twice or out of order would be fitted or copied wrongly without a word.
TEST(Manners, EachHasItsNameAndLiesInItsRange) {
  Manners<double> manners;
  const auto each = each_of(manners);
  EXPECT_EQ(sizeof manners, each.size() * sizeof(double));
  EXPECT_EQ(std::set<double*>(each.begin(), each.end()).size(), each.size());
  for (std::size_t i = 0; i < each.size(); ++i) {
    EXPECT_EQ(each[i], &manners.metres_per_place + i) << manners_by_name[i].name << " is out of order";
    EXPECT_GE(*each[i], manners_by_name[i].low) << manners_by_name[i].name;
    EXPECT_LE(*each[i], manners_by_name[i].high) << manners_by_name[i].name;
  }
  EXPECT_EQ(*each[0], manners.metres_per_place);
  manners.elbow_room_m = 0.9;
  EXPECT_EQ(abreast<double>(manners).elbow_room_m, 0.9);
}

}  // namespace
}  // namespace lastlap::tactics
