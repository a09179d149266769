#include "lastlap/formats/recognise.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

#include "lastlap/formats/scribe.hpp"

namespace lastlap::formats {
namespace {

std::string packed(std::string text) {
  z_stream stream{};
  ::deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string bytes(::deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  stream.avail_out = static_cast<uInt>(bytes.size());
  EXPECT_EQ(::deflate(&stream, Z_FINISH), Z_STREAM_END);
  bytes.resize(stream.total_out);
  ::deflateEnd(&stream);
  return bytes;
}

std::string format(const std::string& bytes) {
  const auto read = read_sheet(bytes, "file");
  return read ? read->format : read.error().line();
}

const std::string table = "race,athlete,time_s\nx,J\xFCrgen Lund,209.38\n";

TEST(Recognise, TellsFormatsByTheirContent) {
  EXPECT_EQ(format("race,athlete,time_s\nx,A B,209.38\n"), "lastlap CSV, results");
  EXPECT_EQ(format("7,1,1,1500m W,,,,,,1500\n1,9,2,Lund,Nora,,4:05.67\n"), "FinishLynx results");
  EXPECT_EQ(format("7,1,1,1500m W,,,,,,1500\n,9,2,Lund,Nora,\n"), "FinishLynx start list");
  EXPECT_EQ(format("Event;Round;Heat;Lap;Bib;Lane;idStatus;Time;Result;Rank\n"), "Omega results");
  EXPECT_EQ(format("<?xml version=\"1.0\"?><OdfBody/>"), "Olympic Data Feed");
  EXPECT_EQ(format("{\"schema\": \"lastlap.sheet/1\"}"), "lastlap JSON");
  EXPECT_EQ(format("{\"units\": [], \"athletes\": []}"), "World Athletics result import");
  EXPECT_EQ(format(",ID 7,ID 7\n,LUND,LUND\nTime,X,Y\n00:01.0,1,2\n"), "IsoLynx tracks");
}

TEST(Recognise, UnpacksAndDecodes) {
  EXPECT_EQ(read_sheet(packed(table), "a.gz")->results.at(0).person.name, "Jürgen Lund");
  EXPECT_EQ(read_sheet("\xEF\xBB\xBFrace,athlete,time_s\nx,J\xC3\xBCrgen Lund,209.38\n", "a")->results.at(0).person.name, "Jürgen Lund");
}

TEST(Recognise, WhatIsNoFormatIsRefused) {
  for (const std::string& none : {std::string(), std::string("hello"), std::string("{}"), std::string("<html/>"), std::string("a,b\n1,2\n")})
    EXPECT_NE(format(none).find("no format that lastlap knows, file: "), std::string::npos) << none;
  EXPECT_NE(format("{\"a\": ").find("not JSON, file:1"), std::string::npos);
  EXPECT_EQ(format(packed(packed(table))), "no format that lastlap knows, file: it was packed twice; unpack it once");
}

TEST(Recognise, WhatPeopleSendInsteadIsCalledByItsName) {
  const auto said = [](const std::string& bytes, const std::string& part) {
    EXPECT_NE(format(bytes).find(part), std::string::npos) << format(bytes);
  };
  said("", "file: it is empty");
  said("\n \r\n", "file: it is empty");
  said("%PDF-1.4\n", "it is a PDF");
  said(std::string("PK\x03\x04\x14\0\x06", 7), "save a spreadsheet as CSV");
  said("<!DOCTYPE html><table>", "it is a web page; save its table as CSV");
  said("SQLite format 3", "--archive opens archives");
  said(std::string("n\0a\0m\0e\0", 8), "it looks like UTF-16 without its mark; save it as UTF-8");
  said("Name;Verein\nLund;TV Aue\n", "none with times, places or statuses");
  said("Platz;Zeit\n1;3:40,1\n", "none with athletes");
  said("Stadtfest 2031;;\n\nRang;Name;Zeit\n1;Ole Lund;3:40,1\n", "its line 3 heads results; take out the lines above");
}

TEST(Recognise, ALongFileIsRefusedPackedOrNot) {
  EXPECT_NE(format(std::string(most_file_bytes + 1, 'a')).find("too long a file"), std::string::npos);
  const std::string bomb = packed("race,athlete,time_s\n" + std::string(std::size_t{8} << 20, ' '));
  ASSERT_LT(bomb.size(), 10'000u);
  EXPECT_NE(format(bomb).find("come out of it"), std::string::npos);
}

TEST(Recognise, NeitherBadRowsNorRowsFillTheMemory) {
  std::string bad = "race,athlete,time_s\n";
  for (std::size_t i = 0; i < most_bad_rows + 1000; ++i) bad += "x,,\n";
  const auto read = read_sheet(bad, "bad.csv");
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->remarks.size(), 1u);
  std::string wrong = "race,athlete,time_s\n";
  for (std::size_t i = 0; i < most_bad_rows + 1000; ++i) wrong += "x,A,y\n";
  const auto many = read_sheet(wrong, "bad.csv");
  EXPECT_EQ(many->bad_rows.size(), most_bad_rows + 1);
  EXPECT_EQ(many->bad_rows.back().line(), "too many bad rows, bad.csv:100002: 100000 stand before this one; is it the file that was meant?");
}

TEST(Recognise, NoBytesBreakIt) {
  std::mt19937_64 dice{31};
  const std::string packed_table = packed(table);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = i % 2 ? packed_table : table;
    for (int k = 0; k < 4; ++k) bytes[dice() % bytes.size()] = static_cast<char>(dice());
    format(bytes);
  }
}

}  // namespace
}  // namespace lastlap::formats
