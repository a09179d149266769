#pragma once

// Answers as text for a terminal.

#include <string>

#include "lastlap/plan/verdict.hpp"
#include "lastlap/race/summary.hpp"
#include "lastlap/report/documents.hpp"
#include "lastlap/study/field.hpp"

namespace lastlap::report {

/// "8.0 % (7.2 to 8.9)"
std::string percent(const race::Chance& chance);
/// "+4.2 (3.1 to 5.3)": points of per cent
std::string points(const race::Chance& difference);

/// Everybody's chances and times, likeliest winner first: rows of cells under the names in race_columns().
std::vector<std::string> race_columns();
std::vector<std::vector<std::string>> race_rows(const study::StudiedRace& studied, const race::Summary& summary);
/// Winning time, gap, closing lap, remarks, seed and signature.
std::string race_words(const study::StudiedRace& studied, const race::Summary& summary, const Run& run);

/// The plan and what it is worth, in a coach's words.
std::string plan_words(const study::StudiedRace& studied, const plan::Order& order, const plan::Verdict& verdict, const Run& run);

}  // namespace lastlap::report
