// lastlap pack from outside: a tracked race, simulated ones, both beside each other, the page, every wrong request in one line.

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support.hpp"
#include "tests/tags.hpp"

namespace lastlap::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Words = std::vector<std::string>;

const std::string paris = "paris-2024-men-1500-final";

class CliPack : public ::testing::Test {
 protected:
  static Outcome lastlap(Words words) {
    static const TemporaryFolder home;
    words.insert(words.begin(), {LASTLAP_BINARY, "pack"});
    return outcome_of(words, {"XDG_DATA_HOME=" + home.path().string()});
  }
  static json answer(Words words) {
    words.emplace_back("--json");
    const Outcome outcome = lastlap(words);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    EXPECT_EQ(outcome.err, "");
    return json::parse(outcome.out);
  }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream{folder.path() / name, std::ios::binary} << text;
    return (folder.path() / name).string();
  }
  std::string gzip_file(const std::string& name, const std::string& text) const {
    const std::string path = (folder.path() / name).string();
    const gzFile out = ::gzopen(path.c_str(), "wb");
    EXPECT_EQ(::gzwrite(out, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
    ::gzclose(out);
    return path;
  }
  static void refuses(const Words& words, int status, const std::string& part) {
    const Outcome outcome = lastlap(words);
    EXPECT_EQ(outcome.status, status) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(std::ranges::count(outcome.err, '\n'), 1) << outcome.err;
    EXPECT_NE(outcome.err.find(part), std::string::npos) << part << " in " << outcome.err;
  }

  TemporaryFolder folder;
};

/// Every key of a document, however deep, but those of `spread`, which are paths.
void add_keys(const json& document, std::vector<std::string>& keys) {
  if (document.is_array() && !document.empty()) add_keys(document.front(), keys);
  if (!document.is_object()) return;
  for (const auto& [key, value] : document.items()) {
    keys.push_back(key);
    if (key != "spread") add_keys(value, keys);
  }
}

TEST_F(CliPack, MeasuresATrackedRacePackedOrNot) {
  const MadeUpTags made;
  const std::string text = isolynx_text(made.race());
  json plain = answer({file("final.isotrack.csv", text)});
  json packed = answer({gzip_file("final.isotrack.csv.gz", text)});
  EXPECT_EQ(plain.at("schema"), "lastlap.pack/1");
  EXPECT_EQ(plain.at("source"), "tracked");
  EXPECT_EQ(plain.at("title"), "final");
  EXPECT_EQ(plain.at("races"), 1);
  EXPECT_EQ(plain.at("runners"), 8);
  EXPECT_EQ(plain.at("distance_m"), 1500.0);
  EXPECT_EQ(plain.at("by_100_m").size(), 15u);
  EXPECT_NEAR(plain.at("winner_time_s").get<double>(), made.finish_s(0), 0.02);
  EXPECT_NEAR(plain.at("outward_m").at("bends").at("p95").get<double>(), 1.0, 0.03);
  EXPECT_TRUE(plain.at("spread").empty());
  for (json* document : {&plain, &packed}) document->erase("seconds"), document->erase("file");
  EXPECT_EQ(plain, packed);
}

TEST_F(CliPack, MeasuresSimulatedRacesAlikeOnAnyNumberOfThreads) {
  json one = answer({paris, "--races", "5", "--threads", "1"});
  json two = answer({paris, "--races", "5", "--threads", "2"});
  EXPECT_EQ(one.at("source"), "simulated");
  EXPECT_EQ(one.at("race"), paris);
  EXPECT_EQ(one.at("races"), 5);
  EXPECT_EQ(one.at("runners"), 12);
  EXPECT_EQ(one.at("spread").at("winner_time_s").at("races"), 5);
  EXPECT_LE(one.at("spread").at("winner_time_s").at("least"), one.at("winner_time_s"));
  EXPECT_NE(one.at("winner_time_s"), answer({paris, "--races", "5", "--seed", "7"}).at("winner_time_s"));
  for (json* document : {&one, &two}) document->erase("seconds");
  EXPECT_EQ(one, two);
}

TEST_F(CliPack, PutsTwoBesideEachOtherAndDrawsThem) {
  const std::string tags = file("final.csv", isolynx_text(MadeUpTags{}.race()));
  const std::string out = (folder.path() / "out").string();
  const json both = answer({paris, "--races", "2", "--beside", tags, "--out", out});
  EXPECT_EQ(both.at("source"), "simulated");
  EXPECT_EQ(both.at("beside").at("source"), "tracked");
  const std::string page = whole_text(fs::path(out) / "pack.html");
  EXPECT_NE(page.find("lastlap.pack/1"), std::string::npos);
  EXPECT_NE(page.find("<title>Olympic Games 2024 Paris"), std::string::npos);
  const Outcome text = lastlap({tags, "--beside", paris, "--races", "2"});
  EXPECT_EQ(text.status, 0);
  EXPECT_NE(text.out.find("boxed in, s"), std::string::npos);
  EXPECT_NE(text.out.find("    beside"), std::string::npos);
}

TEST_F(CliPack, SaysEachMistakeInOneLine) {
  refuses({(folder.path() / "none.csv").string()}, 2, "No such file");
  refuses({file("notes.txt", "nothing\nof\nthe kind\n")}, 2, "its third line does not begin \"Time,X,Y\"");
  refuses({file("cut.csv.gz", "\x1f\x8b and no more")}, 2, "cannot unpack");
  refuses({file("bad.csv", "\n\nTime,X,Y\nnever,1,2\n")}, 2, "bad.csv:4: \"never\" is not a time");
  refuses({file("still.csv", "\n\nTime,X,Y\n00:01,1,2\n")}, 2, "no two tags' PathDist ends at one distance");
  refuses({"no-such-race"}, 2, "no such race");
  refuses({paris, "--races", "0"}, 2, "--races");
  refuses({paris, "--as-of", "yesterday"}, 2, "--as-of");
  refuses({paris, "--races", "1", "--beside", "no-such-race"}, 2, "no such race");
  refuses({paris, "--races", "1", "--out", file("taken", "")}, 1, "taken");
  refuses({}, 2, "WHAT");
}

TEST_F(CliPack, TheManualNamesEveryField) {
  const json both = answer({paris, "--races", "2", "--beside", file("final.csv", isolynx_text(MadeUpTags{}.race()))});
  const std::string manual = whole_text(LASTLAP_HOUSE "/docs/pack.md");
  std::vector<std::string> keys;
  add_keys(both, keys);
  EXPECT_GT(keys.size(), 60u);
  for (const std::string& key : keys) EXPECT_NE(manual.find(key), std::string::npos) << key;
}

TEST_F(CliPack, HelpSaysHow) {
  const Outcome help = lastlap({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* word : {"WHAT", "--races", "--as-of", "--beside", "--out", "Example:"})
    EXPECT_NE(help.out.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace lastlap::tests
