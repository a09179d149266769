#include "lastlap/formats/encoding.hpp"

#include <gtest/gtest.h>

namespace lastlap::formats {
namespace {

using namespace std::string_literals;

std::string text(const std::string& bytes) { return utf8_of(bytes, "a.lif").value(); }
std::string refusal(const std::string& bytes) {
  const auto read = utf8_of(bytes, "a.lif");
  return read ? "read" : read.error().line();
}

TEST(Encoding, Utf8StaysAndItsMarkGoes) {
  EXPECT_EQ(text("Måkestad"), "Måkestad");
  EXPECT_EQ(text("\xEF\xBB\xBFMåkestad"), "Måkestad");
  EXPECT_EQ(text(""), "");
}

TEST(Encoding, WhatIsNoUtf8IsWindows1252) {
  EXPECT_EQ(text("M\xFCnchen \x80 \x8A"), "München € Š");
  EXPECT_EQ(text("\xE4\xF6\xFC\xDF"), "äöüß");
}

TEST(Encoding, Utf16IsToldByItsMark) {
  EXPECT_EQ(text("\xFF\xFEM\0\xFC\0"s), "Mü");
  EXPECT_EQ(text("\xFE\xFF\0M\0\xFC"s), "Mü");
  EXPECT_NE(refusal("\xFF\xFEM\0\xFC"s).find("begins as UTF-16"), std::string::npos);
}

TEST(Encoding, AByteZeroIsNoText) { EXPECT_EQ(refusal("a\0b"s), "not a text, a.lif: a byte 0 stands in it"); }

TEST(Encoding, KnowsWhatUtf8ForbidsItself) {
  EXPECT_TRUE(is_utf8("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8F\x83"));
  for (const char* wrong : {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xC3", "\x80", "\xF8\x88\x80\x80\x80"}) EXPECT_FALSE(is_utf8(wrong));
}

}  // namespace
}  // namespace lastlap::formats
