#pragma once

// Files packed by gzip (RFC 1952), unpacked in memory.

#include <cstddef>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"

namespace lastlap::formats {

/// Whether `bytes` begin as every gzip file does.
bool is_gzip(std::string_view bytes);

/// The most that gunzip unpacks: fifty times the longest tracked race we know, so that a small file cannot fill the memory.
inline constexpr std::size_t most_unpacked_bytes = std::size_t{256} << 20;

/// The text inside `bytes`, of one gzip member or of several in a row; `file` names it in errors. Errors: damage, an early end,
/// bytes behind the end, more than `most` bytes.
base::Result<std::string> gunzip(std::string_view bytes, const std::string& file, std::size_t most = most_unpacked_bytes);

}  // namespace lastlap::formats
