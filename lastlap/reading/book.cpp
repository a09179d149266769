#include "lastlap/reading/book.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace lastlap::reading {
namespace {

const measure::AsOf always{measure::Date::of(9999, 12, 31)};

/// The race in which this mark was set: of the same day and event, with the same time.
std::string race_of(const Book& book, long athlete, const archive::Performance& mark,
                    const std::map<measure::Date, std::vector<std::size_t>>& by_date) {
  const auto day = by_date.find(mark.date);
  if (day == by_date.end()) return "";
  for (const std::size_t at : day->second) {
    const archive::RaceRecord& race = book.races[at];
    if (race.heading.event != mark.event) continue;
    const archive::RaceResult* result = Book::result_in(race, athlete);
    if (result && result->time && std::abs(result->time->si() - mark.time.si()) < 0.005) return race.heading.id;
  }
  return "";
}

}  // namespace

const archive::RaceRecord* Book::race(const std::string& id) const {
  const auto found = race_at.find(id);
  return found == race_at.end() ? nullptr : &races[found->second];
}

const std::vector<BookMark>& Book::marks_of(long athlete) const {
  static const std::vector<BookMark> none;
  const auto found = marks.find(athlete);
  return found == marks.end() ? none : found->second;
}

const archive::RaceResult* Book::result_in(const archive::RaceRecord& race, long athlete) {
  const auto found = std::ranges::find_if(race.results, [&](const archive::RaceResult& result) { return result.athlete.id == athlete; });
  return found == race.results.end() ? nullptr : &*found;
}

base::Result<Book> open_book(const archive::Archive& archive) {
  Book book;
  const auto headings = archive.races({});
  if (!headings) return tl::make_unexpected(headings.error());
  std::map<measure::Date, std::vector<std::size_t>> by_date;
  for (const archive::RaceHeading& heading : *headings) {
    auto race = archive.race(heading.id);
    if (!race) return tl::make_unexpected(race.error());
    for (const archive::RaceResult& result : race->results) book.athletes.emplace(result.athlete.id, result.athlete);
    by_date[heading.date].push_back(book.races.size());
    book.race_at[heading.id] = book.races.size();
    book.races.push_back(std::move(*race));
  }
  for (const auto& [id, athlete] : book.athletes) {
    const auto marks = archive.performances(athlete, always);
    if (!marks) return tl::make_unexpected(marks.error());
    for (const archive::Performance& mark : *marks) book.marks[id].push_back({mark, race_of(book, id, mark, by_date)});
    auto records = archive.records(athlete, always);
    if (!records) return tl::make_unexpected(records.error());
    if (!records->empty()) book.records[id] = std::move(*records);
  }
  return book;
}

int place_in(const archive::Performance& performance) {
  return std::atoi(performance.place.c_str());
}

bool in_last_round(const archive::Performance& performance) {
  return performance.place.find('h') == std::string::npos && performance.place.find("sf") == std::string::npos &&
         performance.place.find("rep") == std::string::npos;
}

}  // namespace lastlap::reading
