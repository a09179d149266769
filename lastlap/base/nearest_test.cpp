#include "lastlap/base/nearest.hpp"

#include <gtest/gtest.h>

namespace lastlap::base {
namespace {

TEST(Edits, AddingDroppingChangingAndSwappingCountOne) {
  EXPECT_EQ(edits_between("kerr", "kerr"), 0);
  EXPECT_EQ(edits_between("kerr", "ker"), 1);
  EXPECT_EQ(edits_between("ker", "kerr"), 1);
  EXPECT_EQ(edits_between("kerr", "karr"), 1);
  EXPECT_EQ(edits_between("kerr", "ekrr"), 1);
  EXPECT_EQ(edits_between("", "kerr"), 4);
}

TEST(Nearest, ComesNearestFirst) {
  EXPECT_EQ(nearest("aerobic_power", {"reserve", "aerobic_powers", "aerobic_power_w"}, 2),
            (std::vector<std::string>{"aerobic_powers", "aerobic_power_w"}));
}

TEST(Nearest, GivesNoMoreThanThereAre) {
  EXPECT_EQ(nearest("x", {"y"}, 3).size(), 1u);
}

}  // namespace
}  // namespace lastlap::base
