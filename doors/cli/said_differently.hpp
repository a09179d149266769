#pragma once

// What sources say differently: who says what, and which word is in force.

#include <string>
#include <vector>

#include "doors/cli/json_parts.hpp"
#include "lastlap/archive/sayings.hpp"

namespace lastlap::cli {

/// A table of every word on every field; empty where all agree. `of_many_races` says of each fact in which race or on which day it was.
std::string said_differently_text(const std::vector<archive::Disputed>& disputed, bool of_many_races = false);

Json said_differently(const std::vector<archive::Disputed>& disputed);

/// Whether it is about a time, a place or a status: what a result is.
bool is_about_outcome(const archive::Disputed& fact);

}  // namespace lastlap::cli
