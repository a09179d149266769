#include "lastlap/formats/gunzip.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace lastlap::formats {
namespace {

/// zlib's state, freed whatever happens.
class Inflater {
 public:
  /// 16 more than the largest window: gzip's header and checksum are expected, and checked.
  Inflater() { ready_ = ::inflateInit2(&stream, 16 + MAX_WBITS) == Z_OK; }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() {
    if (ready_) ::inflateEnd(&stream);
  }
  bool ready() const { return ready_; }
  z_stream stream{};

 private:
  bool ready_ = false;
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1f\x8b"); }

base::Result<std::string> gunzip(std::string_view bytes, const std::string& file, std::size_t most) {
  const auto damaged = [&](std::string why) {
    return base::wrong("cannot unpack", file, std::move(why), "fetch the file again");
  };
  if (!is_gzip(bytes)) return damaged("it does not begin as a gzip file");
  if (bytes.size() > std::numeric_limits<uInt>::max()) return damaged("it is larger than 4 GiB");
  Inflater inflater;
  if (!inflater.ready()) return base::failed("cannot unpack", file, "zlib did not start");
  z_stream& stream = inflater.stream;
  // zlib reads from a pointer that it does not write to.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  std::array<char, 1 << 16> part;
  while (true) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = part.size();
    const int state = ::inflate(&stream, Z_NO_FLUSH);
    const std::size_t got = part.size() - stream.avail_out;
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
      return damaged(fmt::format("damaged behind byte {}", bytes.size() - stream.avail_in));
    if (got > most - text.size())
      return base::wrong("cannot unpack", file, fmt::format("more than {} bytes come out of it", most), "if it is meant, unpack it yourself");
    text.append(part.data(), got);
    if (state == Z_STREAM_END) {
      if (stream.avail_in == 0) return text;
      if (!is_gzip(bytes.substr(bytes.size() - stream.avail_in))) return damaged("bytes stand behind its end");
      if (::inflateReset(&stream) != Z_OK) return damaged("damaged");
    } else if (stream.avail_in == 0 && got < part.size()) {
      return damaged("it ends too early");
    }
  }
}

}  // namespace lastlap::formats
