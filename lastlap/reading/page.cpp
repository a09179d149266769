#include "lastlap/reading/page.hpp"

#include <gumbo.h>
#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>

namespace lastlap::reading {
namespace {

/// A page has some thousand tags, nested some dozen deep; HTML copies every <b> left open into every paragraph after it. Guesses.
constexpr std::size_t most_elements = 2'000'000, most_depth = 512;

const std::set<GumboTag> unseen{GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_HEAD, GUMBO_TAG_NAV, GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,
                                GUMBO_TAG_FORM, GUMBO_TAG_BUTTON, GUMBO_TAG_SVG, GUMBO_TAG_IFRAME, GUMBO_TAG_SELECT, GUMBO_TAG_OBJECT, GUMBO_TAG_AUDIO, GUMBO_TAG_VIDEO};
const std::set<GumboTag> within_a_line{GUMBO_TAG_A, GUMBO_TAG_ABBR, GUMBO_TAG_B, GUMBO_TAG_BDI, GUMBO_TAG_BDO, GUMBO_TAG_BIG, GUMBO_TAG_CITE, GUMBO_TAG_CODE, GUMBO_TAG_DATA, GUMBO_TAG_DEL, GUMBO_TAG_DFN,
                                       GUMBO_TAG_EM, GUMBO_TAG_FONT, GUMBO_TAG_I, GUMBO_TAG_INS, GUMBO_TAG_KBD, GUMBO_TAG_MARK, GUMBO_TAG_Q, GUMBO_TAG_S, GUMBO_TAG_SAMP, GUMBO_TAG_SMALL,
                                       GUMBO_TAG_SPAN, GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG, GUMBO_TAG_SUB, GUMBO_TAG_SUP, GUMBO_TAG_TIME, GUMBO_TAG_TT, GUMBO_TAG_U, GUMBO_TAG_VAR, GUMBO_TAG_WBR, GUMBO_TAG_IMG};

/// How many elements the parser might make of the tags: every one of them within all that were left open. Nothing: nested too deep.
std::optional<std::size_t> elements_at_most(std::string_view html) {
  static const std::set<std::string, std::less<>> closed_by_others{"p", "li", "td", "tr", "th", "dt", "dd", "option", "thead", "tbody", "br", "img", "input", "meta", "link", "hr", "wbr", "source", "area", "base", "col", "embed", "param", "track", "html", "head", "body"};
  std::map<std::string, std::size_t, std::less<>> open;
  std::size_t tags = 0, depth = 0, deepest = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const bool closes = at + 1 < html.size() && html[at + 1] == '/';
    std::string name;
    for (std::size_t next = at + (closes ? 2 : 1); next < html.size() && std::isalnum(static_cast<unsigned char>(html[next])) && name.size() < 16; ++next) name += static_cast<char>(std::tolower(static_cast<unsigned char>(html[next])));
    if (name.empty()) continue;
    ++tags;
    if (closed_by_others.contains(name)) continue;
    std::size_t& count = open[name];
    if (!closes) {
      ++count;
      deepest = std::max(deepest, ++depth);
    } else if (count > 0) {
      --count;
      --depth;
    }
  }
  if (deepest > most_depth) return std::nullopt;
  return tags * (deepest + 1);
}

struct Output {
  explicit Output(const std::string& html) : parsed{gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size())} {}
  ~Output() { gumbo_destroy_output(&kGumboDefaultOptions, parsed); }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  GumboOutput* parsed;
};

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT;
}

std::vector<const GumboNode*> children_of(const GumboNode* node) {
  if (!is_element(node)) return {};
  const GumboVector& list = node->v.element.children;
  std::vector<const GumboNode*> children;
  for (unsigned int i = 0; i < list.length; ++i) children.push_back(static_cast<const GumboNode*>(list.data[i]));
  return children;
}

/// The first element of that kind, in the order of the page.
const GumboNode* first_of(const GumboNode* root, GumboTag tag) {
  std::vector<const GumboNode*> rest{root};
  while (!rest.empty()) {
    const GumboNode* node = rest.back();
    rest.pop_back();
    if (is_element(node) && node->v.element.tag == tag) return node;
    const auto children = children_of(node);
    rest.insert(rest.end(), children.rbegin(), children.rend());
  }
  return nullptr;
}

/// Takes down the words of a page one after another.
class Taker {
 public:
  Taker(const TracedText& html) : html_{html} {}

