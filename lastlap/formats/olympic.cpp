#include "lastlap/formats/olympic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <vector>

#include "lastlap/formats/clock.hpp"
#include "lastlap/formats/heading.hpp"
#include "lastlap/formats/naming.hpp"
#include "lastlap/formats/scribe.hpp"
#include "lastlap/formats/status.hpp"
#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

using Node = pugi::xml_node;

std::string_view attribute(Node node, const char* name) { return trimmed(node.attribute(name).as_string()); }

/// An attribute fit to be kept; cut at the bound of words, for no name of the feed has 100 letters.
std::string word(Node node, const char* name) { return plain(attribute(node, name).substr(0, most_word_bytes)); }

/// The code of a document, "ATHM1500M-------------FNL-000100--": discipline, gender, event, phase, unit.
struct DocumentCode {
  std::string_view discipline, gender, event, phase, unit;
};

std::string_view without_dashes(std::string_view part) {
  while (part.ends_with('-')) part.remove_suffix(1);
  return part;
}

std::optional<DocumentCode> document_code(std::string_view code) {
  if (code.size() != 34) return std::nullopt;
  return DocumentCode{code.substr(0, 3), code.substr(3, 1), without_dashes(code.substr(4, 18)), without_dashes(code.substr(22, 4)),
                      without_dashes(code.substr(26, 8))};
}

/// "final", "semi-final 2", "heat 3", "repechage heat 1" from "FNL", "SFNL", "RND1", "REP" and a unit such as "000200".
std::string round_of(const DocumentCode& code) {
  const std::string_view phase = code.phase;
  const auto number = whole_number(code.unit.substr(0, std::min<std::size_t>(4, code.unit.size()))).value_or(1);
  if (phase == "FNL") return number <= 1 ? "final" : fmt::format("final {}", number);
  if (phase == "SFNL") return fmt::format("semi-final {}", number);
  if (phase == "QFNL") return fmt::format("quarter-final {}", number);
  if (phase.starts_with("REP")) return fmt::format("repechage heat {}", number);
  if (phase == "RND1" || phase == "HEAT" || phase == "PREL") return fmt::format("heat {}", number);
  if (phase.starts_with("RND")) return fmt::format("round {} heat {}", phase.substr(3), number);
  return "";
}

/// Which line a byte of the text is on.
class Lines {
 public:
  explicit Lines(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at)
      if (text[at] == '\n') ends_.push_back(at);
  }
  std::size_t line_of(Node node) const {
    const std::ptrdiff_t at = node.offset_debug();
    const auto end = std::ranges::lower_bound(ends_, static_cast<std::size_t>(std::max<std::ptrdiff_t>(at, 0)));
    return static_cast<std::size_t>(end - ends_.begin()) + 1;
  }

 private:
  std::vector<std::size_t> ends_;
};

/// The raw time of a result and its thousandths, ".376": the official time is rounded up, so the raw one is up to a hundredth below.
std::optional<measure::Duration> with_thousandths(measure::Duration official, std::string_view thousandths) {
  if (thousandths.size() != 4 || thousandths.front() != '.') return std::nullopt;
  const auto count = whole_number(thousandths.substr(1));
  if (!count) return std::nullopt;
  double whole = std::floor(official.si());
  if (whole + *count / 1000.0 > official.si() + 1e-9) whole -= 1;
  const ClockTime raw{.raw = measure::Duration{std::round((whole * 1000.0 + *count)) / 1000.0}, .decimals = 3};
  if (raw.raw.si() <= 0 || raw.official() != official) return std::nullopt;
  return raw.raw;
}

class OlympicReader {
 public:
  OlympicReader(std::string_view text, std::string file) : lines_{text}, scribe_{std::move(file), "Olympic Data Feed"} {}

  Sheet read(const pugi::xml_document& document) {
    for (const Node body : document.children("OdfBody")) add_message(body);
    for (const Node root : document.children())
      for (const Node body : root.children("OdfBody")) add_message(body);
    return std::move(scribe_).done();
  }

