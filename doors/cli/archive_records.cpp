#include <fmt/format.h>

#include <set>

#include "doors/cli/archive_questions.hpp"
#include "doors/cli/asking.hpp"
#include "doors/cli/table.hpp"
#include "lastlap/archive/names.hpp"
#include "lastlap/archive/records.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::cli {
namespace {

using archive::AthleteMark;
using archive::Contradiction;
using archive::Milestone;
using archive::Record;
using archive::RecordKind;
using base::Result;

constexpr std::size_t usual_lines = 40;
/// So few records are shown with their history without asking for it.
constexpr std::size_t few_records = 4;
constexpr std::size_t usual_milestones = 12;

/// The question, read.
struct Wanted {
  archive::RecordQuestion question;
  std::optional<measure::AsOf> as_of;
};

Result<Wanted> wanted_in(const Question& question) {
  const auto event = event_in(question.event);
  if (!event) return tl::make_unexpected(event.error());
  const auto sex = sex_in(question.sex);
  if (!sex) return tl::make_unexpected(sex.error());
  const auto track = track_in(question.track);
  if (!track) return tl::make_unexpected(track.error());
  const auto as_of = as_of_in(question.as_of);
  if (!as_of) return tl::make_unexpected(as_of.error());
  const auto kind = archive::record_kind_named(question.kind);
  if (!kind && !question.kind.empty()) {
    return base::wrong("no such kind of record", "--kind", "\"" + question.kind + "\"",
                       "it is one of " + base::joined(archive::record_kind_names()));
  }
  return Wanted{{.event = question.event, .sex = *sex, .track = *track, .kind = kind, .of = question.of}, *as_of};
}

/// The mark to show for a record: the listed one, else the fastest known.
const AthleteMark& mark_of(const Record& record) {
  return record.history.in_force ? *record.history.in_force : record.history.milestones.back().mark;
}

std::string standing_of(const Record& record) {
  return record.history.in_force ? "listed" : "fastest known";
}

std::string why_words(const Contradiction& contradiction) {
  const std::string record = measure::text_of_mark(contradiction.record.performance.time);
  switch (contradiction.why) {
    case Contradiction::Why::older_and_faster:
      return "older and faster than the listed " + record;
    case Contradiction::Why::newer_and_unlisted:
      return "faster than the listed " + record + ", and not listed";
    case Contradiction::Why::listed_but_slower:
      break;
  }
  return "listed, and slower than the " + record + " listed before";
}

std::string_view why_name(Contradiction::Why why) {
  if (why == Contradiction::Why::older_and_faster) return "older-and-faster";
  return why == Contradiction::Why::newer_and_unlisted ? "newer-and-unlisted" : "listed-but-slower";
}

/// How the honest limits of a kind are said; empty where the marks themselves can tell.
std::string basis_words(const std::optional<RecordKind>& kind) {
  if (kind == RecordKind::collegiate)
    return "Collegiate records are known only where a list names them: marks do not say who ran for a college.\n";
  if (kind == RecordKind::meeting || kind == RecordKind::championship)
    return "Fastest known: of the archived races. Other years and heats may have been faster.\n";
  if (kind == RecordKind::national || kind == RecordKind::area)
    return "Fastest known: of the athletes in the archive, by the country listed with each mark. Others may have been faster.\n";
  return "Fastest known: of the athletes in the archive. Others may have been faster; annulled marks are left out.\n";
}

/// `all`, or the latest milestones.
std::string history_text(const Record& record, bool all) {
  const archive::RecordHistory& history = record.history;
  std::string words = fmt::format("\n{}, {}, {}: the marks that nobody known had bettered\n", archive::title_of(record.name),
                                  measure::text(record.name.sex), event_words(record.name.event, record.name.track));
  words[1] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[1])));
  Table table{{{"mark", true}, {"athlete"}, {"country"}, {"date"}, {"venue"}, {""}}};
  const std::size_t earlier = all ? 0 : history.milestones.size() - std::min(history.milestones.size(), usual_milestones);
  for (const Milestone& milestone : std::span{history.milestones}.subspan(earlier)) {
    const auto& [athlete, mark] = milestone.mark;
    table.add({measure::text_of_mark(mark.time), athlete.name, dash_if_empty(athlete.country), mark.date.text(), mark.venue,
               milestone.listed ? "listed" : milestone.equals ? "equals" : ""});
  }
  words += (earlier > 0 ? fmt::format("... {} earlier; --history shows all\n", earlier) : "") + table.text();
  if (history.since) words += fmt::format("The archive's marks begin on {}.\n", history.since->text());
  for (const Contradiction& one : history.contradictions) {
    words += fmt::format("Contradicted by {}, {}, {}, {}: {}.\n", measure::text_of_mark(one.mark.performance.time), one.mark.athlete.name,
                         one.mark.performance.date.text(), one.mark.performance.venue, why_words(one));
  }
  return words;
}

