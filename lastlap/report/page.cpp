#include "lastlap/report/page.hpp"

#include <array>
#include <cmath>
#include <string_view>

#include "lastlap/base/expect.hpp"
#include "lastlap/report/web_page.hpp"

namespace lastlap::report {
namespace {

using nlohmann::json;

struct Series {
  const char* name;
  double steps_a_unit;  ///< 100: keep hundredths
};
constexpr std::array<Series, 5> replay_series{{{"along_m", 100.0},
                                               {"outward_m", 100.0},
                                               {"speed_mps", 100.0},
                                               {"reserve_j_per_kg", 1.0},
                                               {"shelter", 100.0}}};

double rounded(double value, double steps_a_unit) {
  return std::round(value * steps_a_unit) / steps_a_unit;
}

void round_series(json& runner, const Series& series) {
  const auto values = runner.find(series.name);
  if (values == runner.end() || !values->is_array()) return;
  for (json& value : *values) {
    if (value.is_number_float()) value = rounded(value.get<double>(), series.steps_a_unit);
  }
}

/// The document as the page carries it: the same, with the replay's long series rounded.
json for_showing(json document) {
  const json::json_pointer runners{"/replay/runners"};
  if (!document.contains(runners) || !document.at(runners).is_array()) return document;
  for (json& runner : document.at(runners)) {
    if (!runner.is_object()) continue;
    for (const Series& series : replay_series) round_series(runner, series);
  }
  return document;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

/// JSON that cannot end, open or comment out a script element, and that older JavaScript reads too: <, > and
/// & occur in JSON only inside strings, where \u escapes mean the same; so do the two line separators.
std::string json_in_html(const json& document) {
  const std::string plain = document.dump(-1, ' ', false, json::error_handler_t::replace);
  std::string safe;
  safe.reserve(plain.size() + plain.size() / 64);
  for (const char c : plain) {
    switch (c) {
      case '<':
        safe += "\\u003c";
        break;
      case '>':
        safe += "\\u003e";
        break;
      case '&':
        safe += "\\u0026";
        break;
      default:
        safe += c;
    }
  }
  replace_all(safe, "\xE2\x80\xA8", "\\u2028");
  replace_all(safe, "\xE2\x80\xA9", "\\u2029");
  return safe;
}

std::string text_in_html(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

/// "Josh Kerr · World Championships 2023 Budapest, men's 1500 m final", for the window and the printed sheet.
std::string title_of(const json& document) {
  const bool career = document.value("schema", "") == "lastlap.archive.athlete/1";
  const std::string athlete = document.value(career ? "athlete" : "for", std::string{});
  const std::string race = document.value("title", std::string{});
  if (athlete.empty() || race.empty()) return athlete + race;
  return athlete + " · " + race;
}

/// The title again, mended if it was not UTF-8.
std::string mended(const std::string& text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string without_quotes(const std::string& dumped) {
  return json::parse(dumped).get<std::string>();
}

}  // namespace

std::string page(const json& document) {
  const std::string schema = document.is_object() ? document.value("schema", "") : "";
  base::expect(schema == "lastlap.report/1" || schema == "lastlap.pack/1" || schema == "lastlap.pace/1" ||
                   schema == "lastlap.archive.athlete/1",
               "a page shows a document of a schema that it knows");
  const WebPage parts = web_page();
  // One pass from left to right: what is put in is never searched, so a title that reads "{{script}}" stays a
  // title.
  std::string whole;
  std::string_view rest = parts.shell;
  const auto up_to = [&](std::string_view place) {
    const std::size_t at = rest.find(place);
    base::expect(at != std::string_view::npos, "the page's shell names its four places in order");
    whole += rest.substr(0, at);
    rest.remove_prefix(at + place.size());
  };
  up_to("{{title}}");
  whole += text_in_html(without_quotes(mended(title_of(document))));
  up_to("{{style}}");
  whole += parts.style;
  up_to("{{document}}");
  whole += json_in_html(for_showing(document));
  up_to("{{script}}");
  whole += parts.script;
  whole += rest;
  return whole;
}

}  // namespace lastlap::report
