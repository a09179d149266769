// Records and their histories by the archive, beside plain code on the files.

#include "lastlap/archive/records.hpp"

#include <optional>

#include "tests/plain_facts.hpp"

namespace lastlap::tests {
namespace {

using archive::Archive;
using measure::AsOf;
using measure::Date;

class AskRecords : public Ask {};

struct Milestone {
  long time;
  std::string date, who;
  auto operator<=>(const Milestone&) const = default;
};

/// Who was the fastest of a day and of all days before, until a list names a record; from then on only what is listed.
struct PlainHistory {
  std::vector<Milestone> milestones;
  std::optional<Milestone> in_force;
  int contradictions = 0;
};

PlainHistory plain_history(std::vector<Milestone> marks, std::vector<Milestone> listed) {
  PlainHistory history;
  std::set<std::string> dates;
  for (const auto& one : marks) dates.insert(one.date);
  for (const auto& one : listed) dates.insert(one.date);
  long fastest = 1'000'000'000;
  for (const std::string& date : dates) {
    for (const Milestone& record : listed) {
      if (record.date != date) continue;
      for (const Milestone& old : history.milestones) history.contradictions += old.time < record.time;
      if (!history.in_force || record.time < history.in_force->time) history.in_force = record;
      if (record.time <= fastest) history.milestones.push_back(record), fastest = record.time;
    }
    long best = 1'000'000'000;
    for (const Milestone& mark : marks) {
      if (mark.date == date) best = std::min(best, mark.time);
    }
    for (const Milestone& mark : marks) {
      if (mark.date != date) continue;
      if (history.in_force) history.contradictions += mark.time < history.in_force->time;
      else if (mark.time == best && best <= fastest) history.milestones.push_back(mark);
    }
    if (!history.in_force) fastest = std::min(fastest, best);
  }
  return history;
}

using Kind = std::tuple<std::string, std::string, std::string, std::string, std::string>;  ///< kind, of, event, sex, track

std::map<Kind, PlainHistory> plain_records(const std::string& last_day) {
  std::map<Kind, std::vector<Milestone>> marks, listed;
  std::map<std::string, std::string> area;
  for (const PlainRow& row : rows_of(whole_text(LASTLAP_HOUSE "/data/areas.csv"))) area[row.at("country")] = row.at("area");
  for (const PlainMark& run : all_runs(last_day)) {
    const Milestone mark{run.time, run.date, run.who};
    const auto add = [&](const std::string& kind, const std::string& of) { marks[{kind, of, run.event, run.sex, run.track}].push_back(mark); };
    add("world", "");
    add("national", run.country);
    if (area.contains(run.country)) add("area", area.at(run.country));
    if (!run.birth.empty() && std::stoi(run.date) - std::stoi(run.birth) <= 19) add("under-20", "");
  }
  const std::vector<std::string> championships{"World Championships", "World Indoor Championships", "Olympic Games", "Commonwealth Games",
                                               "European Championships", "US Olympic Trials", "NCAA Division I Championships"};
  for (const PlainMark& run : plain().timed) {
    if (run.date > last_day) continue;
    const std::string year = run.date.substr(0, 4);
    std::string kind = "meeting", of = run.competition.substr(0, run.competition.find(" " + year));
    for (const std::string& one : championships) {
      if (run.competition.starts_with(one)) kind = "championship", of = one;
    }
    marks[{kind, of, run.event, run.sex, run.track}].push_back({run.time, run.date, run.who});
  }
  for (const PlainRow& row : rows_of(whole_text(LASTLAP_HOUSE "/data/records.csv"))) {
    if (row.at("date") > last_day) continue;
    std::string record = row.at("record").substr(0, row.at("record").find(" ("));
    const std::string sex = record.ends_with("women") ? "women" : "men";
    std::string event = row.at("event");
    const std::string track = event.ends_with(" short track") ? "short-200" : "oval-400";
    event = event.substr(0, event.find(" short track"));
    event = event == "Mile" ? "mile" : event == "2 miles" ? "2-miles" : event.substr(0, event.size() - 1);
    std::string kind = "world", of;
    if (record.starts_with("OR")) kind = "championship", of = "Olympic Games";
    if (record.starts_with("CR ")) kind = "championship", of = record.substr(3, record.rfind(' ') - 3);
    if (record.starts_with("AR ")) kind = "area", of = record.substr(3, record.rfind(' ') - 3);
    if (record.starts_with("NR ")) kind = "national", of = record.substr(3, record.rfind(' ') - 3);
    const std::string name = row.at("athlete"), birth = plain().births.contains(name + sex) ? *plain().births.at(name + sex).begin() : "";
    listed[{kind, of, event, sex, track}].push_back({hundredths(row.at("time_s")), row.at("date"), name + "|" + birth});
  }
  // Rowbury's 4:22.66 of 2015 stands twice in the list, and is one mark.
  for (auto& [kind, some] : marks) {
    std::vector<Milestone> once;
    for (const Milestone& one : some)
      if (std::find(once.begin(), once.end(), one) == once.end()) once.push_back(one);
    some = once;
  }
  std::map<Kind, PlainHistory> records;
  for (const auto& [kind, some] : marks) records[kind];
  for (const auto& [kind, some] : listed) records[kind];
  for (auto& [kind, history] : records) history = plain_history(marks[kind], listed[kind]);
  return records;
}

/// In the order of the day's names, which the archive and the files have differently.
std::vector<Milestone> in_order(std::vector<Milestone> milestones) {
  std::sort(milestones.begin(), milestones.end(), [](const Milestone& one, const Milestone& other) {
    return std::tuple(one.date, one.who) < std::tuple(other.date, other.who);
  });
  return milestones;
}

Milestone milestone_of(const archive::AthleteMark& mark) {
  return {hundredths(mark.performance.time), mark.performance.date.text(), who(mark.athlete)};
}

TEST_F(AskRecords, RecordsAndTheirHistoriesAreThoseOfTheFiles) {
  for (const std::string& day : days) {
    const AsOf as_of{Date::read(day).value()};
    const auto expected = plain_records(day);
    const auto said = archive::records_of(archive::record_material(*archive, {}, as_of).value(), {}, tables, as_of);
    EXPECT_EQ(said.size(), expected.size()) << day;
    for (const archive::Record& record : said) {
      const Kind kind{std::string(archive::text(record.name.kind)), record.name.of, record.name.event, std::string(measure::text(record.name.sex)),
                      std::string(measure::text(record.name.track))};
      const std::string title = day + " " + std::get<0>(kind) + " " + std::get<1>(kind) + " " + record.name.event + " " + std::get<3>(kind) + " " + std::get<4>(kind);
      ASSERT_TRUE(expected.contains(kind)) << title;
      const PlainHistory& plainly = expected.at(kind);
      std::vector<Milestone> milestones;
      for (const archive::Milestone& one : record.history.milestones) milestones.push_back(milestone_of(one.mark));
      EXPECT_EQ(in_order(milestones), in_order(plainly.milestones)) << title;
      EXPECT_EQ(record.history.in_force.has_value(), plainly.in_force.has_value()) << title;
      if (plainly.in_force && record.history.in_force) {
        EXPECT_EQ(milestone_of(*record.history.in_force), *plainly.in_force) << title;
      }
      EXPECT_EQ(record.history.contradictions.size(), static_cast<std::size_t>(plainly.contradictions)) << title;
    }
  }
}

TEST_F(AskRecords, NothingOfALaterDayIsKnown) {
  for (const std::string& day : days) {
    const AsOf as_of{Date::read(day).value()};
    const auto material = archive::record_material(*archive, {}, as_of).value();
    for (const auto& mark : material.marks) ASSERT_LE(mark.performance.date.text(), day);
    for (const auto& [race, result] : material.results) ASSERT_LE(race.date.text(), day);
    for (const auto& record : material.listed) ASSERT_LE(record.performance.date.text(), day);
  }
}

TEST_F(AskRecords, NobodyNamedByTheListsIsOfNoArea) {
  std::set<std::string> without;
  for (const PlainMark& run : all_runs("9999-12-31")) {
    if (tables.area_of(run.country).empty()) without.insert(run.country);
  }
  EXPECT_EQ(without, std::set<std::string>{"EOR"}) << "the team of refugees";
  EXPECT_EQ(tables.areas().size(), 6u);
}

}  // namespace
}  // namespace lastlap::tests
