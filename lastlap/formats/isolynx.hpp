#pragma once

// Races followed by radio tags (IsoLynx): where every runner was, some ten times a second, as the system wrote it down.

#include <string>
#include <string_view>
#include <vector>

#include "lastlap/base/result.hpp"

namespace lastlap::formats {

/// One place that a tag reported. Jitter, spikes and repeated or late reports stay in: reading is not smoothing.
struct IsoLynxFix {
  double time_s = 0;     ///< since the gun
  double x_m = 0, y_m = 0;
  double speed_mps = 0;  ///< filtered by the system; 0 if it gave none
  double race_m = 0;     ///< `PathDist`, the system's own race distance, which ends at the race's length; 0 if it gave none
};

/// One runner's tag. A tag that never woke has no fixes.
struct IsoLynxTag {
  std::string id;       ///< "ID 718"
  std::string surname;  ///< as written, without blanks around it
  std::vector<IsoLynxFix> fixes;  ///< in the order of the file; times may stand still or step back a little
};

struct IsoLynxRace {
  std::string file;
  std::vector<IsoLynxTag> tags;  ///< in the order of the columns
};

/// Whether `text` begins as such a file does: two lines of names, then a header that begins "Time,X,Y".
bool is_isolynx(std::string_view text);

/// Reads a file of tags from `text`, naming it `file` in errors: a line of tag ids, one of surnames, a header with `Time` and a
/// block of columns for each tag, of which `X` begins a block, and `Y`, `Speed` and `PathDist` are used. Tolerated: lines that end
/// in CRLF, a byte order mark, blank lines, rows cut short, empty columns at the end, empty cells, "-" and "NaN" (no fix, or no
/// speed), X and Y both exactly 0, which a tag
/// gives before it wakes (no fix), and rows of negative times, before the gun (left out).
/// Errors, the first three with their lines and the number of the rest: no header, no tag, a block without Y, a time or a cell that
/// is no number or beyond any race's, more cells than the header has names, no row at all.
base::Result<IsoLynxRace> read_isolynx(std::string_view text, std::string file);

}  // namespace lastlap::formats
