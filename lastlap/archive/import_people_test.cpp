// Who is meant by the people of a file: found, kept apart, made one.

#include "tests/imports.hpp"

namespace lastlap::archive {
namespace {

TEST_F(Import, AnotherSpellingOfAnAthleteFindsHer) {
  import({file_of("races.csv", leeds), file_of("results.csv", results_head + "R1,1,Joshua Jonathan Kerr,GBR,230.10,OK\n")},
         [](ImportRequest& request) { request.same["Joshua Jonathan Kerr"] = "Josh Kerr"; });
  EXPECT_EQ(archive.athlete("joshua jonathan kerr")->name, "Josh Kerr");
  EXPECT_EQ(archive.athlete("kerr, josh")->name, "Josh Kerr") << "two spellings are one candidate";
}

TEST_F(Import, WhoIsInDoubtIsKeptApartAndCanBeMadeOne) {
  const ImportReport report = import(
      {file_of("races.csv", leeds), file_of("results.csv", results_head + "R1,1,J. Kerr,GBR,230.10,OK\n")});
  ASSERT_EQ(report.doubts.size(), 1u);
  EXPECT_EQ(report.doubts[0].where, "results.csv:2");
  EXPECT_NE(report.doubts[0].candidates.at(0).find("Josh Kerr (GBR, 1997, #"), std::string::npos);
  const Athlete kerr = archive.athlete("Josh Kerr").value(), doubtful = archive.athlete("J. Kerr").value();
  ASSERT_NE(kerr.id, doubtful.id);
  ASSERT_TRUE(declare_same(archive, kerr, doubtful).has_value());
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->results[0].athlete.id, kerr.id);
  EXPECT_EQ(number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
  // From now on the spelling is known.
  EXPECT_TRUE(import({file_of("r.csv", races_head + "R2,Hull Mile,race,mile,men,2024-07-01,Hull (GBR)\n"),
                      file_of("s.csv", results_head + "R2,1,J. Kerr,GBR,231.10,OK\n")})
                  .doubts.empty());
}

TEST_F(Import, TwoWhoMetAreNotOne) {
  import({file_of("races.csv", leeds), file_of("results.csv", leeds_results)});
  const auto same =
      declare_same(archive, archive.athlete("Josh Kerr").value(), archive.athlete("Jake Wightman").value());
  ASSERT_FALSE(same.has_value());
  EXPECT_NE(same.error().line().find("both started in"), std::string::npos);
}

TEST_F(Import, DoubtsMayStopItAndBeResolved) {
  const auto files = [&] {
    return std::vector{file_of("races.csv", leeds),
                       file_of("results.csv", results_head + "R1,1,J. Kerr,GBR,230.10,OK\n")};
  };
  EXPECT_FALSE(import(files(), [](ImportRequest& request) { request.doubtful = Doubtful::stop; }).done);
  EXPECT_EQ(number("SELECT count(*) FROM imports"), 0);
  const ImportReport report = import(files(), [](ImportRequest& request) {
    request.doubtful = Doubtful::stop;
    request.same = {{"J. Kerr", "Josh Kerr"}};
  });
  EXPECT_TRUE(report.done);
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->results[0].athlete.name, "Josh Kerr");
}

TEST_F(Import, ANamesakeOfTheOtherSexIsSaid) {
  const ImportReport report = import({file_of("races.csv", leeds), file_of("results.csv", results_head + "R1,1,Faith Kipyegon,KEN,4:07.64,OK\n")});
  ASSERT_EQ(report.warnings.size(), 1u);
  EXPECT_EQ(report.warnings[0].find("results.csv:2: Faith Kipyegon is new among the men; the archive knows Faith Kipyegon (KEN, 1994, #"), 0u) << report.warnings[0];
}

TEST_F(Import, ACountryThatIsNoCodeTellsNobodyApart) {
  const ImportReport report = import({file_of("races.csv", leeds), file_of("results.csv", results_head + "R1,1,Josh Kerr,Great Britain,230.10,OK\nR1,2,Jake Wightman,gbr,230.2,OK\n")});
  EXPECT_EQ(report.warnings, (std::vector<std::string>{"results.csv:2: the country \"Great Britain\" is no code of three letters and is left aside"}));
  EXPECT_EQ(report.new_athletes, 0);
  EXPECT_EQ(archive.race("leeds-2024-men-mile")->results.at(1).athlete.country, "GBR");
}

}  // namespace
}  // namespace lastlap::archive
