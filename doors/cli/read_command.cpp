#include "doors/cli/read_command.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "doors/cli/output.hpp"
#include "doors/cli/places.hpp"
#include "doors/cli/write_file.hpp"
#include "lastlap/archive/claims.hpp"
#include "lastlap/reading/claim.hpp"
#include "lastlap/reading/library.hpp"

namespace lastlap::cli {
namespace {

using base::Result;
using Json = nlohmann::ordered_json;
using reading::Article;
using reading::Claim;
using reading::Reading;

/// What the user wrote after `lastlap read`.
struct Asked {
  std::string file, as_of;
  bool keep = false;
};

Result<std::string> standard_input() {
  std::string bytes;
  std::vector<char> part(std::size_t{1} << 16);
  while (bytes.size() <= reading::most_article_bytes) {
    const ssize_t count = ::read(STDIN_FILENO, part.data(), part.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return base::failed("cannot read", "standard input", std::generic_category().message(errno));
    if (count == 0) break;
    bytes.append(part.data(), static_cast<std::size_t>(count));
  }
  return bytes;
}

Result<Article> article_in(const std::string& file) {
  auto bytes = file == "-" ? standard_input() : read_file(file, reading::most_article_bytes);
  if (!bytes) return tl::make_unexpected(bytes.error());
  return reading::read_article(std::move(*bytes), file);
}

Result<reading::Words> words_beside(const std::filesystem::path& facts) {
  std::vector<reading::WordFile> files;
  for (const std::string& name : reading::word_files()) {
    auto text = read_file(facts / "words" / name);
    if (!text) return base::failed("a table of words cannot be read", (facts / "words" / name).string(), text.error().why, "install lastlap anew");
    files.push_back({name, std::move(*text)});
  }
  return reading::read_words(files);
}

Result<std::optional<measure::AsOf>> as_of_in(const std::string& written) {
  if (written.empty()) return std::optional<measure::AsOf>{};
  const auto date = measure::Date::read(written);
  if (!date) return base::wrong(date.error().what, "--as-of", date.error().why, date.error().hint);
  return std::optional{measure::AsOf{*date}};
}

Json text_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json json_of(const Claim& claim) {
  Json against = Json::array();
  for (const reading::Against& one : claim.against)
    against.push_back({{"what", one.what}, {"race", text_or_null(one.race)}, {"source", text_or_null(one.source)}});
  return {{"text", claim.text},
          {"start", claim.start},
          {"end", claim.end},
          {"kind", reading::text(claim.kind)},
          {"athlete", claim.athlete},
          {"over", text_or_null(claim.rival)},
          {"value", text_or_null(claim.value())},
          {"value_s", claim.time && claim.kind != reading::ClaimKind::win && claim.kind != reading::ClaimKind::place ? Json(claim.time->seconds) : Json(nullptr)},
          {"distance_m", claim.segment_m ? Json(*claim.segment_m) : Json(nullptr)},
          {"record", text_or_null(claim.record)},
          {"event", text_or_null(claim.occasion.event)},
          {"date", text_or_null(claim.kind == reading::ClaimKind::birth ? "" : claim.occasion.date.text())},
          {"race", text_or_null(claim.race)},
          {"verdict", reading::text(claim.verdict)},
          {"why", claim.why},
          {"against", against},
          {"rule", claim.rule}};
}

std::string json_of(const Article& article, const Reading& reading) {
  Json claims = Json::array();
  for (const Claim& claim : reading.claims) claims.push_back(json_of(claim));
  const Json document{{"schema", "lastlap.claims/1"},
                      {"article", article.name},
                      {"encoding", article.encoding == reading::Encoding::utf_8 ? "utf-8" : "windows-1252"},
                      {"article_date", reading.day.day ? Json(reading.day.day->text()) : Json(nullptr)},
                      {"article_year", reading.day.year > 0 ? Json(reading.day.year) : Json(nullptr)},
                      {"article_date_how", reading.day.how},
                      {"claims", claims}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  constexpr std::size_t most = 160;
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + " ...";
}

std::string text_of(const Article& article, const Reading& reading) {
  std::string text = fmt::format("{}: {} {}; the article's day is {}\n", article.name == "-" ? "standard input" : article.name, reading.claims.size(), reading.claims.size() == 1 ? "claim" : "claims",
                                 reading.day.how == "not known" ? "not known" : fmt::format("{} ({})", reading.day.day ? reading.day.day->text() : std::to_string(reading.day.year), reading.day.how));
  if (article.encoding == reading::Encoding::windows_1252) text += "It is not UTF-8 and was read as Windows-1252.\n";
  reading::Position at;
  for (const Claim& claim : reading.claims) {
    at = reading::position_of(article, claim.start, at);
    text += fmt::format("\n{}:{}  \"{}\"\n", at.line, at.column, one_line(claim.text));
    text += fmt::format("  {}{}{}{}\n", reading::text(claim.kind), claim.athlete.empty() ? "" : ", " + claim.athlete, claim.value().empty() ? "" : ", " + claim.value(),
                        claim.rival.empty() ? "" : ", over " + claim.rival);
    text += fmt::format("  {}: {}\n", reading::text(claim.verdict), claim.why);
    for (const reading::Against& one : claim.against)
      if (!one.source.empty()) text += fmt::format("    {} [{}]\n", one.what, one.source);
    text += fmt::format("  rule: {}\n", claim.rule);
  }
  return text;
}

std::vector<archive::KeptClaim> to_keep(const Reading& reading) {
  std::vector<archive::KeptClaim> kept;
  for (const Claim& claim : reading.claims) {
    archive::KeptClaim one{claim.start, claim.end, claim.text, std::string(reading::text(claim.kind)), claim.athlete, {}, claim.value(), "", claim.race, std::string(reading::text(claim.verdict)), ""};
    if (claim.athletes.size() == 1) one.athlete_id = claim.athletes.front();
    if (claim.kind != reading::ClaimKind::birth) one.date = claim.occasion.date.text();
    for (const reading::Against& against : claim.against) one.against += (one.against.empty() ? "" : "; ") + against.what;
    kept.push_back(std::move(one));
  }
  return kept;
}

/// Only the file's name: where it lay is nobody's business later.
std::string source_of(const Article& article) {
  const std::string name = article.name == "-" ? "from standard input" : std::filesystem::path(article.name).filename().string();
  return archive::article_source(name, article.bytes);
}

ExitStatus run_read(const Options& options, const Asked& asked) {
  const auto as_of = as_of_in(asked.as_of);
  if (!as_of) return complain(as_of.error());
  const auto article = article_in(asked.file);
  if (!article) return complain(article.error());
  auto words = words_beside(options.facts);
  if (!words) return complain(words.error());
  const auto archive = open_archive(options);
  if (!archive) return complain(archive.error());
  auto book = reading::open_book(*archive);
  if (!book) return complain(book.error());
  const auto library = reading::library_of(std::move(*words), std::move(*book));
  if (!library) return complain(library.error());
  const Reading read = reading::read_claims(*article, **library, *as_of);
  if (asked.keep) {
    const auto kept = archive::keep_claims(options.archive, source_of(*article), read.day.day ? read.day.day->text() : "", to_keep(read));
    if (!kept) return complain(kept.error());
  }
  return answer(options.json ? json_of(*article, read) : text_of(*article, read));
}

}  // namespace

void add_read_command(CLI::App& app, const Options& options, ExitStatus& status) {
  const auto asked = std::make_shared<Asked>();
  CLI::App* read = app.add_subcommand("read", "Read a press text: what it claims of races, and how that stands against the archive");
  read->add_option("FILE", asked->file, "the article as plain text; - for standard input")->required();
  read->add_option("--as-of", asked->as_of, "the day of the article: nothing later counts (default: the article's own, where it tells)")->type_name("DATE");
  read->add_flag("--keep", asked->keep, "keep the claims in the archive, with the article as their source (facts stay as they are)");
  read->footer("Example:\n  lastlap read final.txt --as-of 2023-08-24 --json");
  read->callback([&options, &status, asked] { status = run_read(options, *asked); });
}

}  // namespace lastlap::cli
