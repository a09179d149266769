#include "lastlap/formats/encoding.hpp"

#include <unicode/ucnv.h>

#include <cstddef>
#include <memory>

namespace lastlap::formats {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ::ucnv_close(converter); }
};

/// `bytes` of the character set `name`, as UTF-8; nothing where they are not of that set.
std::optional<std::string> converted(std::string_view bytes, const char* name) {
  UErrorCode state = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> from{::ucnv_open(name, &state)};
  const std::unique_ptr<UConverter, CloseConverter> to{::ucnv_open("UTF-8", &state)};
  if (U_FAILURE(state)) return std::nullopt;
  ::ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &state);
  std::string text(bytes.size() * 3 + 8, '\0');  // no two bytes of UTF-16, and no byte of Windows-1252, need more than three
  char* out = text.data();
  const char* in = bytes.data();
  ::ucnv_convertEx(to.get(), from.get(), &out, text.data() + text.size(), &in, bytes.data() + bytes.size(), nullptr, nullptr, nullptr,
                   nullptr, true, true, &state);
  if (U_FAILURE(state)) return std::nullopt;
  text.resize(static_cast<std::size_t>(out - text.data()));
  return text;
}

/// How many bytes at the front of `text` form one UTF-8 character; 0 if they form none.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned lead = byte(0);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0u) != 0x80u) return 0;
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool surrogate_or_beyond = (lead == 0xED && byte(1) > 0x9F) || (lead == 0xF4 && byte(1) > 0x8F);
  return overlong || surrogate_or_beyond ? 0 : length;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

base::Result<std::string> utf8_of(std::string_view bytes, const std::string& file) {
  const auto no_text = [&](std::string why, std::string hint = {}) { return base::wrong("not a text", file, std::move(why), std::move(hint)); };
  const bool little = bytes.starts_with("\xFF\xFE"), big = bytes.starts_with("\xFE\xFF");
  if (little || big) {
    auto text = converted(bytes.substr(2), little ? "UTF-16LE" : "UTF-16BE");
    if (!text) return no_text("it begins as UTF-16 and does not go on so");
    if (text->find('\0') != std::string::npos) return no_text("a byte 0 stands in it");
    return *text;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (const std::size_t at = bytes.find('\0'); at != std::string_view::npos) {
    const bool every_second = at <= 1 && bytes.size() > at + 2 && bytes[at + 2] == '\0';
    return no_text(every_second ? "it looks like UTF-16 without its mark" : "a byte 0 stands in it", every_second ? "save it as UTF-8" : "");
  }
  if (is_utf8(bytes)) return std::string(bytes);
  auto text = converted(bytes, "windows-1252");
  if (!text) return no_text("it is neither UTF-8 nor Windows-1252");
  return *text;
}

}  // namespace lastlap::formats
