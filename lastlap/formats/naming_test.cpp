#include "lastlap/formats/naming.hpp"

#include <gtest/gtest.h>

namespace lastlap::formats {
namespace {

TEST(Naming, FamilyNamesInCapitalsAreSpeltAsInAResultsList) {
  EXPECT_EQ(in_small_letters("WESTER-LUND"), "Wester-Lund");
  EXPECT_EQ(in_small_letters("O'BRANN"), "O'Brann");
  EXPECT_EQ(in_small_letters("McQUORN"), "McQuorn");
  EXPECT_EQ(in_small_letters("ØSTGÅRD"), "Østgård");
  EXPECT_EQ(in_small_letters("EL HADAD"), "El Hadad");
  EXPECT_EQ(in_small_letters("van der Byl"), "van der Byl");
  EXPECT_EQ(in_small_letters("LI"), "Li");
}

TEST(Naming, OneNameIsPutInTheOrderOfSpeech) {
  EXPECT_EQ(person_named("Nora Wester-Lund").name, "Nora Wester-Lund");
  EXPECT_EQ(person_named("WESTER-LUND Nora").name, "Nora Wester-Lund");
  EXPECT_EQ(person_named("Nora WESTER-LUND").name, "Nora Wester-Lund");
  EXPECT_EQ(person_named("Wester-Lund, Nora").name, "Nora Wester-Lund");
  EXPECT_EQ(person_named("EL HADAD Brahim").name, "Brahim El Hadad");
  EXPECT_EQ(person_named("EL HADAD Brahim").family, "El Hadad");
}

TEST(Naming, WhatIsUnclearStays) {
  for (const char* name : {"JJ Quorn", "Nora", "NORA", "Quist, Jr., Ida", "C'Kurui Ole", "A", ""}) EXPECT_EQ(person_named(name).name, name);
}

TEST(Naming, TwoNamesMakeOne) {
  EXPECT_EQ(person_of({"Nora", "WESTER-LUND"}).name, "Nora Wester-Lund");
  EXPECT_EQ(person_of({"", "KERN"}).name, "Kern");
  EXPECT_EQ(person_of({"Nora", ""}).name, "Nora");
  EXPECT_EQ(person_of({"", ""}).name, "");
}

}  // namespace
}  // namespace lastlap::formats
