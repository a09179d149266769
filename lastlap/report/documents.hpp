#pragma once

// Answers as JSON documents, for programs and for the page. docs/json.md is their manual.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "lastlap/plan/verdict.hpp"
#include "lastlap/race/replay.hpp"
#include "lastlap/race/summary.hpp"
#include "lastlap/study/field.hpp"

namespace lastlap::report {

using Json = nlohmann::ordered_json;

/// How an answer was come by.
struct Run {
  std::uint64_t seed = 0;
  std::string signature;
  double seconds = 0;
};

/// schema "lastlap.race/1"
Json race_document(const study::StudiedRace& studied, const race::Summary& summary, const Run& run);
/// schema "lastlap.replay/1"; `ours` marks one runner, -1 nobody.
Json replay_document(const study::StudiedRace& studied, const race::Replay& replay, int ours);
/// schema "lastlap.plan/1"
Json plan_document(const study::StudiedRace& studied, const plan::Order& order, const plan::Verdict& verdict, const Run& run);
/// schema "lastlap.report/1": what page() needs.
nlohmann::json report_document(const study::StudiedRace& studied, const plan::Order& order, const plan::Verdict& verdict,
                               const race::Replay& replay, const Run& run, const std::string& version);

/// What the numbers say to a coach, in sentences.
std::vector<std::string> advice(const study::StudiedRace& studied, const plan::Order& order, const plan::Verdict& verdict);

}  // namespace lastlap::report
