#include "lastlap/formats/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

/// Why a text is beyond the bounds; nothing if it is not. Says nothing of whether it is JSON.
std::optional<std::string> beyond_bounds(std::string_view text) {
  std::size_t depth = 0, values = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
      continue;
    }
    if (c == '"') quoted = true;
    if (c == ',' || c == '[' || c == '{') ++values;
    if (c == '[' || c == '{') ++depth;
    if ((c == ']' || c == '}') && depth > 0) --depth;
    if (depth > most_json_depth) return fmt::format("it is more than {} deep", most_json_depth);
    if (values > most_json_values) return fmt::format("it has more than {} values", most_json_values);
  }
  return std::nullopt;
}

/// Keeps nothing but where a text stops being JSON.
class Finder : public nlohmann::json_sax<Json> {
 public:
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(Json::number_integer_t) override { return true; }
  bool number_unsigned(Json::number_unsigned_t) override { return true; }
  bool number_float(Json::number_float_t, const std::string&) override { return true; }
  bool string(std::string&) override { return true; }
  bool binary(Json::binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(std::string&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
    where = at;
    return false;
  }
  std::size_t where = 0;
};

/// A value for an error.
std::string shown_value(const Json& value) {
  const std::string text = value.is_structured() ? (value.is_array() ? "[...]" : "{...}") : value.dump(-1, ' ', false, Json::error_handler_t::replace);
  const bool quoted = text.size() >= 2 && text.front() == '"';
  return shown(quoted ? std::string_view(text).substr(1, text.size() - 2) : std::string_view(text));
}

}  // namespace

bool looks_like_json(std::string_view text) { return trimmed(text.substr(0, 4096)).starts_with('{'); }

base::Result<Json> read_json(std::string_view text, const std::string& file) {
  const auto no_json = [&](std::size_t at, std::string why) {
    const auto line = static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n')) + 1;
    return base::wrong("not JSON", fmt::format("{}:{}", file, line), std::move(why));
  };
  if (const auto why = beyond_bounds(text)) return no_json(0, *why);
  Json root = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!root.is_discarded()) return root;
  Finder finder;
  Json::sax_parse(text.begin(), text.end(), &finder);
  return no_json(std::min(finder.where, text.size()), "it cannot be read from here on");
}

const Json& under(const Json& object, const char* key) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

const Json::array_t& rows_under(const Json& object, const char* key) {
  static const Json::array_t none;
  const Json& rows = under(object, key);
  return rows.is_array() ? rows.get_ref<const Json::array_t&>() : none;
}

void JsonRow::wrong(std::string why, std::string hint) {
  good_ = false;
  scribe_.wrong(place_.number, {place_.what, std::move(why), std::move(hint)});
}

std::string JsonRow::words(const char* key) {
  const Json& value = at(key);
  if (value.is_null()) return {};
  if (!value.is_string()) {
    wrong(fmt::format("{}: {} is no text", key, shown_value(value)));
    return {};
  }
  const std::string& text = value.get_ref<const std::string&>();
  if (text.size() <= most_word_bytes) return plain(text);
  wrong(fmt::format("{} has {} bytes, more than {}", key, text.size(), most_word_bytes));
  return {};
}

std::string JsonRow::needed(const char* key) {
  std::string word = words(key);
  if (word.empty() && good_) wrong(fmt::format("{} is empty", key));
  return word;
}

std::optional<int> JsonRow::whole(const char* key) {
  const Json& value = at(key);
  if (value.is_null()) return std::nullopt;
  const bool whole = value.is_number_integer() && value >= 0 && value <= 1'000'000'000;
  if (whole) return value.get<int>();
  wrong(fmt::format("{}: {} is no whole number", key, shown_value(value)));
  return std::nullopt;
}

std::optional<double> JsonRow::number_at(const char* key, double most) {
  const Json& value = at(key);
  if (value.is_null()) return std::nullopt;
  if (value.is_number()) {
    const double number = value.get<double>();
    if (std::isfinite(number) && number >= 0 && number <= most) return number;
  }
  wrong(fmt::format("{}: {} is no number from 0 to {}", key, shown_value(value), most));
  return std::nullopt;
}

std::optional<measure::Date> JsonRow::date(const char* key) {
  const std::string written = words(key);
  if (written.empty()) return std::nullopt;
  const auto value = day(written);
  if (!value) wrong(fmt::format("{}: {} is no day", key, shown(written)), "write year-month-day, as 2023-08-23");
  return value;
}

std::optional<bool> JsonRow::yes_or_no(const char* key) {
  const Json& value = at(key);
  if (value.is_null()) return std::nullopt;
  if (value.is_boolean()) return value.get<bool>();
  wrong(fmt::format("{}: {} is neither true nor false", key, shown_value(value)));
  return std::nullopt;
}

std::optional<ClockTime> JsonRow::clock(const char* key) {
  const std::string written = words(key);
  if (written.empty()) return std::nullopt;
  const auto time = clock_time(written);
  if (time && time->raw.si() > 0 && time->raw.si() <= 1e5) return time;
  wrong(fmt::format("{}: {} is not a time", key, shown(written)), "write 3:29.38");
  return std::nullopt;
}

}  // namespace lastlap::formats
