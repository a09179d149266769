#include "lastlap/formats/gunzip.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

#include <random>

namespace lastlap::formats {
namespace {

std::string packed(std::string text) {
  z_stream stream{};
  ::deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
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

std::string noise(std::size_t size) {
  std::mt19937_64 dice{4};
  std::string text;
  while (text.size() < size) text += static_cast<char>(dice());
  return text;
}

std::string refusal(const std::string& bytes, std::size_t most = most_unpacked_bytes) {
  const auto text = gunzip(bytes, "a.gz", most);
  return text ? "unpacked" : text.error().line();
}

TEST(Gunzip, GivesTheTextBack) {
  for (const std::string& text : {std::string(), std::string("one"), noise(300'000), std::string(1 << 16, 'a'), std::string(1 << 20, 'b')})
    EXPECT_EQ(gunzip(packed(text), "a.gz").value(), text);
}

TEST(Gunzip, MembersInARowAreOneText) { EXPECT_EQ(gunzip(packed("one ") + packed("two"), "a.gz").value(), "one two"); }

TEST(Gunzip, AnyEarlyEndIsSeen) {
  const std::string bytes = packed(noise(1000));
  for (std::size_t size = 2; size < bytes.size(); ++size) EXPECT_NE(refusal(bytes.substr(0, size)), "unpacked") << size;
  EXPECT_NE(refusal(bytes.substr(0, 500)).find("ends too early"), std::string::npos);
}

TEST(Gunzip, DamageIsSeen) {
  std::string bytes = packed(noise(1000));
  bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 1);
  EXPECT_NE(refusal(bytes).find("cannot unpack, a.gz: damaged"), std::string::npos);
  EXPECT_NE(refusal(packed("one") + "more").find("behind its end"), std::string::npos);
  EXPECT_NE(refusal("plain text").find("does not begin as a gzip file"), std::string::npos);
}

TEST(Gunzip, ASmallFileCannotFillTheMemory) {
  const std::string bytes = packed(std::string(1 << 20, 'a'));
  EXPECT_EQ(refusal(bytes, 1 << 20), "unpacked");
  EXPECT_NE(refusal(bytes, (1 << 20) - 1).find("more than 1048575 bytes"), std::string::npos);
}

TEST(Gunzip, NoBytesBreakIt) {
  std::mt19937_64 dice{5};
  const std::string good = packed(noise(200));
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = good;
    for (int k = 0; k < 3; ++k) bytes[2 + dice() % (bytes.size() - 2)] = static_cast<char>(dice());
    const auto text = gunzip(bytes, "a.gz", 1 << 20);
    EXPECT_TRUE(text.has_value() || !text.error().line().empty());
  }
}

}  // namespace
}  // namespace lastlap::formats
