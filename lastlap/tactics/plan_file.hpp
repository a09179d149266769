#pragma once

// A plan as a coach writes it: TOML. docs/plan-file.md is the manual.

#include <functional>
#include <string>
#include <string_view>

#include "lastlap/base/result.hpp"
#include "lastlap/tactics/plan.hpp"

namespace lastlap::tactics {

/// Turns a name as written into the name of a starter; a Problem says whom it could mean.
using WhoIsMeant = std::function<base::Result<std::string>(std::string_view)>;

/// Reads a plan. `where` names the file in problems; `who` resolves the athlete and the covered rivals.
/// Errors: broken TOML, unknown or missing keys, wrong kinds or values, unknown names; each with file and line.
/// What only a race can tell (problem_with) is left to the caller.
base::Result<Plan> read_plan(std::string_view toml, const std::string& where, const WhoIsMeant& who);

/// Writes a plan so that read_plan gives it back: distances to the millimetre (a mile is 1609.344 m), paces to the millisecond a lap.
std::string write_plan(const Plan& plan, const std::string& heading);

/// The plan that its own file gives back: who runs this one runs the same races again from the file, to the last bit.
Plan as_written(const Plan& plan);

}  // namespace lastlap::tactics