 private:
  void wrong(Node node, std::string_view what, std::string why) { scribe_.wrong(lines_.line_of(node), {std::string(what), std::move(why), ""}); }

  void add_message(Node body) {
    const std::string type = word(body, "DocumentType");
    if (type != "DT_RESULT" && type != "DT_RESULT_ANALYSIS") return scribe_.remark(fmt::format("a message {}", shown(type)));
    const std::string written = word(body, "DocumentCode");
    const auto code = document_code(written);
    if (!code) return wrong(body, "not a race", fmt::format("DocumentCode: {} has not 34 characters", shown(written)));
    if (code->discipline != "ATH") return scribe_.remark(fmt::format("a message of the sport {}", shown(code->discipline)));
    if (attribute(body, "FeedFlag") == "T") scribe_.remark("a message of a test feed");
    status_ = word(body, "ResultStatus");
    if (!status_.empty() && status_ != "OFFICIAL" && status_ != "START_LIST") scribe_.remark(fmt::format("results that are not official yet: {}", status_));
    const Node competition = body.child("Competition");
    add_race(body, competition, *code, written);
    read_points(competition.child("ExtendedInfos"));
    runners_.clear();
    for (const Node result : competition.children("Result"))
      if (scribe_.has_room(lines_.line_of(result))) add_result(result, type == "DT_RESULT");
    add_leaders(competition.child("ExtendedInfos"));
  }

  void add_race(Node body, Node competition, const DocumentCode& code, const std::string& written) {
    const Node infos = competition.child("ExtendedInfos"), sport = infos.child("SportDescription"), venue = infos.child("VenueDescription");
    const Heading by_code = heading_of(code.event);
    const Heading by_name = heading_of(word(sport, "EventName"));
    race_ = RaceRow{};
    race_.line = lines_.line_of(body);
    race_.competition = word(body, "CompetitionCode");
    race_.key = fmt::format("{} {}", race_.competition, written);
    race_.title = plain(fmt::format("{} {}", word(sport, "EventName"), word(sport, "SubEventName")));
    const Heading& event = by_code.is_known || by_name.event.empty() ? by_code : by_name;
    race_.event = event.event;
    race_.distance = event.distance;
    if (!event.is_known) scribe_.remark(remark_on_event(event));
    race_.sex = sex_called(code.gender);
    if (!race_.sex) race_.sex = sex_called(attribute(sport, "Gender"));
    race_.round = round_of(code);
    if (race_.round.empty()) race_.round = heading_of(word(sport, "SubEventName")).round;
    race_.date = day(attribute(infos.child("UnitDateTime"), "StartDate"));
    for (const char* name : {"LogicalDate", "Date"})
      if (!race_.date) race_.date = day(attribute(body, name));
    race_.venue = word(venue, attribute(venue, "VenueName").empty() ? "LocationName" : "VenueName");
    scribe_.sheet.races.push_back(race_);
  }

  /// Where the intermediates are: by their position, [m] from the start.
  void read_points(Node infos) {
    points_.clear();
    for (const Node info : infos.children("ExtendedInfo")) {
      if (attribute(info, "Code") != "INTERMEDIATE") continue;
      const auto position = whole_number(attribute(info, "Pos"));
      const auto metres = distance_of(attribute(info, "Value"));
      if (position && metres) points_[*position] = *metres;
    }
  }

  /// "400", "400m", "Finish".
  std::optional<measure::Distance> distance_of(std::string_view value) const {
    if (small_letters(value) == "finish") return race_.distance;
    if (value.ends_with('m')) value.remove_suffix(1);
    const auto metres = decimal_number(trimmed(value));
    if (!metres || !(*metres > 0) || *metres > 1e5) return std::nullopt;
    return measure::Distance{*metres};
  }