std::string text_of(const Wanted& wanted, const std::vector<Record>& records, std::size_t shown, bool history) {
  std::string words = as_of_line(wanted.as_of);
  if (records.empty()) return words + "No such record is known.\n" + basis_words(wanted.question.kind);
  Table table{{{"record"}, {"known as"}, {"event"}, {"sex"}, {"mark", true}, {"athlete"}, {"country"}, {"date"}, {"venue"}}};
  bool any_unlisted = false;
  for (const Record& record : std::span{records}.first(shown)) {
    const auto& [athlete, mark] = mark_of(record);
    table.add({archive::title_of(record.name), standing_of(record) + (record.history.contradictions.empty() ? "" : ", contradicted"),
               event_words(record.name.event, record.name.track), std::string(measure::text(record.name.sex)), measure::text_of_mark(mark.time),
               athlete.name, dash_if_empty(athlete.country), mark.date.text(), mark.venue});
    any_unlisted = any_unlisted || !record.history.in_force;
  }
  words += table.text() + and_more(records.size(), shown);
  if (any_unlisted) words += "\n" + basis_words(wanted.question.kind);
  if (history || records.size() <= few_records)
    for (const Record& record : std::span{records}.first(shown)) words += history_text(record, history);
  return words;
}

Json json_of(const Contradiction& one) {
  Json document{{"why", why_name(one.why)}};
  document.update(json(one.mark));
  return document;
}

Json json_of(const Milestone& milestone) {
  Json document = json(milestone.mark);
  document["listed"] = milestone.listed;
  document["equals"] = milestone.equals;
  return document;
}

Json json_of(const Record& record) {
  const archive::RecordHistory& history = record.history;
  Json document{{"kind", archive::text(record.name.kind)},
                {"of", record.name.of},
                {"title", archive::title_of(record.name)},
                {"event", record.name.event},
                {"sex", measure::text(record.name.sex)},
                {"track", measure::text(record.name.track)},
                {"in_force", history.in_force ? json(*history.in_force) : Json()},
                {"fastest_known", history.fastest() ? json(history.fastest()->mark) : Json()},
                {"since", json(history.since)},
                {"history", Json::array()},
                {"contradictions", Json::array()}};
  for (const Milestone& milestone : history.milestones) document["history"].push_back(json_of(milestone));
  for (const Contradiction& one : history.contradictions) document["contradictions"].push_back(json_of(one));
  return document;
}

Json document_of(const Wanted& wanted, std::span<const Record> records) {
  Json document{{"schema", "lastlap.archive.records/1"}, {"as_of", json(wanted.as_of)}, {"records", Json::array()}};
  for (const Record& record : records) document["records"].push_back(json_of(record));
  return document;
}

/// One row for each record; with the history, one for each of its marks and contradictions.
CsvText table_of(std::span<const Record> records, bool history) {
  CsvText table{{"kind", "of", "title", "event", "track", "sex", "standing", "athlete", "country", "birth", "time_s", "date", "venue", "place", "points", "source"}};
  const auto add = [&](const Record& record, const std::string& standing, const AthleteMark& mark) {
    const archive::Performance& p = mark.performance;
    table.add({std::string(archive::text(record.name.kind)), record.name.of, archive::title_of(record.name), record.name.event,
               std::string(measure::text(record.name.track)), std::string(measure::text(record.name.sex)), standing, mark.athlete.name,
               mark.athlete.country, mark.athlete.birth ? mark.athlete.birth->text() : "", cell(p.time), p.date.text(), p.venue, p.place,
               cell(p.points), p.source});
  };
  for (const Record& record : records) {
    if (!history) {
      add(record, standing_of(record), mark_of(record));
      continue;
    }
    for (const Milestone& one : record.history.milestones) add(record, one.listed ? "listed" : one.equals ? "equalled" : "fastest known", one.mark);
    for (const Contradiction& one : record.history.contradictions) add(record, "contradicts: " + std::string(why_name(one.why)), one.mark);
  }
  return table;
}

