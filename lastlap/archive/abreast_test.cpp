// Several threads of one program, each with an archive of its own on the one file: they read while another writes. (Processes: cli_import_test.cpp.)

#include <atomic>
#include <thread>

#include "lastlap/archive/sayings.hpp"
#include "tests/imports.hpp"

namespace lastlap::archive {
namespace {

std::vector<IncomingFile> many_races(int count) {
  std::string heads = races_head, rows = results_head;
  for (int race = 0; race < count; ++race) {
    const std::string number = std::to_string(race);
    heads += "R" + number + ",Meeting " + number + ",race,1500,men,2015-06-0" + std::to_string(1 + race % 9) + ",Town" + number + " (GBR)\n";
    for (int place = 1; place <= 5; ++place)
      rows += "R" + number + "," + std::to_string(place) + ",Given" + std::to_string(place) + " Family" + number + ",KEN," + std::to_string(215 + place) + ".10,OK\n";
  }
  std::vector<IncomingFile> files;
  for (const auto& [name, text] : {std::pair{"races.csv", heads}, std::pair{"results.csv", rows}})
    files.push_back({.sheet = formats::read_sheet(text, name).value(), .checksum = checksum_of(text)});
  return files;
}

TEST_F(Import, TwoThreadsMayReadWhileOneWrites) {
  std::atomic<bool> written{false};
  std::vector<std::size_t> seen[2];
  std::vector<std::thread> readers;
  for (auto& mine : seen) {
    readers.emplace_back([&] {
      for (int i = 0; i < 100 && !(written && i > 2); ++i) {
        const auto own = Archive::open(file, LASTLAP_HOUSE "/data");
        if (!own || !own->athlete("Josh Kerr") || !imports(*own)) continue;  // seen stays short, and the test fails
        mine.push_back(imports(*own)->size());
      }
    });
  }
  const ImportReport report = import(many_races(40));
  written = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(report.files.size(), 2u);
  for (const auto& mine : seen) {
    EXPECT_GE(mine.size(), 3u);
    for (const std::size_t of_all : mine) EXPECT_TRUE(of_all == 0 || of_all == 2) << of_all;
  }
  EXPECT_EQ(imports(archive)->size(), 2u);
}

TEST_F(Import, TwoThreadsThatWriteTakeTurns) {
  std::thread other([&] {
    auto own = Archive::open(file, LASTLAP_HOUSE "/data");
    ASSERT_TRUE(own.has_value()) << own.error().line();
    const auto report = import_files(*own, {.files = {file_of("leeds.csv", leeds), file_of("leeds-results.csv", leeds_results)}, .day = Date::of(2026, 1, 1)});
    EXPECT_TRUE(report.has_value()) << report.error().line();
  });
  import(many_races(20));
  other.join();
  EXPECT_EQ(imports(archive)->size(), 4u);
  EXPECT_EQ(number("SELECT count(*) FROM results WHERE race_id = 'leeds-2024-men-mile'"), 3);
}

}  // namespace
}  // namespace lastlap::archive
