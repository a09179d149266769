#include "lastlap/formats/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

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

/// The key under which a row holds the line it begins on; no text of a file can be a number there.
constexpr const char* line_key = "\x01line";

/// Builds the document, each object of a list with the line on which it begins, as far as rows are read. (The library's parser with a
/// callback looks through the whole list at the end of each of its objects.)
class Builder : public nlohmann::json_sax<Json> {
 public:
  explicit Builder(std::string_view text) : text_{text} {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(Json::number_integer_t value) override { return put(value); }
  bool number_unsigned(Json::number_unsigned_t value) override { return put(value); }
  bool number_float(Json::number_float_t value, const std::string&) override { return put(value); }
  bool string(std::string& value) override { return put(std::move(value)); }
  bool binary(Json::binary_t&) override { return false; }
  bool key(std::string& name) override {
    slot_ = &(*open_.back().value)[std::move(name)];
    return true;
  }
  bool start_object(std::size_t) override {
    const bool is_row = !open_.empty() && open_.back().value->is_array() && rows_ < most_rows;
    rows_ += is_row ? 1 : 0;
    return open(Json::object(), is_row, next_line('{'));
  }
  bool start_array(std::size_t) override { return open(Json::array(), false, next_line('[')); }
  bool end_object() override {
    // An empty object has nothing to be wrong.
    if (open_.back().is_row && !open_.back().value->empty()) (*open_.back().value)[line_key] = open_.back().line;
    open_.pop_back();
    return true;
  }
  bool end_array() override {
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
    where = at;
    return false;
  }

  Json root;
  std::size_t where = 0;  ///< at which the text stops being JSON

 private:
  struct Open {
    Json* value = nullptr;  ///< stands still while it is open: what grows is the innermost
    bool is_row = false;
    std::size_t line = 0;
  };

  bool put(Json value) {
    if (open_.empty()) {
      root = std::move(value);
      slot_ = &root;
    } else if (Json& list = *open_.back().value; list.is_array()) {
      list.push_back(std::move(value));
      slot_ = &list.back();
    } else {
      *slot_ = std::move(value);
    }
    return true;
  }

  bool open(Json value, bool is_row, std::size_t line) {
    put(std::move(value));
    open_.push_back({slot_, is_row, line});
    return true;
  }

  /// The line of the next such bracket outside of quotes. Every bracket that opens is asked for, in the order of the text.
  std::size_t next_line(char bracket) {
    for (bool quoted = false; at_ < text_.size();) {
      const char c = text_[at_++];
      if (c == '\n') ++line_;
      if (quoted && c == '\\') ++at_;
      if (c == '"') quoted = !quoted;
      if (!quoted && c == bracket) break;
    }
    return line_;
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 1, rows_ = 0;
  Json* slot_ = nullptr;  ///< where the next value of an object goes, and where the last was put
  std::vector<Open> open_;
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
  Builder builder{text};
  if (Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
  return no_json(std::min(builder.where, text.size()), "it cannot be read from here on");
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

std::size_t JsonRow::line() const {
  const Json& noted = at(line_key);
  return noted.is_number_unsigned() ? noted.get<std::size_t>() : place_.line;
}

void JsonRow::wrong(std::string why, std::string hint) {
  good_ = false;
  scribe_.wrong(line(), {place_.what, fmt::format("number {} of its list: {}", place_.number, why), std::move(hint)});
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
