#pragma once

// What the commands print: answers on standard output, one line for a problem on standard error. Of a team of processes only the first prints.

#include <string_view>

#include "doors/cli/options.hpp"
#include "lastlap/base/result.hpp"

namespace lastlap::cli {

/// Writes an answer to standard output. A reader that had enough (`| head`) is no error; a full disk is one.
ExitStatus answer(std::string_view text);

/// Writes "lastlap: what, where: why; what to do" as one line to standard error.
ExitStatus complain(const base::Problem& problem);

}  // namespace lastlap::cli