  std::optional<Person> person_in(Node result) {
    const Node competitor = result.child("Competitor"), athlete = competitor.child("Composition").child("Athlete");
    if (attribute(competitor, "Type") == "T") {
      scribe_.remark("teams");
      return std::nullopt;
    }
    const Node description = athlete.child("Description");
    Person person = person_of({attribute(description, "GivenName").substr(0, most_word_bytes), attribute(description, "FamilyName").substr(0, most_word_bytes)});
    if (person.name.empty()) {
      wrong(result, "not a result", "it names nobody");
      return std::nullopt;
    }
    person.sex = sex_called(attribute(description, "Gender"));
    person.birth = day(attribute(description, "BirthDate"));
    person.country = word(competitor, "Organisation");
    if (person.country.empty()) person.country = word(description, "Organisation");
    for (const std::string& code : {word(competitor, "Code"), word(athlete, "Code")})
      if (!code.empty()) runners_[code] = person;
    return person;
  }

  void add_result(Node node, bool with_result) {
    const auto person = person_in(node);
    if (!person) return;
    ResultRow result;
    result.line = lines_.line_of(node);
    result.race = race_.key;
    result.person = *person;
    result.bib = word(node.child("Competitor").child("Composition").child("Athlete"), "Bib");
    if (!take_outcome(node, result)) return;
    add_splits(node, result);
    // An analysis repeats the result without its marks of qualification; it is a result where it says one.
    if (with_result || result.time || result.status != "entered") scribe_.sheet.results.push_back(std::move(result));
  }

  bool take_outcome(Node node, ResultRow& result) {
    const std::string_view rank = attribute(node, "Rank"), irm = attribute(node, "IRM"), time = attribute(node, "Result");
    result.qualified = word(node, "QualificationMark");
    result.start_order = whole_number(attribute(node, "StartOrder"));
    result.status = "entered";
    if (!irm.empty()) {
      const auto status = status_of(irm);
      if (!status || status->empty()) return wrong(node, "not a result", fmt::format("IRM: {} is no status", shown(irm))), false;
      result.status = std::string(*status);
      return true;
    }
    if (!rank.empty()) {
      result.place = whole_number(rank);
      if (!result.place || *result.place < 1) return wrong(node, "not a result", fmt::format("Rank: {} is no place", shown(rank))), false;
    }
    const std::string_view kind = attribute(node, "ResultType");
    if (!time.empty() && (kind.empty() || kind == "TIME") && !take_time(node, time, result)) return false;
    if (result.time || result.place) result.status = "OK";
    return true;
  }

  bool take_time(Node node, std::string_view written, ResultRow& result) {
    const auto time = clock_time(written);
    if (!time || !(time->raw.si() > 0) || time->raw.si() > 1e5) {
      wrong(node, "not a result", fmt::format("Result: {} is not a time", shown(written)));
      return false;
    }
    result.time = time->official();
    result.raw_time = time->finer();
    result.timing = time->timing(true);
    for (const Node extra : node.child("ExtendedResults").children("ExtendedResult"))
      if (attribute(extra, "Code") == "MS" && !result.raw_time) result.raw_time = with_thousandths(*result.time, attribute(extra, "Value"));
    return true;
  }

  /// A runner's intermediates: the time as the value, its distance by position; or the distance as the value, the time as an extension.
  void add_splits(Node node, const ResultRow& result) {
    const Node athlete = node.child("Competitor").child("Composition").child("Athlete");
    for (const Node results : {node.child("ExtendedResults"), athlete.child("ExtendedResults")})
      for (const Node extra : results.children("ExtendedResult")) {
        if (attribute(extra, "Code") != "INTERMEDIATE") continue;
        std::string_view time = attribute(extra, "Value"), rank = attribute(extra, "Rank");
        auto at = point_at(extra);
        for (const Node extension : extra.children("Extension")) {
          if (attribute(extension, "Code") == "RANK") rank = attribute(extension, "Value");
          if (attribute(extension, "Code") != "TIME") continue;
          if (const auto distance = distance_of(attribute(extra, "Value"))) at = distance;
          time = attribute(extension, "Value");
        }
        add_split(extra, result.person, at, {time, rank});
      }
  }

