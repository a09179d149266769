#include "lastlap/archive/names.hpp"

#include <gtest/gtest.h>

namespace lastlap::archive {
namespace {

std::vector<KnownName> people(const std::vector<std::string>& names) {
  std::vector<KnownName> known;
  for (const std::string& name : names) {
    KnownName one{.athlete = {}, .key = search_key(name)};
    one.athlete.id = static_cast<long>(known.size());
    one.athlete.name = name;
    known.push_back(one);
  }
  return known;
}

const std::vector<KnownName>& club() {
  static const auto known =
      people({"Jakob Ingebrigtsen", "Filip Ingebrigtsen", "Josh Kerr", "Kerri Gallagher",
              "Marcin Lewandowski", "Karoline Bjerkeli Grøvdal", "Konstanze Klosterhalfen"});
  return known;
}

std::string meant(std::string_view name, const std::vector<KnownName>& known = club()) {
  const auto athlete = athlete_meant(name, known);
  return athlete ? athlete->name : athlete.error().line();
}

TEST(SearchKey, LosesCaseAndAccents) {
  EXPECT_EQ(search_key("Reyes ESTÉVEZ"), "reyes estevez");
  EXPECT_EQ(search_key("Žan Rudolf"), "zan rudolf");
  EXPECT_EQ(search_key("Karoline Bjerkeli Grøvdal"), "karoline bjerkeli grovdal");
  EXPECT_EQ(search_key("Angelika Cichocka-Łyś"), "angelika cichocka lys");
  EXPECT_EQ(search_key("Đorđe Weiß"), "dorde weiss");
}

TEST(SearchKey, IsTheSameForComposedAndDecomposedLetters) {
  EXPECT_EQ(search_key("Este\xCC\x81vez"), search_key("Est\xC3\xA9vez"));
}

TEST(SearchKey, PunctuationPartsWordsAndApostrophesVanish) {
  EXPECT_EQ(search_key("  A.J. O'Hare-St. Pierre "), "a j ohare st pierre");
}

TEST(SearchKey, SurvivesTextThatIsNotUtf8) {
  EXPECT_EQ(search_key("Kerr\xff"), "kerr");
}

TEST(AthleteMeant, TakesAnyUnambiguousPartInAnyOrder) {
  EXPECT_EQ(meant("ingebrigtsen j"), "Jakob Ingebrigtsen");
  EXPECT_EQ(meant("KERR, Josh"), "Josh Kerr");
  EXPECT_EQ(meant("grovdal"), "Karoline Bjerkeli Grøvdal");
  EXPECT_EQ(meant("sterhalf"), "Konstanze Klosterhalfen");
}

TEST(AthleteMeant, AWholeWordGoesBeforeABeginning) {
  EXPECT_EQ(meant("kerr"), "Josh Kerr");
}

TEST(AthleteMeant, NamesAllWhoFitWhenSeveralDo) {
  EXPECT_EQ(meant("ingebrigtsen"),
            "ambiguous athlete, ingebrigtsen: could be Jakob Ingebrigtsen, Filip Ingebrigtsen; "
            "write more of the name, or add the year of birth");
}

TEST(AthleteMeant, EachWordNeedsAWordOfItsOwn) {
  EXPECT_EQ(meant("kerr kerr").find("no such athlete"), 0u);
}

TEST(AthleteMeant, NamesTheNearestWhenNobodyFits) {
  EXPECT_EQ(meant("Josh Karr").find("no such athlete, Josh Karr; the nearest are Josh Kerr"), 0u);
}

TEST(AthleteMeant, AYearOfBirthTellsNamesakesApart) {
  auto gregoreks = people({"John Gregorek", "John Gregorek"});
  gregoreks[0].athlete.birth = measure::Date::of(1960, 4, 15);
  gregoreks[1].athlete.birth = measure::Date::of(1991, 12, 7);
  EXPECT_NE(meant("John Gregorek", gregoreks).find("John Gregorek (1960), John Gregorek (1991)"),
            std::string::npos);
  EXPECT_EQ(athlete_meant("John Gregorek (1991)", gregoreks)->id, 1);
}

TEST(AthleteMeant, NamesakesWhomNoYearTellsApartAreShownWithTheirNumbers) {
  auto traceys = people({"Adelle Tracey", "Adelle Tracey"});
  traceys[0].athlete.country = "GBR";
  traceys[0].athlete.birth_year = 1993;
  traceys[1].athlete.country = "JAM";
  const std::string line = meant("adelle tracey", traceys);
  EXPECT_NE(line.find("Adelle Tracey (GBR, 1993, #0), Adelle Tracey (JAM, #1)"), std::string::npos) << line;
  EXPECT_NE(line.find("the number alone"), std::string::npos) << line;
  EXPECT_EQ(athlete_meant("adelle tracey 1993", traceys)->id, 0) << "a year of birth is enough";
}

TEST(AthleteMeant, AnOddNameOfManyWordsHangsNobody) {
  std::string odd, asked;
  for (int i = 0; i < 300; ++i) odd += "a ";
  for (int i = 0; i < 40; ++i) asked += "a ";
  EXPECT_EQ(meant(asked + "z", people({odd, "Josh Kerr"})).find("no such athlete"), 0u);
  EXPECT_EQ(meant(asked, people({odd, "Josh Kerr"})), odd);
}

TEST(AthleteMeant, AWordMovesToAnotherWhereThatHelps) {
  EXPECT_EQ(meant("j josh", people({"Josh Jones", "Anna Kerr"})), "Josh Jones") << "j takes Josh first";
}

TEST(AthleteMeant, AnEmptyNameMeansNobody) {
  EXPECT_EQ(meant(" . "), "no athlete named,  . : the name is empty");
}

TEST(AthleteMeant, IsFoundWithTwoLettersForOneWithAnAccent) {
  const auto known = people({"Laura Müller", "Narve Gilje Nordås", "Joel Lund"});
  EXPECT_EQ(meant("mueller", known), "Laura Müller");
  EXPECT_EQ(meant("nordaas narve", known), "Narve Gilje Nordås");
  EXPECT_EQ(meant("joel", known), "Joel Lund");
}

}  // namespace
}  // namespace lastlap::archive
