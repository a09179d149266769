#pragma once

// Facts of the archive as JSON, the same in every answer; docs/json-archive.md is their manual.

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "lastlap/archive/archive.hpp"

namespace lastlap::cli {

using Json = nlohmann::ordered_json;

Json json(const std::optional<measure::AsOf>& as_of);
Json json(const std::optional<measure::Date>& date);
Json json(const std::optional<int>& count);
Json json(const std::optional<long>& count);
Json json(const std::optional<measure::Duration>& time);  ///< seconds, by the tenth of a millisecond
Json json(measure::Duration time);
Json json(measure::Distance distance);
Json json(const std::optional<archive::Athlete>& athlete);
Json json(const archive::RaceHeading& race);
Json json(const archive::RaceResult& result);
Json json(const archive::SplitFact& split);
Json json(const archive::SegmentFact& segment);
Json json(const archive::Performance& mark);
/// Whose mark, and the mark.
Json json(const archive::AthleteMark& mark);

template <class Values>
Json list(const Values& values) {
  Json all = Json::array();
  for (const auto& value : values) all.push_back(json(value));
  return all;
}

/// The document as the commands print it.
std::string text(const Json& document);

}  // namespace lastlap::cli
