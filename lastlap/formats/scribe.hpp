#pragma once

// Writes a sheet while a file is read: rows, bad rows and remarks, within bounds that no file can burst.

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// Bounds of a sheet, so that a file of 64 MiB cannot become gigabytes: the largest list we know has 71,000 rows.
inline constexpr std::size_t most_rows = 1'000'000;
inline constexpr std::size_t most_bad_rows = 100'000;
inline constexpr std::size_t most_remarks = 1'000;
/// Of a name, a venue, a source; no longer cell is a word of the sport.
inline constexpr std::size_t most_word_bytes = 1'000;

/// What is wrong with a row, said to its maker.
struct Fault {
  std::string what;  ///< "not a result"
  std::string why;   ///< "\"3:61\" is not a time"
  std::string hint;
};

class Scribe {
 public:
  Scribe(std::string file, std::string format);

  Sheet sheet;

  /// Notes a bad row. Behind the last that is kept stands one that says so.
  void wrong(std::size_t line, Fault fault);
  /// Says once, with how often, what was understood and left aside.
  void remark(const std::string& text);
  /// Says once, with how often, how something was understood that the file does not tell.
  void understood(const std::string& text);
  /// Whether more rows may be read; says so in a bad row where `line` is the first that may not.
  bool has_room(std::size_t line);
  /// The sheet with its remarks.
  Sheet done() &&;

 private:
  /// Texts with how often each was said, in the order of their first time.
  struct Notes {
    std::vector<std::pair<std::string, std::size_t>> texts = {};
    std::map<std::string, std::size_t> place = {};
    void add(const std::string& text);
    std::vector<std::string> counted() const;
  };
  Notes remarks_, understood_;
  bool is_full_ = false;
};

}  // namespace lastlap::formats
