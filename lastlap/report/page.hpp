#pragma once

// The report that a coach opens the night before the race: one HTML file that needs nothing else.

#include <nlohmann/json.hpp>
#include <string>

namespace lastlap::report {

/// The whole page for a document of schema "lastlap.report/1" (docs/json-report.md), "lastlap.pack/1" (docs/pack.md),
/// "lastlap.pace/1" (docs/json-pace.md) or "lastlap.archive.athlete/1" (docs/json-archive.md), self-contained: no file, font or address beside it. The document stands in the page as JSON with every character escaped that HTML
/// could mistake for its own; text that is not UTF-8 is mended with U+FFFD. The replay's series are rounded
/// to what a page can show (a centimetre, a hundredth of a metre a second, a joule, a hundredth of shelter),
/// which makes the page several times smaller. Throws Broken if `document` is not an object of one of these schemas.
std::string page(const nlohmann::json& document);

}  // namespace lastlap::report
