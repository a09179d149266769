#pragma once

// JSON within bounds: its depth and how many values it has are counted before any memory is taken for them.

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"
#include "lastlap/formats/clock.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/measure/date.hpp"

namespace lastlap::formats {

/// What is read; its objects find their keys in a tree, so that an object of many keys costs no more than others.
using Json = nlohmann::json;
/// What is written, with keys in the order they are put.
using JsonToWrite = nlohmann::ordered_json;

inline constexpr std::size_t most_json_depth = 32;
/// Some 100 bytes of memory each.
inline constexpr std::size_t most_json_values = 4'000'000;

/// Whether `text` begins as a JSON object does.
bool looks_like_json(std::string_view text);

/// Reads `text`, each object of a list with the line on which it begins; names it `file` in errors: no JSON, cut off, beyond the bounds.
base::Result<Json> read_json(std::string_view text, const std::string& file);

/// The value under `key`; null where `object` is none or has none.
const Json& under(const Json& object, const char* key);

/// The rows under `key`: an array; an empty one where there is none.
const Json::array_t& rows_under(const Json& object, const char* key);

/// One object of a document as a row of a sheet: its values by key, and what is wrong with them. Null is as good as nothing.
class JsonRow {
 public:
  struct Place {
    std::size_t number = 0;  ///< in its list, from 1
    std::string what;        ///< "not a result"
    std::size_t line = 1;    ///< where its own is not noted
  };
  JsonRow(const Json& object, Scribe& scribe, Place place) : object_{object}, scribe_{scribe}, place_{std::move(place)} {}

  bool is_good() const { return good_; }
  std::size_t number() const { return place_.number; }
  std::size_t line() const;  ///< on which it begins
  Scribe& scribe() const { return scribe_; }
  const Json& at(const char* key) const { return under(object_, key); }

  void wrong(std::string why, std::string hint = {});
  std::string words(const char* key);
  std::string needed(const char* key);
  std::optional<int> whole(const char* key);
  /// Finite, 0 to `most`.
  std::optional<double> number_at(const char* key, double most);
  std::optional<measure::Date> date(const char* key);
  std::optional<bool> yes_or_no(const char* key);
  /// Written out: "3:29.38".
  std::optional<ClockTime> clock(const char* key);

 private:
  const Json& object_;
  Scribe& scribe_;
  Place place_;
  bool good_ = true;
};

}  // namespace lastlap::formats
