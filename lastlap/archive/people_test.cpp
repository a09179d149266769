#include "lastlap/archive/people.hpp"

#include <gtest/gtest.h>

#include "lastlap/archive/schema.hpp"

namespace lastlap::archive {
namespace {

using formats::Person;
using measure::Date;
using measure::Sex;

/// An archive of a few people.
class Matching : public ::testing::Test {
 protected:
  Matching() { create_tables(database); }

  long there_is(const std::string& name, const std::string& country, std::optional<Date> birth = {},
                std::optional<int> year = {}) {
    const long id = ++last_;
    people().add({.id = id,
                  .name = name,
                  .words = {},
                  .sex = Sex::men,
                  .birth = birth,
                  .birth_year = year,
                  .country = country});
    return id;
  }
  Match who_is(const std::string& name, const std::string& country = "", std::optional<Date> birth = {},
               std::optional<int> year = {}, Sex sex = Sex::men) {
    Person person;
    person.name = name;
    person.country = country;
    person.birth = birth;
    person.birth_year = year;
    return people().find(person, sex);
  }
  People& people() {
    if (!people_) people_.emplace(database);
    return *people_;
  }

  SQLite::Database database{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};

 private:
  std::optional<People> people_;
  long last_ = 0;
};

TEST_F(Matching, AccentsOrderAndCapitalsDoNotMatter) {
  const long nordas = there_is("Narve Gilje Nordås", "NOR");
  EXPECT_EQ(who_is("NORDAS Narve Gilje", "NOR").athlete, nordas);
  EXPECT_EQ(who_is("narve gilje nordås").athlete, nordas);
  EXPECT_EQ(who_is("Narve Gilje Nordås", "NOR").because, "");
}

TEST_F(Matching, ADayOfBirthTellsNamesakesApart) {
  const long father = there_is("John Gregorek", "USA", Date::of(1960, 3, 15));
  const long son = there_is("John Gregorek", "USA", Date::of(1991, 12, 7));
  EXPECT_EQ(who_is("John Gregorek", "USA", Date::of(1991, 12, 7)).athlete, son);
  EXPECT_EQ(who_is("John Gregorek", "USA", {}, 1960).athlete, father);
  const Match unknown = who_is("John Gregorek", "USA");
  EXPECT_FALSE(unknown.athlete.has_value());
  EXPECT_EQ(unknown.doubtful, (std::vector<long>{father, son}));
}

TEST_F(Matching, AnotherYearOfBirthIsAnotherPersonAndOneYearOffADoubt) {
  const long ali = there_is("Ali Hassan", "KEN", {}, 1991);
  EXPECT_TRUE(who_is("Ali Hassan", "KEN", {}, 1985).doubtful.empty());
  EXPECT_FALSE(who_is("Ali Hassan", "KEN", {}, 1985).athlete.has_value());
  EXPECT_EQ(who_is("Ali Hassan", "KEN", {}, 1992).doubtful, std::vector<long>{ali});
}

TEST_F(Matching, AnotherCountryIsADoubtUnlessTheBirthAgrees) {
  const long lagat = there_is("Bernard Lagat", "USA", Date::of(1974, 12, 12));
  EXPECT_EQ(who_is("Bernard Lagat", "KEN").doubtful, std::vector<long>{lagat});
  EXPECT_EQ(who_is("Bernard Lagat", "KEN", {}, 1974).athlete, lagat);
}

TEST_F(Matching, TheFirstOfJanuarySaysOnlyTheYear) {
  const long lomong = there_is("Lopez Lomong", "USA", Date::of(1985, 1, 1));
  EXPECT_EQ(who_is("Lopez Lomong", "USA", Date::of(1985, 1, 5)).athlete, lomong);
}

TEST_F(Matching, AnotherDayOfTheSameYearIsADoubt) {
  const long ali = there_is("Ali Hassan", "KEN", Date::of(1991, 5, 4));
  EXPECT_EQ(who_is("Ali Hassan", "KEN", Date::of(1991, 4, 5)).doubtful, std::vector<long>{ali});
}

TEST_F(Matching, PartOfANameNeedsBirthOrYearWithCountry) {
  const long purrier = there_is("Ellinor Purrier St. Pierre", "USA", Date::of(1995, 2, 20));
  EXPECT_EQ(who_is("Ellinor Purrier", "USA", Date::of(1995, 2, 20)).athlete, purrier);
  EXPECT_EQ(who_is("Ellinor Purrier", "USA", {}, 1995).because, "same year of birth and country");
  EXPECT_EQ(who_is("Ellinor Purrier", "USA").doubtful, std::vector<long>{purrier});
  EXPECT_TRUE(who_is("Ellinor Purrier", "GBR").doubtful.empty());
}

TEST_F(Matching, AnInitialIsADoubtWithoutABirth) {
  const long kerr = there_is("Josh Kerr", "GBR", Date::of(1997, 10, 8));
  EXPECT_EQ(who_is("J. Kerr", "GBR").doubtful, std::vector<long>{kerr});
  EXPECT_EQ(who_is("KERR J", "GBR", {}, 1997).athlete, kerr);
  EXPECT_TRUE(who_is("M. Kerr", "GBR").doubtful.empty());
}

TEST_F(Matching, AFamilyNameAloneIsADoubt) {
  const long filip = there_is("Filip Ingebrigtsen", "NOR", Date::of(1993, 4, 20));
  const long jakob = there_is("Jakob Ingebrigtsen", "NOR", Date::of(2000, 9, 19));
  EXPECT_EQ(who_is("Ingebrigtsen").doubtful, (std::vector<long>{filip, jakob}));
  EXPECT_EQ(who_is("Ingebrigtsen", "NOR", Date::of(2000, 9, 19)).athlete, jakob);
  EXPECT_TRUE(who_is("Ingebrigtsen", "DEN").doubtful.empty());
}

TEST_F(Matching, TwinsStayTwo) {
  const long alvin = there_is("Alvin Harrison", "USA", Date::of(1974, 1, 20));
  const Match calvin = who_is("Calvin Harrison", "USA", Date::of(1974, 1, 20));
  EXPECT_FALSE(calvin.athlete.has_value());
  EXPECT_EQ(calvin.doubtful, std::vector<long>{alvin});
}

TEST_F(Matching, MenAndWomenAreNeverTheSame) {
  there_is("Kim Smith", "NZL");
  const Match match = who_is("Kim Smith", "NZL", {}, {}, Sex::women);
  EXPECT_FALSE(match.athlete.has_value());
  EXPECT_TRUE(match.doubtful.empty());
}

TEST_F(Matching, AnotherSpellingOnceKnownIsHers) {
  const long budd = there_is("Zola Budd", "GBR", Date::of(1966, 5, 26));
  EXPECT_FALSE(who_is("Zola Pieterse", "GBR").athlete.has_value());
  people().add_spelling(budd, "Zola Pieterse");
  EXPECT_EQ(who_is("Pieterse Zola", "GBR").athlete, budd);
}

TEST_F(Matching, AmongSeveralTheDayOfBirthDecides) {
  there_is("Aisha Praught Leer", "JAM");
  const long hers = there_is("Aisha Praught Leer", "JAM", Date::of(1989, 12, 14));
  EXPECT_EQ(who_is("Aisha Praught Leer", "JAM", Date::of(1989, 12, 14)).athlete, hers);
}

TEST_F(Matching, LettersThatTimingSystemsWriteAsTwoAreTheSame) {
  const long nordas = there_is("Narve Gilje Nordås", "NOR", Date::of(1998, 9, 30));
  there_is("Narve Gilje Nordli", "NOR", Date::of(1998, 9, 30));
  EXPECT_EQ(who_is("NORDAAS Narve Gilje", "NOR", Date::of(1998, 9, 30)).athlete, nordas);
  EXPECT_EQ(who_is("NORDAAS Narve Gilje", "NOR").doubtful, std::vector<long>{nordas}) << "without a birth it is a doubt, not somebody new in silence";
  const long muller = there_is("Jörg Müller", "GER", {}, 1999);
  EXPECT_EQ(who_is("Joerg Mueller", "GER", {}, 1999).athlete, muller);
  EXPECT_TRUE(who_is("Joerg Mueller", "GER", {}, 1985).doubtful.empty());
}

TEST_F(Matching, AnotherFamilyNameOnTheSameDayOfBirthIsADoubt) {
  const long decker = there_is("Mary Decker", "USA", Date::of(1958, 8, 4));
  there_is("Mark Decker", "USA", Date::of(1958, 8, 4));
  EXPECT_EQ(who_is("Mary Slaney", "USA", Date::of(1958, 8, 4)).doubtful, std::vector<long>{decker}) << "and not her twin";
  EXPECT_TRUE(who_is("Mary Slaney", "GBR", Date::of(1958, 8, 4)).doubtful.empty());
  EXPECT_TRUE(who_is("Mary Slaney", "USA", {}, 1958).doubtful.empty());
  there_is("Susan One", "KEN", Date::of(1990, 1, 1));
  EXPECT_TRUE(who_is("Susan Two", "KEN", Date::of(1990, 1, 1)).doubtful.empty()) << "the 1 January is no day of birth";
}

TEST(NamesFit, InTheWaysThatFilesWriteThem) {
  const auto fit = [](const char* one, const char* other) {
    return fit_of_names(sorted_words(one), sorted_words(other));
  };
  EXPECT_EQ(fit("Jakob Ingebrigtsen", "INGEBRIGTSEN Jakob"), NameFit::same);
  EXPECT_EQ(fit("J Ingebrigtsen", "Jakob Ingebrigtsen"), NameFit::initials);
  EXPECT_EQ(fit("J Asser Ingebrigtsen", "Jakob A Ingebrigtsen"), NameFit::none);
  EXPECT_EQ(fit("Narve Nordås", "Narve Gilje Nordås"), NameFit::part);
  EXPECT_EQ(fit("Nordås", "Narve Gilje Nordås"), NameFit::family);
  EXPECT_EQ(fit("Kristina Mäki", "Kristiina Mäki"), NameFit::near);
  EXPECT_EQ(fit("Narve Gilje Nordaas", "Narve Gilje Nordås"), NameFit::spelt);
  EXPECT_EQ(fit("Li Na", "Le Na"), NameFit::none);
}

}  // namespace
}  // namespace lastlap::archive
