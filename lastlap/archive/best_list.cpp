#include "lastlap/archive/best_list.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "lastlap/archive/records.hpp"
#include "lastlap/measure/scoring.hpp"

namespace lastlap::archive {
namespace {

long hundredths(const AthleteMark& mark) {
  return std::lround(mark.performance.time.si() * 100.0);
}

std::optional<long> points_by_tables(const AthleteMark& mark) {
  const auto event = measure::event_named(mark.performance.event);
  if (!event || !mark.athlete.sex) return std::nullopt;
  const auto scoring = measure::scoring_of(event->distance, *mark.athlete.sex, mark.performance.track);
  if (!scoring) return std::nullopt;
  return static_cast<long>(measure::points_for(*scoring, measure::Mark::of_hundredths(hundredths(mark))));
}

}  // namespace

Ranked with_points(int rank, AthleteMark mark) {
  Ranked ranked{.rank = rank, .mark = std::move(mark), .points = {}, .points_computed = false};
  if (ranked.mark.performance.points) {
    ranked.points = *ranked.mark.performance.points;
  } else {
    ranked.points = points_by_tables(ranked.mark);
    ranked.points_computed = ranked.points.has_value();
  }
  return ranked;
}

std::vector<Ranked> best_list(std::vector<AthleteMark> marks, bool every_mark) {
  const auto order = [](const AthleteMark& mark) {
    return std::tuple(hundredths(mark), mark.performance.date, mark.athlete.name, mark.athlete.id);
  };
  std::ranges::stable_sort(marks, {}, order);
  std::set<long> seen;
  std::vector<Ranked> list;
  int lines = 0;
  for (AthleteMark& mark : marks) {
    if (!every_mark && !seen.insert(mark.athlete.id).second) continue;
    ++lines;
    const bool shares = !list.empty() && hundredths(list.back().mark) == hundredths(mark);
    const int rank = shares ? list.back().rank : lines;
    list.push_back(with_points(rank, std::move(mark)));
  }
  return list;
}

std::vector<RecordFact> records_beyond(const std::vector<AthleteMark>& marks, const std::vector<RecordFact>& records, const BestQuestion& question) {
  std::vector<RecordFact> beyond;
  const auto is_same = [](const Performance& one, const Performance& other) {
    return one.date == other.date && std::lround(one.time.si() * 100.0) == std::lround(other.time.si() * 100.0);
  };
  for (const RecordFact& record : records) {
    const Performance& set = record.performance;
    const auto name = read_record_name(record.record, set.event, set.track);
    const bool is_of_it = name && name->sex == question.sex && set.event == question.event && set.track == question.track &&
                          (!question.season || set.date.year() == *question.season);
    const auto is_there = [&](const auto& one) { return is_same(one.performance, set); };
    if (is_of_it && std::ranges::none_of(marks, is_there) && std::ranges::none_of(beyond, is_there)) beyond.push_back(record);
  }
  std::ranges::stable_sort(beyond, {}, [](const RecordFact& record) { return record.performance.time; });
  return beyond;
}

}  // namespace lastlap::archive