  void take(const GumboNode* root) {
    std::vector<std::pair<const GumboNode*, bool>> rest{{root, false}};
    while (!rest.empty()) {
      const auto [node, done] = rest.back();
      rest.pop_back();
      if (done) {
        end_line(2);
      } else if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE || node->type == GUMBO_NODE_CDATA) {
        take_text(node->v.text);
      } else if (is_element(node) && !unseen.contains(node->v.element.tag)) {
        enter(node, rest);
      }
    }
    taken_.origin.push_back(at_);
  }

  TracedText taken_;

 private:
  void enter(const GumboNode* node, std::vector<std::pair<const GumboNode*, bool>>& rest) {
    const GumboTag tag = node->v.element.tag;
    const bool cell = tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH;
    if (tag == GUMBO_TAG_BR) return end_line(1);
    if (cell) put(' ', at_);
    if (!cell && !within_a_line.contains(tag)) {
      end_line(2);
      rest.emplace_back(node, true);
    }
    const auto children = children_of(node);
    for (auto child = children.rbegin(); child != children.rend(); ++child) rest.emplace_back(*child, false);
  }

  void put(char letter, std::uint32_t from) {
    const bool blank = letter == ' ' || letter == '\n' || letter == '\t' || letter == '\r' || letter == '\f';
    if (blank && (taken_.text.empty() || taken_.text.back() == ' ' || taken_.text.back() == '\n')) return;
    taken_.text += blank ? ' ' : letter;
    taken_.origin.push_back(from);
  }

  void end_line(std::size_t lines) {
    while (!taken_.text.empty() && taken_.text.back() == ' ') {
      taken_.text.pop_back();
      taken_.origin.pop_back();
    }
    if (taken_.text.empty()) return;
    std::size_t have = 0;
    while (have < taken_.text.size() && have < lines && taken_.text[taken_.text.size() - 1 - have] == '\n') ++have;
    for (; have < lines; ++have) {
      taken_.text += '\n';
      taken_.origin.push_back(at_);
    }
  }

  /// The letters as decoded, beside the bytes of the page: they part only at "&amp;" and its like, and at line ends.
  void take_text(const GumboText& text) {
    const std::string_view raw{text.original_text.data, text.original_text.length};
    const std::size_t first = static_cast<std::size_t>(text.original_text.data - html_.text.data());
    std::size_t at = 0;
    for (const char* letter = text.text; *letter != '\0'; ++letter) {
      if (at < raw.size() && raw[at] == '\r') ++at;
      at_ = html_.origin[first + std::min(at, raw.size())];
      put(*letter, at_);
      const bool continues = (static_cast<unsigned char>(letter[1]) & 0xC0) == 0x80;
      if (at < raw.size() && raw[at] == '&' && !(letter[0] == '&' && at + 1 < raw.size() && raw[at + 1] == letter[1])) {
        if (!continues) at = end_of_reference(raw, at);
      } else if (at < raw.size()) {
        ++at;
      }
    }
    at_ = html_.origin[first + raw.size()];
  }

  static std::size_t end_of_reference(std::string_view raw, std::size_t at) {
    std::size_t end = at + 1;
    while (end < raw.size() && (std::isalnum(static_cast<unsigned char>(raw[end])) || raw[end] == '#')) ++end;
    return end < raw.size() && raw[end] == ';' ? end + 1 : end;
  }

  const TracedText& html_;
  std::uint32_t at_ = 0;
};

}  // namespace

bool looks_like_html(std::string_view bytes) {
  static const RE2 html{R"((?is)^\x{FEFF}?\s*(?:<!--.*?-->\s*)*(?:<!doctype html|<html|<head|<body|<\?xml|<(?:p|div|article|h1|span)[ >]))"};
  return RE2::PartialMatch(re2::StringPiece{bytes.data(), std::min<std::size_t>(bytes.size(), 4096)}, html);
}

base::Result<TracedText> shown_text(const TracedText& html, const std::string& name) {
  const auto elements = elements_at_most(html.text);
  if (!elements || *elements > most_elements) return base::wrong("too tangled a page", name, "its tags are left open or nested without end", "save the page as text");
  const Output output{html.text};
  const GumboNode* root = output.parsed->root;
  for (const GumboTag tag : {GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN, GUMBO_TAG_BODY})
    if (const GumboNode* found = first_of(root, tag)) {
      root = found;
      break;
    }
  Taker taker{html};
  taker.take(root);
  return std::move(taker.taken_);
}

}  // namespace lastlap::reading
