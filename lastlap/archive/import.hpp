#pragma once

// Bringing files of the sport into the archive: one transaction, all or nothing, with everything said that
// was doubtful.

#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "lastlap/archive/ledger.hpp"
#include "lastlap/archive/sport_tables.hpp"
#include "lastlap/formats/sheet.hpp"

namespace lastlap::archive {

/// What a file does not tell of its races and somebody else does.
struct RaceContext {
  std::string race;  ///< the id of the one race, of the archive or new
  std::string competition, round, event, venue, source;
  std::optional<measure::Sex> sex;
  std::optional<measure::Date> date;
  std::optional<measure::TrackKind> track;
};

/// What to do with somebody who may be one of several athletes of the archive.
enum class Doubtful {
  apart,  ///< she comes in as an athlete of her own, and the doubt is reported
  stop,   ///< nothing is imported
};

/// A file as read, and the checksum of its bytes (see checksum_of).
struct IncomingFile {
  formats::Sheet sheet;
  std::string checksum;
};

struct ImportRequest {
  std::vector<IncomingFile> files;
  measure::Date day = measure::Date::of(1970, 1, 1);  ///< of the import: no race is later
  RaceContext context = {};
  bool skip_bad = false;  ///< import the good rows in spite of bad ones
  Doubtful doubtful = Doubtful::apart;
  SportTables tables = {};  ///< for the plausibility of area and championship records; empty: those are not looked at
  std::map<std::string, std::string> same = {};  ///< a name of the files -> whom the archive knows by another
  std::function<void(const std::string& stage, double share)> progress = {};
  const std::atomic<bool>* stop = nullptr;  ///< once set, nothing is imported
};

/// What became of the statements on one kind of fact.
struct Tally {
  int added = 0, agreed = 0, completed = 0, corrected = 0, overruled = 0;
};

struct FileReport {
  std::string file, format;
  bool known_already = false;        ///< this very file was imported before: nothing was done
  std::array<Tally, 7> facts{};      ///< by Fact
  std::vector<std::string> remarks;  ///< what the reader left aside
  std::vector<std::string> understood = {};  ///< how the reader took what the file does not tell
};

/// Somebody who may be an athlete of the archive.
struct Doubt {
  std::string where;                    ///< where she stands first, "results.csv:17"
  std::string name;                     ///< with what the file tells of her
  std::vector<std::string> candidates;  ///< "Ali Hassan (KEN, 1991, #41)"
  std::string kept_as;                  ///< the new athlete, "Ali Hassan (#6012)"
};

/// A word of an earlier source that is no longer in force.
struct Correction {
  std::string where;  ///< file and line
  std::string of;     ///< "oslo-2015-men-1500, Josh Kerr"
  Change change;
};

struct ImportReport {
  bool done = false;  ///< false: the archive is as it was, because of bad rows, of doubts that were to stop
                      ///< it, or of `stop`
  std::vector<FileReport> files;
  std::vector<base::Problem> bad_rows;
  std::vector<Doubt> doubts;
  std::vector<std::string> taken;  ///< who was taken for whom although spelt otherwise, and why
  std::vector<Correction> corrections;
  std::vector<std::string> warnings;  ///< what is possible and unlikely
  std::vector<std::string> new_races;
  int new_athletes = 0;
};

/// FNV-1a of 64 bits over the bytes: tells one file from another; guards against nothing else.
std::string checksum_of(std::string_view bytes);

/// Imports the files in one transaction. Rows of one may refer to races of another. Errors (nothing is
/// imported then): what SQLite says (full disk, no permission, busy), `same` that names nobody, a context
/// that fits no or several races.
base::Result<ImportReport> import_files(Archive& archive, const ImportRequest& request);

/// From here on two athletes are one: all facts of `other` become those of `one`, and her name another
/// spelling. Errors: they start in the same race, or are of different sexes.
base::Result<void> declare_same(Archive& archive, const Athlete& one, const Athlete& other);

}  // namespace lastlap::archive
