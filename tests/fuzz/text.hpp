#pragma once

// Random bytes as text.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lastlap::fuzz {

inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace lastlap::fuzz