/// What records of the question's kind are of: countries, areas, championships, meetings.
std::vector<std::string> all_of(const archive::RecordMaterial& material, const Wanted& wanted, const archive::SportTables& tables) {
  archive::RecordQuestion question = wanted.question;
  question.of = "";
  std::set<std::string> known;
  for (const Record& record : archive::records_of(material, question, tables, known_at(wanted.as_of)))
    if (!record.name.of.empty()) known.insert(record.name.of);
  return {known.begin(), known.end()};
}

/// What "Kenya", "bislett" or "olympic" means where no record is of just that: the country of that name, or the one that has it in its name. Errors:
/// none has, or several.
Result<std::string> meant_by(const std::string& of, const std::vector<std::string>& known, const archive::SportTables& tables) {
  const std::string key = archive::search_key(of);
  const auto country = tables.country_of_name.find(key);
  if (country != tables.country_of_name.end() && std::ranges::find(known, country->second) != known.end()) return country->second;
  std::vector<std::string> with_it = known;
  std::erase_if(with_it, [&](const std::string& one) { return key.size() < 3 || archive::search_key(one).find(key) == std::string::npos; });
  if (with_it.size() == 1) return with_it.front();
  return base::wrong("no such record", "--of", "\"" + of + "\"",
                     known.empty() ? "these records are of nothing but the world" : "the nearest are " + base::joined(base::nearest(of, with_it.empty() ? known : with_it)));
}

Result<Told> tell(const Options& options, const Question& question) {
  auto wanted = wanted_in(question);
  if (!wanted) return tl::make_unexpected(wanted.error());
  const auto library = open_library(options);
  if (!library) return tl::make_unexpected(library.error());
  const auto material = archive::record_material(library->archive, wanted->question, known_at(wanted->as_of));
  if (!material) return tl::make_unexpected(material.error());
  auto records = archive::records_of(*material, wanted->question, library->tables, known_at(wanted->as_of));
  if (records.empty() && !question.of.empty()) {
    const auto meant = meant_by(question.of, all_of(*material, *wanted, library->tables), library->tables);
    if (!meant) return tl::make_unexpected(meant.error());
    wanted->question.of = *meant;
    records = archive::records_of(*material, wanted->question, library->tables, known_at(wanted->as_of));
  }
  const auto first = std::span{records}.first(lines_to_show(question, 0, records.size()));
  return Told{text_of(*wanted, records, lines_to_show(question, usual_lines, records.size()), question.history),
              document_of(*wanted, first), table_of(first, question.history)};
}

}  // namespace

void add_archive_records(CLI::App& group, const Options& options, ExitStatus& status) {
  const auto question = std::make_shared<Question>();
  CLI::App& records = *group.add_subcommand("records", "Show records as listed, and their history as marks tell it");
  records.add_option("--event", question->event, "only this event: 1500, mile, 2-miles, ...")->type_name("EVENT");
  records.add_option("--sex", question->sex, "only men or women")->type_name("SEX");
  records.add_option("--track", question->track, "only oval-400 or short-200")->type_name("TRACK");
  records.add_option("--kind", question->kind, "world, area, championship, under-20, collegiate, meeting or national")->type_name("KIND");
  records.add_option("--of", question->of, "only of this country (GBR, Kenya), area, championship or meeting; a part that only one has will do")->type_name("NAME");
  records.add_flag("--history", question->history, "with the marks that led to each (text shows them for up to four records anyway, --json always)");
  records.add_option("--limit", question->limit, "how many records; 0: all (default: 40 of the text, all of --json and --csv)")->type_name("N")->check(CLI::Range(0, 1000000));
  records.footer("Example:\n  lastlap archive records --event 1500 --sex women --kind world --as-of 2023-08-22");
  answers(records, options, question, status, tell);
}

}  // namespace lastlap::cli
