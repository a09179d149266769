#include "lastlap/archive/clerk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lastlap/archive/inside.hpp"

namespace lastlap::archive {
namespace {

constexpr std::size_t rows_between_steps = 512;

}  // namespace

Clerk::Clerk(SQLite::Database& database, ClerkRules rules)
    : database_{database}, rules_{std::move(rules)}, ledger_{database}, people_{database}, limits_{database} {
  SQLite::Statement races{database, "SELECT id, date, event, sex FROM races ORDER BY rowid"};
  while (races.executeStep()) {
    taken_ids_.insert(text_at(races, 0));
    not_stated_[{text_at(races, 1), text_at(races, 2), sex_at(races, 3)}].push_back(text_at(races, 0));
  }
  if (rules_.shipped) return;
  SQLite::Statement venues{database,
                           "SELECT DISTINCT venue FROM races UNION SELECT DISTINCT venue FROM marks"};
  while (venues.executeStep()) {
    const std::string venue = text_at(venues, 0);
    if (venue.find('(') != std::string::npos) towns_.insert(slug(town_of(venue, {})));
  }
}

void Clerk::state(const std::vector<SheetToState>& sheets) {
  sheets_ = sheets;
  findings_.facts.resize(sheets.size());
  for (const SheetToState& one : sheets) {
    const formats::Sheet& sheet = *one.sheet;
    findings_.bad_rows.insert(findings_.bad_rows.end(), sheet.bad_rows.begin(), sheet.bad_rows.end());
    rows_in_all_ += sheet.races.size() + sheet.results.size() + sheet.splits.size() + sheet.segments.size() +
                    sheet.marks.size() + sheet.records.size();
  }
  for (std::size_t i = 0; i < sheets.size(); ++i) marks(i);
  races_with_results();
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    splits(i);
    segments(i);
    records(i);
  }
  if (!findings_.stopped) recognise_names();
  if (rules_.shipped || findings_.stopped) return;
  tell_of_odd_births();
  look_at_races();
  tell_of_races_that_may_be_one();
}

void Clerk::tell_of_odd_births() {
  for (const auto& [kind, odd] : odd_births_) {
    const auto& [sheet, year, lost_a_century] = kind;
    const std::string instead = lost_a_century ? fmt::format("taken for {}", year + 100) : "left aside";
    warn(odd.first, fmt::format("{}, born {}, would be {}; {} is {} ({} {})", odd.name, year, odd.age, year,
                                instead, odd.rows, odd.rows == 1 ? "row" : "rows"));
  }
}

bool Clerk::step(const char* stage) {
  if (findings_.stopped) return false;
  if (++rows_done_ % rows_between_steps == 0 && rules_.go_on) {
    const double share = static_cast<double>(rows_done_) / static_cast<double>(rows_in_all_);
    findings_.stopped = !rules_.go_on(stage, std::min(share, 1.0));
  }
  return !findings_.stopped;
}

std::string Clerk::where(Row row) const {
  return fmt::format("{}:{}", sheets_[row.sheet].sheet->file, row.line);
}

void Clerk::bad(Row row, std::string what, std::string why, std::string hint) {
  findings_.bad_rows.push_back(
      {base::Problem::Kind::request, std::move(what), where(row), std::move(why), std::move(hint)});
}

void Clerk::warn(Row row, const std::string& text) {
  if (!rules_.shipped) findings_.warnings.push_back(where(row) + ": " + text);
}

Teller Clerk::teller(std::size_t sheet, const std::string& source, const std::string& otherwise) {
  const std::string& text = !source.empty() ? source : !otherwise.empty() ? otherwise : sheets_[sheet].source;
  return {.source = ledger_.source(text), .import = sheets_[sheet].import};
}

void Clerk::count(std::size_t sheet, Fact fact, Told told, Row row, const std::string& of) {
  Tally& tally = findings_.facts[sheet][static_cast<std::size_t>(fact)];
  constexpr std::array counts{&Tally::added, &Tally::agreed, &Tally::completed, &Tally::corrected,
                              &Tally::overruled};
  tally.*counts[static_cast<std::size_t>(told)] += 1;
  for (const Change& change : ledger_.changes()) findings_.corrections.push_back({where(row), of, change});
}

void Clerk::look_at_races() {
  std::set<std::string> touched = stated_races_;
  for (const auto& [place, race] : races_) touched.insert(race.id);
  for (const std::string& id : touched) {
    const auto race = race_in(database_, id);
    if (!race) continue;
    for (const std::string& finding : disagreements(*race)) findings_.warnings.push_back(id + ": " + finding);
  }
  const bool about_records = std::ranges::any_of(findings_.facts, [](const auto& facts) {
    const Tally& marks = facts[static_cast<std::size_t>(Fact::mark)];
    const Tally& records = facts[static_cast<std::size_t>(Fact::record)];
    return marks.added + marks.corrected + records.added + records.corrected > 0;
  });
  if (!about_records) return;
  // What an earlier import was told of is not said again.
  std::set<std::pair<std::string, measure::Date>> spoken_of;
  for (const SheetToState& one : sheets_) {
    for (const formats::MarkRow& mark : one.sheet->marks) spoken_of.insert({mark.event.empty() ? rules_.context.event : mark.event, mark.date});
    for (const formats::RecordRow& record : one.sheet->records) spoken_of.insert({record.event, record.date});
  }
  for (const auto& [place, race] : races_) spoken_of.insert({race.event, race.date});
  for (const SlowRecord& one : records_out_of_order(database_, rules_.tables))
    if (spoken_of.contains({one.event, one.date}) || spoken_of.contains({one.event, one.before})) findings_.warnings.push_back(one.text);
}

}  // namespace lastlap::archive
