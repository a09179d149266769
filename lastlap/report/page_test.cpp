#include "lastlap/report/page.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "lastlap/base/expect.hpp"
#include "lastlap/report/web_page.hpp"

namespace lastlap::report {
namespace {

using nlohmann::json;

constexpr std::string_view opening = "<script type=\"application/json\" id=\"document\">";

/// The smallest document that page() takes; the page's script would ask for more.
json document_of(const std::string& athlete) {
  return json{{"schema", "lastlap.report/1"}, {"title", "Club mile"}, {"for", athlete}};
}

/// What a browser takes for the document: everything from its element's opening to the first "</script".
std::string embedded(const std::string& html) {
  const std::size_t from = html.find(opening) + opening.size();
  return html.substr(from, html.find("</script", from) - from);
}

std::size_t times(const std::string& text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size()))
    ++found;
  return found;
}

TEST(Page, CarriesTheDocumentWhole) {
  const json document = document_of("Ann Ålesund");
  EXPECT_EQ(json::parse(embedded(page(document))), document);
}

TEST(Page, IsOneFileThatAsksForNothing) {
  const std::string html = page(document_of("Ann"));
  for (const char* asking :
       {"src=", "<link", "@import", "url(http", "fetch(", "XMLHttpRequest", "sourceMappingURL"}) {
    EXPECT_EQ(html.find(asking), std::string::npos) << asking;
  }
}

TEST(Page, NeverPutsTextInAsMarkup) {
  const std::string script{web_page().script};
  for (const char* way : {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "</script"}) {
    EXPECT_EQ(script.find(way), std::string::npos) << way;
  }
}

TEST(Page, HostileNamesStayNames) {
  const std::string plain = page(document_of("Ann"));
  for (const std::string& name :
       {std::string{"</script><script>alert(1)</script>"}, std::string{"<!-- <script>"},
        std::string{"]]>&lt;\"'\\"}, std::string{"\xE2\x80\xA8 and \xE2\x80\xA9"},
        std::string{"{{script}}{{document}}"}, std::string{"</title><b>"}}) {
    const json document = document_of(name);
    const std::string html = page(document);
    EXPECT_EQ(json::parse(embedded(html)), document) << name;
    for (const char* tag : {"<script", "</script", "<!--", "<b>", "</title"}) {
      EXPECT_EQ(times(html, tag), times(plain, tag)) << tag << " in " << name;
    }
    EXPECT_EQ(embedded(html).find("\xE2\x80\xA8"), std::string::npos);
  }
}

TEST(Page, TextThatIsNotUtf8IsMended) {
  const std::string html = page(document_of("Jos\xE9"));
  EXPECT_EQ(json::parse(embedded(html)).at("for"), "Jos\xEF\xBF\xBD");
}

TEST(Page, RoundsTheReplayToWhatCanBeSeen) {
  json document = document_of("Ann");
  document["replay"]["runners"] = json::array({{{"along_m", {1.23456, 2, nullptr}},
                                                {"outward_m", {0.305}},
                                                {"speed_mps", {7.123456}},
                                                {"reserve_j_per_kg", {399.6}},
                                                {"finish_s", 209.3812345}}});
  const json seen = json::parse(embedded(page(document))).at("replay").at("runners").at(0);
  EXPECT_EQ(seen.at("along_m"), (json{1.23, 2, nullptr}));
  EXPECT_EQ(seen.at("speed_mps"), (json{7.12}));
  EXPECT_EQ(seen.at("reserve_j_per_kg"), (json{400.0}));
  EXPECT_EQ(seen.at("finish_s"), 209.3812345);
}

TEST(Page, AnotherSchemaIsOurMistake) {
  EXPECT_THROW(page(json{{"schema", "lastlap.plan/1"}}), base::Broken);
  EXPECT_THROW(page(json::array()), base::Broken);
}

TEST(Page, TheSampleMakesAPageOfModestSize) {
  std::ifstream file(LASTLAP_HOUSE "/web/test/sample.json");
  const json sample = json::parse(file);
  const std::string html = page(sample);
  EXPECT_EQ(html.compare(0, 15, "<!doctype html>"), 0);
  EXPECT_NE(html.find("<title>Callum Reyburn · World Championships 2027"), std::string::npos);
  EXPECT_LT(web_page().script.size(), 150'000U);
}

}  // namespace
}  // namespace lastlap::report