  std::optional<measure::Distance> point_at(Node extra) const {
    const auto position = whole_number(attribute(extra, "Pos"));
    const auto point = position ? points_.find(*position) : points_.end();
    return point == points_.end() ? std::nullopt : std::optional{point->second};
  }

  struct TimeAndRank {
    std::string_view time, rank;
  };

  void add_split(Node node, const Person& person, std::optional<measure::Distance> at, TimeAndRank said) {
    if (!at) return scribe_.remark("intermediates that do not tell their distances");
    if (said.time.empty() && said.rank.empty()) return;
    const auto time = clock_time(said.time);
    const auto place = whole_number(said.rank);
    if (!said.time.empty() && !time) return wrong(node, "not a split", fmt::format("{} is not a time", shown(said.time)));
    if (!said.rank.empty() && !place) return wrong(node, "not a split", fmt::format("{} is not a place", shown(said.rank)));
    // The last intermediate is the result itself.
    if (race_.distance && at->si() >= race_.distance->si()) return;
    SplitRow split;
    split.line = lines_.line_of(node);
    split.race = race_.key;
    split.person = person;
    split.distance = *at;
    if (time) split.time = time->raw;
    split.place = place;
    scribe_.sheet.splits.push_back(std::move(split));
  }

  /// The leader's times at the intermediates, by her name where the message has it.
  void add_leaders(Node infos) {
    for (const Node info : infos.children("ExtendedInfo")) {
      if (attribute(info, "Code") != "INTERMEDIATE" || !scribe_.has_room(lines_.line_of(info))) continue;
      std::string_view time, leader;
      for (const Node extension : info.children("Extension")) {
        if (attribute(extension, "Code") == "TIME") time = attribute(extension, "Value");
        if (attribute(extension, "Code") == "LEADER") leader = attribute(extension, "Value");
      }
      if (time.empty()) continue;
      const auto runner = runners_.find(std::string(leader));
      Person nobody;
      nobody.name = "leader";
      add_split(info, runner == runners_.end() ? nobody : runner->second, distance_of(attribute(info, "Value")), {time, "1"});
    }
  }

  Lines lines_;
  Scribe scribe_;
  std::string status_;
  RaceRow race_;
  std::map<int, measure::Distance> points_;
  std::map<std::string, Person> runners_;
};

/// Stops at the first element that lies too deep.
struct DepthWalker : pugi::xml_tree_walker {
  bool for_each(Node&) override { return depth() < most_xml_depth; }
};

}  // namespace

bool is_olympic(std::string_view text) {
  text = trimmed(text.substr(0, 1 << 16));
  return text.starts_with('<') && text.find("<OdfBody") != text.npos;
}

base::Result<Sheet> read_olympic(std::string_view text, std::string file) {
  const auto no_feed = [&](std::size_t line, std::string why) {
    return base::wrong("not an Olympic Data Feed", fmt::format("{}:{}", file, line), std::move(why));
  };
  if (static_cast<std::size_t>(std::ranges::count(text, '<')) > most_xml_elements) return no_feed(1, fmt::format("more than {} elements", most_xml_elements));
  if (static_cast<std::size_t>(std::ranges::count(text, '=')) > most_xml_attributes)
    return no_feed(1, fmt::format("more than {} attributes", most_xml_attributes));
  pugi::xml_document document;
  const pugi::xml_parse_result read = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!read) {
    const auto behind = static_cast<std::size_t>(std::max<std::ptrdiff_t>(read.offset, 0));
    const auto line = static_cast<std::size_t>(std::ranges::count(text.substr(0, behind), '\n')) + 1;
    return no_feed(line, fmt::format("its XML cannot be read: {}", read.description()));
  }
  DepthWalker walker;
  if (!document.traverse(walker)) return no_feed(1, fmt::format("elements lie more than {} deep", most_xml_depth));
  return OlympicReader{text, std::move(file)}.read(document);
}

}  // namespace lastlap::formats
